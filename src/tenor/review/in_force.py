"""What was asked through time: what was added in mid-contract is asked from then on, what ended is asked until then (semantics 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar

from tenor.base.period import Period
from tenor.ledger.terms_on import Timeline
from tenor.terms.counted import return_periods
from tenor.terms.model import ReturnTerms, Terms


class Named(Protocol):
    """A thing of the terms with an id: a return, a duty, a series of meetings."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Named)


def ever(timeline: Timeline, of: Callable[[Terms], Sequence[T]], on: date) -> dict[str, list[T]]:
    """Each thing that was ever asked, by what was agreed by a day: its wordings, the one in force on that day first, then the latest."""
    found: dict[str, list[T]] = {}
    for terms in (timeline.on(on, on), *reversed(timeline.held(on))):
        for one in of(terms):
            wordings = found.setdefault(one.id, [])
            if one not in wordings:
                wordings.append(one)
    return found


def ruled(
    timeline: Timeline, of: Callable[[Terms], Sequence[T]], what: str, spans: Callable[[T], Sequence[Period]], on: date
) -> Iterator[tuple[Period, Terms, T]]:
    """The periods of a recurring thing in order, each once, with the terms it is judged by and the wording they have of it.

    `spans`: the periods that a wording has in the whole contract; of those, its own are those on whose first day it is in force."""
    found: dict[str, tuple[Period, Terms, T]] = {}
    asked: dict[int, tuple[T, set[str]]] = {}  # by the terms: their wording, and the periods it has
    for wording in ever(timeline, of, on).get(what, []):
        for period in spans(wording):
            terms = timeline.during(period, on)
            own = next((one for one in of(terms) if one.id == what), None)
            if own is not None and id(terms) not in asked:
                asked[id(terms)] = own, {each.label for each in spans(own)}
            if own is not None and period.label in asked[id(terms)][1]:
                found.setdefault(period.label, (period, terms, own))
    yield from sorted(found.values(), key=lambda each: (each[0].first, each[0].last))


def periods_of_return(timeline: Timeline, ret: str, on: date) -> Iterator[tuple[Period, Terms, ReturnTerms]]:
    """The periods for which a return was, is and will be due."""
    now = timeline.on(on, on)
    return ruled(timeline, lambda terms: terms.returns, ret, lambda one: return_periods(now, one), on)
