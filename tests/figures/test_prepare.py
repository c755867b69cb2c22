"""The flat tables an engine is given."""

from __future__ import annotations

from datetime import date

from tests.figures.given import act, facts, kpi, row, terms, unit
from tests.figures.jobs import COVERAGE, IN_TIME, SEEN

from tenor.figures.count import periods_of
from tenor.figures.prepare import Prepared, prepare
from tenor.ledger.events.agreements import UnitOpened
from tenor.ledger.events.returns import RowsLogged
from tenor.ledger.model import Facts

GIVEN = act("2023-04-05", RowsLogged())


def prepared(known: Facts) -> Prepared:
    contract = terms([kpi("k", COVERAGE), kpi("l", IN_TIME)], [SEEN], [unit("A")], starts="2023-04-01", ends="2023-05-31")
    return prepare(contract, known, SEEN, "seen_on", periods_of(contract.kpis[0], contract), [COVERAGE, IN_TIME])


def test_a_line_holds_the_row_its_days_and_what_is_asked_of_it() -> None:
    (line,) = prepared(facts(rows=[row("seen", "a", GIVEN, "log", unit="A", seen_on="2023-04-03", buyer_on="2023-04-04")])).rows
    assert line == {
        "row id": "a",
        "unit id": "A",
        "period label": "2023-04",
        "from day": GIVEN.day.toordinal(),
        "until day": date.max.toordinal(),
        "sent_on": None,
        "due_on": date(2023, 4, 12).toordinal(),
        "expected every day": True,
    }


def test_the_days_are_the_first_the_acts_and_the_deadlines_passed() -> None:
    found = prepared(facts(rows=[row("seen", "a", GIVEN, unit="A", seen_on="2023-04-03")]))
    april = [(date.fromordinal(day).isoformat(), by_act) for day, by_act in sorted(found.acts["2023-04"].items())]
    assert april == [("2023-04-01", False), ("2023-04-05", True), ("2023-04-12", False)]
    assert {line["expected every day"] for line in found.days} == {1}


def test_a_line_is_cut_where_its_unit_comes_to_be_expected() -> None:
    later = act("2023-04-20", UnitOpened(unit="A", first_day=date(2023, 4, 2)), 9)
    lines = prepared(facts(later, rows=[row("seen", "a", GIVEN, unit="A", seen_on="2023-04-03")])).rows
    assert [(line["until day"], line["expected every day"]) for line in lines] == [
        (later.day.toordinal(), True),
        (date.max.toordinal(), False),
    ]


def test_a_row_given_and_replaced_the_same_day_never_was() -> None:
    found = prepared(facts(rows=[row("seen", "a", GIVEN, unit="A", seen_on=on) for on in ("2023-04-03", "2023-05-03")]))
    assert [line["period label"] for line in found.rows] == ["2023-05"]
    assert list(found.uncounted()) == []
