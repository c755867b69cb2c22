"""Arguments and options that several commands share, so that one word means one thing in all of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from tenor.cli.days import read_day

Side: TypeAlias = Literal["buyer", "supplier"]

Dir = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a contract: terms.yaml, ledger.jsonl and what lies beside them.")]
On = Annotated[
    date | None,
    typer.Option("--on", parser=read_day, metavar="DATE", help='The day that is over: 2023-06-14 or "14 Jun 2023".', show_default="today"),
]
Known = Annotated[
    date | None,
    typer.Option(
        "--as-known-at", parser=read_day, metavar="DATE", help="Only what was recorded by the end of this day.", show_default="all"
    ),
]
AsSide = Annotated[Side | None, typer.Option("--side", help="Look with the eyes of one side: what is hidden from it is left out.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print data instead of a page.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of printing.")]
By = Annotated[str, typer.Option("--by", metavar="WHO", help="An opaque id of the person who did it: no name, no address.")]
