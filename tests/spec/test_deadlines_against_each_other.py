# ruff: noqa: E501 (lines of tables)
"""# Deadlines against each other

What `tenor check` finds when a thing's own days are held against one another. Each line changes one thing in the contract of
`tests/spec/given_duties.py`, which begins on Sat 1 April 2023; Good Friday is 7 April, Easter Monday the 10th.
"""

from __future__ import annotations

import pytest
from tests.spec.given_duties import changed

from tenor.terms.check import check
from tenor.terms.read_yaml import read_yaml

CODES = [
    "first-after-last",
    "answer-due-when-over",
    "more-time-none",
    "no-day-to-move",
    "rule-counts-nothing",
]
STANDARD = "what: A standard of care, due: 1 month after contract start,"
MEETING = "kind: meeting, by: buyer, due: 10 working days after request"
EVENTS = ("datasets:\n", "events: {fault: {clause: '9', by: buyer}}\ndatasets:\n")


def found(*changes: tuple[str, str]) -> list[str]:
    read = read_yaml(changed(*changes))
    assert read.terms is not None, [str(each) for each in read.problems]
    return [str(each) for each in check(read.terms) if each.code in CODES]


def test_a_contract_that_agrees_with_itself() -> None:
    assert found() == []


AGREE = [
    (MEETING, MEETING.replace("10 working", "5 working") + ", not_before: 5 working days after request"),
    (STANDARD, "what: A standard, every: quarter, not_before: 5 days after period end, due: 10 days after period end,"),
    ("cure: {set_by: buyer, not_before: 7 working days after notice}", "cure: 5 working days after receipt"),
    ("up_to: 10 working days", "up_to: 1 working day"),
    ("rules:\n  - {id: to-plan,", "rules:\n  - {id: to-plan, from: 3 months after contract start, until: 6 months after contract start,"),
]


@pytest.mark.parametrize(("stood_there", "stands_there"), AGREE)
def test_what_does_not_contradict(stood_there: str, stands_there: str) -> None:
    """On the same day at the latest it can be in time."""
    assert found((stood_there, stands_there)) == []


WRONG = [
    # 2 working days after Sat 1 April: Tue 4 April; 5: Mon 3, Tue 4, Wed 5, Thu 6 and, after Easter, Tue 11 April
    (
        MEETING,
        MEETING.replace("10 working", "2 working") + ", not_before: 5 working days after request",
        "first-after-last: meeting may not be done before Tue 11 Apr 2023 and is due by Tue 4 Apr 2023 (where it is counted from Sat 1 Apr 2023)",
    ),
    # the quarter to June: 10 and 15 days after Fri 30 June
    (
        STANDARD,
        "what: A standard, every: quarter, not_before: 15 days after period end, due: 10 days after period end,",
        "first-after-last: standard may not be done before Sat 15 Jul 2023 and is due by Mon 10 Jul 2023 (for quarter 2 of 2023)",
    ),
    # the same day, an hour later
    (
        MEETING,
        "kind: meeting, by: buyer, due: 2 hours after request, not_before: 3 hours after request",
        "first-after-last: meeting may not be done before Sun 2 Apr 2023 and is due by Sun 2 Apr 2023",
    ),
    # received on Sat 1 April: put right by Tue 4 April, answered by Tue 11 April
    (
        "cure: {set_by: buyer, not_before: 7 working days after notice}",
        "cure: 3 days after receipt",
        "answer-due-when-over: the answer to notice is due by Tue 11 Apr 2023 and what it answers is over by Tue 4 Apr 2023, where both are counted from Sat 1 Apr 2023",
    ),
    ("up_to: 10 working days", "up_to: 0 working days", "more-time-none: plan may be given more time, and the most is none"),
    (
        STANDARD,
        "what: A standard of care, due: at all times, grace: {allow: 2 working days, times: once in the same year},",
        "no-day-to-move: standard is owed at all times and grace would move its day",
    ),
    (
        "rules:\n  - {id: to-plan,",
        "rules:\n  - {id: to-plan, from: 6 months after contract start, until: 3 months after contract start,",
        "rule-counts-nothing: the rule to-plan counts what begins on or after Sun 1 Oct 2023 and before Sat 1 Jul 2023: nothing does",
    ),
]


@pytest.mark.parametrize(("stood_there", "stands_there", "is_said"), WRONG, ids=[each[2].split(":")[0] for each in WRONG])
def test_what_contradicts(stood_there: str, stands_there: str, is_said: str) -> None:
    """The sentence says what is wrong and what to ask; it stands at the line, with the clause."""
    said = found((stood_there, stands_there))
    assert len(said) == 1, said
    assert is_said in said[0]
    assert "(clause " in said[0]
    assert said[0].split(":")[0].isdigit() or said[0].split(" ")[0].count(":") >= 1


def test_an_invitation_answered_after_the_meeting() -> None:
    """To be held by Tue 4 April where the fault is on the 1st, answered by Tue 11 April."""
    urgent = "meetings:\n  - {id: urgent, clause: '8', title: Urgent, by: buyer, when: {event: fault}, due: 2 working days after fault, answer: {by: supplier, due: 5 working days after receipt, choices: [accepted, another day]}}\nduties:\n"
    said = found(EVENTS, ("duties:\n", urgent))
    assert [each.split("answer-due-when-over: ")[1].split(",")[0] for each in said] == [
        "the answer to urgent is due by Tue 11 Apr 2023 and what it answers is over by Tue 4 Apr 2023"
    ]


def test_every_kind_is_tried() -> None:
    assert {each[2].split(":")[0] for each in WRONG} == set(CODES)
