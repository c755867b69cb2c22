"""`tenor generate`: a portfolio of invented contracts with years of history, for tests and benchmarks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from tenor.base.wording import said, say
from tenor.cli.days import read_day
from tenor.cli.ends import CANNOT, USAGE, stop
from tenor.cli.opening import TERMS, terms_of, unreadable

if TYPE_CHECKING:
    from tenor.cli.generating.model import Made
    from tenor.terms.model import Terms

MANY = 200  # contracts: from here on every core makes its share
LONGEST = 240  # months

Contracts = Annotated[int, typer.Option("--contracts", metavar="N", min=1, help="How many contracts.")]
Months = Annotated[int, typer.Option("--months", metavar="M", min=1, max=LONGEST, help="How many months of history each has.")]
Seed = Annotated[int, typer.Option("--seed", metavar="S", help="The same numbers give the same bytes.")]
Into = Annotated[Path, typer.Option("--into", metavar="DIR", help="A new or empty folder for them: a folder a contract.")]
Template = Annotated[
    list[Path] | None,
    typer.Option(
        "--template", metavar="DIR", help="A contract whose terms are moved in time; more than one in turn.", show_default="the examples"
    ),
]
Until = Annotated[
    date | None,
    typer.Option("--until", parser=read_day, metavar="DATE", help="The last month is the one before.", show_default="2026-10-31"),
]
Files = Annotated[bool, typer.Option("--files", help="Also the files that the returns came in.")]


def generate(
    contracts: Contracts,
    months: Months,
    seed: Seed = 1,
    into: Into = Path("portfolio"),
    template: Template = None,
    until: Until = None,
    files: Files = False,
) -> None:
    """Make contracts that nobody signed, with a history each: returns, meetings, plans, notices, late ones and silent ones."""
    templates = template or _examples()
    for path in templates:
        terms_of(path)
    _make_room(into)
    from tenor.cli.generating.portfolio import UNTIL

    began = monotonic()
    work = [(templates, contracts, months, seed, until or UNTIL, files, (k, n), into) for n in [_shares(contracts)] for k in range(n)]
    if len(work) == 1:
        lines = [_share(*work[0])]
    else:
        from multiprocessing import get_context

        with get_context("spawn").Pool(len(work)) as pool:
            lines = pool.starmap(_share, work)
    wrong = [line for line in lines if isinstance(line, str)]
    if wrong:
        stop(CANNOT, *dict.fromkeys(wrong))
    entries, size = (sum(line[at] for line in lines if not isinstance(line, str)) for at in (0, 1))
    seconds = max(round(monotonic() - began), 1)
    typer.echo(say(said("cli-generated", contracts=contracts, folder=str(into), entries=entries, size=size // 1_000_000, seconds=seconds)))


def made_of(
    templates: Sequence[Path], contracts: int, months: int, seed: int, until: date, files: bool = False, part: tuple[int, int] = (0, 1)
) -> Iterator[Made]:
    """The contracts themselves, in memory and one by one; ends with exit code 3 for a template that cannot be read."""
    from tenor.cli.generating.portfolio import portfolio

    read: list[Terms] = [terms_of(path) for path in templates]
    return portfolio(read, contracts=contracts, months=months, seed=seed, until=until, files=files, part=part)


def _share(
    templates: Sequence[Path], contracts: int, months: int, seed: int, until: date, files: bool, part: tuple[int, int], into: Path
) -> tuple[int, int] | str:
    """Make and write one process's share: how many entries and bytes; or the sentence that says why not."""
    from tenor.cli.generating.kept import keep

    entries = size = 0
    try:
        for made in made_of(templates, contracts, months, seed, until, files, part):
            keep(made, into)
            entries, size = entries + len(made.lines), size + made.size
    except OSError as why:
        return say(said("cli-unreadable", path=str(why.filename or into), why=(why.strerror or str(why)).lower()))
    except ValueError as why:
        return say(said("cli-not-moved", why=str(why)))
    return entries, size


def _shares(contracts: int) -> int:
    return 1 if contracts < MANY or sys.platform == "win32" else min(os.cpu_count() or 1, 8)


def _make_room(into: Path) -> None:
    """The folder they go to, empty; ends with exit code 2 where something is in it."""
    try:
        if into.exists() and (not into.is_dir() or any(into.iterdir())):
            stop(USAGE, said("cli-not-empty", folder=str(into)))
        into.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        unreadable(into, why)


def _examples() -> list[Path]:
    """The example contracts of a checkout."""
    for root in (Path(__file__).resolve().parents[3] / "contracts", Path("contracts")):
        found = [path for path in sorted(root.glob("*")) if (path / TERMS).is_file()]
        if found:
            return found
    stop(USAGE, said("cli-no-templates"))
