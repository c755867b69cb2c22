"""Certificates, failures of standards, findings, shared data, risks, information: what follows from the acts, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.review.history import day, entry, history, reviewed
from tests.spec.test_needs import CONTRACT

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import assurance as s
from tenor.ledger.events import decisions as d
from tenor.ledger.events import plans as p
from tenor.ledger.events import working_together as w
from tenor.review.certificates import certificates, state_of, turning_days
from tenor.review.information import requests
from tenor.review.model import Review
from tenor.review.need_duties import duties as duty_needs
from tenor.review.next_dates import next_dates
from tenor.review.offered import offered
from tenor.review.risks import risks
from tenor.review.sharing import sharing
from tenor.review.standards import failures, findings, judged, standards
from tenor.review.whole import review

Acts = list[tuple[str, str, Event]]


def shown(id: str = "c1", ends: str = "2023-11-30", **more: object) -> s.CertificateShown:
    return s.CertificateShown(certificate=id, **{"duty": "iso27001", "expires_on": day(ends), **more})  # type: ignore[arg-type]


# --- certificates ------------------------------------------------------------------------------------------------


def test_reminders_are_90_and_30_days_before() -> None:
    """needs.md 3A, 10.1: it ends on Thu 30 Nov 2023; 90 days before is Fri 1 Sep, 30 days before Tue 31 Oct."""
    (one,) = certificates(reviewed("2023-05-31").terms, reviewed("2023-05-31", ("2023-05-02", "supplier", shown())).facts)
    assert one.reminders == (date(2023, 9, 1), date(2023, 10, 31))
    assert [each.strftime("%a") for each in one.reminders] == ["Fri", "Tue"]


STATES = [
    ("2023-08-31", "current"),
    ("2023-09-01", "expires within 90 days"),
    ("2023-10-30", "expires within 90 days"),
    ("2023-10-31", "expires within 30 days"),
    ("2023-11-30", "expires within 30 days"),
    ("2023-12-01", "expired"),
]


@pytest.mark.parametrize(("on", "state"), STATES)
def test_how_a_certificate_stands(on: str, state: str) -> None:
    """On its last day it still holds."""
    (one,) = certificates(reviewed("2023-05-31").terms, reviewed("2023-05-31", ("2023-05-02", "supplier", shown())).facts)
    assert state_of(one, day(on)) == state


@pytest.mark.parametrize("ends_after", [90, 30, -1])
def test_a_review_changes_on_those_days(ends_after: int) -> None:
    """A page kept on a quiet day holds until the first reminder, the second, or the day after the end."""
    on = "2023-05-05"
    quiet = reviewed(on).changes_on
    assert quiet is not None
    turns = quiet - timedelta(days=1)
    assert turns > day(on), "choose another day: on this one the review changes at once"
    ends = turns + timedelta(days=ends_after)
    assert reviewed(on, ("2023-05-02", "supplier", shown(ends=ends.isoformat()))).changes_on == turns


def test_days_on_which_time_alone_changes_a_certificate() -> None:
    found = reviewed("2023-05-31", ("2023-05-02", "supplier", shown()))
    assert list(turning_days(found.terms, found.facts)) == [day("2023-09-01"), day("2023-10-31"), day("2023-12-01")]


REPLACED: list[tuple[str, s.CertificateShown, s.CertificateShown, bool]] = [
    ("ends later", shown("c1"), shown("c2", "2026-11-30"), True),
    ("ends earlier", shown("c1"), shown("c2", "2023-06-30"), False),
    ("of another standard", shown("c1"), shown("c2", "2026-11-30", duty="standards"), False),
    ("stands beside it", shown("c1"), shown("c2", "2026-11-30", beside=True), False),
    ("the first stood beside others", shown("c1", beside=True), shown("c2", "2026-11-30"), False),
    ("names it, though it stood beside others", shown("c1", beside=True), shown("c2", "2026-11-30", replaces="c1"), True),
]


@pytest.mark.parametrize(("what", "first", "second", "is_replaced"), REPLACED, ids=[each[0] for each in REPLACED])
def test_a_later_one_takes_its_place(what: str, first: Event, second: Event, is_replaced: bool) -> None:
    """From the day it is shown, and then it reminds of nothing."""
    acts: Acts = [("2023-05-02", "supplier", first), ("2023-05-10", "supplier", second)]
    found = reviewed("2023-05-31", *acts)
    one = certificates(found.terms, found.facts)[0]
    assert bool(one.replaced_by) == is_replaced, what
    assert (state_of(one, day("2023-05-09")) == "replaced", state_of(one, day("2023-05-10")) == "replaced") == (False, is_replaced)


def test_an_edition_that_was_withdrawn() -> None:
    """Certificates for the 2013 edition of ISO 27001 ended on Fri 31 Oct 2025, whatever they print; of another edition they did not."""
    old, new = shown("c1", "2026-03-01", edition="2013"), shown("c2", "2026-03-01", edition="2022", beside=True)
    found = reviewed("2023-05-31", ("2023-05-02", "supplier", old), ("2023-05-02", "supplier", new))
    first, second = certificates(found.terms, found.facts)
    assert (first.last_day, first.withdrawn) == (date(2025, 10, 31), True)
    assert (second.last_day, second.withdrawn) == (date(2026, 3, 1), False)
    assert state_of(first, day("2025-11-01")) == "expired"
    (ends_before,) = certificates(found.terms, reviewed("2023-05-31", ("2023-05-02", "supplier", shown("c1", edition="2013"))).facts)
    assert not ends_before.withdrawn


def test_next_dates_know_them() -> None:
    found = reviewed("2023-05-31", ("2023-05-02", "supplier", shown()))
    days = [(each.day, each.kind) for each in next_dates(found, 100) if each.kind == "certificate"]
    assert days == [(date(2023, 9, 1), "certificate"), (date(2023, 10, 31), "certificate"), (date(2023, 11, 30), "certificate")]


# --- standards ---------------------------------------------------------------------------------------------------


def failed(n: int, duty: str = "standards") -> Acts:
    return [(f"2023-05-{day_:02}", "buyer", s.StandardFailed(duty=duty, failure=f"{duty}-{day_}")) for day_ in range(2, 2 + n)]


def test_what_is_a_standard() -> None:
    """What is kept at all times; first what a rule counts or somebody audits, then the rest."""
    found = standards(reviewed("2023-05-31"))
    assert [(each.duty.id, each.main) for each in found] == [
        ("standards", True),
        ("iso27001", True),
        ("flexible", False),
        ("new-kpis", False),
        ("sharing", False),
    ]
    assert found[0].duty.found_in == "Schedule 2 (Specification)"
    assert [rule.id for rule in found[0].rules] == ["standard-missed"]
    assert [rule.id for rule in judged(reviewed("2023-05-31").terms, found[0])] == ["continual-failure"]
    assert judged(reviewed("2023-05-31").terms, found[2]) == ()


@pytest.mark.parametrize(("n", "pattern"), [(0, False), (2, False), (3, True), (5, True)])
def test_the_third_failure_of_the_same_standard(n: int, pattern: bool) -> None:
    """It is noted, and nothing follows by itself: no step, no rating, until a person judges."""
    found = reviewed("2023-05-31", *failed(n), ("2023-05-20", "buyer", s.StandardFailed(duty="iso27001", failure="other")))
    by_duty = {each.duty.id: each for each in standards(found)}
    assert by_duty["standards"].pattern == pattern
    assert not by_duty["iso27001"].pattern
    assert not [step for step in found.steps if step.rule == "continual-failure"]


def test_a_failure_is_looked_into_and_gets_its_plan() -> None:
    """The plan is the one the investigation names; else the first asked for once its step was decided on."""
    acts: Acts = [
        ("2023-02-24", "buyer", s.StandardFailed(duty="iso27001", failure="i1")),
        ("2023-02-27", "buyer", d.DecisionTaken(rule="standard-missed", outcome="taken", of="iso27001")),
        ("2023-02-27", "buyer", p.PlanRequested(plan="sp", kpis=(), step="standards action plan", rule="standard-missed")),
        ("2023-03-03", "buyer", s.StandardInvestigated(failure="i1")),
    ]
    (one,) = failures(reviewed("2023-03-31", *acts))
    assert one.step is not None
    assert one.plan is not None
    assert (one.step.rule, one.plan.id, one.open) == ("standard-missed", "sp", True)
    (before,) = failures(reviewed("2023-02-25", *acts))
    assert (before.investigated, before.plan, before.open) == (None, None, True)
    other: Acts = [*acts[:3], ("2023-03-01", "buyer", p.PlanRequested(plan="named", kpis=(), step="standards action plan"))]
    (one,) = failures(reviewed("2023-03-31", *other, ("2023-03-03", "buyer", s.StandardInvestigated(failure="i1", plan="named"))))
    assert one.plan is not None
    assert one.plan.id == "named"


def test_looking_into_one_standard_does_not_do_it_for_another() -> None:
    """Two standards failed and both were decided on: the investigation of one leaves that of the other to be done."""
    acts: Acts = [
        ("2023-05-02", "buyer", s.StandardFailed(duty="iso27001", failure="i1")),
        ("2023-05-02", "buyer", s.StandardFailed(duty="standards", failure="s1")),
        ("2023-05-03", "buyer", d.DecisionTaken(rule="standard-missed", outcome="taken", of="iso27001")),
        ("2023-05-03", "buyer", d.DecisionTaken(rule="standard-missed", outcome="taken", of="standards")),
        ("2023-05-04", "buyer", s.StandardInvestigated(failure="i1")),
    ]
    found = reviewed("2023-05-05", *acts)
    assert [each.id for each in duty_needs(found, "buyer") if each.act == "investigate"] == [
        "investigation after standard-missed/standards/2023-05-02"
    ]


def example_on(on: str) -> Review:
    from tenor.cli.opening import open_contract

    opened = open_contract(CONTRACT, None)
    return review(opened.terms, opened.entries, on=day(on))


def test_the_audit_of_the_example() -> None:
    """needs.md 3A, 10.2: two findings, one of them major; the plan was agreed 15 days after it was asked for, its target by local
    practice. 10.1: the scope leaves out where reports are stored."""
    found = findings(example_on("2023-06-12"))
    assert [(each.id, each.weight) for each in found] == [("f-1", "major"), ("f-2", "minor")]
    major = found[0]
    assert major.plan is not None
    assert (major.plan.requested_on, major.plan.agreed_on) == (date(2023, 2, 27), date(2023, 3, 14))
    assert (major.took, major.target) == (15, date(2023, 3, 14))
    assert (major.duty, major.investigated is not None, major.closed is not None) == ("iso27001", True, True)


# --- information, shared data, risks -----------------------------------------------------------------------------


def test_information_of_the_example() -> None:
    """needs.md 3A, 12.1: asked on 3 May, due 17 May, supplied 16 May."""
    (one,) = requests(example_on("2023-06-12").facts)
    assert one.supplied is not None
    assert (one.asked.day, one.due, one.supplied.day, one.days_late) == (date(2023, 5, 3), date(2023, 5, 17), date(2023, 5, 16), 0)


LATE: list[tuple[str, Acts, str, int]] = [
    ("in time", [("2023-05-17", "supplier", w.InformationSupplied(request="i"))], "2023-05-17", 0),
    ("late", [("2023-05-19", "supplier", w.InformationSupplied(request="i"))], "2023-05-17", 2),
    (
        "in time by the day that was agreed",
        [
            ("2023-05-16", "buyer", w.InformationDateAgreed(request="i", due=date(2023, 5, 24))),
            ("2023-05-19", "supplier", w.InformationSupplied(request="i")),
        ],
        "2023-05-24",
        0,
    ),
    (
        "the last day agreed counts",
        [
            ("2023-05-16", "buyer", w.InformationDateAgreed(request="i", due=date(2023, 5, 24))),
            ("2023-05-18", "buyer", w.InformationDateAgreed(request="i", due=date(2023, 5, 22))),
            ("2023-05-23", "supplier", w.InformationSupplied(request="i")),
        ],
        "2023-05-22",
        1,
    ),
    ("not here yet", [], "2023-05-17", 0),
]


@pytest.mark.parametrize(("what", "acts", "due", "days_late"), LATE, ids=[each[0] for each in LATE])
def test_late_by_the_day_that_holds(what: str, acts: Acts, due: str, days_late: int) -> None:
    asked = ("2023-05-03", "buyer", w.InformationAsked(request="i", due=date(2023, 5, 17)))
    found = reviewed("2023-05-31", asked, *acts)
    (one,) = requests(found.facts)
    assert (one.due, one.days_late, one.first_due) == (day(due), days_late, date(2023, 5, 17)), what
    duty = next(each for each in found.duties if each.id == "information i")
    assert duty.due == day(due)
    assert duty.state == ("overdue" if not one.supplied else "done late" if days_late else "done")


CHECKS: list[tuple[Acts, str, bool]] = [
    ([("2023-05-03", "buyer", s.SharingAgreed(agreement="a", signed_on=date(2022, 8, 24)))], "2023-08-24", False),
    ([("2023-05-03", "buyer", s.SharingAgreed(agreement="a"))], "2024-05-03", False),
    ([("2023-05-03", "buyer", s.SharingAgreed(agreement="a", review_on=date(2023, 9, 1)))], "2023-09-01", True),
    (
        [
            ("2023-05-03", "buyer", s.SharingAgreed(agreement="a", review_on=date(2023, 5, 10))),
            ("2023-05-09", "buyer", s.SharingChecked(agreement="a")),
        ],
        "2024-05-09",
        False,
    ),
]


@pytest.mark.parametrize(("acts", "next_check", "given"), CHECKS)
def test_signatories_are_looked_at_once_a_year(acts: Acts, next_check: str, given: bool) -> None:
    (one,) = sharing(reviewed("2023-05-31", *acts).facts)
    assert (one.next_check, one.given) == (day(next_check), given)


def test_a_risk_keeps_its_scores() -> None:
    acts: Acts = [
        ("2022-12-08", "buyer", w.RiskRaised(risk="a", likelihood=2, impact=4, owner="supplier contract manager")),
        ("2023-05-02", "buyer", w.RiskScored(risk="a", likelihood=4, impact=4, review_on=date(2023, 8, 1))),
        ("2023-05-03", "buyer", w.RiskRaised(risk="b", kind="issue", likelihood=5, impact=5, came_from="a")),
        ("2023-05-04", "supplier", w.RiskRaised(risk="c")),
        ("2023-05-05", "buyer", w.RiskRaised(risk="z", likelihood=5, impact=5)),
        ("2023-05-06", "buyer", w.RiskClosed(risk="z")),
    ]
    found = reviewed("2023-05-31", *acts)
    log = risks(found.terms, found.facts)
    assert [(one.id, one.score) for one in log] == [("b", 25), ("a", 16), ("c", 0), ("z", 25)]  # closed ones last
    a = next(one for one in log if one.id == "a")
    assert ([each.day for each in a.scores], a.side, a.became) == ([day("2022-12-08"), day("2023-05-02")], "supplier", ("b",))
    assert (a.look_on, a.rescore_by) == (date(2023, 8, 1), date(2024, 5, 2))
    c = next(one for one in log if one.id == "c")
    assert (c.side, c.look_on, c.scores) == ("supplier", date(2024, 5, 4), ())


def test_what_one_side_keeps_is_open_to_that_side_alone() -> None:
    """A risk of the council's own: scored and closed by the council, for the council; to the supplier it is not there."""
    acts = history("2023-05-31")
    hidden = entry(len(acts) + 1, "2023-05-31", "buyer", w.RiskRaised(risk="own"), seen_by="buyer")
    found = reviewed("2023-05-31", entries=[*acts, hidden])
    assert offered(found, "risk", "own", seen_by="buyer") == {"buyer": ["risk-scored", "risk-closed"], "supplier": []}
    assert offered(found, "risk", "own") == {"buyer": [], "supplier": []}
    (one,) = risks(found.terms, found.facts)
    assert (one.seen_by, one.side) == ("buyer", "buyer")


def test_sentences_call_a_thing_by_its_words() -> None:
    """The risk of the example, not its id."""
    dates = [say(each.what) for each in next_dates(example_on("2023-06-12"), 20) if each.kind == "risk"]
    assert "Look again at a risk, and score it: Two homes are far from all visitors" in dates
