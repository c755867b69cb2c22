"""The page of one act on a formal letter: what it means, whether it is open, and what comes of its press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.problem import Problem, problem
from tenor.desk.lookups.letters import OpenLetter, open_letter
from tenor.desk.visible import Place
from tenor.web.doors import show
from tenor.web.forms import ActForm
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.letters_shown import blocks_of_words, name_of

Data = dict[str, Any]
Order = Callable[[dict[str, Any], UUID], tuple[Problem, ...]]


def asked_about(place: Place, notice: str) -> OpenLetter:
    """A letter that the record has; no page for any other."""
    opened = open_letter(place, notice)
    if opened is None or opened.record is None:
        raise Http404
    return opened


def act_page(
    request: HttpRequest,
    place: Place,
    opened: OpenLetter,
    *,
    act: str,
    form: ActForm,
    order: Order,
    title: str,
    lines: list[str],
    button: str,
    done: str,
    closed: str = "",
    allowed: bool | None = None,
    words: Data | None = None,
    hidden: Data | None = None,
    danger: bool = False,
) -> HttpResponse:
    """The page of one act, and what comes of its press. Where the table of acts does not offer it, the page says so and has no button."""
    record = opened.record
    assert record is not None
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        turn = form.cleaned_data["turn"] or uuid4()
        problems = (problem("letter-closed-now"),) if closed else order(form.cleaned_data, turn)
        if not problems:
            messages.success(request, done)
            return redirect("letter", place.contract.pk, opened.id)
    offered = act in offers(place, record["offers"]) if allowed is None else allowed
    name = name_of(record["step"], record["number"])
    if not offered and not closed:
        closed = _("This is not open to you as the letter stands now.")
    context: Data = {
        "title": title % {"name": name},
        "act": act,
        "of": opened.id,
        "form": form,
        "lines": lines,
        "button": button,
        "closed": closed,
        "danger": danger,
        "hidden": hidden or {},
        "letter": blocks_of_words(words) if words else [],
        "back_href": contract_address(place, "letter", opened.id),
        "problems": problems,
    }
    return show(request, "letters/act.html", place, 422 if problems or form.errors else 200, **context)
