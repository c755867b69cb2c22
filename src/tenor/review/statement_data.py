"""Statements as plain data: what `tenor statement --json` prints and pages keep. Amounts are whole numbers of the smallest coin."""

from __future__ import annotations

from typing import Any

from tenor.base.wording import say
from tenor.review.coins import coin_words
from tenor.review.money_model import Handled, MoneyLine, Statement
from tenor.review.points import Brought, shown

Data = dict[str, Any]


def statement_data(one: Statement) -> Data:
    """A month's statement."""
    return {
        "period": one.period.label,
        "on": one.on.isoformat(),
        "currency": one.currency,
        "total": one.total,
        "provisional": one.provisional,
        "by_standing": dict(sorted(one.by_standing.items())),
        "lines": [line_data(line, done) for line, done in one.lines],
    }


def line_data(line: MoneyLine, done: Handled) -> Data:
    """One line, with every figure it was worked out from."""
    return {
        "id": line.id,
        "rule": line.rule,
        "clause": list(line.clause),
        "way": line.way,
        "owed_to": line.owed_to,
        "of": line.of,
        "kpi": line.kpi,
        "period": line.label,
        "day": line.day.isoformat(),
        "state": line.state,
        "rate": line.rate,
        "base": line.base,
        "quantity": shown(line.quantity),
        "before_cap": line.before,
        "amount": line.amount,
        "currency": line.currency,
        "rounded": line.rounded,
        "up_to": line.up_to,
        "settled": line.settled,
        "standing": done.standing,
        "claimed": done.claimed,
        "paid": done.settled,
        "set_off_in": done.settled_in,
        "since": done.since.isoformat() if done.since else None,
        "entries": list(done.entries),
        "because": [say(each) for each in (*line.because, *((line.base_said,) if line.base_said else ()), *line.caps, *done.because)],
        "waits": [say(each) for each in line.waits],
        "shown": "" if line.amount is None else coin_words(line.amount, line.currency),
        "shown_before": "" if line.before is None else coin_words(line.before, line.currency),
    }


def brought_data(one: Brought) -> Data:
    """Points of one KPI in one period, or of one thing that happened."""
    return {
        "account": one.account,
        "of": one.of,
        "kpi": one.kpi,
        "period": one.label,
        "day": one.day.isoformat(),
        "points": one.shown,
        "state": one.state,
        "clause": list(one.clause),
        "because": [say(each) for each in one.because],
    }
