"""What needs a side: every line of Home that a review gives it, with all its days, so that it may be kept (needs.md section 4)."""

from __future__ import annotations

from tenor.review.endings import archived
from tenor.review.model import Review
from tenor.review.need_agreements import to_answer
from tenor.review.need_assurance import assurance
from tenor.review.need_decisions import decisions
from tenor.review.need_duties import duties
from tenor.review.need_ending import endings
from tenor.review.need_figures import figures
from tenor.review.need_letters import in_one_line, letters
from tenor.review.need_meetings import meetings
from tenor.review.need_model import Need, Side
from tenor.review.need_returns import to_confirm
from tenor.review.need_together import to_reply
from tenor.review.silence import SILENT_AFTER, silence


def needs(review: Review, *, side: Side, silent_after: int = SILENT_AFTER) -> tuple[Need, ...]:
    """All lines of one side, on Home already or later: `ordered(needs, on)` picks and sorts those of a day.

    A duty of the other side is none of this side's, until it is overdue: then it is to be chased. Decisions, and a contract gone
    silent, are for the buyer. An archived contract needs nobody. `silent_after`: days without meeting or return."""
    if archived(review) is not None:
        return ()
    quiet = silence(review, silent_after) if side == "buyer" else None
    theirs = (
        *in_one_line((*duties(review, side), *letters(review, side))),
        *decisions(review, side),
        *figures(review, side),
        *to_confirm(review, side),
        *to_answer(review, side),
        *to_reply(review, side),
        *meetings(review, side),
    )
    return (*theirs, *endings(review, side), *assurance(review, side), *((quiet,) if quiet else ()))
