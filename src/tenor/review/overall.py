"""The overall rating of a period: the middle of the KPIs that are rated in it (semantics 4; needs.md 3B-20)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from tenor.base.period import Period, periods
from tenor.base.phrases.every import EveryPeriod, NamedPeriods
from tenor.ledger.terms_on import Timeline
from tenor.review.model import UNRATED, OverallRating, OverallVersion, Rating
from tenor.review.score import level_of_score, scored
from tenor.terms.counted import in_scope, periods_every
from tenor.terms.model import Kpi, Ladder, Overall, Terms


def rate_overall(timeline: Timeline, by_kpi: Mapping[str, Mapping[str, Rating]], kpis: Sequence[Kpi]) -> dict[str, OverallRating]:
    """By period label; empty where the contract has no overall rating."""
    overall = next((t.overall for t in timeline.variants() if t.overall is not None), None)
    if overall is None or not isinstance(overall.every, EveryPeriod | NamedPeriods):
        return {}
    newest = timeline.variants()[-1]
    ends = max(terms.contract.ends for terms in timeline.variants())
    if isinstance(overall.every, NamedPeriods):
        spans = periods_every(newest, overall.every)
    else:
        spans = periods(overall.every.kind, timeline.starts, ends, newest.quarters, overall.every.step)
    joined = joining(spans, by_kpi)
    return {p.label: _rate(timeline, p, joined[p.label], kpis) for p in spans}


def joining(spans: Sequence[Period], by_kpi: Mapping[str, Mapping[str, Rating]]) -> dict[str, list[Rating]]:
    """The KPI periods that end in each overall period: a quarterly KPI joins the month in which its quarter ends."""
    found: dict[str, list[Rating]] = {p.label: [] for p in spans}
    for ratings in by_kpi.values():
        for rating in ratings.values():
            home = found.get(rating.period.label) if rating.period.label in found else None
            if home is None:
                label = next((p.label for p in spans if p.first <= rating.period.last <= p.last), None)
                home = found[label] if label is not None else None
            if home is not None:
                home.append(rating)
    return found


def _rate(timeline: Timeline, period: Period, ratings: list[Rating], kpis: Sequence[Kpi]) -> OverallRating:
    days = sorted({timeline.starts, *timeline.known_days, *(day for r in ratings for day in r.days)})
    versions: list[OverallVersion] = []
    for day in days:
        version = _at(timeline.during(period, day), ratings, day, kpis)
        if not versions or replace(version, from_day=versions[-1].from_day) != versions[-1]:
            versions.append(version)
    final_on = max((r.final_on for r in ratings), default=period.last)
    return OverallRating(period=period, versions=versions, days=[v.from_day for v in versions], final_on=final_on)


def _at(terms: Terms, ratings: list[Rating], day: date, kpis: Sequence[Kpi]) -> OverallVersion:
    overall = terms.overall
    if overall is None:
        return OverallVersion(from_day=day, state="none", rating=None)
    counted = {kpi.id for kpi in kpis if in_scope(kpi, overall.of)}
    seen = [(r.kpi, r.at(day)) for r in ratings if r.kpi in counted]
    marks = tuple((kpi, v.rating) for kpi, v in seen if v.rating is not None and v.rating != UNRATED)
    pending = any(v.state in ("provisional", "disputed", "not due") or (v.state == "not reported" and not v.settled) for _, v in seen)
    if not marks:
        not_due = any(v.state == "not due" for _, v in seen)
        return OverallVersion(from_day=day, state="not due" if not_due else "none", rating=None)
    disputed = any(v.state == "disputed" for _, v in seen)
    state: Literal["provisional", "final"] = "provisional" if pending else "final"
    if overall.score is not None:
        figure, reached = scored(terms, overall.score, marks)
        level = level_of_score(overall, figure)
        return OverallVersion(from_day=day, state=state, rating=level, marks=marks, disputed=disputed, figure=figure, reached=reached)
    ladder = terms.ladder(overall.ladder)
    level = combine(overall, ladder.levels, [on_ladder(ladder, level) for _, level in marks])
    return OverallVersion(from_day=day, state=state, rating=level, marks=marks, disputed=disputed)


def on_ladder(ladder: Ladder, level: str) -> str:
    """A target alone, beside a longer ladder, is met or failed: the target level, or the next below it."""
    if level in ladder.levels:
        return level
    target = ladder.levels.index(ladder.target)
    return ladder.levels[target if level == "met" else min(target + 1, len(ladder.levels) - 1)]


def combine(overall: Overall, levels: tuple[str, ...], given: list[str]) -> str:
    """One level of several, as the overall rating has it."""
    return one_of_several(overall.how, levels, given, overall.halves)


def one_of_several(how: str, levels: tuple[str, ...], given: Sequence[str], halves: str = "worse") -> str:
    """One level of several: worst, best, median or mean of marks. Marks count from 0 for the worst level; halves go as the terms say."""
    marks = sorted(len(levels) - 1 - levels.index(level) for level in given)
    n = len(marks)
    if how in ("worst", "best"):
        mark = marks[0] if how == "worst" else marks[-1]
    elif how == "median":
        low, high = marks[(n - 1) // 2], marks[n // 2]
        mark = low if halves == "worse" else high
    else:
        total = sum(marks)
        # to the nearest mark; a half goes to the worse (down) or the better (up)
        mark = (2 * total + n) // (2 * n) if halves == "better" else -((-2 * total + n) // (2 * n))
    return levels[len(levels) - 1 - mark]
