"""What if: what would follow is said, and nothing is recorded."""

from __future__ import annotations

import re

import pytest
from tests.cast import Cast
from tests.web.test_summary import heading, look, words

from tenor.desk.models import Contract, Entry
from tenor.desk.permissions import roles as r


def test_it_opens_with_the_one_that_says_most(cast: Cast) -> None:
    """needs.md 6, 13: if a report is late, June cannot end better than amber."""
    page = look(cast, r.MANAGER, "what-if/")
    text = words(page)
    assert heading(page) == "If Ash House is late in June 2023: no better than green overall"
    assert "6 of 7 = 85.7%, amber instead of stretch" in text
    assert "Improvement plan : its conditions would be met on Fri 7 Jul 2023" in text
    assert "Nothing is recorded" in text
    assert "checked" in page


def test_a_unit_that_is_left_out(cast: Cast) -> None:
    """One of seven not there at all: in no band of KPI 1; the reports that there are may all be in time."""
    text = words(look(cast, r.MANAGER, "what-if/?about=thing&thing=2023-06|unit:G&happens=not+done"))
    assert "Visits carried out: 6 of 7 = 85.7%, amber instead of green" in text
    assert "6 of 6 = 100%" in text


def test_what_goes_well_changes_nothing(cast: Cast) -> None:
    text = words(look(cast, r.MANAGER, "what-if/?about=thing&thing=2023-06|unit:G&happens=in+time"))
    assert "No figure would be different." in text
    assert "Nothing else would follow" in text


def test_a_figure_may_be_tried(cast: Cast) -> None:
    """KPI 2 red in June, after amber and red: the single red of clause 6.6, and not yet three in a row."""
    text = words(look(cast, r.MANAGER, "what-if/?about=figure&figure=2023-06|reports&n=2&of=7"))
    assert "2 of 7 = 28.6%, red instead of stretch" in text
    assert "Raise at next meeting or urgent meeting or no particular concern" in text
    follows = text.partition("What would follow")[2].partition("Try something")[0]
    assert "termination" not in follows.lower()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("about=figure&figure=2023-06|reports&n=9&of=7", "no more than 7"),
        ("about=figure&figure=2023-06|reports&n=3", "Say of how many"),
        ("about=figure&figure=2023-06|reports&n=x&of=7", "n"),
        ("about=thing&thing=2023-06|unit:ZZ&happens=late", "If this"),
        ("about=thing&thing=2023-06|unit:G&happens=gone", "happens to be"),
    ],
)
def test_what_cannot_be_tried_is_said_and_what_was_typed_is_kept(cast: Cast, query: str, said: str) -> None:
    page = look(cast, r.MANAGER, f"what-if/?{query}", status=422)
    assert "govuk-error-summary" in page
    assert said in words(page)
    for number in re.findall(r"&(?:n|of)=(\w+)", query):
        assert f'value="{number}"' in page


def test_nothing_is_recorded(cast: Cast) -> None:
    before = (Entry.objects.count(), Contract.objects.get(pk=cast.visits.pk).head)
    for path in ("what-if/", "what-if/?about=thing&thing=2023-06|unit:A&happens=late"):
        look(cast, r.MANAGER, path)
    assert (Entry.objects.count(), Contract.objects.get(pk=cast.visits.pk).head) == before


def test_the_supplier_may_try_the_same(cast: Cast) -> None:
    """From the heading to the foot; head and foot name the house of whoever looks."""
    pages = (look(cast, role, "what-if/").partition("</h1>")[2].partition("<footer")[0] for role in (r.MANAGER, r.SUPPLIER))
    ours, theirs = map(words, pages)
    assert ours == theirs
