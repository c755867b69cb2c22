"""Actions: one list wherever they come from, worst first, with how old they are; to be taken away. And agreeing a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.agreed_actions import action_id, agree_action
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.review.ageing import AGES, Aged, OpenOne, age_of, ageing, days_late, days_open, worst_first
from tenor.web.doors import on_contract, show
from tenor.web.lists import take_away, wanted_form
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence
from tenor.web.role_words import who
from tenor.web.views.together_forms import NewActionForm
from tenor.web.views.together_words import capital, side_name, thing_href

Data = dict[str, Any]
ON_A_PAGE = 50
STATES = ("open", "late", "finished", "all")


@on_contract("see the contract")
def actions(request: HttpRequest, place: Place) -> HttpResponse:
    """`?state=` open (as it opens), late, finished or all; `?side=`, `?from=` a kind of source, `?age=` a place in AGES."""
    today = clock.today()
    data = page_data(place.contract, place.actor.side, "actions")
    every = sorted((action_line(place, one, today) for one in data["actions"]), key=lambda one: _order(one, today))
    asked = {name: request.GET.get(name, "")[:40] for name in ("state", "side", "from", "age")}
    found = [one for one in every if _fits(one, asked)]
    form = wanted_form(request)
    if form:
        columns = ["Action", "Owner", "Agreed on", "Due", "Days late", "Days open", "State", "Done on", "From", "Id"]
        return take_away(request, form, "actions", columns, [_taken(one) for one in found], str(place.contract.pk))
    still = [one for one in every if one["state"] == "open"]
    ages = ageing([OpenOne(agreed_on=one["agreed"], due=one["by"], side=one["side"]) for one in still], today)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context: Data = {
        "page": page,
        "lines": page.object_list,
        "n": len(found),
        "any": bool(every),
        "tally": [_tallied(at, one) for at, one in enumerate(ages)] if still else [],
        "ages": _age_table(place, ages) if still else None,
        "filters": _filters(place, every, asked),
        "new_href": contract_address(place, "action-new") if place.actor.may("agree actions") else "",
    }
    return show(request, "together/actions.html", place, title=_finding(still), **context)


@on_contract("agree actions")
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """Agree an action; `?from=` what it comes from ("meeting m-1")."""
    data = page_data(place.contract, place.actor.side, "actions")
    things = [(one["about"], capital(one["name"])) for one in data["things"]]
    owners = [(role, owner_word(place, role)) for role in data["owners"]]
    form = NewActionForm(request.POST or None, owners=owners, things=things, initial={"source": request.GET.get("from", "")[:200]})
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        turn = given["turn"] or uuid4()
        wrong = agree_action(place, text=given["text"], owner=given["owner"], due=given["due"], source=given["source"], turn=turn)
        if not wrong:
            messages.success(request, _("The action is on the list of both sides."))
            return redirect("action", place.contract.pk, action_id(turn))
    status = 422 if request.method == "POST" else 200
    return show(request, "together/action_new.html", place, status, title=_("Agree an action"), form=form, problems=wrong)


def action_line(place: Place, one: Data, today: date) -> Data:
    """A line of the list, with how old and how late it is today."""
    agreed, by = date.fromisoformat(one["agreed_on"]), date.fromisoformat(one["due"]) if one["due"] else None
    still = one["state"] == "open"
    href = contract_address(place, "plan", one["plan"]) if one["plan"] else contract_address(place, "action", one["id"])
    text = one["text"] or (
        _("The words of this action were taken out of the record.") if one["erased"] else _("No words were kept with it.")
    )
    return {
        **one,
        "agreed": agreed,
        "by": by,
        "text": text,
        "who": owner_word(place, one["owner"]),
        "late": days_late(by, today) if still else 0,
        "days": days_open(agreed, today) if still else None,
        "age": age_of(agreed, today) if still else None,
        "href": href,
        "from": capital(one["source_name"]) if one["source_name"] else "",
        "from_href": thing_href(place, one["source_kind"], one["source_id"]),
    }


def owner_word(place: Place, owner: str) -> str:
    """Who does it, by name; a role of neither side as the terms call it."""
    named = who(owner, place.contract)
    return named[:1].upper() + named[1:]


def _order(one: Data, today: date) -> tuple[Any, ...]:
    if one["state"] == "open":
        return (0, *worst_first(one["agreed"], one["by"], today))
    return (1, -date.fromisoformat(one["done_on"] or one["agreed_on"]).toordinal())


def _fits(one: Data, asked: Mapping[str, str]) -> bool:
    state = asked["state"] if asked["state"] in STATES else "open"
    fits = {"open": one["state"] == "open", "late": one["late"] > 0, "finished": one["state"] != "open", "all": True}[state]
    own = (not asked["side"] or one["side"] == asked["side"]) and (not asked["from"] or one["source_kind"] == asked["from"])
    return fits and own and (not asked["age"] or str(one["age"]) == asked["age"])


def _taken(one: Data) -> list[Any]:
    days: list[Any] = [one["agreed"], one["by"], one["late"], one["days"]]
    done = date.fromisoformat(one["done_on"]) if one["done_on"] else None
    return [one["text"], one["who"], *days, one["state"], done, one["from"], one["id"]]


def _finding(still: list[Data]) -> str:
    late = sum(one["late"] > 0 for one in still)
    if not still:
        return _("No action is open")
    said = ngettext("%(n)d action is open", "%(n)d actions are open", len(still)) % {"n": len(still)}
    return said + (ngettext(", %(n)d of them late", ", %(n)d of them late", late) % {"n": late} if late else _(", none late"))


def age_words(first: int, last: int | None) -> str:
    """An age in words: "8 to 30 days"."""
    return _("%(first)d to %(last)d days") % {"first": first, "last": last} if last else _("over %(n)d days") % {"n": first - 1}


def _tallied(at: int, one: Aged) -> Data:
    late = ngettext("%(n)d late", "%(n)d late", one.late) % {"n": one.late} if one.late else ""
    return {
        "n": one.n,
        "label": _("open for %(age)s") % {"age": age_words(one.first, one.last)},
        "href": f"?age={at}" if one.n else "",
        "note": late,
    }


def _age_table(place: Place, ages: tuple[Aged, ...]) -> Data:
    sides = [("buyer", side_name(place, "buyer")), ("supplier", side_name(place, "supplier"))]
    sides += [("", _("Others"))] if any(one.of[""] for one in ages) else []
    head: list[Data] = [{"label": _("Open for")}, {"label": _("Actions"), "number": True}, {"label": _("Late"), "number": True}]
    head += [{"label": name, "number": True} for _side, name in sides]
    rows = [[age_words(one.first, one.last), *map(_number, (one.n, one.late, *(one.of[side] for side, _name in sides)))] for one in ages]
    return {"caption": _("How long open actions have been open"), "head": head, "rows": rows}


def _number(n: int) -> Data:
    return {"words": str(n), "number": True}


def _filters(place: Place, every: list[Data], asked: Mapping[str, str]) -> Data:
    """The panel, in the shape of parts/filters.html."""
    kinds = {one["source_kind"]: source_word(one["source_kind"]) for one in every if one["source_kind"]}
    words = {"open": _("Open"), "late": _("Late"), "finished": _("Finished"), "all": _("All")}
    state = asked["state"] if asked["state"] in STATES else "open"
    everything: list[tuple[str, Any]] = [("", _("All"))]
    sides = [*everything, ("buyer", side_name(place, "buyer")), ("supplier", side_name(place, "supplier"))]
    fields = [
        {"kind": "select", "name": "state", "label": _("State"), "options": _options(words.items(), state)},
        {"kind": "select", "name": "side", "label": _("Whose"), "options": _options(sides, asked["side"])},
        {"kind": "select", "name": "from", "label": _("From"), "options": _options([*everything, *sorted(kinds.items())], asked["from"])},
    ]
    clear = contract_address(place, "actions") if any(asked.values()) else ""
    at = int(asked["age"]) if asked["age"] in map(str, range(len(AGES))) else None
    kept = {name: asked[name] for name in ("state", "side", "from")}
    chosen = [] if at is None else [{"label": age_words(*AGES[at]), "href": contract_address(place, "actions", **kept)}]
    hidden = {"age": asked["age"]} if chosen else {}
    return {"row": True, "fields": fields, "clear_href": clear, "chosen": chosen, "hidden": hidden}


def _options(pairs: Any, chosen: str) -> list[Data]:
    return [{"value": value, "label": sentence(label), "chosen": value == chosen} for value, label in pairs]


def source_word(kind: str) -> str:
    """What actions of a kind of source come from."""
    words = {
        "meeting": _("Meetings"),
        "plan": _("Plans"),
        "audit": _("Audits"),
        "finding": _("Findings"),
        "risk": _("Risks and issues"),
        "failure": _("Standards missed"),
        "training": _("Training"),
        "notice": _("Letters"),
        "message": _("Messages"),
        "capacity problem": _("Problems told"),
        "information request": _("Information asked for"),
    }
    return words.get(kind, kind.capitalize())
