"""What stands round a run chart: names of bands and numbers at the left, periods below, happenings above, a key of the marks in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from tenor.base.wording import said, say
from tenor.documents.charts.columns import LEFT, Columns, names
from tenor.documents.charts.flags import place_flags
from tenor.documents.charts.happenings import Happening
from tenor.documents.charts.looks import SOFT
from tenor.documents.charts.scale import HEIGHT, Scale, spread
from tenor.documents.charts.series import Series, number_text, same_bands
from tenor.documents.charts.spec import HATCH, Datum, Layer, haloed, number, points, rects, texts, uprights, width_of
from tenor.documents.charts.zones import Zone, is_whole, numbers_of

LANE = 17  # px of one line of words above the chart
BELOW = 76  # px under it: two lines for the periods, one for the key
NUMBERS = 56  # px kept free for the numbers, between the names of the bands and the first column
THIN = 9  # px: a thinner band is not named at the side
CLOSE = 34  # px: nearer to a figure than this, a number and the count of the figure would touch
FEW = 8  # whole numbers that all get their number


# --- the left side -----------------------------------------------------------------------------------------------


def side_words(series: Series, scale: Scale, language: str) -> tuple[int, list[Layer]]:
    """How wide the left side is; names of the bands and the numbers at which they change, as the first columns have them. Where the
    bands change later on, the new numbers stand at that place."""
    first, *later = [stretch for stretch in same_bands(series.standings) if series.standings[stretch[0]].zones] or [(0, 0)]
    drawn = scale.drawn(series.standings[first[0]].zones)
    named = [(scale.px((bottom + top) / 2), _name(zone, language)) for zone, bottom, top in reversed(drawn) if _thick(scale, bottom, top)]
    left = max(LEFT, NUMBERS + max((width_of(text, bold=True) for _, text in named), default=0))
    places = spread([px for px, _ in named], 16, 8, HEIGHT - 4)
    words = [{"x_px": -left, "y_px": number(px), "text": text} for px, (_, text) in zip(places, named, strict=True)]
    none = say(said("chart-no-band"), language)
    layers: list[Layer] = [
        texts("names of bands", [word for word in words if word["text"] != none], at="x_px y_px", fontWeight="bold", align="left"),
        texts("no band", [word for word in words if word["text"] == none], at="x_px y_px", color=SOFT, align="left"),
        _numbers(series, scale, first[0]),
    ]
    shifted = [datum for stretch in later for datum in _new_numbers(series, scale, *stretch)]
    for name, is_left, align, dx in (("", True, "left", 4), (" at the end", False, "right", -4)):
        here = [datum for datum in shifted if datum["left"] is is_left]
        layers += haloed(f"numbers that changed{name}", here, at="x y", size=12, align=align, dx=dx, dy=-8)
    return left, layers


def _thick(scale: Scale, bottom: Fraction, top: Fraction) -> bool:
    return bottom == top or scale.px(bottom) - scale.px(top) >= THIN


def _name(zone: Zone, language: str) -> str:
    return say(said("chart-no-band"), language) if zone.unsaid else zone.level[:1].upper() + zone.level[1:]


def _numbers(series: Series, scale: Scale, at: int) -> Layer:
    shown = [value for value in reversed(_marked(series, scale, at)) if scale.low <= value <= scale.high]
    places = spread([scale.px(value) for value in shown], 15, 2, HEIGHT)
    kpi = series.standings[at].kpi or series.kpi
    words = [{"x_px": -8, "y_px": number(px), "text": number_text(kpi, value)} for px, value in zip(places, shown, strict=True)]
    return texts("numbers", words, at="x_px y_px", color=SOFT, align="right")


def _marked(series: Series, scale: Scale, at: int) -> list[Fraction]:
    """The numbers of the bands; of a few things counted every number."""
    kpi = series.standings[at].kpi or series.kpi
    if is_whole(kpi.measure) and scale.high - scale.low <= FEW + 1:
        return [Fraction(n) for n in range(int(scale.high) + 1) if n >= scale.low]
    return numbers_of(kpi)


def _new_numbers(series: Series, scale: Scale, first: int, after: int) -> Iterator[Datum]:
    """The numbers of a stretch that were none before it: at its beginning or, where a count stands there, at its end."""
    here = series.standings[first]
    kpi, value = here.kpi, here.value
    if kpi is None or (is_whole(kpi.measure) and scale.high - scale.low <= FEW + 1):
        return  # nothing to name, or every number stands at the side
    before = set(numbers_of(series.standings[first - 1].kpi or kpi)) if first else set()
    for new in numbers_of(kpi):
        if new not in before and scale.low <= new <= scale.high:
            left = value is None or abs(scale.px(value) - scale.px(new)) > CLOSE
            yield {"x": first if left else after, "y": number(new), "text": number_text(kpi, new), "left": left}


# --- below -------------------------------------------------------------------------------------------------------


def under_words(columns: Columns, on: date, height: int, language: str) -> Iterator[Layer]:
    """The periods, the one that is open in bold, and each year where it begins."""
    told = names(columns, language)
    for bold in (False, True):
        words = [
            {"x": number(at + Fraction(1, 2)), "y_px": height + 18, "text": name}
            for at, (name, _) in enumerate(told)
            if (on in columns.periods[at] and on < columns.periods[at].last) is bold
        ]
        look: dict[str, Any] = {"fontWeight": "bold"} if bold else {"color": SOFT}
        yield texts(f"periods{' open' if bold else ''}", words, at="x y_px", **look)
    years = [{"x": number(at + Fraction(1, 2)), "y_px": height + 34, "text": year} for at, (_, year) in enumerate(told) if year]
    yield texts("years", years, at="x y_px", size=12, color=SOFT)


# --- above -------------------------------------------------------------------------------------------------------


def lanes(series: Series, happened: Sequence[Happening], language: str) -> tuple[list[Layer], int]:
    """Dashed verticals with their words in as few lines above the chart as they need, and the px those take."""
    told = [(one, say(one.said, language)) for one in happened if one.drawn]
    flags = place_flags([(one.at * series.columns.each, width_of(text, 12) + 12) for one, text in told], series.columns.width)
    placed = [(one, text, flag) for (one, text), flag in zip(told, flags, strict=True)]
    room = max(LANE * (1 + max((flag.lane for flag in flags), default=-1)) + 8, 14)
    layers = []
    for lane in sorted({flag.lane for flag in flags}):
        lines = [{"x": number(one.at), "day": one.day.isoformat()} for one, _, flag in placed if flag.lane == lane]
        layers.append(uprights(f"happened, line {lane + 1}", lines, -_up(lane) - 6, HEIGHT, strokeDash=[5, 4], strokeWidth=1, color=SOFT))
    for left in (False, True):
        words = [{"x": number(one.at), "y_px": -_up(flag.lane), "text": text} for one, text, flag in placed if flag.left is left]
        name = f"happened, in words{' before it' if left else ''}"
        layers += haloed(name, words, at="x y_px", size=12, align="right" if left else "left", dx=-5 if left else 5)
    return layers, room


def _up(lane: int) -> int:
    """Px above the chart at which a lane's words stand; the first lane is the lowest."""
    return LANE * lane + 13


# --- the key -----------------------------------------------------------------------------------------------------


def key_row(series: Series, left: int, language: str) -> Iterator[Layer]:
    """A key of what is in use and not named beside it: marks, and what hollow, ? and hatching mean."""
    x, y = -left + 8, HEIGHT + 60
    marks, boxes, words = [], [], []
    for code, look, text in _keys(series, language):
        if code == "hatched":
            boxes.append({"x_px": x - 8, "x2_px": x + 8, "y_px": y - 7, "y2_px": y + 7, "fill": HATCH})
        else:
            marks.append({"x_px": x, "y_px": y, **look, "text": "?" if code == "questioned" else ""})
        words.append({"x_px": x + 14, "y_px": y, "text": text})
        x += 14 + width_of(text, 12) + 24
    yield rects("key of bands", boxes, in_px=True, stroke="#a3a6ae", strokeWidth=1)
    yield points("key of marks", marks, in_px=True, strokeWidth=2)
    yield texts("key of questions", [mark for mark in marks if mark["text"]], at="x_px y_px", size=10, fontWeight="bold")
    yield texts("key", words, at="x_px y_px", size=12, color=SOFT, align="left")


def _keys(series: Series, language: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    """What each is, how it looks, and its words."""
    there = series.figures
    for level in series.levels:
        look = series.look(level)
        yield "level", {"shape": look.shape, "size": look.size, "fill": look.fill, "stroke": look.edge}, level
    hollow = {"size": 150, "fill": "#ffffff", "stroke": SOFT}
    if any(each.version.state == "provisional" for each in there):
        yield "hollow", {"shape": "circle", **hollow}, say(said("chart-key-hollow"), language)
    if any(each.version.state == "disputed" for each in there):
        yield "questioned", {"shape": "square", **hollow}, say(said("chart-key-questioned"), language)
    if any(zone.unsaid for each in series.standings for zone in each.zones):
        yield "hatched", {}, say(said("chart-key-hatched"), language)
