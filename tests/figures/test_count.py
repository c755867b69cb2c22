"""What the rows say, from which day on: the cases of semantics 2 and 4 as small tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.figures.given import act, after, day, facts, kpi, row, terms, unit
from tests.figures.jobs import BACK, COVERAGE, IN_TIME, SEEN, SENT_BACK

from tenor.figures.count import count, periods_of
from tenor.figures.model import FigureVersion
from tenor.figures.signature import signature
from tenor.ledger.events.agreements import UnitClosed, UnitOpened
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.returns import FiguresKept, ReliefAgreed, ReturnReceived, RowsCorrected, RowsLogged
from tenor.ledger.model import Facts
from tenor.terms.model import AllOf, FieldTest, Measure, OneOf, ShareOfRows, ShareOfUnits, Terms, Unit, Within

ABC = (unit("A"), unit("B"), unit("C"))
RETURN = ReturnReceived(ret="monthly", covers="", reports=())


def versions(contract: Terms, known: Facts, label: str, id: str = "k") -> Sequence[FigureVersion]:
    found = contract.kpi(id)
    assert found is not None
    return count(contract, known).versions[id, signature(found, contract)][label]


def at(found: Sequence[FigureVersion], on: str) -> tuple[int, int]:
    holding = [one for one in found if one.from_day <= day(on)][-1]
    return holding.numerator, holding.denominator


def one_kpi(measure: Measure, *units: Unit, every: str = "month") -> Terms:
    return terms([kpi("k", measure, every)], [SEEN, BACK], units or ABC)


def seen(on: str, *rows: str) -> Facts:
    """ "A 2023-04-05" a row, all in one return."""
    given = act(on, RETURN)
    return facts(rows=[row("seen", text, given, unit=text.split()[0], seen_on=text.split()[1]) for text in rows])


def test_a_row_belongs_to_the_month_of_its_own_date_whichever_return_brings_it() -> None:
    april, may = act("2023-04-28", RETURN, 1), act("2023-05-26", RETURN, 2)
    rows = [row("seen", f"{u}{on}", april, unit=u, seen_on=on) for u, on in (("A", "2023-04-05"), ("B", "2023-04-12"))]
    rows += [
        row("seen", f"{u}{on}", may, unit=u, seen_on=on)
        for u, on in (("A", "2023-05-03"), ("B", "2023-05-09"), ("C", "2023-05-10"), ("C", "2023-05-24"))
    ]
    contract, known = one_kpi(COVERAGE), facts(rows=rows)
    assert at(versions(contract, known, "2023-04"), "2023-06-07") == (2, 3)
    assert at(versions(contract, known, "2023-05"), "2023-06-07") == (3, 3)


def test_a_row_of_june_that_arrives_in_july_counts_in_june_from_that_day() -> None:
    june, july = act("2023-06-30", RETURN, 1), act("2023-07-06", RETURN, 2)
    rows = [row("seen", u, june, unit=u, seen_on="2023-06-05") for u in "AB"]
    rows += [row("seen", "C", july, unit="C", seen_on="2023-06-30"), row("seen", "A2", july, unit="A", seen_on="2023-07-04")]
    found = versions(one_kpi(COVERAGE), facts(rows=rows), "2023-06")
    assert (at(found, "2023-07-05"), at(found, "2023-07-06")) == ((2, 3), (3, 3))


PLACES = (*ABC, unit("G", "2023-04-01"), unit("H", "2023-04-17"), unit("J", "2022-09-01", "2023-05-30"), unit("X", ""))


@pytest.mark.parametrize(
    ("how", "month", "figure"),
    [
        ("every day", "2023-03", (4, 4)),
        ("every day", "2023-04", (5, 5)),
        ("every day", "2023-05", (5, 5)),
        ("any day", "2023-04", (6, 6)),
        ("any day", "2023-05", (6, 6)),
        ("first day", "2023-04", (5, 5)),
        ("last day", "2023-04", (6, 6)),
        ("last day", "2023-05", (5, 5)),
    ],
)
def test_a_unit_counts_in_a_month_when_it_is_expected_there(how: str, month: str, figure: tuple[int, int]) -> None:
    rows = {"2023-03": "ABCJ", "2023-04": "ABCGHJ", "2023-05": "ABCGHJ"}[month]
    known = seen(f"{month}-28", *(f"{u} {month}-{'20' if u == 'H' else '03'}" for u in rows))
    assert at(versions(one_kpi(replace(COVERAGE, at=how), *PLACES), known, month), "2023-06-07") == figure  # type: ignore[arg-type]


def test_a_unit_closed_for_a_time_is_not_expected_every_day() -> None:
    away = unit("B", "2022-09-01", "", ("2023-04-10", "2023-04-12"))
    assert at(versions(one_kpi(COVERAGE, unit("A"), away), facts(), "2023-04"), "2023-05-01") == (0, 1)
    assert at(versions(one_kpi(COVERAGE, unit("A"), away), facts(), "2023-05"), "2023-06-01") == (0, 2)


def test_rows_that_cannot_count_are_named_with_why() -> None:
    places = (
        *ABC,
        unit("G", "2023-04-01"),
        unit("J", "2022-09-01", "2023-03-15"),
        unit("K", "2022-09-01", "", ("2023-03-20", "2023-03-21")),
        unit("X", ""),
    )
    given = act("2023-03-31", RETURN)
    bad = {
        "x1": {"unit": "A"},
        "x2": {"unit": "A", "seen_on": "2022-08-31"},
        "x3": {"unit": "G", "seen_on": "2023-03-30"},
        "x4": {"unit": "J", "seen_on": "2023-03-16"},
        "x5": {"unit": "Q", "seen_on": "2023-03-16"},
        "x6": {"unit": "K", "seen_on": "2023-03-21"},
        "x7": {"unit": "X", "seen_on": "2023-03-21"},
        "x8": {"seen_on": "2023-03-21"},
    }
    good = {u: {"unit": u, "seen_on": "2023-03-01"} for u in "ABC"} | {"ok": {"unit": "J", "seen_on": "2023-03-15"}}
    known = facts(rows=[row("seen", id, given, **values) for id, values in (good | bad).items()])
    figures = count(one_kpi(COVERAGE, *places), known)
    assert {(one.row, one.why.code.removeprefix("uncounted-")) for one in figures.uncounted} == {
        ("x1", "no-date"),
        ("x2", "outside"),
        ("x3", "unit-not-yet"),
        ("x4", "unit-closed"),
        ("x5", "unit-unknown"),
        ("x6", "unit-away"),
        ("x7", "unit-no-opening"),
        ("x8", "no-unit"),
    }
    assert at(versions(one_kpi(COVERAGE, *ABC, places[4]), known, "2023-03"), "2023-04-11") == (3, 3)


def test_an_open_row_is_in_neither_count_until_it_is_met_or_missed() -> None:
    log, more, back, late = (
        act(on, RowsLogged() if n < 2 else RETURN, n) for n, on in enumerate(("2022-09-16", "2022-09-21", "2022-09-30", "2022-10-07"))
    )
    rows = [
        row("seen", "a", log, "log", unit="A", seen_on="2022-09-14"),
        row("seen", "a", more, "log", unit="A", seen_on="2022-09-14", buyer_on="2022-09-21"),
        row("seen", "b", more, "log", unit="B", seen_on="2022-09-20", buyer_on="2022-09-21", other_on="2022-09-21"),
        row("seen", "a", back, unit="A", seen_on="2022-09-14", buyer_on="2022-09-21", other_on="2022-09-23"),
        row("seen", "c", back, unit="C", seen_on="2022-09-29"),
        row("seen", "c", late, unit="C", seen_on="2022-09-29", buyer_on="2022-10-06", other_on="2022-10-06"),
    ]
    found = versions(one_kpi(IN_TIME), facts(rows=rows), "2022-09")
    assert [(one.from_day.isoformat()[5:], one.numerator, one.denominator, one.by_act) for one in found] == [
        ("09-01", 0, 0, False),
        ("09-16", 0, 0, True),
        ("09-21", 1, 1, True),
        ("09-22", 1, 2, False),  # the deadline day itself is over: missed
        ("09-30", 1, 2, True),
        ("10-06", 1, 3, False),
        ("10-07", 2, 3, True),
    ]
    assert [one.logged for one in found] == [False, True, True, True, True, True, True]


def test_what_is_sent_back_twice_is_one_and_belongs_to_the_month_it_came_back() -> None:
    given = act("2023-06-30", RETURN)
    sent = (("r1", "A", "2023-05-30", "2023-06-02"), ("r2", "A", "2023-05-30", "2023-06-20"), ("r3", "B", "2023-06-05", "2023-06-12"))
    known = facts(rows=[row("back", id, given, unit=u, seen_on=on, back_on=back) for id, u, on, back in sent])
    contract = one_kpi(SENT_BACK)
    assert at(versions(contract, known, "2023-06"), "2023-07-07") == (2, 1)
    assert at(versions(one_kpi(replace(SENT_BACK, distinct=())), known, "2023-06"), "2023-07-07") == (3, 1)
    assert versions(contract, known, "2023-05") == (FigureVersion(date(2023, 5, 1), 0, 1, False, False),)


@pytest.mark.parametrize(("measure", "pair"), [(COVERAGE, (0, 3)), (IN_TIME, (0, 0)), (SENT_BACK, (0, 1))])
def test_a_period_without_rows_has_one_version_from_its_first_day(measure: Measure, pair: tuple[int, int]) -> None:
    assert versions(one_kpi(measure), facts(), "2023-05") == (FigureVersion(date(2023, 5, 1), *pair, False, False),)


def test_a_quarter_is_counted_as_one_period() -> None:
    known = seen("2023-06-30", "A 2023-04-05", "B 2023-06-12")
    assert at(versions(one_kpi(COVERAGE, every="quarter"), known, "2023-Q2"), "2023-07-01") == (2, 3)


def test_relief_takes_a_row_out_of_both_counts_from_its_day() -> None:
    given = act("2023-04-28", RETURN)
    rows = [
        row("seen", "a", given, unit="A", seen_on="2023-04-03"),
        row("seen", "b", given, unit="B", seen_on="2023-04-03", buyer_on="2023-04-04", other_on="2023-04-04"),
    ]
    known = facts(act("2023-05-03", ReliefAgreed(dataset="seen", row="a", reason="storm"), 9), rows=rows)
    found = versions(one_kpi(IN_TIME), known, "2023-04")
    assert (at(found, "2023-05-02"), at(found, "2023-05-03"), found[-1].by_act) == ((1, 2), (1, 1), True)


def test_a_correction_may_move_a_row_to_another_month_and_changes_both() -> None:
    first, corrected = act("2023-04-28", RETURN, 1), act("2023-05-05", RowsCorrected(), 2)
    rows = [row("seen", "a", first, unit="A", seen_on="2023-04-30"), row("seen", "a", corrected, unit="A", seen_on="2023-05-01")]
    contract, known = one_kpi(COVERAGE), facts(rows=rows)
    april, may = versions(contract, known, "2023-04"), versions(contract, known, "2023-05")
    assert (at(april, "2023-05-04"), at(april, "2023-05-05"), at(may, "2023-05-05")) == ((1, 3), (0, 3), (1, 3))
    assert april[-1].by_act
    assert may[-1].by_act


def test_a_unit_that_opens_later_is_known_from_the_act() -> None:
    opened = act("2023-05-10", UnitOpened(unit="G", first_day=date(2023, 5, 1)), 9)
    known = facts(opened, rows=seen("2023-05-05", "G 2023-05-03").rows)
    contract = one_kpi(COVERAGE, unit("A"))
    found = versions(contract, known, "2023-05")
    assert (at(found, "2023-05-09"), at(found, "2023-05-10"), found[-1].by_act) == ((0, 1), (1, 2), True)
    (uncounted,) = count(contract, known).uncounted
    assert (uncounted.from_day, uncounted.until_day, uncounted.why.code) == (date(2023, 5, 5), date(2023, 5, 10), "uncounted-unit-unknown")
    closed = act("2023-05-20", UnitClosed(unit="A", last_day=date(2023, 5, 20)), 10)
    assert at(versions(contract, facts(closed), "2023-05"), "2023-05-20") == (0, 0)


def test_at_least_several_rows_a_unit() -> None:
    known = seen("2023-04-28", "A 2023-04-03", "A 2023-04-17", "B 2023-04-03")
    assert at(
        versions(one_kpi(ShareOfUnits(have="seen", where=AllOf(), dated_by="seen_on", at_least=2)), known, "2023-04"), "2023-05-01"
    ) == (1, 3)


def test_a_row_may_be_dated_by_a_derived_date() -> None:
    contract = one_kpi(replace(COVERAGE, dated_by="due_on"))
    known = seen("2023-04-28", "A 2023-04-27")
    assert at(versions(contract, known, "2023-05"), "2023-05-31") == (1, 3)


def test_within_a_span_and_only_what_is_looked_at() -> None:
    soon = Within(due=after(2, "working day", "seen_on"))
    measure = ShareOfRows(
        of="seen",
        where=FieldTest(field="cause", test=OneOf(values=("x", "y"))),
        that=FieldTest(field="buyer_on", test=soon),
        dated_by="seen_on",
    )
    given = act("2023-04-28", RETURN)
    lines = (("a", "x", "2023-04-05"), ("b", "y", "2023-04-06"), ("c", "z", "2023-04-03"), ("d", "x", "2023-04-02"))
    rows = [row("seen", id, given, unit="A", seen_on="2023-04-03", cause=cause, buyer_on=on) for id, cause, on in lines]
    found = versions(one_kpi(measure), facts(rows=rows), "2023-04")
    assert at(found, "2023-05-01") == (1, 3)  # d: before the day it is counted from, which is not within


def test_variants_are_counted_once_a_signature() -> None:
    contract = one_kpi(IN_TIME)
    earliest = replace(
        SEEN, derived={**SEEN.derived, "sent_on": replace(SEEN.derived["sent_on"], latest_of=(), earliest_of=("buyer_on", "other_on"))}
    )
    other = replace(contract, datasets={"seen": earliest, "back": BACK})
    same = replace(contract, levels=("good", "bad"))
    given = act("2023-04-28", RETURN)
    known = facts(rows=[row("seen", "a", given, unit="A", seen_on="2023-04-03", buyer_on="2023-04-04")])
    figures = count(contract, known, terms_variants=(same, other, contract))
    pairs = {key[1]: at(by_period["2023-04"], "2023-05-31") for key, by_period in figures.versions.items()}
    assert pairs == {signature(contract.kpis[0], contract): (0, 1), signature(other.kpis[0], other): (1, 1)}


def test_kept_figures_stand_in_once_rows_are_erased() -> None:
    given = act("2023-04-28", RETURN, 1, "r1")
    kept = act("2030-01-01", FiguresKept(kpi="k", period="2023-04", numerator=2, denominator=3, rows_hash="h"), 2)
    erased = act("2030-01-02", BodyErased(entry="r1"), 3)
    contract = one_kpi(COVERAGE)
    there = facts(given, kept, rows=[row("seen", "a", given, unit="A", seen_on="2023-04-03")])
    assert at(versions(contract, there, "2023-04"), "2030-01-01") == (1, 3)
    assert versions(contract, facts(given, kept, erased), "2023-04") == (FigureVersion(date(2023, 4, 1), 2, 3, False, False),)
    assert at(versions(contract, facts(given, kept, erased), "2023-05"), "2030-01-03") == (0, 3)


def test_a_text_of_sql_may_be_kept_between_processes() -> None:
    cache: dict[str, str] = {}
    contract, known = one_kpi(COVERAGE), seen("2023-04-28", "A 2023-04-03")
    count(contract, known, sql_cache=cache)
    assert len(cache) == 1
    (text,) = cache.values()
    assert text.startswith("WITH")
    count(one_kpi(COVERAGE, unit("Z")), seen("2023-04-28"), sql_cache=cache)
    assert len(cache) == 1  # neither units nor rows are in the text


def test_a_kpi_of_no_calendar_has_the_contract_as_its_period() -> None:
    contract = one_kpi(COVERAGE, every="period")
    (whole,) = periods_of(contract.kpis[0], contract)
    assert (whole.label, whole.first, whole.last) == ("contract", contract.contract.starts, contract.contract.ends)


def test_the_part_month_at_the_start_is_clipped() -> None:
    contract = replace(one_kpi(COVERAGE, unit("A", "2022-09-15")), contract=replace(one_kpi(COVERAGE).contract, starts=date(2022, 9, 15)))
    assert at(versions(contract, seen("2022-09-30", "A 2022-09-15"), "2022-09"), "2022-10-01") == (1, 1)


@pytest.mark.slow
def test_ten_thousand_rows_are_counted() -> None:
    given = act("2023-06-30", RETURN)
    days = [date(2022, 9, 1) + timedelta(days=n % 300) for n in range(10_000)]
    rows = [row("seen", str(n), given, unit="ABC"[n % 3], seen_on=on.isoformat(), buyer_on=on.isoformat()) for n, on in enumerate(days)]
    contract = terms([kpi("k", COVERAGE), kpi("l", IN_TIME)], [SEEN, BACK], ABC)
    assert at(versions(contract, facts(rows=rows), "2023-01"), "2023-07-01") == (3, 3)
    assert at(versions(contract, facts(rows=rows), "2023-01", "l"), "2023-07-01")[0] == 0
