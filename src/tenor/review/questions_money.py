"""Questions to acts about money: a charge that is invoiced, whose the sum is, and no more than it comes to."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.ledger.codec import nearest
from tenor.review.charges import charge_of, each_said, known_periods
from tenor.review.coins import coin_words
from tenor.review.money_model import Handled, MoneyLine
from tenor.review.statement import handled
from tenor.review.things import Question


def invoiced_charge(asked: Question) -> Iterator[Problem]:
    """What is invoiced is a charge of the terms that comes from invoices, for a period in which it falls due; no sum is below nought."""
    event, terms = asked.event, asked.then.terms
    charge = charge_of(terms, event.charge)
    names = [each.name for each in terms.charges.values() if each.from_invoices]
    if charge is None or not charge.from_invoices:
        near = nearest(event.charge, names)
        yield problem("thing-unknown", thing=said("thing-charge"), id=event.charge, on=asked.on, nearest=near)
        return
    if event.period not in known_periods(terms, charge):
        yield problem("invoice-of-no-period", charge=charge.name, period=event.period, each=each_said(terms, charge))
    if event.amount < 0:
        yield problem("sum-below-nought", amount=coin_words(event.amount, event.currency))


def _line(asked: Question) -> tuple[MoneyLine, Handled]:
    return handled(asked.then)[asked.event.line]


def owed_to(asked: Question) -> Iterator[Problem]:
    """Only the side that a sum is owed to can claim it or let it go."""
    line, _ = _line(asked)
    if asked.side != line.owed_to:
        yield problem("money-not-owed-to", line=line.id, who=said(f"side-{line.owed_to}"))


def no_more_than_owed(asked: Question) -> Iterator[Problem]:
    """All that was worked out, or less; of "up to" what a person decides."""
    line, _ = _line(asked)
    if not 0 < asked.event.amount <= (line.amount or 0):
        yield problem("money-more-than-owed", line=line.id, most=coin_words(line.amount or 0, line.currency))


def no_more_than_claimed(asked: Question) -> Iterator[Problem]:
    """What is settled comes to no more than what was claimed; what is set off names the month of the invoice."""
    line, done = _line(asked)
    left = (done.claimed or 0) - done.settled
    if not 0 < asked.event.amount <= left:
        yield problem("money-more-than-claimed", line=line.id, most=coin_words(left, line.currency))
    if asked.event.by_way == "set off" and not asked.event.period:
        yield problem("set-off-without-invoice", line=line.id)
