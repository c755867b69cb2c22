"""A plan on paper: in the very columns that the contract prints, or with those after them for which its table has no room (3B-28)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tenor.desk.visible import Place
from tenor.review.plan_text import PRINTED
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.day import full_day
from tenor.web.views.plan import plan_context, read_plan
from tenor.web.views.plan_versions import shown, words_of

Data = dict[str, Any]
MORE = ("milestone", "by", "owner", "resource", "review_on")


@on_contract("see the contract")
@require_safe
def print_plan(request: HttpRequest, place: Place, plan: str) -> HttpResponse:
    """`?version=`: one of its versions, else the latest; `?columns=printed`: the contract's own columns and no others."""
    data = read_plan(place, plan)
    context = plan_context(place, data, offers(place, data["offers"]))
    number = request.GET.get("version", "")
    versions = [*reversed(context["older"]), *([context["latest"]] if context["latest"] else [])]
    one = next((each for each in versions if str(each["n"]) == number), context["latest"] if not number else None)
    if one is None:
        raise Http404
    only = request.GET.get("columns") == "printed"
    columns = PRINTED if only else (*PRINTED, *MORE)
    words = words_of(data)
    rows = [{**row, "review_on": full_day(one["review_on"]) if one["review_on"] else ""} for row in one["rows"]]
    return show(
        request,
        "plans/print.html",
        place,
        **context,
        one=one,
        only=only,
        head=[words[name] for name in columns],
        rows=[[row["review_on"] if name == "review_on" else shown(row, name) for name in columns] for row in rows],
        agreed_words=_("agreed") if one["agreed_on"] else _("proposed, not agreed"),
    )
