"""Tenor holds a public contract to what it says."""

__version__ = "0.1.0"
