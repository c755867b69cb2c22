"""One checklist: what is on it, who has it, by when; done or not needed by a press; more put on it, or a list to begin from."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.checklists import Wanted, do_item, drop_item, list_items
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_people import names_by_code
from tenor.desk.visible import Place
from tenor.review.checklists import CHECKLISTS, Checklist
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.ending_forms import ItemForm, StarterForm
from tenor.web.views.ending_words import Data, days_late, holder_words, holders_of, starters
from tenor.web.views.setup_ready import turn_of


@on_contract("see the contract")
def checklist(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """The page; a press of it is one act, or for a starter list several as one."""
    if name not in CHECKLISTS:
        raise Http404
    data = page_on(place.contract, place.actor.side, "ending")
    holders = holders_of(place, data["holders"])
    form = ItemForm(auto_id="item_%s", holders=holders, route=name == "handover")
    starter = _starter(None, name, data, holders)
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST":
        if "add" in request.POST:
            form = ItemForm(request.POST, auto_id="item_%s", holders=holders, route=name == "handover")
        elif "starter" in request.POST:
            starter = _starter(request.POST, name, data, holders)
        done, wrong = _act(request, place, name, form, starter)
        if done:
            messages.success(request, done)
            return redirect("checklist", place.contract.pk, name)
    return _page(request, place, name, data, form, starter, wrong)


def _starter(given: Any, name: Checklist, data: Data, holders: list[tuple[str, str]]) -> StarterForm:
    """Begun from what is usual; until the last day of the contract, or the day before its first."""
    due = date.fromisoformat(data["ends"] if name == "exit" else data["starts"])
    return StarterForm(given, auto_id="starter_%s", starters=starters(name), holders=holders, due=due)


def _act(request: HttpRequest, place: Place, name: Checklist, form: ItemForm, starter: StarterForm) -> tuple[str, tuple[Problem, ...]]:
    """What was pressed: a sentence where it is done, else what is wrong."""
    post = request.POST
    if "done" in post:
        wrong = do_item(place, post["done"], why=post.get("why", ""), turn=turn_of(request))
        return ("" if wrong else _("Recorded as done.")), wrong
    if "drop" in post:
        wrong = drop_item(place, post["drop"], why=post.get("why", ""), turn=turn_of(request))
        return ("" if wrong else _("Recorded: it is not needed, and not counted.")), wrong
    if "add" in post and form.is_valid():
        given = form.cleaned_data
        one = Wanted(text=given["text"], holder=given["holder"], due=given["due"], route=given.get("route") or "")
        wrong = list_items(place, name, [one], turn=given["turn"] or uuid4())
        return ("" if wrong else _("It is on the list. Both sides see it.")), wrong
    if "starter" in post and starter.is_valid():
        several = [Wanted(text=text, holder=holder, due=due) for text, holder, due in starter.chosen()]
        wrong = list_items(place, name, several, turn=starter.cleaned_data["turn"] or uuid4())
        return ("" if wrong else _("The list is begun. Both sides see it.")), wrong
    return "", ()


def _page(
    request: HttpRequest, place: Place, name: Checklist, data: Data, form: ItemForm, starter: StarterForm, wrong: tuple[Problem, ...]
) -> HttpResponse:
    today = clock.today().isoformat()
    names = names_by_code(place.contract)
    items = [_item(place, each, names, today) for each in data["lists"][name]]
    may_add = "item-listed" in offers(place, data["offers"])
    bound = next((each for each in (form, starter) if each.is_bound), None)
    context: Data = {
        "title": _title(name, items),
        "name": name,
        "items": items,
        "item_form": form if may_add else None,
        "starter": starter if may_add and (not items or starter.is_bound) else None,
        "may_add": may_add,
        "form": bound,
        "problems": wrong,
        "typed": request.POST,
        "duties": data["ready"]["duties"] if name == "mobilisation" else [],
        "back_href": contract_address(place, "ending"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "ending/checklist.html", place, 422 if request.method == "POST" else 200, **context)


def _item(place: Place, item: Data, names: dict[str, str], today: str) -> Data:
    settled = item["settled"]
    return {
        **item,
        "what": item["text"] or (_("(erased)") if item["erased"] else item["id"]),
        "who": holder_words(place, item["holder"]) if item["holder"] else "",
        "late": days_late(item, today),
        "settled": settled and {**settled, "name": names.get(settled["by"], "")},
        "may": offers(place, item["offers"]),
        "turn": uuid4(),
    }


def _title(name: Checklist, items: list[Data]) -> str:
    counted = [each for each in items if each["state"] != "not needed"]
    counts = {"done": sum(each["state"] == "done" for each in counted), "n": len(counted)}
    if not items:
        return {
            "mobilisation": _("Nothing is on the list of getting ready yet"),
            "handover": _("Nothing is on the list of handing over yet"),
            "exit": _("Nothing is on the list of leaving yet"),
        }[name]
    return {
        "mobilisation": _("Getting ready: %(done)s of %(n)s done"),
        "handover": _("Handing over: %(done)s of %(n)s received"),
        "exit": _("Leaving: %(done)s of %(n)s done"),
    }[name] % counts
