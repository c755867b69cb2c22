"""Bands as zones: where each begins and ends, and that no value ever lies in a zone of another level than the one it is rated."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.base.phrases.bound import Bound, parse_bound
from tenor.documents.charts.zones import is_whole, natural_ends, value_of, zones_of
from tenor.review.bands import level_of, unit_of
from tenor.terms.model import Band, Kpi, Measure, Stated
from tenor.terms.read_yaml import read_yaml

ROOT = Path(__file__).parents[3]
FILES = sorted([*ROOT.glob("contracts/*/terms.yaml"), *ROOT.glob("tests/contracts_small/*.yaml")])


def every_kpi() -> list[Kpi]:
    found = []
    for file in FILES:
        terms = read_yaml(file.read_text(encoding="utf-8")).terms
        assert terms is not None
        found += list(terms.kpis)
    return found


EVERY = every_kpi()
KPIS = [each for each in EVERY if zones_of(each)]


def kpi(measure: Measure, *bands: str, **more: object) -> Kpi:
    """ "green: at least 90%" and so on."""
    given_as = []
    for band in bands:
        level, _, text = band.partition(": ")
        bound = parse_bound(text)
        assert isinstance(bound, Bound), text
        given_as.append(Band(level=level, bound=bound))
    base = KPIS[0]
    plain = {"id": "k", "number": "", "clause": (), "title": "K", "every": base.every, "measure": measure, "bands": tuple(given_as)}
    return Kpi(**{**plain, **more})  # type: ignore[arg-type]


SHARE, PERCENT, COUNT, NUMBER = (Stated(what=what) for what in ("share", "percent", "count", "number"))

CASES = [
    # a hole with a reading; the best band is the one value at the end of the axis
    (
        kpi(SHARE, "green: at least 100%", "amber: at least 90%", "red: below 80%", otherwise="amber", otherwise_reading="gap"),
        ["0..80 red", "80..90 amber by gap", "90..100 amber", "100..100 green"],
    ),
    # a band that is one value between two holes, and nothing decides them
    (
        kpi(SHARE, "green: at least 100%", "amber: exactly 90%", "red: below 80%"),
        ["0..80 red", "80..90 unrated", "90..90 amber", "90..100 unrated", "100..100 green"],
    ),
    # things counted have no hole between 2 and 3
    (
        kpi(COUNT, "good: exactly 0", "fair: between 1 and 2", "poor: at least 3", better="lower"),
        ["-1/2..1/2 good", "1/2..5/2 fair", "5/2.. poor"],
    ),
    (kpi(COUNT, "good: at most 1", "poor: exactly 3"), ["-1/2..3/2 good", "3/2..5/2 unrated", "5/2..7/2 poor", "7/2.. unrated"]),
    # a contract that rounds: 89.5% is 90%
    (kpi(SHARE, "green: at least 90%", "red: below 90%", rounded=0), ["0..179/2 red", "179/2..100 green"]),
    (kpi(SHARE, "green: at least 90%", "red: below 90%", rounded=1), ["0..1799/20 red", "1799/20..100 green"]),
    # a stated per cent may pass 100; a number has no ends
    (kpi(PERCENT, "good: at least 100%", "poor: below 100%"), ["0..100 poor", "100.. good"]),
    (kpi(NUMBER, "good: at most 4.5", "fair: at most 8", "poor: above 8"), ["..9/2 good", "9/2..8 fair", "8.. poor"]),
    # 0 as the best end of a share
    (kpi(SHARE, "good: exactly 0%", "poor: above 0%"), ["0..0 good", "0..100 poor"]),
]


@pytest.mark.parametrize(("of", "wanted"), CASES, ids=[" ".join(wanted) for _, wanted in CASES])
def test_zones(of: Kpi, wanted: list[str]) -> None:
    told = []
    for zone in zones_of(of):
        ends = f"{'' if zone.low is None else zone.low}..{'' if zone.high is None else zone.high}"
        told.append(f"{ends} {zone.level}{f' by {zone.reading}' if zone.reading else ''}")
    assert told == wanted


@given(st.sampled_from(KPIS), st.integers(0, 400), st.integers(1, 240))
def test_a_value_lies_in_the_zone_of_its_level(of: Kpi, top: int, bottom: int) -> None:
    """Whatever is measured: the zones that hold a value, both ends inside, are one of its own level and at most its neighbour."""
    share = unit_of(of.measure) == "percent"
    figure = (min(top, bottom), bottom) if share else (top, 1) if is_whole(of.measure) else (top, bottom)
    value = value_of(of, figure)
    holding = [s for s in zones_of(of) if (s.low is None or s.low <= value) and (s.high is None or value <= s.high)]
    inside = [s for s in holding if s.low != value != s.high or s.low == s.high]
    assert level_of(of, figure) in [(s.level, s.reading) for s in (inside or holding)]


def test_only_bands_with_numbers_of_their_own_make_zones() -> None:
    """A person's word, a whole of parts, a figure for context, and bounds that lean on another figure name no number on the axis."""
    without = {each.id for each in EVERY} - {each.id for each in KPIS}
    assert {"manner", "both", "growth"} <= without
    assert not any(isinstance(band.bound, Bound) and band.bound.lower for each in EVERY if each.id in without for band in each.bands)


@pytest.mark.parametrize("of", KPIS, ids=[each.id for each in KPIS])
def test_zones_leave_no_value_out(of: Kpi) -> None:
    zones = zones_of(of)
    assert (zones[0].low, zones[-1].high) == natural_ends(of.measure)
    assert all(one.high == other.low for one, other in pairwise(zones))
    assert all(isinstance(end, Fraction | None) for zone in zones for end in (zone.low, zone.high))
