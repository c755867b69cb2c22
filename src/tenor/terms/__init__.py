"""What the contract says: read, written, checked. `Terms` is the contract in force on a day, as nouns."""
