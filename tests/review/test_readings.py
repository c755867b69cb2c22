"""The other readings, tried by whole replays."""

from __future__ import annotations

from datetime import date

from tests.review.history import Event, day, entry, example, history, reviewed

from tenor.ledger.events.agreements import ReadingAgreed
from tenor.review.readings import Tried, alternatives, by_step
from tenor.review.whole import review
from tenor.terms.settle import settle


def tried(on: str, *only: str, also: tuple[tuple[str, str, Event], ...] = ()) -> dict[tuple[str, str], Tried]:
    found = alternatives(example(), history(on, *also), on=day(on), only=only or None)
    return {(each.reading, each.option): each for each in found}


def test_what_each_option_would_meet() -> None:
    found = tried("2023-09-30")
    assert found["kpi-1-gap", "red"].steps == ("single-red/visits/2023-04-11",)
    assert found["kpi-1-gap", "red"].levels == (("visits", "2023-03", "red"),)
    assert found["kpi-1-gap", "unrated"].not_met == ("act/visits/2023-04-11",)
    assert found["two-ambers", "overall amber or worse"].not_met == ("plan/2023-05-09",)
    assert found["overall", "worst"].not_met == ("single-red/reports/2023-06-07", "single-red/reports/2023-09-07")
    assert found["red-after-warning", "overall in three whole months"].not_met == ("red-after-warning/w1/2023-09-07",)


def test_days_that_would_differ() -> None:
    found = tried("2023-05-12")
    assert dict(found["business-day", "only weekends are left out"].days)["answer minutes m1"] == date(2023, 5, 9)
    assert dict(found["minutes-due", "no time"].days) == {"send minutes m1": None}


def test_a_reading_that_changes_nothing_is_left_out() -> None:
    """Both by what it computes (a remark about roles) and by what came of it (no figure was rounded across an edge)."""
    found = {reading for reading, _ in tried("2023-09-30")}
    assert not found & {"one-meeting", "visitor-lead", "kpi-2-rounding", "kpi-notices", "warnings-lapse"}


def test_only_some() -> None:
    assert {reading for reading, _ in tried("2023-09-30", "kpi-1-gap", "overall")} == {"kpi-1-gap", "overall"}
    assert tried("2023-09-30", "no-such-reading") == {}


def test_an_agreed_reading_is_held_against_both_options() -> None:
    """Red agreed from June on: by amber throughout, and by red throughout, March would be what it would be."""
    agreed = ("2023-05-10", "buyer", ReadingAgreed(reading="kpi-1-gap", choice="red"))
    found = tried("2023-09-30", "kpi-1-gap", also=(agreed,))
    assert found.keys() == {("kpi-1-gap", "red"), ("kpi-1-gap", "unrated")}
    assert found["kpi-1-gap", "red"].levels == (("visits", "2023-03", "red"),)
    whole = ("2023-05-10", "buyer", ReadingAgreed(reading="kpi-1-gap", choice="red", from_start=True))
    back = tried("2023-09-30", "kpi-1-gap", also=(whole,))
    assert back["kpi-1-gap", "amber"].levels == (("visits", "2023-03", "amber"),)


def test_never_opened_as_steps() -> None:
    """The review itself knows nothing of them."""
    before = [step.id for step in reviewed("2023-09-30").steps]
    tried("2023-09-30")
    assert [step.id for step in reviewed("2023-09-30").steps] == before
    assert "single-red/visits/2023-04-11" not in before


def test_the_same_as_a_whole_review() -> None:
    """Law: what is shared between replays changes no answer. Each option held from the start, against a review of its own."""
    terms, entries, on = example(), history("2023-09-30"), day("2023-09-30")
    held = review(terms, entries, on=on)
    found = {(each.reading, each.option): each for each in alternatives(terms, entries, on=on)}
    for reading in terms.readings:
        for option in reading.options:
            if option == reading.chosen:
                continue
            other = review(settle(terms.document, choices={reading.id: option}), entries, on=on)
            here = {(s.rule, s.of, s.met_on) for s in held.steps}
            there = {(s.rule, s.of, s.met_on) for s in other.steps}
            mine = found.get((reading.id, option), Tried(reading=reading.id, option=option))
            assert {(s.rule, s.of, s.met_on) for s in mine.met} == there - here, (reading.id, option)
            assert len(mine.not_met) == len(here - there), (reading.id, option)
            days, was = {d.id: d.due for d in other.duties}, {d.id: d.due for d in held.duties}
            assert {id for id, _ in mine.days} == {id for id in days | was if days.get(id, 0) != was.get(id, 0)}, (reading.id, option)


def test_by_step() -> None:
    found = alternatives(example(), history("2023-09-30"), on=day("2023-09-30"))
    others = by_step(found)
    assert [(each.reading, each.option) for each in others["red-after-warning/w1/2023-09-07"]] == [
        ("red-after-warning", "overall in three whole months")
    ]


def test_acts_of_a_later_day_change_nothing() -> None:
    later = [*history("2023-05-12"), entry(99, "2023-05-13", "buyer", ReadingAgreed(reading="kpi-1-gap", choice="red", from_start=True))]
    assert alternatives(example(), later, on=day("2023-05-12")) == alternatives(example(), history("2023-05-12"), on=day("2023-05-12"))
