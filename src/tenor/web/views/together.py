"""Working together on one page: what waits between the two sides, what is to be done, how it goes, what reports have in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.desk import clock
from tenor.desk.pages.feedback import MARKS
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.review.ageing import worst_first
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.actions import action_line
from tenor.web.views.feedback import half_words
from tenor.web.views.themes import finding as theme_finding
from tenor.web.views.together_words import Who, capital, other_side, side_name

Data = dict[str, Any]
FEW = 4


@on_contract("see the contract")
def together(request: HttpRequest, place: Place) -> HttpResponse:
    """The page."""
    today, data = clock.today(), page_data(place.contract, place.actor.side, "together")
    still = [action_line(place, one, today) for one in data["actions"]]
    still.sort(key=lambda one: worst_first(one["agreed"], one["by"], today))
    waiting = _waiting(place, data)
    context: Data = {
        "tally": _tally(place, still, waiting),
        "waiting": [one for one in waiting if one["yours"]] + [one for one in waiting if not one["yours"]],
        "actions": still[:FEW],
        "more": len(still) - FEW,
        "marks": _marks(place, data),
        "replies": [{**one, "name": side_name(place, one["side"]), "median": half_words(one["median"])} for one in data["replies"]],
        "praise": data["praise"] and {**Who(place).said(data["praise"]), "on": data["praise"]["on"]},
        "theme": theme_finding(data["themes"]),
        "hrefs": {name: contract_address(place, name) for name in ("actions", "messages", "feedback", "themes", "flexibility", "capacity")},
        "do": _do(place),
        "other": other_side(place),
    }
    return show(request, "together/together.html", place, title=_title(place, waiting), **context)


def _waiting(place: Place, data: Data) -> list[Data]:
    """What one side asked and the other has not answered, the oldest first."""
    found = []
    for one in data["messages"]:
        about = _("message about the %(about)s") % {"about": lower(one["about_name"])} if one["about_name"] else _("message")
        found.append(_line(place, one, shortened(one["text"]) or capital(about), contract_address(place, "message", one["id"]), about))
    for one in data["requests"]:
        what = _("%(where)s asks for another day") % {"where": one["unit_name"] or _("Somebody")}
        found.append(_line(place, one, what, contract_address(place, "flexible", one["id"])))
    for one in data["problems"]:
        found.append(_line(place, one, _("A problem was told: talk it through"), contract_address(place, "capacity-problem", one["id"])))
    return sorted(found, key=lambda one: one["on"])


def lower(name: Any) -> str:
    """The name of a thing inside a sentence."""
    words = capital(name)
    return words[:1].lower() + words[1:]


def shortened(text: str) -> str:
    """The first words of a text."""
    return text if len(text) <= 100 else f"{text[:97].rstrip()}…"


def _line(place: Place, one: Data, what: str, href: str, about: str = "") -> Data:
    yours = one["side"] != place.side
    whom = _("for you") if yours else _("for %(other)s") % {"other": other_side(place)}
    return {"on": one["on"], "what": what, "href": href, "yours": yours, "whom": whom, "about": about}


def _tally(place: Place, still: list[Data], waiting: list[Data]) -> list[Data]:
    late = sum(one["late"] > 0 for one in still)
    yours = sum(one["yours"] for one in waiting)
    actions = contract_address(place, "actions")
    return [
        {"n": yours, "label": _("waiting for you"), "href": "#waiting" if yours else ""},
        {
            "n": len(waiting) - yours,
            "label": _("waiting for %(other)s") % {"other": other_side(place)},
            "href": "#waiting" if len(waiting) > yours else "",
        },
        {"n": len(still), "label": ngettext("action open", "actions open", len(still)), "href": actions},
        {"n": late, "label": ngettext("action late", "actions late", late), "href": f"{actions}?state=late" if late else ""},
    ]


def _marks(place: Place, data: Data) -> list[Data]:
    """The last marks of each side, added up, with those of the time before."""
    found = []
    for side in ("buyer", "supplier"):
        own = [sum(one["marks"].values()) for one in data["rated"] if one["side"] == side]
        if own:
            names = {"us": side_name(place, side), "them": side_name(place, "supplier" if side == "buyer" else "buyer")}
            found.append({**names, "n": own[-1], "most": 5 * len(MARKS), "before": own[-2] if len(own) > 1 else None})
    return found


def _do(place: Place) -> dict[str, str]:
    """What this person may begin: the address of each, "" where they may not."""
    ways = {
        "message-new": "write to the other side",
        "action-new": "agree actions",
        "feedback-give": "give feedback",
        "rate": "rate the other side",
        "flexible-ask": "raise a problem",
        "theme-tag": "tag themes",
    }
    return {name.replace("-", "_"): contract_address(place, name) if place.actor.may(act) else "" for name, act in ways.items()}


def _title(place: Place, waiting: list[Data]) -> str:
    yours = sum(one["yours"] for one in waiting)
    theirs = len(waiting) - yours
    said = []
    if yours:
        said.append(ngettext("%(n)d thing waits for you", "%(n)d things wait for you", yours) % {"n": yours})
    if theirs:
        words = ngettext("%(n)d thing waits for %(other)s", "%(n)d things wait for %(other)s", theirs)
        said.append(words % {"n": theirs, "other": other_side(place)})
    return ", ".join(said) or _("Nothing waits between the two sides")
