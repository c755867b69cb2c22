"""Another day at a unit's wish: ask for it, answer, and what it does to the figures. Units see their own requests, on a telephone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.flexibility import answer_request, ask_another_day, request_id
from tenor.desk.lookups.flexibility import find_request, own_requests
from tenor.desk.visible import Place
from tenor.web.doors import on_contract
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import short_day
from tenor.web.views.together_forms import RequestAnswerForm, RequestForm
from tenor.web.views.together_words import Who, capital, other_side, show_part, side_name

Data = dict[str, Any]
DOOR = ("see the contract", "see own units")


@on_contract(*DOOR)
def flexibility(request: HttpRequest, place: Place) -> HttpResponse:
    """All requests, those that wait first; for a unit its own."""
    found = [_line(place, one) for one in own_requests(place)["requests"]]
    clause = found[0]["clause"] if found else []
    waiting = [one for one in found if one["answer"] is None]
    context: Data = {
        "waiting": waiting,
        "answered": [one for one in found if one["answer"] is not None],
        "ask_href": contract_address(place, "flexible-ask") if place.actor.may("raise a problem") else "",
        "clause": clause,
        "clauses_href": contract_address(place, "documents") if place.actor.sees_all else "",
    }
    n = len(waiting)
    title = ngettext("%(n)d request waits for an answer", "%(n)d requests wait for an answer", n) % {"n": n} if n else ""
    return show_part(request, "together/flexibility.html", place, title=title or _("No request waits for an answer"), **context)


@on_contract("raise a problem")
def ask(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for another day: for whoever may then see what came of it."""
    if not any(place.actor.may(act) for act in DOOR):
        raise PermissionDenied
    units = [(one["id"], one["name"]) for one in own_requests(place)["units"]]
    form = RequestForm(request.POST or None, units=units)
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        turn = given["turn"] or uuid4()
        wrong = ask_another_day(place, unit=given["unit"], planned=given["planned"], wanted=given["wanted"], text=given["text"], turn=turn)
        if not wrong:
            messages.success(request, _("Asked. %(other)s sees it now.") % {"other": other_side(place)})
            return redirect("flexible", place.contract.pk, request_id(turn))
    context: Data = {"form": form, "problems": wrong, "other": other_side(place), "back_href": contract_address(place, "flexibility")}
    return show_part(
        request, "together/flexible_ask.html", place, 422 if request.method == "POST" else 200, title=_("Ask for another day"), **context
    )


@on_contract(*DOOR)
def flexible(request: HttpRequest, place: Place, one: str) -> HttpResponse:
    """One request; POST: the answer."""
    found = find_request(place, one)
    if found is None:
        raise Http404
    first = {"moved_to": found["wanted_on"]}
    form = RequestAnswerForm(request.POST or None, initial=first)
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        yes = given["agreed"] == "yes"
        wrong = answer_request(place, one, agreed=yes, moved_to=given["moved_to"], text=given["text"], turn=given["turn"] or uuid4())
        if not wrong:
            messages.success(request, _("Your answer is sent."))
            return redirect("flexible", place.contract.pk, one)
    line = _line(place, found)
    who = Who(place)
    thread = [who.said(found), *([who.said(found["answer"])] if found["answer"] else [])]
    context: Data = {
        "one": line,
        "thread": thread,
        "may": offers(place, found["offers"]),
        "waits_for": side_name(place, "supplier" if found["side"] == "buyer" else "buyer"),
        "form": form,
        "problems": wrong,
        "clauses_href": contract_address(place, "documents") if place.actor.sees_all else "",
    }
    return show_part(request, "together/flexible.html", place, 422 if request.method == "POST" else 200, title=line["finding"], **context)


def _line(place: Place, one: Data) -> Data:
    where = one["unit_name"] or _("The contract")
    return {
        **one,
        "where": where,
        "finding": _said(where, one),
        "state": _state(one),
        "href": contract_address(place, "flexible", one["id"]),
        "effects": [{**each, "what": capital(each["what"]), "names": _kpis(each)} for each in one["effects"]],
    }


def _kpis(effect: Data) -> str:
    return _("KPI %(numbers)s") % {"numbers": ", ".join(one["number"] or one["id"] for one in effect["kpis"])}


def _said(where: str, one: Data) -> str:
    """The finding: what is wanted, or what came of it."""
    today = clock.today()
    values = {"where": where, "planned": short_day(one["planned_on"], today), "to": short_day(one["to"] or one["wanted_on"], today)}
    if not one["planned_on"] or not (one["to"] or one["wanted_on"]):
        return _("%(where)s asks for something else") % values
    if one["answer"] is None:
        return _("%(where)s: from %(planned)s to %(to)s?") % values
    return (
        _("%(where)s: moved from %(planned)s to %(to)s") % values
        if one["answer"]["agreed"]
        else _("%(where)s: stays on %(planned)s") % values
    )


def _state(one: Data) -> tuple[str, str]:
    if one["answer"] is None:
        return _("waits for an answer"), "act"
    return (_("agreed"), "done") if one["answer"]["agreed"] else (_("not agreed"), "open")
