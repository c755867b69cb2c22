"""What comes after the last day: by when it is to be decided, by the terms or by local practice, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.base.period import months_after
from tenor.base.wording import Said
from tenor.ledger.events.beginning_and_end import EndingDecided
from tenor.ledger.model import Act
from tenor.review.extending import Right, rights
from tenor.review.model import Review
from tenor.terms.model import Clause

MONTHS = 6  # before the day by which it is to be decided it stands on Home; local practice where the terms name no day


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """`decide_by`: the terms' own day, or the last day of the contract. `by_practice`: the terms name none. `decided`: what was decided
    about the last day as it stands now; a contract that goes on is decided about anew."""

    ends: date
    decide_from: date
    decide_by: date
    by_practice: bool
    clause: Clause = ()
    worked_out: Said | None = None
    right: Right | None = None
    decided: Act | None = None


def after(review: Review) -> After:
    """What is known of what comes after: by the first right to extend that is not used up and names a day, else by practice."""
    ends = review.terms.contract.ends
    left = [right for right in rights(review) if right.reaches_beyond(ends)]
    for right in left:
        if right.due is not None:
            return After(
                ends=ends,
                decide_from=months_after(right.due.due, -MONTHS),
                decide_by=right.due.due,
                by_practice=False,
                clause=right.extension.clause,
                worked_out=right.due.worked_out,
                right=right,
                decided=_decided(review),
            )
    first = left[0] if left else None
    return After(
        ends=ends,
        decide_from=months_after(ends, -MONTHS),
        decide_by=ends,
        by_practice=True,
        clause=first.extension.clause if first else (),
        right=first,
        decided=_decided(review),
    )


def _decided(review: Review) -> Act | None:
    """The last decision, as long as the contract ends on the day it was taken about: one to go on holds until it goes on."""
    acts, ends = review.facts.of(EndingDecided), review.terms.contract.ends
    if not acts:
        return None
    last = acts[-1]
    if last.event.choice == "extend":
        return last if last.event.to is not None and ends < last.event.to else None
    return last if review.timeline.on(last.day, last.day).contract.ends == ends else None
