"""Which words of the contract hold on a day, by what was known."""

from __future__ import annotations

import timeit
from typing import Any

import pytest
from tests.ledger.given import Story, day, terms

from tenor.ledger.events.agreements import ContractEnded, ReadingAgreed, VariationAgreed
from tenor.ledger.terms_on import Timeline, terms_on, tree_of
from tenor.terms.model import Terms

GREEN_90 = "green: at least 90%, amber: at least 60%"
GREEN = "kpis.reports.bands.green"


def gap(of: Terms) -> str | None:
    """The level the reading gives to a figure in no band."""
    found = of.kpi("sent_back")
    assert found is not None
    return found.otherwise


def green(of: Terms) -> str:
    found = of.kpi("reports")
    assert found is not None
    return str(found.bands[0].bound)


WAS = green(terms())


def test_nothing_agreed_the_terms_themselves() -> None:
    story = Story()
    assert Timeline(story.terms, story.facts()).on(day("2024-01-01"), known_on=day("2023-01-01")) is story.terms


READINGS = [
    # agreed on, what, period's first day, known on ("" = all), the level
    ("2023-05-10", {}, "2023-05-01", "", "amber"),
    ("2023-05-10", {}, "2023-05-10", "", "red"),
    ("2023-05-10", {}, "2023-06-01", "", "red"),
    ("2023-05-10", {}, "2023-06-01", "2023-05-09", "amber"),
    ("2023-06-12", {"from_": day("2023-04-01")}, "2023-03-01", "", "amber"),
    ("2023-06-12", {"from_": day("2023-04-01")}, "2023-04-01", "", "red"),
    ("2023-06-12", {"from_": day("2023-04-01")}, "2023-04-01", "2023-06-11", "amber"),
    ("2023-06-12", {"from_": day("2023-04-01")}, "2023-04-01", "2023-06-12", "red"),
    ("2023-06-12", {"from_start": True}, "2022-09-01", "", "red"),
    ("2023-06-12", {"from_start": True}, "2022-09-01", "2023-06-11", "amber"),
]


@pytest.mark.parametrize(("agreed_on", "more", "on", "known_on", "level"), READINGS)
def test_a_reading_agreed(agreed_on: str, more: dict[str, Any], on: str, known_on: str, level: str) -> None:
    story = Story()
    story.say(agreed_on, ReadingAgreed(reading="gap", choice="red", **more))
    assert gap(terms_on(story.terms, story.facts(), day(on), known_on=day(known_on) if known_on else None)) == level


def test_a_reading_agreed_twice() -> None:
    story = Story()
    story.say("2023-05-10", ReadingAgreed(reading="gap", choice="red"))
    story.say("2023-08-10", ReadingAgreed(reading="gap", choice="amber"))
    found = [gap(Timeline(story.terms, story.facts()).on(day(on))) for on in ("2023-05-01", "2023-06-01", "2023-08-01", "2023-09-01")]
    assert found == ["amber", "red", "red", "amber"]


def vary(from_: str, bound: str, **more: str) -> VariationAgreed:
    return VariationAgreed(variation=f"V-{from_}-{bound[-3:]}", from_=day(from_), changes={GREEN: bound}, **more)  # type: ignore[arg-type]


def test_a_variation_holds_for_periods_that_begin_on_or_after_its_day() -> None:
    story = Story()
    story.say("2023-11-20", vary("2024-01-15", "at least 95%"))
    timeline = Timeline(story.terms, story.facts())
    assert green(timeline.on(day("2024-01-01"), period_end=day("2024-01-31"))) == WAS
    assert green(timeline.on(day("2024-02-01"))) != WAS
    assert green(timeline.on(day("2024-02-01"), known_on=day("2023-11-19"))) == WAS
    assert timeline.on(day("2024-02-01")) is timeline.on(day("2025-02-01"))


def test_or_for_periods_that_end_on_or_after_it() -> None:
    story = Story()
    story.say("2023-11-20", vary("2024-01-15", "at least 95%", holds_for="periods ending"))
    timeline = Timeline(story.terms, story.facts())
    assert green(timeline.on(day("2024-01-01"), period_end=day("2024-01-31"))) != WAS
    assert green(timeline.on(day("2023-12-01"), period_end=day("2023-12-31"))) == WAS


def test_the_later_from_wins_then_the_later_agreed() -> None:
    story = Story()
    story.say("2023-11-20", vary("2024-03-01", "at least 95%"))
    story.say("2023-11-21", vary("2024-01-01", "at least 96%"))
    story.say("2023-11-22", vary("2024-03-01", "at least 97%"))
    timeline = Timeline(story.terms, story.facts())
    said = [str(green(timeline.on(day(on)))) for on in ("2023-12-01", "2024-01-01", "2024-03-01")]
    assert said == [WAS, WAS.replace("90", "96"), WAS.replace("90", "97")]
    assert green(timeline.on(day("2024-03-01"), known_on=day("2023-11-21"))) == WAS.replace("90", "95")


def test_a_variation_signed_before_the_import_stands_in_the_terms() -> None:
    change = "changes: {kpis.reports.bands.green: at least 95%}"
    variation = f"variations:\n  - {{id: V1, from: 2024-01-01, agreed_on: 2023-11-20, clause: '1', reason: r, {change}}}\n"
    signed = terms(("readings:", f"{variation}\nreadings:"))
    story = Story(signed)
    timeline = Timeline(signed, story.facts())
    assert green(timeline.on(day("2023-12-01"))) == WAS
    assert green(timeline.on(day("2024-01-01"))) == WAS.replace("90", "95")
    assert green(timeline.on(day("2024-01-01"), known_on=day("2023-11-19"))) == WAS


def test_tables_by_date_are_followed() -> None:
    tables = terms((GREEN_90, "green: {by date: {2022-09-01: at least 90%, 2024-04-01: at least 95%}}, amber: at least 60%"))
    timeline = Timeline(tables, Story(tables).facts())
    said = [green(timeline.on(day(on))) for on in ("2024-03-31", "2024-04-01")]
    assert said == [WAS, WAS.replace("90", "95")]


def test_tables_by_year_are_followed() -> None:
    tables = terms((GREEN_90, "green: {by year: {1: at least 90%, 2: at least 95%}}, amber: at least 60%"))
    timeline = Timeline(tables, Story(tables).facts())
    assert [green(timeline.on(day(on))) for on in ("2023-08-31", "2023-09-01", "2025-09-01")] == [WAS] + [WAS.replace("90", "95")] * 2


def test_an_early_end_is_known_from_its_own_day() -> None:
    story = Story()
    story.say("2023-06-30", ContractEnded(last_day=day("2023-12-31")))
    story.say("2023-08-01", ContractEnded(last_day=day("2023-10-31")))
    timeline = Timeline(story.terms, story.facts())
    assert [timeline.on(day("2023-01-01"), known_on=day(on)).contract.ends for on in ("2023-06-29", "2023-06-30", "2023-08-01")] == [
        day("2026-08-31"),
        day("2023-12-31"),
        day("2023-10-31"),
    ]


def test_a_reading_tried_holds_throughout() -> None:
    story = Story()
    story.say("2023-05-10", ReadingAgreed(reading="gap", choice="amber"))
    timeline = Timeline(story.terms, story.facts(), tried={"gap": "red"})
    assert {gap(timeline.on(day(on))) for on in ("2022-09-01", "2023-06-01")} == {"red"}


def test_what_makes_no_sense_is_said_and_left_out() -> None:
    story = Story()
    story.say("2023-05-10", ReadingAgreed(reading="gap", choice="purple"))
    story.say("2023-05-11", VariationAgreed(variation="V1", from_=day("2023-06-01"), changes={"kpis.nothing.bands.green": "at least 5%"}))
    story.say("2023-05-12", vary("2023-06-01", "at least 95%"))
    timeline = Timeline(story.terms, story.facts())
    assert green(timeline.on(day("2023-06-01"))) == WAS.replace("90", "95")
    assert [(p.code, p.values["what"]) for p in timeline.problems] == [("agreed-senseless", "gap"), ("agreed-senseless", "V1")]
    assert all(str(p) for p in timeline.problems)


def test_all_variants() -> None:
    story = Story()
    story.say("2023-05-10", ReadingAgreed(reading="gap", choice="red"))
    assert [gap(one) for one in Timeline(story.terms, story.facts()).variants()] == ["amber", "red"]


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        ("at least 95%", "at least 95%"),
        ('["a", 1.50, true]', ["a", "1.50", "yes"]),
        ('{"green": "at least 95%", "n": 1}', {"green": "at least 95%", "n": "1"}),
        ("[not json", "[not json"),
    ],
)
def test_values_of_a_variation(value: str, tree: object) -> None:
    assert tree_of(value) == tree


def test_asking_is_quick() -> None:
    story = Story()
    story.say("2023-05-10", ReadingAgreed(reading="gap", choice="red"))
    timeline, on = Timeline(story.terms, story.facts()), day("2024-01-01")
    assert timeit.timeit(lambda: timeline.on(on, known_on=on), number=10_000) < 0.1  # 10 µs each, on any machine
