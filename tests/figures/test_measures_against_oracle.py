"""The whole of the measures at random: sums and ranks, standing lists, rows that others point to, ratios. The engine and the plain count
say the same, and so does "which"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from tests.figures.given import act, after, dataset, facts, fields, kpi, row, terms
from tests.oracle import rows as oracle

from tenor.base.figure import Number
from tenor.base.phrases.bound import Bound, parse_bound
from tenor.figures.amounts import parts_of
from tenor.figures.columns import haves_of
from tenor.figures.count import count, periods_of
from tenor.figures.model import CountedRow, FigureVersion
from tenor.figures.signature import atoms, signature
from tenor.figures.which import which
from tenor.ledger.events.returns import ReliefAgreed, ReturnReceived
from tenor.ledger.model import Facts
from tenor.terms.counted import dataset_of, how_many_of
from tenor.terms.model import (
    Aggregate,
    AllOf,
    AnyOf,
    At,
    Condition,
    CountOfRows,
    Dataset,
    FieldTest,
    FieldValue,
    Have,
    Measure,
    NoneOf,
    OneOf,
    OnOrBefore,
    Present,
    Ratio,
    ShareInForce,
    ShareOfRows,
    Terms,
    Unit,
    Within,
)

START = date(2022, 11, 20)
BELOW_TWO = parse_bound("below 2")
assert isinstance(BELOW_TWO, Bound)


def referring(made: Dataset, **refers: str) -> Dataset:
    """The dataset with some fields that point to others."""
    return replace(made, fields={name: replace(one, refers_to=refers.get(name, "")) for name, one in made.fields.items()})


JOBS = dataset("jobs", "done_on", fields(unit="unit", done_on="optional date", hours="optional number", kind="optional choice"))
NOTES = referring(
    dataset(
        "notes",
        "noted_on",
        fields(unit="unit", job="optional reference", noted_on="date", kind="optional choice", answered_on="optional date"),
    ),
    job="jobs",
)
PEOPLE = replace(
    dataset("people", "began_on", fields(unit="optional unit", began_on="date", left_on="optional date", hours="optional number")),
    in_force=("began_on", "left_on"),
)
PAPERS = referring(
    replace(
        dataset("papers", "from_on", fields(person="optional reference", kind="optional choice", from_on="date", to_on="optional date")),
        in_force=("from_on", "to_on"),
    ),
    person="people",
)
PASSES = replace(
    dataset("passes", "from_on", fields(unit="optional unit", kind="optional choice", from_on="date", to_on="optional date")),
    in_force=("from_on", "to_on"),
)
ALL = {one.id: one for one in (JOBS, NOTES, PEOPLE, PAPERS, PASSES)}
POINTING = {"jobs": ("notes", "passes"), "people": ("papers", "notes", "passes"), "notes": ("passes",)}

ANSWERED: tuple[Condition, ...] = (
    FieldTest(field="answered_on", test=Within(due=after(5, "day", "noted_on"))),
    FieldTest(field="answered_on", test=OnOrBefore(other="period end")),
    FieldTest(field="answered_on", test=Present()),
)
KINDS: tuple[Condition, ...] = tuple(FieldTest(field="kind", test=OneOf(values=values)) for values in (("x",), ("y",), ("x", "y")))
PLAIN: dict[str, tuple[Condition, ...]] = {
    "jobs": KINDS,
    "notes": (*KINDS, *ANSWERED),
    "people": (FieldTest(field="hours", test=Present()),),
    "papers": KINDS,
    "passes": KINDS,
}
ATS: tuple[At, ...] = ("every day", "any day", "first day", "last day")
HOWS: tuple[Any, ...] = ("sum", "mean", "median", "percentile", "highest", "lowest")


def condition(by: Random, of: str, depth: int = 2) -> Condition:
    """A condition on rows, with rows of other datasets that point to them."""
    if depth and by.random() < 0.3:
        kind: Any = by.choice([AllOf, AnyOf, NoneOf])
        found: Condition = kind(conditions=tuple(condition(by, of, depth - 1) for _ in range(by.randint(1, 2))))
        return found
    if of in POINTING and by.random() < 0.6:
        other = by.choice(POINTING[of])
        return Have(dataset=other, where=by.choice((AllOf(), *PLAIN[other])), at_least=by.choice((1, 1, 2)))
    return by.choice(PLAIN[of])


def counted(by: Random) -> Measure:
    """A measure of rows."""
    of = by.choice(["jobs", "people", "people", "notes"])
    where = condition(by, of) if by.random() < 0.3 else AllOf()
    standing = of == "people" and by.random() < 0.7
    dated = "" if standing else ALL[of].dated_by
    shape = by.choice(["share", "count", "number"]) if of != "notes" else "share"
    if shape == "share":
        that = condition(by, of)
        if standing:
            return ShareInForce(of=of, where=where, that=that, at=by.choice(ATS))
        return ShareOfRows(of=of, where=where, that=that, dated_by=dated)
    if shape == "count":
        return CountOfRows(of=of, where=where, distinct=by.choice([(), ("unit",)]), dated_by=dated, at=by.choice(ATS) if standing else "")
    how = by.choice(HOWS)
    when: Any = by.choice(["first day", "last day"]) if standing else ""
    at = by.choice([Number(90), Number(50), Number(100), Number(125, 1)]) if how == "percentile" else None
    return Aggregate(how=how, of=of, value=FieldValue(field="hours"), where=where, dated_by=dated, at=at, in_force=when)


def measure(by: Random) -> Measure:
    if by.random() < 0.75:
        return counted(by)
    return Ratio(of=counted(by), to=counted(by), per=by.choice([Number(1), Number(100), Number(25, 1)]))


def contract_of(by: Random) -> Terms:
    kpis = [kpi(f"k{n}", measure(by), by.choice(["month", "month", "quarter", "week"])) for n in range(2)]
    units = [Unit(id="A", opens=date(2020, 1, 1)), Unit(id="B", opens=START + timedelta(days=15))]
    return terms(kpis, ALL.values(), units, starts=START.isoformat(), ends=(START + timedelta(days=62)).isoformat())


def value(by: Random, field: str) -> str:
    """What stands in a field: people are there for a while, and their papers run out on the way."""
    if field in ("began_on", "left_on"):
        return (START + timedelta(days=by.randint(-30, 8) if field == "began_on" else by.randint(25, 80))).isoformat()
    if field.endswith("_on"):
        return (START + timedelta(days=by.randint(-8, 60))).isoformat()
    worth = {
        "unit": ["A", "A", "A", "B", "Q"],
        "hours": ["0", "1", "2.5", "-1", "2.500000001", "10", "10"],
        "kind": ["x", "x", "y", "z"],
        "job": list("abcdz"),
        "person": list("abcdz"),
    }
    return by.choice(worth[field])


def facts_of(by: Random, contract: Terms) -> Facts:
    """Rows given, given again, some excused."""
    seen, rows, acts = data_of(contract), [], []
    days = sorted(START + timedelta(days=by.randint(-10, 60)) for _ in range(by.randint(8, 28)))
    for order, on in enumerate(days):
        of = by.choice(seen)
        fields = [one.name for one in ALL[of].fields.values() if not one.optional or by.random() < 0.7]
        given = act(on, ReturnReceived(ret="r", covers="2022-12", reports=()), order)
        rows.append(
            row(of, by.choice("abcd"), given, "log" if by.random() < 0.2 else "return", **{name: value(by, name) for name in fields})
        )
    for order in range(by.choice([0, 0, 1, 2])):
        relief = ReliefAgreed(dataset=by.choice(seen), row=by.choice("abcd"), reason="storm")
        acts.append(act(START + timedelta(days=by.randint(0, 60)), relief, 100 + order))
    return facts(*acts, rows=rows)


def data_of(contract: Terms) -> list[str]:
    """The datasets that its measures look at."""
    measures = [side for one in contract.kpis for side in atoms(one.measure)]
    named = {dataset_of(one) or "" for one in measures} | {have.dataset for one in measures for have in haves_of(one)}
    return sorted(named)


@pytest.mark.parametrize("seed", range(0, 120, 20))
def test_engine_and_plain_count_agree(seed: int) -> None:
    for each in range(seed, seed + 20):
        by = Random(each)
        contract = contract_of(by)
        known = facts_of(by, contract)
        figures = count(contract, known)
        for one in contract.kpis:
            found = {
                label: [(v.from_day, v.numerator, v.denominator, v.by_act, v.logged) for v in versions]
                for label, versions in figures.versions[one.id, signature(one, contract)].items()
            }
            assert found == oracle.count(contract, known, one), (each, one)


@pytest.mark.parametrize("seed", range(2000, 2060, 20))
def test_how_many_things_a_figure_is_of(seed: int) -> None:
    """Asked by `too_few` alone: the pairs stay what they are, and on every day the rows behind them are as many as a plain count finds."""
    tried = 0
    for each in range(seed, seed + 20):
        by = Random(each)
        contract = contract_of(by)
        known = facts_of(by, contract)
        asking = [replace(one, too_few=BELOW_TWO) for one in contract.kpis if how_many_of(one.measure) is not None]
        plain, told = (count(one, known) for one in (contract, replace(contract, kpis=tuple(asking))))
        for one in asking:
            before = plain.versions[one.id, signature(replace(one, too_few=None), contract)]
            for period in periods_of(one, contract):
                versions = told.versions[one.id, signature(one, contract)][period.label]
                for day in (period.first + timedelta(days=n) for n in range(0, 75, 3)):
                    now, then = (next(v for v in reversed(story) if v.from_day <= day) for story in (versions, before[period.label]))
                    assert (now.numerator, now.denominator, now.logged) == (then.numerator, then.denominator, then.logged)
                    assert now.things == oracle.things(contract, known, one.measure, period, day), (each, one, day)
                    tried += 1
    assert tried > 500


@pytest.mark.parametrize("seed", range(1000, 1040, 20))
def test_which_says_what_every_row_gave(seed: int) -> None:
    for each in range(seed, seed + 20):
        by = Random(each)
        contract = contract_of(by)
        known = facts_of(by, contract)
        figures = count(contract, known)
        for one in contract.kpis:
            stories = figures.versions[one.id, signature(one, contract)]
            label = by.choice(sorted(name for name, versions in stories.items() if versions))
            version = by.choice(stories[label])
            adds_up(one.measure, which(contract, known, one.id, label, version.from_day), version)


def adds_up(of: Measure, rows: Sequence[CountedRow], version: FigureVersion) -> None:
    """What each row gave makes the figure."""
    assert all(line.why is not None for line in rows if line.outcome != "in")
    there = [line for line in rows if line.counted]
    ins = [line for line in there if line.outcome == "in"]
    if isinstance(of, ShareOfRows | ShareInForce | CountOfRows):
        assert len(ins) == version.numerator
        assert isinstance(of, CountOfRows) or len(there) == version.denominator
    elif isinstance(of, Aggregate) and of.how in ("sum", "mean"):
        assert sum(Fraction(line.gave) for line in ins) * parts_of(of.value) == version.numerator
        assert of.how == "sum" or len(ins) * parts_of(of.value) == version.denominator
