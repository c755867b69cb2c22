"""What pages are made of: kept where it can be, made anew where it is behind, and cleared away."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import reverse
from tests.cast import TODAY, Cast
from tests.sites import fixed_today

from tenor.desk import tick
from tenor.desk.models import Snapshot
from tenor.desk.pages.summary import make
from tenor.desk.pages.view import View
from tenor.desk.parsed import forget, signed_terms
from tenor.desk.permissions import roles as r
from tenor.desk.record import record
from tenor.desk.snapshots import forget_old, page_data, renew
from tenor.desk.visible import get_place
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.record import Proposed


@pytest.mark.parametrize("wrong", [OperationalError("database is locked"), IntegrityError("snapshot_once")])
def test_a_page_is_shown_though_what_was_made_for_it_cannot_be_kept(cast: Cast, monkeypatch: Any, wrong: Exception) -> None:
    def refuse(**_: Any) -> None:
        raise wrong

    client = Client()
    client.force_login(cast[r.MANAGER])
    with monkeypatch.context() as during:
        during.setattr(Snapshot.objects, "update_or_create", refuse)
        page = client.get(reverse("summary", args=[cast.visits.pk]))
        assert page.status_code == 200
        assert not Snapshot.objects.exists()
    assert client.get(reverse("summary", args=[cast.visits.pk])).content.count(b"<h1") == page.content.count(b"<h1") == 1
    assert Snapshot.objects.filter(page="summary").exists()


def test_who_must_keep_is_told_that_the_database_did_not(cast: Cast, monkeypatch: Any) -> None:
    def refuse(**_: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(Snapshot.objects, "update_or_create", refuse)
    with pytest.raises(OperationalError):
        renew(cast.visits, TODAY)


def test_the_tick_makes_all_standings_before_the_pages_of_any(cast: Cast, monkeypatch: Any) -> None:
    done: list[str] = []
    monkeypatch.setattr(tick, "renew", lambda contract: done.append("standing"))
    monkeypatch.setattr(tick, "make_ready", lambda contract, day: done.append("pages"))
    assert tick.tick().renewed == 2
    assert done == ["standing", "standing", "pages", "pages"]


def test_the_tick_clears_away_what_was_looked_at_of_a_ledger_that_went_on(cast: Cast) -> None:
    forget()
    signed_terms(cast.visits)  # read anew: a process that had them already keeps no copy of their tree
    renew(cast.visits, TODAY)
    given = {"contract": cast.visits, "side": "both", "on": TODAY, "made_by": "x", "data": "{}"}
    for n in range(3):
        Snapshot.objects.create(page=f"why:old-{n}", head="0" * 64, **given)
    Snapshot.objects.create(page="why:new", head=cast.visits.head, **given)
    Snapshot.objects.create(page="summary", head="0" * 64, **given)
    assert forget_old(2) == 2
    assert Snapshot.objects.filter(page__startswith="why:old").count() == 1
    tick.tick()
    assert set(Snapshot.objects.filter(page__startswith="why:").values_list("page", flat=True)) == {"why:new"}
    assert {"summary", "standing", "needs", "search", "tree"} <= set(Snapshot.objects.values_list("page", flat=True))


def test_a_page_that_is_kept_says_what_a_new_one_would(cast: Cast) -> None:
    """Also once June's return came early: the next one comes up on the day that June's was due, with nothing new in the ledger. And a
    day on which a certificate is looked at is no date ahead on the day after."""
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    event = ReturnReceived(ret="monthly", covers="2023-06", reports=("reports",))
    done = record(cast.visits, [Proposed(event=event, by=place.actor.by, side="buyer", on=TODAY)], actor=place.actor)
    assert done.entries, done.problems
    cast.visits.refresh_from_db()
    for first, to in ((date(2023, 6, 28), date(2023, 7, 4)), (date(2023, 9, 1), date(2023, 9, 5))):
        with fixed_today(first):
            page_data(cast.visits, "buyer", "summary")
        for day in (first + timedelta(days=n) for n in range((to - first).days)):
            with fixed_today(day):
                kept, new = page_data(cast.visits, "buyer", "summary"), make(View(contract=cast.visits, side="buyer", on=day))
            for name in ("next", "flags", "strip"):
                assert kept[name] == json.loads(json.dumps(new[name])), (day, name)
