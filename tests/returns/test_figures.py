"""Stated figures, as pairs of integers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.returns.given import receive, said, stops, workbook

HEAD = ("Number", "Title", "Id", "Period", "Numerator", "Denominator", "Value")
KNOWN = {"ret": "figures", "covers": "2023-Q2", "today": date(2023, 7, 10)}


def figures(*lines: tuple[Any, ...]) -> bytes:
    return workbook({"Figures": [HEAD, *lines]})


def answered(n: Any, d: Any, **more: Any) -> tuple[Any, ...]:
    return ("4", "", "", more.get("period", "2023-06"), n, d, more.get("value"))


def faults(value: Any) -> tuple[Any, ...]:
    return ("6", "", "", None, None, None, value)


def happy(value: Any, period: Any = "June 2023") -> tuple[Any, ...]:
    return (None, None, "happy", period, None, None, value)


def pairs(*lines: tuple[Any, ...]) -> list[tuple[str, str, int, int]]:
    read = receive(figures(*lines), **KNOWN)
    assert read.return_ is not None, [str(p) for p in read.problems]
    return [(f.kpi, f.period, f.numerator, f.denominator) for f in read.return_.figures]


def test_shares() -> None:
    assert pairs(answered(5, 6)) == [("answered", "2023-06", 5, 6)]
    assert pairs(answered(0, 0)) == [("answered", "2023-06", 0, 0)], "nothing to measure"
    assert pairs(answered("1,204", 2000.0)) == [("answered", "2023-06", 1204, 2000)]


def test_one_exact_number() -> None:
    assert pairs(happy("91.7%")) == [("happy", "2023-06", 917, 1000)]
    assert pairs(happy(91.7)) == [("happy", "2023-06", 917, 1000)]
    assert pairs(happy("90%")) == [("happy", "2023-06", 90, 100)]
    assert pairs(faults(0)) == [("faults", "2023-Q2", 0, 1)]


def test_a_line_is_known_by_id_number_or_title() -> None:
    assert pairs(("", "FAULTS", "", "", None, None, 3)) == [("faults", "2023-Q2", 3, 1)]
    assert pairs(("KPI 6", "", "", "", None, None, 3)) == [("faults", "2023-Q2", 3, 1)]
    assert pairs((6, "", "", "Q2 2023", None, None, 3)) == [("faults", "2023-Q2", 3, 1)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (answered(7, 6), "return-share-above-all"),
        (answered(-1, 6), "return-negative"),
        (answered(5.5, 6), "return-not-whole"),
        (answered("five", 6), "return-not-a-number"),
        (answered("=5", 6), "return-formula"),
        (answered(5, None), "return-figure-half"),
        (answered(None, None, value=0.9), "return-figure-half"),
        (answered(5, 6, period=None), "return-figure-period"),
        (answered(5, 6, period="2023-07"), "return-figure-period"),
        (faults(-2), "return-figure-negative"),
        (faults(2.5), "return-not-whole"),
        (faults(10**20), "return-number-too-large"),
        (("9", "", "", "", 1, 2, None), "return-kpi-unknown"),
        (("", "", "visits", "", 1, 2, None), "return-kpi-unknown"),
    ],
)
def test_what_stops_the_figures(line: tuple[Any, ...], code: str) -> None:
    assert stops(figures(line), **KNOWN) == [code]


def test_two_lines_for_one_figure() -> None:
    assert stops(figures(faults(1), faults(1)), **KNOWN) == ["return-figure-doubled"]


def test_what_is_not_given_is_said() -> None:
    assert said(figures(faults(1)), **KNOWN).count("return-figure-blank") == 6
    assert "return-percent-above-100" in said(figures(happy("105%")), **KNOWN)
    assert "return-share-or-percent" in said(figures(happy(0.917)), **KNOWN)
    assert stops(figures(), **KNOWN) == ["return-nothing"]


def test_json() -> None:
    lines = b'[{"kpi": "faults", "value": 2}, {"kpi": "happy", "period": "2023-05", "value": 91.70}]'
    read = receive(b'{"return": "figures", "covers": "2023-Q2", "figures": ' + lines + b"}", "f.json", today=KNOWN["today"])
    assert read.return_ is not None
    found = [(f.numerator, f.denominator, f.cell) for f in read.return_.figures]
    assert found == [(2, 1, "/figures/0/value"), (917, 1000, "/figures/1/value")]
