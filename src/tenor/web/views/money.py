"""Money: what the contract works out, month by month. It is claimed, and let go, by a person; nothing is taken by itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from tenor.base.clause import show_clauses
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence
from tenor.web.views.act_pages import whose
from tenor.web.views.money_words import STANDINGS, finding, line_shown

Data = dict[str, Any]
SEE = "see the money"
OPEN, POINTS = 2, 8  # months, and lines of points, that stand open; what is older is folded


@on_contract(SEE)
def money(request: HttpRequest, place: Place) -> HttpResponse:
    """The statements, the newest month first, the invoices they rest on, and the points."""
    data = page_on(place.contract, place.actor.side, "money")
    months = [_month(place, each) for each in data["statements"]]
    points = [_points(each) for each in data["points"]]
    context: Data = {
        "title": finding(months),
        "months": months[:OPEN],
        "earlier": months[OPEN:],
        "points": points[:POINTS],
        "earlier_points": points[POINTS:],
        "charges": data["charges"],
        "invoices": data["invoices"],
        "waiting": _waiting(months),
        "may": offers(place, data["starts"]),
        "whose": whose(place, data["starts"], "invoice-received"),
        "invoice_href": contract_address(place, "money-invoice"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "money/money.html", place, **context)


def _month(place: Place, month: Data) -> Data:
    """Sums of which nothing is left stand apart: nobody has to do anything about them."""
    lines = [line_shown(place, line) for line in month["lines"]]
    return {
        **month,
        "words": sentence(month["said"]),
        "lines": lines,
        "worth": [each for each in lines if each["standing"] != "nothing"],
        "nothing": [each for each in lines if each["standing"] == "nothing"],
        "yours": sum(1 for each in lines if each["yours"]),
    }


def _waiting(months: list[Data]) -> str:
    """What the sums that wait for somebody rest on most: an invoice that has not come."""
    n = sum(1 for month in months for line in month["lines"] if line["standing"] == "waits")
    return ngettext("%(n)d sum cannot be reckoned yet.", "%(n)d sums cannot be reckoned yet.", n) % {"n": n} if n else ""


def _points(one: Data) -> Data:
    return {
        **one,
        "state_words": STANDINGS[one["state"]],
        "reasons": [sentence(each) for each in one["because"]],
        "under": show_clauses(one["clause"]),
    }
