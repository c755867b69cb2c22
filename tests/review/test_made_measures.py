"""Measures of duties, events and ratings against a plain count, made day by day from the entries alone; and that what came later changes
nothing of an earlier day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from tests.oracle.made import events_so_far, in_time, levels_so_far
from tests.review import money_world
from tests.review.history import entry

from tenor.ledger.events import Event
from tenor.ledger.events.decisions import DutyExtended, DutyWaived, NamedEvent
from tenor.ledger.events.returns import FigureCorrected, FigureDisputed, FigureResolved, ReturnReceived
from tenor.ledger.model import Body, Entry
from tenor.review.model import Pair, Review
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

KPIS = """\
  - {id: in-time, clause: "3.1", title: Returns in time, every: quarter, target: at least 90%,
     measure: {share: {of: duties, where: {duty: figures}, that: {done_on: on or before due_on}}}}
  - {id: reports, clause: "3.2", title: Reports, every: month, target: at most 1,
     measure: {count: {of: events, where: {event: second report, by: buyer}}}}
  - {id: good, clause: "3.3", title: KPIs at their target, every: month, target: at least 50%,
     measure: {share: {of: ratings, that: {level: [target, met]}}}}
"""
DAY = timedelta(days=1)
LAST = date(2026, 8, 31)
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05")


def _terms() -> Terms:
    found = read_yaml(money_world.TERMS.replace("events: {", f"{KPIS}events: {{", 1))
    assert found.terms is not None, [str(each) for each in found.problems]
    return found.terms


TERMS = _terms()


def _history(by: Random) -> list[Entry]:
    """Five months: returns early, late or never, put off or let go, figures corrected and disputed, reports by either side."""
    told: list[tuple[date, str, Event, Body | None]] = []
    for label in MONTHS:
        end = date.fromisoformat(f"{label}-28")
        if by.random() < 0.8:
            figures = [{"kpi": k, "period": label, "numerator": by.choice([80, 91, 97, 99]), "denominator": 100} for k in ("speed", "care")]
            body = Body(kind="rows", salt="00" * 16, content={"figures": figures})
            received = ReturnReceived(ret="figures", covers=label, reports=("speed", "care"))
            told.append((end + DAY * by.randint(1, 25), "supplier", received, body))
        if by.random() < 0.3:
            told.append(
                (end + DAY * by.randint(0, 9), "buyer", DutyExtended(duty=f"figures {label}", to=end + DAY * by.randint(10, 30)), None)
            )
        if by.random() < 0.15:
            told.append((end + DAY * by.randint(0, 20), "buyer", DutyWaived(duty=f"figures {label}"), None))
        if by.random() < 0.5:
            told.append((end + DAY * by.randint(0, 30), by.choice(["buyer", "buyer", "supplier"]), NamedEvent(name="second report"), None))
        if by.random() < 0.3:
            told.append((end + DAY * by.randint(26, 40), "supplier", FigureDisputed(kpi="speed", period=label), None))
            told.append((end + DAY * by.randint(41, 50), "buyer", FigureResolved(kpi="speed", period=label, outcome="refused"), None))
        elif by.random() < 0.3:
            told.append((end + DAY * 26, "buyer", FigureCorrected(kpi="care", period=label, numerator=95, denominator=100), None))
    told.sort(key=lambda each: each[0])
    return [entry(seq, day.isoformat(), side, event, body) for seq, (day, side, event, body) in enumerate(told, 1)]


def _figure(made: Review, kpi: str, label: str, day: date) -> Pair:
    return made.ratings.by_kpi[kpi][label].at(day).figure or (0, 0)


@pytest.mark.parametrize("seed", range(12))
def test_the_figures_are_those_of_a_plain_count(seed: int) -> None:
    """On every day of each period and for two months after it."""
    entries = _history(Random(seed))
    made = review(TERMS, entries, on=LAST)
    for label, first, months in (("2026-Q1", date(2026, 1, 1), (1, 2, 3)), ("2026-Q2", date(2026, 4, 1), (4, 5, 6))):
        for day in (first + DAY * n for n in range(150)):
            if day <= LAST:
                assert _figure(made, "in-time", label, day) == in_time(entries, months, day), (label, day)
    for label in (*MONTHS, "2026-06"):
        first = date.fromisoformat(f"{label}-01")
        for day in (first + DAY * n for n in range(80)):
            assert _figure(made, "reports", label, day)[0] == events_so_far(entries, label, day), (label, day)
            levels = [made.ratings.by_kpi[kpi][label].at(day).rating for kpi in ("speed", "care")]
            assert _figure(made, "good", label, day) == levels_so_far(levels), (label, day)


@pytest.mark.parametrize("seed", range(100, 106))
def test_what_came_later_changes_nothing_of_an_earlier_day(seed: int) -> None:
    """The figure that a review tells of a day that has passed is the one that a review of that day told."""
    by = Random(seed)
    entries = _history(by)
    whole = review(TERMS, entries, on=LAST)
    for _ in range(6):
        day = date(2026, 1, 20) + DAY * by.randint(0, 200)
        then = review(TERMS, entries, on=day)
        for kpi in ("in-time", "reports", "good"):
            for label, rating in then.ratings.by_kpi[kpi].items():
                now, before = whole.ratings.by_kpi[kpi][label].at(day), rating.at(day)
                assert (now.state, now.rating, now.figure) == (before.state, before.rating, before.figure), (kpi, label, day)


def test_a_share_of_ratings_is_final_once_each_of_them_is() -> None:
    """January is final on 6 February; its return comes on the 16th, the share settles with it; a dispute leaves what stands."""
    figures = [{"kpi": k, "period": "2026-01", "numerator": 99, "denominator": 100} for k in ("speed", "care")]
    body = Body(kind="rows", salt="00" * 16, content={"figures": figures})
    received = ReturnReceived(ret="figures", covers="2026-01", reports=("speed", "care"))
    told: list[tuple[str, Event, Body | None]] = [("2026-02-16", received, body)]
    told += [("2026-02-20", FigureDisputed(kpi="speed", period="2026-01"), None)]
    told += [("2026-02-27", FigureResolved(kpi="speed", period="2026-01", outcome="set", numerator=90, denominator=100), None)]
    made = review(TERMS, [entry(n, on, "buyer", event, own) for n, (on, event, own) in enumerate(told, 1)], on=date(2026, 3, 31))
    good = made.ratings.by_kpi["good"]["2026-01"]
    told_then = [(day, good.at(date(2026, 2, day)).state, good.at(date(2026, 2, day)).figure) for day in (5, 9, 16, 20, 27)]
    assert told_then == [
        (5, "not applicable", (0, 0)),
        (9, "not applicable", (0, 0)),
        (16, "final", (2, 2)),
        (20, "final", (2, 2)),
        (27, "final", (1, 2)),
    ]
