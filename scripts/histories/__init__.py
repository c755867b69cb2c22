"""What happened under each example contract, told briefly; `scripts/make_contracts.py` makes ledgers and returns of it."""
