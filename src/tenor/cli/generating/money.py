"""What was invoiced: each charge that comes from invoices, a few days after its period; the newest has not come yet."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tenor.base.period import parse_label
from tenor.cli.generating.model import Planned, Setting
from tenor.ledger.events.money import InvoiceReceived
from tenor.review.charges import known_periods

SUMS = range(8_000, 60_000, 250)  # pounds, of the first invoice of a charge
DAYS = range(5, 12)  # working days after its period


def invoices(setting: Setting, rng: Random) -> Iterator[Planned]:
    """Nothing, and nothing drawn, for a contract without such a charge."""
    terms = setting.terms
    for charge in (one for one in terms.charges.values() if one.from_invoices):
        pounds = rng.choice(SUMS)
        several = (parse_label(label, terms.contract.starts) for label in known_periods(terms, charge))
        over = sorted((one for one in several if one is not None and one.last < setting.last), key=lambda one: (one.first, one.label))
        for period in over:
            amount = pounds * 100 + rng.randrange(0, 40_000)
            event = InvoiceReceived(charge=charge.name, period=period.label, amount=amount)
            on = terms.calendar.add(period.last, rng.choice(DAYS))
            if on < setting.until:
                yield Planned(on=on, minute=560, event=event, by="contract manager", side="buyer")
