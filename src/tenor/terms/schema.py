"""The JSON Schema of terms.yaml, for editors: made from the one table of `shape.py`.

It is looser than `read_yaml`: any value may be a reading, a table or a hole, and phrases are text with an example. What it
gives an editor is the names of keys, what must be there, and the words of a choice.
"""

from __future__ import annotations

import json
from typing import Any

from tenor.terms.meanings import meaning
from tenor.terms.node import HOLES
from tenor.terms.shape import SHAPES, Key, keys_of

_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_NAMES: dict[str, Any] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
# phrases, each with what it looks like
EXAMPLES = {
    "bound": "at least 90%",
    "deadline": "10 working days after receipt",
    "due": "last Friday of the month",
    "every": "month",
    "window": "2 consecutive months",
    "span": "5 working days",
    "times": "once in the same year",
    "over": "last 12 months",
    "rounded": "to 0 decimals",
    "treatment": "waits",
    "completed": "with the next return",
    "date": "2026-10-31",
    "time": '"17:00"',
    "level": "amber or worse",
    "length": "12 months",
    "sum": "500 GBP per working day late",
    "number": "2.5",
    "whole": "3",
}
_LOOSE = {"condition", "when", "levels", "steps", "field", "derived", "change", "option", "due", "every", "completed", "dates", "lapses"}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a terms.yaml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Terms of a contract",
        "description": "What a contract says, as data. Any value may be {reading: id}, a table {by year: …} or a hole (not said).",
        **_object("terms"),
        "$defs": {
            "stands-for": {
                "description": "a reading, a table, or a hole",
                "anyOf": [
                    {"type": "object", "required": ["reading"], "properties": {"reading": _TEXT}, "additionalProperties": False},
                    {
                        "type": "object",
                        "patternProperties": {"^by ": {"type": "object"}},
                        "additionalProperties": False,
                        "minProperties": 1,
                    },
                    {"type": "object", "required": ["elsewhere"], "properties": {"elsewhere": _TEXT}, "additionalProperties": False},
                    {"enum": list(HOLES)},
                ],
            },
            **{name: _object(name) for name in sorted(SHAPES) if name != "terms"},
        },
    }


def schema_text() -> str:
    """As it is committed in docs/reference/terms.schema.json."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _object(shape: str) -> dict[str, Any]:
    keys = keys_of(shape)
    needed = [name for name, key in keys.items() if key.needed]
    properties = {name: {"description": meaning(shape, name), **_described(key)} for name, key in keys.items()}
    found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": needed} if needed else found


def _described(key: Key) -> dict[str, Any]:
    """What is said of a key's value; of one that is refused, that it is."""
    return {"$comment": "not yet understood"} if key.not_yet else _value(key.kind)


def _value(kind: str) -> dict[str, Any]:
    """What may stand at a key: its own kind, or whatever stands for a value."""
    return {"anyOf": [*_kinds(kind), {"$ref": "#/$defs/stands-for"}]}


def _kinds(kind: str) -> list[dict[str, Any]]:
    if kind == "yes/no":
        return [{"enum": ["yes", "no", True, False]}]
    if "/" in kind:
        return [each for part in kind.split("/") for each in _kinds(part)]
    if kind[0] in "[{(":
        return [_container(kind)]
    if "|" in kind:
        words = [word.removeprefix("~") for word in kind.split("|")]
        return [_TEXT] if "text" in words else [{"enum": words}]
    if kind in ("names", "clause"):
        return [_NAMES]
    if kind in _LOOSE:
        return [{"description": f"for example: {EXAMPLES[kind]}"} if kind in EXAMPLES else {}]
    return [{**_TEXT, "examples": [EXAMPLES[kind]]} if kind in EXAMPLES else _TEXT]


def _container(kind: str) -> dict[str, Any]:
    inner = kind[1:-1]
    if kind[0] == "(":
        return {"$ref": f"#/$defs/{inner}"}
    if inner == "duties":
        return {"type": "object", "additionalProperties": {"type": "array", "items": {"$ref": "#/$defs/duty"}}}
    item = {"$ref": f"#/$defs/{inner}"} if inner in SHAPES and inner not in _LOOSE else _items(inner)
    return {"type": "array", "items": item} if kind[0] == "[" else {"type": "object", "additionalProperties": item}


def _items(inner: str) -> dict[str, Any]:
    kinds = _kinds(inner)
    return _value(inner) if kinds != [{}] else {}
