"""Variations: paths and values put into a tree. The tree given is never altered; what did not change is shared.

A path goes by keys and ids: `kpis.reports.bands.green`, `rules.plan.due`, `duties.ready.due`, `clauses.6.3.text`. A new path
adds; the value `ended` ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tenor.base.problem import Problem, problem
from tenor.terms.document import Items, Map, Text, place_of, spot_of
from tenor.terms.model import Change, Tree
from tenor.terms.node import nearest
from tenor.terms.shape import keys_of

ENDED = "ended"
REFUSED = ("contacts", "variations", "tenor")


class _Wrong(Exception):
    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def in_order(changes: Sequence[Change]) -> list[Change]:
    """Of two variations of one thing the one that holds from a later day wins; of the same day, the one agreed later (semantics 3)."""
    return sorted(changes, key=lambda change: (change.from_, change.agreed_on))


def apply(tree: Mapping[str, Tree], changes: Sequence[Change], file: str) -> tuple[Mapping[str, Tree], list[Problem]]:
    """The tree with these changes in it, and the paths that lead nowhere."""
    problems: list[Problem] = []
    for change in in_order(changes):
        for path, value in change.changes.items():
            try:
                tree = put(tree, path, value)
            except _Wrong as wrong:
                problems.append(problem(wrong.code, place_of(path, file), change.clause, path=str(path), **wrong.values))
    return tree, problems


def put(tree: Mapping[str, Tree], path: str, value: Tree) -> Mapping[str, Tree]:
    """The tree with one value changed, added or ended. Raises _Wrong for a path that leads nowhere."""
    segments = [_standing_at(each, path) for each in path.split(".")]
    if not all(segments):
        raise _Wrong("path-empty")
    if segments[0] in REFUSED:
        raise _Wrong(f"path-{'contacts' if segments[0] == 'contacts' else 'refused'}")
    if segments[0] == "duties" and len(segments) > 1:
        segments = _with_heading(tree.get("duties"), segments)
    changed = _put(tree, segments, value, segments[0])
    assert isinstance(changed, Mapping)
    return _without(changed, ".".join(segments[1:])) if segments[0] == "kpis" and value == ENDED else changed


def _without(tree: Mapping[str, Tree], kpi: str) -> Mapping[str, Tree]:
    """The tree in which no return is asked for a KPI that has ended."""
    returns = tree.get("returns")
    if not isinstance(returns, list):
        return tree
    found, kept = _copy_map(tree), _copy_list(returns)
    for n, each in enumerate(returns):
        holds = each.get("holds") if isinstance(each, Mapping) else None
        if isinstance(each, Mapping) and isinstance(holds, list) and kpi in holds:
            asked, left = _copy_map(each), _copy_list(holds)
            left.remove(kpi)
            asked[_spelled(each, "holds", "holds")] = left
            kept[n] = asked
    found[_spelled(tree, "returns", "returns")] = kept
    return found


def _put(within: Any, segments: list[str], value: Tree, section: str) -> Tree:
    if isinstance(within, list):
        return _put_in_list(within, segments, value, section)
    if not isinstance(within, Mapping):
        raise _Wrong("path-through-value", at=segments[0])
    if list(within) == ["reading"]:
        raise _Wrong("path-through-reading", reading=str(within["reading"]))
    key, rest = _key(within, segments, section)
    found = _copy_map(within)
    if rest:
        inner = within.get(key, _nothing(key, section, within))
        found[_spelled(within, key, segments[0])] = _put(inner, rest, value, section)
    elif value == ENDED:
        if key not in found:
            raise _Wrong("path-unknown", at=key, hint=nearest(key, within))
        del found[key]
    else:
        found[_spelled(within, key, segments[0])] = value
    return found


def _nothing(key: str, section: str, within: Mapping[str, Tree]) -> Tree:
    """What the first entry of a section is put into: a list where the table of the language has one."""
    in_duties = section == "duties" and all(isinstance(group, list) for group in within.values()) and key != section
    shapes = ("terms", "contract") if section == "contract" else ("terms",)
    return Items() if in_duties or any(keys_of(shape)[key].kind.startswith("[") for shape in shapes if key in keys_of(shape)) else Map()


def _put_in_list(within: list[Any], segments: list[str], value: Tree, section: str) -> Tree:
    """An entry of a list is found by its id, or its name. Ids may hold dots."""
    found = _copy_list(within)
    for n, entry in enumerate(within):
        names = {str(entry[k]) for k in ("id", "name") if k in entry} if isinstance(entry, Mapping) else set()
        for length in range(len(segments), 0, -1):
            if ".".join(segments[:length]) not in names:
                continue
            rest = segments[length:]
            if rest:
                found[n] = _put(entry, rest, value, section)
            elif value == ENDED:
                del found[n]
            else:
                found[n] = _with_id(value, str(entry.get("id", "")))
            return found
    if len(segments) > 1 or value == ENDED or not isinstance(value, Mapping):
        known = [str(entry.get("id", entry.get("name", ""))) for entry in within if isinstance(entry, Mapping)]
        raise _Wrong("path-unknown", at=segments[0], hint=nearest(segments[0], known))
    found.append(_with_id(value, segments[0]))
    return found


def _with_id(value: Tree, id: str) -> Tree:
    if not isinstance(value, Mapping) or "id" in value or not id:
        return value
    found = Map({"id": id, **value})
    _keep_spot(found, value)
    return found


def _key(within: Mapping[str, Tree], segments: list[str], section: str) -> tuple[str, list[str]]:
    """The longest run of segments that is a key: "6.3" is one key of `clauses`. A new key of `clauses` takes all but heading or text."""
    for length in range(len(segments), 0, -1):
        key = ".".join(segments[:length])
        if key in within:
            return key, segments[length:]
    if section == "clauses" and segments[0] != "clauses":
        last = segments[-1:] if len(segments) > 1 and segments[-1] in ("heading", "text") else []
        return ".".join(segments[: len(segments) - len(last)]), last
    return segments[0], segments[1:]


def _with_heading(duties: Any, segments: list[str]) -> list[str]:
    """A duty may be named without its heading."""
    if not isinstance(duties, Mapping) or segments[1] in duties:
        return segments
    for heading, group in duties.items():
        for duty in group if isinstance(group, list) else []:
            if isinstance(duty, Mapping) and duty.get("id") == segments[1]:
                return [segments[0], str(heading), *segments[1:]]
    return segments


def _spelled(within: Mapping[str, Tree], key: str, segment: str) -> str:
    """The key as it stands, with its place; a new one stands where its path does."""
    return next((k for k in within if k == key), _standing_at(key, segment))


def _standing_at(word: str, where: str) -> str:
    found, spot = Text(word), spot_of(where)
    if spot is not None:
        found.spot = spot
    return found


def _copy_map(within: Mapping[str, Tree]) -> Map:
    found = Map(within)
    _keep_spot(found, within)
    return found


def _copy_list(within: list[Any]) -> Items:
    found = Items(within)
    _keep_spot(found, within)
    return found


def _keep_spot(found: Map | Items, of: object) -> None:
    spot = spot_of(of)
    if spot is not None:
        found.spot = spot
