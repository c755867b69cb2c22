"""Targets: definitions in force and to come, a change proposed in boxes by one side and agreed by the other, new KPIs, the baseline."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.sites import fixed_today
from tests.web.test_summary import heading, look, words

from tenor.base.wording import say
from tenor.desk.held import held
from tenor.desk.permissions import roles as r
from tenor.ledger.events.agreements import AgreementAnswered, AgreementProposed, VariationAgreed
from tenor.review.model import Review
from tenor.review.shown import bound_said
from tenor.review.whole import review
from tenor.terms.model import Hole

DAY = {"from__day": "1", "from__month": "1", "from__year": "2024"}


def address(cast: Cast, name: str, *more: str) -> str:
    return reverse(name, args=[cast.visits.pk, *more])


def client_of(cast: Cast, role: str) -> Client:
    client = Client()
    client.force_login(cast[role])
    return client


def events(cast: Cast, *kinds: type) -> list[Any]:
    cast.visits.refresh_from_db()
    return [entry.event for entry in held(cast.visits).entries if isinstance(entry.event, kinds)]


def as_shown(page: str) -> dict[str, str]:
    """What the boxes of a page hold, as a browser would send it."""
    found: dict[str, str] = {}
    form = page.partition('<form method="post" novalidate>')[2].partition("</form>")[0]
    for name, attrs in re.findall(r'<input[^>]*name="([^"]+)"([^>]*)>', form):
        value = re.search(r'value="([^"]*)"', attrs)
        found[name] = value[1] if value else ""
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "radio" not in tag:
            found[name[1]] = value[1].replace("&amp;", "&") if value else ""
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return found


def propose(cast: Cast, role: str = r.MANAGER, kpi: str = "reports", **more: str) -> Any:
    """Change a KPI from its page as it stands: what is not named stays as shown."""
    client = client_of(cast, role)
    shown = as_shown(client.get(address(cast, "target-change", kpi)).content.decode())
    given = {**shown, **DAY, "why": "Both sides looked at the first year.", "turn": str(uuid4()), **more}
    return client.post(address(cast, "target-change", kpi), given)


def error(answer: Any) -> str:
    return words(answer.content.decode())


def test_the_page_tells_what_is_in_force(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "targets/")
    text = words(page)
    assert heading(page) == "The targets in force"
    assert "KPI 2: Reports sent to council and Ofsted within 5 working days" in text
    assert re.search(r"Green at least 90% .*? Amber at least 60% .*? Red below 60%", text)
    assert "Last on the agenda on Thu 20 Apr 2023" in text
    assert "The next meeting is due by" in text


def test_the_baseline_is_of_the_first_three_final_months(cast: Cast) -> None:
    """September to November 2022: 17 of 18 reports in time; 2 reports sent back; never 0%."""
    text = words(look(cast, r.SUPPLIER, "targets/"))
    assert "17 of 18 = 94.4% of the first 3 final months together (September 2022, October 2022, November 2022)" in text
    assert "18 of 18 = 100%" in text
    assert "2 in 3 months" in text
    assert "Baseline: 0%" not in text


def test_a_change_is_proposed_looked_at_and_agreed_by_the_other_side(cast: Cast) -> None:
    """needs.md 3.1: KPI 2 changed from 1 January 2024: December is still rated by the old bands."""
    looked = error(propose(cast, kind1="at least", a1="95", kind2="at least", a2="70", a3="70", look="1"))
    assert "Green at least 90% at least 95%" in looked
    assert "December 2023 is rated by the old bands, January 2024 by the new." in looked
    assert not events(cast, VariationAgreed)
    before = len(events(cast, AgreementProposed))
    sent = propose(cast, a1="95", a2="70", a3="70")
    assert sent.status_code == 302
    made = events(cast, AgreementProposed)[before:]
    assert [dict(one.changes) for one in made] == [
        {
            "kpis.reports.bands.green": "at least 95%",
            "kpis.reports.bands.amber": "at least 70%",
            "kpis.reports.bands.red": "below 70%",
        }
    ]
    assert heading(look(cast, r.SUPPLIER, "targets/")) == "A change of targets waits for an answer"
    agreed = client_of(cast, r.SUPPLIER).post(sent.headers["Location"], {"answer": "agree", "why": "", "turn": str(uuid4())})
    assert agreed.status_code == 302
    text = words(look(cast, r.HEAD, "targets/"))
    assert "From Mon 1 Jan 2024" in text
    assert "December 2023 is rated by the old bands, January 2024 by the new." in text
    assert "Proposed by Alex Example, Example County Council, on Mon 12 Jun 2023; agreed by Robin Instance, Visiting Voices CIC" in text
    assert "Both sides looked at the first year." in text
    one = held(cast.visits)
    then = review(one.terms, one.entries, on=day("2024-02-01"))
    assert bounds(then, "2023-12-01") == ["at least 100%", "at least 90%", "at least 60%", "below 60%"]
    assert bounds(then, "2024-01-01") == ["at least 100%", "at least 95%", "at least 70%", "below 70%"]


def day(text: str) -> date:
    return date.fromisoformat(text)


def bounds(now: Review, first: str) -> list[str]:
    """The bands of KPI 2 in the month that begins on a day."""
    kpi = now.timeline.on(day(first)).kpi("reports")
    assert kpi is not None
    return [say(bound_said(band.bound)) for band in kpi.bands if not isinstance(band.bound, Hole)]


def test_wrong_boxes_are_told_by_box(cast: Cast) -> None:
    """All at once, each in its own words; nothing is recorded."""
    before = len(events(cast, AgreementProposed))
    answer = propose(cast, a1="very good", a2="", a3="60", why="", from__day="1", from__month="1", from__year="2023")
    text = error(answer)
    assert answer.status_code == 422
    for told in ("Green: write a number, like 95 or 2.5", "Amber: write a number", "must be a day to come", "Fill in “Why”"):
        assert told in text
    assert "Sun 31 Aug 2025" in error(propose(cast, a1="95", from__year="2031"))
    assert "Nothing is changed yet" in error(propose(cast))
    assert len(events(cast, AgreementProposed)) == before


def test_a_gap_in_new_bands_is_told_before_anybody_agrees_it(cast: Cast) -> None:
    """Amber from 70%, red below 60%: nothing says what 65% is."""
    answer = propose(cast, a1="95", a2="70")
    assert answer.status_code == 422
    assert "60%" in error(answer)
    assert "70%" in error(answer)
    assert propose(cast, a1="95", a2="70", otherwise="red").status_code == 302
    assert dict(events(cast, AgreementProposed)[-1].changes)["kpis.reports.otherwise"] == "red"


def test_what_rests_on_a_reading_is_left_as_it_is(cast: Cast) -> None:
    """KPI 3's red is a reading: changing amber alone does not touch it."""
    sent = propose(cast, kpi="sent_back", title="Reports sent back")
    assert sent.status_code == 302
    assert dict(events(cast, AgreementProposed)[-1].changes) == {"kpis.sent_back.title": "Reports sent back"}


NEW = {
    "title": "Calls answered",
    "number": "4",
    "clause": "3.1",
    "every": "month",
    "measure": "share",
    "better": "higher",
    "kind0": "",
    "kind1": "at least",
    "a1": "90",
    "kind2": "at least",
    "a2": "80",
    "kind3": "below",
    "a3": "80",
    "otherwise": "",
    "why": "Families ring and nobody answers.",
    **DAY,
}


def test_a_new_kpi_from_a_day_on_and_the_months_before_untouched(cast: Cast) -> None:
    """3.1: targets are developed together; the supplier proposes, the council agrees."""
    one = held(cast.visits)
    old = review(one.terms, one.entries, on=day("2023-06-12"))
    client = client_of(cast, r.SUPPLIER)
    sent = client.post(address(cast, "target-new"), {**NEW, "turn": str(uuid4())})
    assert sent.status_code == 302, error(sent)
    changes = dict(events(cast, AgreementProposed)[-1].changes)
    assert json.loads(changes["returns.monthly.holds"]) == ["visits", "sent_back", "calls_answered"]
    page = words(client_of(cast, r.MANAGER).get(sent.headers["Location"]).content.decode())
    assert "A new KPI 4 (Calls answered)" in page
    assert "so many of so many, given in the return, each month; green: at least 90%, amber: at least 80% and red: below 80%" in page
    assert client_of(cast, r.MANAGER).post(sent.headers["Location"], {"answer": "agree", "turn": str(uuid4())}).status_code == 302
    assert events(cast, VariationAgreed)
    one = held(cast.visits)
    now = review(one.terms, one.entries, on=day("2023-06-12"))
    for kpi, by_period in old.ratings.by_kpi.items():
        assert [each.at(old.on) for each in by_period.values()] == [each.at(now.on) for each in now.ratings.by_kpi[kpi].values()]
    later = review(one.terms, one.entries, on=day("2024-02-20"))
    states = {label: each.at(later.on).state for label, each in later.ratings.by_kpi["calls_answered"].items()}
    assert (states["2023-12"], states["2024-01"]) == ("not applicable", "not reported")
    text = words(look(cast, r.MANAGER, "targets/"))
    assert "KPI 4: Calls answered 3.1 to come" in text
    assert "No baseline yet: 0 of the first 3 final months are there." in text


def test_late_returns_are_offered_as_a_new_kpi(cast: Cast) -> None:
    """needs.md 3B-31: lateness is recorded and no KPI rates it; the form can begin from it."""
    assert "Begin from one for late returns" in words(look(cast, r.MANAGER, "targets/"))
    page = client_of(cast, r.MANAGER).get(address(cast, "target-new") + "?start=late-return").content.decode()
    shown = as_shown(page)
    assert shown["title"] == "Working days the return was late"
    assert (shown["kind1"], shown["a1"], shown["kind3"], shown["a3"]) == ("at most", "0", "at least", "2")
    given = {**shown, **DAY, "measure": "count", "better": "lower", "every": "month", "why": "It is never rated.", "turn": str(uuid4())}
    assert client_of(cast, r.MANAGER).post(address(cast, "target-new"), given).status_code == 302


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"title": ""}, "Fill in “Title”"),
        ({"measure": "rows nowhere"}, "Choose one of the answers"),
        ({"kind1": "", "kind2": "", "kind3": ""}, "Give at least one level a band"),
        ({"a1": "70"}, "Amber"),
        ({"kind2": "from", "a2": "90", "b2": "80"}, "the second number must be the greater one"),
        ({"title": "x" * 300}, "200 characters or fewer"),
    ],
)
def test_a_new_kpi_that_cannot_be(cast: Cast, more: dict[str, str], told: str) -> None:
    answer = client_of(cast, r.MANAGER).post(address(cast, "target-new"), {**NEW, "turn": str(uuid4()), **more, "look": "1"})
    assert told in error(answer)
    assert not [one for one in events(cast, AgreementProposed) if any("calls" in path for path in one.changes)]


def test_the_end_of_one(cast: Cast) -> None:
    """Measured no more from the day; the month before is the last that is rated."""
    given = {**DAY, "why": "It is counted elsewhere.", "turn": str(uuid4())}
    client = client_of(cast, r.MANAGER)
    assert "December 2023 is the last that is rated." in error(
        client.post(address(cast, "target-end", "sent_back"), {**given, "look": "1"})
    )
    sent = client.post(address(cast, "target-end", "sent_back"), given)
    assert sent.status_code == 302
    client_of(cast, r.SUPPLIER).post(sent.headers["Location"], {"answer": "agree", "turn": str(uuid4())})
    assert "Ends: measured no more from Mon 1 Jan 2024" in words(look(cast, r.MANAGER, "targets/"))
    assert client.get(address(cast, "target-change", "sent_back")).status_code == 404


def test_pressed_twice_is_one_proposal(cast: Cast) -> None:
    turn, before = str(uuid4()), len(events(cast, AgreementProposed))
    for _ in range(2):
        assert propose(cast, a1="95", turn=turn).status_code == 302
    assert len(events(cast, AgreementProposed)) == before + 1


def test_who_may_not(cast: Cast) -> None:
    """Whoever may not propose sees why; the proposing side cannot agree its own."""
    for role in (r.HEAD, r.AUDITOR, r.EQUALITY):
        page = look(cast, role, "targets/")
        assert 'data-act="agreement-proposed"' not in page
        assert "You may look" in words(page)
        for name, more in (("target-new", ()), ("target-change", ("reports",)), ("target-end", ("reports",))):
            assert client_of(cast, role).get(address(cast, name, *more)).status_code == 403
            assert client_of(cast, role).post(address(cast, name, *more), NEW).status_code == 403
    assert 'data-act="agreement-proposed"' in look(cast, r.SUPPLIER, "targets/")
    sent = propose(cast, a1="95")
    before = len(events(cast, AgreementAnswered))
    client_of(cast, r.MANAGER).post(sent.headers["Location"], {"answer": "agree", "turn": str(uuid4())})
    assert len(events(cast, AgreementAnswered)) == before
    assert not events(cast, VariationAgreed)
    assert client_of(cast, r.MANAGER).get(address(cast, "target-change", "nothing")).status_code == 404


def test_a_new_kpi_is_asked_for_in_the_return_of_its_first_month(cast: Cast) -> None:
    """Agreed from 1 July: the form of July asks for it, the form of June does not."""
    july = {"from__day": "1", "from__month": "7", "from__year": "2023"}
    sent = client_of(cast, r.SUPPLIER).post(address(cast, "target-new"), {**NEW, **july, "turn": str(uuid4())})
    client_of(cast, r.MANAGER).post(sent.headers["Location"], {"answer": "agree", "turn": str(uuid4())})
    with fixed_today(date(2023, 7, 28)):
        client = client_of(cast, r.SUPPLIER)
        assert "Calls answered" in words(client.get(address(cast, "return-form", "monthly", "2023-07")).content.decode())
        assert "Calls answered" not in words(client.get(address(cast, "return-form", "monthly", "2023-06")).content.decode())
