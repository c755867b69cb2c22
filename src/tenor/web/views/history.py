"""The history of a contract: every entry, each opened, and how the contract stood by what was known on an earlier day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tenor.base.said_data import said_of
from tenor.base.wording import say
from tenor.desk import clock
from tenor.desk.lookups.history import find_entry, names_of
from tenor.desk.lookups.pages import page_on
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.lists import take_away, wanted_form
from tenor.web.parts.day import read_day
from tenor.web.views.summary import context as summary_context
from tenor.web.views.summary_strip import chosen_year

ON_A_PAGE = 50
SUBJECTS = (
    "returns",
    "agreements",
    "meetings",
    "plans",
    "notices",
    "decisions",
    "working together",
    "keeping",
)


@on_contract("see the contract")
def history(request: HttpRequest, place: Place) -> HttpResponse:
    """Every entry, newest first; filtered by subject, side and words in the address."""
    lines = page_data(place.contract, place.side, "history")["entries"]  # type: ignore[arg-type]
    names = names_of(place.contract)
    asked = {name: request.GET.get(name, "")[:100] for name in ("subject", "side", "q")}
    form, found = wanted_form(request), lines[::-1]
    if form or any(asked.values()):  # else only the lines of one page are put into words
        found = [line for line in (_line(each, names) for each in found) if _fits(line, asked)]
    if form:
        rows = [[n["seq"], _day(n.get("on")), n.get("at", ""), n.get("who", ""), n.get("side", ""), n["text"]] for n in found]
        columns = ["Entry", "Happened on", "Recorded at (UTC)", "By", "Side", "What"]
        return take_away(request, form, "history", columns, rows, str(place.contract.pk))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    lead = _("%(n)d entries, each tied to the one before: none can be changed or taken out unseen.") % {"n": len(lines)}
    context: dict[str, Any] = {
        "page": page,
        "lines": [line if "text" in line else _line(line, names) for line in page.object_list],
        "filters": _filters(place, asked),
        "lead": lead,
        "head": place.contract.head,
    }
    return show(request, "history/history.html", place, title=_("History"), today_iso=clock.today().isoformat(), **context)


@on_contract("see the contract")
def entry(request: HttpRequest, place: Place, seq: int) -> HttpResponse:
    """One entry: what it says, what was said with it, what its maker saw."""
    told = find_entry(place.contract, place.side, seq)  # type: ignore[arg-type]
    if told is None:
        raise Http404
    names = names_of(place.contract)
    who = names.get(told.entry.by, told.entry.by)
    return show(request, "history/entry.html", place, told=told, entry=told.entry, who=who, title=say(said_of(dict(told.said))))


@on_contract("see the contract")
def as_known(request: HttpRequest, place: Place) -> HttpResponse:
    """The Summary as it stood at the end of `?on=`, by what was known at the end of `?known=` (left out: the same day)."""
    on = read_day(request.GET.get("on"))
    known = read_day(request.GET.get("known")) or on
    today = clock.today()
    starts = place.contract.starts or date.min
    if on is None or known is None or not starts <= on <= today or known > today:
        first, last = starts.isoformat(), today.isoformat()
        return show(request, "history/as_known_wrong.html", place, 422, title=_("Which day?"), first=first, last=last)
    data = page_on(place.contract, place.side, "summary", on=on, as_known_at=known)  # type: ignore[arg-type]
    year = chosen_year(data["strip"]["years"], request.GET.get("year", ""), on)
    context = {**summary_context(place, data, year, on), "as_known_on": on, "known_at": known, "today": on}
    return show(request, "history/as_known.html", place, **context)


def _line(line: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    text = say(said_of(line["said"]))
    return {**line, "text": text[:1].upper() + text[1:], "who": names.get(line.get("by", ""), line.get("by", ""))}


def _fits(line: dict[str, Any], asked: dict[str, str]) -> bool:
    words = asked["q"].casefold().split()
    text = f"{line['text']} {line['who']} {line.get('on', '')}".casefold()
    return (
        (not asked["subject"] or line.get("subject") == asked["subject"])
        and (not asked["side"] or line.get("side") == asked["side"])
        and all(word in text for word in words)
    )


def _filters(place: Place, asked: dict[str, str]) -> dict[str, Any]:
    """The panel, in the shape of parts/filters.html."""
    anything = {"value": "", "label": _("Everything"), "chosen": not asked["subject"]}
    subjects = [{"value": name, "label": name.capitalize(), "chosen": asked["subject"] == name} for name in SUBJECTS]
    sides = [("", _("Both sides")), ("buyer", place.contract.organisation.name), ("supplier", place.contract.supplier_name)]
    return {
        "row": True,
        "fields": [
            {"kind": "search", "name": "q", "label": _("Words or a name"), "value": asked["q"]},
            {"kind": "select", "name": "subject", "label": _("About"), "options": [anything, *subjects]},
            {
                "kind": "select",
                "name": "side",
                "label": _("Done by"),
                "options": [{"value": side, "label": label, "chosen": asked["side"] == side} for side, label in sides],
            },
        ],
        "clear_href": reverse("history", args=[place.contract.pk]) if any(asked.values()) else "",
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
