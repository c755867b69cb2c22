"""`tenor review`: what the contract says of both sides at the close of a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from tenor.cli.days import today
from tenor.cli.opening import Opened, open_contract
from tenor.cli.options import AsJson, AsSide, Dir, Known, On

if TYPE_CHECKING:
    from datetime import date

    from tenor.review.model import Review


def review(path: Dir, on: On = None, as_known_at: Known = None, as_json: AsJson = False, side: AsSide = None) -> None:
    """Say how a contract stands: what needs deciding, what is overdue or due, the year's ratings and why."""
    opened = open_contract(path, side)
    made = make_review(opened, on or today(), as_known_at)
    if as_json:
        from tenor.review.as_data import as_data
        from tenor.review.readings import alternatives

        tried = alternatives(opened.terms, opened.entries, on=made.on, as_known_at=as_known_at)
        typer.echo(json.dumps(as_data(made, tried), ensure_ascii=False, indent=2))
        return
    from tenor.cli.review_page import print_review

    print_review(made, opened.notes, side)


def make_review(opened: Opened, on: date, as_known_at: date | None = None) -> Review:
    """The review of an opened contract."""
    from tenor.cli.kept import KeptQueries
    from tenor.review.whole import review as review_of

    queries = KeptQueries()
    made = review_of(opened.terms, opened.entries, on=on, as_known_at=as_known_at, sql_cache=queries)
    queries.keep()
    return made
