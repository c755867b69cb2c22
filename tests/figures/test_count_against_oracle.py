"""Random datasets, measures, rows, corrections, reliefs and units: the engine and the plain count say the same, and so does "which"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.given import act, after, dataset, facts, fields, kpi, row, terms
from tests.oracle import rows as oracle

from tenor.base.clock import clock_of_hours, clock_of_stretch
from tenor.base.days import calendar
from tenor.base.figure import Number
from tenor.base.phrases.bound import Bound
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.base.phrases.reader import Span
from tenor.figures.count import count
from tenor.figures.signature import signature
from tenor.figures.which import which
from tenor.ledger.events.agreements import UnitClosed, UnitOpened
from tenor.ledger.events.returns import ReliefAgreed, ReturnReceived, RowsLogged
from tenor.ledger.model import Act, Facts, Row
from tenor.terms.model import (
    AllOf,
    AnyOf,
    Condition,
    CountOfRows,
    Derived,
    FieldTest,
    Limited,
    Measure,
    Missing,
    NoneOf,
    Not,
    OneOf,
    OnOrAfter,
    OnOrBefore,
    Present,
    ShareOfRows,
    ShareOfUnits,
    Terms,
    Unit,
    Within,
)

START = date(2022, 11, 20)
DAYS = st.integers(-3, 75).map(lambda n: START + timedelta(days=n))
UNITS = ("A", "B", "C", "Q")
MOMENTS = ("asked_at", "done_at")
DATES = ("seen_on", "sent_on", "told_on", "both_on", "one_on", "due_on")
CLOCKS = {
    "desk": clock_of_hours("desk", [(day, (540, 1020)) for day in range(5)], calendar(closed_weekdays=())),
    "night": clock_of_stretch("night", (6, 1260), (4, 1260), None),
}
PHRASES = (after(2, "working day", "seen_on"), after(3, "day", "sent_on"), after(1, "working day", "one_on"))
JOBS = dataset(
    "jobs",
    "seen_on",
    fields(
        unit="unit",
        seen_on="optional date",
        sent_on="optional date",
        asked_at="optional moment",
        done_at="optional moment",
        waited="optional hours",
        told_on="optional date",
        hours="optional number",
        cause="optional choice",
        tags="optional several",
    ),
    Derived(name="both_on", latest_of=("sent_on", "told_on")),
    Derived(name="one_on", earliest_of=("sent_on", "told_on")),
    Derived(name="due_on", due=after(2, "working day", "seen_on")),
)

numbers = st.sampled_from(["0", "1", "1.0", "2.5", "-1", "2.500000001", "2.50000000049", "10"])
bounds = st.builds(
    lambda low, high, low_in, high_in: Bound(lower=low, upper=high, lower_in=low_in, upper_in=high_in),
    st.sampled_from([None, Number(1), Number(25, 1)]),
    st.sampled_from([None, Number(25, 1), Number(9)]),
    st.booleans(),
    st.booleans(),
).filter(lambda bound: bound.lower is not None or bound.upper is not None)
others = st.sampled_from([*DATES, "period start", "period end", START + timedelta(days=20)])


def within(n: int, unit: str, clock: str | None, anchor: str, less: str) -> Within:
    span = Span(n=Number(max(n, 1)), unit=unit, kind="working day") if unit == "day" else Span(n=Number(n), unit=unit, kind=clock)
    return Within(due=DuePhrase(form=SpanDue(span=span, way="after", anchor=anchor)), less=less)


withins = st.builds(
    within,
    st.sampled_from([0, 2, 10]),
    st.sampled_from(["hour", "hour", "minute", "day"]),
    st.sampled_from([None, "desk", "night"]),
    st.sampled_from(MOMENTS),
    st.sampled_from(["", "waited"]),
)


def field_tests(field: str) -> st.SearchStrategy[FieldTest]:
    """A test of a field, as its type allows."""
    plain: st.SearchStrategy[object] = st.sampled_from([Present(), Missing()])
    if field in DATES:
        timed = st.builds(lambda other: OnOrBefore(other=other), others) | st.builds(lambda other: OnOrAfter(other=other), others)
        plain = plain | timed | st.sampled_from(PHRASES).map(lambda due: Within(due=due))
    elif field in MOMENTS:
        plain = plain | st.builds(lambda other: OnOrBefore(other=other), others | st.sampled_from(MOMENTS))
        plain = plain | st.builds(lambda other: OnOrAfter(other=other), others | st.sampled_from(MOMENTS)) | withins
    elif field == "hours":
        plain = plain | bounds.map(lambda bound: Limited(bound=bound)) | st.just(OneOf(values=("1", "2.5")))
    else:
        plain = plain | st.sampled_from([OneOf(values=("x",)), OneOf(values=("x", "y"))])
    nested = plain | plain.map(lambda test: Not(test=test)) | plain.map(lambda test: Not(test=Not(test=test)))  # type: ignore[arg-type]
    return nested.map(lambda test: FieldTest(field=field, test=test))  # type: ignore[arg-type]


leaf = st.sampled_from([*DATES, *MOMENTS, *MOMENTS, "hours", "cause", "tags"]).flatmap(field_tests)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaf | st.just(AllOf()),
    lambda inner: st.builds(
        lambda kind, parts: kind(conditions=tuple(parts)), st.sampled_from([AllOf, AnyOf, NoneOf]), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=4,
)
dated = st.sampled_from(["seen_on", "due_on", "one_on", "asked_at"])
measures: st.SearchStrategy[Measure] = (
    st.builds(lambda where, that, by: ShareOfRows(of="jobs", where=where, that=that, dated_by=by), conditions, conditions, dated)
    | st.builds(
        lambda where, by, at, least: ShareOfUnits(have="jobs", where=where, dated_by=by, at=at, at_least=least),
        conditions,
        dated,
        st.sampled_from(["every day", "any day", "first day", "last day"]),
        st.integers(1, 2),
    )
    | st.builds(
        lambda where, by, keys: CountOfRows(of="jobs", where=where, dated_by=by, distinct=keys),
        conditions,
        dated,
        st.sampled_from([(), ("unit",), ("unit", "sent_on"), ("one_on", "cause")]),
    )
)
units = st.builds(
    lambda id, opens, closes, away: Unit(id=id, opens=opens, closes=closes, away=((away, away + timedelta(days=4)),) if away else ()),
    st.just(""),
    st.none() | st.just(START) | DAYS,
    st.none() | DAYS,
    st.none() | DAYS,
)


@st.composite
def contracts(draw: st.DrawFn) -> Terms:
    kinds = draw(st.lists(st.sampled_from(["month", "month", "quarter", "week"]), min_size=1, max_size=3))
    kpis = [kpi(f"k{n}", draw(measures), kind) for n, kind in enumerate(kinds)]
    found = [replace(draw(units), id=id) for id in UNITS[:3]]
    made = terms(kpis, [JOBS], found, starts=START.isoformat(), ends=(START + timedelta(days=62)).isoformat())
    return replace(made, clocks=CLOCKS)


@st.composite
def rows_given(draw: st.DrawFn) -> Facts:
    """Rows given, logged and given again, some excused; units opened and closed."""
    acts: list[Act] = []
    rows: list[Row] = []
    versions: Sequence[tuple[str, date, bool]] = sorted(
        draw(st.lists(st.tuples(st.sampled_from("abcdefgh"), DAYS, st.booleans()), max_size=14)), key=lambda one: one[1]
    )
    for order, (id, on, logged) in enumerate(versions):
        event = RowsLogged() if logged else ReturnReceived(ret="r", covers="2022-12", reports=())
        values = {"unit": draw(st.sampled_from(UNITS))}
        for name in ("seen_on", "sent_on", "told_on"):
            value = draw(DAYS if name == "seen_on" else st.none() | DAYS)
            if value is not None:
                values[name] = value.isoformat()
        asked = draw(DAYS)
        for name, later in (("asked_at", 0), ("done_at", draw(st.integers(-1, 3)))):
            if draw(st.integers(0, 3)):
                minutes = draw(st.sampled_from([0, 30, 539, 540, 541, 660, 1020, 1259, 1261, 1439]))
                at = datetime(asked.year, asked.month, asked.day, tzinfo=UTC) + timedelta(days=later, minutes=minutes)
                values[name] = at.strftime("%Y-%m-%dT%H:%MZ")
        for name, choices in (
            ("waited", st.sampled_from(["0", "0.5", "2", "30"])),
            ("hours", numbers),
            ("cause", st.sampled_from("xyz")),
            ("tags", st.sampled_from(["x", "x; z", "z; y", "xx"])),
        ):
            if draw(st.booleans()):
                values[name] = draw(choices)
        rows.append(row("jobs", id, act(on, event, order), "log" if logged else "return", **values))
    for order, (id, on) in enumerate(draw(st.lists(st.tuples(st.sampled_from("abc"), DAYS), max_size=2))):
        acts.append(act(on, ReliefAgreed(dataset="jobs", row=id, reason="storm"), 100 + order))
    for order, (id, on, day, opens) in enumerate(draw(st.lists(st.tuples(st.sampled_from(UNITS), DAYS, DAYS, st.booleans()), max_size=3))):
        acts.append(act(on, UnitOpened(unit=id, first_day=day) if opens else UnitClosed(unit=id, last_day=day), 200 + order))
    return facts(*acts, rows=rows)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contracts(), rows_given())
def test_engine_and_plain_count_agree(contract: Terms, known: Facts) -> None:
    figures = count(contract, known)
    for one in contract.kpis:
        counted = {
            label: [(v.from_day, v.numerator, v.denominator, v.by_act, v.logged) for v in versions]
            for label, versions in figures.versions[one.id, signature(one, contract)].items()
        }
        assert counted == oracle.count(contract, known, one)


@st.composite
def timed_contracts(draw: st.DrawFn) -> Terms:
    """Measures that ask nothing but whether something was done in time, by moments, hours and waiting."""
    test = withins | st.sampled_from([*MOMENTS, "sent_on"]).flatmap(
        lambda other: st.sampled_from([OnOrBefore(other=other), OnOrAfter(other=other), Not(test=OnOrBefore(other=other))])
    )
    tests = draw(st.lists(test, min_size=3, max_size=4))
    asked = [ShareOfRows(of="jobs", where=AllOf(), that=FieldTest(field="done_at", test=one), dated_by="seen_on") for one in tests]
    found = [Unit(id=id, opens=START) for id in UNITS]
    made = terms([kpi(f"k{n}", one, "quarter") for n, one in enumerate(asked)], [JOBS], found, starts="2022-10-01", ends="2023-03-31")
    return replace(made, clocks=CLOCKS)


@st.composite
def timed_rows(draw: st.DrawFn) -> Facts:
    """Rows with both moments mostly, the one soon after the other, at hours that clocks open or close."""
    rows: list[Row] = []
    minutes = st.sampled_from([0, 30, 539, 540, 541, 660, 1019, 1020, 1259, 1261, 1439])
    for n in range(draw(st.integers(3, 12))):
        on = draw(DAYS)
        asked = datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(minutes=draw(minutes))
        took = draw(
            st.sampled_from([-1, 0, 1, 2, 29, 30, 31, 59, 60, 119, 120, 121, 150, 240, 600, 602, 1440, 2000, 2879, 2880, 4000, 5760])
        )
        values = {"unit": "A", "seen_on": on.isoformat(), "asked_at": f"{asked:%Y-%m-%dT%H:%MZ}"}
        if draw(st.integers(0, 4)):
            values["done_at"] = f"{asked + timedelta(minutes=took):%Y-%m-%dT%H:%MZ}"
        values["sent_on"] = (on + timedelta(days=draw(st.integers(-1, 2)))).isoformat()
        if draw(st.booleans()):
            values["waited"] = draw(st.sampled_from(["0", "0.5", "2", "9", "30"]))
        rows.append(row("jobs", f"r{n}", act(on, RowsLogged(), n), "log", **values))
    return facts(rows=rows)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(timed_contracts(), timed_rows())
def test_engine_and_plain_count_agree_on_moments(contract: Terms, known: Facts) -> None:
    test_engine_and_plain_count_agree.hypothesis.inner_test(contract, known)  # type: ignore[attr-defined]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contracts(), rows_given(), st.data())
def test_which_adds_up_to_how_many(contract: Terms, known: Facts, data: st.DataObject) -> None:
    figures = count(contract, known)
    for one in contract.kpis:
        by_period = figures.versions[one.id, signature(one, contract)]
        label = data.draw(st.sampled_from(sorted(by_period)))
        version = data.draw(st.sampled_from(by_period[label]))
        rows = [line for line in which(contract, known, one.id, label, version.from_day) if line.counted]
        assert sum(1 for line in rows if line.outcome == "in") == version.numerator
        assert isinstance(one.measure, CountOfRows) or len(rows) == version.denominator
        assert all(line.why is not None for line in rows if line.outcome != "in")
