"""A subcontractor does nothing more after a day. Who comes after, or is added, is a variation that both sides agree."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenor.desk.actions.contacts import end_subcontract
from tenor.desk.actions.say import wrong_with
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm, DayField, Words
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.act_pages import did, form_if, status_of, whose

Data = dict[str, Any]
FIELDS = {"day-outside": "last_day", "act-in-future": "last_day"}


class SubcontractorForm(ActForm):
    """Its last day, and why."""

    last_day = DayField(what=gettext_lazy("The last day"), label=gettext_lazy("Which is its last day?"))
    why = Words(
        label=gettext_lazy("Why does it end?"), help_text=gettext_lazy("Both sides see it"), rows=3, max_length=2000, required=False
    )


@on_contract("see the contract")
@require_http_methods(["GET", "HEAD", "POST"])
def subcontractor_ends(request: HttpRequest, place: Place, subcontractor: str) -> HttpResponse:
    """The page, with what the contract says of it."""
    data = page_on(place.contract, place.actor.side, "people")
    one = next((each for each in data["subcontractors"] if each["id"] == subcontractor), None)
    if one is None:
        raise Http404
    form = SubcontractorForm(request.POST or None, initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _end(place, subcontractor, given, turn), FIELDS):
        messages.success(request, _("The last day is recorded."))
        return redirect(f"{contract_address(place, 'contract-people')}#subcontractors")
    context: Data = {
        "title": _("%(name)s ends") % {"name": one["name"]},
        **form_if(form, "subcontract-ended" in offers(place, one["offers"])),
        "act": "subcontract-ended",
        "of": subcontractor,
        "button": _("Record the last day"),
        "after": _("What it did goes to somebody else from the day after. Who that is, both sides agree as a change of the contract."),
        "whose": whose(place, one["offers"], "subcontract-ended") or _("It is not in place, so there is nothing to end."),
        "back_href": contract_address(place, "contract-people"),
        "back": _("People"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/new.html", place, status_of(form), **context)


def _end(place: Place, subcontractor: str, given: Data, turn: Any) -> tuple[Any, ...]:
    done = end_subcontract(place, subcontractor, last_day=given["last_day"], why=given["why"], turn=turn, head=given["head"])
    return wrong_with(done)
