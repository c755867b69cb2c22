"""Pieces of a Vega-Lite definition, so that each chart reads as the layers it is made of.

Along the chart one unit is one column; upright a chart has its own unit. A place given in px instead says so (`x_px`, `y_px`).
Nothing is left to Vega's own layout: no axis, no legend, no automatic size. So a drawing is the same wherever it is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

from tenor.documents.charts.looks import INK

FONT = "arial, Liberation Sans, sans-serif"
HATCH = "url(#hatch)"  # `draw` gives the pattern its name on the page
Layer = dict[str, Any]
Datum = Mapping[str, Any]


def number(value: Fraction | int) -> int | float:
    """A value as JSON has it, for drawing only: levels were decided before."""
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else float(round(exact, 4))


def definition(layers: Sequence[Layer], *, columns: int, width: int, height: int, low: Fraction, high: Fraction, **padding: int) -> Layer:
    """The whole definition. `padding`: left, top, right and bottom in px, room for the words."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height,
        "autosize": "none",
        "padding": padding,
        "background": None,
        "config": {"view": {"stroke": None, "fill": None}, "font": FONT},
        "encoding": {
            "x": {"type": "quantitative", "axis": None, "scale": {"domain": [0, columns], "nice": False, "zero": False}},
            "y": {"type": "quantitative", "axis": None, "scale": {"domain": [number(low), number(high)], "nice": False, "zero": False}},
        },
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def rects(name: str, values: Sequence[Datum], *, in_px: bool = False, **mark: Any) -> Layer:
    """Rectangles from x to x2 and y to y2, each with its `fill`."""
    encoding = {**_places("x", "x2", "y", "y2", in_px=in_px), "fill": _own("fill")}
    return _layer(name, values, {"type": "rect", **mark}, encoding)


def uprights(name: str, values: Sequence[Datum], top: int, bottom: int, **mark: Any) -> Layer:
    """Upright lines at x, from one px to another."""
    encoding = {**_places("x"), "y": {"value": top}, "y2": {"value": bottom}}
    return _layer(name, values, {"type": "rule", "color": INK, **mark}, encoding)


def levels(name: str, values: Sequence[Datum], **mark: Any) -> Layer:
    """Level lines at y, from x to x2."""
    return _layer(name, values, {"type": "rule", "color": INK, **mark}, {**_places("x", "x2", "y"), "stroke": _own("stroke")})


def line(name: str, values: Sequence[Datum], **mark: Any) -> Layer:
    """A line through x and y; each `part` is one of its own, so that a gap stays a gap."""
    encoding = {**_places("x", "y"), "detail": {"field": "part", "type": "nominal"}}
    return _layer(name, values, {"type": "line", "color": INK, **mark}, encoding)


def points(name: str, values: Sequence[Datum], *, in_px: bool = False, **mark: Any) -> Layer:
    """Marks at x and y, each with its own shape, size and colours."""
    own = {channel: _own(channel) for channel in ("shape", "size", "fill", "stroke")}
    return _layer(name, values, {"type": "point", "opacity": 1, **mark}, {**_places("x", "y", in_px=in_px), **own})


def texts(
    name: str,
    values: Sequence[Datum],
    *,
    at: Literal["x y", "x y_px", "x_px y", "x_px y_px"] = "x y",
    size: int = 13,
    color: str = INK,
    **mark: Any,
) -> Layer:
    """Words at x and y; a `text` of several lines is a list."""
    encoding = {name_of: _place(field) for name_of, field in zip("xy", at.split(), strict=True)}
    encoding["text"] = {"field": "text", "type": "nominal"}
    plain = {"type": "text", "fontSize": size, "color": color, "baseline": "middle", "lineHeight": size + 2}
    return _layer(name, values, {**plain, **mark}, encoding)


def haloed(name: str, values: Sequence[Datum], **words: Any) -> list[Layer]:
    """Words that lines may pass behind: once in white with a thick edge, then as they are."""
    behind = texts(f"{name} behind", values, **{**words, "color": "#ffffff"}, stroke="#ffffff", strokeWidth=4, strokeJoin="round")
    return [behind, texts(name, values, **words)]


def width_of(text: str, size: int = 13, *, bold: bool = False) -> int:
    """Px that words take up, a little more rather than less: there is no font here to measure with."""
    narrow = sum(1 for sign in text if sign in "iljtfI.,:;'|!/ ()")
    wide = sum(1 for sign in text if sign in "mwMW%&@")
    ems = Fraction(30 * narrow + 90 * wide + 58 * (len(text) - narrow - wide), 100)
    return round(ems * size * (Fraction(107, 100) if bold else 1)) + 1


def _layer(name: str, values: Sequence[Datum], mark: Layer, encoding: Layer) -> Layer:
    return {"name": name, "data": {"values": [dict(value) for value in values]}, "mark": mark, "encoding": encoding}


def _places(*channels: str, in_px: bool = False) -> Layer:
    return {channel: _place(f"{channel}_px" if in_px else channel) for channel in channels}


def _place(field: str) -> Layer:
    """A place by the chart's scale, or in px. A second end takes the scale and kind of the first."""
    if field.removesuffix("_px").endswith("2"):
        return {"field": field}
    return {"field": field, "type": "quantitative", **({"scale": None} if field.endswith("_px") else {})}


def _own(channel: str) -> Layer:
    return {"field": channel, "type": "quantitative" if channel == "size" else "nominal", "scale": None}
