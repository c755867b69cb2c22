"""A ratio is two stories told as one: each side's figure day by day, held against the other's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tenor.base.figure import Number
from tenor.figures.model import FigureVersion
from tenor.ledger.model import Facts
from tenor.terms.counted import how_many_of
from tenor.terms.model import Kpi, Measure, Ratio, Stated

if TYPE_CHECKING:
    from tenor.figures.count import Job

Story = Sequence[FigureVersion]
ByPeriod = Mapping[str, Story]
THINGS = "things"  # the job that counts how many things a figure rests on
NOTHING = FigureVersion(date.min, 0, 0, False, False)


def counted_sides(measure: Ratio) -> Sequence[tuple[str, Measure]]:
    """("of", what) and ("to", what)."""
    return (("of", measure.of), ("to", measure.to))


def combined(jobs: Sequence[Job], versions: Sequence[ByPeriod], facts: Facts) -> dict[tuple[str, str], ByPeriod]:
    """The versions of each KPI, by its key: those counted of it, or those of the two sides of its ratio together."""
    found: dict[tuple[str, str], ByPeriod] = {}
    sides: dict[tuple[str, str], dict[str, ByPeriod]] = {}
    things: dict[tuple[str, str], ByPeriod] = {}
    kpis = {job.key: job.kpi for job in jobs}
    for job, counted in zip(jobs, versions, strict=True):
        if job.side == THINGS:
            things[job.key] = counted
            continue
        if job.side:
            sides.setdefault(job.key, {})[job.side] = counted
        found[job.key] = counted
    for key, counted_ones in sides.items():
        found[key] = _ratios(kpis[key], counted_ones, facts)
    for key, own in found.items():
        stated = how_many_of(kpis[key].measure) if kpis[key].too_few is not None else None
        if key in things or isinstance(stated, Stated):
            of = things[key] if stated is None or key in things else {each: tuple(_stated(kpis[key], stated, each, facts)) for each in own}
            found[key] = {label: tuple(_with_things(story, of[label])) for label, story in own.items()}
    return found


def _with_things(story: Story, things: Story) -> Iterator[FigureVersion]:
    """Each version with how many things it rests on, and one more for each day on which only those change."""
    last: FigureVersion | None = None
    for day in sorted({version.from_day for version in (*story, *things)}):
        own, several = _at(story, day), _at(things, day)
        by_act = any(one.by_act and one.from_day == day for one in (own, several))
        n = several.numerator // several.denominator if several.denominator else 0
        if last is None or by_act or (own.numerator, own.denominator, n) != (last.numerator, last.denominator, last.things):
            last = replace(own, from_day=day, by_act=by_act, things=n)
            yield last


def _ratios(kpi: Kpi, counted: Mapping[str, ByPeriod], facts: Facts) -> ByPeriod:
    measure = kpi.measure
    assert isinstance(measure, Ratio)
    labels = next(iter(counted.values()))
    found: dict[str, Story] = {}
    for label in labels:
        of, to = (
            counted[side].get(label, ()) if side in counted else tuple(_stated(kpi, one, label, facts))
            for side, one in counted_sides(measure)
        )
        found[label] = tuple(_together(measure.per, of, to))
    return found


def _stated(kpi: Kpi, side: Measure, label: str, facts: Facts) -> Iterator[FigureVersion]:
    """What returns give for the KPI, as the story of the side that is stated."""
    if isinstance(side, Stated):
        for one in sorted(facts.stated, key=lambda each: (each.act.day, each.act.order)):
            if (one.kpi, one.period) == (kpi.id, label):
                yield FigureVersion(one.act.day, one.numerator, one.denominator, True, False)


def _together(per: Number, of: Story, to: Story) -> Iterator[FigureVersion]:
    """A version for each day on which either side has one."""
    last: FigureVersion | None = None
    for day in sorted({version.from_day for version in (*of, *to)}):
        top, bottom = _at(of, day), _at(to, day)
        by_act = any(one.by_act and one.from_day == day for one in (top, bottom))
        pair = ratio_of((top.numerator, top.denominator), (bottom.numerator, bottom.denominator), per)
        if last is None or by_act or pair != (last.numerator, last.denominator):
            last = FigureVersion(day, *pair, by_act, top.logged or bottom.logged)
            yield last


def _at(story: Story, day: date) -> FigureVersion:
    return next((version for version in reversed(story) if version.from_day <= day), NOTHING)


def ratio_of(of: tuple[int, int], to: tuple[int, int], per: Number) -> tuple[int, int]:
    """(numerator, denominator) of one figure for every `per` of another; 0 of 0 where there is nothing to hold it against."""
    if of[1] == 0 or to[1] == 0 or to[0] == 0:
        return 0, 0
    held_in = (1, 1) if of[1] == to[1] else (of[1], to[1])  # two sums, or two counts, are held against each other as they are
    top, bottom = of[0] * held_in[1] * per.digits, held_in[0] * to[0] * 10**per.scale
    return (-top, -bottom) if bottom < 0 else (top, bottom)
