"""An agenda: drafted from what is known, changed, kept in hand, sent out; and read by both sides."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk.actions.agendas import MOST_ITEMS, Agenda, Line, body_of, find_draft, issue_agenda, save_agenda
from tenor.desk.models import Draft
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence
from tenor.web.role_words import who_choices
from tenor.web.views.meeting_draft import facts_of, form_of, keys_of, roles_of
from tenor.web.views.meeting_forms import AgendaForm, posted_lines
from tenor.web.views.meeting_words import MODES, addresses, meeting_title, named, page_data_of, why_not

Data = dict[str, Any]
BOXES = ("meets_on", "time", "mode", "place", "invited", "others")
METHODS = ["GET", "HEAD", "POST"]


@on_contract("hold meetings")
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """Which meeting of no series is to be called? `?step=` leads on to that of a step."""
    if request.GET.get("step"):
        return redirect(contract_address(place, "meeting-new-of", request.GET["step"][:200]) or contract_address(place, "meetings"))
    data = page_data_of(place, "meeting-choices")
    choices = [
        {**one, "name": meeting_title(one["title"]), "href": contract_address(place, "meeting-new-of", one["title"])}
        for one in data["choices"]
    ]
    return show(
        request, "meetings/new.html", place, title=_("Which meeting do you want to call?"), choices=choices, slots=_slots(place, data)
    )


def _slots(place: Place, data: Data) -> list[Data]:
    return [{**one, "href": contract_address(place, "meeting-slot", one["series"], one["label"])} for one in data["slots"]]


@on_contract("see the contract")
@require_http_methods(METHODS)
def of_slot(request: HttpRequest, place: Place, series: str, slot: str) -> HttpResponse:
    """The agenda for a slot of a series."""
    return _prepare(request, place, f"slot/{series} {slot}")


@on_contract("see the contract")
@require_http_methods(METHODS)
def of_title(request: HttpRequest, place: Place, title: str) -> HttpResponse:
    """The agenda for a meeting of no series: one that a step asks for, or the one before the start."""
    return _prepare(request, place, f"title/{title}")


@on_contract("see the contract")
@require_http_methods(METHODS)
def again(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """Another version of an agenda that went out."""
    return _prepare(request, place, f"meeting/{meeting}", meeting)


@on_contract("see the contract")
def read(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """The agenda as it went out; `?version=` an earlier one."""
    data = page_data_of(place, f"meeting:{meeting}")
    wanted = request.GET.get("version", "")
    one = next((each for each in data["agendas"] if not wanted or str(each["version"]) == wanted), None)
    if one is None:
        raise Http404
    named(place, [one["who"]])
    context = {
        "title": _("Agenda: %(name)s") % {"name": meeting_title(data["title"]) or meeting},
        "agenda": {**one, "how": MODES.get(one["mode"], one["mode"])},
        "newest": one is data["agendas"][0],
        "others": [each for each in data["agendas"] if each is not one],
        "one": data,
        "clauses_href": contract_address(place, "documents"),
        "acts": offers(place, data["offers"]),
        **addresses(place, meeting),
    }
    return show(request, "meetings/agenda.html", place, **context)


# --- preparing ---------------------------------------------------------------------------------------------------


def _prepare(request: HttpRequest, place: Place, what: str, meeting: str = "") -> HttpResponse:
    data = page_data_of(place, f"meeting-prepare:{what}")
    acts = offers(place, data["offers"])
    draft = find_draft(place, what) if place.actor.may("hold meetings") else None
    blocks = [Line(key=one["key"], title=meeting_title(sentence(one["title"])), text=facts_of(one)) for one in data["items"]]
    if request.method != "POST":
        return _page(request, place, data, acts, form_of(data, blocks, draft, place.contract), draft, meeting)
    if not place.actor.may("hold meetings"):
        raise PermissionDenied
    roles = who_choices(roles_of(data), place.contract)
    form = AgendaForm(request.POST, lines=posted_lines(request.POST, blocks), roles=roles, blocks=keys_of(data))
    if form.is_valid():
        answer = _act(request, place, data, form, what, meeting)
        if answer is not None:
            return answer
    return _page(request, place, data, acts, form, draft, meeting, 409 if form.was_told else 422)


def _act(request: HttpRequest, place: Place, data: Data, form: AgendaForm, what: str, meeting: str) -> HttpResponse | None:
    """What was pressed; None where it could not be done, and the form says why."""
    if "save" in request.POST or "more" in request.POST:
        return _kept(request, place, form, what)
    given, lines = form.cleaned_data, form.typed_lines()
    if given["meets_on"] is None:
        form.add_error("meets_on", _("Say which day the meeting is"))
        return None
    agenda = Agenda(
        meets_on=given["meets_on"],
        lines=lines,
        meeting=meeting,
        series=data["series"],
        slot=data["slot"],
        title="" if data["series"] else data["title"],
        time=given["time"],
        place=given["place"],
        mode=given["mode"],
        invited=[*given.get("invited", ()), *(line.strip() for line in given["others"].splitlines() if line.strip())],
    )
    done = issue_agenda(place, what, agenda, turn=given["turn"] or uuid4(), head=given["head"])
    if done.entries:
        messages.success(request, _("The agenda is sent. Both sides see it now."))
        return redirect(contract_address(place, "meeting", done.entries[0].event.meeting))  # type: ignore[union-attr]
    _tell(form, done.problems, place)
    return None


def _kept(request: HttpRequest, place: Place, form: AgendaForm, what: str) -> HttpResponse | None:
    """Kept in hand; "more" adds an item."""
    given, lines = form.cleaned_data, form.typed_lines()
    if "more" in request.POST and len(lines) < MOST_ITEMS:
        last = max((int(line.key[1:]) for line in lines if line.key.startswith("x")), default=0)
        lines.append(Line(key=f"x{last + 1}", title=""))
    typed = {name: given.get(name) for name in BOXES}
    body = body_of({**typed, "meets_on": given["meets_on"].isoformat() if given["meets_on"] else ""}, lines)
    wrong = save_agenda(place, what, body, saved=given["saved"] or 0)
    if wrong:
        _tell(form, wrong, place)
        draft = find_draft(place, what)
        form.data = {name: form.data.get(name) for name in form.data} | {"saved": str(draft.turn if draft else 0)}
        return None
    if "more" in request.POST:
        return redirect(f"{request.path}#id_title_{lines[-1].key}")
    messages.success(request, _("Kept. Nobody but your side sees it until you send it."))
    return redirect(request.path)


def _tell(form: AgendaForm, problems: tuple[Problem, ...], place: Place) -> None:
    """Beside the item that is missing; what changed meanwhile on top, with everything typed still there."""
    stale = [each for each in problems if each.code in ("changed-meanwhile", "draft-saved-meanwhile")]
    if stale:
        form.tell_stale([each.said for each in stale], place.contract.head)
        return
    for each in problems:
        box = f"text_{each.said.values.get('n')}"
        if each.code == "agenda-block-missing" and box in form.fields:
            form.add_error(
                box, _("Write something for “%(item)s”, or tick that there is nothing to report") % {"item": each.said.values["item"]}
            )
        else:
            form.attach([each])


def _page(
    request: HttpRequest,
    place: Place,
    data: Data,
    acts: frozenset[str],
    form: AgendaForm,
    draft: Draft | None,
    meeting: str,
    status: int = 200,
) -> HttpResponse:
    form.initial["head"] = place.contract.head
    facts = {one["key"]: one["facts"] for one in data["items"]}
    clauses = {one["key"]: one["clause"] for one in data["items"]}
    items = [{**one, "clause": clauses.get(one["line"].key, []), "facts": facts.get(one["line"].key, [])} for one in form.items]
    context = {
        "title": _title(data, meeting, may="agenda-issued" in acts),
        "data": data,
        "items": items,
        "form": form,
        "draft": draft,
        "acts": acts,
        "of": meeting or (f"{data['series']} {data['slot']}" if data["series"] else data["title"]),
        "all_href": contract_address(place, "meetings"),
        "meeting_href": contract_address(place, "meeting", meeting) if meeting else "",
        "hold_href": _hold_href(place, data, meeting),
        "next_href": data["next"] and contract_address(place, "meeting-slot", data["next"]["series"], data["next"]["label"]),
        "held": [{"id": id, "href": contract_address(place, "meeting", id)} for id in data["held"]],
        "called": [{"id": id, "href": contract_address(place, "meeting", id)} for id in data["called"] if id != meeting],
        "why_not": why_not(place),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "meetings/prepare.html", place, status, **context)


def _title(data: Data, meeting: str, *, may: bool) -> str:
    name = meeting_title(data["title"])
    if not may:
        return _("What the agenda would say today: %(name)s") % {"name": sentence(data["said"]) if data["said"] else name}
    if meeting:
        return _("Change the agenda: %(name)s") % {"name": name}
    if data["said"]:
        return _("Prepare the meeting for %(slot)s") % {"slot": sentence(data["said"])}
    return _("Prepare: %(name)s") % {"name": name}


def _hold_href(place: Place, data: Data, meeting: str) -> str:
    if meeting:
        return contract_address(place, "meeting-hold", meeting)
    if data["series"]:
        return contract_address(place, "meeting-slot-hold", data["series"], data["slot"])
    return contract_address(place, "meeting-new-hold", data["title"])
