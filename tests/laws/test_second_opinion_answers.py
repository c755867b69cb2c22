"""Answers, silence, time to put right and days of grace against a second opinion, on invented days.

`tests/oracle/neutral_answers.py` tells them a second time, from the text alone; the contract is that of the chapter on answers and silence.
"""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))
from neutral_answers import DAYS, Stands, Told, cure_day, late_from, returns, stands
from tests.spec.given_duties import reviewed, shown
from tests.spec.test_due_more import GRACE, LATE, sent, stood

from tenor.ledger.events import Event
from tenor.ledger.events import answers as v
from tenor.ledger.events import decisions as d
from tenor.ledger.events import notices as n
from tenor.ledger.events import plans as p
from tenor.review.model import Review

SEVERAL = int(os.environ.get("TENOR_EXAMPLES", "40"))
Acts = list[tuple[str, str, Event]]


def some(chance: Random, after: date, most: int) -> date:
    return after + timedelta(days=chance.randint(0, most))


def drawn(chance: Random, days: int, choices: list[str], *, deemed: date | None = None, start: date | None = None) -> Told:
    given = start or some(chance, date(2023, 4, 3), 250)
    arrived = some(chance, given, 12) if deemed is None and chance.random() < 0.75 else None
    known = arrived or deemed
    extended = answered = None
    if known:
        due = DAYS.after(days, known)
        if chance.random() < 0.2:
            on = known + timedelta(days=chance.randint(0, (due - known).days))
            extended = on, due + timedelta(days=chance.randint(0, 15))
        if chance.random() < 0.6:
            answered = some(chance, known, 30), chance.choice(choices)
    elif chance.random() < 0.3:
        answered = some(chance, given, 30), chance.choice(choices)
    return Told(given, arrived, deemed, extended, answered)


def acts_of(told: Told, what: str, answers: str) -> Acts:
    found: Acts = []
    if told.arrived and what != "answer to notice n1":
        found.append((told.arrived.isoformat(), answers, v.ReceiptAcknowledged(duty=what)))
    if told.extended:
        other = "supplier" if answers == "buyer" else "buyer"
        found.append((told.extended[0].isoformat(), other, d.DutyExtended(duty=what, to=told.extended[1])))
    if told.answered:
        found.append((told.answered[0].isoformat(), answers, v.DutyAnswered(duty=what, choice=told.answered[1])))
    return found


def met(found: Review, rule: str) -> list[str]:
    return [step.met_on.isoformat() for step in found.steps if step.rule == rule]


def asked_on(chance: Random, told: Told, days: int) -> list[date]:
    """Days near those on which something turns."""
    known = told.arrived or told.deemed or told.given
    near = [told.given, known, DAYS.after(days, known), *(one[0] for one in (told.extended, told.answered) if one)]
    near += [told.extended[1]] if told.extended else []
    return [max(told.given, chance.choice(near) + timedelta(days=chance.randint(-1, 2))) for _ in range(3)] + [date(2024, 12, 31)]


@pytest.mark.parametrize("seed", range(SEVERAL))
def test_a_plan(seed: int) -> None:
    chance = Random(seed)
    told = drawn(chance, 10, ["approved", "refused"])
    complete = chance.random() < 0.8
    asked = told.given - timedelta(days=chance.randint(0, 5))
    given = p.PlanProposed(plan="p1", complete=complete, review_on=date(2024, 12, 1))
    acts = [(asked.isoformat(), "buyer", p.PlanRequested(plan="p1", kpis=("good",), step="plan"))]
    acts += [(told.given.isoformat(), "supplier", given), *acts_of(told, "answer to plan p1", "buyer")]
    for on in asked_on(chance, told, 10):
        found, wanted = reviewed(on.isoformat(), acts), stands(told, 10, "approved", on, sound=complete)
        assert shown(found, "answer to plan p1") == wanted.shown, (on, acts)
        if complete:
            assert (found.plans[0].agreed_on is not None) == (wanted.answer == "approved"), (on, acts)
            assert met(found, "after-refusal") == ([str(wanted.known)] if wanted.answer == "refused" else []), (on, acts)


@pytest.mark.parametrize("seed", range(1000, 1000 + SEVERAL))
def test_a_notice(seed: int) -> None:
    chance = Random(seed)
    issued = some(chance, date(2023, 4, 3), 250)
    method = chance.choice(["", "", "post", "email"])
    deemed = {"": None, "post": DAYS.after(2, issued), "email": DAYS.next_open(issued)}[method]
    told = drawn(chance, 5, ["accept", "dispute"], deemed=deemed, start=issued)
    if not told.arrived and not deemed:
        told = told._replace(
            answered=None
        )  # what an answer tells of the receipt of a notice, whose effect hangs on it, is not in the texts
    acts: Acts = [(issued.isoformat(), "buyer", n.NoticeIssued(notice="n1", step="notice", kpis=("good",), method=method))]
    acts += [(told.arrived.isoformat(), "supplier", n.NoticeReceived(notice="n1"))] if told.arrived else []
    acts += acts_of(told, "answer to notice n1", "supplier")
    effective = told.arrived or deemed
    set_to = (some(chance, issued, 8), some(chance, issued, 40)) if chance.random() < 0.6 else None
    acts += [(set_to[0].isoformat(), "buyer", v.CureDaySet(notice="n1", to=set_to[1]))] if set_to else []
    for on in asked_on(chance, told, 5):
        found, wanted = reviewed(on.isoformat(), acts), stands(told, 5, "accept", on)
        assert shown(found, "answer to notice n1") == wanted.shown, (on, acts)
        for rule, choice in (("accepted", "accept"), ("disputed", "dispute")):
            assert met(found, rule) == ([str(wanted.known)] if wanted.answer == choice else []), (on, acts)
        to_cure = next((each.due for each in found.duties if each.id == "cure n1"), None)
        known = deemed or (effective if effective and effective <= on else None)
        assert to_cure == cure_day(set_to, known, on), (on, acts)


@pytest.mark.parametrize("seed", range(2000, 2000 + SEVERAL // 2))
def test_a_duty_whose_silence_is_not_said(seed: int) -> None:
    chance = Random(seed)
    told = drawn(chance, 10, ["accepted", "changes asked"])
    acts: Acts = [(told.given.isoformat(), "supplier", d.DutyDone(duty="standard")), *acts_of(told, "answer to standard", "buyer")]
    for on in asked_on(chance, told, 10):
        found, wanted = reviewed(on.isoformat(), acts), stands(told, 10, "", on)
        assert shown(found, "answer to standard") == wanted.shown, (on, acts)
        late = late_from(told, 10, on)
        assert met(found, "silent-buyer") == ([str(late)] if late else []), (on, acts)


@pytest.mark.parametrize("seed", range(3000, 3000 + SEVERAL // 2))
def test_days_of_grace(seed: int) -> None:
    """Over two years: the first default of each moves the day."""
    chance = Random(seed)
    labels = [f"{2023 + m // 12}-{m % 12 + 1:02}" for m in range(3, 24)]
    came: dict[str, date | None] = {}
    for label in labels:
        year, month = int(label[:4]), int(label[5:])
        due = DAYS.after(5, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
        came[label] = due + timedelta(days=chance.choice([-3, -1, 0, 0, 0, 1, 2, 3, 4, 6, 9])) if chance.random() < 0.9 else None
    on = some(chance, date(2023, 6, 1), 520)
    entries = [sent(day.isoformat(), label) for label, day in came.items() if day is not None]
    assert len({one.seq for one in entries}) == len(entries)
    found = stood(on.isoformat(), entries, GRACE, LATE)
    wanted = returns({label: day for label, day in came.items() if label < f"{on:%Y-%m}"}, on)
    for label, (state, _) in wanted.items():
        assert shown(found, f"monthly {label}") == state, (label, on, came)
    assert met(found, "late-return") == sorted(str(late) for _, late in wanted.values() if late), (on, came)


def test_the_second_opinion_knows_the_chapter() -> None:
    """Two lines of the manual, by the second opinion alone: so that it is not the product's echo."""
    told = Told(date(2023, 5, 19), date(2023, 5, 22), None, None, None)
    assert stands(told, 10, "approved", date(2023, 6, 6)).shown == "due, 2023-06-06"
    assert stands(told, 10, "approved", date(2023, 6, 7)) == Stands("done 2023-06-06", "approved", date(2023, 6, 7))
