"""Every kind of tampering is found, and the first broken entry is named in plain words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.given import ANY_EVENT, Story, counting, day, noon, rows, words

from tenor.base.problem import Place
from tenor.ledger.bodies import body_bytes
from tenor.ledger.canonical import canonical, sha256
from tenor.ledger.chain import Chain, append
from tenor.ledger.events.decisions import DutyDone
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.frame import hash_of, line_of
from tenor.ledger.model import Entry
from tenor.ledger.quick import quick_entry
from tenor.ledger.verify import VerifyResult, look_closer, parts_of, read_chain, split_lines, verify

EARLY = "2023-07-01T00:00:00.000000Z"
TERMS = Story().terms.document.sha256


def ledger() -> tuple[list[bytes], dict[tuple[str, str], bytes], list[Entry]]:
    """Six entries: rows with words beside them, words, nothing, erased words."""
    story = Story()
    story.returned("2023-06-30", body=rows(visits={"A/2023-06-05": {"unit": "A", "visited_on": "2023-06-05"}}), words=words(note="x"))
    story.say("2023-07-03", DutyDone(duty="a"), body=words(reason="because"))
    story.say("2023-07-04", DutyDone(duty="b"))
    gone = story.say("2023-07-05", DutyDone(duty="c"), body=words(reason="a name"))
    story.say("2023-07-06", BodyErased(entry=gone.id))
    story.say("2023-07-07", DutyDone(duty="d"))
    entries = story.chain.entries
    bodies = {(e.id, part): body_bytes(b) for e in entries for part, b in (("body", e.body), ("words", e.words)) if b and e is not gone}
    return [line_of(e) for e in entries], bodies, entries


def proved(lines: list[bytes], bodies: dict[tuple[str, str], bytes], **more: Any) -> VerifyResult:
    return verify(lines, TERMS, lambda id, part: bodies.get((id, part)), **more)


def rewritten(line: bytes, **change: Any) -> bytes:
    """A line changed by somebody who knows how to hash."""
    frame = json.loads(line) | change
    frame["hash"] = hash_of(frame)
    return canonical(frame)


def test_a_good_ledger_is_proved() -> None:
    lines, bodies, entries = ledger()
    result = proved(lines, bodies)
    assert result.good
    assert result.problems == ()
    assert (result.entries, result.erased, result.hidden, result.head) == (6, 1, 0, entries[-1].hash)


TAMPERING: list[tuple[str, Callable[[list[bytes]], None], int, str]] = [
    ("a changed byte", lambda x: x.__setitem__(2, x[2].replace(b'"duty":"b"', b'"duty":"c"')), 3, "chain-hash"),
    ("a changed day", lambda x: x.__setitem__(2, x[2].replace(b"2023-07-04T", b"2023-07-03T")), 3, "chain-hash"),
    ("a changed hash", lambda x: x.__setitem__(2, x[2].replace(x[2][-300:-290], x[2][-300:-290])[:-1] + b" }"), 3, "chain-not-canonical"),
    ("a removed line", lambda x: x.__delitem__(2), 3, "chain-seq"),
    ("the first line removed", lambda x: x.__delitem__(0), 1, "chain-seq"),
    ("an inserted line", lambda x: x.insert(2, x[2]), 4, "chain-seq"),
    ("swapped lines", lambda x: x.__setitem__(slice(2, 4), [x[3], x[2]]), 3, "chain-seq"),
    ("changed and hashed again", lambda x: x.__setitem__(2, rewritten(x[2], event={"duty": "z"})), 4, "chain-prev"),
    ("a fork", lambda x: x.insert(3, rewritten(x[2], event={"duty": "z"})), 4, "chain-seq"),
    ("a fork numbered on", lambda x: x.insert(3, rewritten(x[2], event={"duty": "z"}, seq=4)), 4, "chain-prev"),
    ("other terms", lambda x: x.__setitem__(0, rewritten(x[0], prev="1" * 64)), 1, "chain-terms"),
    ("keys in another order", lambda x: x.__setitem__(1, json.dumps(json.loads(x[1])).encode()), 2, "chain-not-canonical"),
    ("an empty line", lambda x: x.insert(1, b""), 2, "chain-not-canonical"),
    ("no JSON", lambda x: x.__setitem__(1, b"\xff\x00"), 2, "chain-not-canonical"),
    ("no map", lambda x: x.__setitem__(1, b"[]"), 2, "chain-not-canonical"),
    ("a line nested without end", lambda x: x.__setitem__(1, b"[" * 50_000), 2, "chain-not-canonical"),
    ("a last line that says too much", lambda x: x.__setitem__(5, rewritten(x[5], note="x")), 6, "frame-key-unknown"),
    ("a last line of no kind", lambda x: x.__setitem__(5, rewritten(x[5], type="Nothing")), 6, "event-unknown"),
    ("a last line of tomorrow", lambda x: x.__setitem__(5, rewritten(x[5], v=2)), 6, "event-newer"),
    ("a last line dated ahead", lambda x: x.__setitem__(5, rewritten(x[5], on="2023-07-08")), 6, "entry-on-later"),
    ("a last line put back", lambda x: x.__setitem__(5, rewritten(x[5], at=EARLY, on="2023-07-01")), 6, "entry-at-earlier"),
    ("an id used twice", lambda x: x.__setitem__(5, rewritten(x[5], id=json.loads(x[2])["id"])), 6, "chain-id-twice"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "tamper", "broken", "code"), TAMPERING, ids=[one[0] for one in TAMPERING])
def test_tampering_with_lines(what: str, tamper: Callable[[list[bytes]], None], broken: int, code: str) -> None:
    lines, bodies, _ = ledger()
    tamper(lines)
    result = proved(lines, bodies)
    assert not result.good
    assert (result.broken, [p.code for p in result.problems if p.code.startswith(code)][:1]) == (broken, [code])
    assert str(result.problems[-1])  # each has its sentence


def test_said_in_plain_words() -> None:
    lines, bodies, _ = ledger()
    lines[2] = lines[2].replace(b'"duty":"b"', b'"duty":"c"')
    (problem,) = proved(lines, bodies).problems
    assert str(problem) == "ledger.jsonl:3 chain-hash: Entry 3 was changed after it was recorded: it does not match its own hash"


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_byte_can_be_changed(data: st.DataObject) -> None:
    lines, bodies, _ = ledger()
    whole = bytearray(b"\n".join(lines) + b"\n")
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != whole[at]))
    whole[at] = byte
    changed, cut = split_lines(bytes(whole))
    assert not proved(changed, bodies, cut=cut).good


@pytest.mark.parametrize("which", [("body", 0), ("words", 0), ("body", 1)])
def test_tampering_with_bodies(which: tuple[str, int]) -> None:
    part, place = which
    lines, bodies, entries = ledger()
    key = (entries[place].id, part)
    for bad in (
        bodies[key].replace(b'"kind"', b'"Kind"'),
        bodies[key][:-9],
        b"",
        bodies[key] + b"x",
        bodies[entries[1 - place].id, "body"],
    ):
        result = proved(lines, bodies | {key: bad})
        assert (result.broken, [p.code for p in result.problems]) == (place + 1, ["body-changed"])
    del bodies[key]
    result = proved(lines, bodies)
    assert (result.broken, [p.code for p in result.problems]) == (place + 1, ["body-missing"])


def test_a_body_that_was_to_be_erased() -> None:
    lines, bodies, entries = ledger()
    result = proved(lines, bodies | {(entries[3].id, "body"): b"{}"})
    assert (result.broken, result.problems[0].code) == (4, "body-not-erased")


def test_the_first_of_several_is_named() -> None:
    lines, bodies, entries = ledger()
    lines[4] = lines[4].replace(b"BodyErased", b"BodyErasee")
    result = proved(lines, bodies | {(entries[1].id, "body"): b"{}"})
    assert result.broken == 2
    assert [p.code for p in result.problems] == ["body-changed", "body-missing", "chain-hash"]


def test_a_cut_last_line_and_an_end_taken_away() -> None:
    lines, bodies, entries = ledger()
    whole = b"\n".join(lines) + b"\n"
    good, cut = split_lines(whole[:-5])
    result = proved(good, bodies, cut=cut)
    assert (result.broken, result.entries, [p.code for p in result.problems]) == (6, 5, ["ledger-cut"])
    assert proved(lines[:5], bodies).good  # a chain cannot show that its end was taken away …
    result = proved(lines[:5], bodies, head=entries[-1].hash)  # … unless its head was noted elsewhere
    assert [p.code for p in result.problems] == ["chain-head-missing"]
    assert proved(lines, bodies, head=entries[2].hash).good


def test_hidden_lines_are_in_their_place_and_say_so() -> None:
    lines, bodies, entries = ledger()
    lines[1] = canonical({"seq": 2, "prev": entries[1].prev, "hash": entries[1].hash})
    result = proved(lines, bodies)
    assert (result.good, result.hidden, [p.code for p in result.problems]) == (True, 1, ["chain-hidden"])
    lines[1] = canonical({"seq": 2, "prev": entries[1].prev, "hash": entries[2].hash})
    assert proved(lines, bodies).problems[-2].code == "chain-prev"
    lines[1] = canonical({"seq": 2, "prev": entries[1].prev, "hash": "x"})
    assert proved(lines, bodies).broken == 2


# --- the short way finds what the long way finds -----------------------------------------------------------------


@given(ANY_EVENT, st.integers(0, 400), st.sampled_from([b"", b" ", b'"', b"0", b"}", b"a", "é".encode(), b'"hash":"' + b"0" * 64 + b'",']))
@settings(deadline=None, max_examples=200)
def test_the_short_way_is_the_long_way(event: Any, at: int, piece: bytes) -> None:
    chain = Chain(terms_hash="0" * 64)
    entry = append(chain, event, by="p-1", side="buyer", on=day("2023-06-14"), at=noon(day("2023-06-14")), draw=counting())
    if not isinstance(entry, Entry):
        return
    line = line_of(entry)
    for given_line in (line, line[:at] + piece + line[at + len(piece) :], line[:at] + piece + line[at:]):
        quick, slow = quick_entry(given_line), look_closer(given_line, chain, Place())
        assert quick == (slow if isinstance(slow, Entry) else None) or (quick is not None and quick.prev != chain.head)
    assert quick_entry(line) is not None


def test_a_hash_within_the_event_is_not_the_hash_of_the_entry() -> None:
    chain = Chain(terms_hash="0" * 64)
    inner = DutyDone(duty='"},"hash":"' + "0" * 64 + '","id":"x"')
    entry = append(chain, inner, by="p-1", side="buyer", on=day("2023-06-14"), at=noon(day("2023-06-14")), draw=counting())
    assert isinstance(entry, Entry)
    assert read_chain([line_of(entry)], "0" * 64)[0].entries == [entry]
    assert sha256(line_of(entry).replace(f'"hash":"{entry.hash}",'.encode(), b"")) == entry.hash
    assert parts_of(entry) == (("body", ""), ("words", ""))
