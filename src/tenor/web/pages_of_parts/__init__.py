"""Every part of a page on show, with invented values: what tests look at, and where to see what there is. In demonstrations only."""
