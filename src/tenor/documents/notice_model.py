"""The nouns of a formal letter that is being written: its parts, what it can rest on, what starts when it is received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tenor.documents.model import Text
from tenor.terms.model import Clause

# found: what the letter finds; why: the figures; asked: what is asked for, and by when; free: only a person can say it
PartIs = Literal["found", "why", "asked", "free"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePart:
    """One thing that the letter must state. `label`: as the contract has it; `told`: what the record says of it, one sentence each."""

    key: str
    label: Text
    kind: PartIs
    told: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure that the letter rests on. `share` "": it is none; `bound`: the band, of the worst level alone."""

    kpi: str
    name: str
    title: str
    label: str
    period: Text
    count: str
    share: str
    level: str
    state: str
    final_on: date
    bound: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that the letter can name beside the figures. `days`: those it happened on; `entry`: of the record, "" where several."""

    key: str
    what: Text
    days: tuple[date, ...]
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByRule:
    """By when something is asked for, where a rule of the contract says it: `phrase` in its words, `step` the plan it leads to."""

    phrase: str
    step: str
    rule: str
    clause: Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Something that starts when the letter is received. `kind`: plan, meetings, watch, count."""

    kind: Literal["plan", "meetings", "watch", "count"]
    when: Text
    what: Text
    clause: Clause
    note: Text = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLetter:
    """A letter for a step of the terms, filled from what is known. `under`: another clause it stands under, so that legal looks first."""

    name: str
    step: str
    clause: Clause
    under: str
    kpis: tuple[str, ...]
    to: str
    head: tuple[Text, ...]
    parts: tuple[NoticePart, ...]
    figures: tuple[FigureRow, ...]
    evidence: tuple[Evidence, ...]
    by_rule: ByRule | None
    closing: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """All of a letter that is not written by a person, in words: what is composed with a person's parts."""

    name: str
    under: str
    clause: Clause
    head: tuple[str, ...]
    labels: Mapping[str, str]
    kinds: Mapping[str, PartIs]
    closing: tuple[str, ...]
    phrase: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a person wrote and chose. `by`: a day, or "receipt" for the contract's own rule, "" for nothing yet; `evidence`: what is named,
    each with its day and entry where it has them."""

    parts: Mapping[str, str]
    to: str
    by: str = ""
    evidence: tuple[Mapping[str, str], ...] = field(default_factory=tuple)
