"""What of the money of a contract still asks for something: sums that can be claimed, that were claimed, that are held back, that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tenor.base.period import Period
from tenor.base.wording import Said, said
from tenor.review.coins import coin_words
from tenor.review.model import Review
from tenor.review.money_model import Handled, MoneyLine
from tenor.review.statement import handled, month_of

Kind = Literal["to be claimed", "may be withheld", "claimed", "withheld", "waits", "not settled"]
ORDER: tuple[Kind, ...] = ("to be claimed", "may be withheld", "claimed", "withheld", "waits", "not settled")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMoney:
    """Sums of one kind that go to one side. `amount`: in the smallest coin, of those that are known; `up_to`: a person decides how much of
    one of them; `first`, `last`: the months in whose statements they stand."""

    kind: Kind
    to: str
    currency: str
    amount: int
    sums: int
    up_to: bool
    first: Period
    last: Period

    @property
    def said(self) -> Said:
        """The sentence that a review says it in."""
        span = said("money-open-month", first=self.first.said)
        if self.first != self.last:
            span = said("money-open-months", first=self.first.said, last=self.last.said)
        total = coin_words(self.amount, self.currency or "GBP")
        known = said("money-open-up-to", total=total) if self.up_to else total
        return said(f"money-open-{self.kind.replace(' ', '-')}", total=known, to=said(f"side-{self.to}"), n=self.sums, span=span)


def has_money(review: Review) -> bool:
    """Whether any rule of the contract was ever worth money."""
    return any(rule.money is not None for terms in review.timeline.variants() for rule in terms.rules)


def open_money(review: Review) -> list[OpenMoney]:
    """What is open at the close of the review's day, by kind; nothing of a contract without money."""
    if not has_money(review):
        return []
    by: dict[tuple[int, str, str], list[tuple[MoneyLine, Handled]]] = {}
    for line, done in handled(review).values():
        kind = _kind(line, done)
        if kind is not None:
            by.setdefault((ORDER.index(kind), line.owed_to, line.currency), []).append((line, done))
    return [_open(ORDER[at], to, currency, several) for (at, to, currency), several in sorted(by.items())]


def money_data(review: Review) -> dict[str, Any]:
    """{"money": what is open, sums in the smallest coin}; nothing where no rule has money."""
    if not has_money(review):
        return {}
    return {
        "money": [
            {
                "kind": one.kind,
                "owed_to": one.to,
                "currency": one.currency,
                "amount": one.amount,
                "sums": one.sums,
                "up_to": one.up_to,
                "first": one.first.label,
                "last": one.last.label,
            }
            for one in open_money(review)
        ]
    }


def _kind(line: MoneyLine, done: Handled) -> Kind | None:
    if done.standing == "to be claimed":
        return "may be withheld" if line.way == "withhold" else "to be claimed"
    if done.standing in ("provisional", "disputed"):
        return "not settled"
    return done.standing if done.standing in ("claimed", "withheld", "waits") else None


def _open(kind: Kind, to: str, currency: str, several: Sequence[tuple[MoneyLine, Handled]]) -> OpenMoney:
    months = sorted((month_of(line.day) for line, _ in several), key=lambda month: month.first)
    return OpenMoney(
        kind=kind,
        to=to,
        currency=currency,
        amount=sum(_left(line, done) for line, done in several),
        sums=len(several),
        up_to=kind == "may be withheld" and any(line.up_to for line, _ in several),
        first=months[0],
        last=months[-1],
    )


def _left(line: MoneyLine, done: Handled) -> int:
    """Of what was claimed, what is not settled yet; else what is worked out."""
    return done.claimed - done.settled if done.claimed is not None else line.amount or 0
