"""Where the contract does not say how its minutes go, and a reading is held instead: which, and from where it is."""

from __future__ import annotations

from collections.abc import Mapping

from tenor.review.minutes import meeting_of
from tenor.terms.model import Reading, Terms, Tree


def minutes_readings(terms: Terms, series: str) -> dict[str, Reading]:
    """By what it decides ("due", "answer", "if_withheld", "final"): the reading held. `series`: the meeting's, "" where it has none."""
    meeting = meeting_of(terms, series)
    listed = terms.document.tree.get("meetings")
    trees = [_map(each) for each in listed] if isinstance(listed, list) else []
    own = next((tree for tree in trees if meeting is not None and tree.get("id") == meeting.id), {})
    known = {reading.id: reading for reading in terms.readings}
    named = {name: str(_map(value).get("reading", "")) for name, value in _map(own.get("minutes", "")).items()}
    return {name: known[id] for name, id in named.items() if id in known}


def _map(tree: Tree) -> Mapping[str, Tree]:
    return tree if isinstance(tree, Mapping) else {}
