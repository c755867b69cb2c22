"""Trouble, told at once: three questions, and the thread that both sides see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.base.problem import Problem
from tenor.desk.actions.capacity import discuss_problem, problem_id, raise_problem, see_problem
from tenor.desk.lookups.own_capacity import find_problem, own_capacity
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm, Choices, Words
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day, moment
from tenor.web.views.phone_back import thread_of
from tenor.web.views.phone_log import turn_of
from tenor.web.views.together_forms import TalkForm, looked_at_word

DOOR = ("see the contract", "raise a problem")
Data = dict[str, Any]


class TellForm(ActForm):
    """Three questions."""

    units: Any = Choices(label=gettext_lazy("What is at risk?"), help_text=gettext_lazy("Choose all that apply."))
    happened = Words(label=gettext_lazy("What has happened?"), rows=4, max_length=4000)
    call = Words(
        label=gettext_lazy("When can we call you?"), rows=2, max_length=300, help_text=gettext_lazy("A day and a time, and your number")
    )

    def __init__(self, *args: Any, units: list[Data], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = [(unit["id"], unit["name"]) for unit in units]  # type: ignore[attr-defined]
        self.fields["units"].error_messages["required"] = _("Choose what is at risk")


@on_contract(*DOOR)
def problems(request: HttpRequest, place: Place) -> HttpResponse:
    """What was told: all of it, or what this person told."""
    found = own_capacity(place)["problems"]
    listed = [_shown(place, one) for one in found]
    title = _("Problems told") if place.actor.sees_all else _("Problems you told us")
    return _page(request, place, "capacity/list.html", title=title, listed=listed)


@on_contract("raise a problem")
def tell(request: HttpRequest, place: Place) -> HttpResponse:
    """The three questions."""
    form = TellForm(request.POST or None, units=own_capacity(place)["units"])
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        turn = given["turn"] or uuid4()
        wrong = raise_problem(place, units=given["units"], happened=given["happened"], call=given["call"], turn=turn)
        if not wrong:
            messages.success(request, _("Thank you for telling us at once. The other side sees it now."))
            return redirect("capacity-problem", place.contract.pk, problem_id(turn))
    return _page(
        request,
        place,
        "capacity/tell.html",
        422 if request.method == "POST" else 200,
        title=_("Tell us about a problem"),
        form=form,
        problems=wrong,
    )


@on_contract(*DOOR)
def one(request: HttpRequest, place: Place, problem: str) -> HttpResponse:
    """One of them, with its thread. Seen by an explicit press, never by looking."""
    found = find_problem(place, problem)
    if found is None:
        raise Http404
    words = found["looked_at"]
    form = TalkForm(looked_at=words)
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST":
        done, form, wrong = _act(request, place, problem, words)
        if done:
            messages.success(request, done)
            return redirect("capacity-problem", place.contract.pk, problem)
    line = _shown(place, found)
    line["times"] = times(place, found)
    context: Data = {
        "one": line,
        "may": offers(place, found["offers"]),
        "form": form,
        "problems": wrong,
        "turn": uuid4(),
        "clauses_href": contract_address(place, "documents") if place.actor.sees_all else "",
    }
    status = 422 if request.method == "POST" else 200
    return _page(request, place, "capacity/one.html", status, title=_title(line), **context)


def _act(request: HttpRequest, place: Place, problem: str, words: Sequence[str]) -> tuple[str, TalkForm, tuple[Problem, ...]]:
    """What was pressed: a sentence where it is done, else the form and what is wrong."""
    if "seen" in request.POST:
        wrong = see_problem(place, problem, turn=turn_of(request.POST.get("turn", "")))
        return ("" if wrong else _("They are told that you have seen it.")), TalkForm(looked_at=words), wrong
    form = TalkForm(request.POST, looked_at=words)
    if not form.is_valid():
        return "", form, ()
    given = form.cleaned_data
    looked_at, until, turn = given["looked_at"] or (), given["until"], given["turn"] or uuid4()
    wrong = discuss_problem(place, problem, text=given["text"], looked_at=looked_at, until=until, turn=turn)
    return ("" if wrong else _("Kept. Both sides see it.")), form, wrong


def _shown(place: Place, one: Data) -> Data:
    sides = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}
    state = (_("Talked through"), "done") if one["discussed"] else (_("Seen"), "") if one["seen"] else (_("Not seen yet"), "act")
    href = reverse("capacity-problem", args=[place.contract.pk, one["id"]])
    who = _("You") if one["by"] == place.actor.by else sides.get(one["side"], "")
    thread = [_talked(place, each) for each in one["thread"]]
    risks = [_risk(one, each) for each in one["risks"]]
    return {**one, "thread": thread, "risks": risks, "state": state[0], "kind": state[1], "href": href, "who": who}


def _title(one: Data) -> str:
    """ "2 of 7 … at risk", by the contract's own word for them; else which units."""
    if one["risks"]:
        return str(one["risks"][0]["share"])
    return _("At risk: %(units)s") % {"units": ", ".join(one["unit_names"])}


def _risk(one: Data, each: Data) -> Data:
    """What is at risk of one KPI, with the names of units."""
    names = dict(zip(one["units"], one["unit_names"], strict=True))
    values = {"n": len(each["named"]), "all": each["expected"], "rows": each["rows"]}
    return {
        **each,
        "share": _("%(n)d of %(all)d %(rows)s at risk") % values,
        "left": len(each["named"]) - len(each["had"]),
        "names": ", ".join(names.get(id, id) for id in each["named"]),
        "had_names": ", ".join(names.get(id, id) for id in each["had"]),
        "also_said": ", ".join(_("KPI %(n)s") % {"n": number} for number in each["also"]),
    }


def _talked(place: Place, each: Data) -> Data:
    """A talk in the thread, with what was looked at and until when it holds."""
    (said,) = thread_of(place, [each])
    more = [looked_at_word(name).lower() for name in each["looked_at"]]
    lines = [said["text"] or _("No words were kept with it.")]
    lines += [_("Looked at: %(what)s.") % {"what": ", ".join(more)}] if more else []
    lines += [_("Agreed until %(day)s.") % {"day": full_day(each["until"])}] if each["until"] else []
    return {**said, "text": "\n\n".join(lines)}


def times(place: Place, one: Data) -> list[Data]:
    """Raised, seen, talked through: each with its hour where it is known."""
    sides = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}
    other = sides["supplier" if one["side"] == "buyer" else "buyer"]
    found: list[Data] = [{"label": _("Raised"), "value": moment(one["at"]), "note": sides.get(one["side"], "")}]
    found.append(
        {"label": _("Seen"), "value": moment(one["seen"]) if one["seen"] else _("not seen yet"), "note": other if one["seen"] else ""}
    )
    if one["call"]:
        found.append({"label": _("When to call"), "value": one["call"]})
    found.append({"label": _("Talked through"), "value": moment(one["talked"]) if one["talked"] else _("not yet")})
    if one["until"]:
        found.append({"label": _("What was agreed holds until"), "value": full_day(one["until"])})
    return found


def _page(request: HttpRequest, place: Place, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """In the frame of the contract, or of the telephone for those who see only a part of it."""
    narrow = not place.actor.sees_all
    first = "phone" if place.actor.may("see own rows") else "unit"
    more = {"home_href": reverse(first, args=[place.contract.pk])} if narrow else {}
    frame = "phone/base.html" if narrow else "base_contract.html"
    tell_href = reverse("capacity-tell", args=[place.contract.pk]) if place.actor.may("raise a problem") else ""
    return show(request, template, place, status, frame=frame, narrow=narrow, tell_href=tell_href, **more, **context)
