"""What happened that a reader of a run chart should see beside its figures: bands that change, units, plans, notices, steps met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tenor.base.wording import Said, Value, said
from tenor.documents.charts.columns import day_name
from tenor.documents.charts.series import Series, same_bands
from tenor.figures.units import known_units
from tenor.ledger.events.notices import NoticeIssued
from tenor.terms.counted import dataset_of
from tenor.terms.model import KpiIs, ShareOfUnits, Unit

NAMED = 2  # so many units opening on one day are named; more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """`day` it happened; `at`: where along the chart; `said` in words, with the day. Not `drawn`: what it led to is drawn instead."""

    day: date
    at: Fraction
    said: Said
    drawn: bool = True


def happenings(series: Series) -> list[Happening]:
    """All that lies within the columns, in order of day; what is said of one day is said once."""
    found: list[Happening] = []
    followed = _followed(series)
    for day, what in sorted(_all(series), key=lambda one: (one[0], one[1].code, str(one[1].values))):
        at = series.columns.place(day)
        told = said("chart-happening", what=what, day=day_name(day))
        if at is not None and all((one.day, one.said) != (day, told) for one in found):
            shown_later = what.code == "chart-step-met" and (day, what.values["step"]) in followed
            found.append(Happening(day=day, at=at, said=told, drawn=not shown_later))
    return found


def _all(series: Series) -> Iterator[tuple[date, Said]]:
    yield from _bands(series)
    yield from _units(series)
    yield from _plans(series)
    yield from _notices(series)
    yield from _steps(series)


def _bands(series: Series) -> Iterator[tuple[date, Said]]:
    """The first day from which other bands hold, where there were bands before."""
    for first, _ in same_bands(series.standings)[1:]:
        if series.standings[first].zones and series.standings[first - 1].zones:
            yield series.standings[first].period.first, said("chart-bands-change")


def _units(series: Series) -> Iterator[tuple[date, Said]]:
    """Units that open or close, where the KPI counts units or rows of units."""
    if not _by_unit(series):
        return
    review, day = series.review, series.review.on.toordinal()
    opening: dict[date, list[str]] = {}
    closing: dict[date, list[str]] = {}
    for history in known_units(review.terms, review.facts).values():
        known = next((one.unit for one in history if one.from_day <= day < one.until_day), None)
        if known is not None and known.opens is not None and known.opens > review.timeline.starts:
            opening.setdefault(known.opens, []).append(_name(known))
        if known is not None and known.closes is not None:
            closing.setdefault(known.closes, []).append(_name(known))
    for first, several in opening.items():
        named = said("chart-units-open", n=len(several), units=several)
        yield first, named if len(several) <= NAMED else said("chart-many-open", n=len(several))
    for last, several in closing.items():
        named = said("chart-units-close", n=len(several), units=several)
        yield last, named if len(several) <= NAMED else said("chart-many-close", n=len(several))


def _by_unit(series: Series) -> bool:
    measure = series.kpi.measure
    dataset = series.review.terms.datasets.get(dataset_of(measure) or "")
    return isinstance(measure, ShareOfUnits) or (dataset is not None and any(field.kind == "unit" for field in dataset.fields.values()))


def _name(unit: Unit) -> str:
    return unit.name or unit.id


def _plans(series: Series) -> Iterator[tuple[date, Said]]:
    for plan in series.review.plans:
        if series.kpi.id in plan.kpis and plan.requested_on <= series.review.on:
            yield plan.requested_on, said("chart-plan", step=plan.step)


def _notices(series: Series) -> Iterator[tuple[date, Said]]:
    """Notices that stand, about this KPI or about none by name."""
    about = {act.event.notice: act.event.kpis for act in series.review.facts.of(NoticeIssued)}
    for notice in series.review.notices:
        kpis = about.get(notice.id, ())
        if notice.state != "withdrawn" and notice.issued_on <= series.review.on and (not kpis or series.kpi.id in kpis):
            yield notice.issued_on, said("chart-notice", step=notice.step)


def _steps(series: Series) -> Iterator[tuple[date, Said]]:
    """Steps of rules that look at several periods of this KPI: a run is what the chart can show; a single period is its own point."""
    for step in series.review.steps:
        rule = series.review.terms.rule(step.rule)
        several = rule is not None and any(isinstance(one, KpiIs) and one.window for one in rule.branches[step.branch])
        if several and series.kpi.id in step.kpis and step.unmet_on is None:
            yield step.met_on, said("chart-step-met", step=step.then)


def _followed(series: Series) -> set[tuple[date, Value]]:
    """The steps, by day and name, that were taken: the plan or notice they led to is shown on its own day."""
    acts = [*((plan.step, plan.requested_on) for plan in series.review.plans), *((n.step, n.issued_on) for n in series.review.notices)]
    return {
        (step.met_on, step.then)
        for step in series.review.steps
        if step.state == "taken" and any(name in step.consequences and step.met_on < day <= series.review.on for name, day in acts)
    }
