"""The ledger about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyErased:
    """The body and salt of an earlier entry were deleted; the chain still proves."""

    entry: str
    reason: str = ""
