"""What a thing that an act is about is called in a sentence: by what it is and its day, where people have a name for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tenor.base.clause import show_clauses
from tenor.base.wording import Said, said
from tenor.review.coins import coin_words
from tenor.review.model import Review
from tenor.review.names import minutes_named, notice_named, plan_named
from tenor.review.statement import handled


def named_thing(review: Review, kind: str, id: str) -> Said:
    """A plan, a letter, minutes, a duty, a sum of money by their names; any other thing by its kind and id."""
    found = _NAMES[kind](review, id) if kind in _NAMES else None
    return found or said("thing-by-id", thing=said(f"thing-{kind.replace(' ', '-')}"), id=id)


def _plan(review: Review, id: str) -> Said | None:
    return next((plan_named(one.step, one.requested_on) for one in review.plans if one.id == id), None)


def _notice(review: Review, id: str) -> Said | None:
    return next((notice_named(one.step, one.issued_on) for one in review.notices if one.id == id), None)


def _minutes(review: Review, id: str) -> Said | None:
    return next((minutes_named(one.held_on) for one in review.minutes if one.meeting == id), None)


def _duty(review: Review, id: str) -> Said | None:
    return next((said("the-duty", what=one.what) for one in review.duties if one.id == id), None)


def _sum(review: Review, id: str) -> Said | None:
    line = handled(review)[id][0] if id in handled(review) else None
    if line is None or line.amount is None:
        return None
    return said("the-sum", amount=coin_words(line.amount, line.currency), under=show_clauses(line.clause))


_NAMES: Mapping[str, Callable[[Review, str], Said | None]] = {
    "plan": _plan,
    "notice": _notice,
    "letter": _notice,
    "minutes": _minutes,
    "duty": _duty,
    "sum of money": _sum,
}
