# ruff: noqa: E501 (lines of tables)
"""# Deciding, by when, and signing

A decision may have options of its own. One whose name says so leaves it (not taken, not now) or asks for advice (advice, take advice); any
other closes the step and is kept as what was chosen. A decision may have a day: counted from the day its conditions were met (receipt,
request and notice stand for that day), from something that happened, or at the next meeting of a series. It is then a duty of whoever
decides. A meeting may have to be signed: each side named has that to do from the day it was held. The contract of the tables is
`tests/spec/given_duties.py` with a line changed or added; Easter Monday 2023 is 10 April, the bank holidays of May are the 1st, the 8th
and the 29th.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.spec.given_duties import Told, changed, duty, entries, reviewed, shown, terms

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import answers as v
from tenor.ledger.events import decisions as d
from tenor.ledger.events import meetings as m
from tenor.ledger.events import notices as n
from tenor.ledger.events import returns as r
from tenor.review.allow import allow
from tenor.review.explain import Explanation, explain
from tenor.review.needs import needs
from tenor.review.options import options
from tenor.terms.read_yaml import read_yaml

OWN = "choices: {end: taken, not now: not taken}"

# the options of a decision -> what each comes to
OPTIONS = [
    ("[withdraw, change, confirm]", {"withdraw": "taken", "change": "taken", "confirm": "taken"}),
    ("[notify intention, not now, take advice]", {"notify intention": "taken", "not now": "not taken", "take advice": "advice"}),
    ("[taken, not taken, advice]", {"taken": "taken", "not taken": "not taken", "advice": "advice"}),
    ("[End it, Not now, Advice]", {"End it": "taken", "Not now": "not taken", "Advice": "advice"}),
    ("{end it: taken, wait: not taken, ask: advice}", {"end it": "taken", "wait": "not taken", "ask": "advice"}),
]


@pytest.mark.parametrize(("listed", "come_to"), OPTIONS)
def test_what_an_option_comes_to(listed: str, come_to: dict[str, str]) -> None:
    """Listed by their names alone, or each with what it comes to."""
    assert dict(terms((OWN, f"choices: {listed}")).steps["ending"].choices) == come_to


def test_of_a_notice_it_must_be_said() -> None:
    """What an option does is only plain where nothing but the decision follows."""
    read = read_yaml(changed(("kind: meeting, by: buyer,", "kind: meeting, by: buyer, choices: [soon, later],")))
    (problem,) = read.problems
    assert (problem.code, problem.where is not None and problem.where.line) == ("not-yet", 20)


# --- by when -----------------------------------------------------------------------------------------------------

DISPUTE = (OWN, "choices: [withdraw, change, confirm], due: 10 working days after receipt")
ANSWERED: Told = [
    ("2023-05-15", "buyer", n.NoticeIssued(notice="n1", step="notice", kpis=("good",), method="email")),
    ("2023-05-18", "supplier", v.DutyAnswered(duty="answer to notice n1", choice="dispute")),
]
STEP = "disputed/n1/2023-05-18"


def chose(on: str, choice: str, outcome: str = "taken") -> tuple[str, str, Event]:
    return on, "buyer", d.DecisionTaken(rule="disputed", outcome=outcome, choice=choice)  # type: ignore[arg-type]


# Disputed on Thu 18 May 2023: 10 working days after are 19, 22, 23, 24, 25, 26, 30, 31 May, 1 and 2 June; due from the 5th before, 25 May
DECIDED: list[tuple[str, list[tuple[str, str, Event]], str, str, str]] = [
    # what was decided, -, on, the step, the duty to decide
    ("nothing, the day it was met", [], "2023-05-18", "open", "upcoming, 2023-06-02"),
    ("nothing, five working days before", [], "2023-05-25", "open", "due, 2023-06-02"),
    ("nothing, the last day", [], "2023-06-02", "open", "due, 2023-06-02"),
    ("nothing, the day after", [], "2023-06-03", "open", "overdue, 2023-06-02"),
    ("withdraw", [chose("2023-06-01", "withdraw")], "2023-06-02", "taken", "done 2023-06-01"),
    ("change, on the last day", [chose("2023-06-02", "change")], "2023-06-02", "taken", "done 2023-06-02"),
    ("confirm, late", [chose("2023-06-05", "confirm")], "2023-06-05", "taken", "done late 2023-06-05"),
    ("advice first", [chose("2023-05-30", "", "advice")], "2023-06-03", "advice", "overdue, 2023-06-02"),
]


@pytest.mark.parametrize(("what", "decided", "on", "state", "to_decide"), DECIDED, ids=[each[0] for each in DECIDED])
def test_a_decision_with_a_day(what: str, decided: list[tuple[str, str, Event]], on: str, state: str, to_decide: str) -> None:
    """Counted from the day its conditions were met; advice does not stop the clock."""
    found = reviewed(on, [*ANSWERED, *decided], DISPUTE)
    assert found.step(STEP).state == state, what  # type: ignore[union-attr]
    assert shown(found, f"decide {STEP}") == to_decide
    step = found.step(STEP)
    assert step is not None
    assert (step.due, step.decided.choice if step.decided else "") == (date(2023, 6, 2), decided[0][2].choice if decided else "")  # type: ignore[attr-defined]


def test_its_day_is_explained_and_told_once() -> None:
    """The buyer is told with the conditions; the supplier once it is overdue."""
    found = reviewed("2023-06-05", ANSWERED, DISPUTE)
    why = explain(found, STEP)
    assert isinstance(why, Explanation)
    told = [say(line.said) for line in why.why.below]
    assert any(line.startswith("due by Fri 2 Jun 2023: 10 working days after Thu 18 May 2023") for line in told), told
    assert duty(found, f"decide {STEP}").who == ("buyer",)
    assert duty(found, f"decide {STEP}").clause == ("7",)
    buyer = [one for one in needs(found, side="buyer") if one.id.startswith("decide")]
    assert [(one.id, one.due) for one in buyer] == [("decide ending", date(2023, 6, 2))]
    assert f"chase decide {STEP}" in [one.id for one in needs(found, side="supplier")]


def test_options_are_offered_and_no_other() -> None:
    found = reviewed("2023-05-19", ANSWERED, DISPUTE)
    step = found.step(STEP)
    assert step is not None
    assert [(one.outcome, one.choice) for one in options(found, step)] == [
        ("taken", "withdraw"),
        ("taken", "change"),
        ("taken", "confirm"),
        ("advice", ""),
    ]
    assert not allow(found, chose("2023-05-19", "change")[2], side="buyer", on=found.on)
    assert [one.code for one in allow(found, chose("2023-05-19", "forgive")[2], side="buyer", on=found.on)] == ["choice-unknown"]
    assert [one.code for one in allow(found, chose("2023-05-19", "")[2], side="buyer", on=found.on)] == ["choice-left-out"]


def test_what_was_chosen_may_lead_further() -> None:
    """A rule may count the option: confirmed, the two sides meet."""
    more = ("rules:\n", "rules:\n  - {id: confirmed, clause: '6', when: {event: ending, chosen: confirm}, then: meeting}\n")
    for choice, met in (("confirm", ["2023-05-22"]), ("withdraw", [])):
        found = reviewed("2023-05-31", [*ANSWERED, chose("2023-05-22", choice)], DISPUTE, more)
        assert [step.met_on.isoformat() for step in found.steps if step.rule == "confirmed"] == met


# due of the decision, what the notice's story adds -> its day. The notice of Mon 15 May, sent by email, is received the same day
COUNTED: list[tuple[str, str]] = [
    ("5 working days after request", "2023-05-25"),
    ("5 working days after answer to notice", "2023-05-25"),
    ("10 days after issue of notice", "2023-05-25"),
    ("1 month after receipt of notice", "2023-06-15"),
    ("at once", "2023-05-18"),
    ("2023-06-30", "2023-06-30"),
    ("30 June", "2023-06-30"),
    ("3 months before contract end", "2024-12-31"),
]


@pytest.mark.parametrize(("due", "day"), COUNTED)
def test_what_the_day_is_counted_from(due: str, day: str) -> None:
    """A bare request or receipt is the day the conditions were met; a named one is that happening."""
    found = reviewed("2023-05-19", ANSWERED, (OWN, f"choices: [withdraw, confirm], due: {due}"))
    assert shown(found, f"decide {STEP}").endswith(day)


REVIEWS = (
    "duties:\n",
    "meetings:\n  - {id: review, clause: '9', title: Review, by: buyer, every: quarter, due: 8 working days after receipt of staff}\nduties:\n",
)
AT_REVIEW = (OWN, "choices: [withdraw, confirm], due: at the next Review")


def met(on: str) -> tuple[str, str, Event]:
    return on, "buyer", m.MeetingHeld(meeting=f"r-{on}", series="review")


STAFF = ("2023-05-22", "supplier", r.ReturnReceived(ret="staff", covers="2023-Q1", reports=()))
# A review is due at the end of its quarter, or 8 working days after the staff return that comes in it: from Mon 22 May 23, 24, 25, 26,
# 30, 31 May, 1 and 2 June
NEXT: list[tuple[str, list[tuple[str, str, Event]], str]] = [
    # what happened beside the dispute of Thu 18 May -> by when it is decided
    ("nothing", [], "2023-06-30"),
    ("the return came that the review is counted from", [STAFF], "2023-06-02"),
    ("this quarter's review was before", [met("2023-05-10")], "2023-09-30"),
    ("it was that very day", [met("2023-05-18")], "2023-09-30"),
    ("it was after", [met("2023-05-25")], "2023-06-30"),
]


@pytest.mark.parametrize(("what", "told", "day"), NEXT, ids=[each[0] for each in NEXT])
def test_at_the_next_meeting(what: str, told: list[tuple[str, str, Event]], day: str) -> None:
    """The last day of the first meeting of the series that was still to come when the conditions were met."""
    found = reviewed("2023-05-31", [*ANSWERED, *told], REVIEWS, AT_REVIEW)
    one = duty(found, f"decide {STEP}")
    assert one.due == date.fromisoformat(day), what
    assert one.worked_out is not None
    assert "at the next Review after Thu 18 May 2023, the one for quarter" in say(one.worked_out)


def test_no_meeting_is_left() -> None:
    """In the contract's last quarter, its review held: no day, and it is said why."""
    late: Told = [
        ("2025-03-03", "buyer", n.NoticeIssued(notice="n1", step="notice", kpis=("good",), method="email")),
        met("2025-03-05"),
        ("2025-03-06", "supplier", v.DutyAnswered(duty="answer to notice n1", choice="dispute")),
    ]
    one = duty(reviewed("2025-03-20", late, REVIEWS, AT_REVIEW), "decide disputed/n1/2025-03-06")
    assert (one.due, one.state) == (None, "upcoming")
    assert one.worked_out is not None
    assert say(one.worked_out).startswith("no meeting of that series is left")


# --- signing -----------------------------------------------------------------------------------------------------

START = (
    "duties:\n",
    "meetings:\n  - {id: start, clause: '9', title: Start meeting, by: buyer, every: once, due: 10 working days before contract start, signed_by: [buyer, supplier]}\nduties:\n",
)
BOTH = "signed_by: [buyer, supplier]"


def held(on: str, meeting: str = "s1") -> tuple[str, str, Event]:
    return on, "buyer", m.MeetingHeld(meeting=meeting, series="start")


def signs(on: str, side: str, meeting: str = "s1") -> tuple[str, str, Event]:
    return on, side, m.StartSigned(meeting=meeting, side=side)  # type: ignore[arg-type]


# 10 working days before Sat 1 April 2023: 31, 30, 29, 28, 27, 24, 23, 22, 21 and 20 March
SIGNED: list[tuple[str, list[tuple[str, str, Event]], str, str, str, str]] = [
    # what happened, -, on, the meeting, the buyer's signature, the supplier's
    ("called, not held", [], "2023-03-17", "due, 2023-03-20", "", ""),
    ("held", [held("2023-03-17")], "2023-03-20", "done 2023-03-17", "upcoming", "upcoming"),
    ("one side has signed", [held("2023-03-17"), signs("2023-03-17", "buyer")], "2023-03-20", "done 2023-03-17", "done 2023-03-17", "upcoming"),
    ("both have", [held("2023-03-17"), signs("2023-03-17", "buyer"), signs("2023-04-04", "supplier")], "2023-04-05", "done 2023-03-17", "done 2023-03-17", "done 2023-04-04"),
    ("met again", [held("2023-03-17"), held("2023-03-24", "s2"), signs("2023-03-24", "buyer", "s2")], "2023-03-24", "done 2023-03-17", "done 2023-03-24", "upcoming"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "told", "on", "meeting", "buyer", "supplier"), SIGNED, ids=[each[0] for each in SIGNED])
def test_a_meeting_that_is_signed(what: str, told: list[tuple[str, str, Event]], on: str, meeting: str, buyer: str, supplier: str) -> None:
    """Held is not signed: each side's signature is a duty of its own, open from the day of the meeting."""
    found = reviewed(on, told, START)
    assert shown(found, "meeting once") == meeting, what
    assert (shown(found, "sign start once buyer"), shown(found, "sign start once supplier")) == (buyer, supplier)


def test_who_is_told_to_sign() -> None:
    found = reviewed("2023-03-20", [held("2023-03-17"), signs("2023-03-17", "buyer")], START)
    told = [say(one.what) for one in needs(found, side="supplier")]
    assert "Sign what came of the Start meeting, held on Fri 17 Mar 2023" in told
    assert not [one for one in needs(found, side="buyer") if one.act == "sign start"]
    (need,) = [one for one in needs(found, side="supplier") if one.act == "sign start"]
    assert (need.clause, dict(need.about)["meeting"]) == (("9",), "s1")


def test_who_may_sign() -> None:
    """Each side for itself, once, where the terms ask it."""
    found = reviewed("2023-03-20", [held("2023-03-17"), signs("2023-03-17", "buyer")], START)

    def refused(side: str, by: str) -> list[str]:
        return [one.code for one in allow(found, signs("", side)[2], side=by, on=found.on)]  # type: ignore[arg-type]

    assert refused("supplier", "supplier") == []
    assert refused("buyer", "buyer") == ["start-signed-before"]
    assert refused("supplier", "buyer") != []
    alone = reviewed("2023-04-20", [held("2023-04-18")], (START[0], START[1].replace(BOTH, "signed_by: buyer")))
    assert [one.code for one in allow(alone, signs("", "supplier")[2], side="supplier", on=alone.on)] == ["start-not-its-side"]
    plain = reviewed("2023-04-20", [held("2023-04-18")], (START[0], START[1].replace(f", {BOTH}", "")))
    assert [one.code for one in allow(plain, signs("", "supplier")[2], side="supplier", on=plain.on)] == ["start-other-meeting"]
    assert entries([held("2023-03-17")])[0].event == held("2023-03-17")[2]
