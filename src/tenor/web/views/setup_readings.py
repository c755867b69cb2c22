"""The readings of a contract: accept all that are held and send them to the other side in one press; propose another of one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.desk.actions.readings import propose_readings
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_changes import why_not, would_change
from tenor.desk.lookups.setup_terms import Question, questions, weights_of
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.agreements import AgreementProposed
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.setup_forms import ReadingForm
from tenor.web.views.setup_ready import turn_of

Data = dict[str, Any]
MAY = "agree a reading"


@on_contract("see the contract")
def readings_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Those that nobody agreed or proposed yet, with what is held picked beforehand; the weighty ones first, the rest folded."""
    data = page_on(place.contract, place.actor.side, "changes")
    state = {each["id"]: each for each in data["readings"]}
    weights = weights_of(place.contract)
    asked = questions(review_of(place.contract, place.actor.side).terms, weights)
    still = [each for each in asked if not state[each.id]["agreed"] and not state[each.id]["proposal"]]
    picked = {each.id: each.held for each in still}
    wrong: tuple[Any, ...] = ()
    if request.method == "POST":
        if not place.actor.may(MAY):
            raise PermissionDenied
        picked = {each.id: request.POST.get(f"r-{each.id}", each.held) for each in still}
        done = propose_readings(place, picked, from_start=True, why=request.POST.get("why", "")[:2000], turn=turn_of(request))
        if done.entries:
            messages.success(request, _("Sent to %(who)s. Until they agree, what is held now goes on.") % {"who": other_side(place)})
            return redirect("changes", place.contract.pk)
        wrong = done.problems
    open_ones = [each for each in data["proposals"] if each["state"] == "open" and each["readings"]]
    context = {
        "title": _title(still, open_ones, place),
        "first": [_line(each, picked) for each in still if each.weighty],
        "rest": [_line(each, picked) for each in still if not each.weighty],
        "n": len(still),
        "weights": weights,
        "open_ones": [
            {**each, "href": contract_address(place, "proposal", each["id"]), "ours": each["side"] == place.side} for each in open_ones
        ],
        "settled": [each for each in data["readings"] if each["agreed"]],
        "may": place.actor.may(MAY),
        "other_side": other_side(place),
        "turn": uuid4(),
        "why": request.POST.get("why", ""),
        "problems": wrong,
        "clauses_href": contract_address(place, "documents"),
        "changes_href": contract_address(place, "changes"),
    }
    return show(request, "setup/readings.html", place, 422 if wrong else 200, **context)


def other_side(place: Place) -> str:
    """Whom proposals go to."""
    return place.contract.supplier_name if place.side == "buyer" else place.contract.organisation.name


def _line(question: Question, picked: dict[str, str]) -> Data:
    """A reading with its options, the one picked marked."""
    options = [
        {"option": each, "id": f"r-{question.id}-{n}", "picked": each.name == picked[question.id]}
        for n, each in enumerate(question.options)
    ]
    return {"question": question, "options": options}


def _title(still: list[Question], open_ones: list[Data], place: Place) -> str:
    if any(each["side"] != place.side for each in open_ones):
        return _("%(who)s proposes how to read the contract") % {"who": other_side(place)}
    if open_ones:
        return _("Waiting for %(who)s") % {"who": other_side(place)}
    return _("How unclear places are read") if still else _("All readings are agreed")


@on_contract("see the contract")
def reading_page(request: HttpRequest, place: Place, reading: str) -> HttpResponse:
    """One reading: what each option could change, and the way to propose another."""
    data = page_on(place.contract, place.actor.side, "changes")
    state = next((each for each in data["readings"] if each["id"] == reading), None)
    if state is None:
        raise Http404
    review = review_of(place.contract, place.actor.side)
    question = next(each for each in questions(review.terms, weights_of(place.contract)) if each.id == reading)
    options = [(each.name, _("%(option)s (held now)") % {"option": each.name} if each.held else each.name) for each in question.options]
    form = ReadingForm(request.POST or None, options=options)
    context: Data = {"title": question.unclear, "question": question, "state": state, "cancel_href": contract_address(place, "changes")}
    if request.method == "POST" and form.is_valid():
        if not place.actor.may(MAY):
            raise PermissionDenied
        answer = _propose(request, place, reading, form, context)
        if answer is not None:
            return answer
    context |= {
        "form": form if place.actor.may(MAY) and not state["proposal"] else None,
        "clauses_href": contract_address(place, "documents"),
    }
    context["other_side"] = other_side(place)
    return show(request, "changes/reading.html", place, 422 if form.errors else 200, **context)


def _propose(request: HttpRequest, place: Place, reading: str, form: ReadingForm, context: Data) -> HttpResponse | None:
    """Try it, or propose it; None where the page is to be shown again."""
    given = form.cleaned_data
    when = {"from_start": given["when"] == "start", "from_": given["from_"] if given["when"] == "day" else None}
    tried = AgreementProposed(proposal="tried", readings={reading: given["option"]}, **when)
    wrong = list(why_not(place, tried))
    if not wrong and "look" not in request.POST:
        done = propose_readings(place, {reading: given["option"]}, why=given["why"], turn=given["turn"] or uuid4(), **when)
        if done.entries:
            messages.success(request, _("Sent to %(who)s. Until they agree, what is held now goes on.") % {"who": other_side(place)})
            return redirect("changes", place.contract.pk)
        wrong = list(done.problems)
    form.attach(wrong, {"day-outside": "from_"})
    if not wrong:
        context |= {"looked": True, "chosen": given["option"], "differences": would_change(place, tried)}
    return None
