"""The ladder on one page: where the contract stands, how it got there, what would move it, when at the earliest, under which reading."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from tests.cast import Cast, make_cast
from tests.sites import fixed_today
from tests.web.test_summary import heading, look, words

from tenor.desk.permissions import roles as r


def rung(page: str, name: str) -> str:
    """The text of one rung."""
    several = re.findall(r'<li class="t-rung.*?</h3>.*?(?=<li class="t-rung|</ol>)', page)
    return words(next(one for one in several if f">{name}" in one))


def test_where_it_stands_and_how_it_got_there(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "ladder/")
    assert heading(page) == "The conditions of “formal warning” are met: a person decides"
    plan = rung(page, "Improvement plan")
    for line in ("Tue 9 May Conditions met: KPI 1 and KPI 2", "Wed 10 May Decided: yes", "Wed 24 May Plan-1 agreed by both sides"):
        assert line in plan
    assert "Fri 9 Jun Plan-1 looked at: not improved" in plan
    assert "conditions met: you decide" in rung(page, "Formal warning")
    assert reverse("decide", args=[cast.visits.pk, "no-improvement/plan-1/2023-06-09"]) in page


def test_every_day_leads_on(cast: Cast) -> None:
    """An entry of the ladder is a link to the card, the plan or the letter it is about."""
    page = look(cast, r.MANAGER, "ladder/")
    lines = re.findall(r'<span class="t-date">[^<]*</span><span>(.*?)</span></li>', page.partition("<main")[2])
    assert len(lines) > 9
    assert all('<a class="t-link" href="/c/' in line for line in lines)
    for path in dict.fromkeys(re.findall(rf'href="/c/{cast.visits.pk}/(decide/[^"]+|plan/[^"]+)"', page)):
        look(cast, r.AUDITOR, path)


def test_what_would_move_it_and_when_at_the_earliest(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "ladder/")
    ahead = rung(page, "Consider termination")
    assert "Not met. What would meet it:" in ahead
    assert "Formal warning 2 times (clause 6.5)" in ahead
    assert "KPI 2 red in June 2023 and July 2023 too: that would be 3 in a row" in ahead
    assert "Mon 7 Aug 2023, if June 2023 and July 2023 come out as bad as that" in ahead
    assert "A decision closes it, whatever is decided." in rung(page, "Formal warning")


def test_under_which_reading(cast: Cast) -> None:
    """needs.md 3B-18: the stricter and the looser answer beside."""
    plan = rung(look(cast, r.MANAGER, "ladder/"), "Improvement plan")
    assert "“overall amber or worse”: not met on Tue 9 May 2023" in plan
    assert "any KPI amber only" not in plan  # which would change nothing


@pytest.mark.parametrize("role", [r.SUPPLIER, r.AUDITOR, r.LEGAL, r.EQUALITY, r.HEAD])
def test_everybody_reads_the_same_and_only_some_decide(cast: Cast, role: str) -> None:
    ours, theirs = (rung(look(cast, who, "ladder/"), "Consider termination") for who in (r.MANAGER, role))
    assert ours == theirs
    page = look(cast, role, "ladder/")
    decides = role == r.HEAD
    assert ("conditions met: you decide" in page) == decides
    assert ('data-act="person-judged"' in page) == decides
    assert page.count("t-btn--main") <= 1


def test_whoever_sees_a_part_only_does_not_see_it(cast: Cast) -> None:
    for role in (r.UNIT, r.VISITOR, r.MEMBER):
        look(cast, role, "ladder/", status=403)


def test_as_it_stood_on_a_day_not_yet(cast: Cast) -> None:
    """needs.md 6.3: amber in January and February, within the first six months."""
    page = look(cast, r.MANAGER, "ladder/?on=2023-03-08")
    text = words(page)
    assert "This is how it stood on Wed 8 Mar 2023." in text
    assert "not yet" in text
    assert "in January 2023 and February 2023 would meet it, but the contract spares the time until Tue 28 Feb 2023" in text
    assert "Tue 9 May" not in rung(page, "Improvement plan").partition("What would")[0]


def test_after_a_warning_the_watch_and_the_count(db: None) -> None:
    """needs.md 6.9: warned on 14 June; July stretch, August red, September outside what is known; the card once August is final."""
    with fixed_today(date(2023, 9, 8)):
        cast = make_cast(until=datetime(2023, 9, 8, 6, 0, tzinfo=UTC))
        page = look(cast, r.MANAGER, "ladder/")
        text = words(page)
        assert heading(page) == "The conditions of “consider termination” are met: a person decides"
        assert "1 formal warning counts in the life of this contract." in text
        assert "None lapses; closing one changes no count." in text
        assert "After the formal warning received on Wed 14 Jun 2023 these periods are looked at." in text
        watch = text.partition("Each measure in each period of the watch")[2]
        assert "July 2023 August 2023 September 2023" in watch
        assert re.search(r"KPI 2 .{0,40}7/7 .{0,40}4/7", watch)
        assert "skipped" not in text
        assert "Wed 14 Jun" in rung(page, "Formal warning")
