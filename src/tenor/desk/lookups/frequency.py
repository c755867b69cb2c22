"""How often a series meets now, what the record answers about risk, and from which day each choice would change anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.desk.models import Contract
from tenor.desk.reviews import Side, review_of
from tenor.review.model import Review
from tenor.review.offered import offered
from tenor.review.rhythm import Stretch, changes_from, series_of, stretches
from tenor.review.risk_form import Found, filled, usual
from tenor.terms.model import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to go on. `from_day`: the first day of the first slot that it would change; None: it changes nothing."""

    every: str
    from_day: date | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """One series on a day."""

    series: str
    title: str
    clause: Clause
    usual: str
    now: tuple[Stretch, ...]
    found: tuple[Found, ...]
    choices: tuple[Choice, ...]
    offers: Mapping[str, Sequence[str]]


def frequency(contract: Contract, side: Side, series: str = "") -> Frequency | None:
    """Of a series by its id, else of the first; None where there is none. It is worked out for the look, as it turns with every day."""
    review = review_of(contract, side)
    ids: Sequence[str] = [one.id for one in review.terms.meetings]
    id = series or next(iter(ids), "")
    meeting = series_of(review, id)
    if meeting is None:
        return None
    by_risk = next((rhythm.clause for rhythm in meeting.rhythms if rhythm.set_by is not None), ())
    every = dict.fromkeys((usual(review, id), "month"))
    open_to = offered(review, "series", id)
    return Frequency(
        series=id,
        title=meeting.title,
        clause=by_risk or meeting.clause,
        usual=usual(review, id),
        now=stretches(review, id),
        found=filled(review),
        choices=tuple(_choice(review, id, each) for each in every),
        offers={"buyer": open_to["buyer"], "supplier": open_to["supplier"]},
    )


def _choice(review: Review, series: str, every: str) -> Choice:
    return Choice(
        every=every,
        from_day=changes_from(review, series, every),
        stretches=stretches(review, series, supposing=every),
    )
