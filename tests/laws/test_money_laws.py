"""Money held against its laws on invented months: whatever the figures, no stretch holds more than its cap, sums are those of the lines,
a day's statement never changes, and every pound has its clause. Points are counted again here, by themselves."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from tests.review.money_world import at, brought, entries, figures, lines, terms

from tenor.base.period import later_by
from tenor.ledger.events.returns import FigureDisputed, FigureResolved
from tenor.review.model import Review
from tenor.review.statement import SIGN, statements
from tenor.review.statement_data import statement_data
from tenor.review.whole import review

REPEAT = 'id: repeat, clause: "3.2", when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}, points: twice\n'
LEVELS = ((Fraction(99), 0), (Fraction(98), 1), (Fraction(97), 2), (Fraction(96), 3), (Fraction(0), 4))


def _values(random: Random, n: int) -> list[str]:
    return [random.choice(("-", "95.1", "96.04", "96.55", "97.5", "98.4", "98.96", "99.5", "100")) for _ in range(n)]


def _points(values: list[str]) -> list[int]:
    """The points of speed with doubling, from the contract's own words: rounded to one decimal, half up; twice after a failure."""
    plain = []
    for value in values:
        exact = None if value == "-" else Fraction(int(Fraction(value) * 10 + Fraction(1, 2)), 10)
        plain.append(None if exact is None else next(points for edge, points in LEVELS if exact >= edge))
    before = [0, *(points or 0 for points in plain)]
    return [(points or 0) * (2 if last else 1) for last, points in zip(before, plain, strict=False)]


@pytest.mark.parametrize("seed", range(12))
def test_points_as_counted_by_themselves(seed: int) -> None:
    values = _values(Random(seed), 12)
    made = at("2027-03-31", REPEAT, figures("speed", "2026-01", *values))
    found = {each.label: int(each.points) for each in brought(made)}
    assert [found.get(f"2026-{n + 1:02}", 0) for n in range(12)] == _points(values)


def _made(seed: int, on: str = "2028-03-31") -> tuple[Review, int, int, int]:
    random = Random(seed)
    month, rolling, n = random.choice((150, 400, 900)), random.choice((500, 1100, 2500)), random.choice((2, 3, 6, 12))
    rule = (
        f"id: off, clause: S4, when: {{kpi: any, is: failed}}, money: {{deduct: 0.77% of fixed charge per point, "
        f"at_most: [{month} GBP in the same month, {rolling} GBP in any {n} months]}}"
    )
    given = {**figures("speed", "2026-01", *_values(random, 24)), **figures("care", "2026-01", *_values(random, 24))}
    given = {key: ("80" if key[0] == "care" and value.startswith("95") else value) for key, value in given.items()}
    return at(on, REPEAT + rule, given), month, rolling, n


@pytest.mark.parametrize("seed", range(8))
def test_no_stretch_holds_more_than_its_cap_and_sums_are_those_of_the_lines(seed: int) -> None:
    made, month, rolling, n = _made(seed)
    found = [line for line, _ in lines(made)]
    assert found, "nothing was reckoned: the law tried nothing"
    assert all(line.clause and line.because for line in found)
    for start in {line.day for line in found}:
        inside = [line.amount or 0 for line in found if start <= line.day < later_by(start, n, "month")]
        assert sum(inside) <= rolling * 100
    for one in statements(made):
        assert sum(line.amount or 0 for line, _ in one.lines) <= month * 100
        assert one.total + one.provisional == sum(
            SIGN[line.way] * (line.amount or 0) for line, done in one.lines if done.standing not in ("released", "waived")
        )
        assert all(0 <= (line.amount or 0) <= (line.before or 0) for line, _ in one.lines)
    assert [line.day for line in found] == sorted(line.day for line in found)
    assert all(first.day <= second.day for first, second in pairwise(found))


@pytest.mark.parametrize("seed", range(4))
def test_the_statement_of_a_day_is_the_same_whatever_comes_later(seed: int) -> None:
    """Figures of later months, a dispute and its end change nothing of how it stood before them."""
    random = Random(seed)
    rule = (
        REPEAT + "id: off, clause: S4, when: {kpi: any, is: failed}, money: {deduct: 100 GBP per point, at_most: 900 GBP in any 3 months}"
    )
    values = _values(random, 12)
    values[0] = "95.1"
    on = date(2026, random.randint(4, 9), random.randint(1, 28))
    acts = [
        ("2026-11-02", "supplier", FigureDisputed(kpi="speed", period="2026-01")),
        ("2026-11-20", "buyer", FigureResolved(kpi="speed", period="2026-01", outcome="set", numerator=1, denominator=1)),
    ]
    every = entries(figures("speed", "2026-01", *values), acts)
    early = [entry for entry in every if entry.on <= on]
    assert len(early) < len(every)
    told = [[statement_data(one) for one in statements(review(terms(rule), several, on=on))] for several in (every, early)]
    assert told[0] == told[1]
    assert told[0], "no statement: the law tried nothing"
