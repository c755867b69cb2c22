"""What pages of working together share: who somebody is, where a thing has its page, and the frame of those who see a part."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tenor.desk.lookups.history import names_of
from tenor.desk.visible import Place
from tenor.web.doors import show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence

Data = dict[str, Any]
# kind of a thing -> the address of its page; the second where the first is not there
PAGES: dict[str, tuple[str, str]] = {
    "meeting": ("meeting", "meetings"),
    "plan": ("plan", "plans"),
    "notice": ("letter", "plans"),
    "risk": ("risk", "risks"),
    "finding": ("finding", "standards"),
    "audit": ("audit", "standards"),
    "failure": ("failure", "standards"),
    "training": ("", "ending"),
    "capacity problem": ("capacity-problem", "capacity"),
    "flexibility request": ("flexible", "flexibility"),
    "information request": ("information", "information-list"),
    "action": ("action", "actions"),
    "message": ("message", "messages"),
}


def thing_href(place: Place, kind: str, id: str) -> str:
    """Where a thing is shown; "" where it has no page."""
    first, second = PAGES.get(kind, ("", ""))
    return (contract_address(place, first, id) if first else "") or (contract_address(place, second) if second else "")


def side_name(place: Place, side: str) -> str:
    """The organisation of a side."""
    return {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}.get(side, "")


def other_side(place: Place) -> str:
    """The organisation of the other side."""
    return side_name(place, "supplier" if place.side == "buyer" else "buyer")


class Who:
    """The names of those who acted: people of a contract by name for those who see all of it, else by side; "You"."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._names = names_of(place.contract) if place.actor.sees_all else {}

    def name(self, by: str, side: str) -> str:
        if by == self._place.actor.by:
            return _("You")
        return self._names.get(by) or side_name(self._place, side)

    def said(self, one: Data, **more: Any) -> Data:
        """One who wrote, in the shape of parts/thread.html."""
        name = self.name(one["by"], one["side"])
        side = side_name(self._place, one["side"])
        text = one["text"] or (_("These words were taken out of the record.") if one.get("erased") else _("No words were kept with it."))
        return {
            "who": name,
            "side": "" if name == side else side,
            "at": one["at"],
            "text": text,
            "mine": one["side"] == self._place.side,
            **more,
        }


def capital(words: Any) -> str:
    """A sentence, or one kept as data, with a capital."""
    text = str(sentence(words))
    return text[:1].upper() + text[1:]


def turn_of(text: str) -> UUID:
    """The id that a page was drawn with; a new one where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def show_part(request: HttpRequest, template: str, place: Place, status: int = 200, **context: Any) -> HttpResponse:
    """In the frame of the contract, or of the telephone for those who see only a part of it."""
    narrow = not place.actor.sees_all
    first = "phone" if place.actor.may("see own rows") else "unit"
    more = {"home_href": reverse(first, args=[place.contract.pk])} if narrow else {}
    frame = "phone/base.html" if narrow else "base_contract.html"
    return show(request, template, place, status, frame=frame, narrow=narrow, **more, **context)
