"""Bounds that lean on other figures, a first year that is not rated, a person's word, groups held apart, a score: worked out by hand.

The contract lies beside this file."""

from __future__ import annotations

import pytest
from tests.contracts_small.test_small_contracts import Told, act, rated, reviewed, terms

from tenor.base.wording import say
from tenor.ledger.events.returns import FigureCorrected, FigureDisputed, FigureJudged, ReturnReceived
from tenor.ledger.model import Body
from tenor.review.allow import allow
from tenor.review.baseline import baseline
from tenor.review.shown import bound_said

OF_VISITS = ("content", "few", "few-all", "ages.young", "ages.middle", "ages.old")


def _asked(*visits: str) -> list[dict[str, str]]:
    """ "2023-02-01 old yes": a visitor asked."""
    words = [visit.split() for visit in visits]
    return [{"ref": f"{on} {n}", "asked_on": on, "age": age, "content": content} for n, (on, age, content) in enumerate(words)]


def _quarter(covers: str, on: str, visits: list[dict[str, str]], **figures: tuple[int, int]) -> Told:
    given = [{"kpi": kpi, "period": covers, "numerator": n, "denominator": d} for kpi, (n, d) in figures.items()]
    lines = [{"id": f"{covers} {n}", "values": visit, "cells": {}} for n, visit in enumerate(visits)]
    body = Body(kind="rows", salt="00" * 16, content={"figures": given, "rows": {"visits": lines}})
    return on, "supplier", ReturnReceived(ret="q", covers=covers, reports=(*figures, *OF_VISITS)), body


def _judged(on: str, kpi: str, period: str, answer: str) -> Told:
    return act(on, "buyer", FigureJudged(kpi=kpi, period=period, answer=answer))


V1 = _asked("2023-02-01 old yes", "2023-02-02 old no", "2023-02-03 young yes")
V2 = _asked("2023-05-01 old yes", "2023-05-02 old yes", "2023-05-03 old no", "2023-05-04 young yes", "2023-05-05 middle yes")
V3 = _asked("2023-08-01 old no", "2023-08-02 young yes")
V5 = _asked(*(f"2024-02-0{n} middle yes" for n in range(1, 9)), "2024-02-09 young no")
STALLS = [
    _quarter("2023-Q1", "2023-04-05", V1, stalls=(38, 1), growth=(100000, 100), waste=(15, 100), recycled=(20, 100), step=(4, 1)),
    _quarter("2023-Q2", "2023-07-05", V2, stalls=(37, 1), growth=(90000, 100), waste=(26, 100), recycled=(305, 1000), step=(7, 1)),
    _quarter("2023-Q3", "2023-10-04", V3, stalls=(20, 1), step=(9, 1)),
    _quarter("2023-Q4", "2024-01-05", [], stalls=(19, 1), step=(11, 1)),
    _quarter("2024-Q1", "2024-04-05", V5, stalls=(56, 1), growth=(110000, 100), step=(14, 1)),
    _quarter("2024-Q2", "2024-07-04", [], stalls=(57, 1), growth=(89900, 100)),
    _judged("2023-04-11", "clean", "2023-Q1", "yes"),
    _judged("2023-04-11", "manner", "2023-Q1", "weak"),
    _judged("2023-07-03", "clean", "2023-Q2", "no"),
    _judged("2023-07-20", "manner", "2023-Q2", "very good"),
]
RATED = [
    # 95% of 40 stalls are 38; from the second year of 60 they are 57
    ("stalls", "2023-Q1", (38, 1), "final", "very good"),
    ("stalls", "2023-Q2", (37, 1), "final", "fair"),
    ("stalls", "2023-Q3", (20, 1), "final", "weak"),  # half of 40
    ("stalls", "2023-Q4", (19, 1), "final", "bad"),
    ("stalls", "2024-Q1", (56, 1), "final", "fair"),
    ("stalls", "2024-Q2", (57, 1), "final", "very good"),
    ("growth", "2023-Q1", (100000, 100), "final", "unrated"),  # there was no year before
    ("growth", "2024-Q1", (110000, 100), "final", "very good"),  # 1,100 of 1,000 pounds: exactly 110%
    ("growth", "2024-Q2", (89900, 100), "final", "fair"),  # 899 pounds: a pound less than 900
    ("content", "2023-H1", (6, 8), "not applicable", None),  # measured and not rated before July: the baseline all the same
    ("content", "2023-H2", (1, 2), "final", "unrated"),  # one final half-year is not two
    ("content", "2024-H1", (8, 9), "final", "met"),  # 7 of 10 and five points are 75%; 88.9%
    ("few", "2023-Q1", (1, 2), "not applicable", None),  # two are too few
    ("few", "2023-Q2", (2, 3), "final", "met"),
    ("clean", "2023-Q1", (1, 1), "final", "met"),
    ("clean", "2023-Q2", (0, 1), "final", "failed"),
    ("clean", "2023-Q3", None, "not reported", None),  # nobody has said
    ("manner", "2023-Q1", (2, 1), "final", "weak"),  # the level itself
    ("manner", "2023-Q2", (0, 1), "final", "very good"),
    ("waste", "2023-Q1", (3, 20), "not applicable", None),  # no two quarters yet
    ("waste", "2023-Q2", (41, 200), "final", "failed"),  # the mean of 15% and 26% is 20.5%
    ("recycled", "2023-Q1", (20, 100), "final", "unrated"),
    ("recycled", "2023-Q2", (305, 1000), "final", "met"),  # 20.5% and ten points: 30.5%
    ("step", "2023-Q2", (7, 1), "final", "failed"),  # 4 and 2 are 6
    ("step", "2023-Q3", (9, 1), "final", "met"),  # 7 and 2
    ("step", "2024-Q1", (14, 1), "final", "failed"),  # 11 and 2 are 13
    ("ages", "2023-Q1", (1, 2), "final", "failed"),  # young 1 of 1, old 1 of 2; nobody of middle age
    ("ages", "2023-Q2", (1, 3), "final", "failed"),  # old 2 of 3, all others 2 of 2
    ("ages", "2023-Q4", None, "not applicable", None),  # nobody was asked
    ("few-all", "2023-Q1", (2, 3), "final", "unrated"),  # for context
    ("all-in-all", "2023-Q1", (8, 10), "not applicable", None),  # scored from April
    ("all-in-all", "2023-Q2", (7, 10), "final", "fair"),  # exactly 70%
    ("all-in-all", "2023-Q3", (2, 6), "final", "bad"),
    # marks 3, 2, 1, 0 and met 1, failed 0, as none are said; stalls twice
    ("plain-sum", "2023-H1", (10, 1), "final", "very good"),  # 6 and 4; a step without one before is not rated, then failed: 0
    ("plain-sum", "2023-H2", (4, 1), "final", "weak"),  # 2 and 0, met twice
    ("plain-sum", "2024-H1", (10, 1), "final", "very good"),  # 4 and 6, failed 0; the second step was not reported
]


@pytest.mark.parametrize(("kpi", "period", "figure", "state", "level"), RATED, ids=[f"{kpi} {period}" for kpi, period, *_ in RATED])
def test_market_stalls(kpi: str, period: str, figure: tuple[int, int] | None, state: str, level: str | None) -> None:
    assert rated(reviewed("market-stalls", STALLS, "2024-07-31"), kpi, period)[:3] == (figure, state, level)


SCORES = [
    # stalls 3 twice, clean met 1, manner weak 1, of 6, 1 and 3
    ("2023-Q1", (8, 10), "fair"),
    # stalls 2 twice, clean 0, manner 3: 7 of 10; manner was said on the 20th
    ("2023-Q2", (7, 10), "fair"),
    # only stalls are rated: 1 twice, of 6; what nobody judged is in neither
    ("2023-Q3", (2, 6), "bad"),
]


@pytest.mark.parametrize(("period", "figure", "level"), SCORES)
def test_the_score(period: str, figure: tuple[int, int], level: str) -> None:
    version = reviewed("market-stalls", STALLS, "2024-07-31").ratings.overall[period].at(reviewed("market-stalls", [], "2024-07-31").on)
    assert version.figure is not None
    assert version.figure[0] * figure[1] == figure[0] * version.figure[1]
    assert version.rating == level


def test_a_score_of_its_own_says_what_each_gave_and_is_not_disputed_itself() -> None:
    made = reviewed("market-stalls", STALLS, "2023-07-31")
    version = made.ratings.by_kpi["all-in-all"]["2023-Q2"].at(made.on)
    assert [say(line) for line in version.because] == [
        "Stalls let: fair, 4 of 6",
        "Left clean: failed, 0 of 1",
        "Manner of working: very good, 3 of 3",
    ]
    wrong = allow(made, FigureDisputed(kpi="all-in-all", period="2023-Q2"), side="buyer", on=made.on)
    assert "figure-of-parts" in {problem.code for problem in wrong}


def test_a_score_waits_for_what_may_still_be_said() -> None:
    """Stalls of the second quarter are final on 7 July; how they were to work with was said on the 20th, and late before that."""
    states = [rated(reviewed("market-stalls", STALLS, on), "all-in-all", "2023-Q2")[:3] for on in ("2023-07-06", "2023-07-20")]
    assert states == [((4, 7), "provisional", "weak"), ((7, 10), "final", "fair")]  # fair 4 of 6 and failed 0 of 1: 57%


def test_a_base_that_still_moves_keeps_the_rating_provisional() -> None:
    """The quarter before is final; a later change of it moves the bound from that day on, and history before it stands."""
    corrected = [*STALLS, act("2023-07-06", "supplier", FigureCorrected(kpi="step", period="2023-Q2", numerator=6))]
    assert rated(reviewed("market-stalls", corrected, "2023-10-31"), "step", "2023-Q3")[2] == "failed"  # 6 and 2 are 8
    disputed = [*STALLS, act("2023-10-12", "supplier", FigureDisputed(kpi="step", period="2023-Q2"))]
    assert rated(reviewed("market-stalls", disputed, "2023-10-31"), "step", "2023-Q3")[1:3] == ("final", "met")


def test_what_was_judged_late_counts_from_its_day() -> None:
    for on, state in (("2023-07-05", "not due"), ("2023-07-19", "not reported"), ("2023-07-20", "final")):
        assert rated(reviewed("market-stalls", STALLS, on), "manner", "2023-Q2")[1] == state


def test_a_second_word_after_the_final_day_is_a_dispute() -> None:
    told = [*STALLS, _judged("2023-08-01", "clean", "2023-Q2", "yes")]
    found = (
        reviewed("market-stalls", told, "2023-08-02").ratings.by_kpi["clean"]["2023-Q2"].at(reviewed("market-stalls", [], "2023-08-02").on)
    )
    assert (found.state, found.rating, found.other) == ("disputed", "failed", (1, 1))


def test_the_baseline_is_fixed_from_the_figures_of_its_periods() -> None:
    review = reviewed("market-stalls", STALLS, "2024-07-31")
    content = review.terms.kpi("content")
    assert content is not None
    found = baseline(review, content)
    assert found is not None
    assert (found.periods, found.figure) == (("2023-H1", "2023-H2"), (7, 10))


def test_bounds_are_said_as_written_with_what_they_come_to() -> None:
    held = terms("market-stalls")
    stalls, step, clean = held.kpi("stalls"), held.kpi("step"), held.kpi("clean")
    assert stalls is not None
    assert step is not None
    assert clean is not None
    assert say(bound_said(stalls.bands[0].bound)) == "at least 95% of target, which is at least 38"
    assert say(bound_said(step.bands[0].bound)) == "at most 2 above previous period"
    assert say(bound_said(clean.bands[0].bound)) == "yes"
