"""`tenor statement`: the money and points a contract works out for a month, and what became of each sum."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from tenor.base.wording import said, say, show_day
from tenor.cli.days import today
from tenor.cli.ends import USAGE, stop
from tenor.cli.opening import open_contract
from tenor.cli.options import AsJson, AsSide, Dir, Known, On
from tenor.cli.paper import Paper, capital
from tenor.cli.review import make_review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tenor.review.model import Review
    from tenor.review.money_model import Handled, MoneyLine, Statement
    from tenor.review.points import Brought

Month = Annotated[str, typer.Option("--period", metavar="MONTH", help="One month, such as 2026-07; left out, every month with a sum.")]


def statement(
    path: Dir, period: Month = "", on: On = None, as_known_at: Known = None, as_json: AsJson = False, side: AsSide = None
) -> None:
    """Show the money that the contract works out, line by line, with what each rests on. Nothing is taken by itself: a person claims it."""
    made = make_review(open_contract(path, side), on or today(), as_known_at)
    from tenor.review.points import points
    from tenor.review.reviewed import scene_of
    from tenor.review.statement import statement as one_of
    from tenor.review.statement import statements
    from tenor.review.statement_data import brought_data, statement_data

    one = one_of(made, period) if period else None
    if period and one is None:
        stop(USAGE, said("cli-no-month", period=period))
    found = [one] if one is not None else statements(made)
    brought = [each for each in points(scene_of(made)) if not period or f"{each.day:%Y-%m}" == period]
    if as_json:
        data = {"on": made.on.isoformat(), "statements": [statement_data(s) for s in found], "points": [brought_data(p) for p in brought]}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    _page(made, found, brought)


def _page(made: Review, found: Sequence[Statement], brought: Sequence[Brought]) -> None:
    paper = Paper()
    paper.line((made.terms.contract.title, "title"), f", {show_day(made.on)}")
    if not any(each.lines for each in found):
        paper.line(say(said("cli-no-money")), indent=2)
    for one in found:
        if one.lines:
            _statement(paper, one)
    if brought:
        paper.heading(say(said("cli-points")))
        for each in brought:
            state = "" if each.state == "final" else f" ({each.state})"
            paper.item(f"{each.shown}{state}: {' '.join(say(line) for line in each.because)}")


def _statement(paper: Paper, one: Statement) -> None:
    from tenor.review.coins import coin_words

    paper.heading(capital(say(one.period.said)))
    for line, done in one.lines:
        _line(paper, line, done)
    paper.line((say(said("cli-money-total", total=coin_words(one.total, one.currency))), "strong"), indent=2)
    gone = sum(one.by_standing.get(standing, 0) for standing in ("released", "waived"))
    if gone:
        paper.line(say(said("cli-money-let-go", total=coin_words(gone, one.currency))), indent=2)
    if one.provisional:
        paper.line(say(said("cli-money-provisional", total=coin_words(one.provisional, one.currency))), indent=2)


def _line(paper: Paper, line: MoneyLine, done: Handled) -> None:
    from tenor.base.clause import show_clauses
    from tenor.review.coins import coin_words
    from tenor.review.money_model import way_code

    amount = say(said("cli-money-waits")) if line.amount is None else coin_words(line.amount, line.currency)
    most = say(said("cli-money-up-to")) if line.up_to else ""
    paper.item((f"{most}{amount}", "strong"), f", {say(said(way_code(line, done)))}, {done.standing}: {line.rate} ({line.id})")
    reasons = [*line.because, *((line.base_said,) if line.base_said else ()), *line.caps, *line.waits, *done.because]
    if line.rounded:
        reasons.append(said("money-rounded"))
    for each in reasons:
        paper.line(say(each), indent=4)
    if done.claimed is not None:
        code = "cli-money-claimed" if done.standing in ("claimed", "withheld") else "cli-money-claimed-before"
        claimed = said(code, amount=coin_words(done.claimed, line.currency), standing=done.standing, on=done.since)
        paper.line(say(claimed), indent=4)
    paper.line((show_clauses(line.clause), "dim"), indent=4)
