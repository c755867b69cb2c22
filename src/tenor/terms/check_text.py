"""The text itself: its holes, the readings that nobody has agreed, the clauses that are cited and not held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tenor.base.clause import LOCAL_PRACTICE, clauses
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, said, show_list
from tenor.terms.check_ground import few, place, value_at
from tenor.terms.check_spells import through
from tenor.terms.document import walk
from tenor.terms.model import Clause, Path, Terms

_SECTIONS_WITH_NAMES = ("steps", "datasets", "words", "clauses", "events")


def holes(terms: Terms) -> Iterator[Problem]:
    """Each hole with its clause; those of one kind at the same key of one section together."""
    groups: dict[tuple[str, str, str, str], list[tuple[Path, Clause]]] = {}
    for path, hole, clause in dict.fromkeys(found for then in through(terms) for found in then.holes):
        if hole.kind == "not applicable" or _told_elsewhere(path):
            continue
        thing, key = _thing(terms, path)
        alone = "" if thing else "/".join(map(str, path))
        groups.setdefault((str(path[0]) + alone, key, hole.kind, hole.where), []).append((path, clause))
    for (_, key, kind, where), found in groups.items():
        things = [_thing(terms, path)[0] for path, _ in found]
        of = few([thing for thing in things if thing])
        yield problem(
            "hole",
            place(terms, *found[0][0]),
            tuple(dict.fromkeys(each for _, clause in found for each in clause)),
            "said",
            what=said("hole-of", key=key, things=of) if of else key,
            kind=_kind(kind, where),
            follows=said("hole-due" if key == "due" else "hole-other"),
            ask=said("hole-ask-paper") if kind == "elsewhere" else said("hole-ask"),
        )


def _told_elsewhere(path: Path) -> bool:
    """Contacts to be named and units to be opened have checks of their own."""
    return path[0] == "contacts" or (path[0] == "units" and path[-1] == "opens")


def _thing(terms: Terms, path: Path) -> tuple[str, str]:
    """The thing a path lies in, by its id or name, and the key within it."""
    thing, key_from = "", 1
    for n in range(1, len(path)):
        value = value_at(terms, *path[:n])
        id = value.get("id") if isinstance(value, Mapping) else None
        if isinstance(id, str):
            thing, key_from = str(id), n
    if not thing and path[0] in _SECTIONS_WITH_NAMES and len(path) > 2:
        thing, key_from = str(path[1]), 2
    keys = [step for step in path[key_from:] if isinstance(step, str)] or [str(path[-1])]
    return thing, keys[0] if len(keys) == 1 else f"{keys[-1]} ({keys[0]})"


def _kind(kind: str, where: str) -> Said:
    return said("hole-is-elsewhere", paper=where) if kind == "elsewhere" else said(f"hole-is-{kind.replace(' ', '-')}")


# --- readings ----------------------------------------------------------------------------------------------------


def readings(terms: Terms) -> Iterator[Problem]:
    """Each reading, with what is done until both sides agree it. Whoever knows what was agreed since leaves those out, by `reading`."""
    for each in terms.readings:
        others = show_list([option for option in each.options if option != each.chosen], "or")
        where = place(terms, "readings", each.id)
        unclear = each.unclear if each.unclear[-1:] in (".", "?", "!") else f"{each.unclear}."
        yield problem("reading-open", where, each.clause, "said", reading=each.id, unclear=unclear, chosen=each.chosen, others=others)


# --- clauses -----------------------------------------------------------------------------------------------------


def held_clauses(terms: Terms) -> Iterator[Problem]:
    """Clauses cited and not held, where the contract holds any: one line for all."""
    if not terms.clauses:
        return
    missing = sorted((each for each in _cited(terms) if not _is_held(terms, each)), key=_by_number)
    if missing:
        yield problem("clause-not-held", place(terms, "clauses"), (), "said", missing=missing, n=len(missing))


def _cited(terms: Terms) -> set[str]:
    """What is cited anywhere but in remarks, which often speak of what is not there."""
    found: set[str] = set()
    for path, value in walk(terms.document.tree):
        if path and path[0] not in ("remarks", "clauses") and ("clause" in (path[-1], path[-2] if len(path) > 1 else "")):
            found |= set(clauses(str(value))) if isinstance(value, str) else set()
    return found - {LOCAL_PRACTICE}


def _is_held(terms: Terms, cited: str) -> bool:
    """By itself, or as part of one that is held: 6.8(c) of 6.8."""
    return cited in terms.clauses or re.sub(r"(\([a-z0-9]+\))+$|(?<=\d)[a-z]$", "", cited) in terms.clauses


def _by_number(cited: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (10**6, part) for part in re.findall(r"\d+|[^\d.]+", cited)]
