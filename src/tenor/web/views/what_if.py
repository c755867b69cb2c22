"""What if: a thing or a figure of an open period is tried, and what would follow is shown. Nothing is recorded."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tenor.desk import clock
from tenor.desk.lookups.what_if import what_if_figure, what_if_opening, what_if_thing
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.what_if_forms import FigureForm, ThingForm

Data = dict[str, Any]


@require_GET
@on_contract("see the contract")
def what_if(request: HttpRequest, place: Place) -> HttpResponse:
    """As it opens: the one thing that says most. `?about=thing` or `?about=figure`: what was asked; what cannot be tried is said."""
    data = what_if_opening(place.contract, place.side)  # type: ignore[arg-type]
    about = request.GET.get("about", "")
    given = request.GET if about in ("thing", "figure") else None
    thing = ThingForm(given if about == "thing" else None, periods=data["periods"], initial=_first(data))
    figure = FigureForm(given if about == "figure" else None, periods=data["periods"], initial=_asked_figure(request, data))
    form = {"thing": thing, "figure": figure}.get(about)
    problems: list[str] = []
    if form is not None and form.is_valid():
        try:
            data = _tried(place, about, form.cleaned_data)
        except LookupError:
            problems = [_("That is no longer open: choose again")]
    context = _context(place, data, form if form is not None and not form.is_valid() else None)
    wrong = bool(problems) or (form is not None and not form.is_valid())
    return show(
        request,
        "what_if/what_if.html",
        place,
        status=422 if wrong else 200,
        thing_form=thing,
        figure_form=figure,
        problems=problems,
        tried_none=wrong,
        **context,
    )


def _tried(place: Place, about: str, given: Data) -> Data:
    """What was asked, worked out now."""
    side: Any = place.side
    if about == "thing":
        period, _sign, thing = given["thing"].partition("|")
        return what_if_thing(place.contract, side, period, thing, given["happens"])
    period, _sign, kpi = given["figure"].partition("|")
    return what_if_figure(place.contract, side, period, kpi, (given["n"], given["of"] or 1))


def _first(data: Data) -> Data:
    chosen = data["chosen"]
    return (
        {"about": "thing", "thing": f"{chosen['period']}|{chosen['thing']['id']}", "happens": chosen["happens"]}
        if chosen
        else {"about": "thing"}
    )


def _asked_figure(request: HttpRequest, data: Data) -> Data:
    """The KPI of the page that the reader came from."""
    kpi, label = request.GET.get("kpi", ""), request.GET.get("period", "")
    known = [(p["label"], k) for p in data["periods"] for k in p["kpis"] if k["kpi"] == kpi and label in ("", p["label"])]
    if not known:
        return {"about": "figure"}
    period, own = known[0]
    best = own["best"] or (None, None)
    return {"about": "figure", "figure": f"{period}|{kpi}", "n": best[0], "of": None if own["is_count"] else best[1]}


def _context(place: Place, data: Data, form: Any) -> Data:
    return {
        "levels": data["levels"],
        "periods": data["periods"],
        "chosen": data["chosen"],
        "outcome": data["outcome"],
        "form": form,
        "as_known_on": clock.today(),
        "clauses_href": contract_address(place, "documents"),
        "summary_href": contract_address(place, "summary"),
        "here": contract_address(place, "what-if"),
        "changed": [line for line in data["outcome"]["lines"] if line["differs"]] if data["outcome"] else [],
    }
