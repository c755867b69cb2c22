"""A moment in a form is a date and a time, read as one value, and shown again as it was typed."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from tenor.returns.dates import read_moment
from tenor.returns.taken import Took
from tenor.web.views.moment_boxes import joined, parted
from tenor.web.views.returns_boxes import Boxes, typed_from

COLUMN = {"field": "seen_at", "kind": "moment", "label": "Seen at", "help": "", "optional": False, "choices": []}
SECTION = {
    "dataset": "jobs",
    "unit_field": "",
    "key": ["number"],
    "columns": [COLUMN],
    "derived": [],
    "missing": [],
    "lines": [{"id": "1", "values": {}, "from": {}, "due": {}, "state": None, "excused": False}],
}
FORM = {"units": [], "sections": [SECTION], "figures": []}


@pytest.mark.parametrize(
    ("value", "day", "time"),
    [
        ("2026-06-05 14:30", "5 6 2026", "14:30"),
        ("2026-10-25 01:30+00:00", "25 10 2026", "01:30+00:00"),
        ("5 6 2026 14:30", "5 6 2026", "14:30"),
        ("5 June 2026, 9:05", "5 June 2026", "9:05"),
        ("5 6 2026", "5 6 2026", ""),
        ("14:30", "", "14:30"),
        ("soon", "soon", ""),
        ("", "", ""),
    ],
)
def test_a_moment_in_two_boxes(value: str, day: str, time: str) -> None:
    assert parted(value) == (day, time)


@pytest.mark.parametrize("value", ["2026-06-05 14:30", "2026-06-05 14:30:15", "2026-10-25 01:30+00:00", "2026-10-25 01:30"])
def test_two_boxes_say_the_moment_they_were_made_of(value: str) -> None:
    there, back = read_moment(value), read_moment(joined(*parted(value)))
    assert isinstance(there, Took)
    assert isinstance(back, Took)
    assert there.text == back.text


def test_what_is_typed_in_both_is_one_value_and_stands_in_both_again() -> None:
    post = QueryDict("jobs|1|seen_at=5 6 2026&jobs|1|seen_at|time=14:30&jobs|2|seen_at=&jobs|2|seen_at|time=")
    typed = typed_from(post, None)
    assert dict(typed.boxes) == {"jobs|1|seen_at": "5 6 2026 14:30", "jobs|2|seen_at": ""}
    line = Boxes(FORM, typed, {}, None, "supplier").sections(1)[0]["lines"][0]
    page = render_to_string("returns/box.html", {"box": line["cells"][0]["box"]})
    assert '<label class="govuk-label" for="box-1">Date</label>' in page
    assert 'id="box-1" name="jobs|1|seen_at" type="text" value="5 6 2026"' in page
    assert '<label class="govuk-label" for="box-1-time">Time, like 14:30</label>' in page
    assert 'id="box-1-time" name="jobs|1|seen_at|time" type="text" value="14:30"' in page
    assert "Seen at</legend>" in page


def test_what_is_wrong_stands_at_both_boxes() -> None:
    typed = typed_from(QueryDict("jobs|1|seen_at=5 6 2026&jobs|1|seen_at|time="), None)
    boxes = Boxes(FORM, typed, {"jobs|1|seen_at": ["has no time of day"]}, None, "supplier")
    page = render_to_string("returns/box.html", {"box": boxes.sections(1)[0]["lines"][0]["cells"][0]["box"]})
    assert page.count('aria-invalid="true"') == 2
    assert 'aria-describedby="box-1-error"' in page
    assert "has no time of day" in page
