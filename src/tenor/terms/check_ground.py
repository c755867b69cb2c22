"""What the checks of a contract share: where a thing stands in the text, and a value with all that its readings may make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tenor.base.problem import Place
from tenor.base.wording import Said, Value, said
from tenor.terms.build import readings_of
from tenor.terms.document import place_of
from tenor.terms.model import Kpi, Terms
from tenor.terms.node import options_of

MOST_NAMED = 12


def value_at(terms: Terms, *path: str | int) -> Any:
    """The value at a path of the text; a step into a list may be the id of an entry. None where there is none."""
    value: Any = terms.document.tree
    for step in path:
        value = _next(value, step)
    return value


def place(terms: Terms, *path: str | int) -> Place | None:
    """Where a path stands, or the nearest thing around it: what a variation added has no line of its own."""
    value: Any = terms.document.tree
    found = Place(file=terms.document.file, line=1, column=1)
    for step in path:
        value = _next(value, step)
        if value is None:
            return found
        found = place_of(value, terms.document.file) or found
    return found


def _next(value: Any, step: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(step)
    if not isinstance(value, list):
        return None
    if isinstance(step, int):
        return value[step] if step < len(value) else None
    return next((each for each in value if isinstance(each, Mapping) and each.get("id") == step), None)


def reading_at(terms: Terms, *path: str | int) -> str:
    """The id of the reading that stands at a path, "" where the contract itself says it (or nothing is said)."""
    value = value_at(terms, *path)
    return str(value["reading"]) if isinstance(value, Mapping) and list(value) == ["reading"] else ""


def unfold(terms: Terms, value: Any, via: tuple[str, ...] = ()) -> Iterator[tuple[Any, str]]:
    """A value and all inside it, with every option of every reading on the way; beside each the option it stands in, or ""."""
    yield from _unfold(readings_of(terms.document.tree), value, via, "")


def _unfold(readings: Mapping[str, Mapping[str, Any]], value: Any, via: tuple[str, ...], option: str) -> Iterator[tuple[Any, str]]:
    if isinstance(value, Mapping) and list(value) == ["reading"]:
        id = str(value["reading"])
        if id in readings and id not in via:
            for name, inner in options_of(readings[id]).items():
                yield from _unfold(readings, inner, (*via, id), name)
        return
    yield value, option
    inside = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    for each in inside:
        yield from _unfold(readings, each, via, option)


def kpi_name(kpi: Kpi) -> Said:
    """ "KPI 1", by the number that is printed, else by its id."""
    return said("check-kpi", name=kpi.number or kpi.id)


def few(names: Sequence[str]) -> list[Value]:
    """The first of many names, with how many more there are."""
    if len(names) <= MOST_NAMED:
        return list(names)
    return [*names[: MOST_NAMED - 1], said("check-more", n=len(names) - MOST_NAMED + 1)]
