"""Leaving: what is left to do, lessons, the last return; then how the contract is over, and its archive."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.ending import archive, complete, learn_lesson
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_people import names_by_code
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.doors_grave import grave
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.ending_forms import ArchiveForm, CompleteForm, LessonForm
from tenor.web.views.ending_words import Data, days_late, ending_words


@on_contract("see the contract")
@grave
def close(request: HttpRequest, place: Place) -> HttpResponse:
    """Complete it, or archive it once it is over: acts of the head of service or legal."""
    data = page_on(place.contract, place.actor.side, "ending")
    may = offers(place, data["offers"]) if data["archived"] is None else frozenset()
    left = [each for each in data["lists"]["exit"] if each["state"] == "open"]
    forms = _forms(request, place, may, bool(left))
    if request.method == "POST":
        done = _done(request, place, forms)
        if done:
            messages.success(request, done)
            return redirect("close", place.contract.pk)
    today = clock.today().isoformat()
    over = today > data["ending"]["last_day"]
    names = names_by_code(place.contract)
    context: Data = {
        "title": _("This contract is archived") if data["archived"] else ending_words(data["ending"], over),
        "ending": {**data["ending"], "name": names.get(data["ending"]["by"], "")},
        "archived": data["archived"] and {**data["archived"], "name": names.get(data["archived"]["by"], "")},
        "over": over,
        "left": [{**each, "late": days_late(each, today)} for each in left],
        "listed": bool(data["lists"]["exit"]),
        "returns": data["returns"],
        "n_lessons": len(data["lessons"]),
        "form": next((each for each in forms.values() if each.is_bound), None),
        "completing": None if over else forms.get("complete"),
        "archiving": forms.get("archive"),
        "hrefs": {
            "exit": contract_address(place, "checklist", "exit"),
            "lessons": contract_address(place, "lessons"),
            "variation": contract_address(place, "propose-variation") if place.actor.may("agree a variation") else "",
            "termination": contract_address(place, "termination"),
        },
        "back_href": contract_address(place, "ending"),
    }
    return show(request, "ending/close.html", place, 422 if request.method == "POST" else 200, **context)


def _forms(request: HttpRequest, place: Place, may: frozenset[str], left: bool) -> dict[str, Any]:
    """The forms that this person has; the one that was sent is filled."""
    do, head = request.POST.get("do", ""), {"head": place.contract.head}
    found: dict[str, Any] = {}
    if "contract-ended" in may:
        found["complete"] = CompleteForm(
            request.POST if do == "complete" else None, auto_id="complete_%s", initial={**head, "last_day": clock.today()}
        )
    if "contract-archived" in may:
        form = ArchiveForm(request.POST if do == "archive" else None, auto_id="archive_%s", initial=head)
        if left:
            form.fields["knows"].required = True
        else:
            del form.fields["knows"]
        found["archive"] = form
    return found


def _done(request: HttpRequest, place: Place, forms: dict[str, Any]) -> str:
    """What was pressed: a sentence where it is done."""
    do = request.POST.get("do", "")
    form = forms.get(do)
    if form is None or not form.is_valid():
        return ""
    given = form.cleaned_data
    turn, head = given["turn"] or uuid4(), given["head"]
    if do == "complete":
        form.attach(complete(place, last_day=given["last_day"], reason=given["reason"], turn=turn, head=head), {"day-outside": "last_day"})
        return "" if form.errors else _("Recorded: the contract is completed.")
    wrong = archive(place, keep_until=given["keep_until"], text=given["text"], turn=turn, head=head)
    form.attach(wrong, {"day-not-later": "keep_until"})
    return "" if form.errors else _("Archived. It asks nobody for anything any more.")


@on_contract("see the contract")
def lessons(request: HttpRequest, place: Place) -> HttpResponse:
    """Lessons of both sides for the next contract."""
    data = page_on(place.contract, place.actor.side, "ending")
    may = "feedback-given" in offers(place, data["offers"]) and data["archived"] is None
    form = LessonForm(request.POST or None) if may else None
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form is not None and form.is_valid():
        wrong = learn_lesson(place, form.cleaned_data["text"], turn=form.cleaned_data["turn"] or uuid4())
        if not wrong:
            messages.success(request, _("Kept. Both sides see it."))
            return redirect("lessons", place.contract.pk)
    names = names_by_code(place.contract)
    sides = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}
    told = [
        {
            "who": names.get(each["by"], "") or sides.get(each["side"], ""),
            "side": sides.get(each["side"], ""),
            "at": each["on"],
            "text": each["text"] or _("(erased)"),
            "mine": each["side"] == place.side,
        }
        for each in data["lessons"]
    ]
    title = _("Lessons for the next contract") if told else _("No lessons are kept yet")
    context: Data = {"title": title, "thread": told, "form": form, "problems": wrong, "back_href": contract_address(place, "ending")}
    return show(request, "ending/lessons.html", place, 422 if request.method == "POST" else 200, **context)
