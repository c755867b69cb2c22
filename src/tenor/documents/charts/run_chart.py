"""The run chart of a KPI: its figures in the bands of their own periods, with their counts, and what happened beside them."""

from __future__ import annotations

import re
from fractions import Fraction

from tenor.base.wording import say
from tenor.documents.charts.frame import BELOW, key_row, lanes, side_words, under_words
from tenor.documents.charts.happenings import happenings
from tenor.documents.charts.model import Chart
from tenor.documents.charts.run_layers import bands, figures, gaps, open_column
from tenor.documents.charts.run_words import finding, table_of, title_of
from tenor.documents.charts.scale import HEIGHT, Scale, scale_of
from tenor.documents.charts.series import Series, series_of
from tenor.documents.charts.spec import Layer, definition
from tenor.documents.charts.zones import is_whole, natural_ends, numbers_of
from tenor.review.bands import unit_of
from tenor.review.model import Review

FEWEST = 2  # periods with a figure: one alone is no run, and the page says it in words


def run_chart(review: Review, kpi: str, *, most: int | None = None, language: str = "en") -> Chart | None:
    """A KPI over its last `most` periods begun (usually twelve months, eight quarters). None where the contract has no such KPI, or
    where fewer than two of the periods shown are over and have a figure: a line needs two ends."""
    series = series_of(review, kpi, most)
    if series is None or len(series.figures) < FEWEST:
        return None
    scale = _scale(series)
    happened = happenings(series)
    above, room = lanes(series, happened, language)
    left, side = side_words(series, scale, language)
    layers: list[Layer] = [
        *bands(series, scale),
        *under_words(series.columns, review.on, HEIGHT, language),
        *above,
        *side,
        *open_column(series, scale, language),
        *figures(series, scale),
        *gaps(series, language),
        *key_row(series, left, language),
    ]
    spec = definition(
        layers,
        columns=len(series.columns.periods),
        width=series.columns.width,
        height=HEIGHT,
        low=scale.low,
        high=scale.high,
        left=left,
        top=room,
        right=0,
        bottom=BELOW,
    )
    return Chart(
        name=name_of("run", kpi),
        title=say(title_of(series), language),
        description=finding(series, language),
        spec=spec,
        table=table_of(series, happened, language),
        width=left + series.columns.width,
        height=room + HEIGHT + BELOW,
    )


def name_of(kind: str, kpi: str) -> str:
    """A name that is good as an id in a page: letters, digits and hyphens."""
    return f"{kind}-{re.sub(r'[^A-Za-z0-9]+', '-', kpi)}"


def _scale(series: Series) -> Scale:
    """Holds every figure drawn and every number of any band shown."""
    kpi = series.kpi
    values = [each.value for each in series.figures if each.value is not None]
    numbers = [n for each in series.standings if each.kpi is not None for n in numbers_of(each.kpi)]
    low, high = natural_ends(kpi.measure)
    within = [n for n in (*values, *numbers) if (low is None or n >= low) and (high is None or n <= high)]
    steps = Fraction(3) if is_whole(kpi.measure) else Fraction(10) if unit_of(kpi.measure) == "percent" else Fraction(1)
    return scale_of(within, (low, high), steps=steps)
