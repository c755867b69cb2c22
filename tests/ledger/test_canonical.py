"""One value has one way to be written."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from unicodedata import is_normalized

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tenor.ledger.canonical import NotCanonicalError, canonical, moment_of, moment_text, read, tidy

SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('abé\u0301"\\n', max_size=3), inner, max_size=4)
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"z": "é", "ä": 1, "a": 2}, '{"a":2,"z":"é","ä":1}'),
        ("e\u0301", '"é"'),  # NFC
        ('a\nb\t"\\/\x01\x7f\u2028', '"a\\nb\\t\\"\\\\/\\u0001\x7f\u2028"'),  # escaped only where JSON demands it
        (date(2023, 6, 14), '"2023-06-14"'),
        (datetime(2023, 6, 14, 9, 30, tzinfo=UTC), '"2023-06-14T09:30:00.000000Z"'),
        (datetime(2023, 6, 14, 9, 30, tzinfo=timezone(timedelta(hours=1))), '"2023-06-14T08:30:00.000000Z"'),
        ((1, 2), "[1,2]"),
    ],
)
def test_how_it_is_written(value: Any, written: str) -> None:
    assert canonical(value) == written.encode()


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), Decimal("1"), {1: "a"}, {"é": 1, "e\u0301": 2}, 2**53, -(2**53), "\ud800", b"a", {1, 2}, datetime(2023, 1, 1)],
)
def test_what_has_no_one_way_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonicalError):
        canonical({"value": value})


def test_no_depth_brings_it_down() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(NotCanonicalError):
        canonical(deep)
    with pytest.raises(NotCanonicalError):
        read(b"[" * 100_000)


@given(VALUES)
def test_read_gives_back_what_was_written(value: Any) -> None:
    try:
        tidied = tidy(value)
    except NotCanonicalError:
        return  # two keys that NFC makes one
    assert read(canonical(value)) == tidied
    assert canonical(tidied) == canonical(value)
    assert is_normalized("NFC", json.dumps(tidied, ensure_ascii=False)) or "\\" in json.dumps(tidied, ensure_ascii=False)


@pytest.mark.parametrize(
    "data",
    [
        b'{"b":1,"a":2}', b'{"a": 1}', b' {"a":1}', b'{"a":1}\n', b'{"a":1,"a":1}', b'{"a":1.0}', b'{"a":1e3}', b'{"a":NaN}', b'{"a":-0}',
        b'{"a":"\\u00e9"}', '{"a":"e\u0301"}'.encode(), b'{"a":"\\/"}', b'{"a":"\\ud800"}', b'"\xff"', b"", b"{", b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}", b"01", b"true false",
    ],
)  # fmt: skip
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        read(data)


@given(st.binary(max_size=30) | st.text(max_size=20).map(str.encode))
@example(b'"\\n\xcc\x83"')  # an escape before a combining mark: NFC as a value, though not as the text of the line
def test_bytes_that_are_read_are_those_that_would_be_written(data: bytes) -> None:
    try:
        value = read(data)
    except (NotCanonicalError, UnicodeEncodeError):
        return
    assert canonical(value) == data


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.timezones()))
def test_moments(moment: datetime) -> None:
    assert moment_of(moment_text(moment)) == moment.astimezone(UTC)


@pytest.mark.parametrize("text", ["2023-06-14T09:30:00Z", "2023-06-14T09:30:00.000000+00:00", "2023-06-14", "2023-06-14 09:30:00.000000Z"])
def test_a_moment_written_otherwise(text: str) -> None:
    with pytest.raises(ValueError, match="not a moment"):
        moment_of(text)
