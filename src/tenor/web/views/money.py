"""Money: what the contract works out, month by month. It is claimed, and let go, by a person; nothing is taken by itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

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


@on_contract(SEE)
def money(request: HttpRequest, place: Place) -> HttpResponse:
    """The statements, the newest month first, the invoices they rest on, and the points."""
    data = page_on(place.contract, place.actor.side, "money")
    months = [
        {**each, "words": sentence(each["said"]), "lines": [line_shown(place, line) for line in each["lines"]]}
        for each in data["statements"]
    ]
    context: Data = {
        "title": finding(months),
        "months": months,
        "points": [_points(each) for each in data["points"]],
        "charges": data["charges"],
        "invoices": data["invoices"],
        "may": offers(place, data["starts"]),
        "whose": whose(place, data["starts"], "invoice-received"),
        "invoice_href": contract_address(place, "money-invoice"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "money/money.html", place, **context)


def _points(one: Data) -> Data:
    return {
        **one,
        "state_words": STANDINGS[one["state"]],
        "reasons": [sentence(each) for each in one["because"]],
        "under": show_clauses(one["clause"]),
    }
