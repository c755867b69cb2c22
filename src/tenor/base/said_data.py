"""A sentence as plain data and back: what a kept page holds, so that it can be said later in the reader's language.

A day is `{"day": "2023-06-12"}`, a moment `{"moment": "2023-06-12T13:30:00+00:00"}`, a decimal `{"number": "0.5"}`, a sentence
`{"say": code, "with": {...}}`; text, whole numbers,
None and lists are themselves. A value that is none of these is a mistake of ours: TypeError.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tenor.base.wording import Said, Value

Data = dict[str, Any]


def said_data(sentence: Said) -> Data:
    """The sentence as JSON-able data."""
    return {"say": sentence.code, "with": {name: _data(value) for name, value in sentence.values.items()}}


def said_of(data: Data) -> Said:
    """The sentence that `said_data` made this of; lists come back as tuples."""
    return Said(data["say"], {name: _value(value) for name, value in data["with"].items()})


def day_data(day: date | None) -> str | None:
    """A day as ISO text."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """The day that `day_data` made this of."""
    return None if text is None else date.fromisoformat(text)


def _data(value: Value) -> Any:
    if isinstance(value, Said):
        return said_data(value)
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Sequence):
        return [_data(each) for each in value]
    raise TypeError(f"no value of a sentence: {value!r}")


def _value(data: Any) -> Value:
    if isinstance(data, list):
        return tuple(_value(each) for each in data)
    if not isinstance(data, dict):
        return data  # type: ignore[no-any-return]
    if "moment" in data:
        return datetime.fromisoformat(data["moment"])
    if "day" in data:
        return date.fromisoformat(data["day"])
    return Decimal(data["number"]) if "number" in data else said_of(data)
