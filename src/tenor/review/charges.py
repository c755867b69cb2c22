"""What a charge comes to on a day: the amount the terms say, or what was invoiced; a missing invoice is never nought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tenor.base.period import Period, months_after, period_of, periods, whole_period
from tenor.base.wording import Said, said
from tenor.ledger.events.money import InvoiceReceived
from tenor.ledger.model import Act, Facts
from tenor.review.coins import coins, money_words
from tenor.review.scene import Scene
from tenor.terms.model import Charge, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a charge comes to in its currency, exactly; None, with what it waits for."""

    amount: Fraction | None
    currency: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoiced:
    """The invoices known by a day, the latest for each charge and period."""

    by: Mapping[tuple[str, str], Act]

    @staticmethod
    def of(facts: Facts, on: date) -> Invoiced:
        """Those received by a day; a later one for the same charge and period replaces the one before."""
        return Invoiced(by={(a.event.charge.lower(), a.event.period): a for a in facts.of(InvoiceReceived) if a.day <= on})


def base(scene: Scene, invoiced: Invoiced, name: str, day: date) -> Base:
    """A charge in the month, quarter, year, contract or row of a day, by the terms of that day."""
    terms = scene.timeline.on(day, scene.on)
    charge = charge_of(terms, name)
    if charge is None:
        return Base(amount=None, currency="", said=said("money-no-charge", charge=name))
    if charge.amount is not None:
        amount = Fraction(charge.amount.numerator, charge.amount.denominator)
        shown = money_words(amount, charge.amount.unit)
        return Base(amount=amount, currency=charge.amount.unit, said=said("money-base", charge=charge.name, amount=shown))
    labels = labels_of(terms, charge, day)
    if not charge.from_invoices:
        return Base(amount=None, currency="", said=said("money-waits-terms", charge=charge.name))
    act = next((invoiced.by[charge.name.lower(), label] for label in labels if (charge.name.lower(), label) in invoiced.by), None)
    if act is None:
        period = _period(terms, charge, day)
        told = said("money-waits-invoice", charge=charge.name, period=period.said if period else labels[0])
        return Base(amount=None, currency="", said=told)
    amount = Fraction(act.event.amount, 10 ** coins(act.event.currency))
    shown = money_words(amount, act.event.currency)
    return Base(amount=amount, currency=act.event.currency, said=said("money-base-invoice", charge=charge.name, amount=shown, on=act.day))


def charge_of(terms: Terms, name: str) -> Charge | None:
    """A charge by the name a phrase gives it; capitals and a plural s make no difference."""
    wanted = " ".join(name.lower().split())
    same = {wanted, f"{wanted}s", wanted.removesuffix("s")}
    return next((charge for key, charge in terms.charges.items() if " ".join(key.lower().split()) in same), None)


def labels_of(terms: Terms, charge: Charge, day: date) -> tuple[str, ...]:
    """The periods for which a charge may be invoiced, the first the one to ask for: of a year the contract's own, or the calendar's."""
    period = _period(terms, charge, day)
    if period is None:
        return ("contract",)
    return (period.label, whole_period("year", day).label) if charge.each == "year" else (period.label,)


def _period(terms: Terms, charge: Charge, day: date) -> Period | None:
    """The month, quarter (as the contract counts them) or contract year of a charge that a day lies in; None of one for all of it."""
    if charge.each == "month":
        return whole_period("month", day)
    if charge.each == "quarter":
        return _quarter(terms, day)
    return whole_period("contract year", day, terms.contract.starts) if charge.each == "year" else None


def _quarter(terms: Terms, day: date) -> Period:
    """A day after the contract's end still lies in a quarter: what is late may be late for long."""
    starts, ends = terms.contract.starts, months_after(max(terms.contract.ends, day), 3)
    return period_of(day, periods("quarter", starts, ends, terms.quarters)) or whole_period("quarter", day)


def known_periods(terms: Terms, charge: Charge) -> set[str]:
    """Every label that an invoice of a charge may name."""
    found, day = set(labels_of(terms, charge, terms.contract.ends)), terms.contract.starts
    while day <= terms.contract.ends:
        found.update(labels_of(terms, charge, day))
        day = whole_period("month", day).last + timedelta(days=1)
    return found


def each_said(terms: Terms, charge: Charge) -> Said:
    """How often it falls due; of quarters that the contract counts itself, how an invoice names one."""
    own = charge.each == "quarter" and terms.quarters == "contract"
    return said("charge-each-quarter-own" if own else f"charge-each-{charge.each}")
