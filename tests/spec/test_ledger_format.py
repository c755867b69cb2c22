"""# The ledger's format

What is written, byte by byte, so that anybody can prove a ledger without Tenor. Decision 0002 says why.

A contract's folder holds `terms.yaml`, `ledger.jsonl` (one frame a line, each ended by a line feed), `bodies/` and `files/`.
Whatever two copies of a ledger show, these bytes are the record; nothing stored is ever rewritten.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tenor.ledger.bodies import body_bytes
from tenor.ledger.canonical import NotCanonicalError, canonical
from tenor.ledger.chain import Chain, append
from tenor.ledger.events.plans import PlanRequested
from tenor.ledger.frame import hidden_entry, line_of
from tenor.ledger.model import Body, Entry
from tenor.ledger.verify import body_name, verify

TERMS_HASH = "5f" * 32  # the SHA-256 of terms.yaml as it was signed

LINE = (
    '{"at":"2023-05-10T09:12:30.000000Z",'
    '"body_hash":"a2439a506178a1dd54221a61a468d2cd3cc00ca25c4b20e38e9ac9d3d53ac798",'
    '"by":"p-7",'
    '"event":{"kpis":["reports"],"plan":"plan-1","rule":"6.3"},'
    '"hash":"a268020585b5db7d21a4ad635d11cd82349999e793f5116a80c5d01a86d56167",'
    '"id":"0f8fad5b-d9cb-469f-a165-70867728950e",'
    '"moment":"2023-05-10T08:00:00.000000Z",'
    '"on":"2023-05-10",'
    '"prev":"5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f",'
    '"seen_by":"both",'
    '"seq":1,'
    '"side":"buyer",'
    '"type":"PlanRequested",'
    '"v":1}'
)
BODY = '{"content":{"reason":"Amber in March and April; café visit moved"},"kind":"words","salt":"000102030405060708090a0b0c0d0e0f"}\n'


def example() -> Entry:
    made = append(
        Chain(terms_hash=TERMS_HASH),
        PlanRequested(plan="plan-1", kpis=("reports",), rule="6.3"),
        by="p-7",
        side="buyer",
        on=date(2023, 5, 10),
        at=datetime(2023, 5, 10, 9, 12, 30, tzinfo=UTC),
        moment=datetime(2023, 5, 10, 8, 0, tzinfo=UTC),
        id="0f8fad5b-d9cb-469f-a165-70867728950e",
        body=Body(kind="words", salt="000102030405060708090a0b0c0d0e0f", content={"reason": "Amber in March and April; café visit moved"}),
    )
    assert isinstance(made, Entry)
    return made


def test_a_line() -> None:
    """An entry is one line. These are the bytes of a request for a plan, made on 10 May 2023 at 9 in the morning in London and recorded
    at 10:12. `moment`, `body_hash` and `words_hash` are left out where there are none; fields of an event that have their default are
    left out. Nothing in it is a name or a sentence: ids, dates, counts and choices, each of 200 characters at most."""
    assert line_of(example()) == LINE.encode()


def test_its_body() -> None:
    """What a person said lies apart, in `bodies/<id>.json`: content, kind and a random salt. Words that lie beside rows are in
    `bodies/<id>.words.json`."""
    entry = example()
    assert entry.body is not None
    assert body_bytes(entry.body) == BODY.encode()
    assert body_name(entry.id, "body") == "bodies/0f8fad5b-d9cb-469f-a165-70867728950e.json"
    assert body_name(entry.id, "words") == "bodies/0f8fad5b-d9cb-469f-a165-70867728950e.words.json"


def test_the_hash_of_a_line() -> None:
    """SHA-256 of the line without its `hash`: keys being sorted, cut out `"hash":"…",` and hash what is left."""
    cut = LINE.replace('"hash":"a268020585b5db7d21a4ad635d11cd82349999e793f5116a80c5d01a86d56167",', "")
    assert hashlib.sha256(cut.encode()).hexdigest() == json.loads(LINE)["hash"]


def test_the_hash_of_a_body() -> None:
    """SHA-256 of the salt's bytes followed by the body without its salt: nobody who has the hash can try out what was said."""
    body = BODY.rstrip("\n").replace(',"salt":"000102030405060708090a0b0c0d0e0f"', "")
    salt = bytes.fromhex("000102030405060708090a0b0c0d0e0f")
    assert hashlib.sha256(salt + body.encode()).hexdigest() == json.loads(LINE)["body_hash"]


def test_the_chain() -> None:
    """`seq` counts from 1. `prev` of the first entry is the hash of the signed terms, of every other the `hash` of the one before."""
    first = example()
    chain = Chain(terms_hash=TERMS_HASH)
    chain.add(first)
    assert first.prev == TERMS_HASH
    assert (chain.head, verify([LINE.encode()], TERMS_HASH, lambda id, part: BODY.encode()).head) == (first.hash, first.hash)


CANONICAL = [
    # a value, and how it is written
    ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),  # keys sorted by code point, no spaces
    ("cafe\u0301", '"café"'),  # text in NFC, and as UTF-8
    ('a "b"\n', '"a \\"b\\"\\n"'),  # escaped only where JSON demands it
    (datetime(2023, 6, 14, 9, 30, tzinfo=UTC), '"2023-06-14T09:30:00.000000Z"'),  # moments in UTC, with microseconds and Z
    (date(2023, 6, 14), '"2023-06-14"'),  # days plain
]


@pytest.mark.parametrize(("value", "written"), CANONICAL)
def test_canonical_bytes(value: Any, written: str) -> None:
    """One value has one way to be written."""
    assert canonical(value) == written.encode()


@pytest.mark.parametrize("value", [0.5, 2**53, {"é": 1, "e\u0301": 2}])
def test_what_cannot_be_written(value: Any) -> None:
    """No floats, no whole number that a float would round, no two keys that are one in NFC."""
    with pytest.raises(NotCanonicalError):
        canonical(value)


def test_a_hidden_line() -> None:
    """In a copy made for a side, an entry that is not for it is its place in the chain and nothing else. Whoever has only the copy can
    prove that nothing was taken out, and not what was said."""
    entry = example()
    line = line_of(hidden_entry(entry.seq, entry.prev, entry.hash))
    assert line.decode() == '{"hash":"' + entry.hash + '","prev":"' + entry.prev + '","seq":1}'
    result = verify([line], TERMS_HASH, lambda id, part: None)
    assert (result.good, result.hidden) == (True, 1)


def test_an_erased_body() -> None:
    """To erase is to delete a body with its salt and to append `BodyErased`, which names the entry and which of its two bodies. A body
    that is missing and was not erased breaks the ledger; so does one that was erased and is still there."""
    assert [p.code for p in verify([LINE.encode()], TERMS_HASH, lambda id, part: None).problems] == ["body-missing"]
