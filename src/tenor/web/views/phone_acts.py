"""What a telephone kept while it had no signal, sent as JSON: one act at a time, by its own id, so that none is recorded twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.desk import clock
from tenor.desk.lookups.own_rows import own_rows
from tenor.desk.visible import NotFoundError, Place, get_place
from tenor.web.parts.sentence import sentence
from tenor.web.views.phone_log import MADE, SENT, Said, tell

MOST_BYTES = 4_000
Data = Mapping[str, Any]
T = TypeVar("T")


@require_http_methods(["GET", "POST"])
def acts(request: HttpRequest, id: UUID) -> HttpResponse:
    """GET: the token to send with, the moment, and as whom. POST: one act. Only for pages of this site; never kept in a cache."""
    answer = _answer(request, id)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _answer(request: HttpRequest, id: UUID) -> JsonResponse:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return JsonResponse({"state": "refused", "say": [_("This can be sent from Tenor's own pages only.")]}, status=403)
    if not request.user.is_authenticated:
        return JsonResponse({"state": "signed out"}, status=401)
    try:
        place = get_place(request.user, id)
    except NotFoundError:
        return JsonResponse({"state": "not here", "say": [_("You are no longer on this contract. Ask your contract manager.")]}, status=404)
    if not place.actor.may("log rows"):
        return JsonResponse({"state": "refused", "say": [_("Your role may not log this. Ask your contract manager.")]}, status=403)
    if request.method == "GET":
        return JsonResponse({"csrf": get_token(request), "now": clock.now().isoformat(), "who": place.actor.by})
    return _take(request, place)


def _take(request: HttpRequest, place: Place) -> JsonResponse:
    given = _read(request)
    if given is None:
        return _refused(_("This could not be read. Enter it again."))
    if given.get("who") != place.actor.by:
        return JsonResponse({"state": "another"}, status=409)  # kept by somebody else on this telephone
    own = own_rows(place)
    kind = next((kind for kind in own["kinds"] if kind["dataset"] == given.get("dataset")), None)
    said = _said(given)
    if said is None or kind is None:
        return _refused(_("This could not be read. Enter it again."))
    told = tell(place, own, kind, said)
    if told.problems:
        return _refused(*(str(sentence(one.said)) for one in told.problems))
    lines = [told.receipt, *(str(sentence(note.said)) for note in told.notes)]
    return JsonResponse({"state": "kept", "say": [line for line in lines if line]})


def _refused(*say: str) -> JsonResponse:
    return JsonResponse({"state": "refused", "say": list(say)}, status=422)


def _read(request: HttpRequest) -> Data | None:
    if len(request.body) > MOST_BYTES:
        return None
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError):  # nested without end
        return None
    return given if isinstance(given, dict) else None


def _said(given: Data) -> Said | None:
    """The act; None where it is not in the shape that our page sends."""
    id, day = _part(given, "id", UUID), _part(given, "day", date.fromisoformat)
    what, unit = given.get("what"), given.get("unit")
    if id is None or day is None or what not in (MADE, SENT) or not isinstance(unit, str):
        return None
    moment = _part(given, "moment", datetime.fromisoformat)
    return Said(
        what=str(what),
        unit=unit,
        day=day,
        id=str(id),
        to=str(given.get("to", "")),
        done=_part(given, "done", date.fromisoformat),
        moment=moment if moment is not None and moment.tzinfo is not None else None,
        phone_day=_part(given, "phone_day", date.fromisoformat),
    )


def _part(given: Data, name: str, read: Callable[[str], T]) -> T | None:
    """One value as what it must be; None where it is not that."""
    try:
        return read(given[name]) if isinstance(given.get(name), str) else None
    except ValueError:
        return None
