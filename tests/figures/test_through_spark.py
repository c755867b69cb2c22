"""The whole of the measures as text for Spark: standing lists, rows that others point to, sums, ranks and the sides of ratios.

No Spark runs here. What is tried is that its text is read as Spark's own, stays within the narrow subset, and says the same: the text is
read back as Spark's and counted, and must give what the plain count gives.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
import sqlglot
from sqlglot import exp
from tests.figures.test_measures_against_oracle import adds_up, contract_of, facts_of
from tests.oracle import rows as oracle

from tenor.figures import count as counting
from tenor.figures import which as asking
from tenor.figures.columns import haves_of
from tenor.figures.count import count
from tenor.figures.duckdb_engine import ask
from tenor.figures.signature import atoms, signature
from tenor.figures.which import which
from tenor.terms.model import Aggregate, Measure, Ratio, ShareInForce

SEEDS = range(2000, 2048)
Tree = Callable[[], exp.Expr]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text written for Spark meanwhile; the engine is asked what Spark's reader makes of it."""
    texts: list[str] = []

    def through(tables: Any, key: str, tree: Tree, cache: Any = None) -> Any:
        texts.append(tree().sql(dialect="spark"))
        return ask(tables, f"as spark reads it {key}", lambda: sqlglot.parse_one(texts[-1], dialect="spark"))

    monkeypatch.setattr(counting, "ask", through)
    monkeypatch.setattr(asking, "ask", through)
    return texts


@pytest.mark.parametrize("first", range(SEEDS.start, SEEDS.stop, 12))
def test_spark_reads_what_was_meant(first: int, told: list[str]) -> None:
    for seed in range(first, first + 12):
        by = Random(seed)
        contract = contract_of(by)
        known = facts_of(by, contract)
        figures = count(contract, known)
        for one in contract.kpis:
            stories = figures.versions[one.id, signature(one, contract)]
            found = {
                label: [(v.from_day, v.numerator, v.denominator, v.by_act, v.logged) for v in versions]
                for label, versions in stories.items()
            }
            assert found == oracle.count(contract, known, one), (seed, one)
            label = by.choice(sorted(name for name, versions in stories.items() if versions))
            adds_up(one.measure, which(contract, known, one.id, label, stories[label][-1].from_day), stories[label][-1])
    assert told
    for text in told:
        assert sqlglot.parse_one(text, dialect="spark").sql(dialect="spark") == text
        within_the_subset(sqlglot.parse_one(text, dialect="spark"))


def within_the_subset(tree: exp.Expr) -> None:
    """As of the older measures; and a window only puts the rows of a day in order and counts them."""
    assert not list(tree.find_all(exp.Greatest, exp.Least, exp.Div, exp.Round))
    for each in tree.find_all(exp.Window):
        assert isinstance(each.this, exp.RowNumber | exp.Count)
        assert len(each.args["partition_by"]) == 2
    assert not [each for each in tree.find_all(exp.DataType) if each.this in (exp.DataType.Type.FLOAT, exp.DataType.Type.DOUBLE)]
    assert not [each for each in tree.find_all(exp.Literal) if not each.is_string and not each.is_int]


def test_what_is_drawn_is_the_whole_of_it() -> None:
    """Ranks, rows that point to others, standing lists and ratios are all among the cases; else the test above tries nothing."""
    drawn: list[Measure] = [one.measure for seed in SEEDS for one in contract_of(Random(seed)).kpis]
    sides = [side for one in drawn for side in atoms(one)]
    assert {one.how for one in sides if isinstance(one, Aggregate)} == {"sum", "mean", "median", "percentile", "highest", "lowest"}
    assert {one.at for one in sides if isinstance(one, ShareInForce)} == {"every day", "any day", "first day", "last day"}
    assert sum(isinstance(one, Ratio) for one in drawn) > 5
    assert sum(bool(haves_of(one)) for one in sides) > 10
