"""Tenor holds a public contract to what it says."""
