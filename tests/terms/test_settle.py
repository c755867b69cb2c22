"""Terms on a day: readings chosen, variations applied, tables looked up, and asked a thousand times."""

from __future__ import annotations

from datetime import date

import pytest
from tests.terms.given import SCHEDULE_14, SMALL

from tenor.terms.model import Change, Document, Tree
from tenor.terms.read_yaml import read_yaml
from tenor.terms.settle import find_problems, settle


def document(text: str = SMALL) -> Document:
    found = read_yaml(text).document
    assert found is not None
    return found


def change(id: str = "v1", from_: date = date(2024, 1, 1), agreed_on: date = date(2023, 12, 5), **paths: Tree) -> Change:
    return Change(id=id, from_=from_, agreed_on=agreed_on, changes={key.replace("__", "."): value for key, value in paths.items()})


def good(document: Document, **asked: object) -> str:
    kpi = settle(document, **asked).kpi("hot")  # type: ignore[arg-type]
    assert kpi is not None
    return str(kpi.bands[0].bound.lower)  # type: ignore[union-attr]


def test_a_table_by_year_is_looked_up_and_its_last_line_goes_on() -> None:
    here = document()
    assert [good(here, on=day) for day in (None, date(2024, 3, 31), date(2024, 4, 1), date(2026, 1, 1))] == ["80", "80", "90", "90"]


def test_tables_by_date_and_by_period() -> None:
    by_date = document(
        SMALL.replace("{by year: {1: at least 80%, 2: at least 90%}}", "{by date: {2023-04-01: at least 80%, 2023-06-10: at least 85%}}")
    )
    assert [good(by_date, on=day) for day in (None, date(2023, 6, 9), date(2023, 6, 10))] == ["80", "80", "85"]
    by_quarter = document(
        SMALL.replace("{by year: {1: at least 80%, 2: at least 90%}}", "{by quarter: {2023-Q2: at least 70%, 2023-Q3: at least 75%}}")
    )
    assert [good(by_quarter, on=day) for day in (None, date(2023, 9, 30))] == ["70", "75"]


def test_a_period_that_a_table_does_not_name_is_a_hole() -> None:
    here = document(SMALL.replace("{by year: {1: at least 80%, 2: at least 90%}}", "{by period: {2023-04: at least 70%}}"))
    kpi = settle(here, on=date(2023, 5, 1)).kpi("hot")
    assert kpi is not None
    assert kpi.bands[0].bound.kind == "not said"


def test_another_reading() -> None:
    assert settle(document(), choices={"working-day": "uk"}).day_kinds["working day"] == "open day uk-any"


@pytest.mark.skipif(not SCHEDULE_14.exists(), reason="the design's examples are not here")
def test_unrated_may_always_be_chosen_of_a_level() -> None:
    here = document(SCHEDULE_14.read_text(encoding="utf-8"))
    for option in ("red", "unrated"):
        kpi = settle(here, choices={"kpi-1-gap": option}).kpi("visits")
        assert kpi is not None
        assert kpi.otherwise == option


@pytest.mark.skipif(not SCHEDULE_14.exists(), reason="the design's examples are not here")
def test_every_option_of_every_reading_can_be_settled() -> None:
    here = document(SCHEDULE_14.read_text(encoding="utf-8"))
    for reading in settle(here).readings:
        for option in reading.options:
            assert settle(here, choices={reading.id: option})


def test_what_is_chosen_or_changed_wrongly_is_said_beforehand() -> None:
    here = document()
    assert [p.code for p in find_problems(here, choices={"working-day": "x"})] == ["unknown-name"]
    assert [p.code for p in find_problems(here, changes=[change(kpis__hot__bands__good="95%")])] == ["phrase-bound"]
    assert find_problems(here, changes=[change(kpis__hot__bands__good="at least 95%")]) == ()
    with pytest.raises(ValueError, match="no option called x"):
        settle(here, choices={"working-day": "x"})


def test_a_variation_changes_adds_and_ends() -> None:
    here = document()
    new: Tree = {"clause": "9", "title": "Left over", "every": "month", "measure": {"stated": "count"}, "bands": {"good": "at most 1"}}
    found = settle(here, changes=[change(kpis__hot__bands__good="at least 95%", kpis__left=new, kpis__reach="ended")])
    assert [kpi.id for kpi in found.kpis] == ["hot", "in-time", "complaints", "left"]
    assert str(found.kpis[0].bands[0].bound.lower) == "95"  # type: ignore[union-attr]
    assert [kpi.id for kpi in settle(here).kpis] == ["hot", "in-time", "complaints", "reach"]


def test_of_two_variations_the_later_from_wins_and_of_one_day_the_later_agreed() -> None:
    here = document()
    first = change("a", date(2024, 1, 1), date(2023, 12, 1), kpis__hot__bands__good="at least 91%")
    later = change("b", date(2024, 2, 1), date(2023, 11, 1), kpis__hot__bands__good="at least 92%")
    same_day = change("c", date(2024, 2, 1), date(2023, 11, 2), kpis__hot__bands__good="at least 93%")
    assert good(here, changes=[later, first]) == "92"
    assert good(here, changes=[same_day, later, first]) == "93"


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("contacts.1.name", "x", "path-contacts"),
        ("variations.v1", "ended", "path-refused"),
        ("kpis.none.title", "x", "path-unknown"),
        ("kpis.none", "ended", "path-unknown"),
        ("kpis.hot.title.more", "x", "path-through-value"),
        ("words.working day.kind", "x", "path-through-reading"),
        ("kpis..hot", "x", "path-empty"),
    ],
)
def test_a_path_that_leads_nowhere(path: str, value: str, code: str) -> None:
    problems = find_problems(
        document(), changes=[Change(id="v", from_=date(2024, 1, 1), agreed_on=date(2024, 1, 1), changes={path: value})]
    )
    assert [p.code for p in problems] == [code]


def test_paths_by_number_with_dots_and_without_a_heading() -> None:
    found = settle(
        document(),
        changes=[
            Change(
                id="v",
                from_=date(2024, 1, 1),
                agreed_on=date(2024, 1, 1),
                changes={
                    "clauses.3.10.text": "Meals are warm.",
                    "clauses.3.2": {"heading": "Time"},
                    "duties.insurance.due": "2023-06-01",
                    "readings.working-day.reading": "uk",
                    "calendar.closures": ["2024-01-02"],
                },
            )
        ],
    )
    assert found.clauses["3.10"].text == "Meals are warm."
    assert found.clauses["3.2"].heading == "Time"
    assert found.duties[1].due.text == "2023-06-01"  # type: ignore[union-attr]
    assert found.day_kinds["working day"] == "open day uk-any"
    assert not found.calendar.is_open(date(2024, 1, 2))


def test_what_was_worked_out_is_kept() -> None:
    here = document()
    assert settle(here) is settle(here, choices={"working-day": "open"}) is settle(here, on=date(2023, 10, 1))
    assert settle(here) is not settle(here, on=date(2024, 10, 1))
    variation = change(kpis__hot__title="x")
    assert settle(here, changes=[variation]) is settle(here, changes=[change(kpis__hot__title="x")])
    assert settle(here, changes=[variation]) is not settle(here)


def test_a_stated_kpi_that_ends_is_asked_for_in_no_return() -> None:
    found = settle(document(), changes=[change(kpis__complaints="ended")], on=date(2024, 4, 1))
    assert found.kpi("complaints") is None
    assert found.returns[0].holds == ("meals",)
