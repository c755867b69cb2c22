"""`tenor template`: the form a supplier fills in, made from the terms, with what is known already in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from tenor.cli.days import today
from tenor.cli.ends import USAGE, stop
from tenor.cli.opening import open_contract
from tenor.cli.options import Dir, On, Output
from tenor.cli.output import put
from tenor.cli.review import make_review

if TYPE_CHECKING:
    from tenor.review.model import Review

Format: TypeAlias = Literal["xlsx", "csv", "json"]
Period = Annotated[str, typer.Option("--period", metavar="PERIOD", help='The period it covers: 2023-06, 2023-Q2, "June 2023".')]
Ret = Annotated[str | None, typer.Option("--return", metavar="ID", help="Which return, where the contract has several.")]
As = Annotated[Format, typer.Option("--format", help="A workbook, CSV (zipped, where there are several files) or JSON.")]


@dataclass(frozen=True, slots=True)
class Known:
    """A row that is known already, words too."""

    dataset: str
    values: Mapping[str, str]


def template(path: Dir, period: Period, ret: Ret = None, form: As = "xlsx", on: On = None, output: Output = None) -> None:
    """Write the form of a return for one period, filled in with what is known."""
    made = _by_its_terms(make_review(open_contract(path), on or today()), period)
    from tenor.returns.asked import asked

    try:
        wanted = asked(made.terms, ret=ret, period=period)
    except ValueError as why:
        stop(USAGE, str(why))
    rows = list(known_rows(made, wanted.covers))
    due = next((duty.due for duty in made.duties if duty.id == f"{wanted.ret.id} {wanted.covers}"), None)
    name, data = _made(form, made, wanted.ret.id, wanted.covers, rows, due)
    put(data, output or Path(f"{made.terms.contract.reference}-{name}".replace("/", "-")))


def _by_its_terms(made: Review, label: str) -> Review:
    """The same review with the terms of the period's first day: the form asks for what held then (semantics 3)."""
    from dataclasses import replace as with_

    from tenor.base.period import parse_label

    period = parse_label(label, made.terms.contract.starts)
    return with_(made, terms=made.timeline.on(max(period.first, made.terms.contract.starts), made.on)) if period else made


def known_rows(made: Review, covers: str) -> Iterator[Known]:
    """The rows that belong to a period as they are known: by the day they are dated, else by the return that brought them."""
    from tenor.base.period import parse_label

    period = parse_label(covers, made.terms.contract.starts)
    words = _words(made)
    for row in made.facts.rows:
        dataset = made.terms.datasets.get(row.dataset)
        if dataset is None or not row.holds_on(made.on):
            continue
        dated = row.values.get(dataset.dated_by, "")[:10]
        if (date.fromisoformat(dated) in period) if dated and period else row.covers == covers:
            yield Known(row.dataset, {**words.get((row.dataset, row.id), {}), **row.values})


def _words(made: Review) -> dict[tuple[str, str], dict[str, str]]:
    """The texts that lie beside rows, so that a form sent back does not seem to have taken them away."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for act in made.facts.acts:
        if act.entry.words is None or act.day > made.on:
            continue
        for dataset, several in act.entry.words.content.get("rows", {}).items():
            for id, texts in several.items():
                found.setdefault((dataset, id), {}).update(texts)
    return found


def _made(form: Format, made: Review, ret: str, covers: str, rows: list[Known], due: date | None) -> tuple[str, bytes]:
    """The file's name and its bytes."""
    name = f"{ret}-{covers}"
    if form == "xlsx":
        from tenor.returns.template import write_template

        return f"{name}.xlsx", write_template(made.terms, ret=ret, period=covers, rows=rows, due=due)
    from tenor.returns.template_plain import write_template_csv, write_template_json

    if form == "json":
        return f"{name}.json", write_template_json(made.terms, ret=ret, period=covers, rows=rows, due=due)
    files = write_template_csv(made.terms, ret=ret, period=covers, rows=rows, due=due)
    return (f"{name}.csv", next(iter(files.values()))) if len(files) == 1 else (f"{name}.zip", _zipped(files))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # a fixed moment: the same form is the same bytes
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), data)
    return target.getvalue()
