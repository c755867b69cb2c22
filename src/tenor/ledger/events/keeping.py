"""The ledger about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyErased:
    """The body and salt of an earlier entry were deleted; the chain still proves. `part`: which of the two an entry may have,
    its body (`bodies/<id>.json`) or the words beside it (`bodies/<id>.words.json`)."""

    entry: str
    part: Literal["body", "words"] = "body"
    reason: str = ""  # a choice, not free text
