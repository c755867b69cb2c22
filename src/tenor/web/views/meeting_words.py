"""Words and addresses that the pages of meetings share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.parts.contract_address import contract_address

Data = dict[str, Any]

EVERY: dict[str, str | Promise] = {
    "month": gettext_lazy("every month"),
    "quarter": gettext_lazy("every quarter"),
    "half-year": gettext_lazy("every half-year"),
    "year": gettext_lazy("every year"),
    "contract year": gettext_lazy("every year of the contract"),
    "week": gettext_lazy("every week"),
}
MODES: dict[str, str | Promise] = {"virtual": gettext_lazy("by video or telephone"), "on site": gettext_lazy("on site")}
MINUTES: dict[str, str | Promise] = {
    "to be sent": gettext_lazy("minutes to be sent"),
    "not asked for": gettext_lazy("no minutes: the contract asks for none"),
    "sent, receipt unknown": gettext_lazy("minutes sent, receipt not known"),
    "received": gettext_lazy("minutes received, not answered yet"),
    "approved": gettext_lazy("minutes approved"),
    "withheld": gettext_lazy("approval of the minutes withheld"),
    "deemed agreed": gettext_lazy("minutes agreed by silence"),
    "final": gettext_lazy("final minutes"),
}
# how deeply to look: its name, who attends, how long, what is checked beforehand. None of it is the contract's: it is local practice
INTENSITY: dict[str, tuple[str | Promise, str | Promise, str | Promise, str | Promise]] = {
    "light": (
        gettext_lazy("Light"),
        gettext_lazy("Both contract managers, and whoever must attend"),
        gettext_lazy("45 minutes"),
        gettext_lazy("Figures and open actions are read beforehand"),
    ),
    "standard": (
        gettext_lazy("Standard"),
        gettext_lazy("Everybody who is invited as a rule"),
        gettext_lazy("An hour and a half"),
        gettext_lazy("Beforehand: figures, open actions, and a few rows of the last return looked at one by one"),
    ),
    "close": (
        gettext_lazy("Close"),
        gettext_lazy("The head of service and the equality officer join"),
        gettext_lazy("Two hours"),
        gettext_lazy("Beforehand: every row below its target, the milestones of plans, and capacity for the next three months"),
    ),
}


def page_data_of(place: Place, page: str) -> Data:
    """A page's data; 404 where there is no such thing."""
    try:
        return page_on(place.contract, place.actor.side, page)
    except LookupError:
        raise Http404 from None


def meeting_title(title: str) -> str:
    """As a heading: "Urgent meeting"."""
    return title[:1].upper() + title[1:]


def named(place: Place, several: Iterable[Data | None]) -> None:
    """Put the names of people into what was recorded by them: the name they signed with, else that of their account."""
    names = names_of(place.contract)
    sides = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}
    for one in several:
        if one is not None:
            one["person"] = one.get("name") or names.get(one["by"], "") or _("somebody of this side")
            one["side_name"] = sides.get(one["side"], "")


def why_not(place: Place) -> str:
    """Why somebody sees no buttons on the pages of meetings; "" for those who have some."""
    if place.actor.may("hold meetings"):
        return ""
    return _("The contract managers of both sides call meetings and record them. You can read everything here.")


def addresses(place: Place, id: str) -> Data:
    """Where the pages of one meeting are."""
    return {
        "href": contract_address(place, "meeting", id),
        "agenda_href": contract_address(place, "meeting-agenda", id),
        "again_href": contract_address(place, "meeting-again", id),
        "hold_href": contract_address(place, "meeting-hold", id),
        "sign_href": contract_address(place, "meeting-sign", id),
        "minutes_href": contract_address(place, "minutes", id),
    }
