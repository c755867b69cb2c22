"""The money of the rules: every sum the contract works out, line by line, with what it rests on (terms-language.md 7).

Worked out and shown, never taken: a person claims it. A line is what a rule is worth for one thing in one period or on one day:
rate × charge × how often, exactly, to the smallest coin half up, once; then its caps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from tenor.base.wording import Said
from tenor.ledger.events.money import MoneyWaived
from tenor.review.caps import Capped, allocate
from tenor.review.charges import Base, Invoiced, base
from tenor.review.coins import to_coins
from tenor.review.earned_back import earned_back
from tenor.review.instance_model import Ground, Instance
from tenor.review.instances import instances
from tenor.review.model import Duty, Review
from tenor.review.money_model import MoneyLine
from tenor.review.points import POINTS, points, points_by_period
from tenor.review.reviewed import scene_of
from tenor.review.scene import Scene
from tenor.terms.model import Rule


@lru_cache(maxsize=4)
def money_lines(review: Review) -> tuple[MoneyLine, ...]:
    """Every line up to the close of the review's day, in order of the days they fall on, then of the terms."""
    scene = scene_of(review)
    rules = [rule for rule in scene.rules_ever() if _ever_money(scene, rule)]
    return tuple(lines_of(scene, rules, {duty.id: duty for duty in review.duties}))


def _ever_money(scene: Scene, rule: Rule) -> bool:
    """Whether any wording of a rule has money: what a variation ended leaves its past."""
    return any(own.money is not None for terms in scene.timeline.variants() if (own := terms.rule(rule.id)) is not None)


def lines_of(scene: Scene, rules: Sequence[Rule], duties: Mapping[str, Duty]) -> list[MoneyLine]:
    """The lines of some rules up to the close of the scene's day."""
    if not rules:
        return []
    ground = Ground(scene=scene, points=points_by_period(points(scene, only=POINTS)), duties=duties)
    invoiced = Invoiced.of(scene.facts, scene.on)
    waived = {act.event.line for act in scene.facts.of(MoneyWaived) if act.day <= scene.on}
    found: list[MoneyLine] = []
    for rule in rules:
        own = _of_rule(ground, rule, invoiced)
        found += [*own, *earned_back(scene, rule, own, waived)]
    return sorted(_named(found), key=lambda line: line.day)


def _of_rule(ground: Ground, rule: Rule, invoiced: Invoiced) -> list[MoneyLine]:
    scene = ground.scene

    def base_of(name: str, day: date) -> Base:
        return base(scene, invoiced, name, day)

    lines = []
    for one in instances(ground, rule):
        charge = one.money.sum.rate.charge
        line = _line(one, base_of(charge, one.day) if charge else None)
        lines.append(Capped(line=line, caps=one.money.caps, occurrence=one.occurrence))
    return allocate(scene, lines, base_of)


def _line(one: Instance, base: Base | None) -> MoneyLine:
    """Rate × base × quantity, before the caps."""
    rule, money = one.rule, one.money
    rate = Fraction(*money.sum.rate.number.ratio)
    waits: tuple[Said, ...] = one.waits
    currency, exact = money.sum.rate.currency, None
    if base is None:
        exact = rate * one.quantity
    elif base.amount is None:
        waits = (*waits, base.said)
    else:
        currency, exact = base.currency, rate * base.amount * one.quantity / 100
    before, rounded = to_coins(exact, currency) if exact is not None and not waits else (None, False)
    return MoneyLine(
        id=f"{rule.id}/{one.of}/{one.label}" if one.of else f"{rule.id}/{one.label}",
        rule=rule.id,
        clause=rule.clause,
        way=money.way,
        of=one.of,
        kpi=one.kpi,
        day=one.day,
        label=one.label,
        state=one.state,
        because=one.because,
        rate=money.sum.text,
        quantity=one.quantity,
        currency=currency,
        base=to_coins(base.amount, base.currency)[0] if base is not None and base.amount is not None else None,
        base_said=base.said if base is not None and base.amount is not None else None,
        before=before,
        amount=before,
        rounded=rounded,
        waits=waits,
        up_to=money.sum.up_to,
        settled=money.settled,
    )


def _named(lines: Sequence[MoneyLine]) -> list[MoneyLine]:
    """Each id once: a second line about the same thing gets a number."""
    seen: dict[str, int] = {}
    found = []
    for line in lines:
        n = seen[line.id] = seen.get(line.id, 0) + 1
        found.append(line if n == 1 else replace(line, id=f"{line.id}/{n}"))
    return found
