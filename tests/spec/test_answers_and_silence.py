# ruff: noqa: E501 (lines of tables)
"""# Answers and silence

What one side gives the other may have to be answered: a plan, a notice, a duty done. The answer is a duty of its own, with its day.
Where the contract says what silence means, it is an answer once the last day is over, with that day and its reason; while nobody knows
when the thing arrived, silence is nothing. The contract of the tables is `tests/spec/given_duties.py`: a plan is approved by silence, a
notice accepted by silence, and of the standard of care the contract does not say. Good Friday 2023 is 7 April; the bank holidays of
May are the 1st, the 8th and the 29th.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from tests.spec.given_duties import Told, changed, duty, reviewed, shown, terms

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import answers as v
from tenor.ledger.events import decisions as d
from tenor.ledger.events import notices as n
from tenor.ledger.events import plans as p
from tenor.review.allow import allow
from tenor.review.needs import needs
from tenor.review.next_dates import next_dates
from tenor.terms.read_yaml import read_yaml

PLAN, NOTICE = "answer to plan p1", "answer to notice n1"
REVIEW = date(2023, 12, 1)


def asked(on: str) -> tuple[str, str, Event]:
    return on, "buyer", p.PlanRequested(plan="p1", kpis=("good",), step="plan")


def given(on: str, version: int = 1, complete: bool = True) -> tuple[str, str, Event]:
    return on, "supplier", p.PlanProposed(plan="p1", version=version, complete=complete, review_on=REVIEW)


def arrived(on: str, what: str = PLAN, side: str = "buyer") -> tuple[str, str, Event]:
    return on, side, v.ReceiptAcknowledged(duty=what)


def answered(on: str, choice: str, what: str = PLAN, side: str = "buyer") -> tuple[str, str, Event]:
    return on, side, v.DutyAnswered(duty=what, choice=choice)


def issued(on: str, method: str = "") -> tuple[str, str, Event]:
    return on, "buyer", n.NoticeIssued(notice="n1", step="notice", kpis=("good",), method=method)


def received(on: str) -> tuple[str, str, Event]:
    return on, "supplier", n.NoticeReceived(notice="n1")


# Asked Mon 15 May 2023, so to be given by Mon 22 May; arrived Mon 22 May, so to be answered in 10 working days: 23, 24, 25, 26, 30, 31 May,
# 1, 2, 5, 6 June (29 May is a bank holiday).
SOON = [asked("2023-05-15"), given("2023-05-19"), arrived("2023-05-22")]
PLANS: list[tuple[str, Told, str, str, str]] = [
    # what happened, -, on, the plan, the answer
    ("not given yet", SOON[:1], "2023-05-19", "requested", ""),
    ("given, and nobody knows when it arrived", SOON[:2], "2023-12-29", "proposed", "upcoming"),
    ("it arrived", SOON, "2023-05-22", "proposed", "upcoming, 2023-06-06"),
    ("five working days before", SOON, "2023-05-30", "proposed", "due, 2023-06-06"),
    ("the last day", SOON, "2023-06-06", "proposed", "due, 2023-06-06"),
    ("silence", SOON, "2023-06-07", "agreed", "done 2023-06-06"),
    ("approved", [*SOON, answered("2023-05-24", "approved")], "2023-05-24", "agreed", "done 2023-05-24"),
    ("approved on the last day", [*SOON, answered("2023-06-06", "approved")], "2023-06-07", "agreed", "done 2023-06-06"),
    ("refused", [*SOON, answered("2023-05-24", "refused")], "2023-05-24", "refused", "done 2023-05-24"),
    ("refused once silence had approved", [*SOON, answered("2023-06-07", "refused")], "2023-06-08", "agreed", "done 2023-06-06"),
    ("an answer tells that it arrived", [*SOON[:2], answered("2023-05-24", "approved")], "2023-05-24", "agreed", "done 2023-05-24"),
    ("not complete: silence approves nothing", [SOON[0], given("2023-05-19", complete=False), SOON[2]], "2023-06-07", "incomplete, late", "overdue, 2023-06-06"),
    ("a new version begins again", [*SOON, given("2023-06-05", 2)], "2023-06-07", "proposed", "upcoming"),
    ("more time to answer", [*SOON, ("2023-05-30", "supplier", d.DutyExtended(duty=PLAN, to=date(2023, 6, 9)))], "2023-06-09", "proposed", "due, 2023-06-09"),
    ("and then silence", [*SOON, ("2023-05-30", "supplier", d.DutyExtended(duty=PLAN, to=date(2023, 6, 9)))], "2023-06-10", "agreed", "done 2023-06-09"),
    ("given late", [asked("2023-05-15"), given("2023-05-23")], "2023-05-24", "proposed, late", "upcoming"),
    ("asked and never given", SOON[:1], "2023-05-23", "not engaged", ""),
    ("entered by who answers: it arrived", [asked("2023-05-15"), ("2023-05-22", "buyer", given("")[2])], "2023-06-07", "agreed", "done 2023-06-06"),
]  # fmt: skip


@pytest.mark.parametrize(("what_happened", "acts", "on", "plan", "answer"), PLANS, ids=[case[0] for case in PLANS])
def test_a_plan(what_happened: str, acts: Told, on: str, plan: str, answer: str) -> None:
    """The plan, and the duty to answer it, at the close of a day."""
    found = reviewed(on, acts)
    assert (found.plans[0].state, shown(found, PLAN)) == (plan, answer), what_happened


NOTICES: list[tuple[str, Told, str, str, list[str]]] = [
    # issued Tue 6 June: 5 working days after receipt on the 7th end on Wed 14 June -> what is met by then
    ("nobody knows when it arrived", [issued("2023-06-06")], "2023-12-29", "upcoming", []),
    ("the last day", [issued("2023-06-06"), received("2023-06-07")], "2023-06-14", "due, 2023-06-14", []),
    ("silence accepts", [issued("2023-06-06"), received("2023-06-07")], "2023-06-15", "done 2023-06-14", ["accepted 2023-06-15"]),
    (
        "disputed",
        [issued("2023-06-06"), received("2023-06-07"), answered("2023-06-12", "dispute", NOTICE, "supplier")],
        "2023-06-15",
        "done 2023-06-12",
        ["disputed 2023-06-12"],
    ),
    (
        "disputed too late",
        [issued("2023-06-06"), received("2023-06-07"), answered("2023-06-15", "dispute", NOTICE, "supplier")],
        "2023-06-15",
        "done 2023-06-14",
        ["accepted 2023-06-15"],
    ),
    # by post: received 2 working days later, Thu 8 June, by the notice clause; 5 more end on Thu 15 June
    ("sent by post, silence", [issued("2023-06-06", "post")], "2023-06-16", "done 2023-06-15", ["accepted 2023-06-16"]),
    (
        "withdrawn before silence",
        [issued("2023-06-06"), received("2023-06-07"), ("2023-06-13", "buyer", n.NoticeWithdrawn(notice="n1"))],
        "2023-06-30",
        "overdue, 2023-06-14",
        [],
    ),
]


@pytest.mark.parametrize(("what_happened", "acts", "on", "answer", "met"), NOTICES, ids=[case[0] for case in NOTICES])
def test_a_notice(what_happened: str, acts: Told, on: str, answer: str, met: list[str]) -> None:
    """A rule that waits for an answer hears silence on the day after the last one."""
    found = reviewed(on, acts)
    assert shown(found, NOTICE) == answer, what_happened
    assert [f"{step.rule} {step.met_on}" for step in found.steps if step.rule in ("accepted", "disputed")] == met
    assert all(step.clause == ("7",) and step.because for step in found.steps)


DONE = ("2023-04-28", "supplier", d.DutyDone(duty="standard"))
STANDARD = "answer to standard"
DUTIES: list[tuple[str, Told, str, str, list[str]]] = [
    # done Fri 28 April, arrived the same day: 2, 3, 4, 5, 9, 10, 11, 12, 15, 16 May (the 1st and the 8th are bank holidays)
    ("nothing given, nothing to answer", [], "2023-04-28", "", []),
    ("arrived", [DONE, arrived("2023-04-28", STANDARD)], "2023-05-16", "due, 2023-05-16", []),
    ("silence is not said to be anything", [DONE, arrived("2023-04-28", STANDARD)], "2023-05-17", "overdue, 2023-05-16", ["2023-05-17"]),
    (
        "answered late",
        [DONE, arrived("2023-04-28", STANDARD), answered("2023-05-18", "accepted", STANDARD)],
        "2023-05-18",
        "done late 2023-05-18",
        ["2023-05-17"],
    ),
    ("nobody knows when it arrived", [DONE], "2023-12-29", "upcoming", []),
]


@pytest.mark.parametrize(("what_happened", "acts", "on", "answer", "met"), DUTIES, ids=[case[0] for case in DUTIES])
def test_a_duty_whose_silence_is_not_said(what_happened: str, acts: Told, on: str, answer: str, met: list[str]) -> None:
    """It stays open, is overdue after its day, and a rule may count the late answer."""
    found = reviewed(on, acts)
    assert shown(found, STANDARD) == answer, what_happened
    assert [step.met_on.isoformat() for step in found.steps if step.rule == "silent-buyer"] == met


# refused Wed 24 May; the supplier has it on Thu 25 May: again in 5 working days, 26, 30, 31 May, 1, 2 June
NO = [*SOON, answered("2023-05-24", "refused")]
REFUSED: list[tuple[str, Told, str, str, list[str]]] = [
    ("nobody knows when the refusal arrived", NO, "2023-07-31", "upcoming", ["after-refusal 2023-05-24"]),
    ("it arrived", [*NO, arrived("2023-05-25", PLAN, "supplier")], "2023-06-02", "due, 2023-06-02", ["after-refusal 2023-05-24"]),
    (
        "not given again",
        [*NO, arrived("2023-05-25", PLAN, "supplier")],
        "2023-06-05",
        "overdue, 2023-06-02",
        ["after-refusal 2023-05-24", "after-breach 2023-06-03"],
    ),
    ("given again in time", [*NO, arrived("2023-05-25", PLAN, "supplier"), given("2023-06-02", 2)], "2023-06-05", "", ["after-refusal 2023-05-24"]),
]  # fmt: skip


@pytest.mark.parametrize(("what_happened", "acts", "on", "again", "met"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refused_and_given_again(what_happened: str, acts: Told, on: str, again: str, met: list[str]) -> None:
    found = reviewed(on, acts)
    assert shown(found, "give plan p1 again") == again, what_happened
    assert [f"{step.rule} {step.met_on}" for step in found.steps] == met


# received Wed 7 June: 7 working days end on Fri 16 June
SENT = [issued("2023-06-06"), received("2023-06-07")]


def set_to(on: str, to: str) -> tuple[str, str, Event]:
    return on, "buyer", v.CureDaySet(notice="n1", to=date.fromisoformat(to))


def judged(on: str, outcome: str) -> tuple[str, str, Event]:
    return on, "buyer", v.CureJudged(notice="n1", outcome=outcome)  # type: ignore[arg-type]


CURES: list[tuple[str, Told, str, str, str, list[str]]] = [
    # what happened, -, on, to put right, to say what came of it, what is met
    ("no day set", SENT, "2023-06-30", "upcoming", "", []),
    ("a day set", [*SENT, set_to("2023-06-08", "2023-06-21")], "2023-06-21", "due, 2023-06-21", "", []),
    ("the day is over", [*SENT, set_to("2023-06-08", "2023-06-21")], "2023-06-22", "overdue, 2023-06-21", "upcoming", []),
    ("set before it arrived, too early", [SENT[0], set_to("2023-06-06", "2023-06-13"), SENT[1]], "2023-06-14", "due, 2023-06-16", "", []),
    ("put right", [*SENT, set_to("2023-06-08", "2023-06-21"), judged("2023-06-23", "cured")], "2023-06-23", "done 2023-06-21", "done 2023-06-23", []),
    ("not put right", [*SENT, set_to("2023-06-08", "2023-06-21"), judged("2023-06-23", "not cured")], "2023-06-23", "overdue, 2023-06-21", "done 2023-06-23", ["2023-06-23"]),
]  # fmt: skip


@pytest.mark.parametrize(("what_happened", "acts", "on", "cure", "judge", "met"), CURES, ids=[case[0] for case in CURES])
def test_time_to_put_things_right(what_happened: str, acts: Told, on: str, cure: str, judge: str, met: list[str]) -> None:
    """The buyer sets the day, not before 7 working days after the notice took effect; past it a person says what came of it."""
    found = reviewed(on, acts)
    assert (shown(found, "cure n1"), shown(found, "judge cure n1")) == (cure, judge), what_happened
    assert [step.met_on.isoformat() for step in found.steps if step.rule == "not-cured"] == met


def breach(on: str) -> tuple[str, str, Event]:
    return on, "buyer", v.BreachFound(duty="agree plan p1")


MAY: list[tuple[str, Told, str, str, Event, list[str]]] = [
    # how things stand, -, on, whose, the act, what is wrong with it
    ("arrived", SOON, "2023-05-23", "buyer", answered("", "approved")[2], []),
    ("arrived", SOON, "2023-05-23", "supplier", answered("", "approved")[2], ["act-not-by-role"]),
    ("arrived", SOON, "2023-05-23", "buyer", answered("", "perhaps")[2], ["answer-no-option"]),
    ("silence has answered", SOON, "2023-06-07", "buyer", answered("", "refused")[2], ["act-not-now"]),
    ("nothing given", SOON[:1], "2023-05-16", "buyer", answered("", "approved")[2], ["thing-unknown"]),
    ("an answer is no plain doing", SOON, "2023-05-23", "buyer", d.DutyDone(duty=PLAN), ["duty-is-to-answer"]),
    ("another duty", SOON, "2023-05-23", "buyer", v.DutyAnswered(duty="standard", choice="yes"), ["nothing-to-answer", "act-not-by-role"]),
    ("given", SOON[:2], "2023-05-22", "buyer", arrived("")[2], []),
    ("known already", SOON, "2023-05-23", "buyer", arrived("")[2], ["answer-received-before"]),
    ("no answer yet", SOON, "2023-05-23", "supplier", arrived("")[2], ["nothing-received"]),
    ("refused", NO, "2023-05-25", "supplier", arrived("")[2], []),
    ("a day too early", SENT, "2023-06-08", "buyer", set_to("2023-06-08", "2023-06-15")[2], ["cure-too-early"]),
    ("the first day allowed", SENT, "2023-06-08", "buyer", set_to("2023-06-08", "2023-06-16")[2], []),
    ("receipt unknown", SENT[:1], "2023-06-06", "buyer", set_to("2023-06-06", "2023-06-13")[2], []),
    ("set by the other side", SENT, "2023-06-08", "supplier", set_to("2023-06-08", "2023-06-16")[2], ["act-not-by-role"]),
    ("not over yet", [*SENT, set_to("2023-06-08", "2023-06-21")], "2023-06-21", "buyer", judged("", "not cured")[2], ["cure-not-over"]),
    ("over", [*SENT, set_to("2023-06-08", "2023-06-21")], "2023-06-22", "buyer", judged("", "not cured")[2], []),
    ("put right before", [*SENT, set_to("2023-06-08", "2023-06-21")], "2023-06-12", "buyer", judged("", "cured")[2], []),
    # first due Mon 22 May; 10 working days later is Tue 6 June
    ("more time", SOON[:1], "2023-05-19", "buyer", d.DutyExtended(duty="agree plan p1", to=date(2023, 6, 6)), []),
    ("too much time", SOON[:1], "2023-05-19", "buyer", d.DutyExtended(duty="agree plan p1", to=date(2023, 6, 7)), ["extension-too-long"]),
    ("a breach", SOON, "2023-06-08", "buyer", breach("")[2], []),
    ("one's own breach", SOON, "2023-06-08", "supplier", breach("")[2], ["duty-not-owed-to"]),
]  # fmt: skip


@pytest.mark.parametrize(("stands", "acts", "on", "side", "act", "wrong"), MAY)
def test_what_may_be_recorded(stands: str, acts: Told, on: str, side: str, act: Event, wrong: list[str]) -> None:
    found = allow(reviewed(on, acts), act, side=side, on=date.fromisoformat(on))  # type: ignore[arg-type]
    assert [each.code for each in found] == wrong, stands
    assert all(str(each) for each in found)


def test_a_breach_is_a_ground() -> None:
    found = reviewed("2023-06-12", [*SOON, breach("2023-06-09")])
    assert [f"{step.rule} {step.met_on}" for step in found.steps] == ["after-breach 2023-06-09"]


def test_a_meeting_that_a_decision_asked_for_and_nobody_held() -> None:
    """Decided Thu 25 May: 10 working days end on Fri 9 June; met the day after."""
    taken = ("2023-05-25", "buyer", d.DecisionTaken(rule="after-refusal", outcome="taken"))
    assert [step.rule for step in reviewed("2023-06-09", [*NO, taken]).steps] == ["after-refusal"]
    assert [f"{step.rule} {step.met_on}" for step in reviewed("2023-06-10", [*NO, taken]).steps][1:] == ["no-meeting 2023-06-10"]


def test_it_says_why() -> None:
    """Each duty has its clause, how its day was worked out, and what silence will be."""
    one = duty(reviewed("2023-05-22", SOON), PLAN)
    assert (one.clause, one.who) == (("4",), ("buyer",))
    assert one.worked_out is not None
    assert say(one.worked_out) == "Tue 6 Jun 2023: 10 working days after Mon 22 May 2023, skipping Mon 29 May 2023"
    assert [say(each) for each in one.because] == ["without an answer it counts as approved once Tue 6 Jun 2023 is over"]
    silent = duty(reviewed("2023-06-07", SOON), PLAN)
    assert [say(each) for each in silent.because] == [
        "answer to plan p1: nobody answered by Tue 6 Jun 2023, and the contract counts silence as approved (received on Mon 22 May 2023)"
    ]
    waiting = duty(reviewed("2023-06-07", SOON[:2]), PLAN)
    assert [say(each) for each in waiting.because] == ["silence would count as approved, and counts as nothing while receipt is not known"]


def test_it_is_among_the_next_days_and_on_home() -> None:
    found = reviewed("2023-05-30", SOON)
    assert (date(2023, 6, 6), "duty-answer") in [(each.day, each.what.code) for each in next_dates(found, 99)]
    assert PLAN in [each.id for each in needs(found, side="buyer")]


WRONG = [
    ("dispute], silence: accept}", "dispute], silence: yes}", "unknown-name"),
    ("when: {duty: notice, is: not cured}", "when: {duty: plan, is: not cured}", "duty-never-cured"),
    ("when: {duty: plan, is: refused}", "when: {duty: notice, is: refused}", "duty-never-refused"),
    ("up_to: 10 working days}", "up_to: 10 working days after request}", "span-wrong"),
    ("choices: [approved, refused], silence: approved}", "choices: [approved, returned], silence: approved}", "refusal-without-answer"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), WRONG, ids=[each[2] for each in WRONG])
def test_what_cannot_be(old: str, new: str, code: str) -> None:
    """Said of the terms, with its place, before anybody signs them."""
    found = read_yaml(changed((old, new))).problems
    assert code in [each.code for each in found], [str(each) for each in found]
    assert all(each.where is not None and str(each) for each in found)


def test_silence_is_nothing_while_receipt_is_unknown() -> None:
    """Tried at random: no acknowledgement and no way of sending that the notice clause knows, so no answer on any day."""
    chance = random.Random(20230522)
    for _ in range(12):
        start = date(2023, 4, 3) + timedelta(days=chance.randrange(400))
        later = (start + timedelta(days=chance.randrange(300))).isoformat()
        told = [asked(start.isoformat()), given((start + timedelta(days=1)).isoformat()), issued(start.isoformat())]
        found = reviewed(max(later, (start + timedelta(days=1)).isoformat()), told)
        assert found.plans[0].agreed_on is None
        assert (duty(found, PLAN).done_on, duty(found, NOTICE).done_on) == (None, None)
        assert not [step for step in found.steps if step.rule in ("accepted", "disputed")]


def test_an_answer_counted_in_working_days_is_due_on_one() -> None:
    """Whatever day the thing arrives."""
    calendar = terms().calendar
    for n_days in range(0, 300, 13):
        day = date(2023, 4, 3) + timedelta(days=n_days)
        due = duty(reviewed(day.isoformat(), [asked("2023-04-03"), given("2023-04-03"), arrived(day.isoformat())]), PLAN).due
        assert due is not None
        assert calendar.is_open(due)
