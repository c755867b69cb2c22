"""Which acts a page offers: those that the thing is open to (`review.offered`, kept with the page's data), for a person who may do them.

A template marks the control of an act with `{% offer "minutes-sent" meeting.id %}`, so that a test can hold every page to the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tenor.desk.permissions.table import ACT_OF, ALSO
from tenor.desk.visible import Place
from tenor.ledger.events import TYPES, kebab

_ACTS: Mapping[str, tuple[str, ...]] = {
    kebab(name): (ACT_OF[event], *ALSO.get(event, ())) for name, event in TYPES.items() if event in ACT_OF
}


def offers(place: Place, offered: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Of the acts that a thing is open to by side ({"buyer": ["plan-signed"], …}), those that this person may do."""
    return frozenset(_may(place, offered.get(place.side, ())))


def _may(place: Place, names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if any(place.actor.may(act) for act in _ACTS[name]))
