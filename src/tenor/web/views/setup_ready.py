"""Getting ready: who sees to what, what is done, and going live."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk.actions.mobilise import go_live, name_owner, say_done, say_happened
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_people import names_by_code, owners_of
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.setup_forms import LiveForm
from tenor.web.views.setup_list import banners

Data = dict[str, Any]
SAY = "say that something is done"


@on_contract("see the contract")
def mobilisation_page(request: HttpRequest, place: Place) -> HttpResponse:
    """What is to be ready by the first day. Each line: who sees to it, until when, and the button that says it is done."""
    if request.method == "POST":
        wrong, told = _do(request, place)
        if not wrong:
            messages.success(request, told)
            return redirect("mobilisation", place.contract.pk)
        return show(request, "setup/mobilisation.html", place, 422, problems=wrong, **_context(place, request.POST))
    return show(request, "setup/mobilisation.html", place, **_context(place, {}))


def _do(request: HttpRequest, place: Place) -> tuple[tuple[Problem, ...], str]:
    """The one thing that a button of the page asks for."""
    given, turn = request.POST, turn_of(request)
    if "done" in given:
        wrong = tuple(p for p in say_done(place, given["done"], turn=turn).problems if p.weight == "stops")
        return wrong, _("Recorded as done.")
    if "happened" in given:
        done = say_happened(place, given["happened"], turn=turn)
        return tuple(p for p in done.problems if p.weight == "stops"), _("Recorded. What waited for it has begun.")
    return name_owner(place, given.get("duty", ""), given.get("owner", "")), _("Noted who sees to it.")


def _context(place: Place, given: Any) -> Data:
    data = page_on(place.contract, place.actor.side, "setup")
    ready = data["ready"]
    owners = owners_of(place.contract)
    names = names_by_code(place.contract)
    lines = [
        {
            **each,
            "who": [_named(place, who) for who in each["who"]],
            "sees_to_it": each["owner"] or owners.get(each["id"], ""),
            "by_name": names.get(each["done_by"], ""),
            "turn": uuid4(),
        }
        for each in ready
    ]
    done = sum(1 for each in ready if each["done"])
    counts = {"done": done + data["items"]["done"], "n": len(ready) + data["items"]["n"]}
    all_done = counts["done"] == counts["n"]
    title = _("%(done)s of %(n)s done: fully mobilised") if all_done else _("%(done)s of %(n)s done: not fully mobilised")
    return {
        "title": title % counts if counts["n"] else _("Nothing is asked for before the first day"),
        "lines": lines,
        "awaited": [{"name": name, "turn": uuid4()} for name in data["awaited"]],
        "may": place.actor.may(SAY),
        "setup_href": contract_address(place, "setup"),
        "items": data["items"],
        "list_href": contract_address(place, "checklist", "mobilisation"),
        "starts": data["starts"],
        "typed": {given.get("duty", ""): given.get("owner", "")} if given else {},
    }


def _named(place: Place, who: str) -> str:
    """A side by its name; a role as the contract calls it."""
    return {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}.get(who, who)


@on_contract("see the contract")
def live_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Going live: a decision of a person, by name. It is allowed before everything is ready, and then says so for ever."""
    data = page_on(place.contract, place.actor.side, "setup")
    left = [each for each in data["ready"] if not each["done"]]
    items_left = data["items"]["n"] - data["items"]["done"]
    form = LiveForm(request.POST or None, initial={"head": place.contract.head})
    if not left and not items_left:
        del form.fields["knows"]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = go_live(place, why=given["why"], knows=bool(given.get("knows")), turn=given["turn"] or uuid4())
        if done.entries:
            messages.success(request, _("The contract is live."))
            return redirect("setup", place.contract.pk)
        form.attach(done.problems, {"setup-not-ready": "knows", "setup-live-why": "why"})
    context: Data = {
        "title": _("This contract is live") if data["live"] else _("Go live"),
        "live": data["live"],
        "left": left,
        "items_left": items_left,
        "list_href": contract_address(place, "checklist", "mobilisation"),
        "n": len(data["ready"]) + data["items"]["n"],
        "n_done": len(data["ready"]) - len(left) + data["items"]["done"],
        "banners": banners(data),
        "form": None if data["live"] or not place.actor.may("set up") else form,
        "starts": data["starts"],
        "setup_href": contract_address(place, "setup"),
    }
    return show(request, "setup/live.html", place, 422 if form.errors else 200, **context)


def turn_of(request: HttpRequest) -> UUID:
    """The id of the act that a form without boxes carries."""
    try:
        return UUID(request.POST.get("turn", ""))
    except ValueError:
        return uuid4()
