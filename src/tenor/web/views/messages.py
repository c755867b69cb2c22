"""Messages between the two sides: those nobody answered first, each about something; write one, read one and answer."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages as told
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.messages import answer_message, message_id, write_message
from tenor.desk.lookups.pages import page_on
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import short_day
from tenor.web.views.together_forms import AnswerForm, MessageForm
from tenor.web.views.together_words import Who, capital, other_side, side_name, thing_href

Data = dict[str, Any]
ON_A_PAGE = 40


@on_contract("see the contract")
def messages(request: HttpRequest, place: Place) -> HttpResponse:
    """`?about=` one thing only."""
    data = page_data(place.contract, place.actor.side, "messages")
    about = request.GET.get("about", "")[:200]
    who = Who(place)
    found = [_line(place, who, one) for one in data["messages"] if about in ("", one["about"])]
    waiting = sorted((one for one in found if not one["answered"]), key=lambda one: one["on"])
    page = Paginator([one for one in found if one["answered"]], ON_A_PAGE).get_page(request.GET.get("page"))
    context: Data = {
        "yours": [one for one in waiting if one["side"] != place.side],
        "theirs": [one for one in waiting if one["side"] == place.side],
        "other": other_side(place),
        "page": page,
        "lines": page.object_list,
        "about": next((capital(one["about_name"]) for one in data["messages"] if one["about"] == about), "") if about else "",
        "all_href": contract_address(place, "messages"),
        "new_href": contract_address(place, "message-new", about=about) if place.actor.may("write to the other side") else "",
    }
    return show(request, "together/messages.html", place, title=_finding(place, waiting), **context)


@on_contract("write to the other side")
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """Write to the other side; `?about=` what it is about ("plan plan-1")."""
    things = [(one["about"], capital(one["name"])) for one in page_data(place.contract, place.actor.side, "messages")["things"]]
    form = MessageForm(request.POST or None, things=things, initial={"about": request.GET.get("about", "")[:200]})
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        turn = given["turn"] or uuid4()
        wrong = write_message(place, text=given["text"], about=given["about"], turn=turn)
        if not wrong:
            told.success(request, _("Sent. %(other)s sees it on Home until it is answered.") % {"other": other_side(place)})
            return redirect("message", place.contract.pk, message_id(turn))
    title = _("Write to %(other)s") % {"other": other_side(place)}
    return show(
        request, "together/message_new.html", place, 422 if request.method == "POST" else 200, title=title, form=form, problems=wrong
    )


@on_contract("see the contract")
def message(request: HttpRequest, place: Place, one: str) -> HttpResponse:
    """One message; POST: the answer to it."""
    try:
        data = page_on(place.contract, place.actor.side, f"messages:{one}")
    except LookupError:
        raise Http404 from None
    form = AnswerForm(request.POST or None)
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        wrong = answer_message(place, one, text=form.cleaned_data["text"], turn=form.cleaned_data["turn"] or uuid4())
        if not wrong:
            told.success(request, _("Your answer is sent."))
            return redirect("message", place.contract.pk, one)
    who = Who(place)
    line = _line(place, who, data["message"])
    waiting = _("waits for an answer") if not line["answered"] else ""
    thread = [who.said(line, act=waiting, act_kind="act"), *([who.said(line["answer"])] if line["answer"] else [])]
    context: Data = {"one": line, "thread": thread, "may": offers(place, data["offers"]), "form": form, "problems": wrong}
    today = clock.today()
    days = {"sent": short_day(line["on"], today), "back": short_day(line["answer"]["on"], today) if line["answer"] else ""}
    said = _("Message of %(sent)s, answered on %(back)s") if line["answer"] else _("Message of %(sent)s, not answered yet")
    title = said % days
    return show(request, "together/message.html", place, 422 if request.method == "POST" else 200, title=title, **context)


def _line(place: Place, who: Who, one: Data) -> Data:
    text = one["text"] or (_("These words were taken out of the record.") if one["erased"] else _("No words were kept with it."))
    words = capital(one["about_name"]) if one["about_name"] else ""
    return {
        **one,
        "who": who.name(one["by"], one["side"]),
        "from": side_name(place, one["side"]),
        "to": side_name(place, "supplier" if one["side"] == "buyer" else "buyer"),
        "short": text if len(text) <= 140 else f"{text[:137].rstrip()}…",
        "about_said": words,
        "about_words": words[:1].lower() + words[1:],
        "about_href": thing_href(place, one["about_kind"], one["about_id"]),
        "href": contract_address(place, "message", one["id"]),
    }


def _finding(place: Place, waiting: list[Data]) -> str:
    yours = sum(one["side"] != place.side for one in waiting)
    theirs = len(waiting) - yours
    said = []
    if yours:
        said.append(ngettext("%(n)d message waits for you", "%(n)d messages wait for you", yours) % {"n": yours})
    if theirs:
        wait = ngettext("%(n)d message waits for %(other)s", "%(n)d messages wait for %(other)s", theirs)
        said.append(wait % {"n": theirs, "other": other_side(place)})
    return ", ".join(said) or _("Every message is answered")
