"""Why? From a rating to its figure, its rows and the cells of the file as sent; from a step to the conditions that were met."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.asked_day import Days, asked_days
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.summary_ladder import capital
from tenor.web.views.summary_strip import section_id
from tenor.web.views.why_steps import walk

Data = dict[str, Any]
MOST_NAMED = 3  # rows that the lead names


@on_contract("see the contract")
def why(request: HttpRequest, place: Place, kpi: str, period: str) -> HttpResponse:
    """A figure or an overall rating; `?on=` as it stood on a day, `?known=` by what was known then."""
    days = asked_days(request)
    data = _data(place, f"why:{kpi}/{period}", days)
    template = "why/overall.html" if data["kind"] == "overall" else "why/figure.html"
    return show(request, template, place, **figure_context(place, data, days))


@on_contract("see the contract")
def why_step(request: HttpRequest, place: Place, step: str) -> HttpResponse:
    """The conditions of a step, the clause's words beside; deciding is elsewhere."""
    days = asked_days(request)
    data = _data(place, f"why:step/{step}", days)
    return show(request, "why/step.html", place, **step_context(place, data, days))


def _data(place: Place, page: str, days: Days) -> Data:
    try:
        return page_on(place.contract, place.side, page, **days)  # type: ignore[arg-type]
    except LookupError:
        raise Http404 from None


def figure_context(place: Place, data: Data, days: Days) -> Data:
    """What the page of a figure shows."""
    back = contract_address(place, "performance")
    return {
        **_shared(place, data),
        "as_known_on": data["on"],
        "another_day": any(days.values()),
        "back_href": f"{back}#{section_id(data['kpi'])}" if back else "",
        "summary_href": contract_address(place, "summary"),
        "what_if_href": contract_address(place, "what-if", kpi=data["kpi"], period=data["label"]) if data.get("open") else "",
        "changes_href": contract_address(place, "changes"),
        "steps": walk(place, data),
        "lacking": [row for row in data.get("rows", ()) if row["outcome"] == "out"][:MOST_NAMED],
        "of": [{**each, "href": contract_address(place, "why", each["kpi"], data["label"])} for each in data.get("of", ())],
    }


def step_context(place: Place, data: Data, days: Days) -> Data:
    """What the page of a step shows."""
    figures = [{**each, "href": contract_address(place, "why", each["kpi"], each["label"])} for each in data["figures"]]
    return {
        **_shared(place, data),
        "as_known_on": data["on"],
        "another_day": any(days.values()),
        "figures": figures,
        "conditions": [{"state": "questioned" if data["disputed"] else "met", "text": capital(line)} for line in data["because"]],
        "summary_href": contract_address(place, "summary"),
        "decide_href": contract_address(place, "decide", data["id"]) if data["waiting"] and place.actor.may("decide a step") else "",
        "card_href": contract_address(place, "decide", data["id"]),
        "may_advise": place.actor.may("advise"),
        "may_decide": place.actor.may("decide a step"),
        "outcome": {"taken": _("taken"), "not taken": _("not taken"), "advice": _("advice asked for")},
    }


def _shared(place: Place, data: Data) -> Data:
    return {
        "why": data,
        "levels": data["levels"],
        "papers": [{"number": each["number"], "title": each["heading"], "text": each["text"]} for each in data["clauses"]],
        "readings": data["readings"],
        "other_readings": data["other_readings"],
        "clauses_href": contract_address(place, "documents"),
        "buyer_side": place.side == "buyer",
    }
