"""An event as a person types it: `plan-requested plan=P1 kpis=a,b` becomes `PlanRequested(plan="P1", kpis=("a", "b"))`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tenor.base.problem import Problem
from tenor.base.wording import Said, said, say
from tenor.cli.days import find_day
from tenor.cli.ends import USAGE, near, stop
from tenor.ledger.codec import decode
from tenor.ledger.events import TYPES, VERSIONS, Event, kebab

_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")


def get_type(word: str) -> str:
    """The event a word names, in either spelling; ends with exit code 2, and the nearest ones, for none."""
    plain = word.replace("-", "").replace("_", "").lower()
    found = next((name for name in TYPES if name.lower() == plain), None)
    if found is None:
        nearest = near(word, [kebab(name) for name in TYPES]) or near(word.split("-")[0], [kebab(name) for name in TYPES])
        stop(
            USAGE,
            said("cli-event-unknown", word=word, nearest=said("cli-did-you-mean", names=nearest) if nearest else said("cli-full-stop")),
        )
    return found


def read_event(word: str, given: Sequence[str]) -> Event:
    """The event of a word and its `key=value`s; ends with exit code 2 and everything that is wrong with them."""
    name = get_type(word)
    pairs, wrong = _pairs(given)
    if wrong:
        stop(USAGE, *(said("cli-not-a-pair", text=text) for text in wrong), said("cli-event-is"), *describe(name))
    return event_of(name, pairs)


def event_of(name: str, pairs: Iterable[tuple[str, Any]]) -> Event:
    """The event of named values, texts or JSON; ends with exit code 2 where they do not fit."""
    kinds = kinds_of(name)
    plain: dict[str, Any] = {}
    for key, value in pairs:
        field, _, path = key.partition(".")
        field = field if field in kinds else field.replace("-", "_")
        field = f"{field}_" if f"{field}_" in kinds else field
        if path and kinds.get(field) == "map":
            plain.setdefault(field, {})[path] = value
        else:
            plain[field] = _plain(kinds.get(field, "text"), value)
    event = decode(name, VERSIONS[name], plain)
    if isinstance(event, tuple):
        stop(USAGE, *(_typed(problem) for problem in event if isinstance(problem, Problem)), said("cli-event-is"), *describe(name))
    return event


def _typed(wrong: Problem) -> Said:
    """What is wrong with an event, naming it as it is typed."""
    sentence = wrong.said
    return Said(sentence.code, {key: kebab(v) if key == "type" and isinstance(v, str) else v for key, v in sentence.values.items()})


@cache
def kinds_of(name: str) -> dict[str, str]:
    """What each field of an event takes: text, number, yes/no, day, list, map, or the words of a choice."""
    hints = get_type_hints(TYPES[name])
    return {field.name: _kind(hints[field.name]) for field in fields(TYPES[name])}


def describe(name: str) -> Iterator[str]:
    """An event in a few lines: what it is for, and each of its fields."""
    about = (TYPES[name].__doc__ or "").strip()
    own = about and not about.startswith(f"{name}(")
    yield f"{kebab(name)}{': ' + ' '.join(about.split()) if own else ''}"
    kinds = kinds_of(name)
    for field in fields(TYPES[name]):
        needed = field.default is MISSING and field.default_factory is MISSING
        default = "" if needed or field.default in ("", None, MISSING, ()) else f", else {_shown(field.default)}"
        key = field.name.rstrip("_")
        yield f"  {key}={_example(kinds[field.name])}{'' if needed else f' (may be left out{default})'}: {say(said(f'about-{key}'))}"


def event_words(event: Event) -> str:
    """An event in one line: its name and what was said of it."""
    given = [
        f"{field.name.rstrip('_')}={_shown(value)}"
        for field in fields(event)
        if (value := getattr(event, field.name)) not in ("", None, (), {}) and value is not False
    ]
    return " ".join([kebab(type(event).__name__), *given])


def _pairs(given: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    pairs = [(key.strip(), value) for text in given for key, sign, value in [text.partition("=")] if sign and key.strip()]
    return pairs, [text for text in given if "=" not in text or text.startswith("=")]


def _kind(hint: Any) -> str:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _kind(next(arg for arg in args if arg is not type(None)))
    if origin is Literal:
        return "|".join(args)
    if origin is tuple:
        return "list"
    return {str: "text", int: "number", bool: "yes/no", date: "day"}.get(hint, "map")


def _plain(kind: str, value: Any) -> Any:
    """A typed value as JSON; what does not fit stays as it is, so that the codec says why."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if kind == "number":
        return int(text) if text.lstrip("-").isdigit() and text.isascii() else text
    if kind == "yes/no":
        return True if text.lower() in _YES else False if text.lower() in _NO else text
    if kind == "day":
        found = find_day(text)
        return found.isoformat() if found else text
    if kind == "list":
        return [part.strip() for part in text.split(",") if part.strip()]
    if kind == "map":
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _example(kind: str) -> str:
    words = {"text": "TEXT", "number": "NUMBER", "yes/no": "yes|no", "day": "2023-06-14", "list": "A,B", "map": "JSON"}
    return words.get(kind, kind)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(str(each) for each in value)
    text = json.dumps(dict(value), ensure_ascii=False) if isinstance(value, dict) else str(value)
    return f'"{text}"' if " " in text else text


def names_by_subject() -> Iterator[tuple[str, list[str]]]:
    """Every event that can be recorded, by the subject it stands under."""
    from tenor.ledger.events import MODULES

    for module in MODULES:
        own = [kebab(name) for name, cls in TYPES.items() if cls.__module__ == module.__name__]
        yield module.__name__.rpartition(".")[2].replace("_", " "), own
