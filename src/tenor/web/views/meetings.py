"""Meetings: how often the two sides meet and why, what comes next, what was held; and one meeting with what may be done about it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.desk import clock
from tenor.desk.actions.meetings import accept_substitute, sign_start
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.doors_grave import grave
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.feedback import said_at
from tenor.web.views.meeting_forms import SubstituteForm
from tenor.web.views.meeting_words import EVERY, INTENSITY, MINUTES, MODES, addresses, meeting_title, named, page_data_of, why_not
from tenor.web.views.phone_log import turn_of

Data = dict[str, Any]


@on_contract("see the contract")
def meetings(request: HttpRequest, place: Place) -> HttpResponse:
    """Every series, and the meetings of none."""
    data = page_data_of(place, "meetings")
    today = clock.today().isoformat()
    series = [_series(place, one, today) for one in data["series"]]
    named(place, [one[name] for one in series for name in ("decided", "assessed")])
    others = [
        {**one, **addresses(place, one["id"]), "name": meeting_title(one["title"]), "words": MINUTES.get(one["minutes"], "")}
        for one in data["others"]
    ]
    steps = [{**one, **_new(place, one["title"], one["offers"])} for one in data["steps"]]
    before = {**data["before_start"], **_new(place, data["before_start"]["title"], data["before_start"]["offers"])}
    before["show"] = bool(before["acts"]) and not before["done"] and today < before["starts"]
    context: Data = {"series": series, "others": others, "steps": steps, "before": before, "why_not": why_not(place)}
    new_href = contract_address(place, "meeting-new") if place.actor.may("hold meetings") else ""
    return show(request, "meetings/list.html", place, title=_heading(series), new_href=new_href, **context, **_shared(place))


def _heading(series: list[Data]) -> str:
    """The finding: how often they meet now."""
    now = next((one["stretches"][0] for one in series if one["stretches"]), None)
    return _("Meetings: %(every)s now") % {"every": now["words"]} if now else _("Meetings")


def _series(place: Place, one: Data, today: str) -> Data:
    stretches = [{**each, "words": EVERY.get(each["every"], each["every"])} for each in one["stretches"]]
    decided = one["decided"] and {
        **one["decided"],
        "words": EVERY.get(one["decided"]["every"], ""),
        "how": INTENSITY.get(one["decided"]["intensity"]),
    }
    slots = [_slot(place, one, each, today) for each in one["slots"]]
    ahead = [each for each in slots if each["state"] in ("open", "to come", "called")]
    return {
        **one,
        "stretches": stretches,
        "decided": decided,
        "now": next(iter(stretches), None),
        "later": stretches[1:],
        "ahead": ahead[::-1],
        "past": [each for each in slots if each not in ahead],
        "acts": offers(place, one["offers"]),
        "frequency_href": contract_address(place, "meeting-frequency-of", one["id"]),
        "mode_words": one["mode"],
        "readings": [{**each, "href": contract_address(place, "reading", each["id"])} for each in one["readings"]],
    }


def _slot(place: Place, series: Data, slot: Data, today: str) -> Data:
    """A slot as it stands today. Its day passes by itself, so whether it was missed is said here."""
    state = "held" if slot["held_on"] else "called" if slot["called"] else "missed" if slot["due"] < today else "open"
    if state == "open" and slot["first"] > today:
        state = "to come"
    return {
        **slot,
        "state": state,
        "series": series["id"],
        "late": state == "called" and slot["due"] < today,
        "words": MINUTES.get(slot["minutes"], ""),
        "minutes_href": contract_address(place, "minutes", slot["meeting"]) if slot["meeting"] and slot["minutes"] else "",
        "href": contract_address(place, "meeting", slot["meeting"]) if slot["meeting"] else "",
        "called": [{**each, **addresses(place, each["id"])} for each in slot["called"]],
        "acts": offers(place, slot["offers"]),
        "prepare_href": contract_address(place, "meeting-slot", series["id"], slot["label"]),
    }


def _new(place: Place, title: str, offered: Data) -> Data:
    return {
        "name": meeting_title(title),
        "acts": offers(place, offered),
        "href": contract_address(place, "meeting-new-of", title),
        "hold_href": contract_address(place, "meeting-new-hold", title),
    }


@on_contract("see the contract")
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """One meeting: called, held or refused. POST: a substitute is accepted."""
    data = page_data_of(place, f"meeting:{meeting}")
    form = SubstituteForm(request.POST or None)
    if request.method == "POST":
        if not place.actor.may("hold meetings"):
            raise PermissionDenied
        if form.is_valid():
            given = form.cleaned_data
            done = accept_substitute(place, meeting, request.POST.get("role", "")[:200], text=given["text"], turn=given["turn"] or uuid4())
            if done.entries:
                messages.success(request, _("Accepted, and recorded."))
                return redirect(contract_address(place, "meeting", meeting))
            form.attach(done.problems)
    return show(request, "meetings/meeting.html", place, 422 if form.errors else 200, **_one(place, data, form), **_shared(place))


@require_http_methods(["POST"])
@on_contract("hold meetings")
@grave
def sign(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """A side signs what is expected from the start."""
    page_data_of(place, f"meeting:{meeting}")
    done = sign_start(place, meeting, turn=turn_of(request.POST.get("turn", "")))
    for problem in done.problems if not done.entries else ():
        messages.error(request, str(problem))
    if done.entries:
        messages.success(request, _("Signed, by %(name)s.") % {"name": place.actor.name})
    return redirect(contract_address(place, "meeting", meeting))


def _one(place: Place, data: Data, form: SubstituteForm) -> Data:
    held, start, attendance = data["held"], data["start"], data["attendance"]
    agenda = next(iter(data["agendas"]), None)
    known = [held and held["who"], data["refused"], agenda and agenda["who"], *(start or {}).values()]
    named(place, [*known, *(attendance["stood_in"] if attendance else ())])
    acts = offers(place, data["offers"])
    missing = _missing(place, data, acts)
    slot = data["slot"]
    return {
        "title": _finding(data, agenda, start),
        "one": data,
        "agenda": agenda,
        "said": said_at(place, data["id"]) if held else None,
        "held": held and {**held, "how": MODES.get(held["mode"], held["mode"])},
        "attendance": attendance,
        "missing": missing,
        "others": [{"id": id, "href": contract_address(place, "meeting", id)} for id in (attendance or {}).get("others", ())],
        "start": start and _signing(place, start),
        "acts": acts,
        "form": form,
        "turn": uuid4(),
        "minutes_words": MINUTES.get(data["minutes"], ""),
        "come": agenda and agenda["meets_on"] <= clock.today().isoformat(),
        "outside": agenda and data["state"] == "called" and _outside(agenda["meets_on"], slot),
        "again_slot_href": contract_address(place, "meeting-slot", slot["series"], slot["label"]) if slot else "",
        "may_call": place.actor.may("hold meetings"),
        "why_not": why_not(place),
        "all_href": contract_address(place, "meetings"),
        "actions": [{**one, "href": contract_address(place, "action", one["id"])} for one in data["actions"]],
        **addresses(place, data["id"]),
    }


def _outside(day: str, slot: Data | None) -> str:
    """Where a meeting is called for a day outside the period it is for."""
    if slot is None or slot["first"] <= day <= slot["due"]:
        return ""
    return _("This day is before the period begins.") if day < slot["first"] else _("This day is after the last day of the period.")


def _finding(data: Data, agenda: Data | None, start: Data | None) -> str:
    """The heading: what became of it."""
    name = meeting_title(data["title"]) or _("Meeting")
    if data["state"] == "refused":
        return _("Refused on %(day)s: %(name)s") % {"name": name, "day": full_day(data["refused"]["on"])}
    if data["state"] == "called":
        return _("Called for %(day)s: %(name)s") % {"name": name, "day": full_day(agenda["meets_on"] if agenda else None)}
    told = {"name": name, "day": full_day(data["held"]["on"])}
    if start and len(start) > 1 and all(start.values()):
        return _("Both sides have signed: %(name)s of %(day)s") % told
    if data["attendance"]["absent"] and not data["attendance"]["made_good"]:
        return _("Held on %(day)s without somebody who must be there: %(name)s") % told
    return _("Held on %(day)s: %(name)s") % told


def _missing(place: Place, data: Data, acts: frozenset[str]) -> list[Data]:
    """Each role that was missing, and whether this side may accept a substitute for it: the other side's accepts."""
    if not data["attendance"] or data["attendance"]["made_good"]:
        return []
    may = "substitute-agreed" in acts
    return [{**one, "may": may and one["side"] != place.side} for one in data["attendance"]["absent"]]


def _signing(place: Place, start: Data) -> list[Data]:
    """Both sides, with who has signed."""
    names = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}
    for one in start.values():
        if one is not None:
            one["same_day"] = one["at"][:10] == one["on"]
    return [{"side": side, "name": names[side], "signed": start[side]} for side in ("buyer", "supplier") if side in start]


def _shared(place: Place) -> Data:
    return {"clauses_href": contract_address(place, "documents")}
