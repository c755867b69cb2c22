"""The charts of one year of a contract as they are to be drawn: `view.what` is the year. Drawn once, by their own address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tenor.desk.pages.view import Data, View
from tenor.documents.charts.days_chart import days_chart
from tenor.documents.charts.kept import as_data, key
from tenor.documents.charts.model import Chart
from tenor.documents.charts.run_chart import run_chart
from tenor.review.model import Review
from tenor.review.years import Year, years


def make(view: View) -> Data:
    """{name: chart with its `key`}. LookupError for a year that the contract does not have."""
    year = year_named(view.review, view.what)
    several = [chart for kpi in view.review.ratings.by_kpi for chart in charts_of(view.review, year, kpi)]
    return {chart.name: {"key": key(chart), "chart": as_data(chart)} for chart in several}


def year_named(review: Review, name: str) -> Year:
    """The year of this number. LookupError where there is none."""
    found = next((year for year in years(review) if str(year.n) == name), None)
    if found is None:
        raise LookupError(name)
    return found


def charts_of(review: Review, year: Year, kpi: str) -> Iterator[Chart]:
    """The charts of a KPI over the columns of one year; those that would show nothing are left out."""
    narrowed = within(review, year)
    if narrowed.ratings.by_kpi.get(kpi):
        yield from (chart for chart in (run_chart(narrowed, kpi), days_chart(narrowed, kpi)) if chart is not None)


def within(review: Review, year: Year) -> Review:
    """The review with the ratings of one year alone."""
    by_kpi = {
        kpi: {label: rating for label, rating in by_period.items() if year.first <= rating.period.last <= year.last}
        for kpi, by_period in review.ratings.by_kpi.items()
    }
    return replace(review, ratings=replace(review.ratings, by_kpi=by_kpi))


def told(chart: Chart) -> Data:
    """What a page shows of a chart besides its drawing."""
    table = chart.table
    return {
        "name": chart.name,
        "key": key(chart),
        "title": chart.title,
        "description": chart.description,
        "width": chart.width,
        "height": chart.height,
        "table": {"caption": table.caption, "columns": list(table.columns), "rows": [list(row) for row in table.rows]},
    }
