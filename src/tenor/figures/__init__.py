"""Rows counted into figures: one compiler from measure to SQL, one answer to "how many" and one to "which"."""
