"""The log of risks and issues on the site: for both sides, or kept to one; scored, looked at again, closed, taken away."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from tests.cast import Cast
from tests.sites import fixed_today
from tests.web.assurance import ROLES, address, client_of, controls, day_boxes, events, expected, last_id, page, send
from tests.web.test_summary import heading, words

from tenor.desk.held import held
from tenor.desk.models import Entry, Snapshot
from tenor.desk.permissions import roles as r
from tenor.desk.snapshots import renew
from tenor.ledger.events.working_together import RiskClosed, RiskRaised, RiskScored
from tenor.ledger.model import Entry as Made

GOOD: dict[str, Any] = {"text": "Snow shuts the road", "likelihood": "2", "impact": "5", "owner": "supplier", "own": "both"}
SECRET = "quincewood: we doubt their figures"


def log(cast: Cast, role: str = r.MANAGER, query: str = "", **given: Any) -> str:
    assert send(cast, role, "risk-new", query=query, **{**GOOD, **given}).status_code == 302
    return last_id(cast, RiskRaised, "risk")


def latest(cast: Cast, n: int) -> Sequence[Made]:
    cast.visits.refresh_from_db()
    return held(cast.visits).entries[-n:]


def test_the_log_the_highest_score_first(cast: Cast) -> None:
    log(cast)
    text = words(page(cast, r.MANAGER, "risks"))
    assert text.index("Snow shuts the road risk 10") < text.index("Two homes are far from all visitors risk 9")
    assert "2 unlikely × 5 the service fails Visiting Voices CIC" in text
    assert heading(page(cast, r.MANAGER, "risks")) == "3 open risks"
    assert "The highest scores 10 of 25: Snow shuts the road" in text


def test_the_matrix_holds_each_at_its_place(cast: Cast) -> None:
    log(cast)
    matrix = page(cast, r.MANAGER, "risks").partition('id="matrix"')[2]
    row = next(each for each in matrix.split("<tr>") if "2 unlikely" in each)
    cells = row.split("<td>")[1:]
    assert ["Snow" in each for each in cells] == [False, False, False, False, True]


def test_what_one_side_keeps_is_nowhere_for_the_other(cast: Cast) -> None:
    """Raised, scored and closed by the council for itself; the supplier finds neither words nor id nor count, on no page and in no list."""
    id = log(cast, own="own", text=SECRET, mitigation=SECRET)
    assert send(cast, r.MANAGER, "risk", id, do="score", likelihood="4", impact="4", text=SECRET).status_code == 302
    assert {entry.seen_by for entry in latest(cast, 2)} == {"buyer"}
    assert "only Example County Council sees this" in words(page(cast, r.MANAGER, "risk", id))
    assert heading(page(cast, r.SUPPLIER, "risks")) == "1 open risk"
    page(cast, r.SUPPLIER, "risk", id, status=404)
    assert send(cast, r.SUPPLIER, "risk", id, do="score", likelihood="1", impact="1").status_code == 404
    client = client_of(cast, r.SUPPLIER)
    for path in ("risks", "standards", "information-list", "history", "summary"):
        for query in ("", "?as=csv", "?as=json"):
            assert id not in client.get(address(cast, path) + query).content.decode(), path
            assert "quincewood" not in client.get(address(cast, path) + query).content.decode(), path
    assert send(cast, r.MANAGER, "risk", id, do="close", text=SECRET).status_code == 302
    assert latest(cast, 1)[0].seen_by == "buyer"
    renew(cast.visits)
    kept = "".join(Snapshot.objects.filter(contract=cast.visits, side="supplier").values_list("data", flat=True))
    assert "quincewood" not in kept
    assert id not in kept


def test_each_side_may_keep_its_own(cast: Cast) -> None:
    id = log(cast, r.SUPPLIER, own="own", text=SECRET)
    assert latest(cast, 1)[0].seen_by == "supplier"
    page(cast, r.MANAGER, "risk", id, status=404)
    assert SECRET in words(page(cast, r.SUPPLIER, "risk", id))


def test_scored_again_and_closed(cast: Cast) -> None:
    """Its history stays; the review day stands on the Home of the side that looks after it."""
    id = log(cast, **day_boxes("review", date(2023, 6, 15)))
    renew(cast.visits)
    assert f"/risks/log/{id}/" in client_of(cast, r.SUPPLIER).get("/").content.decode()
    assert f"/risks/log/{id}/" not in client_of(cast, r.MANAGER).get("/").content.decode()
    given = {"likelihood": "4", "impact": "5", "text": "A hard winter is forecast", **day_boxes("review", date(2023, 9, 1))}
    assert send(cast, r.SUPPLIER, "risk", id, do="score", **given).status_code == 302
    assert events(cast, RiskScored)[-1] == RiskScored(risk=id, likelihood=4, impact=5, review_on=date(2023, 9, 1))
    text = words(page(cast, r.MANAGER, "risk", id))
    assert "Risk, scored 20 of 25" in text
    assert text.index("A hard winter is forecast") < text.index("first score")
    renew(cast.visits)
    assert f"/risks/log/{id}/" not in client_of(cast, r.SUPPLIER).get("/").content.decode()
    assert send(cast, r.MANAGER, "risk", id, do="close", text="Winter is over").status_code == 302
    assert events(cast, RiskClosed)[-1] == RiskClosed(risk=id)
    assert heading(page(cast, r.SUPPLIER, "risk", id)) == "Risk, closed"
    assert "Winter is over" in words(page(cast, r.SUPPLIER, "risk", id))
    assert send(cast, r.MANAGER, "risk", id, do="score", likelihood="1", impact="1").status_code == 422


def test_a_risk_that_happened_is_an_issue(cast: Cast) -> None:
    id = log(cast)
    assert "It has happened already" not in page(cast, r.MANAGER, "risk-new", query=f"?from={id}")
    issue = log(cast, query=f"?from={id}", text="The road was shut on Monday")
    made = events(cast, RiskRaised)[-1]
    assert (made.kind, made.came_from, made.likelihood, made.impact) == ("issue", id, 5, 5)
    wrong = send(cast, r.MANAGER, "risk-new", query=f"?from={id}", **{**GOOD, "impact": ""})
    assert "Choose an answer for “How much does it matter”" in wrong.content.decode()
    assert "The road was shut on Monday" in words(page(cast, r.SUPPLIER, "risk", id))
    assert "the risk that was raised before" in words(page(cast, r.SUPPLIER, "risk", issue))
    assert heading(page(cast, r.MANAGER, "risks")) == "3 open risks and 1 open issue"


def test_an_issue_for_both_cannot_name_what_one_keeps(cast: Cast) -> None:
    hidden = log(cast, own="own", text=SECRET)
    before = Entry.objects.filter(contract=cast.visits).count()
    answer = send(cast, r.MANAGER, "risk-new", query=f"?from={hidden}", **GOOD)
    assert answer.status_code == 422
    assert "keeps to itself" in answer.content.decode() or "kept by the" in answer.content.decode()
    assert Entry.objects.filter(contract=cast.visits).count() == before
    log(cast, query=f"?from={hidden}", own="own")


def test_not_looked_at_for_a_year(cast: Cast) -> None:
    """The council's own risk of 8 Dec 2022 is to be scored again a year later, and only the council is told."""
    renew(cast.visits)
    for day, there in ((date(2023, 11, 30), False), (date(2023, 12, 1), True), (date(2023, 12, 11), True)):
        with fixed_today(day):
            assert ("/risks/log/r-1/" in client_of(cast, r.MANAGER).get("/").content.decode()) == there, day
            assert "/risks/log/r-1/" not in client_of(cast, r.SUPPLIER).get("/").content.decode()


def test_taken_away_in_each_form(cast: Cast) -> None:
    log(cast, text="=1+1 is no formula")
    client = client_of(cast, r.MANAGER)
    rows = list(csv.DictReader(io.StringIO(client.get(address(cast, "risks") + "?as=csv").content.decode("utf-8-sig"))))
    assert [(row["Description"], row["Score"], row["Status"]) for row in rows] == [
        ("'=1+1 is no formula", "10", "open"),
        ("Two homes are far from all visitors", "9", "open"),
        ("Four visitors only: one illness is a month's trouble", "8", "open"),
    ]
    assert [row["Who sees it"] for row in rows] == ["both sides", "both sides", "Example County Council"]
    listed = json.loads(client.get(address(cast, "risks") + "?as=json").content)
    assert listed[1]["Look again on"] == "2023-06-30"
    with zipfile.ZipFile(io.BytesIO(client.get(address(cast, "risks") + "?as=xlsx").content)) as book:
        assert "no formula" in book.read("xl/sharedStrings.xml").decode()
    theirs = client_of(cast, r.SUPPLIER).get(address(cast, "risks") + "?as=csv").content.decode()
    assert "Four visitors only" not in theirs


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "Fill in “What may happen, and why”"),
    ({"likelihood": ""}, "Choose an answer for “How likely is it”"),
    ({"likelihood": "6"}, "Choose one of the answers for “How likely is it”"),
    ({"impact": "0"}, "Choose one of the answers for “How much would it matter”"),
    ({"impact": "1.5"}, "Choose one of the answers for “How much would it matter”"),
    ({"owner": ""}, "Choose an answer for “Who looks after it”"),
    ({"owner": "somebody else"}, "Choose one of the answers for “Who looks after it”"),
    ({"own": ""}, "Choose an answer for “Who sees it”"),
    ({"text": "x" * 4001}, "must be 4000 characters or fewer"),
    (day_boxes("review", date(2023, 6, 11)), "is over on Mon 12 Jun 2023"),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_wrong_input_records_nothing_and_keeps_the_rest(cast: Cast, given: dict[str, Any], said: str) -> None:
    before = Entry.objects.filter(contract=cast.visits).count()
    answer = send(cast, r.MANAGER, "risk-new", **{**GOOD, "mitigation": "Two routes are known", **given})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert "Two routes are known" in text
    assert Entry.objects.filter(contract=cast.visits).count() == before


def test_closing_asks_why(cast: Cast) -> None:
    answer = send(cast, r.MANAGER, "risk", "r-2", do="close", text=" ")
    assert answer.status_code == 422
    assert not events(cast, RiskClosed)


@pytest.mark.parametrize("role", ROLES)
def test_a_page_offers_what_the_table_does(cast: Cast, role: str) -> None:
    """A risk for both, closed, and kept by the council: its controls are what it is open to, for those who may."""
    closed = log(cast)
    assert send(cast, r.MANAGER, "risk", closed, do="close", text="Over").status_code == 302
    for id in ("r-2", closed):
        found = controls(page(cast, role, "risk", id), id) - {"risk-raised"}
        assert found == expected(cast, role, "risk", id), id
    if role == r.SUPPLIER:
        page(cast, role, "risk", "r-1", status=404)
    else:
        assert controls(page(cast, role, "risk", "r-1"), "r-1") - {"risk-raised"} == expected(cast, role, "risk", "r-1", "buyer")
    assert ("risk-raised" in page(cast, role, "risks")) == (role != r.AUDITOR)


def test_whoever_may_not_is_told_who_may(cast: Cast) -> None:
    assert send(cast, r.AUDITOR, "risk-new", **GOOD).status_code == 422
    assert len(events(cast, RiskRaised)) == 2
    assert "This is done by: contract manager, head of service" in words(page(cast, r.AUDITOR, "risk-new"))


def test_what_is_not_there(cast: Cast) -> None:
    for id in ("nowhere", "%00"):
        page(cast, r.MANAGER, "risk", id, status=404)
