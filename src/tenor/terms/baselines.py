"""What a baseline is taken from: "first 3 final months"."""

from __future__ import annotations

import re

MOST = 24


def first_final(phrase: str) -> int | None:
    """Over how many final periods; None where the phrase is none."""
    found = re.fullmatch(r"first (\d{1,2}) final [\w-]+", phrase.strip().lower())
    return int(found[1]) if found is not None and 0 < int(found[1]) <= MOST else None
