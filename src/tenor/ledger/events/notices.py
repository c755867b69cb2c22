"""Formal letters under the contract: issued, received, withdrawn, closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDrafted:
    """A letter is ready and a second person is asked to approve it; `text_hash` is the text that is asked about. `stated`: which of the
    things that the step must state it says, by their numbers in the terms, "1", "2" …"""

    notice: str
    step: str
    text_hash: str
    kpis: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAdvised:
    """Somebody who knows the law has looked at this very text, before it is approved; what they advise is the words body."""

    notice: str
    text_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeApproved:
    """A second person, not the one who wrote it, approves this very text."""

    notice: str
    text_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSentBack:
    """The second person wants it changed; why is the words body."""

    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeIssued:
    """`step` is the step's name in the terms ("formal warning"); `plan` the plan it requires, for `kpis`, from its receipt. `units`: the
    places or services it is about, where not all are."""

    notice: str
    step: str
    kpis: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    plan: str = ""
    method: str = ""
    text_hash: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)  # what its maker saw: head, terms, calendar, tenor, figures, readings


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReceived:
    """Acknowledged, or receipt otherwise established."""

    notice: str
    kpis: tuple[str, ...] = ()
    plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWithdrawn:
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeClosed:
    notice: str
