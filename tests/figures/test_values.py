"""What a row says: days, exact numbers, several values."""

from __future__ import annotations

from datetime import date

import pytest
from tests.figures.given import act, after, dataset, fields, row, terms
from tests.figures.jobs import SEEN

from tenor.figures.values import Values, day_number, number_text, several
from tenor.ledger.events.returns import RowsLogged
from tenor.terms.model import Derived


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-06-14", date(2023, 6, 14)),
        ("2023-04-25T23:30:00Z", date(2023, 4, 26)),  # the London day of the moment
        ("2023-01-25T23:30:00Z", date(2023, 1, 25)),
        ("2023-02-30", None),
        ("soon", None),
        ("2023-04-25T23:30:00", date(2023, 4, 25)),  # without a zone it is by London's clocks
        ("2023-04-25T25:30:00Z", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    assert day_number(text) == (day.toordinal() if day else None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2.5", "2.5"),
        ("-3", "-3"),
        ("91.7%", "91.7"),
        ("0.123456789", "0.123456789"),
        ("0.1234567890", "0.123456785"),
        ("2.50000000000001", "2.500000005"),
        ("2.50000000000000", "2.500000000"),
        ("-2.50000000000001", "-2.500000005"),
        ("1,500", None),
        ("many", None),
    ],
)
def test_a_number_keeps_its_side_of_every_bound(text: str, kept: str | None) -> None:
    assert number_text(text) == kept


def test_several_values() -> None:
    assert several("standard; left out, or late;x") == ("standard", "left out, or late", "x")


def test_derived_dates() -> None:
    contract = terms([], [SEEN])
    read = Values(contract, SEEN).day_reader
    given = act("2023-03-31", RowsLogged())
    one, both = (row("seen", "a", given, seen_on="2022-09-14", buyer_on="2022-09-21", **more) for more in ({}, {"other_on": "2022-09-23"}))
    assert read("due_on")(one, None) == date(2022, 9, 22).toordinal()  # 19 September 2022 was closed
    assert read("sent_on")(one, None) is None  # the latest of two is missing while one is
    assert read("sent_on")(both, None) == date(2022, 9, 23).toordinal()


def test_a_date_derived_from_itself_is_never_known() -> None:
    odd = dataset("odd", "a", fields(on="date"), Derived(name="a", latest_of=("b",)), Derived(name="b", due=after(1, "day", "a")))
    given = row("odd", "x", act("2023-03-31", RowsLogged()), on="2023-03-01")
    assert Values(terms([], [odd]), odd).day_reader("a")(given, None) is None
