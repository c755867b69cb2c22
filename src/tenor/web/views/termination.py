"""Ending a contract early: the route, its gates as a checklist, and the last step, which only people take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.termination import choose_route, consider_representations, end_contract, invite_representations
from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.documents.notice_text import capital
from tenor.web.doors import on_contract, show
from tenor.web.doors_grave import grave
from tenor.web.forms import ActForm
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.termination_forms import GROUND_WORDS, ConsideredForm, EndContractForm, InviteForm, RouteForm, basis_words

Data = dict[str, Any]
both = require_http_methods(["GET", "HEAD", "POST"])
ABOUT = {"supplier": "", "subcontractor": "subcontractor"}


@on_contract("see the contract")
def termination(request: HttpRequest, place: Place) -> HttpResponse:
    """Where it stands. Both sides see the same."""
    data = page_on(place.contract, place.actor.side, "termination")
    names = names_of(place.contract)
    for act in (data["route"], data["ended"], *data["earlier"]):
        if act:
            act["who"] = names.get(act["by"], "")
    actor, open_to = place.actor, offers(place, data["offers"])
    context = {
        "title": _title(data),
        "data": data,
        "route": _route(data["route"]),
        "earlier": [_route(each) for each in data["earlier"]],
        "gates": [_gate(place, each, names) for each in data["gates"]],
        "steps": [_linked(place, {**each, "name": capital(each["name"])}, "why-step", each["id"]) for each in data["steps"]],
        "notices": [_linked(place, each, "letter", each["id"]) for each in data["notices"]],
        "letters": [_linked(place, each, "letter-new", f"={each['name']}") for each in data["letters"]],
        "may_choose": actor.may("decide a step") and data["ended"] is None and "termination-route-chosen" in open_to,
        "may_write": actor.may("issue a notice"),
        "may_end": "contract-ended" in open_to and data["ended"] is None,
        "may_ever_end": actor.may("end the contract"),
        "over": data["ends"] < clock.today().isoformat(),
        "ending_href": contract_address(place, "ending"),
        "messages_href": contract_address(place, "messages"),
        "clauses_href": contract_address(place, "documents"),
        "ours": place.side == "buyer",
    }
    return show(request, "termination/termination.html", place, **context)


def _linked(place: Place, one: Data, page: str, what: str) -> Data:
    return {**one, "href": contract_address(place, page, what)}


def _title(data: Data) -> str:
    """How it stands, in one line: terminated, ended by agreement, completed and expired are four."""
    over = data["ends"] < clock.today().isoformat()
    if data["ended"] is not None or over:
        last = {"day": full_day(data["ends"])}
        said = {
            "terminated": _("Terminated: its last day is %(day)s"),
            "ended by agreement": _("Ended by agreement: its last day is %(day)s"),
            "completed": _("Completed: its last day is %(day)s"),
            "expired": _("Expired: its last day was %(day)s"),
        }
        return said[data["how"]] % last
    if data["route"] is None:
        return _("No way to an early ending has been chosen")
    if data["barred"]:
        return _("A route is chosen; it is not open yet")
    return _("A route is chosen. Nothing ends by itself: you decide")


def _route(route: Data | None) -> Data | None:
    if route is None:
        return None
    return {**route, "words": basis_words()[route["basis"]], "ground_words": GROUND_WORDS.get(route["ground"], "")}


def _gate(place: Place, gate: Data, names: dict[str, str]) -> Data:
    """The two halves of a gate: told and asked, then looked at."""
    about = next(slug for slug, meant in ABOUT.items() if meant == gate["about"])
    for act in (gate["invited"], gate["considered"]):
        if act:
            act["who"] = names.get(act["by"], "")
    over = gate["until"] is not None and gate["until"] < clock.today().isoformat()
    may_invite = place.actor.may("issue a notice") and gate["considered"] is None
    may_look = place.actor.may("decide a step") and over and gate["considered"] is None
    return {
        **gate,
        "subcontractor": bool(gate["about"]),
        "over": over,
        "invite_href": contract_address(place, "termination-invite", about) if may_invite else "",
        "considered_href": contract_address(place, "termination-considered", about) if may_look else "",
    }


# --- the acts ----------------------------------------------------------------------------------------------------


@on_contract("decide a step")
@both
def route(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose the right on which it would end."""

    def order(given: Data, turn: UUID) -> tuple[Problem, ...]:
        ground = given.get("ground") or ""
        return choose_route(place, basis=given["basis"], ground=ground, why=given["why"], turn=turn)

    lines = [
        _("Choosing a route ends nothing. It says which gates have to be passed. Chosen again, the gates begin anew."),
        _("Ask legal first. Figures below target alone are no ground of the right that law implies."),
    ]
    return _act(
        request,
        place,
        RouteForm(request.POST or None),
        order,
        act="termination-route-chosen",
        title=_("Choose the route"),
        lines=lines,
        button=_("Choose this route"),
    )


@on_contract("issue a notice")
@both
def invite(request: HttpRequest, place: Place, about: str) -> HttpResponse:
    """The intention was told; the other side may answer until a day."""
    meant = _about(place, about)
    lines = [_("Tenor tells nobody. Write to the supplier yourself, then keep here what it was told.")]
    if meant:
        lines.append(_("It is also given the chance to stop using the subcontractor, or to replace it."))
    return _act(
        request,
        place,
        InviteForm(request.POST or None, today=clock.today()),
        lambda given, turn: invite_representations(place, about=meant, until=given["until"], text=given["text"], turn=turn),
        act="representations-invited",
        title=_("The intention, and time to answer"),
        lines=lines,
        button=_("Keep it"),
    )


@on_contract("decide a step")
@both
def considered(request: HttpRequest, place: Place, about: str) -> HttpResponse:
    """What came was looked at."""
    meant = _about(place, about)
    return _act(
        request,
        place,
        ConsideredForm(request.POST or None),
        lambda given, turn: consider_representations(place, about=meant, text=given["text"], turn=turn),
        act="representations-considered",
        title=_("What the supplier had to say"),
        lines=[_("Also where it said nothing: write that, and what you conclude.")],
        button=_("Keep it"),
    )


@on_contract("end the contract")
@both
@grave
def end(request: HttpRequest, place: Place) -> HttpResponse:
    """The last step: by the head of service or legal, on the route chosen, its gates passed."""
    data = page_on(place.contract, place.actor.side, "termination")
    if data["route"] is None or data["ended"] is not None:
        raise Http404
    how = "agreement" if data["route"]["basis"] == "agreement" else "termination"
    closed = "" if how == "agreement" or not data["barred"] else _("The gates of this route are not passed yet.")
    lines = [
        _("Route: %(route)s.") % {"route": basis_words()[data["route"]["basis"]]},
        _("This ends the contract for both sides. Terminated, completed and expired are three endings: this one is recorded as %(how)s.")
        % {"how": _("ended by agreement") if how == "agreement" else _("terminated")},
    ]
    return _act(
        request,
        place,
        EndContractForm(request.POST or None),
        lambda given, turn: end_contract(place, how=how, last_day=given["last_day"], why=given["why"], turn=turn),
        act="contract-ended",
        title=_("End the contract"),
        lines=lines,
        button=_("End the contract"),
        danger=True,
        closed=closed,
    )


def _about(place: Place, slug: str) -> str:
    """Of whom a gate is; no page where the route has no such gate."""
    gates = page_on(place.contract, place.actor.side, "termination")["gates"]
    if ABOUT.get(slug) not in [gate["about"] for gate in gates]:
        raise Http404
    return ABOUT[slug]


def _act(
    request: HttpRequest,
    place: Place,
    form: ActForm,
    order: Callable[[Data, UUID], tuple[Problem, ...]],
    *,
    act: str,
    title: str,
    lines: list[str],
    button: str,
    danger: bool = False,
    closed: str = "",
) -> HttpResponse:
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and not closed and form.is_valid():
        problems = order(form.cleaned_data, form.cleaned_data["turn"] or uuid4())
        if not problems:
            messages.success(request, _("Kept. Both sides see it."))
            return redirect("termination", place.contract.pk)
    refused = request.method == "POST" and bool(problems or form.errors or closed)
    context: Data = {"title": title, "lines": lines, "button": button, "danger": danger, "closed": closed, "act": act}
    context |= {"of": place.contract.pk, "form": form, "problems": problems, "back_href": contract_address(place, "termination")}
    return show(request, "termination/act.html", place, 422 if refused else 200, **context)
