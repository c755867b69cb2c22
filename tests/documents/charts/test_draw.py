"""The drawing: one picture with title and description, nothing a strict page refuses, the same every time; and what it is kept by."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from tests.documents.charts.reading import contract

from tenor.documents.charts.days_chart import days_chart
from tenor.documents.charts.draw import svg
from tenor.documents.charts.kept import as_data, from_data, key
from tenor.documents.charts.model import Chart
from tenor.documents.charts.run_chart import run_chart

SVG = "{http://www.w3.org/2000/svg}"


def charts() -> list[Chart]:
    of, other = contract("reg-44-visits", "2023-06-12"), contract("lift-repairs", "2025-06-06")
    found = [run_chart(of, "visits"), run_chart(of, "reports"), days_chart(of, "reports"), run_chart(other, "attended")]
    return [chart for chart in found if chart is not None]


@pytest.mark.parametrize("chart", charts(), ids=lambda chart: chart.name if isinstance(chart, Chart) else "")
def test_a_drawing_stands_in_a_strict_page(chart: Chart) -> None:
    drawn = svg(chart)
    root = ET.fromstring(drawn)
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", chart.title)
    assert (description.tag, description.text) == (f"{SVG}desc", chart.description)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert root.get("viewBox") == f"0 0 {chart.width} {chart.height}"
    below = [name for each in root.iter() if each is not root for name in each.attrib]
    assert not [name for name in below if name == "style" or name == "role" or name.startswith(("aria-", "on"))]
    assert not [each.tag for each in root.iter() if each.tag in (f"{SVG}style", f"{SVG}script", f"{SVG}image", f"{SVG}a")]
    assert re.findall(r"https?://[^\"]*", drawn) == ["http://www.w3.org/2000/svg"]


def test_a_drawing_is_the_same_every_time() -> None:
    chart = charts()[0]
    assert svg(chart) == svg(from_data(json.loads(json.dumps(as_data(chart)))))


def test_two_drawings_on_a_page_share_no_id() -> None:
    """Both are hatched, so each needs a pattern of its own."""
    chart = charts()[0]
    for each in (chart, replace(chart, name="another")):
        drawn = svg(each)
        ids = re.findall(r'\bid="([^"]*)"', drawn)
        assert len(ids) == len(set(ids)) >= 3
        assert all(id.startswith(f"{each.name}-") for id in ids)
        assert set(re.findall(r"url\(#([^)]*)\)", drawn)) == {f"{each.name}-hatch"}


def test_words_are_words_and_no_markup() -> None:
    chart = charts()[0]
    hostile = replace(chart, title='</title><script>"&', description="a < b & c")
    root = ET.fromstring(svg(hostile))
    assert (root[0].text, root[1].text) == (hostile.title, hostile.description)


def test_a_chart_is_kept_as_json_and_comes_back() -> None:
    for chart in charts():
        assert from_data(json.loads(json.dumps(as_data(chart)))) == chart


def test_the_key_is_of_all_that_is_drawn() -> None:
    chart = charts()[0]
    keys = {key(each) for each in charts()}
    assert len(keys) == len(charts())
    assert key(from_data(as_data(chart))) == key(chart)
    assert key(replace(chart, description="other")) != key(chart)
    assert key(replace(chart, spec={**chart.spec, "height": 1})) != key(chart)
    assert key(replace(chart, table=replace(chart.table, caption="other"))) == key(chart)
