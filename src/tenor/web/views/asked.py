"""A question, by its name: leads to where it stands and is answered."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tenor.desk.lookups.asked import asked_about
from tenor.desk.visible import Place
from tenor.web.doors import on_contract


@on_contract("see the contract")
def query(request: HttpRequest, place: Place, query: str) -> HttpResponse:
    """To the row, the figure or the returns that the question is about."""
    found = asked_about(place.contract, place.actor.side, query)
    if found is None:
        raise Http404
    return HttpResponseRedirect(reverse(found[0], args=[place.contract.pk, *found[1:]]))
