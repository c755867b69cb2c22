"""Five small contracts, each unlike the others, with what must come out of them worked out by hand from the terms and the law of time.

The contracts lie beside this file. Each table below is one contract on several days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.review.history import entry

from tenor.ledger.events import Event
from tenor.ledger.events.assurance import StandardFailed
from tenor.ledger.events.decisions import DutyDone, DutyExtended, DutyWaived, NamedEvent, PersonJudged
from tenor.ledger.events.meetings import MeetingHeld, MinutesAnswered, MinutesReceived, MinutesSent
from tenor.ledger.events.notices import NoticeIssued
from tenor.ledger.events.plans import PlanRequested
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Body
from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

Told = tuple[str, str, Event, Body | None]


@cache
def terms(name: str) -> Terms:
    read = read_yaml((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
    assert not read.problems, [str(each) for each in read.problems]
    assert read.terms is not None
    return read.terms


def stated(ret: str, covers: str, on: str, **figures: tuple[int, int]) -> Told:
    """A return with figures as the supplier gives them."""
    given = [{"kpi": kpi, "period": covers, "numerator": n, "denominator": d} for kpi, (n, d) in figures.items()]
    return on, "supplier", ReturnReceived(ret=ret, covers=covers, reports=tuple(figures)), _body({"figures": given})


def rows(ret: str, covers: str, on: str, dataset: str, lines: Sequence[Mapping[str, str]], *reports: str) -> Told:
    """A return with rows of one dataset."""
    listed = [{"id": f"{covers} {n}", "values": dict(line), "cells": {}} for n, line in enumerate(lines)]
    return on, "supplier", ReturnReceived(ret=ret, covers=covers, reports=reports), _body({"rows": {dataset: listed}})


def act(on: str, side: str, event: Event) -> Told:
    return on, side, event, None


def _body(content: dict[str, Any]) -> Body:
    return Body(kind="rows", salt="00" * 16, content=content)


def reviewed(name: str, told: Sequence[Told], on: str) -> Review:
    in_order = sorted(told, key=lambda one: one[0])
    return review(terms(name), [entry(n, *one) for n, one in enumerate(in_order, 1)], on=date.fromisoformat(on))


def rated(of: Review, kpi: str, period: str) -> tuple[tuple[int, int] | None, str, str | None, str]:
    """Figure, state, level and the day on which it is final."""
    rating = of.ratings.by_kpi[kpi][period]
    version = rating.at(of.on)
    return version.figure, version.state, version.rating, rating.final_on.isoformat()


def met(of: Review, rule: str) -> list[tuple[str, str]]:
    """The steps of a rule: of what, and when met; one that is met no longer with the day on which that was."""
    return [(s.of, f"{s.met_on}{f' to {s.unmet_on}' if s.unmet_on else ''}") for s in of.steps if s.rule == rule]


def due(of: Review, id: str) -> tuple[str, str]:
    found = next(each for each in of.duties if each.id == id)
    return str(found.due), found.state


# --- library vans: quarters of a contract that starts on 29 February, in Northern Ireland; figures of every kind ---------------

VANS = [
    stated("q", "2024-02-29", "2024-06-10", stops=(94, 100), breakdowns=(0, 1)),
    stated("q", "2024-05-29", "2024-09-12", stops=(9499, 10000), breakdowns=(4, 1)),
    stated("h", "2024-02-29", "2024-07-31", rate=(899, 1000)),
    stated("y", "2024", "2025-01-31", cost=(2550, 100)),
    stated("cy", "Y1", "2025-03-27", age=(451, 100)),
]
VANS_RATED = [
    ("stops", "2024-02-29", (94, 100), "bronze", "2024-06-18"),  # to 28 May; the fifteenth working day
    ("stops", "2024-05-29", (9499, 10000), "bronze", "2024-09-18"),  # 94.99% is not 95%
    ("breakdowns", "2024-02-29", (0, 1), "gold", "2024-06-18"),
    ("breakdowns", "2024-05-29", (4, 1), "bronze", "2024-09-18"),
    ("rate", "2024-02-29", (899, 1000), "silver", "2024-09-30"),  # the half-year ends in August: end of September
    ("cost", "2024", (2550, 100), "silver", "2025-01-31"),  # 25.50 is in "above 20 to 25.50"
    ("age", "Y1", (451, 100), "silver", "2025-03-28"),  # the year ends on 27 Feb, day 1 of thirty
]


@pytest.mark.parametrize(("kpi", "period", "figure", "level", "final_on"), VANS_RATED)
def test_library_vans(kpi: str, period: str, figure: tuple[int, int], level: str, final_on: str) -> None:
    assert rated(reviewed("library-vans", VANS, "2025-04-01"), kpi, period) == (figure, "final", level, final_on)


def test_library_vans_two_bronze_quarters_and_the_day_of_saint_patrick() -> None:
    found = reviewed("library-vans", VANS, "2025-02-03")
    assert met(found, "low") == [("stops", "2024-09-18")]
    assert due(found, "q 2024-11-29") == ("2025-03-21", "upcoming")  # 17 March is closed there
    assert due(found, "q 2024-08-29") == ("2024-12-19", "overdue")


# --- grass cutting: weeks; which places are asked; conditions of several lines ---------------------------------------------------

CUT = {"height": "4", "weather": "dry", "tools": "mower", "complaint": "no"}
WET = {**CUT, "height": "6", "weather": "wet", "tools": "hand; mower"}
STORM = {**CUT, "height": "5", "weather": "storm", "complaint": "yes"}
WEEK_1 = [
    {"unit": "park", "planned_on": "2024-03-13", "cut_on": "2024-03-15", **CUT},
    {"unit": "green", "planned_on": "2024-03-14", "cut_on": "2024-03-19", **WET},
    {"unit": "park", "planned_on": "2024-03-17", "cut_on": "2024-03-18", **STORM},
]
WEEK_3 = [
    {"unit": "green", "planned_on": "2024-03-28", "cut_on": "2024-04-03", **CUT, "weather": "wet", "complaint": "yes"},
    {"unit": "green", "planned_on": "2024-03-25", **CUT},
]
WEEK_4 = [{"unit": "yard", "planned_on": "2024-04-03", "cut_on": "2024-04-03", **CUT, "complaint": "yes"}]
ALL = ("on-time", "same-day", "tidy", "visited", "visited-any", "visited-first", "visited-last", "tools")
GRASS = [
    rows("weekly", "2024-03-11", "2024-03-19", "cuts", WEEK_1, *ALL),
    rows("weekly", "2024-03-25", "2024-04-02", "cuts", WEEK_3, *ALL),
    rows("weekly", "2024-04-01", "2024-04-08", "cuts", WEEK_4, *ALL),
]
GRASS_RATED = [
    ("on-time", "2024-03-11", (1, 2), "fail"),  # the storm is not looked at
    ("on-time", "2024-03-25", (0, 2), "fail"),
    ("on-time", "2024-04-01", (1, 1), "pass"),
    ("same-day", "2024-03-11", (1, 3), "fail"),  # planned on Sunday, cut on Monday: the same working day
    ("same-day", "2024-04-01", (1, 1), "pass"),
    ("visited", "2024-03-11", (2, 2), "pass"),
    ("visited", "2024-04-01", (0, 1), "fail"),  # the green is away all week, the yard opens on Wednesday
    ("visited-any", "2024-04-01", (1, 2), "fail"),
    ("visited-first", "2024-04-01", (0, 1), "fail"),
    ("visited-last", "2024-04-01", (1, 2), "fail"),
    ("tidy", "2024-03", (2, 3), "fail"),  # dry, or wet and by hand; the return of the week in which March ends reports it
    ("tools", "2024-03", (2, 1), "fail"),  # two places with a complaint
]


@pytest.mark.parametrize(("kpi", "period", "figure", "level"), GRASS_RATED)
def test_grass_cutting(kpi: str, period: str, figure: tuple[int, int], level: str) -> None:
    assert rated(reviewed("grass-cutting", GRASS, "2024-04-12"), kpi, period)[:3] == (figure, "final", level)


# --- cleaning: starts on 31 August in Scotland; six levels and targets alone; two months; three months; so far ------------------


def _check(ref: str, asked: str, checked: str, result: str, score: str = "50", fee: str = "3") -> dict[str, str]:
    return {"ref": ref, "asked_on": asked, "checked_on": checked, "result": result, "score": score, "fee": fee}


OF_CHECKS = ("clean", "quick", "dirty")
CLEANING = [
    rows("r", "2023-08", "2023-09-07", "checks", [_check("a", "2023-08-28", "2023-08-31", "dirty")], *OF_CHECKS),
    rows(
        "r",
        "2023-09",
        "2023-10-06",
        "checks",
        [
            _check("b", "2023-09-01", "2023-09-06", "clean"),
            _check("c", "2023-09-01", "2023-09-07", "dirty"),
            _check("d", "2023-09-13", "2023-09-19", "clean", score="9.99"),
        ],
        *OF_CHECKS,
    ),
    rows(
        "r",
        "2023-10",
        "2023-11-07",
        "checks",
        [
            _check("e", "2023-10-02", "2023-10-05", "clean", fee="2"),
            _check("f", "2023-10-12", "2023-10-17", "dirty"),
            _check("g", "2023-10-20", "2023-10-20", "clean"),
        ],
        *OF_CHECKS,
    ),
    rows(
        "r",
        "2023-11",
        "2023-12-08",
        "checks",
        [
            _check("h", "2023-11-29", "2023-11-30", "dirty"),
            _check("i", "2023-11-01", "2023-11-10", "dirty"),
            _check("j", "2023-11-01", "2023-11-10", "dirty"),
        ],
        *OF_CHECKS,
    ),
    act("2023-09-20", "buyer", NamedEvent(name="fire drill")),
    act("2023-09-22", "buyer", NamedEvent(name="award")),
]
CLEANING_RATED = [
    ("clean", "2023-08-31", (2, 5), "final", "scrap"),  # 31 Aug to 30 Oct: without the two of a low score or fee
    ("quick", "2023-09", (2, 4), "not applicable", None),  # three months do not lie in the contract yet
    ("quick", "2023-10", (5, 7), "final", "failed"),  # a target alone, beside six levels
    ("quick", "2023-11", (5, 9), "final", "failed"),
    ("dirty", "2023-09", None, "not applicable", None),  # measured from October
    ("dirty", "2023-10", (1, 1), "final", "met"),
    ("dirty", "2023-11", (4, 1), "final", "failed"),  # one and three are four, not two a month
]


@pytest.mark.parametrize(("kpi", "period", "figure", "state", "level"), CLEANING_RATED)
def test_cleaning(kpi: str, period: str, figure: tuple[int, int] | None, state: str, level: str | None) -> None:
    assert rated(reviewed("cleaning", CLEANING, "2023-12-31"), kpi, period)[:3] == (figure, state, level)


CLEANING_DUE = [
    ("d1", "2023-10-31", "overdue"),  # two months after 31 August
    ("d2", "2023-10-03", "overdue"),  # ten clear days after the award
    ("d3 2023-H2", "2024-01-03", "due"),  # the first Monday is New Year's Day, and the 2nd is closed in Scotland
    ("d4 2023", "2023-12-31", "due"),
    ("d5", "2024-03-28", "upcoming"),  # Easter Sunday: the working day before, as Good Friday is closed too
    ("d6 2023-08-31", "2024-08-30", "upcoming"),
    ("d7", "2023-09-29", "overdue"),  # the drill's own day is the first of eight
    ("d8", "2026-05-30", "upcoming"),
    ("d9 2023-Q4", "2023-12-29", "overdue"),
    ("d10 2023-Q3", "2023-10-31", "overdue"),
    ("d11 2023-08-31", "2023-09-20", "overdue"),  # two weeks from a Thursday, and a week
    ("d13", "2023-09-22", "overdue"),
]


@pytest.mark.parametrize(("id", "day", "state"), CLEANING_DUE)
def test_cleaning_duties(id: str, day: str, state: str) -> None:
    assert due(reviewed("cleaning", CLEANING, "2023-12-31"), id) == (day, state)


def test_cleaning_steps() -> None:
    """A failed target is among "bronze, tin and scrap", which are all the levels below the target; the late return of November counts."""
    found = reviewed("cleaning", CLEANING, "2023-12-31")
    assert met(found, "w") == [("", "2023-12-08")]
    assert ("quick", "2023-11-07") in met(found, "f")
    assert found.ratings.overall["2023-11"].at(found.on).rating == "bronze"


# --- night shelter: rules of every kind, and a variation of every kind of path -----------------------------------------------

PER_CENT = 100
SHELTER = [
    stated("m", "2024-01", "2024-02-12", beds=(949, 1000), meals=(84, PER_CENT)),
    stated("m", "2024-02", "2024-03-11", beds=(89, PER_CENT), meals=(85, PER_CENT)),
    stated("m", "2024-03", "2024-04-09", beds=(80, PER_CENT), meals=(84, PER_CENT), money=(100001, 100)),
    stated("m", "2024-04", "2024-05-20", beds=(100, PER_CENT), meals=(99, PER_CENT), money=(1000, 1)),
    stated("m", "2024-05", "2024-06-14", beds=(85, PER_CENT), meals=(95, PER_CENT), calls=(4, 1)),
    stated("m", "2024-06", "2024-07-15", beds=(70, PER_CENT), meals=(95, PER_CENT), calls=(3, 1)),
    stated("q", "2024-Q1", "2024-04-19", staff=(3, 1)),
    stated("q", "2024-Q2", "2024-07-18", staff=(5, 1)),
    act("2024-02-01", "supplier", NamedEvent(name="funding gap")),
    act("2025-01-10", "supplier", NamedEvent(name="funding gap")),
    act("2024-03-01", "buyer", NamedEvent(name="serious incident")),
    act("2025-02-28", "buyer", NamedEvent(name="serious incident")),
    act("2024-03-06", "supplier", DutyDone(duty="report")),
    act("2024-02-13", "buyer", PlanRequested(plan="p1", kpis=("beds",), step="action plan", rule="one")),
    act("2024-04-11", "buyer", NoticeIssued(notice="w1", step="warning", kpis=("beds",), method="post")),
    act("2024-06-26", "supplier", DutyDone(duty="drill 2024-Q2")),
    act("2024-05-01", "buyer", StandardFailed(duty="safe", failure="f1")),
    act("2024-07-20", "buyer", PersonJudged(rule="either")),
    act("2024-09-20", "buyer", DutyWaived(duty="drill 2024-Q3")),
    act("2024-12-30", "buyer", DutyExtended(duty="drill 2024-Q4", to=date(2025, 1, 31))),
]
SHELTER_STEPS = [
    ("2024-05-15", "one", [("beds", "2024-02-12"), ("meals", "2024-02-12"), ("money", "2024-04-10"), ("staff", "2024-04-22")]),
    ("2025-03-05", "two", [("beds", "2024-09-17")]),  # three of them since the variation: June, then two without a return
    ("2025-03-05", "any-two", [("", "2024-04-10")]),
    ("2025-03-05", "tagged", [("beds", "2024-03-11"), ("staff", "2024-07-19")]),
    ("2025-03-05", "both", []),
    ("2025-03-05", "neither", [("", "2024-03-11")]),
    (
        "2025-03-05",
        "either",
        [
            ("drill 2024-Q1", "2024-03-28"),
            ("", "2024-07-20"),
            ("drill 2024-Q4", "2024-12-28 to 2024-12-30"),  # put off once it was late; the third was waived in time
            ("", "2025-01-10"),
            ("drill 2024-Q4", "2025-02-01"),
        ],
    ),
    ("2025-02-27", "incidents", []),
    ("2025-02-28", "incidents", [("", "2025-02-28")]),  # within twelve months by a day
    ("2024-07-22", "after", [("w1", "2024-07-15")]),  # received on 15 April, so May and June
    ("2024-05-15", "late-plan", [("fire-plan", "2024-02-23")]),
    ("2025-03-05", "report-late", [("report", "2024-03-06"), ("report 2025-02-28", "2025-03-05")]),  # each incident has its own
    ("2024-05-15", "no-return", [("m 2024-04", "2024-05-11")]),
    ("2025-03-05", "no-board", [("meeting 2024-H2", "2025-01-01")]),
    ("2024-05-15", "not-safe", [("safe", "2024-05-01")]),
    ("2024-05-15", "plan-late", [("p1", "2024-02-28")]),
]


@pytest.mark.parametrize(("on", "rule", "steps"), SHELTER_STEPS, ids=[f"{rule} {on}" for on, rule, _ in SHELTER_STEPS])
def test_night_shelter_steps(on: str, rule: str, steps: list[tuple[str, str]]) -> None:
    assert met(reviewed("night-shelter", SHELTER, on), rule) == steps


SHELTER_AFTER_VARIATION = [
    ("beds", "2024-03", (80, 100), "final", "fails", "2024-04-10"),  # below 90% was a failure then
    ("beds", "2024-05", (85, 100), "final", "below", "2024-06-17"),  # and is none now; due on the 15th, a Saturday
    ("money", "2024-05", None, "not applicable", None, "2024-06-10"),  # ended
    ("calls", "2024-05", (4, 1), "final", "failed", "2024-06-17"),  # new
    ("calls", "2024-04", None, "not applicable", None, "2024-04-30"),
]


@pytest.mark.parametrize(("kpi", "period", "figure", "state", "level", "final_on"), SHELTER_AFTER_VARIATION)
def test_night_shelter_varied(kpi: str, period: str, figure: Any, state: str, level: str | None, final_on: str) -> None:
    assert rated(reviewed("night-shelter", SHELTER, "2024-07-22"), kpi, period) == (figure, state, level, final_on)


SHELTER_DUE = [
    ("fire-plan", "2024-02-15", "overdue"),  # counted by the terms of the day it ran from
    ("agree plan p1", "2024-02-27", "overdue"),
    ("report", "2024-03-05", "done late"),
    ("reply", "2024-04-23", "overdue"),  # seven clear days after Monday 15 April
    ("drill 2024-Q2", "2024-06-26", "done"),
    ("m 2024-03", "2024-04-10", "done"),
    ("m 2024-07", "2024-08-15", "upcoming"),
]


@pytest.mark.parametrize(("id", "day", "state"), SHELTER_DUE)
def test_night_shelter_duties(id: str, day: str, state: str) -> None:
    assert due(reviewed("night-shelter", SHELTER, "2024-07-22"), id) == (day, state)


# --- swimming pools: a return about the quarter before; totals; minutes whose silence says nothing -------------------------------


def _closing(on: str, told: str, opened: str) -> dict[str, str]:
    return {"ref": on, "closed_on": on, "told_on": told, "opened_on": opened}


AUTUMN = [
    _closing("2023-10-07", "2023-10-09", "2023-10-20"),  # a Saturday, told on Monday
    _closing("2023-10-20", "2023-10-23", "2023-11-20"),  # a Friday, told on Monday: too late
    _closing("2023-11-13", "2023-11-13", "2023-11-14"),
    _closing("2023-12-04", "2023-12-04", "2024-01-02"),
    _closing("2023-12-11", "2023-12-11", "2023-12-31"),
]
SPRING = [_closing("2024-02-05", "2024-02-05", "2024-02-06")]
OF_POOLS = ("closed", "told", "open-again")
POOLS = [
    rows("q", "2023-Q4", "2024-01-12", "closures", AUTUMN, *OF_POOLS),
    rows("q", "2024-Q1", "2024-04-16", "closures", SPRING, *OF_POOLS),
    *(act(day, "buyer", NamedEvent(name="complaint")) for day in ("2024-02-01", "2024-02-10", "2024-02-14", "2024-03-28", "2024-04-02")),
    act("2023-10-02", "buyer", NamedEvent(name="award")),
    act("2023-11-01", "buyer", MeetingHeld(meeting="m1", series="pools")),
    act("2023-11-03", "buyer", MinutesSent(meeting="m1")),
    act("2023-11-06", "supplier", MinutesReceived(meeting="m1")),
    act("2023-12-06", "buyer", MeetingHeld(meeting="m2", series="pools")),
    act("2023-12-07", "buyer", MinutesSent(meeting="m2")),
    act("2023-12-08", "supplier", MinutesReceived(meeting="m2")),
    act("2023-12-12", "supplier", MinutesAnswered(meeting="m2", answer="withheld", items=("1",))),
    act("2024-01-08", "supplier", MinutesAnswered(meeting="m2", answer="agreed")),
]
POOLS_RATED = [
    ("closed", "2023-11", (3, 1), "not applicable", None, "2024-01-15"),
    ("closed", "2023-12", (5, 1), "final", "failed", "2024-01-15"),  # the tenth working day of the quarter after
    ("closed", "2024-01", (3, 1), "final", "met", "2024-04-15"),
    ("told", "2023-10", (1, 2), "final", "failed", "2024-01-15"),
    ("told", "2023-12", (2, 2), "final", "met", "2024-01-15"),
    ("open-again", "2023-Q4", (4, 5), "final", "met", "2024-01-15"),
]


@pytest.mark.parametrize(("kpi", "period", "figure", "state", "level", "final_on"), POOLS_RATED)
def test_pools(kpi: str, period: str, figure: Any, state: str, level: str | None, final_on: str) -> None:
    assert rated(reviewed("pools", POOLS, "2024-04-30"), kpi, period) == (figure, state, level, final_on)


def test_pools_duties_and_steps() -> None:
    found = reviewed("pools", POOLS, "2024-04-30")
    assert due(found, "q 2023-Q4") == ("2024-01-15", "done")
    assert due(found, "q 2024-Q1") == ("2024-04-15", "done late")  # Easter Monday is 1 April
    assert due(found, "keys") == ("2023-10-13", "overdue")
    assert met(found, "no-keys") == [("keys", "2023-10-18")]  # two working days more: Tuesday 17 October
    assert met(found, "fortnight") == [("", "2024-02-14")]
    assert met(found, "quarter") == [("", "2024-03-28")]


POOLS_MINUTES = [
    ("2023-11-13", "m1", "received"),
    ("2024-04-30", "m1", "received"),  # nobody said that silence agrees
    ("2023-12-12", "m2", "withheld"),
    ("2024-01-07", "m2", "withheld"),  # not final until agreed
    ("2024-01-08", "m2", "approved"),
]


@pytest.mark.parametrize(("on", "meeting", "state"), POOLS_MINUTES)
def test_pools_minutes(on: str, meeting: str, state: str) -> None:
    found = reviewed("pools", POOLS, on)
    assert next(each.state for each in found.minutes if each.meeting == meeting) == state
