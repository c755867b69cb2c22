"""Orders about money: what was invoiced, and what a person does about a sum that the contract worked out. Nothing is taken by itself."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import say, wrong_with
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.events.money import InvoiceReceived, MoneyClaimed, MoneyKept, MoneyReleased, MoneySettled, MoneyWaived
from tenor.returns.spelling import prose

Problems = tuple[Problem, ...]
MOST_WORDS = 2000


def record_invoice(
    place: Place, *, charge: str, period: str, amount: int, currency: str, text: str = "", turn: UUID, head: str = ""
) -> Problems:
    """What a charge came to for a period; a later one for the same charge and period takes its place."""
    return _say(place, InvoiceReceived(charge=charge, period=period, amount=amount, currency=currency), text, turn, head)


def claim_sum(place: Place, line: str, *, amount: int, why: str = "", turn: UUID, head: str = "") -> Problems:
    """Claim it, or of "up to" as much as a person decides."""
    return _say(place, MoneyClaimed(line=line, amount=amount), why, turn, head)


def waive_sum(place: Place, line: str, *, why: str, turn: UUID, head: str = "") -> Problems:
    """Let it go, with the reason."""
    return _say(place, MoneyWaived(line=line), why, turn, head) if prose(why) else (problem("words-missing"),)


def settle_sum(
    place: Place, line: str, *, by_way: Literal["set off", "paid"], amount: int, period: str = "", why: str = "", turn: UUID, head: str = ""
) -> Problems:
    """What was claimed is paid, or set off against the invoice of a period."""
    return _say(place, MoneySettled(line=line, by_way=by_way, amount=amount, period=period), why, turn, head)


def release_sum(place: Place, line: str, *, why: str = "", turn: UUID, head: str = "") -> Problems:
    """Let go what is withheld."""
    return _say(place, MoneyReleased(line=line), why, turn, head)


def keep_sum(place: Place, line: str, *, why: str = "", turn: UUID, head: str = "") -> Problems:
    """Keep for good what is withheld."""
    return _say(place, MoneyKept(line=line), why, turn, head)


def _say(place: Place, event: Event, why: str, turn: UUID, head: str) -> Problems:
    return wrong_with(say(place, event, {"reason": prose(why)[:MOST_WORDS]}, turn=turn, head=head))
