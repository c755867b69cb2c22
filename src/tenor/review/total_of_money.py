"""The money that the contract works out, as a total that a rule may count (terms-language.md 6: `{total: money, …}`).

Counted is what goes to the buyer: what is deducted and what is paid, after its caps, once it is final and for as long as nobody waived it.
What is withheld, a bonus, and what was earned back are no part of it; nor is money that follows from such a total itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tenor.base.period import months_after
from tenor.base.wording import said
from tenor.ledger.events.money import MoneyWaived
from tenor.ledger.up_to import up_to
from tenor.review.coins import coin_words, coins
from tenor.review.duties import duties
from tenor.review.kpi_walk import turns
from tenor.review.meetings import slots_on
from tenor.review.money_model import MoneyLine
from tenor.review.points import Brought
from tenor.review.scene import Scene
from tenor.terms.model import Rule, TotalIs

MONEY = "money"
COUNTED = ("deduct", "pay")


def is_money(account: str) -> bool:
    """Whether a total is one of money."""
    return account.lower() == MONEY


def money_brought(scene: Scene, main: TotalIs, day: date) -> list[Brought]:
    """Each final sum at the close of a day, in the currency of the bound, on the day it falls on; and each disputed one at what stands."""
    from tenor.review.money import lines_of  # what a line is reckoned from may be a total of points

    then = replace(scene, on=day, facts=up_to(scene.facts, day), problems=[], heard=set())
    rules = [rule for rule in scene.rules_ever() if not _follows(rule)]
    monies = [own.money for terms in scene.timeline.variants() for rule in rules if (own := terms.rule(rule.id)) is not None]
    late = any(money is not None and money.sum.per.thing in ("late", "lasts") for money in monies)
    slots = slots_on(then.timeline, then.facts, then.notices, day) if late else ()
    owed = {one.id: one for one in duties(then, slots=slots, minutes=(), steps=())} if late else {}
    waived = {act.event.line for act in then.facts.of(MoneyWaived)}
    lines = [line for line in lines_of(then, rules, owed) if line.way in COUNTED and line.state != "provisional" and line.id not in waived]
    return [_one(line) for line in lines if line.amount is not None and line.currency == main.bound.unit]


def _follows(rule: Rule) -> bool:
    """Whether a rule counts a total of money itself."""
    return any(isinstance(c, TotalIs) and is_money(c.of) for branch in rule.branches for c in branch)


def _one(line: MoneyLine) -> Brought:
    amount = line.amount or 0
    told = said("money-in-total", amount=coin_words(amount, line.currency), rule=line.rule, of=line.of, label=line.label)
    return Brought(
        account=MONEY,
        of=line.of,
        kpi=line.kpi,
        day=line.day,
        label=line.label,
        points=Fraction(amount, 10 ** coins(line.currency)),
        state=line.state,
        clause=line.clause,
        because=(told,),
        rules=(line.rule,),
    )


def days_of_money(scene: Scene) -> set[date]:
    """The days on which a sum may come, go, or become final: those of acts and of figures, and the first of each month."""
    found = {scene.timeline.starts, *scene.timeline.known_days, *(act.day for act in scene.facts.acts), *_firsts(scene)}
    for ratings in scene.ratings.by_kpi.values():
        for rating in ratings.values():
            found.update(day for day in turns(rating) if day <= scene.on)
    return found


def _firsts(scene: Scene) -> Iterator[date]:
    day = scene.timeline.starts.replace(day=1)
    while day <= scene.on:
        yield day
        day = months_after(day, 1)
