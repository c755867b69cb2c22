"""What the content of a return shows against the terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.returns.given import TODAY, codes, monthly, receive, said, stops, terms

from tenor.returns.check import check
from tenor.returns.read_xlsx import read_xlsx

D = date


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("Z", D(2023, 6, 5)), "return-unit-unknown"),
        (("A\u0301", D(2023, 6, 5)), "return-unit-unknown"),
        (("C", D(2023, 6, 5)), "return-unit-closed"),
        (("D", D(2023, 6, 5)), "return-unit-no-opening"),
        (("A", D(2023, 5, 31)), "return-other-period"),
        (("A", D(1900, 1, 1)), "return-outside-contract"),
        (("A", D(2022, 8, 31)), "return-outside-contract"),
        (("A", D(2023, 6, 5), D(2023, 6, 4)), "return-order"),
    ],
)
def test_said_of_a_row_that_is_kept(row: tuple[Any, ...], code: str) -> None:
    found = said(monthly(("B", D(2023, 6, 1)), row))
    assert code in found


def test_a_unit_that_is_away_for_a_time() -> None:
    away = replace(terms().units[0], away=((D(2023, 6, 1), D(2023, 6, 10)),))
    units = (away, *terms().units[1:])
    found = read_xlsx(monthly(("A", D(2023, 6, 5)), ("A", D(2023, 6, 11))), terms(), name="x.xlsx")
    changed = replace(terms(), units=units)
    assert [str(p.where) for p in check(found, changed, today=TODAY) if p.code == "return-unit-closed"] == ["x.xlsx:sheet Visits:A2"]


def test_the_whole_return_in_another_period_is_asked_about() -> None:
    found = said(monthly(("A", D(2023, 5, 5)), ("B", D(2023, 5, 6))))
    assert found == ["return-other-period", "return-other-period", "return-wrong-period"]


def test_an_earlier_part_of_the_key_after_the_date_of_the_row() -> None:
    assert "return-order" in said(monthly(sent_back=[("A", D(2023, 6, 20), D(2023, 6, 5), "omission")]))


def test_the_day_it_was_received_is_not_the_future() -> None:
    assert stops(monthly(("A", D(2023, 6, 30))), today=D(2023, 6, 30)) == []
    assert stops(monthly(("A", D(2023, 6, 30))), today=D(2023, 6, 29)) == ["return-future"]


def test_a_date_that_others_are_held_against_may_lie_ahead() -> None:
    line = b"Job,Done on,Due on,Priority,Cost,Satisfied,Share,Parts,Who,Kind\nJ1,01/06/2023,20/12/2023,urgent,,,,,,repair\n"
    assert stops(line, "jobs.csv", ret="jobs", covers="2023-06") == []
    assert stops(line.replace(b"01/06/2023", b"20/12/2023"), "jobs.csv", ret="jobs", covers="2023-06") == ["return-future"]


def test_a_row_without_its_date_is_kept_and_counts_nowhere() -> None:
    line = b"Job,Done on,Due on,Priority,Cost,Satisfied,Share,Parts,Who,Kind\nJ1,,20/12/2023,,,,,,,\n"
    assert said(line, "jobs.csv", ret="jobs", covers="2023-06") == ["return-undated", "return-blank"]


def test_a_period_that_has_not_begun() -> None:
    assert "return-period-ahead" in stops(monthly(("A", D(2023, 6, 5))), today=D(2023, 5, 31))


def test_many_of_a_kind_are_counted_not_listed() -> None:
    problems = receive(monthly(*[(f"Z{n}", D(2023, 6, 5)) for n in range(1_000)])).problems
    assert codes(problems) == ["return-unit-unknown"] * 200 + ["return-and-more"]
    assert str(problems[-1]).startswith("return-and-more: And 800 more of this kind.")


def test_what_stops_comes_first() -> None:
    problems = receive(monthly(("Z", D(2023, 6, 5)), ("A", D(2023, 12, 5)))).problems
    assert [p.weight for p in problems] == ["stops", "said"]


def test_units_of_which_the_dates_are_known_are_quiet() -> None:
    assert said(monthly(("C", D(2023, 5, 31)), ("A", D(2023, 6, 1)))) == ["return-other-period"]
