"""Who to call on both sides, in order and with who stood there before; and the units, with what was said of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from tenor.base.said_data import day_data
from tenor.desk.pages.view import Data, View
from tenor.documents.contact_history import ContactPlace, Spell, contact_places
from tenor.figures.units import known_units
from tenor.ledger.events.agreements import UnitClosed, UnitOpened
from tenor.ledger.model import Act
from tenor.review.model import Review
from tenor.review.need_model import Side
from tenor.review.offered import offered
from tenor.review.subcontractors import subcontracts
from tenor.terms.model import Unit

SIDES: tuple[Side, ...] = ("buyer", "supplier")


def make(view: View) -> Data:
    """{"sides": [{side, name, places}], "units": […], "subcontractors": […]}; days as ISO text."""
    return {"sides": sides(view.review), "units": units(view.review), "subcontractors": subcontractors(view.review)}


def sides(review: Review) -> list[Data]:
    """Both sides, the buyer first, each with its places in order."""
    names = {"buyer": review.terms.contract.buyer, "supplier": review.terms.contract.supplier}
    return [{"side": side, "name": names[side], "places": [_place(each) for each in contact_places(review, side)]} for side in SIDES]


def _place(place: ContactPlace) -> Data:
    before = [_spell(spell) for spell in place.spells if spell is not place.now]
    return {
        "order": place.order,
        "role": place.role,
        "now": _spell(place.now) if place.now else None,
        "before": before[::-1],
        "missing_since": day_data(place.missing_since),
    }


def _spell(spell: Spell) -> Data:
    words = {name: getattr(spell, name) for name in ("name", "role", "position", "email", "telephone", "cover", "erased")}
    return {**words, "from": day_data(spell.from_day), "until": day_data(spell.until)}


def units(review: Review) -> list[Data]:
    """Each unit as it is known today, with what was recorded of it."""
    acts = [act for act in review.facts.of(UnitOpened, UnitClosed) if act.day <= review.on]
    names = {each.id: each.name for each in review.terms.contract.subcontractors}
    found = []
    for id, history in known_units(review.terms, review.facts).items():
        unit, own = history[-1].unit, [act for act in acts if act.event.unit == id]
        words = _words(own)
        found.append(
            {
                "id": id,
                "name": words.get("name") or unit.name,
                "manager": words.get("manager", ""),
                "telephone": words.get("telephone", ""),
                "opens": day_data(unit.opens),
                "closes": day_data(unit.closes),
                "away": [{"from": day_data(first), "to": day_data(last)} for first, last in unit.away],
                "subcontractor": names.get(unit.subcontractor, ""),
                "state": _state(unit, review.on),
                "history": [_told(act) for act in own],
            }
        )
    return found


def _state(unit: Unit, on: date) -> str:
    if unit.opens is None:
        return "no day"
    if on < unit.opens:
        return "to open"
    if any(first <= on <= last for first, last in unit.away):
        return "closed for a time"
    return "closed" if unit.closes is not None and unit.closes < on else "open"


def subcontractors(review: Review) -> list[Data]:
    """Who does part of the work for the supplier, from when to when, and what they do."""
    return [
        {
            "id": each.who.id,
            "offers": offered(review, "subcontractor", each.who.id),
            "name": each.who.name,
            "what": each.who.what,
            "clause": list(each.who.clause),
            "first_day": day_data(each.first_day),
            "last_day": day_data(each.last_day),
            "ended_on": day_data(each.ended.day) if each.ended else None,
            "units": list(each.units),
            "state": each.state_on(review.on),
        }
        for each in subcontracts(review)
    ]


def _words(acts: list[Act]) -> dict[str, str]:
    """What was last said of a unit in words."""
    found: dict[str, str] = {}
    for act in acts:
        body = act.entry.body
        found |= {str(key): str(value) for key, value in body.content.items()} if body is not None else {}
    return found


def _told(act: Act) -> dict[str, Any]:
    event = act.event
    opened = isinstance(event, UnitOpened)
    return {"on": day_data(act.day), "opened": opened, "day": day_data(event.first_day if opened else event.last_day)}
