"""An event as plain JSON and back, read off the annotations of its class: a new event needs no code here.

A field that has its default is left out, so a changed default is a changed meaning and needs a new version.
Mistakes are Problems, all at once, and name the nearest thing that is known.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from tenor.base.problem import Place, Problem, problem
from tenor.base.wording import Said, Value, said
from tenor.ledger.canonical import GREATEST, Json
from tenor.ledger.events import EVERY, TYPES, VERSIONS, Event

LONGEST = 200  # a frame holds ids, dates, counts and choices; what is longer is text, and text is a body
LONGEST_CHANGE = 10_000
LONG_FIELDS = {("VariationAgreed", "changes"), ("AgreementProposed", "changes")}  # the varied terms themselves, needed to rate
Plain: TypeAlias = dict[str, Json]
Problems: TypeAlias = tuple[Problem, ...]

# (type, version) -> what turns its fields into those of the next version. Stored bytes are never rewritten: they are read through this.
UPGRADES: dict[tuple[str, int], Callable[[Plain], Plain]] = {}

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    kind: Literal["text", "number", "yes/no", "date", "texts", "map", "choice"]
    choices: tuple[str, ...] = ()
    optional: bool = False
    required: bool = False
    default: object = None
    longest: int = LONGEST


def encode(event: Event) -> Plain:
    """The fields of an event as JSON; those that have their default are left out."""
    fields = _fields_of(type(event).__name__)
    found: Plain = {}
    for name, field in fields.items():
        value = getattr(event, name)
        if field.required or value != field.default:
            found[name] = _plain(value)
    return found


def decode(type_: str, v: int, plain: Mapping[str, Json], where: Place | None = None) -> Event | Problems:
    """The event of these fields, or everything that is wrong with them."""
    if type_ not in EVERY:
        return (problem("event-unknown", where, type=type_, nearest=nearest(type_, TYPES)),)
    if v > VERSIONS[type_]:
        return (problem("event-newer", where, type=type_, v=v, known=VERSIONS[type_]),)
    given = plain if v == VERSIONS[type_] else upgraded(type_, v, dict(plain))
    fields = _fields_of(type_)
    values: dict[str, Any] = {}
    wrong: list[Problem] = []
    for name, value in given.items():
        field = fields.get(name)
        if field is None:
            wrong.append(problem("event-field-unknown", where, type=type_, field=name, nearest=nearest(name, fields)))
        elif field.kind == "text" and type(value) is str and 0 < len(value) <= LONGEST and value.isprintable():
            values[name] = value  # nearly all fields of nearly all events
        elif mistake := _mistake(field, value):
            wrong.append(problem("event-value", where, type=type_, field=name, why=mistake))
        else:
            values[name] = _value(field, value)
    for name, field in fields.items():
        if field.required and name not in given:
            wrong.append(problem("event-field-missing", where, type=type_, field=name))
    return tuple(wrong) or EVERY[type_](**values)


def upgraded(type_: str, v: int, plain: Plain) -> Plain:
    """Fields of an old version as those of today's; LookupError where a version has no way on (a mistake of ours)."""
    for version in range(v, VERSIONS[type_]):
        plain = UPGRADES[type_, version](plain)
    return plain


def nearest(word: str, known: Collection[str]) -> Value:
    """ "; did you mean …?" with the nearest known name, or a value that prints as nothing."""
    close = get_close_matches(word, known, 1, 0.6)
    return said("nearest", name=close[0]) if close else ()


def text_mistake(value: object, longest: int = LONGEST, *, breaks: bool = False) -> Said | None:
    """Why a value is no short plain text, if it is not."""
    if not isinstance(value, str):
        return said("value-not-text")
    if len(value) > longest:
        return said("value-long", length=len(value), longest=longest)
    if not value.isprintable() and _BREAKS.search(value.replace("\n", "") if breaks else value):
        return said("value-breaks")
    return None


def day_of(text: object) -> date | None:
    """A day written as 2023-06-14, in no other of the ways ISO 8601 knows."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@cache
def _fields_of(type_: str) -> Mapping[str, _Field]:
    cls = EVERY[type_]
    hints = get_type_hints(cls)
    found = {}
    for field in dataclasses.fields(cls):
        if field.default_factory is not dataclasses.MISSING:
            default, required = field.default_factory(), False
        else:
            default, required = field.default, field.default is dataclasses.MISSING
        longest = LONGEST_CHANGE if (type_, field.name) in LONG_FIELDS else LONGEST
        found[field.name] = dataclasses.replace(_field(hints[field.name]), required=required, default=default, longest=longest)
    return found


def _field(hint: Any) -> _Field:
    """What an annotation allows. TypeError for one that has no form in JSON: a mistake in an event class, found by the tests."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType) and len(args) == 2 and args[1] is type(None):
        return dataclasses.replace(_field(args[0]), optional=True)
    if origin is Literal:
        return _Field(kind="choice", choices=args)
    if origin is tuple and args == (str, ...):
        return _Field(kind="texts")
    if origin is not None and args == (str, str):
        return _Field(kind="map")
    return {str: _Field(kind="text"), int: _Field(kind="number"), bool: _Field(kind="yes/no"), date: _Field(kind="date")}[hint]


def _mistake(field: _Field, value: Json) -> Said | None:
    """Why a field cannot hold this value, if it cannot."""
    if value is None:
        return None if field.optional else said("value-none")
    match field.kind:
        case "text":
            return said("value-blank") if field.required and value == "" else text_mistake(value, field.longest)
        case "choice":
            return None if value in field.choices else said("value-not-choice", value=str(value)[:80], choices=field.choices)
        case "yes/no":
            return None if isinstance(value, bool) else said("value-not-yes-no")
        case "number":
            whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= GREATEST
            return None if whole else said("value-not-whole")
        case "date":
            return None if day_of(value) is not None else said("value-not-day")
        case "texts":
            if not isinstance(value, list):
                return said("value-not-list")
            return next(filter(None, map(text_mistake, value)), None)
        case "map":
            return _map_mistake(field, value)


def _map_mistake(field: _Field, value: Json) -> Said | None:
    if not isinstance(value, dict):
        return said("value-not-map")
    keys = (text_mistake(key) for key in value)
    items = (text_mistake(item, field.longest, breaks=field.longest > LONGEST) for item in value.values())
    return next((m for m in (*keys, *items) if m), None)


def _value(field: _Field, value: Any) -> Any:
    if value is None:
        return None
    if field.kind == "date":
        return date.fromisoformat(value)
    return tuple(value) if field.kind == "texts" else value


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
