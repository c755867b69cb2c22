"""One action: what, who, by when, where from, how it went; say that it is done, or carry it over."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.agreed_actions import finish_action, move_action
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.day import full_day
from tenor.web.views.actions import action_line
from tenor.web.views.together_forms import DoneForm, MoveForm
from tenor.web.views.together_words import Who

Data = dict[str, Any]


@on_contract("see the contract")
def action(request: HttpRequest, place: Place, one: str) -> HttpResponse:
    """The page; a form of it sent is one act."""
    try:
        data = page_on(place.contract, place.actor.side, f"actions:{one}")
    except LookupError:
        raise Http404 from None
    forms: Data = {"done": DoneForm(auto_id="done-%s"), "move": MoveForm(auto_id="move-%s")}
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST":
        do = "move" if "move" in request.POST else "done"
        forms[do] = type(forms[do])(request.POST, auto_id=f"{do}-%s")
        if forms[do].is_valid():
            wrong = _act(place, one, do, forms[do].cleaned_data)
            if not wrong:
                messages.success(request, _("Carried over.") if do == "move" else _("Done. Both sides see it."))
                return redirect("action", place.contract.pk, one)
        forms["tried"] = do
    return _page(request, place, data, forms, wrong)


def _act(place: Place, id: str, do: str, given: Data) -> tuple[Problem, ...]:
    turn = given["turn"] or uuid4()
    if do == "move":
        return move_action(place, id, due=given["due"], text=given["text"], turn=turn)
    return finish_action(place, id, text=given["text"], turn=turn)


def _page(request: HttpRequest, place: Place, data: Data, forms: Data, wrong: tuple[Problem, ...]) -> HttpResponse:
    tried = forms.get("tried", "")
    one = action_line(place, data["action"], clock.today())
    who = Who(place)
    thread = [who.said(_worded(each, one)) for each in data["action"]["history"]]
    facts: list[Data] = [
        {"label": _("Who"), "value": one["who"]},
        {"label": _("By when"), "value": full_day(one["due"]) if one["due"] else _("no day was agreed"), "note": _how_late(one)},
        {"label": _("Agreed"), "value": full_day(one["agreed_on"]), "note": _open_for(one)},
    ]
    if one["from"]:
        facts.append({"label": _("From"), "value": one["from"], "href": one["from_href"], "link": _("Look at it")})
    may = offers(place, data["offers"])
    return show(
        request,
        "together/action.html",
        place,
        422 if tried else 200,
        title=one["text"] if len(one["text"]) <= 120 else f"{one['text'][:117].rstrip()}…",
        one=one,
        facts=facts,
        thread=thread,
        may=may,
        done_form=forms["done"],
        move_form=forms["move"],
        form=forms[tried] if tried else None,
        tried=tried,
        problems=wrong,
        may_not=one["state"] == "open" and not may,
    )


def _worded(each: Data, one: Data) -> Data:
    """A line of the history as somebody said it."""
    if each["what"] == "agreed":
        text = _("Agreed, to be done by %(day)s.") % {"day": full_day(each["due"])} if each["due"] else _("Agreed, with no day.")
    elif each["what"] == "moved":
        text = _("Carried over to %(day)s. %(text)s") % {"day": full_day(each["due"]), "text": each["text"]}
    else:
        text = _("Done. %(text)s") % {"text": each["text"]}
    return {**each, "text": text.strip()}


def _how_late(one: Data) -> str:
    if one["late"]:
        return ngettext("%(n)d day late", "%(n)d days late", one["late"]) % {"n": one["late"]}
    if one["moved"]:
        return ngettext("carried over once", "carried over %(n)d times", one["moved"]) % {"n": one["moved"]}
    return ""


def _open_for(one: Data) -> str:
    if one["days"] is None:
        return _("done on %(day)s") % {"day": full_day(one["done_on"])} if one["done_on"] else ""
    if not one["days"]:
        return _("today")
    return ngettext("open for %(n)d day", "open for %(n)d days", one["days"]) % {"n": one["days"]}
