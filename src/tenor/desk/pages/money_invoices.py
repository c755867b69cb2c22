"""The charges that come from invoices: for which periods they may be invoiced, what was invoiced, and what waits for an invoice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tenor.base.period import Period, parse_label, periods, whole_period
from tenor.base.said_data import said_data
from tenor.desk.pages.acts_told import told_act
from tenor.ledger.events.money import InvoiceReceived
from tenor.review.charges import Invoiced, charge_of, known_periods
from tenor.review.coins import coin_words
from tenor.review.model import Review
from tenor.review.offered import SIDES, open_to
from tenor.terms.model import Charge

Data = dict[str, Any]
AHEAD = timedelta(days=62)  # an invoice may come before its month, and a sum be set off against one to come


def charges(review: Review) -> list[Data]:
    """Each charge that comes from invoices, with the periods that have begun or are near, the newest first; which of them were invoiced."""
    known = Invoiced.of(review.facts, review.on).by
    found = []
    for charge in _invoiced(review):
        periods = [
            {"label": label, "said": None if period is None else said_data(period.said), "came": (charge.name.lower(), label) in known}
            for label, period in _periods(review, charge)
        ]
        found.append({"name": charge.name, "each": charge.each, "clause": list(charge.clause), "periods": periods})
    return found


def invoices(review: Review) -> list[Data]:
    """What was invoiced, the newest first; `replaced` where a later one took its place."""
    held = {act.ref for act in Invoiced.of(review.facts, review.on).by.values()}
    return [
        {
            **told_act(act),
            "charge": act.event.charge,
            "period": act.event.period,
            "said": _said(review, act.event.period),
            "amount": coin_words(act.event.amount, act.event.currency),
            "replaced": act.ref not in held,
        }
        for act in reversed(review.facts.of(InvoiceReceived))
    ]


def months(review: Review) -> list[Data]:
    """The months of the contract that have begun or are near, the newest first: a sum is set off against the invoice of one."""
    found, day = [], review.terms.contract.starts
    while day <= review.on + AHEAD:
        period = whole_period("month", day)
        found.append({"label": period.label, "said": said_data(period.said)})
        day = period.last + timedelta(days=1)
    return found[::-1]


def starts(review: Review) -> dict[Any, list[str]]:
    """Who may say what was invoiced."""
    for charge in _invoiced(review):
        for label, _ in _periods(review, charge)[:1]:
            return dict(open_to(review, InvoiceReceived(charge=charge.name, period=label, amount=0)))
    return {side: [] for side in SIDES}


def _invoiced(review: Review) -> Iterator[Charge]:
    return (charge for charge in review.terms.charges.values() if charge.from_invoices and charge_of(review.terms, charge.name) is not None)


def _periods(review: Review, charge: Charge) -> list[tuple[str, Period | None]]:
    """The newest first; a charge of the whole contract has one, which is none of the calendar's."""
    several = [(label, _period_of(review, label)) for label in known_periods(review.terms, charge)]
    near = [(label, period) for label, period in several if period is None or period.first <= review.on + AHEAD]
    return sorted(near, key=lambda one: (one[1].first.isoformat() if one[1] else "", one[0]), reverse=True)


def _said(review: Review, label: str) -> Data | None:
    period = _period_of(review, label)
    return None if period is None else said_data(period.said)


def _period_of(review: Review, label: str) -> Period | None:
    """What a label names: a quarter as this contract counts them."""
    terms = review.terms
    own = periods("quarter", terms.contract.starts, terms.contract.ends, terms.quarters) if "Q" in label else ()
    return next((one for one in own if one.label == label), None) or parse_label(label, terms.contract.starts)
