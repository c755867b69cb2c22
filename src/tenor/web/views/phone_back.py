"""Reports that came back, with the reasons, and a box to answer. Words are written here alone; the page is never kept on a telephone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.send_back import answer_back
from tenor.desk.lookups.own_rows import own_rows
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.views import phone_words as words
from tenor.web.views.phone_forms import AnswerForm

DOOR = ("see own rows", "log rows")


@on_contract(*DOOR)
def sent_back(request: HttpRequest, place: Place) -> HttpResponse:
    """All that came back, what waits first. POST: the answer to one."""
    asked = (request.POST.get("dataset", ""), request.POST.get("row", ""), request.POST.get("back", ""))
    form: AnswerForm | None = None
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        form = AnswerForm(request.POST)
        if form.is_valid():
            problems = answer_back(place, *asked, text=form.cleaned_data["text"], id=str(form.cleaned_data["turn"] or ""))
            if not problems:
                messages.success(request, _("Your answer is sent."))
                return redirect("phone-back", place.contract.pk)
    context = {
        "backs": _backs(place, asked, form),
        "problems": problems,
        "form": form,
        "home_href": reverse("phone", args=[place.contract.pk]),
    }
    return show(request, "phone/sent_back.html", place, 422 if form else 200, title=_("Sent back to you"), **context)


def _backs(place: Place, asked: tuple[str, str, str], form: AnswerForm | None) -> list[dict[str, Any]]:
    own, today = own_rows(place), clock.today()
    kinds = {kind["dataset"]: kind for kind in own["kinds"]}
    may = place.actor.may("answer a report sent back")
    found: list[dict[str, Any]] = []
    for row in own["sent_back"]:
        for n, back in enumerate(row["backs"]):
            this = (row["dataset"], row["id"], back["id"])
            found.append(
                {
                    **back,
                    "row": row,
                    "said": words.of_row(kinds[row["dataset"]], row, today),
                    "thread": thread_of(place, back["thread"]),
                    "form": (form if this == asked and form else AnswerForm(prefix=None, auto_id=f"a{len(found)}-{n}-%s")) if may else None,
                    "given": this,
                }
            )
    return found


def thread_of(place: Place, thread: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the shape of parts/thread.html: who wrote is said by side, and "you"."""
    contract = place.contract
    sides = {"buyer": contract.organisation.name, "supplier": contract.supplier_name}
    return [
        {
            "who": _("You") if one["by"] == place.actor.by else sides.get(one["side"], ""),
            "at": one["at"],
            "text": one["text"],
            "mine": one["by"] == place.actor.by,
        }
        for one in thread
    ]
