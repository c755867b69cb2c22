"""The year strip: a row a KPI, a column a period, over all years of the contract; below it the returns and what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from tenor.base.period import Period
from tenor.base.said_data import day_data, said_data
from tenor.documents.charts.columns import names, shown
from tenor.documents.charts.series import count_text, figure_text
from tenor.ledger.events.plans import PlanReviewed
from tenor.review.as_data import kpi_in_force
from tenor.review.explain_figure import score_words
from tenor.review.model import UNRATED, Duty, OverallRating, Rating, Review
from tenor.review.trend import kpi_trend, overall_trend
from tenor.review.years import Year, ending_in, years
from tenor.terms.model import Kpi

Data = dict[str, Any]


def strip_data(review: Review) -> Data:
    """{"rows": names and trends, "years": [{n, columns, cells a row, returns, events}]}."""
    kpis = [kpi for kpi in review.ratings.by_kpi if (own := review.ratings.kpis.get(kpi)) is None or not own.part_of]
    rows = [{"id": "overall", "trend": asdict(overall_trend(review))}] if review.ratings.overall else []
    rows += [{"id": kpi, **kpi_words(review, kpi), "trend": asdict(kpi_trend(review, kpi))} for kpi in kpis]
    return {"rows": rows, "years": [year_data(review, year, kpis) for year in years(review)]}


def year_data(review: Review, year: Year, kpis: Sequence[str]) -> Data:
    """One year. Cells lie in the order of the rows, overall first where there is one."""
    lines = [[cell(review, ending_in(review.ratings.by_kpi[kpi], column)) for column in year.columns] for kpi in kpis]
    if review.ratings.overall:
        lines.insert(0, [overall_cell(review, ending_in(review.ratings.overall, column)) for column in year.columns])
    return {
        "n": year.n,
        "first": day_data(year.first),
        "last": day_data(year.last),
        "columns": columns_data(year.columns),
        "cells": lines,
        "returns": [[_return(review, ret.id, column) for column in year.columns] for ret in review.terms.returns],
        "events": [list(_events(review, column)) for column in year.columns],
    }


def columns_data(periods: Sequence[Period]) -> list[Data]:
    """What stands over each column: "Sep" and, where a year begins, "2022"."""
    named = names(shown(periods, periods[-1].last, len(periods)))
    return [
        {"label": p.label, "first": day_data(p.first), "last": day_data(p.last), "name": name, "year": year, "said": said_data(p.said)}
        for p, (name, year) in zip(periods, named, strict=True)
    ]


def kpi_words(review: Review, kpi: str) -> Data:
    """Number, title and clause of a KPI, as the newest terms that have it call it."""
    own = kpi_of_any(review, kpi)
    return {"number": own.number if own else "", "title": own.title if own else kpi, "clause": list(own.clause) if own else []}


def kpi_of_any(review: Review, kpi: str) -> Kpi | None:
    """A KPI as now in force, else as the last terms had it that had it."""
    return review.terms.kpi(kpi) or next((k for terms in reversed(review.timeline.variants()) if (k := terms.kpi(kpi))), None)


# --- cells -------------------------------------------------------------------------------------------------------


def cell(review: Review, rating: Rating | None) -> Data | None:
    """How a KPI stands in a period: what is blank is left out. `count`: "5/6"; `figure`: "5 of 6 = 83.3%"."""
    if rating is None:
        return None
    version, kpi = rating.at(review.on), kpi_in_force(review, rating)
    if rating.period.first > review.on and version.figure in (None, (0, 0), (0, 1)):
        return {"state": "not due", "label": rating.period.label, "later": True}
    found: Data = {"state": version.state, "label": rating.period.label}
    if version.rating:
        found["level"] = version.rating
        if version.rating not in (*review.terms.levels, UNRATED) and kpi is not None and kpi.ladder:
            found["levels"] = list(review.terms.ladder_of(kpi).levels)
    if version.reading:
        found["reading"] = version.reading
    if version.figure is not None and kpi is not None and version.figure[1]:
        found |= {"count": count_text(kpi, version.figure), "figure": figure_text(kpi, version.figure)}
    if version.other is not None and kpi is not None:
        found["other"] = figure_text(kpi, version.other)
    if version.state == "provisional":
        found["final_on"] = day_data(rating.final_on)
    return found


def overall_cell(review: Review, rating: OverallRating | None) -> Data | None:
    """The same of the overall rating, which has no figure. It rests on a reading where a rating under it does."""
    if rating is None:
        return None
    version, label = rating.at(review.on), rating.period.label
    found: Data = {"state": "not rated" if version.state == "none" else version.state, "label": label}
    if rating.period.first > review.on:
        return {"state": "not due", "label": label, "later": True}
    if version.rating:
        found["level"] = version.rating
        if review.terms.overall is not None and review.terms.overall.ladder:
            found["levels"] = list(review.terms.ladder(review.terms.overall.ladder).levels)
    if version.figure is not None and version.figure[1] and review.terms.overall is not None:
        found["figure"] = score_words(review.terms.overall, version.figure)
    if version.disputed:
        found["disputed"] = True
    under = [own.at(review.on) for kpi, _ in version.marks if (own := review.ratings.by_kpi[kpi].get(label))]
    if any(each.reading for each in under):
        found["reading"] = next(each.reading for each in under if each.reading)
    return found


def _return(review: Review, ret: str, column: Period) -> Data | None:
    """Whether a return came, and when it is due: days, so that the page of a later day is right too."""
    duty = next((duty for duty in review.duties if duty.kind == "return" and duty.id == f"{ret} {column.label}"), None)
    return None if duty is None else return_data(duty)


def return_data(duty: Duty) -> Data:
    late = (duty.done_on - duty.due).days if duty.done_on and duty.due else 0
    return {"state": duty.state, "due": day_data(duty.due), "done_on": day_data(duty.done_on), "late": max(late, 0)}


# --- what happened -----------------------------------------------------------------------------------------------


def _events(review: Review, column: Period) -> Iterator[Data]:
    """Meetings held; plans asked for, agreed and looked at; notices sent and received."""
    for day, kind, what, way in sorted(_happened(review), key=lambda one: one[0]):
        if day in column:
            yield {"day": day.isoformat(), "kind": kind, "what": what, "way": way}


def _happened(review: Review) -> Iterator[tuple[date, str, str, str]]:
    yield from ((minutes.held_on, "meeting", "", "") for minutes in review.minutes)
    for plan in review.plans:
        yield plan.requested_on, "plan", plan.step, "asked"
        if plan.agreed_on is not None:
            yield plan.agreed_on, "plan", plan.step, "agreed"
    yield from ((act.day, "plan", "", act.event.outcome) for act in review.facts.of(PlanReviewed))
    for notice in review.notices:
        yield notice.issued_on, "notice", notice.step, "sent"
        if notice.received_on is not None:
            yield notice.received_on, "notice", notice.step, "received"
