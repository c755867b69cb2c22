"""How often, how long or how far: what the rate of a rule is multiplied by, one instance for each thing its money is owed for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from tenor.base.figure import parse_number
from tenor.base.period import Period, months_after
from tenor.base.phrases.money import Per
from tenor.base.wording import Said, said
from tenor.review.happened import day_of
from tenor.review.holding import Firmness, Held, held, rates, weakest
from tenor.review.instance_model import Ground, Instance
from tenor.review.late_hours import clock_of, in_days, in_hours
from tenor.review.model import Duty, Rating
from tenor.review.occasions import Occasion, happened
from tenor.review.percent_away import percent_away
from tenor.review.plans import agree_duty
from tenor.review.points import Brought, shown
from tenor.review.released import event_since
from tenor.review.rests_on import figure_words
from tenor.review.scene import Scene
from tenor.terms.model import KpiIs, Money, Rule, Terms

DAY = timedelta(days=1)


def instances(ground: Ground, rule: Rule) -> Iterator[Instance]:
    """Each instance of a rule's money up to the day of the review."""
    scene = ground.scene
    if rates(rule):
        for one in held(scene, rule, scene.on):
            own = scene.rule_of(rule.id, one.period, scene.on)
            if own is not None and own.money is not None and _before_end(scene, own.money, one.period.last, one.period):
                yield from _of_period(ground, own, own.money, one)
        return
    for each in happened(scene, rule):
        own = scene.timeline.on(each.day, scene.on).rule(rule.id)
        # what is counted in time ends with its last day by itself
        in_time = own is not None and own.money is not None and own.money.sum.per.thing in ("late", "lasts")
        if own is not None and own.money is not None and (in_time or _before_end(scene, own.money, each.day, None)):
            yield from _of_occasion(ground, own, own.money, each)


def _before_end(scene: Scene, money: Money, day: date, period: Period | None) -> bool:
    end = day_of(scene, money.until, period) if money.until is not None else None
    return end is None or day <= end


# --- ratings -----------------------------------------------------------------------------------------------------------


def _of_period(ground: Ground, rule: Rule, money: Money, one: Held) -> Iterator[Instance]:
    per = money.sum.per
    if per.thing == "point":
        for kpi in one.kpis:
            yield from _per_point(ground, rule, money, one, kpi)
    elif per.thing == "percent":
        for kpi in one.kpis:
            yield from _per_percent(ground.scene, rule, money, one, kpi)
    else:
        lasts = _lasting(ground.scene.terms, per, one.period.first, one.period.last) if per.thing == "lasts" else 1
        kpi = one.kpis[0] if len(one.kpis) == 1 else ""
        because = tuple(line for each in one.kpis for line in _figure(ground.scene, each, one.period.label))
        yield _instance(rule, money, one, kpi, Fraction(lasts), one.state, because or _overall(ground.scene, one.period.label))


def _per_point(ground: Ground, rule: Rule, money: Money, one: Held, kpi: str) -> Iterator[Instance]:
    """The points of the period; those that only an unsettled period doubles stand apart."""
    brought = ground.points.get((kpi, one.period.label), ())
    by: dict[Firmness, list[Brought]] = {}
    for each in brought:
        by.setdefault(weakest(each.state, one.state), []).append(each)
    for state, several in by.items():
        quantity = sum((each.points for each in several), Fraction(0))
        reasons = tuple(line for each in several for line in each.because)
        total = said("money-points", points=shown(quantity))
        yield _instance(rule, money, one, kpi, quantity, state, (*_figure(ground.scene, kpi, one.period.label), *reasons, total))


def _per_percent(scene: Scene, rule: Rule, money: Money, one: Held, kpi: str) -> Iterator[Instance]:
    rating = scene.ratings.by_kpi[kpi][one.period.label]
    version = rating.at(scene.on)
    terms = scene.timeline.during(one.period, scene.on)
    own = terms.kpi(kpi)
    if own is None or version.figure is None:
        return
    levels = frozenset(name for branch in rule.branches for c in branch if isinstance(c, KpiIs) and not c.none for name in c.levels)
    because = _figure(scene, kpi, one.period.label)
    found = percent_away(terms, own, version.figure, money.sum.per, levels)
    if found is None:
        yield _instance(rule, money, one, kpi, Fraction(0), one.state, because, (said("money-waits-percent", kpi=own.number or kpi),))
    elif found.away > 0:
        yield _instance(rule, money, one, kpi, found.away, one.state, (*because, found.said))


def _instance(
    rule: Rule,
    money: Money,
    one: Held,
    kpi: str,
    quantity: Fraction,
    state: Firmness,
    because: tuple[Said, ...],
    waits: tuple[Said, ...] = (),
) -> Instance:
    of = kpi or one.of or " ".join(one.kpis)
    return Instance(
        rule=rule,
        money=money,
        occurrence=f"{of} {one.period.label}",
        of=of,
        day=one.period.last,
        label=one.period.label,
        state=state,
        quantity=quantity,
        because=because,
        kpi=kpi,
        waits=waits,
    )


def _figure(scene: Scene, kpi: str, label: str) -> tuple[Said, ...]:
    """The figure that an instance rests on, with its level and state."""
    rating: Rating | None = scene.ratings.by_kpi.get(kpi, {}).get(label)
    own = scene.timeline.during(rating.period, scene.on).kpi(kpi) if rating else None
    version = rating.at(scene.on) if rating else None
    if rating is None or own is None or version is None or version.figure is None:
        return ()
    return (
        said(
            "money-figure",
            kpi=own.number or kpi,
            title=own.title,
            period=rating.period.said,
            figure=figure_words(own.measure, version.figure),
            level=version.rating or "",
            state=said(f"state-{version.state.replace(' ', '-')}"),
        ),
    )


def _overall(scene: Scene, label: str) -> tuple[Said, ...]:
    rating = scene.ratings.overall.get(label)
    level = rating.at(scene.on).rating if rating else None
    return (said("because-overall", period=rating.period.said, level=level),) if rating and level else ()


# --- what happened -----------------------------------------------------------------------------------------------------


def _of_occasion(ground: Ground, rule: Rule, money: Money, each: Occasion) -> Iterator[Instance]:
    per = money.sum.per
    if per.thing not in ("late", "lasts"):
        quantity, said_of, waits = _in_row(ground.scene, per, each) if per.thing == "field" else (Fraction(1), (), ())
        yield Instance(
            rule=rule,
            money=money,
            occurrence=f"{each.of} {each.day}",
            of=each.of,
            day=each.day,
            label=each.day.isoformat(),
            state="final",
            quantity=quantity,
            because=(*each.because, *said_of),
            waits=waits,
        )
        return
    duty = ground.duties.get(each.of) or ground.duties.get(agree_duty(each.of))
    if per.thing == "late" and (duty is None or duty.due is None):
        return
    if per.unit == "hour" and duty is not None:
        yield from in_hours(ground.scene, rule, money, each, duty)
        return
    start = duty.due + DAY if per.thing == "late" and duty is not None and duty.due is not None else each.day
    yield from _by_month(ground.scene, rule, money, each, start, duty)


def _in_row(scene: Scene, per: Per, each: Occasion) -> tuple[Fraction, tuple[Said, ...], tuple[Said, ...]]:
    """The time that a field of the row holds, in the unit of the sum, exactly, and in words; a blank field waits and is not nought."""
    row = next((r for r in scene.facts.rows if (r.dataset, r.id) == (each.dataset, each.of) and r.holds_on(scene.on)), None)
    number = parse_number(row.values.get(per.field, "")) if row is not None else None
    if number is None:
        return Fraction(0), (), (said("money-waits-field", field=per.field, row=each.of),)
    quantity, unit = Fraction(*number.ratio), f"{per.kind} {per.unit}".strip()
    many = 1 if quantity == 1 else 2
    return quantity, (said("money-in-row", field=per.field, n=shown(quantity), unit=unit, many=many),), ()


def _by_month(scene: Scene, rule: Rule, money: Money, each: Occasion, start: date, duty: Duty | None) -> Iterator[Instance]:
    """Each unit counts in the month in which it begins; a day of the month that still runs may have others after it."""
    per, on = money.sum.per, scene.on
    done = duty.done_on if duty is not None else None
    over = [day for day in (done, each.until - DAY if each.until else None, _ended(scene, money, each.day, each.of)) if day is not None]
    last = min([on, *over])
    units = _units(scene.terms, per, start, last)[money.starts_late - 1 :]
    if duty is not None and duty.due is not None:
        because = (*each.because, said("money-late", due=duty.due, done=said("money-done-on", on=done) if done else said("money-not-done")))
    else:
        because = (*each.because, said("money-lasts", first=start, last=last))
    by: dict[tuple[int, int], list[date]] = {}
    for day in units:
        by.setdefault((day.year, day.month), []).append(day)
    for (year, month), days in by.items():
        running = not over and (year, month) == (on.year, on.month)
        counted = said(
            "money-units" if len(days) > 1 else "money-unit", n=len(days), unit=per.kind or per.unit, first=days[0], last=days[-1]
        )
        yield Instance(
            rule=rule,
            money=money,
            occurrence=f"{each.of} {each.day}",
            of=each.of,
            day=days[0],
            label=f"{year:04}-{month:02}",
            state="provisional" if running else "final",
            quantity=Fraction(len(days)),
            because=(*because, counted),
        )


def _lasting(terms: Terms, per: Per, first: date, last: date) -> int:
    """How many hours, days, weeks or months a period lasts."""
    return in_days(clock_of(terms, per), first, last) if per.unit == "hour" else len(_units(terms, per, first, last))


def _ended(scene: Scene, money: Money, since: date, of: str) -> date | None:
    """The day on which what is withheld was released or kept, or up to which the terms count."""
    days = [event_since(scene, name, since, of) for name in (money.released, money.kept) if name]
    end = day_of(scene, money.until) if money.until is not None else None
    return min([day for day in (*days, end) if day is not None], default=None)


def _units(terms: Terms, per: Per, first: date, last: date) -> list[date]:
    """The days on which each unit begins: every day of the kind, or every week or month begun."""
    if per.unit == "day":
        open_days = terms.days(per.kind or "day")
        span = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in span if open_days.is_open(day)]
    found, n = [], 0
    day = first
    while day <= last:
        found.append(day)
        n += 1
        day = first + timedelta(weeks=n) if per.unit == "week" else months_after(first, n)
    return found
