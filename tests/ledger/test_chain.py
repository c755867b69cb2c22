"""The next entry, or why there is none."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.ledger.given import Story, counting, day, noon, rows, words

from tenor.ledger.bodies import body_bytes, body_hash, hash_of_stored, read_body
from tenor.ledger.chain import Chain, append
from tenor.ledger.events.decisions import DutyDone, DutyWaived
from tenor.ledger.events.returns import RowsLogged
from tenor.ledger.frame import entry_of, frame_of, line_of, proves, read_frame
from tenor.ledger.model import Body, Entry

ID = "0f8fad5b-d9cb-469f-a165-70867728950e"


def tried(event: Any = None, *, chain: Chain | None = None, **more: Any) -> Any:
    known = {"by": "p-1", "side": "supplier", "on": day("2023-06-14"), "at": noon(day("2023-06-14")), "draw": counting()} | more
    return append(chain or Chain(terms_hash="0" * 64), event or DutyDone(duty="return 2023-06"), **known)


def codes(found: Any) -> list[str]:
    assert isinstance(found, tuple), found
    return [problem.code for problem in found]


def test_the_first_entry_follows_the_terms_and_each_other_the_one_before() -> None:
    story = Story()
    first, second = story.say("2023-06-14", DutyDone(duty="a")), story.say("2023-06-15", DutyDone(duty="b"))
    assert (first.seq, first.prev) == (1, story.terms.document.sha256)
    assert (second.seq, second.prev) == (2, first.hash)
    assert story.chain.head == second.hash


def test_append_leaves_the_chain_as_it_is() -> None:
    chain = Chain(terms_hash="0" * 64)
    assert isinstance(tried(chain=chain), Entry)
    assert chain.entries == []


def test_an_entry_is_what_its_bytes_say() -> None:
    entry = tried(moment=datetime.fromisoformat("2023-06-14T10:00:00+01:00"), body=words(reason="as agreed"))
    line = line_of(entry)
    frame = read_frame(line)
    assert proves(line, frame)
    again = entry_of(frame)
    assert isinstance(again, Entry)
    assert frame_of(again) == frame_of(entry)
    assert entry.moment == again.moment


def test_text_is_kept_in_normal_form() -> None:
    assert tried(DutyDone(duty="cafe\u0301")).event.duty == "café"


def test_the_same_act_twice_is_one_entry() -> None:
    chain = Chain(terms_hash="0" * 64)
    first = tried(chain=chain, id=ID, body=words(reason="x"))
    chain.add(first)
    again = tried(chain=chain, id=ID, body=words(reason="x"), at=noon(day("2023-06-15")), draw=counting())
    assert again is first
    assert codes(tried(chain=chain, id=ID, body=words(reason="y"))) == ["entry-id-taken"]
    assert codes(tried(DutyWaived(duty="return 2023-06"), chain=chain, id=ID, body=words(reason="x"))) == ["entry-id-taken"]
    assert codes(tried(chain=chain, id=ID)) == ["entry-id-taken"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"on": "2023-06-15"}, "entry-on-later"),
        ({"moment": "2023-06-13T10:00:00Z"}, "entry-moment-other-day"),
        ({"moment": "2023-06-14T13:00:00Z"}, "entry-moment-later"),
        ({"by": "Jo Example"}, "frame-value"),
        ({"by": "jo@example.org"}, "frame-value"),
        ({"side": "council"}, "frame-value"),
        ({"seen_by": "nobody"}, "frame-value"),
        ({"id": "../../etc/passwd"}, "frame-value"),
        ({"id": "A"}, "frame-value"),
        ({"id": "a.words"}, "frame-value"),
        ({"body": Body(kind="words", salt="short", content={})}, "body-salt"),
        ({"body": words(reason=1.5)}, "body-content"),
        ({"body": rows(visits={})}, "body-kind"),
        ({"words": rows(visits={})}, "body-kind"),
        ({"event": DutyDone(duty="a\nb")}, "event-value"),
        ({"event": DutyDone(duty="\ud800")}, "entry-not-canonical"),
    ],
)
def test_what_cannot_be_recorded(change: dict[str, Any], code: str) -> None:
    given = dict(change)
    if "on" in given:
        given["on"] = day(given["on"])
    if "moment" in given:
        given["moment"] = datetime.fromisoformat(given["moment"])
    assert codes(tried(given.pop("event", None), **given)) == [code]


def test_the_day_is_that_of_london() -> None:
    late = datetime.fromisoformat("2023-06-14T23:30:00+00:00")  # 15 June in London
    assert isinstance(tried(on=day("2023-06-15"), at=late, moment=late), Entry)
    assert codes(tried(on=day("2023-06-14"), at=late, moment=late)) == ["entry-moment-other-day"]


def test_the_clock_does_not_go_back() -> None:
    story = Story()
    last = story.say("2023-06-14", DutyDone(duty="a"))
    assert isinstance(tried(chain=story.chain, at=last.at, id=ID), Entry)
    assert codes(tried(chain=story.chain, at=last.at - timedelta(microseconds=1), id=ID)) == ["entry-at-earlier"]


def test_moments_without_a_zone_are_our_own_mistake() -> None:
    for wrong in ({"at": datetime(2023, 6, 14)}, {"moment": datetime(2023, 6, 14)}, {"draw": None}):
        with pytest.raises(ValueError, match=r"zone|drawn|draw"):
            tried(**wrong)


def test_a_chain_takes_in_only_what_follows() -> None:
    story = Story()
    story.say("2023-06-14", DutyDone(duty="a"))
    with pytest.raises(ValueError, match="does not follow"):
        story.chain.add(tried())


SHAPES = [
    ({"rows": {"visits": [{"id": "A"}]}}, "rows.visits.1"),
    ({"rows": {"visits": [{"id": "A", "values": {"unit": 1}}]}}, "rows.visits.1"),
    ({"rows": {"visits": [{"id": "A", "values": {}, "cell": {}}]}}, "rows.visits.1"),
    ({"rows": {"visits": {"A": {}}}}, "rows.visits.0"),
    ({"rows": []}, "rows"),
    ({"withdrawn": {"visits": [1]}}, "withdrawn.visits.1"),
    ({"figures": [{"kpi": "k", "period": "p", "numerator": True, "denominator": 1}]}, "figures.1"),
    ({"row": {}}, "row"),
]


@pytest.mark.parametrize(("content", "at"), SHAPES)
def test_rows_are_shaped_as_rows(content: dict[str, Any], at: str) -> None:
    (problem,) = tried(RowsLogged(), body=Body(kind="rows", salt="", content=content))
    assert (problem.code, problem.values["at"]) == ("rows-shape", at)


BESIDE = [
    ({"rows": []}, "rows"),
    ({"rows": {"visits": "late"}}, "rows.visits"),
    ({"rows": {"visits": {"A": "late"}}}, "rows.visits.A"),
    ({"rows": {"visits": {"A": {"note": 3}}}}, "rows.visits.A"),
]


@pytest.mark.parametrize(("content", "at"), BESIDE)
def test_texts_beside_rows_are_shaped_as_texts_of_rows(content: dict[str, Any], at: str) -> None:
    (problem,) = tried(RowsLogged(), words=Body(kind="words", salt="", content=content))
    assert (problem.code, problem.values["at"]) == ("words-shape", at)
    assert isinstance(tried(DutyDone(duty="a"), words=Body(kind="words", salt="", content=content)), Entry), "other acts have other words"


def test_a_body_is_bound_to_its_frame_by_a_salted_hash() -> None:
    body = Body(kind="words", salt="ab" * 16, content={"reason": 'so "quoted", salt and all', "salt": "x"})
    stored = body_bytes(body)
    assert hash_of_stored(stored) == body_hash(body)
    assert read_body(stored, body_hash(body)) == body
    assert hash_of_stored(stored.replace(b"quoted", b"Quoted")) != body_hash(body)
    other = Body(kind="words", salt="cd" * 16, content=body.content)
    assert body_hash(other) != body_hash(body)
