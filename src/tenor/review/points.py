"""Points: what each rated period brings, and why (terms-language.md 6).

A rated period brings the points of its level. Where a rule says `points: twice` and holds in the period, they are doubled, once however
many rules say so; `points: 2` adds that number each time the rule holds, to the account that `tally` names. Final figures count; what is
provisional or disputed is shown and counts nothing yet. A figure changed later changes what it brings from that day on, and no earlier day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tenor.base.figure import Number, exact_text
from tenor.base.period import Period
from tenor.base.wording import Said, said
from tenor.review.holding import Firmness, Held, held, rates, weakest
from tenor.review.model import UNRATED, Rating, RatingVersion
from tenor.review.occasions import happened
from tenor.review.scene import Scene
from tenor.terms.model import Clause, Kpi, Rule, Terms

POINTS = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Points of one KPI in one period, or of one thing that happened. `day`: the last day of the period, or the day it happened; in the
    month of that day they count. `rules`: those that double them or add them. `figure_of`: (KPI, level)."""

    account: str
    of: str
    kpi: str
    day: date
    label: str
    points: Fraction
    state: Firmness
    clause: Clause
    because: tuple[Said, ...]
    rules: tuple[str, ...] = ()
    period: Period | None = None

    @property
    def shown(self) -> str:
        """The number as people read it."""
        return shown(self.points)


def shown(points: Fraction) -> str:
    """Points as a decimal: "6", "1.5"."""
    return exact_text(points.numerator, points.denominator)


def points(scene: Scene, day: date | None = None, *, final_only: bool = False, only: str = "") -> list[Brought]:
    """All points at the close of a day (the review's), in order of time, then of the terms. `only`: those of one account."""
    day = scene.on if day is None else day
    rules = _bringing(scene, day, only)
    doubled = _doubled(scene, [rule for rule in rules if rule.points == "twice"], day, final_only)
    of_levels = scene.ratings.by_kpi if only.lower() in ("", POINTS) else ()
    found = [each for kpi in of_levels for each in _of_kpi(scene, kpi, doubled, day)]
    for rule in rules:
        if isinstance(rule.points, Number):
            found += _added(scene, rule, day, final_only)
    return sorted((each for each in found if not final_only or each.state == "final"), key=lambda each: each.day)


def _bringing(scene: Scene, day: date, only: str) -> list[Rule]:
    """The rules that bring points by any wording known by a day, the newest that does: what a variation ended leaves its past."""
    found: dict[tuple[str, bool], Rule] = {}
    for terms in scene.timeline.held(day):
        for rule in terms.rules:
            if rule.points == "twice" or (rule.points is not None and only.lower() in ("", rule.tally.lower())):
                found.pop((rule.id, rule.points == "twice"), None)
                found[rule.id, rule.points == "twice"] = rule
    return list(found.values())


def points_by_period(found: Sequence[Brought]) -> Mapping[tuple[str, str], list[Brought]]:
    """The points of levels, by KPI and label of the period: what "per point" is multiplied with."""
    by: dict[tuple[str, str], list[Brought]] = {}
    for each in found:
        if each.account == POINTS and each.kpi:
            by.setdefault((each.kpi, each.label), []).append(each)
    return by


def counts_alone(kpi: Kpi) -> bool:
    """A part of another KPI, or one shown for context, brings nothing of its own."""
    return not kpi.part_of and not kpi.context


# --- points of levels --------------------------------------------------------------------------------------------------


def _doubled(scene: Scene, rules: Sequence[Rule], day: date, final_only: bool) -> dict[tuple[str, str], list[tuple[Rule, Firmness]]]:
    """Which rules double what a KPI's period brings, the surest first."""
    found: dict[tuple[str, str], list[tuple[Rule, Firmness]]] = {}
    for rule in rules:
        for one in held(scene, rule, day, final_only=final_only):
            own = scene.rule_of(rule.id, one.period, day)
            for kpi in one.kpis if own is not None and own.points == "twice" else ():
                found.setdefault((kpi, one.period.label), []).append((own or rule, one.state))
    return {key: sorted(several, key=lambda pair: pair[1] != "final") for key, several in found.items()}


def _of_kpi(scene: Scene, id: str, doubled: Mapping[tuple[str, str], list[tuple[Rule, Firmness]]], day: date) -> list[Brought]:
    found = []
    for rating in scene.ratings.by_kpi[id].values():
        version = rating.at(day)
        if version.rating in (None, UNRATED) or version.from_day > day:
            continue
        terms = scene.timeline.during(rating.period, day)
        kpi = terms.kpi(id)
        if kpi is not None and counts_alone(kpi) and version.state in ("final", "provisional", "disputed"):
            found += _brought(terms, kpi, rating, version, doubled.get((id, rating.period.label), []))
    return found


def _brought(terms: Terms, kpi: Kpi, rating: Rating, version: RatingVersion, doubling: list[tuple[Rule, Firmness]]) -> list[Brought]:
    """The points of a level; what only a provisional or disputed period doubles stands apart."""
    level = version.rating or ""
    plain = Fraction(*terms.points_of(kpi, level).ratio)
    if not plain:
        return []
    state: Firmness = version.state  # type: ignore[assignment]
    first = Brought(
        account=POINTS,
        of=kpi.id,
        kpi=kpi.id,
        day=rating.period.last,
        label=rating.period.label,
        period=rating.period,
        points=plain,
        state=state,
        clause=kpi.clause,
        because=(said("points-of-level", kpi=kpi.number or kpi.id, period=rating.period.said, level=level, points=shown(plain)),),
    )
    if not doubling:
        return [first]
    rule, sure = doubling[0]
    clause = tuple(dict.fromkeys((*first.clause, *rule.clause)))
    why = said("points-twice", rule=rule.id, points=shown(2 * plain))
    ids = tuple(r.id for r, _ in doubling)
    if weakest(state, sure) == state:
        return [replace(first, points=2 * plain, clause=clause, because=(*first.because, why), rules=ids)]
    alone = said("points-twice-of", kpi=kpi.number or kpi.id, period=rating.period.said, rule=rule.id, points=shown(2 * plain))
    return [first, replace(first, state=sure, clause=clause, because=(alone,), rules=ids)]


# --- points that a rule adds -------------------------------------------------------------------------------------------


def _added(scene: Scene, rule: Rule, day: date, final_only: bool) -> list[Brought]:
    """By the wording of the period, or of the day it happened."""
    found = []
    if rates(rule):
        for one in held(scene, rule, day, final_only=final_only):
            own = scene.rule_of(rule.id, one.period, day)
            if own is not None and isinstance(own.points, Number):
                found.append(_for_period(own, Fraction(*own.points.ratio), one))
        return found
    for each in happened(scene, rule):
        own = scene.timeline.on(each.day, day).rule(rule.id)
        if each.day <= day and own is not None and isinstance(own.points, Number):
            label, amount = each.day.isoformat(), Fraction(*own.points.ratio)
            found.append(_one(own, amount, each.of, "", each.day, label, None, "final", each.because))
    return found


def _for_period(rule: Rule, amount: Fraction, one: Held) -> Brought:
    why = (said("points-in-period", rule=rule.id, of=one.of, period=one.period.said),)
    kpi = one.kpis[0] if len(one.kpis) == 1 else one.of
    return _one(rule, amount, one.of, kpi, one.period.last, one.period.label, one.period, one.state, why)


def _one(
    rule: Rule,
    amount: Fraction,
    of: str,
    kpi: str,
    day: date,
    label: str,
    period: Period | None,
    state: Firmness,
    why: tuple[Said, ...],
) -> Brought:
    return Brought(
        account=rule.tally,
        of=of,
        kpi=kpi,
        day=day,
        label=label,
        period=period,
        points=amount,
        state=state,
        clause=rule.clause,
        because=(*why, said("points-added", rule=rule.id, points=shown(amount))),
        rules=(rule.id,),
    )
