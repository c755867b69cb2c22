"""The only tables about contracts, and the only writes: models, actions, lookups, permissions."""
