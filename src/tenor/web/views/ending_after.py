"""What comes after the last day: the decision, by when it is to be taken, and the record of performance that helps to take it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.desk import clock
from tenor.desk.actions.ending import decide_after
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_people import names_by_code
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.doors_grave import grave
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.ending_forms import AfterForm
from tenor.web.views.ending_words import Data, after_line, choice_words


@on_contract("see the contract")
@grave
def after(request: HttpRequest, place: Place) -> HttpResponse:
    """The page; the decision is the head of service's."""
    data = page_on(place.contract, place.actor.side, "ending")
    coming = data["after"]
    over = clock.today().isoformat() > data["ending"]["last_day"]
    may = "ending-decided" in offers(place, data["offers"]) and not data["archived"] and not over
    form = AfterForm(request.POST or None, initial={"head": place.contract.head}) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        clause = coming["clause"][0] if coming["clause"] else ""
        by_right = _by_right(coming["extension"], given.get("to"))
        wrong = decide_after(
            place,
            given["choice"],
            to=given.get("to"),
            reason=given["reason"],
            clause=clause,
            by_right=by_right,
            turn=given["turn"] or uuid4(),
            head=given["head"],
        )
        if not wrong:
            messages.success(request, _told(given["choice"], by_right))
            return redirect("after", place.contract.pk)
        form.attach(wrong, {"extension-not-later": "to", "day-outside": "to"})
    return _page(request, place, data, form)


def _by_right(extension: Data | None, to: date | None) -> bool:
    """Whether the contract lets this side extend it to that day by itself, and it is still time; else the other side is asked."""
    if extension is None or to is None or "buyer" not in extension["sides"]:
        return False
    in_time = extension["due"] is None or clock.today().isoformat() <= extension["due"]
    return in_time and (extension["limit"] is None or to.isoformat() <= extension["limit"])


def _told(choice: str, by_right: bool) -> str:
    if choice == "extend" and by_right:
        return _("Decided. The contract goes on: it gives the right to say so.")
    return _("Decided. The later day is proposed to the other side.") if choice == "extend" else _("Decided.")


def _page(request: HttpRequest, place: Place, data: Data, form: AfterForm | None) -> HttpResponse:
    names, coming = names_by_code(place.contract), data["after"]
    record = data["record"]
    unrated = any("unrated" in year["counts"] for kpi in record["kpis"] for year in kpi["years"])
    columns = [*record["levels"], *(["unrated"] if unrated else [])]
    context: dict[str, Any] = {
        "title": after_line(data, clock.today().isoformat()),
        "after": coming,
        "decided": coming["decided"] and {**coming["decided"], "name": names.get(coming["decided"]["by"], "")},
        "earlier": [{**each, "words": choice_words(each), "name": names.get(each["by"], "")} for each in coming["earlier"]],
        "proposals": [{**each, "href": contract_address(place, "proposal", each["id"])} for each in coming["proposals"]],
        "ends": data["ends"],
        "record": record,
        "columns": columns,
        "tables": [_rows(kpi, columns) for kpi in record["kpis"]],
        "levels": record["levels"],
        "form": form,
        "may": form is not None,
        "back_href": contract_address(place, "ending"),
        "plans_href": contract_address(place, "plans"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "ending/after.html", place, 422 if request.method == "POST" else 200, **context)


def _rows(kpi: Data, columns: list[str]) -> Data:
    """One KPI: a line a year, a column a level."""
    return {**kpi, "rows": [{"n": year["n"], "cells": [year["counts"].get(level, 0) for level in columns]} for year in kpi["years"]]}
