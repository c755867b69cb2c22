"""The page of whoever looks after units: say that it happened, accept what came of it, or send it back with reasons. Their units alone."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenor.desk import clock
from tenor.desk.actions.confirm_row import accept_row, confirm_row
from tenor.desk.actions.send_back import send_back
from tenor.desk.lookups.own_units import find_row_of_unit, own_units
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm, Choice, Choices, Words
from tenor.web.parts.day import short_day
from tenor.web.parts.sentence import sentence
from tenor.web.views import phone_words as words
from tenor.web.views.phone_back import thread_of
from tenor.web.views.phone_log import turn_of

RECENT = 8
Data = dict[str, Any]


class BackForm(ActForm):
    """Why it goes back."""

    reasons: Any = Choices(label=_("Why does it go back?"), help_text=_("Choose all that apply."))
    text = Words(label=_("What should be put right?"), rows=4, max_length=2000, required=False)

    def __init__(self, *args: Any, back: Data, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not back["several"]:
            self.fields["reasons"] = Choice(label=_("Why does it go back?"))
        field: Any = self.fields["reasons"]
        field.choices = [(reason, words.capital(reason)) for reason in back["reasons"]]
        field.error_messages["required"] = _("Choose at least one reason")


@on_contract("see own units")
def unit(request: HttpRequest, place: Place) -> HttpResponse:
    """What waits for this person first, then what was, unit by unit."""
    today, found = clock.today(), own_units(place)
    units = [{**one, "rows": [_row(place, row, today) for row in one["rows"]]} for one in found["units"]]
    waiting = [row for one in units for row in one["rows"] if row["to_confirm"] or row["to_accept"]]
    away = [row for one in units for row in one["rows"] if row not in waiting and any(back["waits"] for back in row["backs"])]
    for one in units:
        one["rows"] = [row for row in one["rows"] if row not in waiting and row not in away][:RECENT]
        one["still"] = [{"noun": words.with_article(each["kind"]["noun"]), "period": each["period"]} for each in one["still"]]
    title = _("%(n)d to look at") % {"n": len(waiting)} if waiting else _("Nothing waits for you")
    context: Data = {"units": units, "waiting": waiting, "away": away, "names": ", ".join(one["name"] for one in units)}
    return show(request, "unit/unit.html", place, title=title, home_href=reverse("unit", args=[place.contract.pk]), **context)


def _row(place: Place, row: Data, today: date) -> Data:
    """A row in words, with what can be done about it."""
    kind = row["kind"]
    done = [f"{each['label']} {short_day(row['days'][each['field']], today)}" for each in kind["later"] if each["field"] in row["days"]]
    waits = [back for back in row["backs"] if back["waits"]]
    past = row["day"] <= today.isoformat()
    whole = bool(kind["later"]) and not row["open"]
    return {
        **row,
        "turn": uuid4(),
        "turn_2": uuid4(),
        "said": words.of_row(kind, row, today),
        "done": words.capital("; ".join(done)),
        "missing": [
            words.capital(_("not %(what)s yet") % {"what": each["label"]}) for each in kind["later"] if each["field"] in row["open"]
        ],
        "to_confirm": past and row["confirmed"] is None and _fresh(row, today),
        "to_accept": whole and row["accepted"] is None and not waits and kind["back"] is not None and _fresh(row, today),
        "backs": [{**back, "thread": thread_of(place, back["thread"])} for back in row["backs"]],
        "confirm_words": _("Yes, there was %(what)s") % {"what": words.with_article(kind["noun"])},
        "accept_words": _("Accept the %(what)s") % {"what": kind["due_noun"] or kind["noun"]},
        "back_words": _("Send it back"),
    }


def _fresh(row: Data, today: date) -> bool:
    """Whether it is worth asking about: nobody confirms what lies a season back."""
    return (today - date.fromisoformat(row["day"])).days <= 62


@require_POST
@on_contract("confirm a row")
def confirm(request: HttpRequest, place: Place) -> HttpResponse:
    """Confirm, or accept; both by one press, and back to the page."""
    given = request.POST
    act = accept_row if given.get("choice") == "accepted" else confirm_row
    problems = act(place, given.get("dataset", "")[:100], given.get("row", "")[:300], id=str(turn_of(given.get("turn", ""))))
    for one in problems:
        messages.error(request, str(sentence(one.said)))
    if not problems:
        messages.success(request, _("Thank you. That is kept."))
    return redirect("unit", place.contract.pk)


@on_contract("send a report back")
def back(request: HttpRequest, place: Place) -> HttpResponse:
    """Send one back, with reasons."""
    given = request.POST if request.method == "POST" else request.GET
    row = find_row_of_unit(place, given.get("dataset", ""), given.get("row", ""))
    if row is None or row["kind"]["back"] is None:
        raise Http404
    form = BackForm(request.POST or None, back=row["kind"]["back"])
    problems: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["reasons"]
        reasons = chosen if isinstance(chosen, list) else [chosen]
        text, id = form.cleaned_data["text"], str(form.cleaned_data["turn"] or "")
        problems = send_back(place, row["dataset"], row["id"], reasons=reasons, text=text, id=id)
        if not problems:
            messages.success(request, _("Sent back. They see your reasons now."))
            return redirect("unit", place.contract.pk)
    kind = row["kind"]
    title = _("Send the %(what)s back") % {"what": kind["due_noun"] or kind["noun"]}
    context = {
        "form": form,
        "row": _row(place, row, clock.today()),
        "problems": problems,
        "home_href": reverse("unit", args=[place.contract.pk]),
    }
    return show(request, "unit/back.html", place, 422 if request.method == "POST" else 200, title=title, **context)
