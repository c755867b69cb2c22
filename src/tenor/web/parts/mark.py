"""A rating as a mark: its shape, its letter and its word, so that no meaning rests on colour alone.

Which shape a level has follows from its place among the contract's levels, best first; the letter and the word are the level's own.
So a contract may call its levels what it likes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

# By how many levels there are: the shape of each, best first.
SHAPES: dict[int, tuple[str, ...]] = {
    1: ("circle",),
    2: ("circle", "square"),
    3: ("circle", "triangle", "square"),
    4: ("diamond", "circle", "triangle", "square"),
}
INK = ("hexagon", "triangle", "provisional")  # pale fills: the letter is dark
LETTER_AT = {"diamond": "16.4", "circle": "16.6", "hexagon": "16.6", "triangle": "20.4", "square": "16.8", "provisional": "16.4"}
NO_LEVEL = {"not reported": "none", "not rated": "none", "not due": "later"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the template draws. `shape` "" means: in words only."""

    shape: str
    letter: str
    word: str
    questioned: bool = False
    reading: bool = False

    @property
    def letter_y(self) -> str:
        return LETTER_AT.get(self.shape, "16.6")

    @property
    def ink(self) -> bool:
        return self.shape in INK


def shape_of(level: str, levels: Sequence[str]) -> str:
    """The shape of a level by its place among all, best first. More than four: those between share the hexagon; the letter tells."""
    if level not in levels:
        return "none"
    place, many = levels.index(level), len(levels)
    if many in SHAPES:
        return SHAPES[many][place]
    return {0: "diamond", 1: "circle", many - 2: "triangle", many - 1: "square"}.get(place, "hexagon")


def letter_of(level: str, levels: Sequence[str]) -> str:
    """The first letter, or as many as tell this level from the others (two at most)."""
    others = [each.lower() for each in levels if each != level]
    first = level[:1]
    return (first if not any(each.startswith(first.lower()) for each in others) else level[:2]).upper()


def mark_of(value: Any, levels: Sequence[str], *, state: str = "", questioned: bool = False, reading: bool = False) -> Mark:
    """The mark of a level's name, or of a mapping with `level`, `state`, and if need be `questioned` and `reading`."""
    if isinstance(value, Mapping):
        state = state or value.get("state") or ""
        questioned = questioned or bool(value.get("questioned") or value.get("disputed"))
        reading = reading or bool(value.get("reading"))
        value = value.get("level")
    level = str(value) if value else ""
    questioned = questioned or state == "disputed"
    return _of_level(level, state, levels, questioned, reading) if level else _without_level(state, questioned)


def _of_level(level: str, state: str, levels: Sequence[str], questioned: bool, reading: bool) -> Mark:
    shown = level[:1].upper() + level[1:]
    if state == "provisional":
        return Mark(
            shape="provisional",
            letter="P",
            word=_("Provisional, %(level)s so far") % {"level": level},
            questioned=questioned,
            reading=reading,
        )
    if questioned:
        shown = _("%(level)s, questioned") % {"level": shown}
    elif reading:
        shown = _("%(level)s, under a reading") % {"level": shown}
    shape = shape_of(level, levels)
    return Mark(shape=shape, letter="" if shape == "none" else letter_of(level, levels), word=shown, questioned=questioned, reading=reading)


def _without_level(state: str, questioned: bool) -> Mark:
    if state == "provisional":
        return Mark(shape="provisional", letter="P", word=_("Provisional"), questioned=questioned)
    if state == "not applicable":
        return Mark(shape="", letter="", word=_("Not applicable"))
    words = {"not reported": _("Not reported"), "not due": _("Not due yet")}
    return Mark(shape=NO_LEVEL.get(state, "none"), letter="", word=words.get(state, _("Not rated")), questioned=questioned)
