"""Why: rating, figure, rows, cells, other readings; and the conditions of a step."""

from __future__ import annotations

import re

import pytest
from tests.cast import Cast
from tests.web.test_summary import heading, look, words

from tenor.desk.permissions import roles as r


def test_from_the_rating_to_the_cell(cast: Cast) -> None:
    """needs.md 3A, KPI 1 and 3B-1: 5 of 6 is in no band, and is read as amber."""
    page = look(cast, r.MANAGER, "why/visits/2023-03/")
    text = words(page)
    assert heading(page) == "Why is March 2023 amber?"
    assert "5 of 6 = 83.3%" in text
    assert "The contract does not say what 5 of 6 = 83.3% is. It is read as amber." in text
    assert "Final since Tue 11 Apr 2023" in text
    assert "5 working days after Fri 31 Mar 2023, skipping Fri 7 Apr 2023 and Mon 10 Apr 2023" in text
    assert "Damson House no row" in text
    assert "5 rows count, 1 does not reach it." in text
    assert re.search(r"Ash House .*? A2, B2, C2, D2", text)


def test_other_readings_stand_beside_with_what_would_follow(cast: Cast) -> None:
    text = words(look(cast, r.MANAGER, "why/visits/2023-03/"))
    beside = text.partition("Other readings")[2]
    assert "Amber (used, since the first day)" in beside
    assert re.search(r"Red R Red also raise at next meeting .*? from Tue 11 Apr 2023", beside)
    assert re.search(r"Unrated Unrated no decide action of Tue 11 Apr 2023", beside)


def test_a_late_row_says_when_it_was_due_and_comes_first(cast: Cast) -> None:
    text = words(look(cast, r.MANAGER, "why/reports/2023-05/"))
    rows = text.partition("Cells and file")[2]
    assert rows.index("Sent on Mon 22 May 2023, due Tue 16 May 2023") < rows.index("Ash House")
    assert "Excused by both sides on Tue 30 May 2023" in rows
    assert "4 rows count, 3 do not reach it, 1 is left out." in text
    assert "Red is below 60%." in text
    assert "Amber is at least 60%, which it does not reach." in text


def test_the_file_as_sent_and_the_entry_are_a_link_away(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "why/visits/2023-03/")
    files = set(re.findall(r'href="(/c/[^"]+/files/[0-9a-f]{64}/)"', page))
    assert files
    entries = set(re.findall(r'href="/c/[^/]+/(history/\d+/)"', page))
    assert entries
    look(cast, r.MANAGER, entries.pop())


def test_an_overall_rating_is_made_of_others(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "why/overall/2023-03/")
    assert heading(page) == "Why is March 2023 amber overall?"
    assert f'href="/c/{cast.visits.pk}/why/visits/2023-03/"' in page


def test_as_it_stood_on_a_day(cast: Cast) -> None:
    """April was final on Tue 9 May: the day before it could still change."""
    before = words(look(cast, r.MANAGER, "why/reports/2023-04/?on=2023-05-08"))
    assert "It can still change until Tue 9 May 2023" in before
    assert "This is how it stood on Mon 8 May 2023." in before
    assert "Final since Tue 9 May 2023" in words(look(cast, r.MANAGER, "why/reports/2023-04/"))


def test_a_step_shows_its_conditions_with_the_clause_beside(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "why/step/no-improvement/plan-1/2023-06-09/")
    text = words(page)
    assert heading(page) == "Conditions met: formal warning"
    assert "The improvement plan of Wed 10 May 2023 was reviewed on Fri 9 Jun 2023: not improved" in text
    assert "Clause 6.7" in text
    assert "why KPI 2 is red in May 2023" in text
    decided = words(look(cast, r.MANAGER, "why/step/plan/2023-05-09/"))
    assert "Met on Tue 9 May 2023." in decided
    assert "Wed 10 May" in decided


def test_nothing_is_changed_from_here(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "why/step/no-improvement/plan-1/2023-06-09/")
    assert 'method="post"' not in page.partition("<main")[2]


@pytest.mark.parametrize(
    "path",
    [
        "why/visits/2030-01/",
        "why/nothing/2023-05/",
        "why/overall/x/",
        "why/step/none/",
        "why/visits/2023-03/x/",
        "why/a%2Fb/c/",
        "why/%00/2023-05/",
        "why/step/%00/",
    ],
)
def test_what_is_not_there_is_not_found(cast: Cast, path: str) -> None:
    look(cast, r.MANAGER, path, status=404)


def test_what_has_no_figure_says_so(cast: Cast) -> None:
    assert heading(look(cast, r.MANAGER, "why/visits/2023-06/")) == "June 2023 is not due yet"
