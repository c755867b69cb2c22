"""What each key of the language means, in a line: read from `meanings.toml`, for the manual and for editors."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

ANY = "any"


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """Section → key → what it means. The section "any" holds what means the same wherever it stands."""
    return tomllib.loads(files("tenor.terms").joinpath("meanings.toml").read_text(encoding="utf-8"))


def meaning(shape: str, key: str) -> str:
    """A sentence. KeyError where the file has none, which a test rules out."""
    told = meanings()
    own = told.get(shape, {})
    return own[key] if key in own else told[ANY][key]
