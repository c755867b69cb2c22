"""Rows, documents and history: what each shows, to whom, and what is taken away."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast

from tenor.base.wording import sentence_of
from tenor.desk.models import File
from tenor.desk.permissions import roles as r
from tenor.ledger.events import TYPES, kebab

PAGES = ("rows", "documents", "history")


def client_of(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast[who])
    return client


def text(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def taken(client: Client, address: str, **query: str) -> list[list[str]]:
    answer = client.get(address, {"as": "csv", **query})
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def address(cast: Cast, name: str, *args: object) -> str:
    return reverse(name, args=[cast.visits.pk, *args])


def test_history_tells_every_kind_of_entry_in_words() -> None:
    for name in TYPES:
        assert sentence_of(f"told-{kebab(name)}")


def test_history_is_all_of_the_chain_newest_first(cast: Cast) -> None:
    page = text(client_of(cast, r.AUDITOR), address(cast, "history"))
    assert f"{cast.visits.length} entries" in page
    assert "Alex Example" in page
    assert cast.visits.head in page


def test_history_is_filtered_in_the_address_and_taken_away(cast: Cast) -> None:
    client = client_of(cast, r.MANAGER)
    rows = list(
        csv.reader(io.StringIO(client.get(address(cast, "history"), {"as": "csv", "subject": "plans"}).content.decode("utf-8-sig")))
    )
    assert len(rows) > 3
    assert all("plan" in row[5].lower() for row in rows[1:])
    assert "No entry fits" in text(client, address(cast, "history"), q="zebra")


def test_an_entry_opens_with_what_its_maker_saw(cast: Cast) -> None:
    client = client_of(cast, r.MANAGER)
    page = text(client, address(cast, "entry", 1))
    assert "How it is kept" in page
    assert client.get(address(cast, "entry", cast.visits.length + 1)).status_code == 404


def test_the_contract_as_it_was_known(cast: Cast) -> None:
    client = client_of(cast, r.MANAGER)
    page = text(client, address(cast, "as-known"), on="2023-05-09")
    assert "how it stood at the end of Tue 9 May 2023" in page
    for wrong in ("", "2030-01-01", "2001-01-01", "x"):
        assert client.get(address(cast, "as-known"), {"on": wrong}).status_code == 422


def test_a_file_comes_back_as_it_was_sent_and_only_to_those_it_is_for(cast: Cast) -> None:
    kept = File.objects.filter(contract=cast.visits).first()
    assert kept is not None
    for who, status in ((r.MANAGER, 200), (r.SUPPLIER, 200), (r.AUDITOR, 200), ("stranger", 404), ("outsider", 404), (r.VISITOR, 403)):
        answer = client_of(cast, who).get(address(cast, "file", kept.sha256))
        assert answer.status_code == status, who
    answer = client_of(cast, r.SUPPLIER).get(address(cast, "file", kept.sha256))
    assert answer.content == bytes(kept.data)
    assert answer["Content-Disposition"].startswith("attachment")
    File.objects.filter(pk=kept.pk).update(seen_by="buyer")
    assert client_of(cast, r.SUPPLIER).get(address(cast, "file", kept.sha256)).status_code == 404


def test_rows_are_filtered_and_taken_away(cast: Cast) -> None:
    client = client_of(cast, r.MANAGER)
    page = text(client, address(cast, "rows"))
    assert "Ash House" in page
    assert "Report due" in page
    assert "No row fits" in text(client, address(cast, "rows"), unit="Z")
    rows = taken(client, address(cast, "rows"), month="2023-03")
    assert len(rows) > 5


def test_clauses_have_their_places(cast: Cast) -> None:
    page = text(client_of(cast, r.MANAGER), address(cast, "documents"))
    assert 'id="clause-6-3"' in page
    signed = client_of(cast, r.AUDITOR).get(address(cast, "signed-terms"))
    assert signed.content.startswith(b"# Monthly")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        *((role, 200) for role in (r.MANAGER, r.HEAD, r.SUPPLIER, r.EQUALITY, r.LEGAL, r.AUDITOR)),
        *((role, 403) for role in (r.MEMBER, r.VISITOR, r.UNIT)),
        *((who, 404) for who in ("stranger", "outsider", r.OWNER)),
    ],
)
def test_who_sees_them(cast: Cast, name: str, who: str, status: int) -> None:
    assert client_of(cast, who).get(address(cast, name)).status_code == status


@pytest.mark.parametrize("name", PAGES)
def test_few_queries(cast: Cast, name: str, django_assert_max_num_queries: Any) -> None:
    client = client_of(cast, r.MANAGER)
    text(client, address(cast, name))
    with django_assert_max_num_queries(10):
        text(client, address(cast, name))
