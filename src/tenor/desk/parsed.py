"""Terms read once a process: reading one contract's text takes a tenth of a second, and the same text is asked for again and again."""

from __future__ import annotations

from functools import lru_cache

from tenor.terms.read_yaml import Read, read_yaml

MOST = 64  # texts kept; about 1 MB each with all that hangs on them


@lru_cache(maxsize=MOST)
def read_terms(text: str, name: str = "terms.yaml") -> Read:
    """What `terms.read_yaml` makes of a text. Nothing of it is ever changed, so threads may share it."""
    return read_yaml(text, name)
