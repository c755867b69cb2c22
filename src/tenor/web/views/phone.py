"""The telephone of a person on the road: what have you done? Two buttons, what is still to be sent and by when, what came back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tenor.desk import clock
from tenor.desk.lookups.own_rows import own_rows
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.day import short_day
from tenor.web.parts.sentence import sentence
from tenor.web.views import phone_words as words
from tenor.web.views.phone_forms import MadeForm, SentForm
from tenor.web.views.phone_log import MADE, SENT, Said, Told, tell

DOOR = ("see own rows", "log rows")
WORKER = Path(__file__).parent.parent / "static" / "tenor" / "phone_worker.js"
Data = dict[str, Any]


@on_contract(*DOOR)
def phone(request: HttpRequest, place: Place) -> HttpResponse:
    """The first page."""
    own, today = own_rows(place), clock.today()
    kinds = {kind["dataset"]: kind for kind in own["kinds"]}
    context: Data = {
        "buttons": [button for kind in own["kinds"] for button in _buttons(place, kind)],
        "to_send": [{**row, "said": words.of_row(kinds[row["dataset"]], row, today)} for row in own["to_send"]],
        "due_heading": _due_heading(own["kinds"]),
        "still": [{**one, "noun": kinds[one["dataset"]]["noun"]} for one in own["still"]],
        "recent": [_recent(kinds[row["dataset"]], row, today) for row in own["recent"]],
        "sent_back": [row for row in own["sent_back"] if any(back["waits"] for back in row["backs"])],
        "came_back": len(own["sent_back"]),
    }
    return _show(request, place, "phone/phone.html", own, title=_("What have you done?"), **context)


@on_contract("log rows")
def made(request: HttpRequest, place: Place, dataset: str) -> HttpResponse:
    """A row made: where, and on which day."""
    own, today = own_rows(place), clock.today()
    kind = _kind(own, dataset)
    form = MadeForm(request.POST or None, own=own, today=today)
    told = Told()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = tell(place, own, kind, Said(what=MADE, unit=given["unit"], day=given["day"], id=_id(given)))
        if not told.problems:
            return _done(request, place, told)
    context = {"form": form, "kind": kind, "what": MADE, "problems": told.problems, "wrong": _wrong(form, told)}
    return _show(request, place, "phone/made.html", own, _status(request), title=words.made(kind), **context)


@on_contract("log rows")
def sent(request: HttpRequest, place: Place, dataset: str) -> HttpResponse:
    """A day added to a row of one's own."""
    own, today = own_rows(place), clock.today()
    kind = _kind(own, dataset)
    form = SentForm(request.POST or None, own=own, kind=kind, today=today)
    told = Told()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        unit, _bar, day = given["row"].rpartition("|")
        said = Said(what=SENT, unit=unit, day=date.fromisoformat(day), to=given["to"], done=given["day"], id=_id(given))
        told = tell(place, own, kind, said)
        if not told.problems:
            return _done(request, place, told)
    context = {"form": form, "kind": kind, "what": SENT, "problems": told.problems, "wrong": _wrong(form, told)}
    return _show(request, place, "phone/sent.html", own, _status(request), title=words.sent(kind), **context)


@on_contract(*DOOR)
def manifest(request: HttpRequest, place: Place) -> HttpResponse:
    """What a telephone needs to keep the page on its first screen."""
    home = reverse("phone", args=[place.contract.pk])
    icon = {"src": static("tenor/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {"name": "Tenor", "short_name": "Tenor", "start_url": home, "scope": home, "display": "standalone", "icons": [icon]}
    answer = JsonResponse(told | {"background_color": "#ffffff", "theme_color": "#ffffff"})
    answer["Content-Type"] = "application/manifest+json"
    return answer


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens the page without signal. It holds nothing of anybody; at this address it may serve every contract."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _show(request: HttpRequest, place: Place, template: str, own: Data, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the telephone with the addresses that its script keeps."""
    contract, home = place.contract.pk, reverse("phone", args=[place.contract.pk])
    kept = [home]
    for kind in own["kinds"] if place.actor.may("log rows") else ():
        kept += [reverse("phone-made", args=[contract, kind["dataset"]])]
        kept += [reverse("phone-sent", args=[contract, kind["dataset"]])] if kind["later"] else []
    more = {"home_href": home, "kept": kept, "who": place.actor.by, "tell_href": reverse("capacity-tell", args=[contract])}
    return show(request, template, place, status, **more, **context)


def _buttons(place: Place, kind: Data) -> list[Data]:
    """The two of a kind, large."""
    if not place.actor.may("log rows"):
        return []
    contract, dataset = place.contract.pk, kind["dataset"]
    found: list[Data] = [
        {
            "label": words.made(kind),
            "note": _("Choose where. Date and time are filled in."),
            "href": reverse("phone-made", args=[contract, dataset]),
        }
    ]
    if kind["later"]:
        note = words.capital(words.together(kind["later"], _("or")))
        found.append({"label": words.sent(kind), "note": note, "href": reverse("phone-sent", args=[contract, dataset]), "second": True})
    return found


def _recent(kind: Data, row: Data, today: date) -> Data:
    done = [
        _("%(what)s %(day)s") % {"what": each["label"], "day": short_day(row["days"][each["field"]], today)}
        for each in kind["later"]
        if each["field"] in row["days"]
    ]
    return {**row, "said": words.of_row(kind, row, today), "done": words.capital("; ".join(done))}


def _due_heading(kinds: list[Data]) -> str:
    noun = next((kind["due_noun"] for kind in kinds if kind["due_noun"]), "")
    return _("%(what)ss to send") % {"what": words.capital(noun)} if noun else _("Still to be told")


def _kind(own: Data, dataset: str) -> Data:
    kind: Data | None = next((kind for kind in own["kinds"] if kind["dataset"] == dataset), None)
    if kind is None:
        raise Http404
    return kind


def _id(given: Data) -> str:
    return str(given["turn"] or "")


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def _wrong(form: Any, told: Told) -> bool:
    return bool(form.errors or told.problems)


def _done(request: HttpRequest, place: Place, told: Told) -> HttpResponse:
    for words_ in (told.receipt, *(sentence(note.said) for note in told.notes)):
        if words_:
            messages.success(request, words_)
    return redirect("phone", place.contract.pk)
