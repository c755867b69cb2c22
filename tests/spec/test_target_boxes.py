"""# Targets in boxes

The bands of a KPI are shown as boxes, a kind of bound and its numbers, and what is put into the boxes becomes a change of the terms. What
nobody touched is not named, so that a reading it rests on goes on.
"""

from __future__ import annotations

import json

import pytest
from tests.contracts_small.test_small_contracts import terms as small
from tests.review.history import example

from tenor.base.phrases.bound import Bound, parse_bound
from tenor.review.target_boxes import LEFT, Box, box_of, boxes_of, changes_of, ended_kpi, free_id, new_kpi, phrase

BOUNDS: list[tuple[str, str, tuple[str, str, str]]] = [
    # as the terms say it, unit, in boxes
    ("at least 90%", "percent", ("at least", "90", "")),
    ("at most 2", "count", ("at most", "2", "")),
    ("above 2.5", "count", ("above", "2.5", "")),
    ("below 60%", "percent", ("below", "60", "")),
    ("exactly 0", "count", ("exactly", "0", "")),
    ("between 60% and 89%", "percent", ("between", "60", "89")),
    ("from 96% to below 98%", "percent", ("from", "96", "98")),
    ("above 20 GBP to 25.50 GBP", "GBP", ("over", "20", "25.50")),
]


@pytest.mark.parametrize(("as_the_terms_say", "unit", "in_boxes"), BOUNDS)
def test_there_and_back(as_the_terms_say: str, unit: str, in_boxes: tuple[str, str, str]) -> None:
    """What stands in the terms fills the boxes, and the same boxes give the same words."""
    bound = parse_bound(as_the_terms_say)
    assert isinstance(bound, Bound)
    box = box_of(bound)
    assert (box.kind, box.a, box.b) == in_boxes
    assert phrase(box, unit) == as_the_terms_say


def test_what_no_box_can_hold_is_left() -> None:
    bound = parse_bound("at most 16 desk hours")
    assert isinstance(bound, Bound)
    assert box_of(bound) == Box(kind=LEFT)


CHANGES: list[tuple[dict[str, Box], str, str | None, dict[str, str]]] = [
    # boxes that are otherwise, title, what lies in no band, changes
    ({}, "", None, {}),
    ({"green": Box(kind="at least", a="95")}, "", None, {"kpis.reports.bands.green": "at least 95%"}),
    ({"stretch": Box()}, "", None, {"kpis.reports.bands.stretch": "ended"}),
    ({"amber": Box(kind="from", a="60", b="90")}, "", None, {"kpis.reports.bands.amber": "from 60% to below 90%"}),
    ({"green": Box(kind=LEFT)}, "", None, {}),
    ({}, "In time", None, {"kpis.reports.title": "In time"}),
    ({}, "", "red", {"kpis.reports.otherwise": "red"}),
    ({}, "", "", {}),
]


@pytest.mark.parametrize(("boxes", "title", "in_no_band", "changes"), CHANGES)
def test_what_was_changed(boxes: dict[str, Box], title: str, in_no_band: str | None, changes: dict[str, str]) -> None:
    """KPI 2 of the example: stretch at least 100%, green at least 90%, amber at least 60%, red below 60%."""
    terms = example()
    kpi = terms.kpi("reports")
    assert kpi is not None
    assert changes_of(terms, kpi, boxes_of(terms, kpi) | boxes, title=title, otherwise=in_no_band) == changes


def test_a_level_without_a_band_has_an_empty_box() -> None:
    terms = example()
    kpi = terms.kpi("visits")
    assert kpi is not None
    assert boxes_of(terms, kpi)["stretch"] == Box()
    assert list(boxes_of(terms, kpi)) == ["stretch", "green", "amber", "red"]


def test_a_new_kpi_and_the_return_that_gives_it() -> None:
    """A figure that is given is asked for in the return; rows that are counted are there already."""
    terms, boxes = example(), {"green": Box(kind="at most", a="0"), "red": Box(kind="at least", a="1")}
    asked = {"id": "late", "number": "4", "title": "Late", "clause": "3.1", "every": "month", "better": "lower", "ret": "monthly"}
    stated = new_kpi(terms, **asked, measure="count", boxes=boxes, otherwise="")
    assert json.loads(stated["returns.monthly.holds"]) == ["visits", "sent_back", "late"]
    assert json.loads(stated["kpis.late"])["bands"] == {"green": "at most 0", "red": "at least 1"}
    counted = new_kpi(terms, **asked, measure="rows sent_back", boxes=boxes, otherwise="amber")
    assert list(counted) == ["kpis.late"]
    assert json.loads(counted["kpis.late"])["measure"] == {"count": {"of": "sent_back"}}
    assert json.loads(counted["kpis.late"])["otherwise"] == "amber"
    assert ended_kpi("late") == {"kpis.late": "ended"}


IDS: list[tuple[str, tuple[str, ...], str]] = [
    # title, ids that are taken, id
    ("Calls answered", (), "calls_answered"),
    ("Calls answered", ("calls_answered",), "calls_answered_2"),
    ("Calls answered!", ("calls_answered", "calls_answered_2"), "calls_answered_3"),
    ("%%%", (), "kpi"),
    ("Galwadau a atebwyd", (), "galwadau_a_atebwyd"),
]


@pytest.mark.parametrize(("title", "taken", "id"), IDS)
def test_an_id_of_a_title(title: str, taken: tuple[str, ...], id: str) -> None:
    assert free_id(title, taken) == id


def test_every_kpi_of_the_small_contracts_comes_back_unchanged() -> None:
    """The boxes of each KPI as it stands are no change."""
    for name in ("cleaning", "grass-cutting", "library-vans", "night-shelter", "pools"):
        terms = small(name)
        for kpi in terms.kpis:
            assert changes_of(terms, kpi, boxes_of(terms, kpi), title=kpi.title, otherwise=None) == {}, (name, kpi.id)
