"""The ladder on one page; and the form of whoever finds that a condition without a number is met."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.desk import clock
from tenor.desk.actions.decide import judge
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.asked_day import asked_days
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.decide_forms import found_form
from tenor.web.views.decide_words import gates
from tenor.web.views.returns_form import told_since
from tenor.web.views.summary_ladder import capital

Data = dict[str, Any]
STATES = {"past": "past", "here": "here", "decide": "decide", "not met": "ahead"}


@on_contract("see the contract")
def ladder_page(request: HttpRequest, place: Place) -> HttpResponse:
    """From the bottom up; `?on=` as it stood on a day."""
    days = asked_days(request)
    data = page_on(place.contract, place.actor.side, "ladder", **days)
    return show(request, "ladder/ladder.html", place, **context(place, data), another_day=any(days.values()))


def context(place: Place, data: Data) -> Data:
    """What the page shows."""
    today = clock.today().isoformat()
    main = next((rung for rung in reversed(data["rungs"]) if rung["place"] == "decide"), None)
    return {
        "title": _title(data),
        "ladder": data,
        "levels": data["levels"],
        "as_known_on": data["on"],
        "rungs": [_rung(place, rung, main is rung) for rung in data["rungs"]],
        "counts": data["counts"],
        "watch": data["watch"] and {**data["watch"], "over": data["watch"]["periods"][-1]["last"] < today},
        "watch_href": contract_address(place, "letter", data["watch"]["notice"]) if data["watch"] else "",
        "judged": [_judged(place, one) for one in data["judged"]],
        "clauses_href": contract_address(place, "documents"),
        "summary_href": contract_address(place, "summary"),
        "what_if_href": contract_address(place, "what-if"),
        "changes_href": contract_address(place, "changes"),
    }


def _title(data: Data) -> str:
    """The finding: what waits highest up, else what is in force."""
    waits = [rung for rung in data["rungs"] if rung["place"] == "decide"]
    here = next((rung for rung in data["rungs"] if rung["place"] == "here"), data["rungs"][0])
    if waits:
        return _("The conditions of “%(step)s” are met: a person decides") % {"step": waits[-1]["step"]}
    if here["kind"] == "monitoring":
        return _("Monitoring: nothing further is in force")
    return _("In force: %(step)s") % {"step": str(capital(here["title"])).lower() if here["kind"] == "watch" else here["step"]}


def _rung(place: Place, rung: Data, main: bool) -> Data:
    may = place.actor.may("decide a step")
    steps = rung["steps"] if rung["place"] == "decide" else []
    return {
        **rung,
        "state": STATES[rung["place"]],
        "name": capital(rung["title"]),
        "tag": _tag(place, rung),
        "lines": [capital(line) for line in rung["said"]] if rung["kind"] in ("monitoring", "watch") else [],
        "past": [_entry(place, rung, one) for one in rung["past"]],
        "href": contract_address(place, "decide", steps[0]) if steps else "",
        "label": _("Look and decide") if may else _("Why are the conditions met?"),
        "main": main and may,
        "down": _down(rung),
    }


def _entry(place: Place, rung: Data, one: Data) -> Data:
    """A day of a rung, with the clauses that are not the rung's own."""
    own = [number for number in one["clause"] if number not in rung["clause"]]
    return {**one, "clause": own, "href": contract_address(place, *one["page"])}


def _tag(place: Place, rung: Data) -> tuple[str, str]:
    if rung["place"] == "decide":
        may = place.actor.may("decide a step")
        return (_("conditions met: you decide"), "act") if may else (_("conditions met: the council decides"), "")
    if rung["skipped"]:
        return _("skipped"), "open"
    words = {"here": _("in force"), "past": _("passed"), "not met": _("not met")}
    return ("", "") if rung["kind"] == "monitoring" and rung["place"] != "here" else (words[rung["place"]], "")


def _down(rung: Data) -> str:
    """What would take it away again: always an act of a person."""
    if rung["place"] == "decide":
        return _("A decision closes it, whatever is decided.")
    if rung["place"] != "here":
        return ""
    words = {
        "plan": _("It ends when the plan is looked at and has worked, or is closed."),
        "notice": _("It ends when the letter is closed or withdrawn. Closing it changes no count."),
        "watch": _("It ends with the last of these periods."),
    }
    return words.get(rung["kind"], "")


# --- what only a person can judge --------------------------------------------------------------------------------


def _judged(place: Place, one: Data) -> Data:
    return {
        **one,
        "name": capital(one["text"]),
        "first_words": gates(one["first"]),
        "cards": [{**each, "href": contract_address(place, "decide", each["id"])} for each in one["steps"]],
        "href": contract_address(place, "judge", one["rule"]) if may_judge(place, one) else "",
        "standards_href": contract_address(place, "standards"),
    }


def may_judge(place: Place, one: Data) -> bool:
    """Whether this person may say that it is so: the side that the terms name, and whoever decides for it."""
    return "person-judged" in offers(place, one["offers"])


@on_contract("decide a step")
@require_http_methods(["GET", "HEAD", "POST"])
def judge_page(request: HttpRequest, place: Place, rule: str) -> HttpResponse:
    """Say with a reason that the condition is met. It only makes a card: what follows is decided there."""
    data = page_on(place.contract, place.actor.side, "ladder")
    one = next((each for each in data["judged"] if each["rule"] == rule), None)
    if one is None:
        raise Http404
    if not may_judge(place, one):
        raise PermissionDenied
    kind = found_form(_("Why is it so?"), _("Name the days and what was missed. Both sides see it. Describe the service, not the people."))
    form = kind(request.POST or None, initial={"head": place.contract.head})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wrong = judge(place, rule, given["text"], turn=given["turn"] or uuid4(), head=given["head"])
        if not wrong:
            messages.success(request, _("Kept. The conditions are met from today: what follows is still to be decided."))
            return redirect("ladder", place.contract.pk)
        if any(each.code == "changed-meanwhile" for each in wrong):
            form.tell_stale(told_since(place, request.POST.get("head", "")), place.contract.head)
        else:
            form.attach(wrong, {"words-missing": "text", "reason-missing": "text"})
    shown = {"title": _("Is it so: %(text)s?") % {"text": one["text"]}, "one": _judged(place, one), "form": form}
    more = {"cancel_href": contract_address(place, "ladder"), "clauses_href": contract_address(place, "documents")}
    return show(request, "ladder/judge.html", place, 422 if request.method == "POST" else 200, **shown, **more)
