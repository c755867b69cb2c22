"""Charts: each one definition, its finding in words, and the same values as a table; drawn to SVG by `draw.py`."""
