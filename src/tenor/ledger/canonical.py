"""One value, one way to write it: the canonical bytes that are hashed, stored and never rewritten.

UTF-8, keys sorted by code point, no spaces, text in NFC, no floats, whole numbers that every language reads exactly,
moments in UTC with microseconds and `Z`, dates plain. Text is escaped only where JSON demands it (`"`, `\\` and control
characters), as RFC 8785 does; keys are sorted by code point, which is also the order of their bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256 as _sha256
from typing import Any, NoReturn, TypeAlias
from unicodedata import is_normalized, normalize

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

GREATEST = 2**53 - 1  # beyond it a reader that knows only floats would round


class NotCanonicalError(ValueError):
    """The value, or the bytes, have no canonical form; the text says what is in the way."""


def sha256(data: bytes) -> str:
    """The hash, as 64 hexadecimal digits."""
    return _sha256(data).hexdigest()


def moment_text(moment: datetime) -> str:
    """A moment as stored: 2023-06-14T09:30:00.000000Z. NotCanonicalError without a time zone."""
    if moment.tzinfo is None:
        raise NotCanonicalError("a moment without a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """A moment from its stored text. ValueError if it is written in any other way."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is not UTC or moment_text(found) != text:
        raise ValueError(f"not a moment as Tenor writes it: {text!r}")
    return found


def tidy(value: object) -> Json:
    """The value as plain JSON in NFC: dates and moments as text, tuples as lists. NotCanonicalError for what has no such form."""
    if isinstance(value, str):
        return value if value.isascii() else normalize("NFC", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > GREATEST:
            raise NotCanonicalError(f"the number {value} is too large")
        return value
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _tidy_map(value)
    if isinstance(value, (list, tuple)):
        return [tidy(item) for item in value]
    raise NotCanonicalError(f"{value!r} is neither text, whole number, date, list nor map")


def _tidy_map(value: Mapping[Any, Any]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonicalError(f"the key {key!r} is not text")
        name = normalize("NFC", key)
        if name in found:
            raise NotCanonicalError(f"the key {name!r} stands twice")
        found[name] = tidy(item)
    return found


def canonical(value: object) -> bytes:
    """The canonical bytes of a value. NotCanonicalError for floats, odd types, keys that NFC makes one, half a surrogate pair."""
    try:
        return dump(tidy(value))
    except (UnicodeEncodeError, RecursionError) as why:
        raise NotCanonicalError(str(why)) from None


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


def dump(tidied: Json) -> bytes:
    """The bytes of what `tidy` or `read` gave back; nothing is checked again."""
    return _encode(tidied).encode()


def _no_float(text: str) -> NoReturn:
    raise NotCanonicalError(f"{text} is not a whole number")


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > GREATEST:
        raise NotCanonicalError(f"the number {text} is too large")
    return int(text)


_decode = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float, parse_int=_whole).raw_decode


def read(data: bytes) -> Json:
    """The value of canonical bytes. NotCanonicalError if these are not the bytes `canonical` would write."""
    try:
        text = data.decode()
        value, _ = _decode(text)  # what is left over after a value will not be written again
        same = _encode(value) == text
    except (ValueError, RecursionError) as why:
        raise NotCanonicalError(str(why)) from None
    if not same:
        raise NotCanonicalError("not in canonical form")
    # every part of a text in NFC is in NFC; the other way round an escape may stand before a combining mark, so look again
    if not text.isascii() and not is_normalized("NFC", text) and dump(tidy(value)) != data:
        raise NotCanonicalError("text not in NFC")
    found: Json = value
    return found
