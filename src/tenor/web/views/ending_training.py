"""Training in the systems used: how many were booked, how many came, and an action for the others in the same press."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.desk import clock
from tenor.desk.actions.ending import hold_training
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.ending_forms import TrainingForm
from tenor.web.views.ending_words import Data, holder_words, holders_of


@on_contract("see the contract")
def training(request: HttpRequest, place: Place) -> HttpResponse:
    """What was held, the newest first; and the form for whoever may record it."""
    data = page_on(place.contract, place.actor.side, "ending")
    may = "training-held" in offers(place, data["offers"])
    owners = holders_of(place, data["holders"])
    form = TrainingForm(request.POST or None, owners=owners, initial={"on": clock.today(), "owner": "buyer"}) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        wrong = hold_training(
            place,
            on=given["on"],
            booked=given["booked"],
            attended=given["attended"],
            text=given["text"],
            action=given["action"],
            owner=given["owner"],
            due=given["due"],
            turn=given["turn"] or uuid4(),
        )
        if not wrong:
            messages.success(request, _("Recorded. The action is in the list of actions.") if given["action"] else _("Recorded."))
            return redirect("training", place.contract.pk)
        form.attach(wrong, {"attended-outside": "attended"})
    trainings = [_told(place, each) for each in data["trainings"]]
    context: Data = {
        "title": _title(data["trainings"]),
        "trainings": trainings,
        "form": form,
        "back_href": contract_address(place, "ending"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "ending/training.html", place, 422 if request.method == "POST" else 200, **context)


def _told(place: Place, one: Data) -> Data:
    actions = [
        {**each, "who": holder_words(place, each["owner"]), "href": contract_address(place, "action", each["id"])}
        for each in one["actions"]
    ]
    return {**one, "missed": one["booked"] - one["attended"], "actions": actions}


def _title(trainings: list[Data]) -> str:
    if not trainings:
        return _("No training is recorded yet")
    booked, came = sum(each["booked"] for each in trainings), sum(each["attended"] for each in trainings)
    if came == booked:
        return ngettext("The one booked on training came", "All %(n)s booked on training came", booked) % {"n": booked}
    return _("%(came)s of %(booked)s booked on training came") % {"came": came, "booked": booked}
