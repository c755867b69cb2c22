"""One duty: what, who, clause, by when and how that was found; done, let go by whom it is owed to, or given more time."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.duties import acknowledge_given, answer_duty, do_duty, extend_duty, find_breach, waive_duty
from tenor.desk.actions.mobilise import say_happened
from tenor.desk.lookups.home import Line
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_people import names_by_code
from tenor.desk.visible import Place
from tenor.review.need_data import need_of
from tenor.web.doors import on_contract, show
from tenor.web.need_links import link_of
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import by_hour, full_day
from tenor.web.parts.sentence import sentence
from tenor.web.views.ending_forms import AnswerForm, ArrivedForm, BreachForm, DutyForm, ExtendForm, WaiveForm
from tenor.web.views.setup_ready import turn_of

Data = dict[str, Any]
FORMS: dict[str, type[Any]] = {
    "duty-answered": AnswerForm,
    "receipt-acknowledged": ArrivedForm,
    "duty-done": DutyForm,
    "duty-waived": WaiveForm,
    "duty-extended": ExtendForm,
    "breach-found": BreachForm,
}
FIELDS = {
    "day-not-later": "to",
    "extension-too-long": "to",
    "answer-no-option": "choice",
    "answer-received-before": "on",
    "act-in-future": "on",
    "words-missing": "why",
}
OWN = ("duty", "")  # kinds that are done by saying so; all others have a page where they are done


@on_contract("see the contract")
def duty(request: HttpRequest, place: Place, duty: str) -> HttpResponse:
    """The page; each act of it has a form of its own."""
    try:
        data = page_on(place.contract, place.actor.side, f"duty:{duty}")
    except LookupError:
        raise Http404 from None
    may = offers(place, data["offers"])
    elsewhere = set() if data["kind"] in OWN else {"duty-done"}
    may -= elsewhere
    do = request.POST.get("do", "")
    # what is pressed is asked of the table, also by an old page
    asked = {*may, do} - elsewhere if request.method == "POST" else may
    about = {"duty-answered": {"answer": data["answer"]}}
    forms = {
        act: FORMS[act](request.POST if act == do else None, auto_id=f"{act}_%s", initial=_now(place), **about.get(act, {}))
        for act in FORMS
        if act in asked and (act != "duty-answered" or data["answer"])
    }
    wrong: tuple[Any, ...] = ()
    if request.method == "POST":
        told, wrong = _act(request, place, data, forms)
        if told:
            messages.success(request, told)
            return redirect("duty", place.contract.pk, duty)
    return _page(request, place, data, forms, wrong, may)


def _now(place: Place) -> Data:
    return {"head": place.contract.head}


def _act(request: HttpRequest, place: Place, data: Data, forms: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    do, id = request.POST.get("do", ""), data["id"]
    if request.POST.get("happened") in data["awaited"]:
        done = say_happened(place, request.POST["happened"], turn=turn_of(request))
        return (_("Recorded. What waited for it has begun.") if done.entries else ""), () if done.entries else done.problems
    form = forms.get(do)
    if form is None or not form.is_valid():
        return "", ()
    given = form.cleaned_data
    said = {"why": given["why"], "turn": given["turn"] or uuid4(), "head": given["head"]}
    wrong, told = _said(place, do, id, given, said)
    form.attach(wrong, FIELDS)
    return ("" if wrong else told), ()


def _said(place: Place, do: str, id: str, given: Data, said: Data) -> tuple[tuple[Problem, ...], str]:
    """What is wrong with the act, and what to say where nothing is."""
    if do == "duty-done":
        return do_duty(place, id, **said), _("Recorded as done.")
    if do == "duty-waived":
        return waive_duty(place, id, **said), _("Recorded: it need not be done.")
    if do == "duty-answered":
        return answer_duty(place, id, choice=given["choice"], method=given.get("method") or "", **said), _("Answered. Both sides see it.")
    if do == "receipt-acknowledged":
        return acknowledge_given(place, id, on=given["on"], **said), _("Kept. What counts from receipt has begun.")
    if do == "breach-found":
        return find_breach(place, id, on=given["on"], **said), _("Recorded, with your reason. What follows from it is still to be decided.")
    return extend_duty(place, id, to=given["to"], **said), _("Recorded. It has more time.")


def _page(
    request: HttpRequest, place: Place, data: Data, forms: dict[str, Any], wrong: tuple[Any, ...], may: frozenset[str]
) -> HttpResponse:
    today = clock.today().isoformat()
    late = data["state"] == "to do" and data["due"] is not None and data["due"] < today
    names = names_by_code(place.contract)
    sides = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}
    context: Data = {
        "title": sentence(data["what"]),
        "data": data,
        "late": late,
        "due": by_hour(data["due_by"], full_day(data["due"])),
        "who": [sides.get(each["name"], each["name"]) for each in data["who"]],
        "to": [sides.get(each["name"], each["name"]) for each in data["to"]],
        "acts": [{**each, "name": names.get(each["by"], "") or sides.get(each["side"], "")} for each in data["acts"]],
        "forms": {act: form for act, form in forms.items() if act in may},
        "form": next((each for each in forms.values() if each.is_bound), None),
        "problems": wrong,
        "may_happen": place.actor.may("say that something is done"),
        "turn": uuid4(),
        "mine": "duty-answered" in data["offers"].get(place.side, ()),
        "place_to_do": _place_to_do(place, data),
        "others": _others(place, data),
        "back_href": contract_address(place, "ending") if data["heading"] else "",
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "duty/one.html", place, 422 if request.method == "POST" else 200, **context)


def _place_to_do(place: Place, data: Data) -> Data | None:
    """Where something is done that has a page of its own: as Home has it."""
    if data["kind"] in OWN:
        return None
    if data["cures"]:
        return {"words": _("To the letter"), "href": contract_address(place, "letter", data["cures"])}
    if data["id"].startswith("establish receipt of ") and data["kind"] == "answer":
        about = f"answer to {data['id'].removeprefix('establish receipt of ')}"
        return {"words": _("To the answer it waits for"), "href": contract_address(place, "duty", about)}
    needs = page_on(place.contract, place.actor.side, "needs")["needs"]
    kept = next((each for each in needs if each["about"].get("duty") == data["id"]), None)
    if kept is None:
        return None
    words, href = link_of(Line(need=need_of(kept), contract=place.contract, side=place.side, roles=place.actor.roles))
    return {"words": words, "href": href} if href and href != contract_address(place, "duty", data["id"]) else None


def _others(place: Place, data: Data) -> str:
    """Who may, where this person may not: a sentence instead of nothing."""
    own = set(data["offers"].get(place.side, ()))
    theirs = {name for side, several in data["offers"].items() if side != place.side for name in several}
    if "duty-waived" in theirs - own:
        side = place.contract.supplier_name if place.side == "buyer" else place.contract.organisation.name
        return _("It is owed to %(side)s: they can let it go or give more time.") % {"side": side}
    if "duty-waived" in own and not place.actor.may("waive or extend a duty"):
        return _("The contract manager can let it go or give more time.")
    return ""
