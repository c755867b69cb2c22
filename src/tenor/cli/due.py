"""`tenor due`: who must do what by when."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from tenor.base.wording import said, say, show_day
from tenor.cli.days import today
from tenor.cli.ends import USAGE, near, stop
from tenor.cli.opening import open_contract
from tenor.cli.options import AsJson, AsSide, Dir, Known, On
from tenor.cli.paper import Paper
from tenor.cli.review import make_review
from tenor.cli.sections import print_duties
from tenor.cli.when_done import when_done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tenor.review.model import Duty, Review

Who = Annotated[str, typer.Option("--who", metavar="WHO", help="Only what this side, or this role, has to do.")]
Days = Annotated[int, typer.Option("--days", min=0, max=3660, help="How many days to look ahead.")]
Done = Annotated[bool, typer.Option("--done", help="Also what is done or waived.")]


def due(
    path: Dir,
    on: On = None,
    as_known_at: Known = None,
    who: Who = "",
    days: Days = 31,
    done: Done = False,
    as_json: AsJson = False,
    side: AsSide = None,
) -> None:
    """List what is overdue and what is due, each with its clause, how its day was worked out, and what records it as done."""
    made = make_review(open_contract(path, side), on or today(), as_known_at)
    chosen = _of(made, who)
    until = made.on + timedelta(days=days)
    late = [d for d in chosen if d.state == "overdue"]
    soon = [d for d in chosen if d.state in ("due", "upcoming") and d.due is not None and d.due <= until]
    undated = [d for d in chosen if d.state == "upcoming" and d.due is None]
    over = [d for d in chosen if d.state in ("done", "done late", "waived")] if done else []
    if as_json:
        from tenor.review.as_data import as_data

        wanted = {d.id for d in (*late, *soon, *undated, *over)}
        duties = [duty for duty in as_data(made)["duties"] if duty["id"] in wanted]
        typer.echo(json.dumps({"on": made.on.isoformat(), "until": until.isoformat(), "duties": duties}, ensure_ascii=False, indent=2))
        return
    paper = Paper()
    paper.line((made.terms.contract.title, "title"), f", {show_day(made.on)}")
    _print(paper, made, "Overdue", late, "cli-nothing-overdue")
    _print(paper, made, f"Due by {show_day(until)}", soon, "cli-nothing-due")
    _print(paper, made, "To be done, with no day set", undated)
    _print(paper, made, "Done", over)


def _print(paper: Paper, made: Review, heading: str, duties: Sequence[Duty], nothing: str = "") -> None:
    if duties or nothing:
        paper.heading(heading)
    if duties:
        print_duties(paper, duties, made.on, most=None, then=lambda duty: "" if duty.done_on else when_done(made, duty))
    elif nothing:
        paper.line(say(said(nothing)), indent=2)


def _of(made: Review, who: str) -> Sequence[Duty]:
    """The duties of a side or role: "supplier" takes in "supplier contract manager". Ends with exit code 2 for one nobody has."""
    if not who:
        return made.duties
    wanted = who.lower()
    found = [d for d in made.duties if any(role.lower() == wanted or role.lower().startswith(f"{wanted} ") for role in d.who)]
    roles = sorted({role for d in made.duties for role in d.who} | {"buyer", "supplier"})
    if not found and wanted not in (role.lower() for role in roles):
        stop(USAGE, said("cli-who-unknown", who=who, known=near(who, roles) or roles[:8]))
    return found
