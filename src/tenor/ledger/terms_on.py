"""Which words of the contract hold on a day, by what was agreed and known (semantics 3).

A reading agreed holds for periods and triggers on or after its day, or from the day it names. A variation holds for periods whose first
(or last, if it says so) day is on or after the day it names, and nobody knows of it before it was agreed. Of two on one thing the one
from the later day wins; from the same day, the one agreed later. An extension or an early end replaces the contract's last day from
its own act on, for every period: what is past is not touched by it, since nothing before a last day depends on that day.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tenor.base.period import Period, months_after
from tenor.base.problem import Problem, problem
from tenor.ledger.events.agreements import (
    AgreementProposed,
    ContractEnded,
    ContractExtended,
    ReadingAgreed,
    UnitOpened,
    VariationAgreed,
)
from tenor.ledger.model import Act, Facts
from tenor.terms.families import with_units
from tenor.terms.model import Change, Terms, Tree, Unit
from tenor.terms.settle import settle
from tenor.terms.tables import moments

LAST_DAY = "contract.ends"
BEYOND = 240  # months after the contract's end up to which tables are followed: duties outlast a contract


def terms_on(terms: Terms, facts: Facts, day: date, *, known_on: date | None = None, period_end: date | None = None) -> Terms:
    """The terms in force on a day (a period's first day, a trigger) by what was agreed up to `known_on`; None = all that is known.

    `period_end`: the period's last day, for variations that hold for periods ending. Asking often? Keep a `Timeline`.
    """
    return Timeline(terms, facts).on(day, known_on=known_on, period_end=period_end)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Agreed:
    """Something agreed: known from a day, holding from a day. One of reading, change and last day is set."""

    known: date
    from_: date
    reading: tuple[str, str] | None = None
    change: Change | None = None
    last_day: date | None = None
    act: Act | None = None


class Timeline:
    """The terms of a contract on any day, worked out once for each stretch of days on which they are the same.

    `terms`: as signed, with the readings held at the start. `tried`: readings to hold throughout, whatever is agreed.
    `problems`: what was agreed and makes no sense with these terms; it is left out.
    """

    def __init__(self, terms: Terms, facts: Facts, *, tried: Mapping[str, str] | None = None) -> None:
        self._opened = _opened(terms, facts)
        self._terms = self._with_opened(terms)
        self._tried = dict(tried or {})
        self._base = {reading.id: reading.chosen for reading in terms.readings}
        self.problems: list[Problem] = []
        self._agreed = self._sensible(_agreed(terms, facts))
        self._known = sorted({one.known for one in self._agreed})
        self._breaks = _breaks(terms, self._agreed)
        self._by_end = any(one.change and one.change.holds_for == "periods ending" for one in self._agreed)
        self._plain = not self._agreed and not self._breaks and not self._tried
        self._found: dict[tuple[int, int, int], Terms] = {}

    def on(self, day: date, known_on: date | None = None, period_end: date | None = None) -> Terms:
        """The terms in force on a day, as `terms_on` says."""
        if self._plain:
            return self._terms
        known = len(self._known) if known_on is None else bisect_right(self._known, known_on)
        end = bisect_right(self._breaks, period_end or day) if self._by_end else 0
        key = (known, bisect_right(self._breaks, day), end)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._settled(day, known_on, period_end or day)
        return found

    def during(self, period: Period, known_on: date | None = None) -> Terms:
        """The terms that a period is judged by: those in force on its first day, or on its last where a variation says so."""
        return self.on(period.first, known_on, period.last)

    @property
    def starts(self) -> date:
        """The contract's first day."""
        return self._terms.contract.starts

    @property
    def known_days(self) -> tuple[date, ...]:
        """The days on which something was agreed, hence became known."""
        return tuple(self._known)

    def variants_of(self, period: Period) -> list[Terms]:
        """The `Terms` of one period, by any knowledge: each once, in order of knowledge."""
        several = [self.during(period, known) for known in (date.min, *self._known)]
        return list({id(terms): terms for terms in several}.values())

    def held(self, known_on: date) -> list[Terms]:
        """Every `Terms` that held on any stretch of days up to a day, by what was agreed by that day: each once, in order of time."""
        several = [self.on(day, known_on=known_on) for day in (self.starts, *self._breaks) if day <= known_on]
        return list({id(terms): terms for terms in several}.values())

    def variants(self) -> list[Terms]:
        """Every `Terms` that holds on any stretch of days, by any knowledge: each once, in order of first day then of knowledge."""
        days = [self.starts, *self._breaks]
        several = [self.on(day, known_on=known) for day in days for known in (date.min, *self._known)]
        # a period that begins before a variation of the periods ending then, and is judged by it all the same
        by_end = [one.from_ for one in self._agreed if one.change and one.change.holds_for == "periods ending"]
        several += [self.on(day, known, end) for end in by_end for day in days if day < end for known in self._known]
        return list({id(terms): terms for terms in several}.values())

    def _settled(self, day: date, known_on: date | None, period_end: date) -> Terms:
        holding = [one for one in self._agreed if (known_on is None or one.known <= known_on) and _holds(one, day, period_end)]
        return self._settle(holding, day)

    def _settle(self, holding: Sequence[_Agreed], day: date) -> Terms:
        # `holding` is in order of from, then of agreeing: the later one overwrites
        choices = self._base | dict(one.reading for one in holding if one.reading) | self._tried
        changes = [one.change for one in holding if one.change]
        terms = self._with_opened(settle(self._terms.document, choices=choices, changes=changes, on=day))
        ends = _last_day(holding)
        return terms if ends is None else replace(terms, contract=replace(terms.contract, ends=ends))

    def _with_opened(self, terms: Terms) -> Terms:
        """The terms with the units that the file does not have and an act opened: known by name; when they are open is for the figures."""
        known = {unit.id for unit in terms.units}
        new = tuple(unit for unit in self._opened if unit.id not in known)
        return with_units(terms, new) if new else terms

    def _sensible(self, agreed: Sequence[_Agreed]) -> list[_Agreed]:
        """What was agreed, less what no document can be settled with: it should never have been recorded, and is said, not raised."""
        try:
            if agreed:
                self._settle(agreed, self._terms.contract.starts)
            return list(agreed)
        except ValueError:
            return self._one_by_one(agreed)

    def _one_by_one(self, agreed: Sequence[_Agreed]) -> list[_Agreed]:
        good: list[_Agreed] = []
        for one in agreed:
            try:
                self._settle([*good, one], self._terms.contract.starts)
                good.append(one)
            except ValueError as why:
                name = one.reading[0] if one.reading else one.change.id if one.change else ""
                self.problems.append(problem("agreed-senseless", weight="said", what=name, why=str(why)))
        return good


def _last_day(holding: Sequence[_Agreed]) -> date | None:
    """The last day that an act gave; None: the one of the terms, varied or not. An early end holds whatever was agreed before it; of
    extensions and variations of the last day it is the one agreed last."""
    ended = [one for one in holding if one.act is not None and isinstance(one.act.event, ContractEnded)]
    moved = [one for one in holding if one.last_day is not None or (one.change is not None and LAST_DAY in one.change.changes)]
    if not moved:
        return None
    return max(ended or moved, key=lambda one: (one.known, one.act.order if one.act else -1)).last_day


def _opened(terms: Terms, facts: Facts) -> tuple[Unit, ...]:
    """Units that an act opened and the signed terms do not name. Without an opening day of their own: the act gives it, from its day on."""
    known = {unit.id for unit in terms.units}
    found: dict[str, Unit] = {}
    for act in facts.of(UnitOpened):
        words = act.entry.body.content if act.entry.body is not None else {}
        if act.event.unit not in known and (act.event.unit not in found or words.get("name")):
            found[act.event.unit] = Unit(id=act.event.unit, name=str(words.get("name") or ""))
    return tuple(found.values())


def change_of(event: VariationAgreed, agreed_on: date) -> Change:
    """A variation agreed later, as the terms have those signed before."""
    return Change(
        id=event.variation,
        from_=event.from_,
        agreed_on=agreed_on,
        changes={path: tree_of(value) for path, value in event.changes.items()},
        clause=(event.clause,) if event.clause else (),
        holds_for=event.holds_for,
    )


def variation_of(event: AgreementProposed, agreed_on: date) -> VariationAgreed:
    """The variation that a proposal of one becomes once it is agreed; it keeps the proposal's name."""
    return VariationAgreed(
        variation=event.proposal,
        from_=event.from_ or agreed_on,
        changes=event.changes,
        clause=event.clause,
        holds_for=event.holds_for,
    )


def tree_of(value: str) -> Tree:
    """A value of the terms language: the text itself, or what stands in it as a JSON list or map, its scalars as text."""
    if value.lstrip()[:1] not in ("[", "{"):
        return value
    try:
        return _texts(json.loads(value, parse_int=str, parse_float=str, parse_constant=str))
    except (ValueError, RecursionError):
        return value


def _texts(value: Any) -> Tree:
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _agreed(terms: Terms, facts: Facts) -> list[_Agreed]:
    """All that was ever agreed, in order of the day it holds from, then of agreeing."""
    signed = [_Agreed(known=change.agreed_on, from_=change.from_, change=change) for change in terms.variations]
    acts = [_of_act(act) for act in facts.of(ReadingAgreed, VariationAgreed, ContractEnded, ContractExtended)]
    return sorted([*signed, *acts], key=lambda one: (one.from_, one.known))


def _of_act(act: Act) -> _Agreed:
    event = act.event
    if isinstance(event, ReadingAgreed):
        from_ = date.min if event.from_start else event.from_ or act.day
        return _Agreed(known=act.day, from_=from_, reading=(event.reading, event.choice), act=act)
    if isinstance(event, VariationAgreed):
        return _Agreed(known=act.day, from_=event.from_, change=change_of(event, act.day), act=act)
    return _Agreed(known=act.day, from_=date.min, last_day=event.last_day, act=act)


def _holds(one: _Agreed, day: date, period_end: date) -> bool:
    by_end = one.change is not None and one.change.holds_for == "periods ending"
    return one.from_ <= (period_end if by_end else day)


def _breaks(terms: Terms, agreed: Iterable[_Agreed]) -> list[date]:
    """The days from which the terms may be other terms: something agreed begins to hold, or a table goes to its next line."""
    # looking through a whole tree for tables costs more than the rest of a timeline, and the text never changes
    kept = terms.document.settled
    if "timeline moments" not in kept:
        kept["timeline moments"] = moments(terms.document.tree)
    kinds, days = kept["timeline moments"]
    found = set(days)
    for one in agreed:
        found.add(one.from_)
        if one.change is not None:
            more_kinds, more_days = moments(dict(one.change.changes))
            kinds, found = kinds | more_kinds, found | more_days
    starts, ends = terms.contract.starts, terms.contract.ends
    months = (ends.year - starts.year) * 12 + ends.month - starts.month + BEYOND
    if "year" in kinds:
        found |= {months_after(starts, n) for n in range(12, months, 12)}
    if kinds & {"period", "quarter"}:
        found |= {months_after(starts.replace(day=1), n) for n in range(months)}
    return sorted(found - {date.min})
