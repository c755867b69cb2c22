"""What happened: entries in one hash-chained line a contract, their events by kind, and the facts they add up to."""
