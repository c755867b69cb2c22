"""A meeting was held: who was there, what was decided, who does what by when. Or it was refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.desk import clock
from tenor.desk.actions.meetings import Held, Meeting, hold_meeting, refuse_meeting
from tenor.desk.pages.view import Data
from tenor.desk.visible import Place
from tenor.ledger.record import Recorded
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence
from tenor.web.role_words import who_choices
from tenor.web.views.meeting_forms import MOST_ROWS, ROWS, HeldForm, RefusedForm
from tenor.web.views.meeting_words import meeting_title, page_data_of

METHODS = ["GET", "HEAD", "POST"]


@on_contract("hold meetings")
@require_http_methods(METHODS)
def of_meeting(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """One that was called."""
    if page_data_of(place, f"meeting:{meeting}")["state"] != "called":
        return redirect(contract_address(place, "meeting", meeting))
    return _hold(request, place, f"meeting/{meeting}", meeting)


@on_contract("hold meetings")
@require_http_methods(METHODS)
def of_slot(request: HttpRequest, place: Place, series: str, slot: str) -> HttpResponse:
    """One of a slot, that no agenda called."""
    return _hold(request, place, f"slot/{series} {slot}")


@on_contract("hold meetings")
@require_http_methods(METHODS)
def of_title(request: HttpRequest, place: Place, title: str) -> HttpResponse:
    """One of no series, that no agenda called."""
    return _hold(request, place, f"title/{title}")


def _hold(request: HttpRequest, place: Place, what: str, id: str = "") -> HttpResponse:
    data = page_data_of(place, f"meeting-prepare:{what}")
    meeting = Meeting(id=id, series=data["series"], slot=data["slot"], title="" if data["series"] else data["title"])
    no = request.method == "POST" and "refuse" in request.POST
    held = _form(place, request.POST if request.method == "POST" and not no else None, data)
    refused = RefusedForm(request.POST if no else None, today=clock.today())
    form: Any = refused if no else held
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        done = _refused(place, meeting, refused) if no else _held(place, meeting, held)
        if done.entries:
            messages.success(request, _("Recorded. Both sides see it now."))
            return redirect(contract_address(place, "meeting", done.entries[0].event.meeting))  # type: ignore[union-attr]
        if any(each.code == "changed-meanwhile" for each in done.problems):
            form.tell_stale([each.said for each in done.problems], place.contract.head)
        else:
            form.attach(done.problems)
    return _page(request, place, data, held, refused, what, id)


def _form(place: Place, post: QueryDict | None, data: Data) -> HeldForm:
    people = _people(data)
    owners = who_choices(dict.fromkeys([*people, "buyer", "supplier"]), place.contract)
    return HeldForm(post, roles=people, owners=owners, today=clock.today(), initial=_initial(data))


def _held(place: Place, meeting: Meeting, form: HeldForm) -> Recorded:
    given = form.cleaned_data
    held = Held(on=given["on"], present=form.present(), mode=given["mode"], text=given["text"], actions=form.actions())
    return hold_meeting(place, meeting, held, turn=given["turn"] or uuid4(), head=given["head"])


def _refused(place: Place, meeting: Meeting, form: RefusedForm) -> Recorded:
    given = form.cleaned_data
    return refuse_meeting(place, meeting, on=given["on"], text=given["text"], turn=given["turn"] or uuid4(), head=given["head"])


def _people(data: Data) -> dict[str, str]:
    """role -> who stands there by the list of contacts, for those who must attend or are invited."""
    return {role: data["names"].get(role, "") for role in dict.fromkeys([*data["must"], *data["invited"]])}


def _initial(data: Data) -> Data:
    last = data["last"] or {}
    day = last.get("meets_on", "")
    mode = last.get("mode") or ("virtual" if data["mode"].startswith("virtual") else "")
    return {"on": day if day and day <= clock.today().isoformat() else None, "mode": mode}


def _page(request: HttpRequest, place: Place, data: Data, held: HeldForm, refused: RefusedForm, what: str, id: str) -> HttpResponse:
    more = request.method == "POST" and "more" in request.POST
    if more:
        held = _more(request, place, held, data)
    wrong = refused if refused.errors or refused.was_told else held
    form = None if more or not (wrong.errors or wrong.was_told) else wrong
    for each in (held, refused):
        each.initial["head"] = place.contract.head
    context = {
        "title": _("Record a meeting that was held"),
        "data": data,
        "name": meeting_title(data["title"]),
        "when": sentence(data["said"]) if data["said"] else "",
        "held": held,
        "refused": refused,
        "form": form,
        "acts": offers(place, data["offers"]),
        "of": id or what.partition("/")[2],
        "back_href": contract_address(place, "meeting", id) if id else contract_address(place, "meetings"),
        "clauses_href": contract_address(place, "documents"),
    }
    status = 409 if form is not None and form.was_told else 422 if form is not None else 200
    return show(request, "meetings/hold.html", place, status, **context)


def _more(request: HttpRequest, place: Place, form: HeldForm, data: Data) -> HeldForm:
    """The same form with more rows for actions, and all that was typed."""
    post = request.POST.copy()
    post["rows"] = str(min(form.count + ROWS, MOST_ROWS))
    made = _form(place, post, data)
    made.errors.clear()
    return made
