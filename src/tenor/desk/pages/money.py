"""The money and points of a contract, month by month: each sum with what it rests on, and what became of it."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import said
from tenor.desk.pages.view import Data, View
from tenor.review.coins import coin_words
from tenor.review.money_model import Handled, MoneyLine, Statement
from tenor.review.points import Brought, points
from tenor.review.reviewed import scene_of
from tenor.review.statement import statements
from tenor.terms.model import Terms


def make(view: View) -> Data:
    """{"statements": the newest month first, "points": the newest first}."""
    review = view.review
    if not worth(review.terms):
        return {"statements": [], "points": []}
    found = [_statement(each) for each in statements(review)]
    brought = [_brought(each) for each in points(scene_of(review))]
    return {"statements": found[::-1], "points": brought[::-1]}


def worth(terms: Terms) -> bool:
    """Whether a contract has money or points at all."""
    ladders = any(any(number.digits for number in ladder.points.values()) for ladder in terms.ladders.values())
    own = any(number.digits for kpi in terms.kpis for number in kpi.points.values())
    return ladders or own or any(rule.money is not None or rule.points is not None for rule in terms.rules)


def _statement(one: Statement) -> Data:
    return {
        "period": one.period.label,
        "said": said_data(one.period.said),
        "total": coin_words(one.total, one.currency),
        "provisional": coin_words(one.provisional, one.currency) if one.provisional else "",
        "lines": [_line(line, done) for line, done in one.lines],
    }


def _line(line: MoneyLine, done: Handled) -> Data:
    reasons = [*line.because, *((line.base_said,) if line.base_said else ()), *line.caps, *line.waits, *done.because]
    reasons += [said("money-rounded")] if line.rounded else []
    return {
        "id": line.id,
        "rule": line.rule,
        "clause": list(line.clause),
        "way": line.way,
        "rate": line.rate,
        "up_to": line.up_to,
        "amount": "" if line.amount is None else coin_words(line.amount, line.currency),
        "standing": done.standing,
        "claimed": "" if done.claimed is None else coin_words(done.claimed, line.currency),
        "since": day_data(done.since),
        "because": [said_data(each) for each in reasons],
    }


def _brought(one: Brought) -> Data:
    return {
        "account": one.account,
        "points": one.shown,
        "state": one.state,
        "day": day_data(one.day),
        "clause": list(one.clause),
        "because": [said_data(each) for each in one.because],
    }
