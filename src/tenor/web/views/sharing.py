"""The agreements under which data are shared, and the yearly look at who has signed them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.desk.actions.assurance import check_sharing, name_of, record_sharing
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.act_pages import did, form_if, status_of, teller, whose
from tenor.web.views.assurance_forms import CheckForm, SharingForm
from tenor.web.views.information import read_information
from tenor.web.views.standards import EVERY, SEE, pick

Data = dict[str, Any]


@on_contract(SEE)
@require_http_methods(EVERY)
def sharing_new(request: HttpRequest, place: Place) -> HttpResponse:
    """Record an agreement to share data."""
    data = read_information(place)
    form = SharingForm(request.POST or None, initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _record(place, given, turn)):
        messages.success(request, _("Recorded. The signatories are checked once a year."))
        return redirect("sharing", place.contract.pk, name_of("sharing", form.cleaned_data["turn"]))
    context = {
        "title": _("Record an agreement to share data"),
        "standard": next((each for each in data["duties"] if each["sharing"]), None),
        **form_if(form, "sharing-agreed" in offers(place, data["starts"])),
        "act": "sharing-agreed",
        "of": "",
        "button": _("Record it"),
        "whose": whose(place, data["starts"], "sharing-agreed"),
        "back_href": contract_address(place, "information-list"),
        "back": _("All information"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/new.html", place, status_of(form), **context)


def _record(place: Place, given: Data, turn: Any) -> tuple[Any, ...]:
    return record_sharing(place, name=given["name"], where=given["where"], signed_on=given["signed"], review_on=given["review"], turn=turn)


@on_contract(SEE)
@require_http_methods(EVERY)
def one(request: HttpRequest, place: Place, agreement: str) -> HttpResponse:
    """One agreement: where it is, who signed, and the yearly look at the signatories."""
    data, tell = read_information(place), teller(place)
    found = pick(data["sharing"], agreement)
    form = CheckForm(request.POST or None, initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _check(place, agreement, given, turn), {"day-past": "review"}):
        messages.success(request, _("Kept. Both sides see it."))
        return redirect("sharing", place.contract.pk, agreement)
    words = found["told"]["words"]
    context = {
        "title": _("Signatories checked next on %(day)s") % {"day": full_day(found["next_check"])},
        "one": {**found, "told": tell(found["told"]), "checks": [tell(each) for each in reversed(found["checks"])]},
        "name": words.get("name", ""),
        "where": words.get("where", ""),
        **form_if(form, "sharing-checked" in offers(place, found["offers"])),
        "whose": whose(place, found["offers"], "sharing-checked"),
        "duty": next((each for each in data["duties"] if each["sharing"]), None),
        "remarks": [each for each in data["remarks"] if len(each["clause"]) == 1],
        "back_href": contract_address(place, "information-list"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/sharing.html", place, status_of(form), **context)


def _check(place: Place, agreement: str, given: Data, turn: Any) -> tuple[Any, ...]:
    return check_sharing(place, agreement, text=given["text"], review_on=given["review"], turn=turn)
