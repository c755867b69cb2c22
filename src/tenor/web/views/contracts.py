"""The list of contracts: search, filters, sorting, views a person saved, and the list taken away."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenor.base.wording import say
from tenor.desk import clock
from tenor.desk.actions.views import forget_view, save_view
from tenor.desk.lookups.portfolio import FILTERS, SORTS, Line, being_set_up, lines, portfolio, tally
from tenor.desk.reach import reach_of
from tenor.review.standing_model import Flag
from tenor.web.doors import show, signed_in
from tenor.web.flag_words import label_of
from tenor.web.lists import MOST_ROWS, take_away, wanted_form

RED = ("return late", "silent", "warning in force", "no manager", "minutes late")  # what is late or wrong, not what is only so
ON_A_PAGE = 25
STRIP = 12  # periods shown of each contract
KEPT = ("q", "f", "sort")  # what of the address makes a view


@signed_in
def contracts(request: HttpRequest) -> HttpResponse:
    """The contracts that fit the filters of the address."""
    assert request.user.is_authenticated
    today = clock.today()
    words, flags, sort = request.GET.get("q", "")[:100], request.GET.getlist("f")[:20], request.GET.get("sort", "")
    found = portfolio(request.user, today, words=words, flags=flags, sort=sort)
    form = wanted_form(request)
    if form:
        return _take_away(request, form, lines(list(found[:MOST_ROWS]), today))
    counts = tally(request.user, today)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [_row(line) for line in lines(list(page.object_list), today)],
        "filters": _filters(words, flags, sort or SORTS[0], counts),
        "counts": counts,
        "set_up": being_set_up(request.user, today),
        "views": request.user.settings.get("views", []),
        "query": urlencode([(k, v) for k in KEPT for v in request.GET.getlist(k) if v]),
        "filtered": bool(words or flags),
        "title": _("Contracts"),
        "new_href": reverse("new-contract") if reach_of(request.user, today).may_set_up else "",
    }
    return show(request, "contracts/list.html", **context)


@require_POST
@signed_in
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filters of a list under a name, or take a kept one away."""
    assert request.user.is_authenticated
    query = request.POST.get("query", "")[:500]
    if request.POST.get("forget"):
        forget_view(person=request.user, name=request.POST["forget"])
    else:
        save_view(person=request.user, name=request.POST.get("name", ""), query=query)
    return HttpResponseRedirect(f"{reverse('contracts')}?{query}")


def _filters(words: str, flags: list[str], sort: str, counts: dict[str, int]) -> dict[str, object]:
    """The panel, in the shape of parts/filters.html."""
    ticks = [{"value": flag, "label": label_of(flag), "n": counts[flag], "chosen": flag in flags} for flag in FILTERS]
    orders = [{"value": name, "label": label, "chosen": name == sort} for name, label in _sorts().items()]
    return {
        "fields": [
            {"kind": "search", "name": "q", "label": _("Name, number or supplier"), "value": words},
            {"kind": "ticks", "name": "f", "label": _("What stands"), "options": ticks},
            {"kind": "select", "name": "sort", "label": _("Order by"), "options": orders},
        ],
        "clear_href": reverse("contracts") if words or flags else "",
    }


def _row(line: Line) -> dict[str, object]:
    today = clock.today()
    stands = line.standing
    marks = [
        {"level": mark.level, "state": mark.state, "questioned": mark.disputed, "reading": mark.reading, "period": mark.period}
        for mark in stands.strip[-STRIP:]
    ]
    return {
        "line": line,
        "strip": marks,
        "flags": [(label_of(f.kind), f.kind in RED) for f in _once(stands.flags_on(today))],
        "next": stands.next_on(today),
    }


def _once(flags: Sequence[Flag]) -> list[Flag]:
    """Each kind of flag once: the first of it."""
    return list({flag.kind: flag for flag in reversed(flags)}.values())[::-1]


def _sorts() -> dict[str, str]:
    words = (_("What stands first"), _("Name"), _("Supplier"), _("Latest rating, worst first"), _("Next date"), _("Trend"))
    return dict(zip(SORTS, words, strict=True))


def _take_away(request: HttpRequest, form: str, found: list[Line]) -> HttpResponse:
    today = clock.today()
    columns = ["Reference", "Contract", "Supplier", "Starts", "Ends", "Rating", "Of", "Trend", "What stands", "Next date", "Next"]
    rows = []
    for line in found:
        stands, next_ = line.standing, line.standing.next_on(today)
        rows.append(
            [
                line.contract.reference,
                line.contract.title,
                line.contract.supplier_name,
                line.contract.starts,
                line.contract.ends,
                stands.level or "",
                stands.level_of,
                stands.trend.direction,
                ", ".join(dict.fromkeys(flag.kind for flag in stands.flags_on(today))),
                next_.day if next_ else None,
                say(next_.what) if next_ else "",
            ]
        )
    return take_away(request, form, "contracts", columns, rows)
