"""Money: what the contract works out, month by month. It is claimed, and let go, by a person; this page shows and takes nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.base.clause import show_clauses
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.sentence import sentence

Data = dict[str, Any]

WAYS: dict[str, str | Promise] = {
    "deduct": gettext_lazy("off the charges"),
    "pay": gettext_lazy("to be paid by the supplier"),
    "withhold": gettext_lazy("may be withheld"),
    "add": gettext_lazy("a bonus for the supplier"),
    "return": gettext_lazy("earned back by the supplier"),
}
STANDINGS: dict[str, str | Promise] = {
    "waits": gettext_lazy("waits"),
    "provisional": gettext_lazy("provisional"),
    "disputed": gettext_lazy("disputed"),
    "nothing": gettext_lazy("nothing left"),
    "to be claimed": gettext_lazy("to be claimed"),
    "claimed": gettext_lazy("claimed"),
    "waived": gettext_lazy("let go"),
    "settled": gettext_lazy("settled"),
    "withheld": gettext_lazy("withheld"),
    "released": gettext_lazy("released"),
    "kept": gettext_lazy("kept for good"),
    "final": gettext_lazy("final"),
}


@on_contract("see the money")
def money(request: HttpRequest, place: Place) -> HttpResponse:
    """The statements, the newest month first, and the points they rest on."""
    data = page_on(place.contract, place.actor.side, "money")
    months = [{**each, "words": sentence(each["said"]), "lines": [_line(line) for line in each["lines"]]} for each in data["statements"]]
    context: Data = {"title": _("Money"), "months": months, "points": [_points(each) for each in data["points"]]}
    return show(request, "money/money.html", place, **context)


def _line(line: Data) -> Data:
    return {
        **line,
        "way_words": WAYS[line["way"]],
        "standing_words": STANDINGS[line["standing"]],
        "reasons": [sentence(each) for each in line["because"]],
        "under": show_clauses(line["clause"]),
    }


def _points(one: Data) -> Data:
    return {
        **one,
        "state_words": STANDINGS[one["state"]],
        "reasons": [sentence(each) for each in one["because"]],
        "under": show_clauses(one["clause"]),
    }
