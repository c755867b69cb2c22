"""A duty with an hour is shown with it: on its line of Home and where its day stands."""

from __future__ import annotations

from datetime import date

from tenor.base.wording import said
from tenor.review.need_model import Need
from tenor.web.parts.day import by_hour, full_day
from tenor.web.views.home import _when


def need(due_by: str) -> Need:
    return Need(id="call", kind="duty", side="supplier", what=said("duty-listed", what="Call back"), due=date(2023, 6, 6), due_by=due_by)


def test_the_hour_stands_with_the_day() -> None:
    assert by_hour("14:30", full_day(date(2023, 6, 6))) == "14:30 on Tue 6 Jun 2023"
    assert by_hour("", full_day(date(2023, 6, 6))) == "Tue 6 Jun 2023"


def test_home_says_the_hour() -> None:
    assert _when(need("14:30"), "due soon", date(2023, 6, 5))[0] == "14:30 on Tue 6 Jun"
    assert _when(need(""), "due soon", date(2023, 6, 5))[0] == "Tue 6 Jun"
    assert _when(need("14:30"), "due soon", date(2023, 6, 6))[0] == "Today by 14:30"
    assert _when(need("14:30"), "overdue", date(2023, 6, 7))[2]
