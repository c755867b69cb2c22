"""The Summary: what the example says on Mon 12 Jun 2023, to each side the same, and nothing to who may not see it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.test import Client
from tests.cast import TODAY, Cast
from tests.sites import fixed_today

from tenor.desk import held, reviews
from tenor.desk.actions.people import give_role
from tenor.desk.models import Contract, Snapshot
from tenor.desk.permissions import roles as r
from tenor.desk.record import record
from tenor.desk.visible import get_place
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.working_together import RiskRaised
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed

SECRET = "we would rather have somebody else"


def look(cast: Cast, role: str, path: str = "", status: int = 200) -> str:
    """The page as text, tags and all, blanks made one."""
    client = Client()
    client.force_login(cast[role])
    answer = client.get(f"/c/{cast.visits.pk}/{path}")
    assert answer.status_code == status, (role, path, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


def words(page: str) -> str:
    """The text alone, of the main part where it is a whole page."""
    main = page.partition("<main")[2] or page
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).strip()


def heading(page: str) -> str:
    """The one heading of a page."""
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", page)
    assert len(found) == 1
    return words(found[0])


def test_the_heading_is_the_finding_and_the_lead_its_figures(cast: Cast) -> None:
    page = look(cast, r.MANAGER)
    assert heading(page) == "A formal warning is yours to decide"
    text = words(page)
    assert "Overall Green in May 2023." in text
    assert "4 of 7 = 57.1% in May 2023, red, after 5 of 7 = 71.4% in April 2023" in text


def test_the_strip_holds_the_year_as_it_was_told(cast: Cast) -> None:
    """needs.md, top: 2022 Sep 6/6, 5/6, 1 … May 7/7, 4/7, 1."""
    look(cast, r.MANAGER)
    data = json.loads(Snapshot.objects.get(contract=cast.visits, side="buyer", page="summary").data)
    year = data["strip"]["years"][0]
    counts = {
        row["id"]: [(cell or {}).get("count") for cell in cells] for row, cells in zip(data["strip"]["rows"], year["cells"], strict=True)
    }
    levels = {
        row["id"]: [(cell or {}).get("level") for cell in cells] for row, cells in zip(data["strip"]["rows"], year["cells"], strict=True)
    }
    assert counts["visits"][:9] == ["6/6"] * 6 + ["5/6", "7/7", "7/7"]
    assert counts["reports"][:9] == ["5/6", "6/6", "6/6", "6/6", "5/6", "5/6", "4/5", "5/7", "4/7"]
    assert counts["sent_back"][:9] == ["1", "0", "1", "0", "1", "0", "1", "1", "1"]
    assert levels["reports"][:9] == ["amber", "stretch", "stretch", "stretch", "amber", "amber", "amber", "amber", "red"]
    assert levels["overall"][:9] == ["green", "stretch", "green", "stretch", "green", "green", "amber", "green", "green"]
    assert year["cells"][1][6]["reading"] == "kpi-1-gap"
    assert [cell["state"] for cell in year["cells"][2][9:]] == ["not due"] * 3
    assert {row["id"]: row["trend"]["direction"] for row in data["strip"]["rows"]} == {
        "overall": "steady",
        "visits": "steady",
        "reports": "falling",
        "sent_back": "steady",
    }


def test_marks_say_in_words_what_they_show_and_lead_to_their_reasons(cast: Cast) -> None:
    page = look(cast, r.MANAGER)
    assert f'href="/c/{cast.visits.pk}/why/reports/2023-05/"' in page
    strip = page.partition('class="t-strip"')[2].partition("</table>")[0]
    for word in ("Stretch", "Green", "Amber, under a reading", "Red", "Not due yet"):
        assert word in strip, word
    text = words(strip)
    assert text.count("on time") == 9
    assert "due 30 Jun" in text
    assert "plan agreed 24" in text
    assert "2 to decide" in text


def test_where_we_stand_what_follows_and_the_next_dates(cast: Cast) -> None:
    text = words(look(cast, r.MANAGER))
    assert "Formal warning conditions met: you decide" in text
    assert "If one of the 7 is missed or late, June 2023 cannot end better than amber for KPI 2 (6 of 7 = 85.7%)" in text
    dates = text.partition("Next dates")[2].partition("Who to call")[0]
    days = re.findall(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w{3}(?! \d{4})", dates)
    assert days[:3] == ["Fri 30 Jun", "Fri 30 Jun", "Fri 7 Jul"]  # the return, the risk to look at again, final figures
    assert "Look again at a risk, and score it: Two homes are far from all visitors" in dates
    assert "5 working days after Fri 30 Jun 2023" in dates


def test_who_to_call_names_what_is_missing(cast: Cast) -> None:
    text = words(look(cast, r.MANAGER)).partition("Who to call")[2]
    assert re.search(r"Chris Specimen .*? no email: cannot receive notices", text)
    assert text.index("Alex Example") < text.index("Sam Sample") < text.index("Chris Specimen")


def test_one_filled_button_and_only_for_who_may_decide(cast: Cast) -> None:
    for role, filled in ((r.MANAGER, 1), (r.HEAD, 1), (r.AUDITOR, 0), (r.LEGAL, 0), (r.SUPPLIER, 0)):
        assert look(cast, role).count("t-btn--main") == filled, role


def test_both_sides_see_the_same_figures(cast: Cast) -> None:
    def figures(page: str) -> list[str]:
        return re.findall(r'<span class="t-fig">(.*?)</span>', page)

    ours, theirs = look(cast, r.MANAGER), look(cast, r.SUPPLIER)
    assert figures(ours) == figures(theirs) != []
    assert heading(theirs) == "Example County Council has to decide: formal warning"
    assert "you decide" not in theirs
    assert "the council decides" in theirs


def test_a_member_gets_one_plain_page_and_no_other(cast: Cast) -> None:
    page = look(cast, r.MEMBER)
    text = words(page)
    assert heading(page) == "Overall Green in May 2023"
    assert "4 of 7 = 57.1%" in text
    assert "falling" in text
    for hidden in ("01632", "@council.example", "t-clause", "/why/", "what-if"):
        assert hidden not in page, hidden
    for path in ("performance/", "why/reports/2023-05/", "what-if/"):
        look(cast, r.MEMBER, path, status=403)


@pytest.mark.parametrize(("role", "status"), [("stranger", 404), ("outsider", 404), (r.OWNER, 404), (r.VISITOR, 403), (r.UNIT, 403)])
def test_who_may_not_see_it_does_not(cast: Cast, role: str, status: int) -> None:
    for path in ("", "performance/", "why/reports/2023-05/", "why/step/plan/2023-05-09/", "what-if/"):
        page = look(cast, role, path, status=status)
        assert "57.1%" not in page


def test_a_secret_of_one_side_is_on_no_page_of_the_other(cast: Cast) -> None:
    """A risk in words, and an advice that the council asked for by itself: its own page shows that, the supplier's must not."""
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    step = "no-improvement/plan-1/2023-06-09"
    body = Body(kind="words", salt="", content={"text": SECRET, "reason": SECRET})
    events = (
        RiskRaised(risk="risk-secret", likelihood=3, impact=3),
        DecisionTaken(rule="no-improvement", of="plan-1", steps=(step,), outcome="advice", look_again_on=date(2023, 6, 20)),
    )
    for event in events:
        secret = Proposed(event=event, by=place.actor.by, side="buyer", on=TODAY, seen_by="buyer", body=body)
        done = record(cast.visits, [secret], actor=place.actor)
        assert done.entries, [problem.said for problem in done.problems]
    assert "20 Jun" in words(look(cast, r.MANAGER, f"why/step/{step}/"))
    for path in ("", "performance/", "why/reports/2023-05/", f"why/step/{step}/", "what-if/"):
        page = look(cast, r.SUPPLIER, path)
        for hidden in (SECRET, "risk-secret", "advice", "20 Jun"):
            assert hidden not in page, (path, hidden)
    kept = "".join(Snapshot.objects.filter(contract=cast.visits, side="supplier").values_list("data", flat=True))
    assert SECRET not in kept
    assert "2023-06-20" not in kept


def test_another_year_is_a_step_away(cast: Cast) -> None:
    assert 'href="?year=2"' in look(cast, r.MANAGER)
    page = look(cast, r.MANAGER, "?year=2")
    assert "Year 2" in page
    assert 'href="?year=1"' in page
    assert 'href="?year=3"' in page
    assert "Year 1" in look(cast, r.MANAGER, "?year=nonsense")


def test_nobody_named_is_said_above_all(cast: Cast) -> None:
    from tenor.ledger.events.agreements import ContactEnded

    place = get_place(cast[r.SUPPLIER], cast.visits.pk)
    ended = Proposed(event=ContactEnded(side="supplier", order=1, last_day=TODAY), by=place.actor.by, side="supplier", on=TODAY)
    assert record(cast.visits, [ended], actor=place.actor).entries
    with fixed_today(TODAY.replace(day=13)):
        text = words(look(cast, r.MANAGER))
    assert "Nobody is named as manager." in text
    assert "missing since 13 Jun 2023" in text


def test_a_page_costs_few_queries_and_its_data_is_small(cast: Cast, django_assert_max_num_queries: object) -> None:
    client = Client()
    client.force_login(cast[r.MANAGER])
    paths = ("", "performance/", "why/reports/2023-05/", "what-if/")
    for path in paths:
        client.get(f"/c/{cast.visits.pk}/{path}")
    held.forget()
    reviews.forget()
    for path in paths:
        with django_assert_max_num_queries(10):  # type: ignore[operator]
            client.get(f"/c/{cast.visits.pk}/{path}")
    for kept in Snapshot.objects.filter(contract=cast.visits):
        assert len(kept.data) < 100_000, kept.page


def test_a_contract_without_figures_yet_has_its_page_too(cast: Cast) -> None:
    assert not give_role(to=cast[r.MANAGER], role=r.MANAGER, contract=cast.lifts, known_as="b-9", by=None)
    client = Client()
    client.force_login(cast[r.MANAGER])
    for path in ("", "performance/", "what-if/"):
        answer = client.get(f"/c/{Contract.objects.get(pk=cast.lifts.pk).pk}/{path}")
        assert answer.status_code == 200, path
