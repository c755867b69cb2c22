"""Look and decide: the conditions, the contract's words, what each choice leads to, and the form for whoever decides or advises."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.decide import ADVISE, Chosen, decide, done_duty
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm
from tenor.web.offers import offers
from tenor.web.views.decide_forms import advise_form, chosen_of, decide_form, found_form
from tenor.web.views.decide_shown import shown
from tenor.web.views.returns_form import told_since

Data = dict[str, Any]
DECIDE = "decide a step"
FIELDS = {"review-day-missing": "choice", "reason-missing": "reason", "words-missing": "text", "step-gated": "choice"}


@on_contract("see the contract")
@require_http_methods(["GET", "HEAD", "POST"])
def decide_page(request: HttpRequest, place: Place, step: str) -> HttpResponse:
    """The page; a form of it sent is one act a step."""
    head = place.contract.head
    data = _data(place, step)
    forms = _forms(place, data, head)
    if request.method != "POST":
        return _page(request, place, data, forms)
    do = request.POST.get("do", "")
    form, problems, done = _sent(request, place, data, do)
    if done:
        messages.success(request, done)
        return redirect("decide", place.contract.pk, step)
    if any(each.code == "changed-meanwhile" for each in problems):
        changes = told_since(place, request.POST.get("head", ""))
        form.tell_stale(changes, place.contract.head)
        data = _data(place, step)
        forms = _forms(place, data, place.contract.head)
    else:
        form.attach(problems, FIELDS)
    return _page(request, place, data, forms | {do: form}, form)


def _data(place: Place, step: str) -> Data:
    try:
        return page_on(place.contract, place.actor.side, f"decide:{step}")
    except LookupError:
        raise Http404 from None


def _forms(place: Place, data: Data, head: str) -> dict[str, ActForm]:
    """The forms that this person is offered: decide or advise while it waits, decide otherwise once it is decided, one for each task."""
    on, found = clock.today(), {}
    given: Data = {"initial": {"head": head}}
    if data["open"] and data["from"] <= on.isoformat():
        if place.actor.may(DECIDE):
            found["decide"] = _decide_form(place, data, on)(**given)
        elif place.actor.may(ADVISE):
            found["advise"] = advise_form()(**given)
    elif data["replaceable"] and place.actor.may(DECIDE):
        found["replace"] = _decide_form(place, data, on, replaces=True)(**given)
    for n, task in enumerate(data["tasks"]):
        if may_be_done(place, task):
            found[f"task-{n}"] = _task_form(task)(**given, auto_id=f"id_task_{n}_%s")
    return found


def _decide_form(place: Place, data: Data, on: date, *, replaces: bool = False) -> type[ActForm]:
    return decide_form(data, on, place.contract.supplier_name or _("The supplier"), replaces=replaces)


def may_be_done(place: Place, task: Data) -> bool:
    """Whether this person may say that a task of the card is done: looking again is for whoever decides, the law for whoever knows it."""
    if task["kind"] == "to do" or "duty-done" not in offers(place, task["offers"]):
        return False
    return place.actor.may("end the contract" if task["kind"] == "legal check" else DECIDE)


def _task_form(task: Data) -> type[ActForm]:
    if task["kind"] == "legal check":
        return found_form(_("What did you find?"), _("Which rungs were skipped, whether contract and law allow it, what to mind"))
    return found_form(_("What came of it?"))


# --- what was sent -----------------------------------------------------------------------------------------------


def _sent(request: HttpRequest, place: Place, data: Data, do: str) -> tuple[ActForm, tuple[Problem, ...], str]:
    """The form as it was sent, what is wrong, and what to say where it was recorded."""
    if do in ("decide", "replace"):
        return _decided(request, place, data, replaces=do == "replace")
    if do == "advise":
        return _advised(request, place, data)
    n = do.removeprefix("task-")
    task = data["tasks"][int(n)] if do.startswith("task-") and n.isascii() and n.isdigit() and int(n) < len(data["tasks"]) else None
    if task is None or not place.actor.may("end the contract" if task["kind"] == "legal check" else DECIDE):
        raise PermissionDenied
    form = _task_form(task)(request.POST, auto_id=f"id_task_{n}_%s")
    if not form.is_valid():
        return form, (), ""
    given = form.cleaned_data
    wrong = done_duty(place, task["id"], given["text"], turn=given["turn"] or uuid4(), head=given["head"])
    return form, wrong, "" if wrong else _("Kept. It is done.")


def _decided(request: HttpRequest, place: Place, data: Data, *, replaces: bool) -> tuple[ActForm, tuple[Problem, ...], str]:
    if not place.actor.may(DECIDE):
        raise PermissionDenied
    form = _decide_form(place, data, clock.today(), replaces=replaces)(request.POST)
    if not form.is_valid():
        return form, (), ""
    given, chosen = form.cleaned_data, chosen_of(data, form.cleaned_data)
    steps = given.get("steps") or [one["id"] for one in data["group"]]
    wrong = decide(place, steps, chosen, turn=given["turn"] or uuid4(), head=given["head"], replaces=replaces)
    done = _("Your advice is kept.") if chosen.outcome == "advice" else _("Recorded. It stays in History with the figures as known today.")
    return form, wrong, "" if wrong else done


def _advised(request: HttpRequest, place: Place, data: Data) -> tuple[ActForm, tuple[Problem, ...], str]:
    """Advice of those who do not decide, on all steps of the card that are open to it."""
    if not place.actor.may(ADVISE):
        raise PermissionDenied
    form = advise_form()(request.POST)
    if not form.is_valid():
        return form, (), ""
    given = form.cleaned_data
    chosen = Chosen(outcome="advice", reason=given["reason"], kept=bool(given["kept"]))
    steps = [one["id"] for one in data["group"]]
    wrong = decide(place, steps, chosen, turn=given["turn"] or uuid4(), head=given["head"], act=ADVISE)
    return form, wrong, "" if wrong else _("Your advice is kept with the card.")


def _page(request: HttpRequest, place: Place, data: Data, forms: dict[str, ActForm], form: ActForm | None = None) -> HttpResponse:
    context = shown(place, data, forms)
    return show(request, "decide/decide.html", place, 422 if form is not None else 200, form=form, **context)
