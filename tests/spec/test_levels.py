# ruff: noqa: E501 (lines of a contract)
"""# Levels, points and parts

A ladder names its levels, best first; each may bring points. `target_level` is the last good one. There may be several ladders, each with a
name; a KPI uses the first unless it names another (`ladder: overall`).

```yaml
levels: [{id: target, points: 0}, {id: minor, points: 1}, {id: serious, points: 2}, {id: severe, points: 3}, {id: threshold, points: 4}]
target_level: target
```
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contracts_small.test_market_stalls import STALLS
from tests.contracts_small.test_parts_and_families import LIGHTS
from tests.contracts_small.test_small_contracts import reviewed

from tenor.base.figure import parse_number
from tenor.ledger.events.returns import FigureCorrected, FigureDisputed, FigureJudged
from tenor.review.allow import allow
from tenor.review.bands import level_of
from tenor.review.overall import on_ladder
from tenor.review.together import apart, rating_of
from tenor.terms.model import Ladder, Terms, Together
from tenor.terms.read_yaml import read_yaml

HEAD = """\
tenor: "1"
contract: {reference: C-1, title: Help line, buyer: Example Council, supplier: Example Calls, starts: 2024-01-01, ends: 2025-12-31}
words: {working day: open day}
"""
FIVE = """\
levels: [{id: target, points: 0}, {id: minor, points: 1}, {id: serious, points: 2}, {id: severe, points: 3}, {id: threshold, points: 4}]
target_level: target
"""
ANSWERED = """\
kpis:
  - id: answered
    clause: "2.3"
    title: Calls answered
    every: month
    measure: {stated: percent}
    better: higher
    rounded: to 1 decimals
    bands: {target: at least 99%, minor: between 98.0% and 98.9%, serious: between 97.0% and 97.9%, severe: between 96.0% and 96.9%, threshold: below 96%}
"""


def read(text: str) -> Terms:
    found = read_yaml(HEAD + text)
    assert found.terms is not None, [str(problem) for problem in found.problems]
    return found.terms


@cache
def five() -> Terms:
    return read(FIVE + ANSWERED)


RESULTS = [
    ("100", "target", "0"),
    ("99", "target", "0"),
    ("98.95", "target", "0"),  # half up: 99.0
    ("98.94", "minor", "1"),
    ("98.5", "minor", "1"),
    ("98", "minor", "1"),
    ("97.95", "minor", "1"),
    ("97.94", "serious", "2"),
    ("96.95", "serious", "2"),
    ("96.5", "severe", "3"),
    ("95.95", "severe", "3"),
    ("95.94", "threshold", "4"),
    ("0", "threshold", "4"),
]


# ## Five levels printed to one decimal
@pytest.mark.parametrize(("result", "level", "points"), RESULTS)
def test_a_table_of_service_points(result: str, level: str, points: str) -> None:
    """`99% · 98.0% - 98.9% · 97.0% - 97.9% · 96.0% - 96.9% · below 96%`, rounded to 1 decimal, brings 0, 1, 2, 3 and 4 points. Without
    rounding 98.95% would lie in no band."""
    held, number = five(), parse_number(result)
    kpi = held.kpi("answered")
    assert kpi is not None
    assert number is not None
    found, _ = level_of(kpi, (number.ratio[0], number.ratio[1] * 100))
    assert found == level
    assert held.points_of(kpi, found) == parse_number(points)


# ## Parts together
LADDER = Ladder(name="", levels=("gold", "silver", "bronze", "none"), target="silver")
PARTS = [
    # how, how the parts are rated, what the KPI is
    ("worst", "gold, bronze", "bronze"),
    ("best", "gold, bronze", "gold"),
    ("mean of marks", "gold, bronze", "silver"),  # 3 and 1 are 2 each
    ("mean of marks", "gold, silver", "silver"),  # 2.5: to the worse
    ("worst", "gold, met", "silver"),  # a target alone is the target level …
    ("worst", "gold, failed", "bronze"),  # … or the next below it
    ("worst", "met, failed", "failed"),  # targets alone throughout
    ("best", "met, failed", "met"),
    ("worst", "gold, unrated", "unrated"),  # nothing is guessed of the other part
    ("for context", "gold, gold", "unrated"),
]


@pytest.mark.parametrize(("together", "parts", "rating"), PARTS)
def test_parts_together(together: str, parts: str, rating: str) -> None:
    """Of a ladder gold, silver, bronze, none with the target level silver. Parts that do not apply are left out beforehand."""
    made = Together(parts=(), how=together)  # type: ignore[arg-type]
    assert rating_of(made, LADDER, parts.split(", ")) == rating


@settings(deadline=None)  # other tests run beside
@given(
    st.lists(st.sampled_from([*LADDER.levels, "met", "failed"]), min_size=1, max_size=6),
    st.sampled_from(["worst", "best", "mean of marks"]),
)
def test_a_rating_of_parts_lies_between_its_worst_and_its_best(levels: list[str], how: str) -> None:
    """Whatever the parts: with worst and best it is exactly those."""

    def place(level: str) -> int:
        return LADDER.levels.index(on_ladder(LADDER, level))

    found = place(rating_of(Together(parts=(), how=how), LADDER, levels))  # type: ignore[arg-type]
    places = [place(level) for level in levels]
    assert min(places) <= found <= max(places)
    if how != "mean of marks":
        assert found == (max(places) if how == "worst" else min(places))


# ## Groups held apart
GAPS = [
    # against, groups as so many of so many, the gap
    ("all others", "8 of 10, 3 of 6", "3/10"),  # 80% and 50%
    ("all others", "9 of 10, 5 of 10, 4 of 20", "3/5"),  # the first: 90% against 9 of 30
    ("largest group", "9 of 10, 5 of 10, 4 of 20", "7/10"),  # against 20%
    ("all others", "1 of 2", "none"),
    ("largest group", "2 of 3, 2 of 3", "0/1"),
]


@pytest.mark.parametrize(("against", "groups", "gap"), GAPS)
def test_a_gap_between_groups(against: str, groups: str, gap: str) -> None:
    """The largest distance of a group from all others together, or from the largest group, exactly; none with fewer than two groups."""
    pairs = [tuple(int(n) for n in group.split(" of ")) for group in groups.split(", ")]
    found = apart(pairs, against)  # type: ignore[arg-type]
    assert ("none" if found is None else f"{found[0]}/{found[1]}") == gap


# ## What is refused


# ## A score
SCORED = [
    # stalls (weight 2), clean and manner, marks 3 2 1 0, in per cent of the most possible; scored from April
    ("all-in-all", "2023-Q1", "8 of 10", "not applicable"),
    ("all-in-all", "2023-Q2", "7 of 10", "fair"),  # fair 2 x 2, failed 0 of 1, very good 3
    ("all-in-all", "2023-Q3", "2 of 6", "bad"),  # weak 1 x 2; nobody has said the others: they are in neither number
    # of stalls and steps, added up over half a year
    ("plain-sum", "2023-H1", "10", "very good"),  # very good 6, fair 4; one step not rated, the other failed
    ("plain-sum", "2023-H2", "4", "weak"),  # weak 2, bad 0; met twice
]


@pytest.mark.parametrize(("score", "period", "marks", "rating"), SCORED)
def test_a_score_of_other_figures(score: str, period: str, marks: str, rating: str) -> None:
    """`{score: {of: [stalls, clean, manner], …}}`: the marks of each level times the weight of its KPI. Without marks of its own the worst
    level is 0, the next 1; met is 1, failed 0. A KPI joins the period in which its own ends; a score adds up no scores."""
    version = reviewed("market-stalls", STALLS, "2024-07-31").ratings.by_kpi[score][period].at(date(2024, 7, 31))
    assert version.figure is not None
    n, d = version.figure
    assert (str(n) if d == 1 else f"{n} of {d}", version.rating or version.state) == (marks, rating)


def one(rest: str) -> str:
    """A contract of one KPI."""
    return f'kpis: [{{id: a, clause: "1", title: A, every: month, measure: {{stated: percent}}, {rest}}}]\n'


REFUSED = [
    # what is written, what is said
    ("levels: [good]\n" + one("target: at least 9%"), "levels-two"),
    ("levels: [good, bad, good]\n" + one("target: at least 9%"), "id-taken"),
    ("levels: [good, fair, bad]\n" + one("target: at least 9%"), "key-missing"),  # which is the last good one?
    ("levels: {x: [good, bad], y: [a, b, c]}\ntarget_level: {x: good}\n" + one("target: at least 9%"), "key-missing"),
    ("levels: {x: [good, bad], y: [bad, good]}\n" + one("target: at least 9%"), "id-taken"),  # good on one and not on the other
    ("levels: {x: [good, bad]}\n" + one("ladder: z, target: at least 9%"), "unknown-name"),
    ("levels: {x: [good, bad], y: [a, b]}\n" + one("ladder: y, bands: {good: at least 9%}"), "unknown-name"),
    ("levels: [{id: good, points: one}, bad]\n" + one("target: at least 9%"), "number-plain"),
    (one("weight: heavy, target: at least 9%"), "number-plain"),
    (one("points: {great: 1}, target: at least 9%"), "unknown-name"),
    (one("bands: {met: at least 95% of target, failed: below 95% of target}"), "target-no-number"),
    (one("target: at least 5% above baseline"), "phrase-bound"),
    (one("target: at least 95% of target"), "target-leans"),
    (one("target: at least 9% of KPI b"), "unknown-name"),
    (one("target: at least 9%, baseline: {take: first months}"), "baseline-wrong"),
    (one("too_few: below 10%, target: at least 9%").replace("stated: percent", "stated: share"), "too-few-count"),
    (one("target: at least 9").replace("stated: percent", "score: {of: [a]}"), "score-of-score"),
    (one("together: worst").replace("measure: {stated: percent}", "parts: []"), "parts-none"),
    (
        one("target: yes").replace("measure: {stated: percent}", "parts: [{id: p, measure: {stated: percent}, target: at least 9%}]"),
        "parts-rated",
    ),
    (one('target: "yes"').replace("stated: percent", "check: {asked: Nice?, by: buyer, choices: levels}"), "level-given"),
    (one("target: at least 9%").replace("stated: percent", "check: {asked: Nice?, by: buyer}"), "phrase-bound"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=[f"{code} {n}" for n, (_, code) in enumerate(REFUSED)])
def test_is_refused(text: str, code: str) -> None:
    found = read_yaml(HEAD + text)
    assert code in {problem.code for problem in found.problems}, [str(problem) for problem in found.problems]
    assert found.terms is None


# ## A person's word
JUDGED = [
    # side, KPI, answer, what is wrong with it
    ("buyer", "clean", "yes", ""),
    ("buyer", "clean", "no", ""),
    ("buyer", "clean", "fair", "judged-answer"),
    ("buyer", "manner", "fair", ""),  # it asks for the level itself
    ("buyer", "manner", "yes", "judged-answer"),
    ("supplier", "clean", "yes", "judged-by-other"),  # the contract names the market officer, who is the buyer's
    ("buyer", "stalls", "yes", "judged-nothing"),
]


@pytest.mark.parametrize(("side", "kpi", "answer", "wrong"), JUDGED)
def test_who_may_judge_a_figure(side: str, kpi: str, answer: str, wrong: str) -> None:
    """`{check: {asked: Was the market left clean?, by: market officer}}` is answered with yes or no, and a reason; with `choices: levels`
    with a level."""
    review = reviewed("market-stalls", [], "2023-04-10")
    found = allow(review, FigureJudged(kpi=kpi, period="2023-Q1", answer=answer), side=side, on=date(2023, 4, 10))  # type: ignore[arg-type]
    assert [problem.code for problem in found if problem.code != "reason-missing"] == ([wrong] if wrong else [])


def test_what_is_made_of_other_figures_is_not_disputed_itself() -> None:
    """Its parts are; and a level that a person gave is not put right by a number that stands for none."""
    lights, stalls = reviewed("street-lights", LIGHTS, "2024-04-12"), reviewed("market-stalls", STALLS, "2024-07-31")
    whole = allow(lights, FigureDisputed(kpi="repair", period="2024-01"), side="buyer", on=lights.on)
    assert "figure-of-parts" in [problem.code for problem in whole]
    part = allow(lights, FigureDisputed(kpi="repair.fast", period="2024-01"), side="buyer", on=lights.on)
    assert [problem.code for problem in part] == []
    for n, wrong in ((3, []), (4, ["figure-pair-wrong"])):
        found = allow(stalls, FigureCorrected(kpi="manner", period="2023-Q1", numerator=n), side="buyer", on=stalls.on)
        assert [problem.code for problem in found] == wrong
