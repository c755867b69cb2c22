"""How do I say …? What contracts say, beside the terms that say it, and a search through both and through the meanings of keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tenor.terms.meanings import ANY, meanings

# Words that are in every contract's sentence and say nothing of what is looked for.
_EMPTY = frozenset(
    "a an and are as at be by for from how i if in is it its of on or say than that the then there this to was when with".split(),
)
_NUMBERS = {word: str(n) for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)}
_ENDINGS = ("ies", "ing", "ed", "es", "s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """`part`: the heading it stands under; `kind`: where it belongs (a KPI, a rule …); `terms`: its keys, as they stand in terms.yaml;
    `also`: other words for the same."""

    part: str
    contract: str
    kind: str
    terms: str
    also: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMeant:
    """A key of the language and what it means. `section`: where it stands, "" = wherever it may."""

    section: str
    key: str
    meaning: str


@cache
def sayings() -> tuple[Saying, ...]:
    """All of them, in the order of the manual."""
    told = tomllib.loads(files("tenor.terms").joinpath("sayings.toml").read_text(encoding="utf-8"))
    return tuple(Saying(part=part["title"], **each) for part in told["part"] for each in part["saying"])


def sayings_about(question: str) -> tuple[Saying, ...]:
    """Those that have most of the question's words, the best first; all where the question has none."""
    wanted = _roots(question)
    if not wanted:
        return sayings()
    return tuple(
        _best(
            wanted, ((each, f"{each.contract} {each.also} {each.kind} {each.terms}", f"{each.contract} {each.also}") for each in sayings())
        )
    )


def _as_said() -> list[tuple[Saying, str]]:
    """Each with what contracts say for it."""
    return [(each, f"{each.contract} {each.also}") for each in sayings()]


def keys_about(question: str) -> tuple[KeyMeant, ...]:
    """The keys that are called so, or whose meaning has the question's words."""
    wanted = _roots(question)
    every = [
        KeyMeant(section="" if shape == ANY else shape, key=key, meaning=meaning)
        for shape, lines in meanings().items()
        for key, meaning in lines.items()
    ]
    return tuple(_best(wanted, ((each, f"{each.key} {each.meaning}", each.key) for each in every))) if wanted else ()


def _best(wanted: frozenset[str], told: Iterable[tuple[Any, str, str]]) -> list[Any]:
    """What has the words, by how many of them, and among those by how many stand in front. More than half are asked for."""
    scored: list[tuple[int, int, int, Any]] = []
    for each, text, front in told:
        n = len(wanted & _roots(text))
        if 2 * n > len(wanted):
            scored.append((-n, -len(wanted & _roots(front)), len(scored), each))
    most = min((score[0] for score in scored), default=0)
    return [score[3] for score in sorted(scored, key=lambda score: score[:3]) if score[0] == most or -score[0] * 3 >= len(wanted) * 2]


@cache
def _roots(text: str) -> frozenset[str]:
    """The words that matter, without endings, so that "doubled" finds "doubles"."""
    return frozenset(_root(word) for word in re.findall(r"[a-z]+|\d+", text.lower()) if word not in _EMPTY)


def _root(word: str) -> str:
    if word in _NUMBERS:
        return _NUMBERS[word]
    if len(word) < 5:
        return word.removesuffix("s") if len(word) == 4 else word
    for ending in _ENDINGS:
        if word.endswith(ending):
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e")
