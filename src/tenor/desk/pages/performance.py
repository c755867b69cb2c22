"""How a contract goes, figure by figure, over one year: `view.what` is its number, "" the year of the day."""

from __future__ import annotations

from dataclasses import asdict

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.charts import charts_of, told, year_named
from tenor.desk.pages.money import worth
from tenor.desk.pages.performance_rows import rows_of
from tenor.desk.pages.summary import latest
from tenor.desk.pages.summary_strip import cell, columns_data, kpi_of_any, kpi_words, overall_cell
from tenor.desk.pages.view import Data, View
from tenor.review.model import Review
from tenor.review.shown import bound_said
from tenor.review.trend import kpi_trend
from tenor.review.years import Year, ending_in, year_of, years


def make(view: View) -> Data:
    """A section for each KPI that has something in the year. LookupError for a year that the contract does not have."""
    review = view.review
    several = years(review)
    year = year_named(review, view.what) if view.what else year_of(several, review.on)
    found: Data = {
        "on": day_data(review.on),
        "levels": list(review.terms.levels),
        "target": review.terms.target_level,
        "years": [each.n for each in several],
        "latest": latest(review),
        "year": None,
        "sections": [],
        "overall": [],
        **({"money": True} if worth(review.terms) else {}),
    }
    if year is None:
        return found
    overall = review.ratings.overall
    return found | {
        "year": {"n": year.n, "first": day_data(year.first), "last": day_data(year.last), "columns": columns_data(year.columns)},
        "sections": [section(review, year, kpi) for kpi in review.ratings.by_kpi if _has(review, year, kpi)],
        "overall": [overall_cell(review, ending_in(overall, column)) for column in year.columns] if overall else [],
    }


def section(review: Review, year: Year, kpi: str) -> Data:
    """One KPI: what it is, what stands behind its figures, its figures, its charts."""
    own = kpi_of_any(review, kpi)
    ratings = [ending_in(review.ratings.by_kpi[kpi], column) for column in year.columns]
    return {
        "kpi": kpi,
        **kpi_words(review, kpi),
        "part_of": kpi_words(review, own.part_of)["title"] if own and own.part_of else "",
        "trend": asdict(kpi_trend(review, kpi)),
        "bands": [{"level": band.level, "bound": said_data(bound_said(band.bound))} for band in own.bands] if own else [],
        "cells": [cell(review, rating) for rating in ratings],
        "behind": rows_of(review, kpi, ratings),
        "charts": [told(chart) for chart in charts_of(review, year, kpi)],
    }


def _has(review: Review, year: Year, kpi: str) -> bool:
    """Whether the KPI is measured in any period of the year, be it in a base year that is not rated."""
    several = [r.at(review.on) for column in year.columns if (r := ending_in(review.ratings.by_kpi[kpi], column)) is not None]
    return any(version.state != "not applicable" or (version.figure is not None and version.figure[1]) for version in several)
