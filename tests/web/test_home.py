"""Home, the list of contracts and the search: what each person finds there, and what they do not."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import TODAY, Cast

from tenor.base.wording import said
from tenor.desk.lookups.home import Line
from tenor.desk.models import Contract, InstallationEntry, Snapshot
from tenor.desk.permissions import roles as r
from tenor.desk.permissions.for_needs import ACT_FOR
from tenor.desk.permissions.table import MAY
from tenor.desk.record import record
from tenor.desk.snapshots import behind, renew
from tenor.desk.visible import get_place
from tenor.ledger.events.agreements import AgreementProposed
from tenor.ledger.record import Proposed
from tenor.review.need_model import ACTS, Need
from tenor.web.need_links import link_of


@pytest.fixture
def kept(cast: Cast) -> Cast:
    """The cast, with Home and lists made."""
    for contract in (cast.visits, cast.lifts):
        renew(contract, TODAY)
    return cast


def text(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast[who])
    return client


def test_the_manager_sees_what_waits_in_the_order_of_home(kept: Cast) -> None:
    page = text(signed_in(kept, r.MANAGER), reverse("home"))
    assert "What needs you today" in page
    assert "Mon 12 Jun 2023" in page
    assert page.index("Conditions met: you decide") > 0
    assert page.count("t-btn--main") == 1


def test_the_supplier_sees_its_own_and_never_the_councils_decisions(kept: Cast) -> None:
    page = text(signed_in(kept, r.SUPPLIER), reverse("home"))
    assert "you decide" not in page
    assert "Return" in page or "return" in page


@pytest.mark.parametrize("who", ["stranger", "outsider", r.OWNER])
def test_others_see_nothing_of_it(kept: Cast, who: str) -> None:
    client = signed_in(kept, who)
    for address in (reverse("home"), reverse("contracts"), reverse("search") + "?q=visits"):
        page = text(client, address).replace("visits”", "")
        assert kept.visits.title not in page
        assert str(kept.visits.pk) not in page


def test_nobody_signed_in_is_sent_to_sign_in(kept: Cast) -> None:
    for name in ("home", "contracts", "search"):
        answer = Client().get(reverse(name))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")


def test_filters_stand_in_the_address(kept: Cast) -> None:
    client = signed_in(kept, r.MANAGER)
    assert kept.visits.title in text(client, reverse("contracts"), f="conditions met")
    assert "No contract fits" in text(client, reverse("contracts"), f="silent")
    assert kept.visits.title in text(client, reverse("contracts"), q="R44 voices")
    assert "No contract fits" in text(client, reverse("contracts"), q="lifts")


@pytest.mark.parametrize("sort", ["what stands", "name", "-name", "supplier", "rating", "next", "trend", "no such"])
def test_every_order_gives_the_list(kept: Cast, sort: str) -> None:
    assert kept.visits.title in text(signed_in(kept, r.MANAGER), reverse("contracts"), sort=sort)


def test_a_list_is_taken_away_as_it_is_filtered_and_noted(kept: Cast) -> None:
    client = signed_in(kept, r.MANAGER)
    rows = list(csv.reader(io.StringIO(client.get(reverse("contracts"), {"as": "csv"}).content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Reference", "R44-2022"]
    assert json.loads(client.get(reverse("contracts"), {"as": "json", "f": "silent"}).content) == []
    assert client.get(reverse("contracts"), {"as": "xlsx"}).content[:2] == b"PK"
    assert InstallationEntry.objects.filter(line__contains='"Exported"').count() == 3


def test_a_view_is_saved_and_taken_away(kept: Cast) -> None:
    client = signed_in(kept, r.MANAGER)
    client.post(reverse("saved-views"), {"name": "My deciding", "query": "f=conditions+met"})
    assert "My deciding" in text(client, reverse("contracts"))
    client.post(reverse("saved-views"), {"forget": "My deciding", "query": ""})
    assert "My deciding" not in text(client, reverse("contracts"))


@pytest.mark.parametrize(
    ("words", "found"),
    [("regulation", "Contracts"), ("ofsted working", "Measures"), ("minutes", "Clauses"), ("sample", "People"), ("x", "Search")],
)
def test_search_finds_contracts_measures_clauses_people(kept: Cast, words: str, found: str) -> None:
    assert found in text(signed_in(kept, r.MANAGER), reverse("search"), q=words)


def test_search_never_takes_words_for_a_pattern(kept: Cast) -> None:
    for words in ("%%", "__", '"}', "\\", "';--"):
        assert "Contracts</h2>" not in text(signed_in(kept, r.MANAGER), reverse("search"), q=words)


def test_what_was_made_yesterday_holds_until_its_day_comes(kept: Cast) -> None:
    assert not behind(TODAY)
    changes = min(s.changes_on for s in Snapshot.objects.filter(contract=kept.visits) if s.changes_on)
    assert {c.pk for c in behind(changes)} >= {kept.visits.pk}


def test_the_auditor_looks_and_is_not_asked_to_act(kept: Cast) -> None:
    page = text(signed_in(kept, r.AUDITOR), reverse("home"))
    assert "Conditions met: the council decides" in page
    for words in ("you decide", "Look and decide", "Look and settle", "Look and answer", "What needs you today"):
        assert words not in page, words
    assert "t-btn--main" not in page or "What needs you today" in page


def test_whoever_may_do_some_of_it_is_asked_for_that_alone(kept: Cast) -> None:
    head = text(signed_in(kept, r.HEAD), reverse("home"))
    assert "Conditions met: you decide" in head
    assert "Look and decide" in head


def where(kept: Cast, who: str, kind: Any, act: Any, side: str, **about: str) -> tuple[str, str]:
    need = Need(id="x", kind=kind, side=side, what=said("need-final"), act=act, about=tuple(about.items()))  # type: ignore[arg-type]
    words, href = link_of(Line(need=need, contract=kept.visits, side=side, roles=(who,)))
    return str(words), href.removeprefix(f"/c/{kept.visits.pk}")


def test_a_line_leads_to_its_act_or_to_a_look(cast: Cast) -> None:
    both = {"return": "performance-return", "period": "2023-05"}
    checked = "/returns/performance-return/2023-05/check/"
    assert where(cast, r.MANAGER, "check", "check return", "buyer", **both) == ("Check the return", checked)
    assert where(cast, r.HEAD, "check", "check return", "buyer", **both) == ("Look", "/")
    assert where(cast, r.AUDITOR, "figure", "settle figure", "buyer", kpi="k", period="2023-05") == ("Look", "/why/k/2023-05/")
    assert where(cast, r.MANAGER, "becoming final", "look", "buyer", **both) == ("Look", checked)
    assert where(cast, r.SUPPLIER, "becoming final", "look", "supplier", **both) == ("Look", checked.removesuffix("check/"))
    assert where(cast, r.SUPPLIER, "becoming final", "look", "supplier", period="2023-05") == ("Look", "/performance/")
    assert where(cast, r.AUDITOR, "becoming final", "look", "buyer", **both) == ("Look", "/performance/")


def test_every_act_of_a_line_is_an_act_of_the_table() -> None:
    assert set(ACT_FOR) == set(ACTS)
    assert set(ACT_FOR.values()) - {""} <= set(MAY)


def test_right_after_an_act_home_and_the_list_are_right(kept: Cast) -> None:
    asked = "Agree how unclear places"
    client = signed_in(kept, r.SUPPLIER)
    assert asked not in text(client, reverse("home"))
    act = AgreementProposed(proposal="pr-1", readings={"kpi-1-gap": "red"})
    place = get_place(kept[r.MANAGER], kept.visits.pk)
    assert record(kept.visits, [Proposed(event=act, by="b-1", side="buyer", on=TODAY)], actor=place.actor).entries
    assert behind(TODAY) == [kept.visits]
    assert asked in text(client, reverse("home"))
    assert kept.visits.title in text(signed_in(kept, r.MANAGER), reverse("contracts"))
    heads = Snapshot.objects.filter(contract=kept.visits, page="standing", side="buyer").values_list("head", flat=True)
    assert list(heads) == [kept.visits.head]


@pytest.mark.parametrize("name", ["home", "contracts", "search"])
def test_few_queries(kept: Cast, name: str, django_assert_max_num_queries: Any) -> None:
    client = signed_in(kept, r.MANAGER)
    with django_assert_max_num_queries(10):
        text(client, reverse(name), q="visits")


def test_a_member_finds_the_one_page(kept: Cast) -> None:
    page = text(signed_in(kept, r.MEMBER), reverse("home"))
    assert kept.visits.title in page
    assert reverse("summary", args=[kept.visits.pk]) in page
    assert "No contracts yet" in text(signed_in(kept, r.MEMBER), reverse("contracts"))


def test_a_proposal_waits_on_the_other_sides_home_until_it_is_answered(kept: Cast) -> None:
    place = get_place(kept[r.MANAGER], kept.visits.pk)
    act = AgreementProposed(proposal="pr-1", readings={"kpi-1-gap": "red"})
    done = record(kept.visits, [Proposed(event=act, by="b-1", side="buyer", on=TODAY)], actor=place.actor)
    assert done.entries, list(map(str, done.problems))
    renew(Contract.objects.get(pk=kept.visits.pk), TODAY)
    assert "Agree how unclear places" in text(signed_in(kept, r.SUPPLIER), reverse("home"))
    assert "Agree how unclear places" not in text(signed_in(kept, r.MANAGER), reverse("home"))
