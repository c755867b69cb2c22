"""What a person finds about a step besides deciding it: that an exception holds, that it did not help, that its rule goes on no longer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.desk.actions.decide import find_about
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.act_pages import did, form_if, status_of, whose
from tenor.web.views.decide_forms import found_form
from tenor.web.views.decide_words import heading

Data = dict[str, Any]
FIELDS = {"words-missing": "text", "reason-missing": "text"}


@on_contract("decide a step")
@require_http_methods(["GET", "HEAD", "POST"])
def find_page(request: HttpRequest, place: Place, step: str, finds: str) -> HttpResponse:
    """One finding: what it means, and why it is so."""
    try:
        data = page_on(place.contract, place.actor.side, f"decide:{step}")
    except LookupError:
        raise Http404 from None
    one = next((each for each in data["findings"] if slug(each["finds"]) == finds), None)
    if one is None:
        raise Http404
    hint = _("Name the days and what happened. Both sides see it. Describe the service, not the people.")
    form = found_form(_("Why is it so?"), hint)(request.POST or None, initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _find(place, step, one, given, turn), FIELDS):
        messages.success(request, _("Kept, with your reason. It stays in History."))
        return redirect("decide", place.contract.pk, step)
    context: Data = {
        "title": asked(one),
        **form_if(form, "person-judged" in offers(place, one["offers"])),
        "act": "person-judged",
        "of": step,
        "button": _("Record it"),
        "after": meant(one),
        "whose": whose(place, one["offers"], "person-judged") or _("This cannot be said as things stand now."),
        "back_href": contract_address(place, "decide", step),
        "back": heading(data),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/new.html", place, status_of(form), **context)


def _find(place: Place, step: str, one: Data, given: Data, turn: Any) -> tuple[Any, ...]:
    return find_about(place, step, one["finds"], given["text"], turn=turn, head=given["head"])


def slug(finds: str) -> str:
    return finds.replace(" ", "-")


def asked(one: Data) -> str:
    """The question that the finding answers."""
    if one["finds"] == "lifted":
        return _("Is it so: %(words)s?") % {"words": _(" or ").join(one["words"])}
    return _("Did it not help?") if one["finds"] == "not helped" else _("Does this go on no longer?")


def meant(one: Data) -> str:
    """What follows from it."""
    return {
        "lifted": _("The contract makes an exception where that is so. No number says it: you do, with a reason. The step falls away."),
        "not helped": _("The contract names steps one after the other. Where this one did not help, the next one may be decided about."),
        "ended": _("The contract lets this go on until a person decides that it ends. What was met before stays in the record."),
    }[one["finds"]]


def shown(place: Place, data: Data) -> list[Data]:
    """Those that this person may say now, for the page of the step."""
    open_to = [one for one in data["findings"] if "person-judged" in offers(place, one["offers"]) and place.actor.may("decide a step")]
    words = {"lifted": _("Say that the exception holds"), "not helped": _("Say that it did not help"), "ended": _("Say that it has ended")}
    return [
        {**one, "label": words[one["finds"]], "href": contract_address(place, "decide-find", data["id"], slug(one["finds"]))}
        for one in open_to
    ]
