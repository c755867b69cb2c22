"""# What needs me today

Home shows each side what needs it, in seven groups and in this order: overdue; due in the next 5 working days; conditions met, waiting
for a decision; questions from the other side; figures that become final; a contract gone silent; promises without an owner. Each line
has its clause, its days, why it stands there, and one thing to do.

A line is worked out once and kept. Its days are fixed, so whether it is overdue is said on the day it is read. Nothing happens by
itself: a line that says "conditions met" stays until a person has decided.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.review.history import day, history, reviewed

from tenor.base.wording import said, say
from tenor.ledger.events import Event
from tenor.ledger.events import agreements as a
from tenor.ledger.events import assurance as s
from tenor.ledger.events import decisions as d
from tenor.ledger.events import meetings as m
from tenor.ledger.events import notices as n
from tenor.ledger.events import plans as p
from tenor.ledger.events import returns as r
from tenor.ledger.events import working_together as w
from tenor.review.flags import flags
from tenor.review.model import Review
from tenor.review.need_data import need_data, need_of
from tenor.review.need_groups import group_of, later, ordered
from tenor.review.need_model import Kind, Need, Side
from tenor.review.needs import needs
from tenor.review.trend import trend
from tenor.review.whole import review

CONTRACT = Path(__file__).parents[2] / "contracts/reg-44-visits"

# --- the day decides the group -----------------------------------------------------------------------------------

GROUPS: list[tuple[str, str, str, str, str]] = [
    # kind, on Home from, due, read on, group
    ("duty", "2023-06-23", "2023-06-30", "2023-06-22", "later"),
    ("duty", "2023-06-23", "2023-06-30", "2023-06-23", "due soon"),
    ("duty", "2023-06-23", "2023-06-30", "2023-06-30", "due soon"),
    ("duty", "2023-06-23", "2023-06-30", "2023-07-01", "overdue"),
    ("duty", "2023-06-12", "", "2023-06-12", "due soon"),
    ("duty", "2023-06-12", "", "2023-12-31", "due soon"),
    ("duty", "", "", "2023-12-31", "later"),
    ("plan", "2023-06-26", "2023-06-28", "2023-06-29", "overdue"),
    ("receipt", "2023-06-13", "", "2023-06-13", "due soon"),
    ("check", "2023-06-30", "2023-07-07", "2023-07-03", "due soon"),
    ("chase", "2023-07-01", "2023-06-30", "2023-06-30", "later"),
    ("chase", "2023-07-01", "2023-06-30", "2023-07-01", "overdue"),
    ("decide", "2023-06-09", "", "2023-06-09", "decide"),
    ("decide", "2023-06-09", "2023-06-20", "2023-07-01", "decide"),
    ("query", "2023-06-09", "", "2023-06-09", "answer"),
    ("figure", "2023-06-09", "", "2023-06-09", "answer"),
    ("becoming final", "2023-06-30", "2023-07-07", "2023-06-29", "later"),
    ("becoming final", "2023-06-30", "2023-07-07", "2023-07-06", "becoming final"),
    ("becoming final", "2023-06-30", "2023-07-07", "2023-07-07", "over"),
    ("silent", "2023-09-04", "", "2023-09-03", "later"),
    ("silent", "2023-09-04", "", "2023-09-04", "silent"),
    ("unowned", "2023-04-03", "", "2023-06-12", "equality"),
]


@pytest.mark.parametrize(("kind", "on_home_from", "due", "read_on", "group"), GROUPS)
def test_the_day_decides_the_group(kind: Kind, on_home_from: str, due: str, read_on: str, group: str) -> None:
    """A duty is overdue from the day after its day. What has no day stands from when it was first asked. A figure is final at the close
    of its final day: nothing can be done about it then. "later" is not on Home yet, "over" no more."""
    line = Need(
        id="x",
        kind=kind,
        side="buyer",
        what=said("state-none"),
        due=date.fromisoformat(due) if due else None,
        soon_from=date.fromisoformat(on_home_from) if on_home_from else None,
    )
    assert group_of(line, day(read_on)) == group


# --- the example contract ----------------------------------------------------------------------------------------


@cache
def contract_on(on: str) -> Review:
    from tenor.cli.opening import open_contract

    opened = open_contract(CONTRACT, None)
    return review(opened.terms, opened.entries, on=day(on))


def lines(found: Review, side: Side) -> list[str]:
    return [f"{group_of(one, found.on)}: {say(one.what)}" for one in ordered(needs(found, side=side), found.on)]


MEETING = "Hold the meeting (raise at next meeting), as decided on Thu 8 Jun 2023"
ANSWER = "due soon: Approve the minutes of the meeting of Thu 20 Apr 2023 (m-2023-04), or withhold approval"
WAITING = ["answer: answer a message about the improvement plan asked for on Wed 10 May 2023"] * 3  # of 1, 6 and 8 June
AGAIN = "Look again at a risk, and score it: Two homes are far from all visitors"
EXAMPLE: list[tuple[str, Side, list[str]]] = [
    ("2023-05-09", "buyer", ["decide: decide action?", "decide: improvement plan?"]),
    ("2023-05-09", "supplier", [ANSWER]),
    ("2023-06-09", "buyer", [f"due soon: {MEETING}", "decide: decide action?", "decide: formal warning?"]),
    ("2023-06-12", "buyer", [f"due soon: {MEETING}", "due soon: Issue the formal warning, as decided on Mon 12 Jun 2023"]),
    ("2023-06-12", "supplier", WAITING),
    ("2023-06-27", "buyer", ["due soon: Read the improvement plan for KPI 2, and agree it or ask for changes", f"due soon: {MEETING}"]),
    ("2023-06-27", "supplier", ["due soon: Send the monthly return for June 2023", f"due soon: {AGAIN}", *WAITING]),
    ("2023-07-03", "buyer", ["due soon: Check the return for June 2023", f"due soon: {MEETING}"]),
    ("2023-07-03", "supplier", [f"overdue: {AGAIN}", *WAITING, "becoming final: The figures for June 2023 become final"]),
    ("2023-07-07", "supplier", [f"overdue: {AGAIN}", "due soon: Try the shorter report form in two homes", *WAITING]),
]


@pytest.mark.parametrize(("on", "side", "home"), EXAMPLE)
def test_the_example_contract(on: str, side: Side, home: list[str]) -> None:
    """What each side of `contracts/reg-44-visits` finds on Home. The supplier is never told to decide what is the council's to decide."""
    assert lines(contract_on(on), side) == home


def test_an_empty_home_says_what_is_next() -> None:
    """Nothing needs the supplier on 12 June 2023; next is its return, due on the last Friday of the month."""
    found = contract_on("2023-06-12")
    first = later(needs(found, side="supplier"), found.on)[0]
    assert (say(first.what), first.due, first.worked_out and say(first.worked_out)) == (
        "Send the monthly return for June 2023",
        day("2023-06-30"),
        "Fri 30 Jun 2023: last Friday of June 2023",
    )


def test_a_decision_says_its_grounds_in_short() -> None:
    """Each ground is a figure with its counts, without the title of the KPI."""
    plan = next(one for one in needs(contract_on("2023-05-09"), side="buyer") if one.of("rule") == "plan")
    assert [say(line) for line in plan.why] == [
        "KPI 1, March 2023: 5 of 6 = 83.3%, amber",
        "KPI 2, March 2023: 4 of 5 = 80%, amber",
        "KPI 2, April 2023: 5 of 7 = 71.4%, amber",
    ]
    assert (plan.clause, plan.since, plan.act, plan.of("step")) == (("6.3",), day("2023-05-09"), "decide", "plan/2023-05-09")


def test_what_is_still_missing_is_named() -> None:
    """One report of June is not there yet: its home is named, and by when it counts."""
    final = next(one for one in needs(contract_on("2023-07-03"), side="supplier") if one.kind == "becoming final")
    check = next(one for one in needs(contract_on("2023-07-03"), side="buyer") if one.kind == "check")
    for line in (final, check):
        assert "Gorse House: sent on not yet, due Tue 4 Jul 2023" in [say(why) for why in line.why]


# --- whose line it is --------------------------------------------------------------------------------------------

Acts = list[tuple[str, str, Event]]
WHOSE: list[tuple[str, str, Acts, list[str], list[str]]] = [
    # what happened, read on, the acts, what the buyer finds, what the supplier finds (kind and what to do)
    ("no return came", "2023-07-05", [], ["chase: chase"], ["duty: send return"]),
    ("the supplier asks", "2023-04-14", [("2023-04-13", "supplier", r.QueryRaised(query="q1"))], ["query: answer query"], []),
    ("the buyer asks", "2023-04-14", [("2023-04-13", "buyer", r.QueryRaised(query="q1"))], [], ["query: answer query"]),
    (
        "a question is answered",
        "2023-04-14",
        [("2023-04-12", "supplier", r.QueryRaised(query="q1")), ("2023-04-13", "buyer", r.QueryAnswered(query="q1"))],
        [],
        [],
    ),
    (
        "the supplier questions a figure",
        "2023-04-14",
        [("2023-04-13", "supplier", r.FigureDisputed(kpi="reports", period="2023-02"))],
        ["figure: settle figure"],
        [],
    ),
    (
        "the buyer questions a figure",
        "2023-04-14",
        [("2023-04-13", "buyer", r.FigureDisputed(kpi="reports", period="2023-02"))],
        ["figure: settle figure"],
        ["figure: settle figure"],
    ),
    (
        "capacity is short",
        "2023-04-14",
        [("2023-04-13", "supplier", w.CapacityRaised(problem="c1"))],
        ["capacity: discuss capacity", "decide: decide"],
        [],
    ),
    (
        "a message of the supplier",
        "2023-04-14",
        [("2023-04-13", "supplier", w.MessageSent(message="x1"))],
        ["query: answer message"],
        [],
    ),
    (
        "a message that was answered",
        "2023-04-14",
        [("2023-04-13", "supplier", w.MessageSent(message="x1")), ("2023-04-14", "buyer", w.MessageAnswered(message="x1"))],
        [],
        [],
    ),
    (
        "another day is asked for",
        "2023-04-14",
        [("2023-04-13", "buyer", w.FlexibilityAsked(request="f1", unit="C", planned_on=date(2023, 5, 3), wanted_on=date(2023, 5, 10)))],
        [],
        ["query: answer request"],
    ),
    (
        "information is asked for",
        "2023-04-14",
        [("2023-04-12", "buyer", w.InformationAsked(request="i1", due=date(2023, 4, 19)))],
        [],
        ["duty: supply information"],
    ),
    (
        "another day was agreed for it",
        "2023-04-20",
        [
            ("2023-04-12", "buyer", w.InformationAsked(request="i1", due=date(2023, 4, 19))),
            ("2023-04-18", "buyer", w.InformationDateAgreed(request="i1", due=date(2023, 4, 26))),
        ],
        [],
        ["duty: supply information"],
    ),
    (
        "it is late",
        "2023-04-27",
        [
            ("2023-04-12", "buyer", w.InformationAsked(request="i1", due=date(2023, 4, 19))),
            ("2023-04-18", "buyer", w.InformationDateAgreed(request="i1", due=date(2023, 4, 26))),
        ],
        ["chase: chase"],
        ["duty: supply information"],
    ),
    (
        "an audit finds something",
        "2023-04-14",
        [
            ("2023-04-12", "buyer", s.AuditHeld(audit="au", duty="iso27001")),
            ("2023-04-12", "buyer", s.FindingMade(finding="fi", audit="au", weight="major")),
        ],
        ["duty: look into finding"],
        [],
    ),
    (
        "it is looked into, and the action agreed about it is done",
        "2023-04-14",
        [
            ("2023-04-11", "buyer", s.AuditHeld(audit="au", duty="iso27001")),
            ("2023-04-11", "buyer", s.FindingMade(finding="fi", audit="au", weight="minor")),
            ("2023-04-12", "buyer", s.FindingInvestigated(finding="fi")),
            ("2023-04-12", "buyer", m.ActionAgreed(action="x1", owner="supplier", source="finding fi")),
            ("2023-04-13", "supplier", m.ActionDone(action="x1")),
        ],
        ["duty: close finding"],
        [],
    ),
    (
        "a standard was not met, and a rule takes it up",
        "2023-04-14",
        [("2023-04-13", "buyer", s.StandardFailed(duty="standards", failure="s1"))],
        ["decide: decide", "decide: decide"],
        [],
    ),
    (
        "something else that is kept at all times was not",
        "2023-04-14",
        [("2023-04-13", "buyer", s.StandardFailed(duty="flexible", failure="s1"))],
        ["duty: investigate"],
        [],
    ),
    (
        "a certificate ends in 90 days",
        "2023-04-14",
        [("2023-04-13", "supplier", s.CertificateShown(certificate="c1", duty="iso27001", expires_on=date(2023, 7, 13)))],
        ["duty: show certificate"],
        ["duty: show certificate"],
    ),
    (
        "in 91 days",
        "2023-04-14",
        [("2023-04-13", "supplier", s.CertificateShown(certificate="c1", duty="iso27001", expires_on=date(2023, 7, 14)))],
        [],
        [],
    ),
    (
        "another took its place",
        "2023-04-14",
        [
            ("2023-04-12", "supplier", s.CertificateShown(certificate="c1", duty="iso27001", expires_on=date(2023, 4, 20))),
            ("2023-04-13", "supplier", s.CertificateShown(certificate="c2", duty="iso27001", expires_on=date(2024, 4, 20))),
        ],
        [],
        [],
    ),
    (
        "a year since the signatories were looked at",
        "2023-04-14",
        [("2023-04-13", "buyer", s.SharingAgreed(agreement="sh", signed_on=date(2022, 4, 20)))],
        ["duty: check sharing"],
        [],
    ),
    (
        "they were looked at",
        "2023-04-14",
        [
            ("2023-04-12", "buyer", s.SharingAgreed(agreement="sh", signed_on=date(2022, 4, 20))),
            ("2023-04-13", "buyer", s.SharingChecked(agreement="sh")),
        ],
        [],
        [],
    ),
    (
        "the review day of a risk that the supplier looks after",
        "2023-04-14",
        [("2023-04-13", "buyer", w.RiskRaised(risk="r1", owner="supplier contract manager", review_on=date(2023, 4, 20)))],
        [],
        ["duty: review risk"],
    ),
    (
        "a risk that is closed",
        "2023-04-14",
        [
            ("2023-04-12", "buyer", w.RiskRaised(risk="r1", review_on=date(2023, 4, 20))),
            ("2023-04-13", "buyer", w.RiskClosed(risk="r1")),
        ],
        [],
        [],
    ),
    (
        "a risk last scored nearly a year ago",
        "2023-04-14",
        [("2022-04-20", "buyer", w.RiskRaised(risk="r1", likelihood=2, impact=2))],
        ["duty: review risk"],
        [],
    ),
    (
        "an action is late",
        "2023-04-14",
        [("2023-04-03", "buyer", m.ActionAgreed(action="x1", owner="supplier contract manager", due=date(2023, 4, 12)))],
        ["chase: chase"],
        ["duty: do action"],
    ),
    (
        "minutes sent, receipt not known",
        "2023-04-14",
        [("2023-04-11", "buyer", m.MeetingHeld(meeting="m0", series="performance")), ("2023-04-13", "buyer", m.MinutesSent(meeting="m0"))],
        ["duty: establish receipt"],
        ["receipt: acknowledge"],
    ),
    (
        "minutes sent and received",
        "2023-04-14",
        [
            ("2023-03-29", "buyer", m.MeetingHeld(meeting="m0", series="performance")),
            ("2023-03-30", "buyer", m.MinutesSent(meeting="m0")),
            ("2023-03-31", "supplier", m.MinutesReceived(meeting="m0")),
        ],
        [],
        ["duty: answer minutes"],
    ),
    (
        "minutes of a meeting outside every series, sent",
        "2023-04-14",
        [
            ("2023-04-11", "buyer", m.MeetingHeld(meeting="u0", title="urgent meeting")),
            ("2023-04-13", "buyer", m.MinutesSent(meeting="u0")),
        ],
        [],
        ["receipt: acknowledge"],
    ),
    (
        "they arrived",
        "2023-04-14",
        [
            ("2023-04-11", "buyer", m.MeetingHeld(meeting="u0", title="urgent meeting")),
            ("2023-04-13", "buyer", m.MinutesSent(meeting="u0")),
            ("2023-04-14", "supplier", m.MinutesReceived(meeting="u0")),
        ],
        [],
        [],
    ),
    (
        "a newer version was sent since",
        "2023-04-14",
        [
            ("2023-04-11", "buyer", m.MeetingHeld(meeting="u0", title="urgent meeting")),
            ("2023-04-12", "buyer", m.MinutesSent(meeting="u0")),
            ("2023-04-13", "supplier", m.MinutesReceived(meeting="u0")),
            ("2023-04-14", "buyer", m.MinutesSent(meeting="u0", version=2)),
        ],
        [],
        ["receipt: acknowledge"],
    ),
    (
        "a letter waits for a second person",
        "2023-04-14",
        [("2023-04-13", "buyer", n.NoticeDrafted(notice="w0", step="formal warning", text_hash="ab" * 32))],
        ["query: approve letter"],
        [],
    ),
    (
        "legal looks first where it stands under another clause",
        "2023-04-14",
        [("2023-04-13", "buyer", n.NoticeDrafted(notice="w0", step="notice of intention to terminate", text_hash="ab" * 32))],
        ["query: advise on letter"],
        [],
    ),
    (
        "it was approved",
        "2023-04-14",
        [
            ("2023-04-13", "buyer", n.NoticeDrafted(notice="w0", step="formal warning", text_hash="ab" * 32)),
            ("2023-04-14", "buyer", n.NoticeApproved(notice="w0", text_hash="ab" * 32)),
        ],
        ["duty: issue letter"],
        [],
    ),
    (
        "it was sent back",
        "2023-04-14",
        [
            ("2023-04-13", "buyer", n.NoticeDrafted(notice="w0", step="formal warning", text_hash="ab" * 32)),
            ("2023-04-14", "buyer", n.NoticeSentBack(notice="w0")),
        ],
        ["duty: change letter"],
        [],
    ),
    (
        "a notice issued, receipt not known",
        "2023-04-14",
        [("2023-04-13", "buyer", n.NoticeIssued(notice="w0", step="formal warning"))],
        ["duty: establish receipt"],
        ["receipt: acknowledge"],
    ),
    (
        "a plan asked for",
        "2023-04-14",
        [("2023-04-13", "buyer", p.PlanRequested(plan="p0", kpis=("reports",)))],
        [],
        ["plan: propose plan"],
    ),
    (
        "a plan not complete",
        "2023-04-14",
        [
            ("2023-04-11", "buyer", p.PlanRequested(plan="p0", kpis=("reports",))),
            ("2023-04-13", "supplier", p.PlanProposed(plan="p0", complete=False)),
        ],
        [],
        ["plan: propose plan"],
    ),
    (
        "a plan signed by the supplier",
        "2023-04-14",
        [
            ("2023-04-11", "buyer", p.PlanRequested(plan="p0", kpis=("reports",))),
            ("2023-04-12", "supplier", p.PlanProposed(plan="p0", review_on=date(2023, 7, 3))),
            ("2023-04-13", "supplier", p.PlanSigned(plan="p0", side="supplier")),
        ],
        ["plan: sign plan"],
        [],
    ),
    (
        "a decision to ask for a plan",
        "2023-05-09",
        [("2023-05-09", "buyer", d.DecisionTaken(rule="plan", outcome="taken"))],
        ["duty: ask for plan"],
        [],
    ),
]


LETTER: list[tuple[str, Acts, list[str]]] = [
    # what happened, acts, the buyer's lines about the letter
    ("nothing is written", [], ["duty: issue notice"]),
    (
        "it waits for a second person",
        [("2023-06-12", "buyer", n.NoticeDrafted(notice="w0", step="formal warning", text_hash="ab" * 32))],
        ["duty: issue notice", "query: approve letter"],
    ),
    (
        "it was approved",
        [
            ("2023-06-12", "buyer", n.NoticeDrafted(notice="w0", step="formal warning", text_hash="ab" * 32)),
            ("2023-06-12", "buyer", n.NoticeApproved(notice="w0", text_hash="ab" * 32)),
        ],
        ["duty: issue letter"],
    ),
    (
        "another letter was approved",
        [
            ("2023-06-12", "buyer", n.NoticeDrafted(notice="w0", step="notice of intention to terminate", text_hash="ab" * 32)),
            ("2023-06-12", "buyer", n.NoticeApproved(notice="w0", text_hash="ab" * 32)),
        ],
        ["duty: issue letter", "duty: issue notice"],
    ),
    (
        "it was sent back",
        [
            ("2023-06-12", "buyer", n.NoticeDrafted(notice="w0", step="formal warning", text_hash="ab" * 32)),
            ("2023-06-12", "buyer", n.NoticeSentBack(notice="w0")),
        ],
        ["duty: change letter"],
    ),
]


@pytest.mark.parametrize(("what_happened", "acts", "expected"), LETTER, ids=[each[0] for each in LETTER])
def test_a_letter_that_was_decided_stands_once(what_happened: str, acts: Acts, expected: list[str]) -> None:
    """Of the formal warning decided on 12 June 2023: the one who issues it has one line, with the decision's day if it has one."""
    found = reviewed("2023-06-12", entries=history("2023-06-12", *acts))
    about = ("issue notice", "issue letter", "change letter", "approve letter", "advise on letter")
    assert sorted(f"{one.kind}: {one.act}" for one in on_home(found, "buyer") if one.act in about) == expected, what_happened
    wanted = [one.due for one in needs(reviewed("2023-06-12", entries=history("2023-06-12")), side="buyer") if one.act == "issue notice"]
    assert [one.due for one in needs(found, side="buyer") if one.act in about[:3] and "formal" in say(one.what)] == wanted


def on_home(found: Review, side: Side) -> list[Need]:
    return list(ordered(needs(found, side=side), found.on))


def added(read_on: str, acts: Acts, side: Side) -> list[str]:
    """The lines that the acts bring, each with its kind and act; of no acts, what the returns after 20 June would have kept away."""
    without, entries = reviewed(read_on), history(read_on, *acts) if acts else history("2023-06-29")
    known = {one.id for one in on_home(without, side)}
    return [f"{one.kind}: {one.act}" for one in on_home(reviewed(read_on, entries=entries), side) if one.id not in known]


@pytest.mark.parametrize(("what_happened", "read_on", "acts", "buyer", "supplier"), WHOSE, ids=[each[0] for each in WHOSE])
def test_whose_it_is(what_happened: str, read_on: str, acts: Acts, buyer: list[str], supplier: list[str]) -> None:
    """The lines that something brings. A duty stands with the side that has it; with the other side only once it is overdue, to be
    chased. A plan stands with the side whose turn it is."""
    assert added(read_on, acts, "buyer") == buyer, what_happened
    assert added(read_on, acts, "supplier") == supplier


# --- two reminders -----------------------------------------------------------------------------------------------

REMINDED: list[tuple[str, list[str]]] = [
    # read on, the reminders on Home (days before the last), each with its group
    ("2023-08-31", []),
    ("2023-09-01", ["90: due soon"]),
    ("2023-10-30", ["90: due soon"]),
    ("2023-10-31", ["30: due soon"]),
    ("2023-11-30", ["30: due soon"]),
    ("2023-12-01", ["30: overdue"]),
]


@pytest.mark.parametrize(("read_on", "reminders"), REMINDED)
def test_a_certificate_reminds_twice(read_on: str, reminders: list[str]) -> None:
    """One that ends on Thu 30 Nov 2023 reminds from Fri 1 Sep and from Tue 31 Oct, and is late from the day after. The lines kept
    in May say so on every later day."""
    shown: Acts = [("2023-05-02", "supplier", s.CertificateShown(certificate="c", duty="iso27001", expires_on=date(2023, 11, 30)))]
    kept = needs(reviewed("2023-05-31", entries=history("2023-05-31", *shown)), side="supplier")
    read = [(one, group_of(one, day(read_on))) for one in ordered(kept, day(read_on)) if one.act == "show certificate"]
    assert [f"{one.id.rpartition(' ')[2]}: {group}" for one, group in read] == reminders


# --- silence -----------------------------------------------------------------------------------------------------

SILENT: list[tuple[str, int, str, str]] = [
    # the last return or meeting, days, silent from, the group on 1 August 2023
    ("2023-04-28", 90, "2023-07-27", "silent"),
    ("2023-05-26", 90, "2023-08-24", "later"),
    ("2023-05-26", 30, "2023-06-25", "silent"),
]


@pytest.mark.parametrize(("last", "after_days", "silent_from", "group"), SILENT)
def test_gone_silent(last: str, after_days: int, silent_from: str, group: str) -> None:
    """A contract is silent when for so many days neither a meeting was held nor a return came."""
    found = reviewed("2023-06-01", entries=history(last))
    line = next(one for one in needs(found, side="buyer", silent_after=after_days) if one.kind == "silent")
    assert (line.soon_from, group_of(line, day("2023-08-01"))) == (day(silent_from), group)
    assert [flag.from_day for flag in flags(found, after_days) if flag.kind == "silent"] == [day(silent_from)]


# --- what is kept ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["2022-08-31", "2023-05-09", "2023-06-12", "2023-07-03", "2023-09-07"])
def test_a_line_kept_is_the_line(on: str) -> None:
    """A line goes into plain data and comes back as it was, sentence for sentence."""
    for side in ("buyer", "supplier"):
        for one in needs(contract_on(on), side=side):  # type: ignore[arg-type]
            assert need_of(json.loads(json.dumps(need_data(one)))) == one


def test_a_line_kept_is_right_on_a_later_day() -> None:
    """The lines of 20 June, read on 5 July, say what a review of 5 July says of a return that never came."""
    agreed: Acts = [
        ("2023-06-19", "supplier", p.PlanProposed(plan="p2", review_on=date(2023, 9, 29))),
        ("2023-06-20", "supplier", p.PlanSigned(plan="p2", side="supplier")),
        ("2023-06-20", "buyer", p.PlanSigned(plan="p2", side="buyer")),
    ]
    entries = history("2023-06-20", *agreed)
    kept, fresh = (needs(reviewed(on, entries=entries), side="buyer") for on in ("2023-06-20", "2023-07-05"))
    read = [ordered(several, day("2023-07-05")) for several in (kept, fresh)]
    assert [one.id for one in read[0]] == [one.id for one in read[1]]
    assert "chase monthly 2023-06" in [one.id for one in read[0] if group_of(one, day("2023-07-05")) == "overdue"]


# --- what stands out ---------------------------------------------------------------------------------------------

FLAGS: list[tuple[str, str, Acts, str, str]] = [
    # what happened, read on, acts, flag, from which day it holds
    ("no return for June", "2023-07-05", [], "return late", "2023-07-01"),
    ("an amber month, not decided", "2023-04-14", [("2023-04-13", "buyer", w.CapacitySeen(problem="-"))], "conditions met", "2023-02-07"),
    ("a warning received", "2023-06-20", [], "warning in force", "2023-06-14"),
    ("a plan agreed", "2023-06-01", [], "plan in force", "2023-05-24"),
    (
        "a figure questioned",
        "2023-04-14",
        [("2023-04-13", "supplier", r.FigureDisputed(kpi="reports", period="2023-02"))],
        "figure questioned",
        "2023-04-13",
    ),
    (
        "the council's manager has left",
        "2023-04-14",
        [
            ("2023-04-03", "buyer", a.ContactNamed(side="buyer", order=1, role="buyer contract manager")),
            ("2023-04-05", "buyer", a.ContactEnded(side="buyer", order=1, last_day=date(2023, 4, 10))),
        ],
        "no manager",
        "2023-04-11",
    ),
    ("nobody named by the supplier", "2022-09-02", [], "no manager", "2022-09-01"),
    ("the homes not handed over", "2022-09-02", [], "not mobilised", "2022-08-31"),
]


@pytest.mark.parametrize(("what_happened", "read_on", "acts", "flag", "from_day"), FLAGS, ids=[each[0] for each in FLAGS])
def test_flags(what_happened: str, read_on: str, acts: Acts, flag: str, from_day: str) -> None:
    """What stands out in the list of contracts, with the day from which it holds: a list read later asks nothing again."""
    entries = history(read_on, *acts) if acts or read_on < "2023-07" else history("2023-06-20")
    standing = [one for one in flags(reviewed(read_on, entries=entries)) if one.kind == flag and one.holds_on(day(read_on))]
    assert day(from_day) in [one.from_day for one in standing], what_happened


# --- the arrow ---------------------------------------------------------------------------------------------------

TRENDS: list[tuple[str, str]] = [
    # levels in order of time, S best and R worst; direction
    ("ASSSAAAAR", "falling"),
    ("GSGSGGAGG", "steady"),
    ("GGGGGGAGG", "steady"),
    ("AAAGGGSSS", "rising"),
    ("SSSSSSSS", "steady"),
    ("SSSSSSSR", "steady"),
    ("RAGGS", ""),
    ("RRAAGS", "rising"),
    ("SRSRSRSR", "steady"),
    ("SSGGAARR", "falling"),
]


@pytest.mark.parametrize(("levels", "direction"), TRENDS)
def test_the_arrow_looks_at_the_whole_series(levels: str, direction: str) -> None:
    """Never the last step alone: one bad month after seven good ones is steady. An arrow stands where at most one order in twenty of the
    same levels goes as far the same way. With fewer than six rated periods nothing is said."""
    assert trend([("RAGS".index(level), 1) for level in levels]).direction == direction
