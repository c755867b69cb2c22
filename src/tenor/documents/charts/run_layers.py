"""The layers of a run chart that lie between its axes: bands, the open period, the line and its marks, what stands in a gap."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tenor.base.wording import Said, said, say
from tenor.documents.charts.columns import day_name, names
from tenor.documents.charts.looks import INK
from tenor.documents.charts.scale import HEIGHT, Scale
from tenor.documents.charts.series import Series, Standing, count_text, figure_text, same_bands
from tenor.documents.charts.spec import HATCH, Layer, haloed, levels, line, number, points, rects, texts, uprights, width_of

MIDDLE = Fraction(1, 2)
BELOW_POINT, ABOVE_POINT = 18, -17  # px from a mark to its count


def bands(series: Series, scale: Scale) -> Iterator[Layer]:
    """Pale fills; hatched where no band takes values in; a band that is one value only as a line in its colour."""
    fills: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for first, after in same_bands(series.standings):
        for zone, bottom, top in scale.drawn(series.standings[first].zones):
            look = series.look(zone.level)
            part = {"x": first, "x2": after, "y": number(bottom), "level": zone.level, "reading": zone.reading}
            if bottom == top:
                lines.append({**part, "stroke": look.line})
            else:
                fills.append({**part, "y2": number(top), "fill": HATCH if zone.unsaid else look.pale})
    yield rects("bands", fills)
    yield levels("bands of one value", lines, strokeWidth=2)


def open_column(series: Series, scale: Scale, language: str) -> Iterator[Layer]:
    """An open period is a dotted line and words beside it, never a point."""
    lines, words = [], []
    told = names(series.columns, language)
    for at, each in enumerate(series.standings):
        if each.what == "open":
            text = say(_open(each, told[at][0]), language).split("\n")
            wide = max(width_of(part, 12) for part in text) + 12
            middle = (at + MIDDLE) * series.columns.each
            left = middle + wide > series.columns.width
            down = _free(series, scale, *((middle - wide, middle) if left else (middle, middle + wide)))
            lines.append({"x": number(at + MIDDLE), "period": each.period.label})
            words.append({"x": number(at + MIDDLE), "y_px": down, "text": text, "left": left})
    yield uprights("open period", lines, 0, HEIGHT, strokeDash=[2, 3], strokeWidth=2)
    for side, align, dx in ((False, "left", 9), (True, "right", -9)):
        name = f"open period in words{' before it' if side else ''}"
        yield from haloed(name, [word for word in words if word["left"] is side], at="x y_px", size=12, align=align, dx=dx)


def _open(standing: Standing, name: str) -> Said:
    kpi, figure = standing.kpi, standing.version.figure
    if standing.value is None or kpi is None or figure is None:
        return said("chart-open-here", period=name)
    return said("chart-open-here-so-far", period=name, figure=figure_text(kpi, figure))


def _free(series: Series, scale: Scale, first: Fraction, last: Fraction) -> int:
    """Px down at which words from one px to another are least in the way of the line."""
    marks = [
        ((at + MIDDLE) * series.columns.each, scale.px(each.value))
        for at, each in enumerate(series.standings)
        if each.what == "figure" and each.value is not None
    ]
    near: list[tuple[Fraction, Fraction]] = []
    for (left, down), (right, then) in pairwise(marks):
        begin, end = max(left, first - 20), min(right, last + 20)
        if begin <= end:
            slope = (then - down) / (right - left)
            near.append((down + slope * (begin - left), down + slope * (end - left)))
    places = [HEIGHT * part // 12 for part in (3, 6, 9, 2, 10, 4, 8)]
    return max(places, key=lambda place: min([Fraction(60), *(_away(place, *each) for each in near)]))


def _away(place: int, one: Fraction, other: Fraction) -> Fraction:
    """How far a place is from a stretch."""
    return max(min(one, other) - place, place - max(one, other), Fraction(0))


def figures(series: Series, scale: Scale) -> Iterator[Layer]:
    """The line, broken where a period has no figure; a mark in the shape of its rating, hollow while it can change; its count."""
    path, marks, questions, counts, part = [], [], [], [], 0
    for at, each in enumerate(series.standings):
        value = each.value
        if each.what != "figure" or value is None:
            part += each.what not in ("open", "to come")
            continue
        place = {"x": number(at + MIDDLE), "y": number(value)}
        path.append({**place, "part": part})
        told = {"period": each.period.label, "rating": each.version.rating, "state": each.version.state}
        marks.append({**place, **_mark(series, each), **told})
        if each.version.state == "disputed":
            questions.append({**place, "text": "?"})
        text, crowded = _count(series, each)
        counts.append({**place, "text": text, "low": scale.px(value) > HEIGHT - 30 or (crowded and at % 2 == 1)})
    yield line("line", path, strokeWidth=2)
    yield points("figures", marks, strokeWidth=2)
    yield texts("questioned", questions, size=11, fontWeight="bold")
    for low, dy in ((False, BELOW_POINT), (True, ABOVE_POINT)):
        name = f"counts{' above' if low else ''}"
        yield from haloed(name, [count for count in counts if count["low"] is low], size=13, fontWeight="bold", dy=dy)


def _mark(series: Series, each: Standing) -> dict[str, Any]:
    look = series.look(each.version.rating)
    hollow = each.version.state in ("provisional", "disputed")
    colours = {"fill": "#ffffff", "stroke": look.line} if hollow else {"fill": look.fill, "stroke": look.edge}
    return {"shape": look.shape, "size": look.size, **colours}


def _count(series: Series, each: Standing) -> tuple[str, bool]:
    """What stands at a point, and whether it is too wide for its column all the same: then every other one stands above."""
    kpi, figure = each.kpi, each.version.figure
    if kpi is None or figure is None:
        return "", False
    told = [count_text(kpi, figure), count_text(kpi, figure, short=True)]
    fitting = [text for text in told if width_of(text, bold=True) < series.columns.each - 4]
    return (fitting or told[-1:])[0], not fitting


def gaps(series: Series, language: str) -> Iterator[Layer]:
    """Periods that are over and have no figure: in words, where the line has its gap."""
    words, signs = [], []
    for at, each in enumerate(series.standings):
        told, x = _why_none(each), number(at + MIDDLE)
        if told is not None:
            words.append({"x": x, "y_px": HEIGHT - 24, "text": say(told, language).split("\n")})
        if each.what == "not reported":
            look = {"shape": "square", "size": 190, "fill": "#ffffff", "stroke": INK}
            signs.append({"x_px": number((at + MIDDLE) * series.columns.each), "y_px": HEIGHT - 50, "text": "–", **look})
    yield from haloed("no figure", words, at="x y_px", size=12)
    yield points("not reported", signs, in_px=True, strokeWidth=1, strokeDash=[2, 2])
    yield texts("not reported, sign", signs, at="x_px y_px", fontWeight="bold")


def _why_none(each: Standing) -> Said | None:
    if each.what == "not reported":
        return said("chart-gap-not-reported")
    if each.what == "not applicable":
        return said("chart-gap-not-applicable")
    if each.what != "not due":
        return None
    due = each.rating.due
    return said("chart-gap-not-due") if due is None else said("chart-gap-due", due=day_name(due))
