"""The money and points of a contract, month by month: each sum with what it rests on, what became of it, and what each side may do."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import said
from tenor.desk.pages.acts_told import told_act
from tenor.desk.pages.money_invoices import charges, invoices, months, starts
from tenor.desk.pages.summary_strip import kpi_words
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.money import MoneyClaimed, MoneyKept, MoneyReleased, MoneySettled, MoneyWaived
from tenor.review.acts import ACTS
from tenor.review.coins import coin_words
from tenor.review.model import Review
from tenor.review.money_model import Handled, MoneyLine, Statement
from tenor.review.offered import SIDES, offered
from tenor.review.points import Brought, points
from tenor.review.reviewed import scene_of
from tenor.review.statement import statements
from tenor.terms.model import Terms

SUM = "sum of money"
WHEN = {state for permit in ACTS.values() if permit.of == SUM for state in permit.when}  # a sum in any other state is open to nothing


def make(view: View) -> Data:
    """{"statements": the newest month first, "points": the newest first, "charges", "invoices", "months", "starts"}."""
    review = view.review
    if not worth(review.terms):
        return {"statements": [], "points": [], "charges": [], "invoices": [], "months": [], "starts": {side: [] for side in SIDES}}
    found = [_statement(review, each) for each in statements(review)]
    brought = [_brought(each) for each in points(scene_of(review))]
    return {
        "statements": found[::-1],
        "points": brought[::-1],
        "charges": charges(review),
        "invoices": invoices(review),
        "months": months(review),
        "starts": starts(review),
    }


def worth(terms: Terms) -> bool:
    """Whether a contract has money or points at all."""
    ladders = any(any(number.digits for number in ladder.points.values()) for ladder in terms.ladders.values())
    own = any(number.digits for kpi in terms.kpis for number in kpi.points.values())
    return ladders or own or any(rule.money is not None or rule.points is not None for rule in terms.rules)


def _statement(review: Review, one: Statement) -> Data:
    return {
        "period": one.period.label,
        "said": said_data(one.period.said),
        "total": coin_words(one.total, one.currency),
        "provisional": coin_words(one.provisional, one.currency) if one.provisional else "",
        "lines": [_line(review, line, done) for line, done in one.lines],
    }


def _line(review: Review, line: MoneyLine, done: Handled) -> Data:
    reasons = [*line.because, *((line.base_said,) if line.base_said else ()), *line.caps, *line.waits, *done.because]
    reasons += [said("money-rounded")] if line.rounded else []
    return {
        "id": line.id,
        "rule": line.rule,
        "clause": list(line.clause),
        "way": line.way,
        "owed_to": line.owed_to,
        "kpi": kpi_words(review, line.kpi) if line.kpi else None,
        "rate": line.rate,
        "up_to": line.up_to,
        "amount": "" if line.amount is None else coin_words(line.amount, line.currency),
        "coins": line.amount,
        "currency": line.currency,
        "standing": done.standing,
        "claimed": "" if done.claimed is None else coin_words(done.claimed, line.currency),
        "left": (done.claimed or 0) - done.settled,
        "since": day_data(done.since),
        "because": [said_data(each) for each in reasons],
        "acts": _acts(review, line),
        "offers": offered(review, SUM, line.id) if done.standing in WHEN else {side: [] for side in SIDES},
    }


def _acts(review: Review, line: MoneyLine) -> list[Data]:
    """What people did about it, in order, each with its sum and words."""
    found = []
    for act in review.facts.of(MoneyClaimed, MoneyWaived, MoneySettled, MoneyReleased, MoneyKept):
        if act.event.line == line.id:
            amount = getattr(act.event, "amount", None)
            more = {"by_way": getattr(act.event, "by_way", ""), "period": getattr(act.event, "period", "")}
            words = "" if amount is None else coin_words(amount, line.currency)
            found.append({**told_act(act), "kind": act.entry.type, "amount": words, **more})
    return found


def _brought(one: Brought) -> Data:
    return {
        "account": one.account,
        "points": one.shown,
        "state": one.state,
        "day": day_data(one.day),
        "clause": list(one.clause),
        "because": [said_data(each) for each in one.because],
    }
