"""`tenor template`: the form a supplier fills in, made from the terms, with what is known already in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from tenor.cli.days import today
from tenor.cli.ends import USAGE, stop
from tenor.cli.opening import open_contract
from tenor.cli.options import Dir, On, Output
from tenor.cli.output import put
from tenor.cli.review import make_review

Format: TypeAlias = Literal["xlsx", "csv", "json"]
Period = Annotated[str, typer.Option("--period", metavar="PERIOD", help='The period it covers: 2023-06, 2023-Q2, "June 2023".')]
Ret = Annotated[str | None, typer.Option("--return", metavar="ID", help="Which return, where the contract has several.")]
As = Annotated[Format, typer.Option("--format", help="A workbook, CSV (zipped, where there are several files) or JSON.")]


def template(path: Dir, period: Period, ret: Ret = None, form: As = "xlsx", on: On = None, output: Output = None) -> None:
    """Write the form of a return for one period, filled in with what is known."""
    from dataclasses import replace as with_

    from tenor.returns.asked import asked
    from tenor.returns.template_file import template_file
    from tenor.review.receiving import known_rows, terms_of

    made = make_review(open_contract(path), on or today())
    made = with_(made, terms=terms_of(made, period))
    try:
        wanted = asked(made.terms, ret=ret, period=period)
    except ValueError as why:
        stop(USAGE, str(why))
    rows = list(known_rows(made, made.terms, wanted.covers))
    due = next((duty.due for duty in made.duties if duty.id == f"{wanted.ret.id} {wanted.covers}"), None)
    name, data = template_file(form, made.terms, ret=wanted.ret.id, covers=wanted.covers, rows=rows, due=due)
    put(data, output or Path(f"{made.terms.contract.reference}-{name}".replace("/", "-")))
