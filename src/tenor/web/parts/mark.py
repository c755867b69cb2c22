"""A rating as a mark: its shape, its letter and its word, so that no meaning rests on colour alone.

Which shape a level has follows from its place among the contract's levels, best first; the letter and the word are the level's own.
So a contract may call its levels what it likes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
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


TWO_LEVELS = ("met", "failed")


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
    """The mark of a level's name, or of a mapping with `level`, `state`, and if need be `questioned` (or `disputed`) and `reading`."""
    if isinstance(value, Mapping):
        state = state or value.get("state") or ""
        questioned = questioned or bool(value.get("questioned") or value.get("disputed"))
        reading = reading or bool(value.get("reading"))
        levels = value.get("levels") or levels  # of another ladder than the page's
        value = value.get("level")
    return _made(str(value) if value else "", state, tuple(levels), questioned or state == "disputed", reading, get_language() or "")


@lru_cache(maxsize=4096)
def _made(level: str, state: str, levels: tuple[str, ...], questioned: bool, reading: bool, language: str) -> Mark:
    """Kept by language too, for the word is in it."""
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
    if level not in levels and level in TWO_LEVELS:
        levels = TWO_LEVELS  # a target alone beside a longer ladder
    shape = shape_of(level, levels)
    return Mark(shape=shape, letter="" if shape == "none" else letter_of(level, levels), word=shown, questioned=questioned, reading=reading)


def _without_level(state: str, questioned: bool) -> Mark:
    if state == "provisional":
        return Mark(shape="provisional", letter="P", word=_("Provisional"), questioned=questioned)
    if state == "not applicable":
        return Mark(shape="", letter="", word=_("Not applicable"))
    words = {"not reported": _("Not reported"), "not due": _("Not due yet")}
    return Mark(shape=NO_LEVEL.get(state, "none"), letter="", word=words.get(state, _("Not rated")), questioned=questioned)


@lru_cache(maxsize=4096)
def drawn(mark: Mark, sprite: str, *, small: bool, word: bool) -> SafeString:
    """The mark as HTML. A list shows hundreds, mostly the same few: each is made once, and in no template of its own.

    `word`: the word stands beside it; else it is there for screen readers only.
    """
    said = format_html(" {}" if word else '<span class="govuk-visually-hidden">{}</span>', mark.word)
    if not mark.shape:
        return (
            SafeString(said.strip()) if word else format_html('<span class="t-soft t-small" aria-hidden="true">{}</span>{}', _("n/a"), said)
        )
    shape = format_html('<use href="{}#m-{}" width="24" height="24"/>{}', sprite, mark.shape, _letter(mark))
    if mark.questioned:  # smaller, so that the sign of the question stands beside the letter
        badge = format_html('<use href="{}#m-question" width="24" height="24"/><text class="t-m__q" x="18.6" y="21.6">?</text>', sprite)
        shape = format_html('<g transform="scale(.82)">{}</g>{}', shape, badge)
    classes = "t-m t-m--s" if small else "t-m"
    svg = format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', classes, shape)
    dagger = SafeString('<span class="t-dag" aria-hidden="true">†</span>' if mark.reading else "")
    return svg + dagger + said


def _letter(mark: Mark) -> SafeString:
    if not mark.letter:
        return SafeString("")
    classes = " ".join(name for name, holds in (("t-m__ink", mark.ink), ("t-m__2", len(mark.letter) > 1)) if holds)
    at = format_html(' class="{}"', classes) if classes else ""
    return format_html('<text x="12" y="{}"{}>{}</text>', mark.letter_y, at, mark.letter)
