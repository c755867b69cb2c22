"""`tenor tour`: a guided tour of an example contract, on the three days of its story on which most turned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tenor.base.wording import said, say, show_day
from tenor.cli.ends import CANNOT, stop
from tenor.cli.examples import examples
from tenor.cli.opening import Opened, open_contract
from tenor.cli.paper import Paper
from tenor.cli.review import make_review

if TYPE_CHECKING:
    from tenor.review.model import Review, Step

Where = Annotated[Path | None, typer.Argument(metavar="DIR", help="A contract to tour.", show_default="the example with the longest story")]
WHY_LINES = 16  # of the explanation: enough to see where it leads


def tour(path: Where = None) -> None:
    """Show what Tenor says of an example contract: its holes, its year, what follows and why, and the letter. Nothing is written."""
    opened = open_contract(path or _example())
    if not opened.entries:
        stop(CANNOT, said("cli-tour-no-story", folder=str(opened.path)))
    last = make_review(opened, max(entry.on for entry in opened.entries if not entry.hidden))
    days = telling_days(last)
    name = _shown(opened.path)
    paper = Paper()
    paper.line(say(said("cli-tour-begins", title=opened.terms.contract.title, entries=len(opened.entries))), hang=0)
    _check(paper, opened, name)
    reviews = [make_review(opened, day) for day in days]
    for n, made in enumerate(reviews):
        _review(paper, made, name, n)
    plan = next((step for made in reviews for step in made.steps if step.waiting and step.kpis and _is_plan(made, step)), None)
    if plan is not None:
        made = next(made for made in reviews if made.step(plan.id) is not None)
        _why(paper, made, plan, name)
        _letter(paper, made, plan, name)
    paper.heading("Go on")
    paper.line(say(said("cli-tour-ends", folder=name)), indent=2, hang=0)


def telling_days(last: Review) -> list[date]:
    """The day the first plan was called for, the day the first notice was received, the day the last step was met."""
    plans = [step.met_on for step in last.steps if step.kpis and _is_plan(last, step)]
    received = [notice.received_on for notice in last.notices if notice.received_on is not None]
    found = [*plans[:1], *received[:1], *(step.met_on for step in last.steps[-1:])]
    return sorted(set(found)) or [last.on]


def _is_plan(made: Review, step: Step) -> bool:
    return any(name in made.terms.steps and made.terms.steps[name].kind == "plan" for name in step.consequences)


def _example() -> Path:
    """The example contract with the longest ledger."""
    told = examples()
    if not told:
        stop(CANNOT, said("cli-tour-no-example"))
    return told[0]


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _command(paper: Paper, words: str) -> None:
    paper.blank()
    paper.raw((f"$ ./tenor {words}", "title"))
    paper.blank()


def _check(paper: Paper, opened: Opened, name: str) -> None:
    """Three of the places where the contract itself does not say."""
    _command(paper, f"check {name}")
    paper.line(say(said("cli-tour-check", readings=len(opened.terms.readings))), hang=0)
    for reading in opened.terms.readings[:3]:
        paper.item(reading.unclear, f" We read: {reading.chosen}.")


def _review(paper: Paper, made: Review, name: str, nth: int) -> None:
    """The page of one day, of each day the parts that the others do not show."""
    from tenor.cli.sections import print_decisions, print_due, print_overdue
    from tenor.cli.standing import print_meetings, print_minutes, print_notices, print_plans
    from tenor.cli.strip import print_strip

    first = (print_decisions, print_overdue, print_due, print_strip, print_minutes)
    second = (print_decisions, print_due, print_plans, print_notices, print_meetings)
    third = (print_decisions, print_strip)
    _command(paper, f"review {name} --on {made.on.isoformat()}")
    paper.line((f"At the close of {show_day(made.on)}", "title"))
    for section in (first, second, third)[min(nth, 2)]:
        section(paper, made)


def _why(paper: Paper, made: Review, step: Step, name: str) -> None:
    from tenor.cli.why import explained, lines_of

    _command(paper, f"why {name} {step.id} --on {made.on.isoformat()}")
    for n, (line, depth) in enumerate(lines_of(explained(made, step.id))):
        if n == WHY_LINES:
            paper.line(say(said("cli-tour-more")), indent=2)
            break
        paper.line("- " if depth else "", line, indent=2 * depth)


def _letter(paper: Paper, made: Review, step: Step, name: str) -> None:
    from tenor.cli.write import letter_text

    _command(paper, f"write {name} {step.id} --on {made.on.isoformat()}")
    for line in letter_lines(letter_text(made, step)):
        paper.raw(line)


def letter_lines(text: str) -> Iterator[str]:
    """The lines of a letter."""
    yield from text.rstrip().splitlines()
