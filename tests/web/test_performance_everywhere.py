"""The pages of how a contract goes, on every example at the end of its history: each figure, each step, each year, small and whole."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.test import Client
from tests.cast import CONTRACTS, make_person
from tests.sites import fixed_today

from tenor.desk.actions.people import give_role
from tenor.desk.bring import bring_in
from tenor.desk.models import Contract, Organisation, Snapshot
from tenor.desk.permissions import roles as r
from tenor.desk.reviews import review_of
from tenor.desk.snapshots import kept_for

ENDS = {"reg-44-visits": date(2023, 10, 20), "lift-repairs": date(2025, 6, 10), "day-centres": date(2025, 8, 1)}


@pytest.fixture(params=sorted(ENDS))
def looked_at(request: pytest.FixtureRequest, db: None) -> object:
    with fixed_today(ENDS[request.param]):
        council = Organisation.objects.create(name="Example Council")
        contract = bring_in(CONTRACTS / request.param, council=council).contract
        assert contract is not None
        person = make_person("Alex Example")
        assert not give_role(to=person, role=r.MANAGER, contract=contract, organisation=council, known_as="b-1", by=None)
        client = Client()
        client.force_login(person)
        yield contract, client


def test_every_figure_and_step_has_its_page(looked_at: tuple[Contract, Client]) -> None:
    contract, client = looked_at
    review = review_of(contract, "buyer")
    below = f"/c/{contract.pk}/"
    for path in ("", "performance/", "what-if/"):
        assert client.get(below + path).status_code == 200, path
    summary = json.loads(Snapshot.objects.get(contract=contract, side=kept_for(contract, "buyer", "summary"), page="summary").data)
    for year in summary["strip"]["years"]:
        for path in (f"?year={year['n']}", f"performance/?year={year['n']}"):
            assert client.get(below + path).status_code == 200, path
    begun = [
        (kpi, rating.period.label)
        for kpi, by_period in review.ratings.by_kpi.items()
        for rating in by_period.values()
        if rating.period.first <= review.on
    ]
    paths = [f"why/{kpi}/{label}/" for kpi, label in begun[:: max(1, len(begun) // 8)]]
    paths += [f"why/overall/{label}/" for label, rating in review.ratings.overall.items() if rating.period.first <= review.on][-2:]
    paths += [f"why/step/{step.id}/" for step in review.steps[-6:]]
    for path in paths:
        answer = client.get(below + path)
        assert answer.status_code == 200, path
        assert b"<h1" in answer.content
    for kept in Snapshot.objects.filter(contract=contract).exclude(page__startswith="chart:"):
        assert len(kept.data) < 100_000, (kept.page, len(kept.data))


def test_every_link_of_the_pages_leads_somewhere(looked_at: tuple[Contract, Client]) -> None:
    contract, client = looked_at
    below = f"/c/{contract.pk}/"
    links: set[str] = set()
    for path in ("", "performance/", "what-if/"):
        main = client.get(below + path).content.decode().partition("<main")[2].partition("</main>")[0]
        links |= {each.replace("&amp;", "&").partition("#")[0] for each in re.findall(r'href="(/c/[^"]+)"', main)}
    for link in sorted(links)[:40]:
        assert client.get(link).status_code in (200, 302), link


def test_every_open_figure_can_be_tried(looked_at: tuple[Contract, Client]) -> None:
    """Also one that is stated, or whose rows nobody can foresee."""
    contract, client = looked_at
    page = client.get(f"/c/{contract.pk}/what-if/").content.decode()
    figures = re.findall(r'<option value="([^"]+\|[^":]+)"', page.partition('name="figure"')[2].partition("</select>")[0])
    assert figures
    for figure in figures:
        share = client.get(f"/c/{contract.pk}/what-if/", {"about": "figure", "figure": figure, "n": "1", "of": "4"})
        assert share.status_code == 200, figure
        assert "If this happens" in share.content.decode()
