"""Why a condition has the answer it has, in the row's own values."""

from __future__ import annotations

from datetime import date

import pytest
from tests.figures.given import act, after, row, terms
from tests.figures.jobs import SEEN
from tests.figures.test_units import APRIL

from tenor.base.figure import Number
from tenor.base.phrases.bound import Bound
from tenor.base.wording import say
from tenor.figures.explain import Answer, answered, why
from tenor.figures.values import Values
from tenor.ledger.events.returns import RowsLogged
from tenor.terms.model import (
    AllOf,
    AnyOf,
    Condition,
    FieldTest,
    Limited,
    Missing,
    NoneOf,
    Not,
    OneOf,
    OnOrAfter,
    OnOrBefore,
    Present,
    Test,
    Within,
)

ROW = row("seen", "a", act("2023-04-28", RowsLogged()), seen_on="2023-04-03", buyer_on="2023-04-12", cause="y", hours="2.5")
BOUND = Bound(lower=Number(3), lower_in=False, upper=Number(9))


def leaf(field: str, test: Test) -> FieldTest:
    return FieldTest(field=field, test=test)


CAUSE, HOURS = leaf("cause", OneOf(values=("x",))), leaf("hours", Limited(bound=BOUND))


@pytest.mark.parametrize(
    ("condition", "answers", "answer", "words"),
    [
        (CAUSE, [False], False, "cause is y, not x"),
        (leaf("cause", Not(test=OneOf(values=("y",)))), [False], False, "cause is y"),
        (HOURS, [False], False, "hours is 2.5, not above 3 and at most 9"),
        (leaf("hours", Limited(bound=Bound(lower=Number(3), upper=Number(3)))), [False], False, "hours is 2.5, not exactly 3"),
        (leaf("hours", Limited(bound=Bound(upper=Number(2), upper_in=False))), [False], False, "hours is 2.5, not below 2"),
        (leaf("hours", Missing()), [False], False, "hours is 2.5"),
        (leaf("other_on", Present()), [False], False, "other on is missing"),
        (leaf("buyer_on", Within(due=after(3, "working day", "seen_on"))), [False], False, "buyer on Wed 12 Apr 2023, due Thu 6 Apr 2023"),
        (
            leaf("seen_on", Within(due=after(3, "day", "buyer_on"))),
            [False],
            False,
            "seen on Mon 3 Apr 2023, before buyer on Wed 12 Apr 2023",
        ),
        (leaf("other_on", OnOrBefore(other="due_on")), [None], None, "other on not yet, due Wed 12 Apr 2023"),
        (leaf("other_on", OnOrBefore(other="due_on")), [False], False, "other on is missing, due Wed 12 Apr 2023"),
        (
            leaf("buyer_on", OnOrBefore(other="other_on")),
            [False],
            False,
            "buyer on Wed 12 Apr 2023, due no day, since what it is counted from is missing",
        ),
        (leaf("seen_on", OnOrAfter(other=date(2023, 4, 5))), [False], False, "seen on Mon 3 Apr 2023, earliest Wed 5 Apr 2023"),
        (AllOf(conditions=(CAUSE, HOURS)), [False, True], False, "cause is y, not x"),
        (AllOf(conditions=(CAUSE, HOURS)), [False, False], False, "cause is y, not x and hours is 2.5, not above 3 and at most 9"),
        (AnyOf(conditions=(CAUSE, leaf("other_on", Present()))), [False, False], False, "cause is y, not x and other on is missing"),
        (NoneOf(conditions=(leaf("cause", OneOf(values=("y",))), HOURS)), [True, False], False, "cause is y"),
        (
            AllOf(conditions=(HOURS, leaf("other_on", OnOrBefore(other="due_on")))),
            [True, None],
            None,
            "other on not yet, due Wed 12 Apr 2023",
        ),
        (NoneOf(conditions=(AllOf(),)), [], False, "no row can: its condition never holds"),
    ],
)
def test_the_tests_that_decided_are_named(condition: Condition, answers: list[Answer], answer: Answer, words: str) -> None:
    node = answered(condition, iter(answers))
    assert node.answer is answer
    assert say(why(node, Values(terms([], [SEEN]), SEEN), ROW, APRIL)) == words


@pytest.mark.parametrize(
    ("kind", "answers", "answer"),
    [
        (AllOf, [True, None], None),
        (AllOf, [False, None], False),
        (AnyOf, [True, None], True),
        (AnyOf, [False, None], None),
        (NoneOf, [True, None], False),
        (NoneOf, [False, None], None),
        (NoneOf, [False, False], True),
    ],
)
def test_three_answers_join(kind: type[AllOf | AnyOf | NoneOf], answers: list[Answer], answer: Answer) -> None:
    assert answered(kind(conditions=(CAUSE, HOURS)), iter(answers)).answer is answer
