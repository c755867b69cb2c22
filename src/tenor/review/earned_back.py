"""What was deducted and comes back: when the KPI was good again for as long as the contract says (`earn_back`).

What comes back is a share of all that the rule has taken for that KPI and that is final, not waived, and has not come back before; each
deduction comes back once. The line falls on the last day of the period that completes the run.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction

from tenor.base.period import Period
from tenor.base.wording import said
from tenor.review.coins import coin_words
from tenor.review.holding import Held, held
from tenor.review.money_model import MoneyLine
from tenor.review.scene import Scene
from tenor.terms.model import Money, Rule


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Alone(Scene):
    """The scene as a rule sees it that stands in no terms: the condition of an earning back."""

    own: Rule

    def rule_of(self, rule: str, period: Period, known_on: date) -> Rule | None:
        """The condition itself, whatever the period."""
        return self.own


def earned_back(scene: Scene, rule: Rule, lines: Sequence[MoneyLine], waived: Collection[str]) -> list[MoneyLine]:
    """The lines of what returns, in order of time."""
    money = rule.money
    if money is None or money.earn_back is None:
        return []
    condition, share = money.earn_back
    own = Rule(id=rule.id, clause=rule.clause, branches=(condition,), steps=(), missing=rule.missing)
    alone = _Alone(**{each.name: getattr(scene, each.name) for each in fields(Scene)}, own=own)
    returned: set[str] = set()
    found = []
    for one in sorted(held(alone, own, scene.on), key=lambda each: each.period.last):
        due = [
            line
            for line in lines
            if line.counts and line.amount and line.day < one.period.last and line.id not in returned | set(waived) and _about(line, one)
        ]
        if due:
            found.append(_line(rule, money, one, due, Fraction(*share.ratio)))
            if one.state == "final":
                returned |= {line.id for line in due}
    return found


def _about(line: MoneyLine, one: Held) -> bool:
    return not line.kpi or line.kpi in (one.of, *one.kpis)


def _line(rule: Rule, money: Money, one: Held, due: Sequence[MoneyLine], share: Fraction) -> MoneyLine:
    taken = sum(line.amount or 0 for line in due)
    exact = taken * share / 100
    whole = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    currency = due[0].currency
    of = one.of or " ".join(one.kpis)
    why = said("money-earned-back", of=of, period=one.period.said, taken=coin_words(taken, currency), n=len(due))
    return MoneyLine(
        id=f"{rule.id}/{of}/back {one.period.label}",
        rule=rule.id,
        clause=rule.clause,
        way="return",
        of=of,
        kpi=one.of,
        day=one.period.last,
        label=one.period.label,
        state=one.state,
        because=(why,),
        rate=said_share(share),
        quantity=Fraction(1),
        currency=currency,
        base=taken,
        before=whole,
        amount=whole,
        rounded=exact.denominator != 1,
        settled=money.settled,
    )


def said_share(share: Fraction) -> str:
    """The share as it is written: "50%"."""
    return f"{share.numerator}%" if share.denominator == 1 else f"{share.numerator}/{share.denominator}%"
