"""The drawings in the pages, each by an address of its own that says what it shows: a browser keeps it for ever."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from tenor.desk.drawing import NotDrawnError
from tenor.desk.lookups.charts import drawn_chart
from tenor.desk.visible import Place
from tenor.web.doors import on_contract
from tenor.web.parts.asked_day import asked_days

FOR_EVER = 365 * 24 * 3600


@require_GET
@on_contract("see the contract")
def chart(request: HttpRequest, place: Place, year: int, name: str, key: str) -> HttpResponse:
    """The SVG. A key that is behind leads to the present one; `?on=` and `?known=` to a chart of another day."""
    days = asked_days(request)
    try:
        now, svg = drawn_chart(place.contract, place.side, year, name, key, **days)  # type: ignore[arg-type]
    except (LookupError, NotDrawnError):
        raise Http404 from None
    if now != key and not any(days.values()):
        return HttpResponseRedirect(reverse("chart", args=(place.contract.pk, year, name, now)))
    answer = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    if now == key:
        answer["Cache-Control"] = f"private, max-age={FOR_EVER}, immutable"
    return answer
