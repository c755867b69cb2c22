"""# How often to meet, by risk

Six questions. Five are answered from the record: figures of the last two final periods of each indicator, the last three returns,
capacity problems that are open, formal letters that stand. How much harm bad service would do is for a person to judge. What follows is a
suggestion: how often, and how deeply. A person decides, and says why.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.review.history import day, reviewed

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import meetings as m
from tenor.ledger.events import working_together as w
from tenor.review.rhythm import changes_from, stretches
from tenor.review.risk_form import QUESTIONS, filled, suggest, usual

# ## What weighs
# question | answers, each with its weight
WEIGHTS = """
ambers         | none 0, one 1, two or more 2
reds           | none 0, one or more 3
late returns   | no 0, yes 1
capacity       | no 0, yes 2
warning        | no 0, yes 4
people at risk | few 0, some 1, many 2
"""


def test_what_weighs() -> None:
    lines = [line.partition("|") for line in WEIGHTS.strip().splitlines()]
    found = {question.strip(): answers.strip() for question, _, answers in lines}
    assert found == {
        question: ", ".join(f"{answer} {weight}" for answer, weight in answers.items()) for question, answers in QUESTIONS.items()
    }


# ## What is suggested
# ambers | reds | late returns | capacity | warning | people at risk -> risk | how often | how deeply
SUGGESTED = """
none        | none        | no  | no  | no  | few  -> low    | quarter | light
none        | none        | no  | no  | no  | some -> low    | quarter | standard
one         | none        | no  | no  | no  | some -> low    | quarter | standard
one         | none        | no  | no  | no  | many -> middle | quarter | standard
two or more | none        | no  | yes | no  | few  -> high   | month   | close
two or more | none        | no  | yes | no  | many -> high   | month   | close
none        | one or more | no  | no  | no  | few  -> middle | quarter | standard
none        | one or more | yes | no  | no  | few  -> high   | month   | close
none        | one or more | no  | no  | no  | many -> high   | month   | close
none        | none        | no  | no  | yes | few  -> high   | month   | close
two or more | none        | yes | no  | no  | some -> middle | quarter | standard
two or more | none        | yes | no  | no  | many -> high   | month   | close
"""


COLUMNS = ("ambers", "reds", "late_returns", "capacity", "warning", "people_at_risk", "risk", "how_often", "how_deeply")


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.replace("->", "|").split("|")]


@pytest.mark.parametrize(COLUMNS, [cells(line) for line in SUGGESTED.strip().splitlines()])
def test_what_is_suggested(
    ambers: str,
    reds: str,
    late_returns: str,
    capacity: str,
    warning: str,
    people_at_risk: str,
    risk: str,
    how_often: str,
    how_deeply: str,
) -> None:
    """Two figures one step above the worst and an open capacity problem suggest a meeting every month. Where nothing is wrong it is what
    the contract says by itself."""
    given = (ambers, reds, late_returns, capacity, warning, people_at_risk)
    found = suggest(dict(zip(QUESTIONS, given, strict=True)))
    assert [found.level, found.every, found.intensity] == [risk, how_often, how_deeply]


def test_where_nothing_is_wrong_the_contract_s_own_rhythm_is_suggested() -> None:
    calm = {question: next(iter(answers)) for question, answers in QUESTIONS.items()}
    assert suggest(calm, usual="half-year").every == "half-year"
    assert usual(reviewed("2023-06-01"), "performance") == "quarter"
    with pytest.raises(KeyError):
        suggest(calm | {"reds": "perhaps"})


# ## What the record answers, in the example contract
# day, what also happened -> answers in the order of the questions; "" is for a person
TOLD: list[tuple[str, tuple[str, str, Event], str]] = [
    ("2022-10-01", ("2022-09-05", "buyer", w.MessageSent(message="x")), "none none no no no -"),
    ("2023-04-11", ("2022-09-05", "buyer", w.MessageSent(message="x")), "two or more none no no no -"),
    ("2023-05-09", ("2023-05-08", "supplier", w.CapacityRaised(problem="c", units=("A",))), "two or more none no yes no -"),
    ("2023-06-08", ("2023-05-08", "supplier", w.CapacityRaised(problem="c", units=("A",))), "one one or more no yes no -"),
    ("2023-08-10", ("2022-09-05", "buyer", w.MessageSent(message="x")), "none none no no yes -"),
]


@pytest.mark.parametrize(("on", "also", "answers"), TOLD)
def test_what_the_record_answers(on: str, also: tuple[str, str, Event], answers: str) -> None:
    found = filled(reviewed(on, also))
    assert " ".join(one.answer or "-" for one in found) == answers
    for one in found:
        assert bool(one.because) == (one.answer not in ("none", "no", ""))
        assert all(say(line) for line in one.because)


# ## What a decision changes, and from when
# day | what is decided that day -> from which day a meeting changes
DECIDED = """
2023-06-12 | month   -> 2023-07-01
2023-06-12 | quarter -> -
2023-06-13 | month   -> -
2023-06-15 | quarter -> 2023-10-01
2023-08-10 | quarter -> 2023-10-01
2023-10-05 | quarter -> 2023-11-01
"""


@pytest.mark.parametrize(("on", "decided", "meetings_change_from"), [cells(line) for line in DECIDED.strip().splitlines()])
def test_what_a_decision_changes(on: str, decided: str, meetings_change_from: str) -> None:
    """A formal letter of 13 June makes the meetings monthly from July. Going back to quarterly is only ever a decision: it takes effect
    once the three months that the letter is watched are over, or at the end of its own month if that is later."""
    found = changes_from(reviewed(on), "performance", decided)
    assert found == (None if meetings_change_from == "-" else day(meetings_change_from))


def test_the_stretches_after_a_letter() -> None:
    """Warned in June: the quarter's meeting still, then one each month until somebody decides."""
    found = stretches(reviewed("2023-06-15"), "performance")
    assert [(one.every, one.first, one.last) for one in found] == [
        ("quarter", date(2023, 4, 1), date(2023, 6, 30)),
        ("month", date(2023, 7, 1), None),
    ]
    decided = ("2023-08-10", "buyer", m.FrequencyDecided(every="quarter", series="performance"))
    found = stretches(reviewed("2023-08-15", decided), "performance")
    assert [(one.every, one.first, one.last) for one in found] == [
        ("month", date(2023, 8, 1), date(2023, 9, 30)),
        ("quarter", date(2023, 10, 1), None),
    ]
    assert stretches(reviewed("2023-08-15"), "nowhere") == ()
