"""Home: what needs me today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tenor.desk import clock
from tenor.desk.lookups.home import Home, Line, home
from tenor.desk.lookups.portfolio import Line as Listed
from tenor.desk.lookups.portfolio import in_part, lines, portfolio
from tenor.desk.models import Contract
from tenor.desk.permissions.roles import ROLES
from tenor.review.need_model import Group, Need
from tenor.web.doors import show, signed_in
from tenor.web.flag_words import label_of
from tenor.web.need_links import link_of
from tenor.web.parts.day import by_hour, far, short_day
from tenor.web.views.phone_first import first_page

Heads = dict[Group, tuple[str, str, str]]
PARTS = {"own rows": "phone", "own units": "unit", "one page": "summary"}  # scope of a role -> its page
MOST_LINES = 15  # of one group: a morning's work, not a wall
GLANCE = 12  # contracts beside the lines


@signed_in
def home_page(request: HttpRequest) -> HttpResponse:
    """What needs this person today, in the order in which we suggest to take it."""
    assert request.user.is_authenticated
    if elsewhere := first_page(request.user):
        return redirect(elsewhere)
    today = clock.today()
    found = home(request.user, today)
    heads = {group: _head(group, several) for group, several in found.groups}
    groups = [_group(group, several, heads, today) for group, several in found.groups]
    first = next((action for group in groups for line in group["lines"] if (action := line["action"])["may"]), None)
    if first is not None:
        first["main"] = True  # the one filled button of the page: what we suggest to do first
    context: dict[str, Any] = {
        "needs": groups,
        "tally": [{"n": len(several), "label": heads[group][2], "href": f"#{group.replace(' ', '-')}"} for group, several in found.groups],
        "dates": [_date(each) for each in found.later],
        "beyond": found.beyond,
        "glance": [
            _glance(each, today) for each in lines(list(portfolio(request.user, today)[:GLANCE]), today) if not _is_archived(each, today)
        ],
        "title": _title(found),
        "next": found.later[0] if found.later else None,
        "parts": [{"contract": contract, "role": role, "href": _part(contract, role)} for contract, role in in_part(request.user, today)],
    }
    return show(request, "home/home.html", **context)


def _title(found: Home) -> str:
    if any(line.may for _group, several in found.groups for line in several):
        return _("What needs you today")
    return _("What is waiting today") if found.groups else _("Nothing needs you today")


def _glance(line: Listed, today: date) -> dict[str, Any]:
    stands = line.standing.flags_on(today)
    return {"line": line, "stands": label_of(stands[0].kind) if stands else ""}


def _is_archived(line: Listed, today: date) -> bool:
    """It stands in the list of contracts, marked, and no more on Home."""
    return any(flag.kind == "archived" for flag in line.standing.flags_on(today))


def _part(contract: Contract, role: str) -> str:
    """Where somebody goes who is shown a part of a contract: the page of their role."""
    for name in (PARTS[ROLES[role].scope], "summary"):
        try:
            return reverse(name, args=[contract.pk])
        except NoReverseMatch:
            continue
    return ""


def _group(group: Group, several: Sequence[Line], heads: Heads, today: date) -> dict[str, Any]:
    """A group in the shape of parts/needs.html."""
    title, note, _tally = heads[group]
    left = len(several) - MOST_LINES
    more = {"href": reverse("contracts"), "label": _("and %(n)d more: see your contracts") % {"n": left}} if left > 0 else None
    lines = [_line(each, group, today) for each in several[:MOST_LINES]]
    return {"id": group.replace(" ", "-"), "title": title, "note": note, "lines": lines, "more": more}


def _head(group: Group, several: Sequence[Line]) -> tuple[str, str, str]:
    """The heads of a group for somebody who may do one of its lines, or who may only look at what others are to do."""
    others: Heads = {
        "decide": (_("Conditions met: the council decides"), _("nothing happens until it does"), _("to be decided")),
        "answer": (_("Waiting for an answer"), "", _("to be answered")),
    }
    return others[group] if group in others and not any(line.may for line in several) else _heads()[group]


def _heads() -> Heads:
    """Of each group: its heading, a quiet word beside it, and what the tally says."""
    return {
        "overdue": (_("Overdue"), "", _("overdue")),
        "due soon": (_("Due soon, or ready for you now"), "", _("due soon")),
        "decide": (_("Conditions met: you decide"), _("nothing happens until you do"), _("for you to decide")),
        "answer": (_("Waiting for your answer"), "", _("to answer")),
        "becoming final": (_("Becoming final"), _("can still change until then"), _("becoming final")),
        "silent": (_("Gone quiet"), _("no meeting or return for a long time"), _("gone quiet")),
        "equality": (_("Equality promises without an owner"), "", _("without an owner")),
    }


def _line(line: Line, group: Group, today: date) -> dict[str, Any]:
    """A line in the shape of parts/need.html."""
    need = line.need
    words, href = link_of(line)
    when, note, late = _when(need, group, today)
    return {
        "when": when,
        "when_note": note,
        "late": late,
        "what": need.what,
        "why": list(need.why),
        "where": [{"label": line.contract.title, "href": reverse("summary", args=[line.contract.pk])}],
        "clause": need.clause,
        "action": {"label": words, "href": href, "about": need.what, "main": False, "may": line.may},
    }


def _when(need: Need, group: Group, today: date) -> tuple[str, str, bool]:
    """The day of a line, a note under it, and whether it is late."""
    if group in ("decide", "answer", "silent", "equality") and need.since is not None:
        return _("Since %(day)s") % {"day": short_day(need.since, today)}, "" if need.due is None else _due(need, today), False
    if need.due is None:
        return _("As soon as you can"), "" if need.since is None else _("since %(day)s") % {"day": short_day(need.since, today)}, False
    if need.due == today:
        return _("Today by %(hour)s") % {"hour": need.due_by} if need.due_by else _("Today"), far(need.due, today), False
    return by_hour(need.due_by, short_day(need.due, today)), far(need.due, today), need.due < today


def _due(need: Need, today: date) -> str:
    return _("due %(day)s") % {"day": by_hour(need.due_by, short_day(need.due, today))}


def _date(line: Line) -> dict[str, Any]:
    """A day that lies ahead, in the shape of parts/dates.html."""
    return {
        "day": line.need.due,
        "what": line.need.what,
        "where": line.contract.title,
        "worked_out": line.need.worked_out,
        "clause": line.need.clause,
    }
