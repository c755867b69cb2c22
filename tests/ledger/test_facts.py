"""Acts in order of day; rows with the days they hold."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.ledger.given import Story, day, rows, terms, words

from tenor.ledger.events.agreements import ContractEnded
from tenor.ledger.events.decisions import DutyDone
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.returns import FigureDisputed, ReliefAgreed, ReturnReceived
from tenor.ledger.facts import facts, visible_to
from tenor.ledger.model import Facts

A, B = "A/2023-06-05", "B/2023-06-07"
BLANK = {"unit": "A", "visited_on": "2023-06-05"}
SENT = BLANK | {"sent_on": "2023-06-09"}
OTHER = {"unit": "B", "visited_on": "2023-06-07"}


def held(of: Facts) -> list[tuple[Any, ...]]:
    """Each version in short: row, sent on, days held, origin, covers, relief."""
    return [
        (r.id, r.values.get("sent_on", ""), str(r.from_day), str(r.until_day or ""), r.origin, r.covers, r.relief.day if r.relief else None)
        for r in of.rows
    ]


def test_a_row_given_again_is_a_new_version() -> None:
    story = Story()
    story.logged("2023-06-06", rows(visits={A: BLANK}))
    story.returned("2023-06-30", body=rows(visits={A: SENT, B: OTHER}))
    assert held(story.facts()) == [
        (A, "", "2023-06-06", "2023-06-30", "log", "", None),
        (A, "2023-06-09", "2023-06-30", "", "return", "2023-06", None),
        (B, "", "2023-06-30", "", "return", "2023-06", None),
    ]


def test_a_logged_row_becomes_reported_by_a_return_that_says_the_same() -> None:
    story = Story()
    story.logged("2023-06-06", rows(visits={A: SENT}))
    story.returned("2023-06-30", body=rows(visits={A: SENT}))
    assert [line[2:6] for line in held(story.facts())] == [
        ("2023-06-06", "2023-06-30", "log", ""),
        ("2023-06-30", "", "return", "2023-06"),
    ]


def test_a_row_said_again_unchanged_keeps_its_version() -> None:
    story = Story()
    first = story.returned("2023-06-30", body=rows(visits={A: SENT}))
    story.returned("2023-07-05", body=rows(visits={A: SENT | {"note": ""}}))
    (row,) = story.facts().rows
    assert (row.act.entry, row.until_day) == (first, None)


def test_a_correction_keeps_what_the_row_is() -> None:
    story = Story()
    story.returned("2023-06-30", body=rows(visits={A: BLANK}))
    story.corrected("2023-07-03", rows(visits={A: SENT}))
    assert held(story.facts())[-1] == (A, "2023-06-09", "2023-07-03", "", "return", "2023-06", None)


def test_replaced_on_its_own_day_it_was_never_there() -> None:
    story = Story()
    story.returned("2023-06-30", body=rows(visits={A: BLANK}))
    story.corrected("2023-06-30", rows(visits={A: SENT}))
    assert held(story.facts()) == [(A, "2023-06-09", "2023-06-30", "", "return", "2023-06", None)]


def test_a_corrected_key_ends_the_old_row() -> None:
    story = Story()
    story.returned("2023-06-30", body=rows(visits={A: SENT}))
    new = "A/2023-06-06"
    story.corrected("2023-07-03", rows(visits={new: SENT | {"visited_on": "2023-06-06"}}, corrects={new: A}))
    assert [line[:4] + line[4:6] for line in held(story.facts())] == [
        (A, "2023-06-09", "2023-06-30", "2023-07-03", "return", "2023-06"),
        (new, "2023-06-09", "2023-07-03", "", "return", "2023-06"),
    ]


def test_withdrawn_rows_end() -> None:
    story = Story()
    story.returned("2023-06-30", body=rows(visits={A: SENT, B: OTHER}))
    story.returned("2023-07-03", body=rows(visits={A: SENT}, withdrawn={"visits": [B, "never known"]}), id="again")
    assert [(r.id, str(r.until_day)) for r in story.facts().rows] == [(A, "None"), (B, "2023-07-03")]


def test_relief_ends_a_row_and_shows_it() -> None:
    story = Story()
    story.returned("2023-06-30", body=rows(visits={A: BLANK}))
    story.say("2023-07-05", ReliefAgreed(dataset="visits", row=A, reason="storm"))
    story.returned("2023-07-10", body=rows(visits={A: SENT}))
    assert held(story.facts()) == [
        (A, "", "2023-06-30", "2023-07-05", "return", "2023-06", None),
        (A, "", "2023-07-05", "2023-07-10", "return", "2023-06", day("2023-07-05")),
        (A, "2023-06-09", "2023-07-10", "", "return", "2023-06", day("2023-07-05")),
    ]


def test_relief_goes_over_to_a_corrected_key_and_may_come_before_the_row() -> None:
    story = Story()
    story.say("2023-06-06", ReliefAgreed(dataset="visits", row=A, reason="refused"))
    story.returned("2023-06-30", body=rows(visits={A: BLANK}))
    new = "A/2023-06-06"
    story.corrected("2023-07-03", rows(visits={new: BLANK}, corrects={new: A}))
    assert [(r.id, r.relief is not None) for r in story.facts().rows] == [(A, True), (new, True)]


def test_stated_figures_carry_their_act_and_cell() -> None:
    story = Story()
    entry = story.returned(
        "2023-06-30", body=rows(figures=[{"kpi": "calls", "period": "2023-06", "numerator": 5, "denominator": 6, "cell": "Figures!B2"}])
    )
    (figure,) = story.facts().stated
    assert (figure.kpi, figure.period, figure.numerator, figure.denominator, figure.cell) == ("calls", "2023-06", 5, 6, "Figures!B2")
    assert figure.act.entry is entry


def test_acts_are_in_order_of_the_day_done_then_of_recording() -> None:
    story = Story()
    late = story.say("2023-07-03", DutyDone(duty="late"))
    paper = story.say("2023-06-30", DutyDone(duty="paper"), at=datetime.fromisoformat("2023-07-05T09:00:00Z"))
    same = story.say("2023-07-03", DutyDone(duty="same day, recorded later"))
    found = story.facts()
    assert [act.entry for act in found.acts] == [paper, late, same]
    assert [act.order for act in found.acts] == [0, 1, 2]
    assert [act.ref for act in found.by_type["DutyDone"]] == [paper.id, late.id, same.id]


def test_as_known_at_leaves_out_what_was_recorded_later_in_london() -> None:
    story = Story()
    story.say("2023-06-30", DutyDone(duty="a"), at=datetime.fromisoformat("2023-07-05T22:59:59.999999Z"))
    story.say("2023-06-30", DutyDone(duty="b"), at=datetime.fromisoformat("2023-07-05T23:00:00Z"))
    assert len(story.facts().acts) == 2
    assert [act.event.duty for act in story.facts("2023-07-05").acts] == ["a"]
    assert story.facts("2023-07-04").acts == []


def test_a_cut_off_gives_late_acts_on_the_next_working_day() -> None:
    story = Story(terms(("closed: [Saturday, Sunday]", 'closed: [Saturday, Sunday], cut_off: "17:00"')))
    for moment in ("2023-04-28T15:59:00Z", "2023-04-28T16:00:00Z", "2023-05-06T09:00:00Z"):
        at = datetime.fromisoformat(moment)
        story.say(moment[:10], DutyDone(duty="d"), moment=at, at=at)
    assert [str(act.day) for act in story.facts().acts] == ["2023-04-28", "2023-05-02", "2023-05-09"]


def test_the_contract_may_end_early() -> None:
    story = Story()
    story.say("2023-06-30", ContractEnded(last_day=day("2023-12-31"), how="agreement"))
    story.say("2023-07-30", ContractEnded(last_day=day("2023-10-31"), how="termination"))
    assert story.facts().last_day == day("2023-10-31")
    assert story.facts("2023-06-29").last_day is None


def test_hidden_entries_say_nothing() -> None:
    story = Story()
    story.say("2023-06-30", DutyDone(duty="open"))
    story.say("2023-06-30", DutyDone(duty="secret"), seen_by="buyer", body=words(advice="secret"))
    seen = visible_to(story.chain.entries, "supplier")
    assert "secret" not in repr(seen)
    assert (seen[1].seq, seen[1].prev, seen[1].hash) == (2, seen[0].hash, story.chain.entries[1].hash)
    assert [act.event.duty for act in facts(seen, story.terms).acts] == ["open"]
    assert visible_to(story.chain.entries, "buyer") == story.chain.entries
    assert visible_to(seen, "buyer") == seen


def test_erased_rows_are_gone_also_where_their_bytes_still_are() -> None:
    story = Story()
    first = story.returned("2023-06-30", body=rows(visits={A: SENT}))
    story.say("2023-07-30", BodyErased(entry=first.id))
    assert story.facts().rows == []
    assert [act.entry.type for act in story.facts().acts] == ["ReturnReceived", "BodyErased"]


def test_erased_words_change_nothing() -> None:
    story = Story()
    first = story.returned("2023-06-30", body=rows(visits={A: SENT}), words=words(rows={"visits": {A: {"note": "x"}}}))
    before = held(story.facts())
    story.say("2023-07-30", BodyErased(entry=first.id, part="words"))
    assert held(story.facts()) == before


def test_of_several_kinds_in_order() -> None:
    story = Story()
    story.say("2023-07-03", FigureDisputed(kpi="reports", period="2023-06"))
    story.returned("2023-06-30")
    found = story.facts()
    assert [act.entry.type for act in found.of(FigureDisputed, ReturnReceived)] == ["ReturnReceived", "FigureDisputed"]


@pytest.mark.parametrize("on", ["2023-06-29", "2023-06-30"])
def test_a_row_holds_from_its_first_day(on: str) -> None:
    story = Story()
    story.returned("2023-06-30", body=rows(visits={A: SENT}))
    assert story.facts().rows[0].holds_on(day(on)) == (on == "2023-06-30")
