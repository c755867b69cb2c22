"""Standards on the site: failures, audits, findings and certificates, from finding out to putting right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cast import Cast
from tests.sites import fixed_today
from tests.web.assurance import ROLES, address, client_of, controls, day_boxes, events, expected, last_id, page, send
from tests.web.test_summary import heading, words

from tenor.desk.permissions import roles as r
from tenor.desk.snapshots import renew
from tenor.ledger.events.assurance import (
    AuditHeld,
    CertificateShown,
    FindingClosed,
    FindingInvestigated,
    FindingMade,
    StandardFailed,
    StandardInvestigated,
)

LONG = "x" * 4001


def fail(cast: Cast, duty: str = "standards", text: str = "Two rooms were not clean.", **more: Any) -> str:
    assert send(cast, r.MANAGER, "failure-new", duty, text=text, **more).status_code == 302
    return last_id(cast, StandardFailed, "failure")


def find(cast: Cast, weight: str = "minor", text: str = "No lock on a cupboard") -> str:
    assert send(cast, r.MANAGER, "audit-new", "iso27001", by="third party", name="Example Auditors", text="The office").status_code == 302
    audit = last_id(cast, AuditHeld, "audit")
    assert send(cast, r.MANAGER, "audit", audit, text=text, weight=weight).status_code == 302
    return last_id(cast, FindingMade, "finding")


# --- the hub -----------------------------------------------------------------------------------------------------


def test_the_standards_with_where_they_are_found(cast: Cast) -> None:
    """needs.md 3A, 9.1: from Schedule 2; row 11: kept, not hidden."""
    text = words(page(cast, r.MANAGER, "standards"))
    assert "Standards of the specification met" in text
    assert "Found in Schedule 2 (Specification)." in text
    assert "A failure leads to: investigation, standards action plan." in text
    assert "May be audited by: Example County Council or third party named by the buyer." in text
    assert "No rules on governance. not applicable in this contract: nothing rests on it" in text
    assert "What is normal, continual, reasonable or prompt is for a person to judge and to explain." in text


def test_both_sides_read_the_same(cast: Cast) -> None:
    ours, theirs = (words(page(cast, role, "standards")) for role in (r.MANAGER, r.SUPPLIER))
    for said in ("Not full compliance while f-1 is open", "Fri 1 Sep", "Tue 31 Oct", "Scope leaves out where reports are stored"):
        assert said in ours, said
        assert said in theirs, said
    assert "It was not met" in ours
    assert "It was not met" not in theirs
    assert "Example County Council does this." in theirs


def test_the_audit_of_the_example(cast: Cast) -> None:
    """needs.md 3A, 10.2: 2 findings, 1 major, plan agreed in 15 days by a local target."""
    assert heading(page(cast, r.MANAGER, "audit", "audit-2023")) == "2 findings on Wed 22 Feb 2023, 1 major"
    text = words(page(cast, r.MANAGER, "finding", "f-1"))
    assert "Scope leaves out where reports are stored" in text
    assert "Agreed 15 days after it was asked for. Within the target of 15 days (local practice)." in text
    assert "Closed Fri 28 Apr 2023" in text


# --- failures ----------------------------------------------------------------------------------------------------


def test_a_failure_on_its_way(cast: Cast) -> None:
    """Found, decided on by a person, looked into; both sides see each step."""
    id = fail(cast)
    assert heading(page(cast, r.SUPPLIER, "standards")) == "Not met: “Standards of the specification met”"
    text = words(page(cast, r.SUPPLIER, "failure", id))
    assert "Two rooms were not clean." in text
    assert "The conditions for investigation and standards action plan are met. A person decides." in text
    assert "Nobody has said why yet. Example County Council does this." in text
    assert send(cast, r.EQUALITY, "failure", id, text="Too few hours were planned.", plan="").status_code == 302
    assert events(cast, StandardInvestigated)[-1] == StandardInvestigated(failure=id)
    text = words(page(cast, r.MANAGER, "failure", id))
    assert "Too few hours were planned." in text
    assert "Looked into Mon 12 Jun 2023" in text
    assert "No action plan was asked for." in text


def test_a_plan_already_asked_for_is_named(cast: Cast) -> None:
    from uuid import uuid4

    from tenor.desk.actions.say import say
    from tenor.desk.visible import get_place
    from tenor.ledger.events.plans import PlanRequested

    id = fail(cast)
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    assert say(place, PlanRequested(plan="clean-plan", kpis=(), step="standards action plan"), turn=uuid4()).entries
    assert "clean-plan, asked for on Mon 12 Jun 2023" in words(page(cast, r.MANAGER, "failure", id))
    assert send(cast, r.MANAGER, "failure", id, text="Too few hours", plan="clean-plan").status_code == 302
    text = words(page(cast, r.SUPPLIER, "failure", id))
    assert "plan not agreed yet" in text
    assert "clean-plan , asked for on Mon 12 Jun 2023" in text


def test_the_third_failure_is_noted_and_decides_nothing(cast: Cast) -> None:
    """needs.md 3A, 9.1 and 3B-30: a pattern is shown; a person judges, with a reason."""
    for n in range(2):
        fail(cast, text=f"Number {n}", on_day="", on_month="", on_year="")
    assert "missed" not in words(page(cast, r.MANAGER, "standards")).partition("Standards")[0]
    third = fail(cast, text="Number 3")
    for role in (r.MANAGER, r.SUPPLIER):
        text = words(page(cast, role, "standards"))
        assert "“Standards of the specification met” was missed 3 times." in text
        assert "The contract gives no number for “again and again”: a person judges, and says why. 9.1" in text
    assert "Failure 3 of 3 of the same standard." in words(page(cast, r.MANAGER, "failure", third))


def test_a_failure_of_an_earlier_day(cast: Cast) -> None:
    id = fail(cast, **day_boxes("on", date(2023, 6, 1)))
    assert heading(page(cast, r.MANAGER, "failure", id)) == "Not met on Thu 1 Jun 2023: “Standards of the specification met”"


def test_pressed_twice_is_one(cast: Cast) -> None:
    turn = "7d9f6b3e-8b0a-4c4c-9a51-4d5e6f708192"
    for _ in range(2):
        assert send(cast, r.MANAGER, "failure-new", "standards", text="Not clean", turn=turn).status_code == 302
    assert len(events(cast, StandardFailed)) == 2  # this one, and the example's


WRONG: list[tuple[str, tuple[str, ...], dict[str, Any], str]] = [
    ("failure-new", ("standards",), {"text": ""}, "Fill in “What was not met”"),
    ("failure-new", ("standards",), {"text": "  "}, "Fill in “What was not met”"),
    ("failure-new", ("standards",), {"text": LONG}, "must be 4000 characters or fewer"),
    ("failure-new", ("standards",), {"text": "x", **day_boxes("on", date(2023, 6, 13))}, "2023"),
    ("failure-new", ("standards",), {"text": "x", "on_day": "31", "on_month": "2", "on_year": "2023"}, "must be a real day"),
    ("audit-new", ("iso27001",), {"by": "", "text": ""}, "Choose an answer for “Who held the audit”"),
    ("audit-new", ("iso27001",), {"by": "third party", "name": ""}, "Fill in “Who was named”"),
    ("audit-new", ("iso27001",), {"by": "a friend"}, "Choose one of the answers"),
    ("audit", ("audit-2023",), {"text": "x", "weight": ""}, "Choose an answer for “How grave is it”"),
    ("audit", ("audit-2023",), {"text": "", "weight": "major"}, "Fill in “What was found”"),
    ("audit", ("audit-2023",), {"text": "x", "weight": "grave"}, "Choose one of the answers"),
    ("finding", ("f-1",), {"text": "x"}, "f-1"),
    ("finding", ("f-1",), {"text": "x", "do": "close"}, "f-1"),
    ("failure", ("iso-1",), {"text": "again"}, "investigated already"),
]


@pytest.mark.parametrize(("name", "more", "given", "said"), WRONG)
def test_wrong_input_records_nothing_and_keeps_what_was_typed(
    cast: Cast, name: str, more: tuple[str, ...], given: dict[str, Any], said: str
) -> None:
    from tenor.desk.models import Entry

    before = Entry.objects.filter(contract=cast.visits).count()
    answer = send(cast, r.MANAGER, name, *more, **given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert text.count("<title>Error:") == 1
    assert Entry.objects.filter(contract=cast.visits).count() == before


def test_changed_meanwhile_is_told(cast: Cast) -> None:
    """Somebody else recorded something since the page was drawn: it is shown, what was typed stays, sent again it goes in."""
    id = fail(cast)
    cast.visits.refresh_from_db()
    head = cast.visits.head
    fail(cast, text="Another one")
    answer = send(cast, r.MANAGER, "failure", id, text="Because of hours", plan="", head=head)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Because of hours" in text
    assert not [event for event in events(cast, StandardInvestigated) if event.failure == id]
    assert send(cast, r.MANAGER, "failure", id, text="Because of hours", plan="").status_code == 302


# --- findings ----------------------------------------------------------------------------------------------------


def test_a_finding_on_its_way(cast: Cast) -> None:
    """Found, looked into, recorded as a failure of the standard, closed with why."""
    id = find(cast, "major", "Reports lie outside the scope")
    assert heading(page(cast, r.SUPPLIER, "finding", id)) == "A major finding, to be looked into"
    text = page(cast, r.MANAGER, "finding", id)
    assert f"?finding={id}" in text
    assert f"/actions/new/?from=finding+{id}" in text
    assert "Reports lie outside the scope" in page(cast, r.MANAGER, "failure-new", "iso27001", query=f"?finding={id}")
    assert send(cast, r.MANAGER, "failure-new", "iso27001", query=f"?finding={id}", text="Scope").status_code == 302
    assert events(cast, StandardFailed)[-1].finding == id
    assert send(cast, r.MANAGER, "finding", id, text="It was moved").status_code == 302
    assert events(cast, FindingInvestigated)[-1] == FindingInvestigated(finding=id)
    assert send(cast, r.MANAGER, "finding", id, text="").status_code == 422
    assert send(cast, r.MANAGER, "finding", id, do="close", text="The scope covers it now").status_code == 302
    assert events(cast, FindingClosed)[-1] == FindingClosed(finding=id)
    text = words(page(cast, r.SUPPLIER, "finding", id))
    assert "The scope covers it now" in text
    assert "Recorded as a failure of the standard" in text


# --- certificates ------------------------------------------------------------------------------------------------


CERTIFICATE = {"name": "ISO 27001", "edition": "2022", "scope": "The office", "body": "Example Certification Ltd"}


def test_a_certificate_is_shown_and_takes_the_place_of_another(cast: Cast) -> None:
    given = {**CERTIFICATE, **day_boxes("issued", date(2023, 6, 1)), **day_boxes("expires", date(2025, 6, 1)), "place": "iso-cert-1"}
    assert send(cast, r.SUPPLIER, "certificate-new", "iso27001", **given).status_code == 302
    made = events(cast, CertificateShown)[-1]
    assert (made.edition, made.replaces, made.expires_on) == ("2022", "iso-cert-1", date(2025, 6, 1))
    assert heading(page(cast, r.MANAGER, "certificate", "iso-cert-1")) == "Replaced by a later certificate"
    assert heading(page(cast, r.MANAGER, "certificate", made.certificate)) == "This certificate holds until Sun 1 Jun 2025"
    renew(cast.visits)
    with fixed_today(date(2023, 9, 4)):
        home = page_home(cast, r.SUPPLIER)
        assert "Look again at a risk" in words(home)
        assert "/standards/certificates/" not in home


def page_home(cast: Cast, role: str) -> str:
    return str(client_of(cast, role).get("/").content.decode())


def test_reminders_stand_on_home(cast: Cast) -> None:
    """needs.md 3A, 10.1: it expires on 30 Nov 2023: reminders 90 and 30 days before, on both Homes; over on the day after."""
    renew(cast.visits)  # kept today; the days to come turn it
    for day, there, state in (
        (date(2023, 8, 31), False, "current"),
        (date(2023, 9, 1), True, "ends within 90 days"),
        (date(2023, 10, 31), True, "ends within 30 days"),
        (date(2023, 12, 1), True, "over"),
    ):
        with fixed_today(day):
            for role in (r.MANAGER, r.SUPPLIER):
                assert ("/standards/certificates/iso-cert-1/" in page_home(cast, role)) == there, (day, role)
            assert state in words(page(cast, r.MANAGER, "certificate", "iso-cert-1")), day


def test_what_a_scope_leaves_out_becomes_a_finding(cast: Cast) -> None:
    """needs.md 3A, 10.1: the scope excludes where reports are stored."""
    given = {**CERTIFICATE, "left_out": "where reports are stored", **day_boxes("expires", date(2025, 6, 1)), "place": "beside"}
    assert send(cast, r.SUPPLIER, "certificate-new", "iso27001", **given).status_code == 302
    id = last_id(cast, CertificateShown, "certificate")
    assert "The scope leaves out: where reports are stored" in page(cast, r.MANAGER, "certificate", id)
    assert "Make it a finding" not in page(cast, r.SUPPLIER, "certificate", id)
    assert (
        send(cast, r.MANAGER, "certificate", id, text="The scope leaves out: where reports are stored", weight="major").status_code == 302
    )
    made = events(cast, FindingMade)[-1]
    assert (made.audit, made.certificate, made.weight) == ("", id, "major")
    assert "where reports are stored" in words(page(cast, r.SUPPLIER, "finding", made.finding))
    assert heading(page(cast, r.SUPPLIER, "standards")) == "1 finding is not closed"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({**CERTIFICATE, "place": "beside"}, "Enter the last day"),
        (
            {**CERTIFICATE, "place": "beside", **day_boxes("issued", date(2023, 6, 2)), **day_boxes("expires", date(2023, 6, 1))},
            "must be after the day it was issued",
        ),
        ({**CERTIFICATE, **day_boxes("expires", date(2025, 6, 1))}, "Choose an answer for “Does it take the place of one shown before”"),
        ({**CERTIFICATE, "scope": "", "place": "beside", **day_boxes("expires", date(2025, 6, 1))}, "Fill in “What does its scope cover”"),
    ],
)
def test_a_certificate_with_gaps(cast: Cast, given: dict[str, Any], said: str) -> None:
    answer = send(cast, r.SUPPLIER, "certificate-new", "iso27001", **given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert len(events(cast, CertificateShown)) == 1


# --- what is offered, to whom ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_a_page_offers_what_the_table_does(cast: Cast, role: str) -> None:
    """A failure and a finding in each state: the controls are the acts that they are open to, for those who may, and no others."""
    open_failure, looked_into = fail(cast), fail(cast)
    assert send(cast, r.MANAGER, "failure", looked_into, text="Why").status_code == 302
    open_finding, investigated = find(cast), find(cast)
    assert send(cast, r.MANAGER, "finding", investigated, text="Why").status_code == 302
    for id in (open_failure, looked_into, "iso-1"):
        assert controls(page(cast, role, "failure", id), id) == expected(cast, role, "failure", id), id
    for id in (open_finding, investigated, "f-1"):
        assert controls(page(cast, role, "finding", id), id) == expected(cast, role, "finding", id), id


@pytest.mark.parametrize("role", ROLES)
def test_what_may_be_begun(cast: Cast, role: str) -> None:
    may_check, may_show = role in (r.MANAGER, r.HEAD, r.EQUALITY), role in (r.MANAGER, r.SUPPLIER)
    hub = page(cast, role, "standards")
    assert controls(hub, "iso27001") == ({"standard-failed", "audit-held"} if may_check else set()) | (
        {"certificate-shown"} if may_show else set()
    )
    assert ('data-act="finding-made"' in page(cast, role, "audit", "audit-2023")) == may_check


@pytest.mark.parametrize("role", [r.HEAD, r.LEGAL, r.AUDITOR, r.SUPPLIER])
def test_whoever_may_not_is_refused_and_told_who_may(cast: Cast, role: str) -> None:
    may = role == r.HEAD
    answer = send(cast, role, "failure-new", "standards", text="Not clean")
    assert answer.status_code == (302 if may else 422)
    assert len(events(cast, StandardFailed)) == (2 if may else 1)
    if role in (r.LEGAL, r.AUDITOR):
        said = words(page(cast, role, "failure-new", "standards"))
        assert "This is done by: contract manager, head of service, equality officer." in said


@pytest.mark.parametrize("name", ["failure", "failure-new", "audit-new", "certificate-new", "audit", "finding", "certificate"])
def test_what_is_not_there(cast: Cast, name: str) -> None:
    for id in ("nowhere", "%00", "a b"):
        page(cast, r.MANAGER, name, id, status=404)


@pytest.mark.parametrize("role", [r.VISITOR, r.UNIT, r.MEMBER])
def test_those_who_see_a_part_do_not_come_here(cast: Cast, role: str) -> None:
    for name in ("standards", "information-list", "risks"):
        page(cast, role, name, status=403)


def test_erased_words_are_told(cast: Cast) -> None:
    from uuid import uuid4

    from tenor.desk.actions.say import say
    from tenor.desk.held import held
    from tenor.desk.visible import get_place
    from tenor.ledger.events.keeping import BodyErased

    fail(cast, text="A name that must go")
    cast.visits.refresh_from_db()
    entry = held(cast.visits).entries[-1]
    assert say(get_place(cast[r.MANAGER], cast.visits.pk), BodyErased(entry=entry.id), turn=uuid4()).entries
    for name, more in (("standards", ()), ("failure", (last_id(cast, StandardFailed, "failure"),))):
        text = words(page(cast, r.SUPPLIER, name, *more))
        assert "The words were erased." in text
        assert "A name that must go" not in text


@pytest.mark.parametrize("name", ["standards", "information-list", "risks"])
def test_a_page_costs_few_queries(cast: Cast, name: str, django_assert_max_num_queries: Any) -> None:
    client = client_of(cast, r.MANAGER)
    client.get(address(cast, name))
    with django_assert_max_num_queries(10):
        assert client.get(address(cast, name)).status_code == 200


@pytest.mark.parametrize("path", ["standards/", "information/", "risks/", "risks/raise/", "information/ask/", "information/sharing/"])
def test_another_contract_has_its_pages_too(cast: Cast, path: str) -> None:
    """One with other standards, or none, and nothing recorded of them."""
    assert client_of(cast, "outsider").get(f"/c/{cast.lifts.pk}/{path}").status_code == 200
    assert client_of(cast, r.MANAGER).get(f"/c/{cast.lifts.pk}/{path}").status_code == 404


def test_what_a_remark_is_about() -> None:
    """Of the clauses asked for, or of a numbered clause on which nothing rests: those within one that is used are used."""
    from tests.review.history import example

    from tenor.desk.pages.standards import remarks

    found = {tuple(one["clause"]): one["unused"] for one in remarks(example(), {"9.1"})}
    assert found == {("11",): True, ("9.1", "12.1"): False}
