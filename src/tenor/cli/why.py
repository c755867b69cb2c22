"""`tenor why`: from a step, a duty or a figure back to the clause, the rows and the cells, and what other readings would make of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tenor.base.problem import Problem
from tenor.base.wording import said, say, show_day
from tenor.cli.check import clause_words
from tenor.cli.days import today
from tenor.cli.ends import USAGE, near, stop
from tenor.cli.opening import open_contract
from tenor.cli.options import AsJson, AsSide, Dir, Known, On
from tenor.cli.paper import Paper, capital
from tenor.cli.review import make_review

if TYPE_CHECKING:
    from tenor.review.explain import Explanation
    from tenor.review.model import Review
    from tenor.review.reason import Line

What = Annotated[
    list[str],
    typer.Argument(metavar="ID", help='A step, duty, plan, notice or meeting by its id, or a KPI and a period: "reports 2023-05".'),
]
All = Annotated[bool, typer.Option("--all", help="Every row, however many.")]
MOST_ROWS = 12


def why(
    path: Dir, what: What, on: On = None, as_known_at: Known = None, every: All = False, as_json: AsJson = False, side: AsSide = None
) -> None:
    """Say why something is as it is."""
    made = make_review(open_contract(path, side), on or today(), as_known_at)
    found = explained(made, " ".join(what))
    if as_json:
        data = {"what": found.what, "on": made.on.isoformat(), "why": _data(found.why), "others": [_data(line) for line in found.others]}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    paper = Paper()
    paper.line((made.terms.contract.title, "title"), f", {show_day(made.on)}", hang=0)
    print_why(paper, found, every=every)


def explained(made: Review, what: str) -> Explanation:
    """The explanation of a thing; ends with exit code 2, and the nearest names, where there is none of that name."""
    from tenor.review.explain import explain

    found = explain(made, _named(made, what))
    if isinstance(found, Problem):
        names = [] if found.said.values.get("nearest") else near(what, _names(made))
        stop(USAGE, found.said, *([say(said("cli-nearest", names=names))] if names else []))
    return found


def print_why(paper: Paper, found: Explanation, *, every: bool = False) -> None:
    """The tree as indented lines, then what other readings would make of it."""
    paper.blank()
    _print_tree(paper, found.why, 0, every)
    if found.others:
        paper.heading("Under other readings")
        for line in found.others:
            paper.item(capital(say(line.said)))


def _print_tree(paper: Paper, line: Line, depth: int, every: bool) -> None:
    text, cells = capital(say(line.said)), cells_words(line.cells)
    looks = {0: "strong", 1: ""}.get(depth, "dim" if not line.below and not cells else "")
    own = clause_words(line.clause)
    clause = own if depth and own.strip(" ()") not in text.lower() else ""
    paper.line("- " if depth else "", (text, looks), clause, (f"  [{cells}]" if cells else "", "dim"), indent=2 * depth)
    rows = [child for child in line.below if child.said.code.startswith("why-row-")]
    shown = set(map(id, rows if every else rows[:MOST_ROWS]))
    told: set[tuple[str, ...]] = set()
    for child in line.below:
        if child in rows and id(child) not in shown:
            continue
        _print_tree(paper, _once(child, told), depth + 1, every)
    if len(rows) > len(shown):
        paper.line(say(said("cli-more-rows", n=len(rows) - len(shown))), indent=2 * depth + 2)


def lines_of(found: Explanation) -> Iterator[tuple[str, int]]:
    """Every sentence with its depth, rows with their cells, in reading order."""
    for depth, line in found.lines():
        cells = cells_words(line.cells)
        yield capital(say(line.said)) + (f"  [{cells}]" if cells else ""), depth


def _once(line: Line, told: set[tuple[str, ...]]) -> Line:
    """A row without the act that brought it, where the rows above it came by the same act: said once."""
    from dataclasses import replace

    acts = [child for child in line.below if child.said.code == "why-act"]
    new = [child for child in line.below if child not in acts or child.refs not in told]
    told.update(child.refs for child in acts)
    return line if len(new) == len(line.below) else replace(line, below=tuple(new))


def cells_words(cells: tuple[str, ...]) -> str:
    """ "Calls!A7, B7" for cells of one sheet; one kept from an earlier entry says whose it is."""
    groups: dict[tuple[str, str], list[str]] = {}
    for cell in cells:
        entry, sign, own = cell.rpartition("#")
        sheet, _, name = own.rpartition("!")
        groups.setdefault((entry if sign else "", sheet), []).append(name)
    parts = []
    for (entry, sheet), names in groups.items():
        place = f"{sheet}!" if sheet else ""
        parts.append(f"{place}{', '.join(sorted(names))}{f' of entry {entry}' if entry else ''}")
    return "; ".join(parts)


def _named(made: Review, what: str) -> str:
    """A KPI may be called by its number, and a period by its name: "KPI 2 May 2023" is "reports 2023-05"."""
    found = re.fullmatch(r"(?:kpi\s+)?(\S+)\s+(.+)", what, re.IGNORECASE)
    if found is None:
        return what
    kpi = next((k.id for k in made.terms.kpis if found[1].lower() in (k.id.lower(), k.number.lower())), None)
    ratings = made.ratings.by_kpi.get(kpi or "", made.ratings.overall if found[1].lower() == "overall" else {})
    from tenor.returns.covered import find_period

    period = find_period(found[2], tuple(rating.period for rating in ratings.values()))
    return f"{kpi or 'overall'} {period.label}" if period else what


def _names(made: Review) -> Iterator[str]:
    yield from (step.id for step in made.steps)
    yield from (duty.id for duty in made.duties)
    yield from (thing.id for several in (made.plans, made.notices) for thing in several)
    yield from (minutes.meeting for minutes in made.minutes)
    yield from (f"{kpi} {label}" for kpi, by_period in made.ratings.by_kpi.items() for label in by_period)


def _data(line: Line) -> dict[str, Any]:
    data: dict[str, Any] = {"because": say(line.said), "clause": list(line.clause), "refs": list(line.refs)}
    if line.cells:
        data |= {"cells": list(line.cells), "file": line.file or None}
    return data | ({"below": [_data(child) for child in line.below]} if line.below else {})
