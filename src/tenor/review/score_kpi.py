"""A score as a KPI of its own: the marks of other KPIs in the same period, rated by its own bands (terms-language.md 4, `score`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from tenor.base.figure import exact_text
from tenor.base.period import Period
from tenor.base.wording import Said, said
from tenor.ledger.terms_on import Timeline
from tenor.review.bands import held_back, level_of
from tenor.review.bases import Bases
from tenor.review.kpi_periods import in_force, periods_of
from tenor.review.model import UNRATED, Rating, RatingVersion, State
from tenor.review.overall import joining
from tenor.review.score import Reached, scored
from tenor.terms.counted import scored_in
from tenor.terms.model import Kpi, Score, Terms

Seen = tuple[str, RatingVersion]


def rate_scores(kpis: Sequence[Kpi], timeline: Timeline, by_kpi: dict[str, Mapping[str, Rating]], bases: Bases) -> None:
    """The ratings of each KPI that is a score, into `by_kpi`, once all others are there; period after period, for its bounds may lean on
    the ones before. A KPI joins the period in which its own ends; one that is not rated is in neither the marks nor the most there could
    be."""
    for kpi in kpis:
        if isinstance(kpi.measure, Score):
            found: dict[str, Rating] = {}
            by_kpi[kpi.id] = found
            _rate(kpi, periods_of(kpi, timeline), timeline, by_kpi, bases, found)


def _rate(
    kpi: Kpi,
    spans: Sequence[Period],
    timeline: Timeline,
    by_kpi: Mapping[str, Mapping[str, Rating]],
    bases: Bases,
    found: dict[str, Rating],
) -> None:
    ever = {id for terms in timeline.variants() if (own := terms.kpi(kpi.id)) is not None for id in scored_in(terms, own)}
    joined = joining(spans, {id: ratings for id, ratings in by_kpi.items() if id in ever})
    for period in spans:
        found[period.label] = _rating(kpi, period, timeline, joined[period.label], bases)


def _rating(kpi: Kpi, period: Period, timeline: Timeline, ratings: Sequence[Rating], bases: Bases) -> Rating:
    versions: list[RatingVersion] = []
    leaning = {day for terms in timeline.variants() if (own := terms.kpi(kpi.id)) is not None for day in bases.days(own, period)}
    for day in sorted({timeline.starts, *timeline.known_days, *(day for each in ratings for day in each.days), *leaning}):
        version = _at(timeline.during(period, day), kpi.id, period, ratings, bases, day)
        if not versions or _told(versions[-1]) != _told(version):
            versions.append(version)
    reported = [each.reported_on for each in ratings]
    return Rating(
        kpi=kpi.id,
        period=period,
        versions=versions,
        days=[version.from_day for version in versions],
        due=max((each.due for each in ratings if each.due is not None), default=None),
        final_on=max((each.final_on for each in ratings), default=period.last),
        reported_on=None if None in reported else max((day for day in reported if day is not None), default=None),
        worked_out=next((each.worked_out for each in sorted(ratings, key=lambda one: one.final_on, reverse=True)), None),
    )


def _told(version: RatingVersion) -> object:
    return version.state, version.rating, version.figure, version.settled, version.because


def _at(terms: Terms, id: str, period: Period, ratings: Sequence[Rating], bases: Bases, day: date) -> RatingVersion:
    kpi = terms.kpi(id)
    if kpi is None or not isinstance(kpi.measure, Score) or not in_force(kpi, period, terms):
        return RatingVersion(day, "not applicable", settled=True, because=(said("because-not-in-force"),))
    several = scored_in(terms, kpi)
    seen = [(each.kpi, each.at(day)) for each in ratings if each.kpi in several]
    settled = all(version.settled for _, version in seen)
    marks = [(own, version.rating) for own, version in seen if version.rating is not None and version.rating != UNRATED]
    figure, reached = scored(terms, kpi.measure, marks)
    if not marks or figure[1] == 0:
        return RatingVersion(day, _without_marks(seen), settled=settled)
    because = tuple(_said(terms, each, marks) for each in reached)
    why = held_back(kpi, period, figure)
    if why is not None:
        return RatingVersion(day, "not applicable", None, figure, settled=settled, because=(*because, why))
    ground = bases.on(kpi, period, day)
    level, reading = level_of(kpi, figure, ground.pairs)
    state: State = "provisional" if _pending(seen) or not ground.settled else "final"
    return RatingVersion(day, state, level, figure, settled=settled, reading=reading, because=(*because, *ground.said))


def _pending(seen: Sequence[Seen]) -> bool:
    """Whether one of them may still come, change or be rated."""
    return any(v.state in ("provisional", "disputed", "not due") or (v.state == "not reported" and not v.settled) for _, v in seen)


def _without_marks(seen: Sequence[Seen]) -> State:
    states = {version.state for _, version in seen}
    return "not due" if "not due" in states else "not reported" if "not reported" in states else "not applicable"


def _said(terms: Terms, reached: Reached, marks: Sequence[tuple[str, str]]) -> Said:
    """What one KPI gave: its level, its marks times its weight, and the most they could have been."""
    id, here, most = reached
    kpi = terms.kpi(id)
    title = kpi.title if kpi is not None else id
    own, best = (exact_text(*Fraction(*pair).as_integer_ratio()) for pair in (here, most))
    return said("because-scored", title=title, level=dict(marks)[id], marks=own, most=best)
