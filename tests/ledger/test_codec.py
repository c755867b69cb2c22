"""Events as JSON and back; mistakes all at once, with the nearest known name."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from tests.ledger.given import ANY_EVENT, day, events

from tenor.ledger import codec
from tenor.ledger.canonical import canonical, read
from tenor.ledger.codec import decode, encode
from tenor.ledger.events import MODULES, TYPES, VERSIONS
from tenor.ledger.events.agreements import VariationAgreed
from tenor.ledger.events.decisions import DutyDone
from tenor.ledger.events.returns import FigureCorrected


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_event_goes_there_and_back(name: str) -> None:
    @settings(max_examples=15, deadline=None)
    @given(events(name))
    def there_and_back(event: Any) -> None:
        assert decode(name, VERSIONS[name], encode(event)) == event

    there_and_back()


@given(ANY_EVENT)
@settings(deadline=None)
def test_what_is_in_normal_form_survives_its_bytes(event: Any) -> None:
    plain = read(canonical(encode(event)))
    name = type(event).__name__
    again = decode(name, 1, plain)  # type: ignore[arg-type]
    assert canonical(encode(again)) == canonical(encode(event))


@pytest.mark.parametrize("name", sorted(TYPES))
def test_an_event_can_be_kept_in_a_set_of_facts_and_not_changed(name: str) -> None:
    cls: Any = TYPES[name]
    assert cls.__dataclass_params__.frozen
    assert "__slots__" in vars(cls)
    assert all(field.kw_only for field in dataclasses.fields(cls))


def test_names_are_unique_among_the_modules() -> None:
    assert len(TYPES) == sum(isinstance(v, type) and v.__module__ == m.__name__ for m in MODULES for v in vars(m).values())


def test_defaults_are_left_out() -> None:
    assert encode(FigureCorrected(kpi="reports", period="2023-06", numerator=5)) == {"kpi": "reports", "period": "2023-06", "numerator": 5}


NEWER = "made by a newer Tenor: this is version 2 of DutyDone, and this Tenor reads versions up to 1; update Tenor to read it"
LONG = "DutyDone: duty has 201 characters and a frame holds 200 at most: longer text belongs in the words body"
VARIED = {"variation": "v", "from_": "2023-01-01"}
MISTAKES = [
    # type, version, fields, and what is said
    ("DutyDon", 1, {}, ["DutyDon is no kind of event that Tenor knows; did you mean DutyDone?"]),
    ("Xyzzy", 1, {}, ["Xyzzy is no kind of event that Tenor knows"]),
    ("DutyDone", 2, {"duty": "d"}, [NEWER]),
    ("DutyDone", 1, {"dutty": "d"}, ["DutyDone has no field dutty; did you mean duty?", "DutyDone needs its field duty"]),
    ("DutyDone", 1, {"duty": 5}, ["DutyDone: duty must be text in quotes"]),
    ("DutyDone", 1, {"duty": ""}, ["DutyDone: duty may not be blank"]),
    ("DutyDone", 1, {"duty": None}, ["DutyDone: duty may not be left empty with null: leave the field out"]),
    ("DutyDone", 1, {"duty": "a\nb"}, ["DutyDone: duty may hold no line breaks or control characters: text belongs in the words body"]),
    ("DutyDone", 1, {"duty": "x" * 201}, [LONG]),
    ("DutyExtended", 1, {"duty": "d", "to": "20230614"}, ["DutyExtended: to must be a day written like 2023-06-14"]),
    ("DutyExtended", 1, {"duty": "d", "to": "2023-02-30"}, ["DutyExtended: to must be a day written like 2023-06-14"]),
    ("FigureCorrected", 1, {"kpi": "k", "period": "p", "numerator": True}, ["FigureCorrected: numerator must be a whole number"]),
    ("FigureCorrected", 1, {"kpi": "k", "period": "p", "numerator": 2**53}, ["FigureCorrected: numerator must be a whole number"]),
    ("MilestoneReported", 1, {"plan": "p", "milestone": "m", "met": 1}, ["MilestoneReported: met must be true or false"]),
    ("PlanReviewed", 1, {"plan": "p", "outcome": "good"}, ["PlanReviewed: outcome is good, but must be one of improved and not improved"]),
    ("PlanReviewed", 1, {"plan": "p", "outcome": 1}, ["PlanReviewed: outcome is 1, but must be one of improved and not improved"]),
    ("NoticeIssued", 1, {"notice": "n", "step": "s", "kpis": "a"}, ["NoticeIssued: kpis must be a list of texts"]),
    ("NoticeIssued", 1, {"notice": "n", "step": "s", "kpis": [1]}, ["NoticeIssued: kpis must be text in quotes"]),
    ("VariationAgreed", 1, VARIED | {"changes": []}, ["VariationAgreed: changes must be a map of texts to texts"]),
    ("VariationAgreed", 1, VARIED | {"changes": {"a": 1}}, ["VariationAgreed: changes must be text in quotes"]),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "v", "fields", "said"), MISTAKES)
def test_mistakes_say_what_to_do(type_: str, v: int, fields: dict[str, Any], said: list[str]) -> None:
    found = decode(type_, v, fields)
    assert isinstance(found, tuple)
    assert [str(p).split(": ", 1)[1] for p in found] == said


def test_varied_terms_may_be_long_and_nothing_else_may() -> None:
    long = "at least 90%\n" * 700
    event = VariationAgreed(variation="v", from_=day("2023-01-01"), changes={"kpis.reports.bands.green": long})
    assert decode("VariationAgreed", 1, encode(event)) == event
    too_long = dataclasses.replace(event, changes={"a": "x" * 10_001})
    assert isinstance(decode("VariationAgreed", 1, encode(too_long)), tuple)


def test_an_old_version_is_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VERSIONS, "DutyDone", 3)
    monkeypatch.setitem(codec.UPGRADES, ("DutyDone", 1), lambda plain: {"task": plain["what"]})
    monkeypatch.setitem(codec.UPGRADES, ("DutyDone", 2), lambda plain: {"duty": plain["task"]})
    assert decode("DutyDone", 1, {"what": "return 2023-06"}) == DutyDone(duty="return 2023-06")
    assert decode("DutyDone", 2, {"task": "return 2023-06"}) == DutyDone(duty="return 2023-06")
    assert decode("DutyDone", 3, {"duty": "return 2023-06"}) == DutyDone(duty="return 2023-06")


def test_every_old_version_has_a_way_on() -> None:
    assert set(codec.UPGRADES) == {(name, v) for name, now in VERSIONS.items() for v in range(1, now)}
