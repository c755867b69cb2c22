"""The dot plot of days: one dot a row, a column a period, the line at the deadline, and only those that were late named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tenor.base.wording import said, say
from tenor.documents.charts.columns import LEFT
from tenor.documents.charts.days_used import Dot, Taken, taken
from tenor.documents.charts.days_words import days_finding, days_said, days_table, days_title
from tenor.documents.charts.frame import BELOW, under_words
from tenor.documents.charts.looks import HAIR, INK, PAPER, SOFT
from tenor.documents.charts.model import Chart
from tenor.documents.charts.run_chart import name_of
from tenor.documents.charts.series import Series, series_of
from tenor.documents.charts.spec import Layer, definition, levels, number, points, rects, texts, uprights, width_of
from tenor.review.model import Review

TOP = 12
ROW, LEAST, MOST = 32, 130, 288  # px: of one day, and of all of them at least and at most
BEYOND = 10  # days past the deadline (or as many as it allows) after which lateness is told, not measured
TOO_EARLY = -1  # the row of all that is dated before its days run
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The upright axis: days from `low` to `high`; above them a row for what took longer, and one for what is not done."""

    low: int
    high: int
    longer: bool
    undone: bool

    @property
    def last(self) -> int:
        """The number of the topmost row."""
        return self.high + self.longer + self.undone

    @property
    def height(self) -> int:
        """Px of all rows."""
        return min(max(ROW * (self.last - self.low + 1), LEAST), MOST)

    def of(self, dot: Dot) -> int:
        """The row of a dot."""
        if dot.days is None:
            return self.last
        return self.high + 1 if dot.days > self.high else max(dot.days, self.low)

    def px(self, place: Fraction | int) -> Fraction:
        """Px from the top."""
        return self.height * (self.last + HALF - place) / (self.last - self.low + 1)


def days_chart(review: Review, kpi: str, *, most: int | None = None, language: str = "en") -> Chart | None:
    """How many days each row of a KPI took against its deadline, over its last `most` periods begun. None for a KPI that is no share of
    rows held against one deadline, or has no such row yet."""
    series = series_of(review, kpi, most)
    by_column = taken(series) if series is not None else {}
    if series is None or not any(each.dots for each in by_column.values()):
        return None
    rows = _rows(by_column)
    layers: list[Layer] = [
        *_ground(series, rows, by_column),
        *_side(rows, by_column, language),
        *under_words(series.columns, review.on, rows.height, language),
        *_dots(series, rows, by_column),
        *_late(series, rows, by_column),
        *_waiting(series, rows, by_column, language),
        *_key(series, rows, by_column, language),
    ]
    spec = definition(
        layers,
        columns=len(series.columns.periods),
        width=series.columns.width,
        height=rows.height,
        low=rows.low - HALF,
        high=rows.last + HALF,
        left=LEFT,
        top=TOP,
        right=0,
        bottom=BELOW,
    )
    return Chart(
        name=name_of("days", kpi),
        title=days_title(series, by_column, language),
        description=days_finding(series, by_column, language),
        spec=spec,
        table=days_table(series, by_column, language),
        width=LEFT + series.columns.width,
        height=TOP + rows.height + BELOW,
    )


def _rows(by_column: Mapping[int, Taken]) -> Rows:
    allowed = [each.allowed.n for each in by_column.values()]
    days = [dot.days for each in by_column.values() for dot in each.dots if dot.days is not None]
    cap = max(allowed) + max(BEYOND, max(allowed))
    anchored = any(each.allowed.anchor for each in by_column.values())
    low = max(min([*days, *allowed]), TOO_EARLY if anchored else -BEYOND)
    return Rows(
        low=low,
        high=max(min(max(days, default=0), cap), max(allowed) + 1),
        longer=any(day > cap for day in days),
        undone=any(dot.days is None for each in by_column.values() for dot in each.dots),
    )


# --- the ground and the words at the side ------------------------------------------------------------------------


def _ground(series: Series, rows: Rows, by_column: Mapping[int, Taken]) -> Iterator[Layer]:
    """Late is shaded; hairlines between the columns; the deadline, which may differ from period to period."""
    edge = {at: each.allowed.n + HALF for at, each in by_column.items()}
    holds = next(iter(edge.values()))
    stretches: list[tuple[int, Fraction]] = []
    for at in range(len(series.standings)):
        holds = edge.get(at, holds)
        if not stretches or stretches[-1][1] != holds:
            stretches.append((at, holds))
    ends = [first for first, _ in stretches[1:]] + [len(series.standings)]
    lines = [{"x": first, "x2": end, "y": number(place), "stroke": INK} for (first, place), end in zip(stretches, ends, strict=True)]
    top = number(rows.last + HALF)
    yield rects("late", [{**line, "y2": top, "fill": PAPER} for line in lines])
    between = [{"x": at} for at in range(1, len(series.standings))]
    yield uprights("columns", between, 0, rows.height, color=HAIR, strokeWidth=1)
    yield levels("deadline", lines, strokeWidth=2)


def _side(rows: Rows, by_column: Mapping[int, Taken], language: str) -> Iterator[Layer]:
    allowed = list(by_column.values())[-1].allowed
    named = {rows.last: said("chart-days-undone")} if rows.undone else {}
    named |= {rows.high + 1: said("chart-days-longer", n=rows.high)} if rows.longer else {}
    named |= {TOO_EARLY: said("chart-days-early-row")} if allowed.anchor and rows.low == TOO_EARLY else {}
    step = -(-18 * (rows.last - rows.low + 1) // rows.height)
    for bold in (False, True):
        wanted = [day for day in range(rows.low, rows.high + 1) if (day - allowed.n) % step == 0 and (day == allowed.n) is bold]
        told = {day: said("chart-n-days", n=day) if day > 0 else days_said(allowed, day) for day in wanted if day not in named} | (
            {} if bold else named
        )
        words = [{"x_px": -8, "y": day, "text": say(what, language)} for day, what in told.items()]
        look: dict[str, Any] = {"fontWeight": "bold"} if bold else {"color": SOFT}
        yield texts(f"days{' allowed' if bold else ''}", words, at="x_px y", size=12, align="right", **look)
    middles = {
        "chart-days-late": (allowed.n + HALF + rows.last + HALF) / 2,
        "chart-days-on-time": Fraction((max(rows.low, 0) if allowed.anchor else rows.low) + allowed.n, 2),
    }
    sides = [{"x_px": -LEFT, "y": number(middle), "text": say(said(code), language)} for code, middle in middles.items()]
    yield texts("late and on time", sides, at="x_px y", align="left", fontWeight="bold")


# --- the dots ----------------------------------------------------------------------------------------------------


def _groups(rows: Rows, each: Taken, *, missed: bool) -> dict[int, list[Dot]]:
    found: dict[int, list[Dot]] = {}
    for dot in each.dots:
        if dot.missed is missed:
            found.setdefault(rows.of(dot), []).append(dot)
    return found


def _dots(series: Series, rows: Rows, by_column: Mapping[int, Taken]) -> Iterator[Layer]:
    """Rows in time: side by side where several took equally long."""
    marks = []
    for at, each in by_column.items():
        for row, dots in sorted(_groups(rows, each, missed=False).items()):
            step = min(Fraction(9), (series.columns.each - 14) / len(dots)) / series.columns.each
            for place, dot in enumerate(dots):
                x = at + HALF + (place - Fraction(len(dots) - 1, 2)) * step
                look = {"shape": "circle", "size": 38, "fill": "#5b606d", "stroke": "#5b606d"}
                marks.append({"x": number(x), "y": row, "row": dot.row, "days": dot.days, **look})
    yield points("in time", marks, strokeWidth=0)


def _late(series: Series, rows: Rows, by_column: Mapping[int, Taken]) -> Iterator[Layer]:
    """Rows that were late, in a ring with their units; with the number of them where the names do not fit."""
    rings, words = [], []
    for at, each in by_column.items():
        for row, dots in sorted(_groups(rows, each, missed=True).items()):
            text = _names(dots, number(series.columns.each - 16))
            half = Fraction(max(20, width_of(text, 12, bold=True) + 12), 2)
            middle, down = (at + HALF) * series.columns.each, rows.px(row)
            ring = {"x_px": middle - half, "x2_px": middle + half, "y_px": down - 9, "y2_px": down + 9}
            rings.append({**{place: number(px) for place, px in ring.items()}, "fill": "#ffffff", "rows": [dot.row for dot in dots]})
            words.append({"x": number(at + HALF), "y": row, "text": text})
    yield rects("late, ring", rings, in_px=True, stroke=INK, strokeWidth=2, cornerRadius=9)
    yield texts("late, units", words, size=12, fontWeight="bold")


def _names(dots: list[Dot], width: int | float) -> str:
    text = " ".join(dot.unit for dot in dots)
    return text if all(dot.unit for dot in dots) and width_of(text, 12, bold=True) < width else f"× {len(dots)}"


def _waiting(series: Series, rows: Rows, by_column: Mapping[int, Taken], language: str) -> Iterator[Layer]:
    """How many of a period are not done and not yet due."""
    words = [
        {"x": number(at + HALF), "y_px": 10, "text": say(said("chart-days-waiting", n=each.waiting), language).split("\n")}
        for at, each in by_column.items()
        if each.waiting
    ]
    yield texts("not due yet", words, at="x y_px", size=12, color=SOFT)


def _key(series: Series, rows: Rows, by_column: Mapping[int, Taken], language: str) -> Iterator[Layer]:
    late = any(dot.missed for each in by_column.values() for dot in each.dots)
    early = any(dot.too_early for each in by_column.values() for dot in each.dots)
    rings = say(said("chart-days-key-rings-early" if early else "chart-days-key-rings"), language)
    measure = series.kpi.measure
    dataset = series.review.terms.datasets[getattr(measure, "of", "")]
    x, y = -LEFT + 8, rows.height + 60
    one = say(said("chart-days-key-dot", row=dataset.row), language)
    ring = x + 14 + width_of(one, 12) + 34
    dot = {"x_px": x, "y_px": y, "shape": "circle", "size": 38, "fill": "#5b606d", "stroke": "#5b606d"}
    yield points("key of dots", [dot], in_px=True, strokeWidth=0)
    box = {"x_px": ring - 16, "x2_px": ring + 6, "y_px": y - 8, "y2_px": y + 8, "fill": "#ffffff"}
    yield rects("key of rings", [box] if late else [], in_px=True, stroke=INK, strokeWidth=2, cornerRadius=8)
    words = [{"x_px": x + 14, "y_px": y, "text": one}]
    words += [{"x_px": ring + 14, "y_px": y, "text": rings}] if late else []
    yield texts("key", words, at="x_px y_px", size=12, color=SOFT, align="left")
