"""What follows, in plain sentences: decisions that wait, how open periods can still end, the one what-if that says most.

Worked out from the rows there are, in some 20 ms for a month of three KPIs; nothing is tried out by a second review. What acts of one's
own choice would change is for `what_if` to say."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.clause import show_clauses
from tenor.base.wording import Said, said
from tenor.review.model import Review
from tenor.review.outlook import chances, one_lost, outlook
from tenor.review.standing_model import Following


def what_follows(review: Review) -> Following:
    """Both sides read the same."""
    open_now = chances(review)
    return Following(
        decisions=tuple(_decisions(review)),
        outlooks=tuple(outlook(review, chance) for chance in open_now),
        what_if=one_lost(review, open_now),
    )


def _decisions(review: Review) -> Iterator[Said]:
    for card in review.cards:
        code = "follows-decide-may" if card.may else "follows-decide"
        yield said(code, then=card.then, since=card.since, under=show_clauses(card.clause))
