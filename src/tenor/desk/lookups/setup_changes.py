"""What an agreement would change, and which places of the terms a variation can change by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tenor.base.problem import Problem, stopping
from tenor.base.said_data import said_of
from tenor.base.wording import Said
from tenor.desk import clock
from tenor.desk.held import held
from tenor.desk.pages.changes import about
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.events.agreements import AgreementProposed, ReadingAgreed
from tenor.ledger.terms_on import variation_of
from tenor.review.allow import allow
from tenor.review.model import Review
from tenor.review.what_if import what_if

MOST = 40  # differences told


@dataclass(frozen=True, slots=True, kw_only=True)
class Changeable:
    """A place of the terms. `now`: what stands there."""

    path: str
    about: Said
    now: str


def would_change(place: Place, proposed: AgreementProposed) -> Sequence[Said]:
    """What would be otherwise today if this were agreed, most weighty first; a sentence where nothing would."""
    one, on = held(place.contract), clock.today()
    events: list[Event] = [variation_of(proposed, on)] if proposed.changes else []
    events += [
        ReadingAgreed(reading=id, choice=choice, from_=proposed.from_, from_start=proposed.from_start)
        for id, choice in proposed.readings.items()
    ]
    found = what_if(one.terms, one.seen_by(place.actor.side), [(event, "system", on) for event in events], on=on)
    return found.differences[:MOST]


def why_not(place: Place, proposed: AgreementProposed) -> Sequence[Problem]:
    """Why this could not be proposed, before anything is tried."""
    on = clock.today()
    return stopping(allow(review_of(place.contract, place.actor.side), proposed, side=place.actor.side, on=on))


def changeable(review: Review) -> list[Changeable]:
    """Places that are often changed, with what stands there: bands and titles of KPIs, days of returns, duties."""
    tree = review.terms.document.tree
    found = []
    for path, value in _places(tree):
        told = about(review.terms, path)
        if told is not None and isinstance(value, str):
            found.append(Changeable(path=path, about=said_of(told), now=value))
    return found


def _places(tree: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for kpi in _entries(tree.get("kpis")):
        bands = kpi.get("bands")
        if isinstance(bands, Mapping) and "reading" not in bands:
            yield from ((f"kpis.{kpi['id']}.bands.{level}", value) for level, value in bands.items())
        yield f"kpis.{kpi['id']}.title", kpi.get("title")
    for ret in _entries(tree.get("returns")):
        yield f"returns.{ret['id']}.due", ret.get("due")
    duties = tree.get("duties")
    for group in duties.values() if isinstance(duties, Mapping) else ():
        yield from ((f"duties.{duty['id']}.due", duty.get("due")) for duty in _entries(group))


def _entries(several: object) -> list[Mapping[str, object]]:
    return [each for each in several if isinstance(each, Mapping) and "id" in each] if isinstance(several, list) else []
