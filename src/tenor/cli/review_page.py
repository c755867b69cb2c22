"""A review as a page that a manager could read aloud: what needs deciding first, then what is due, then the year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from tenor.base.problem import Problem
from tenor.base.wording import said, say, show_day
from tenor.cli.paper import Paper
from tenor.cli.sections import print_decisions, print_due, print_overdue, print_problems, print_readings
from tenor.cli.standing import print_meetings, print_minutes, print_money, print_notices, print_open_figures, print_plans
from tenor.cli.strip import print_strip

if TYPE_CHECKING:
    from tenor.review.model import Review


def print_review(review: Review, notes: Sequence[Problem] = (), side: Literal["buyer", "supplier"] | None = None) -> None:
    """The whole page. A section with nothing in it is left out, or says so in one calm line."""
    paper = Paper()
    _title(paper, review, side)
    print_decisions(paper, review)
    print_overdue(paper, review)
    print_due(paper, review)
    print_strip(paper, review)
    print_money(paper, review)
    print_open_figures(paper, review)
    print_plans(paper, review)
    print_notices(paper, review)
    print_minutes(paper, review)
    print_meetings(paper, review)
    print_readings(paper, review)
    print_problems(paper, [*notes, *review.problems])
    if review.changes_on is not None:
        paper.blank()
        paper.line((say(said("cli-changes-on", day=review.changes_on)), "dim"), hang=0)


def _title(paper: Paper, review: Review, side: Literal["buyer", "supplier"] | None) -> None:
    contract = review.terms.contract
    paper.line((contract.title, "title"), f" ({contract.reference})")
    known = said("cli-as-known-at", day=review.as_known_at) if review.as_known_at else said("cli-as-known-now")
    eyes = said("cli-eyes-of", side=side) if side else ()
    paper.line(say(said("cli-how-it-stood", day=review.on, known=known, eyes=eyes)), hang=0)
    if review.on < contract.starts:
        paper.line(say(said("cli-not-begun", starts=contract.starts)), hang=0)
    elif review.on > contract.ends:
        paper.line(say(said("cli-ended", ends=contract.ends)), hang=0)
    paper.line((f"{contract.buyer} and {contract.supplier}, {show_day(contract.starts)} to {show_day(contract.ends)}", "dim"), hang=0)
