"""The rights that a contract gives to let it go on: how far each still reaches, and by when it has to be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tenor.base.deadline import Deadline
from tenor.base.period import MONTHS_IN, months_after
from tenor.base.phrases.reader import Span
from tenor.ledger.events.agreements import ContractExtended
from tenor.ledger.model import Act
from tenor.review.model import Review
from tenor.terms.model import Extension
from tenor.terms.work_out import Moorings, work_out

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """`counted_from`: the last day before it was first used. `limit`: the last day it may give, None where the contract names no length.
    `due`: by when it has to be said, None where the contract names no day."""

    extension: Extension
    counted_from: date
    limit: date | None
    due: Deadline | None

    def reaches_beyond(self, ends: date) -> bool:
        """Whether there is anything left of it."""
        return self.limit is None or self.limit > ends


def rights(review: Review) -> list[Right]:
    """Each right of the contract, in its order, as it stands at the close of the review's day."""
    extensions, acts = review.terms.contract.extensions, review.facts.of(ContractExtended)
    first_used: dict[int, date] = {}  # the place of a right -> the last day before it was used
    for n in range(len(acts)):
        ends = _ends_before(review, acts, n)
        found = [place for place, each in enumerate(extensions) if _may_be(each, acts[n], first_used.get(place, ends), ends)]
        if found:
            first_used.setdefault(found[0], ends)
    return [_right(review, each, first_used.get(place)) for place, each in enumerate(extensions)]


def right_meant(among: list[Right], clause: str, ends: date) -> Right | None:
    """The right of a clause, or of any where none is named: the first of which something is left."""
    found = [right for right in among if not clause or clause in right.extension.clause]
    return next((right for right in found if right.reaches_beyond(ends)), found[-1] if found else None)


def _right(review: Review, extension: Extension, first_used: date | None) -> Right:
    counted_from = first_used or review.terms.contract.ends
    due = work_out(review.terms, extension.due, Moorings()) if extension.due is not None else None
    return Right(extension=extension, counted_from=counted_from, limit=_limit(extension, counted_from), due=due)


def _ends_before(review: Review, acts: Sequence[Act], n: int) -> date:
    """The contract's last day before the n-th extension."""
    day = acts[n].day
    if n and acts[n - 1].day == day:
        last_day: date = acts[n - 1].event.last_day
        return last_day
    return review.timeline.on(day, day - DAY).contract.ends


def _may_be(extension: Extension, act: Act, counted_from: date, ends: date) -> bool:
    """Whether an extension was by this right: of its clause, and something was left of it."""
    limit = _limit(extension, counted_from)
    return (not act.event.clause or act.event.clause in extension.clause) and (limit is None or limit > ends)


def _limit(extension: Extension, counted_from: date) -> date | None:
    return extended(counted_from, extension.most) if extension.most is not None else None


def extended(last_day: date, span: Span) -> date:
    """The last day of a contract that goes on for so long: 31 March and 12 months, 31 March; 28 February 2023 and 12 months, 29 February
    2024, since the months are counted from the day after the last."""
    first, n = last_day + DAY, span.n.whole or 0
    if span.unit in MONTHS_IN:
        return months_after(first, n * MONTHS_IN[span.unit]) - DAY
    return last_day + timedelta(days=n * (7 if span.unit == "week" else 1))
