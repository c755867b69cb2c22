"""The terms of a contract that is not signed: change them, see what they leave open, sign them."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.desk.actions.setup import change_terms, sign
from tenor.desk.lookups.setup_terms import Drawn, defects, questions, terms_draft, terms_in, weights_of
from tenor.desk.parsed import signed_terms
from tenor.desk.visible import Place
from tenor.terms.model import Terms
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.setup_forms import TermsForm
from tenor.web.views.setup_new import keep_text, listed, listing

SET_UP = "set up"


@on_contract("set up", unsigned=True)
def terms_page(request: HttpRequest, place: Place) -> HttpResponse:
    """The terms as text; saved only when they can be read, and nothing typed is lost when not."""
    draft = terms_draft(place.contract)
    if draft is None:
        return redirect("setup", place.contract.pk)
    form = TermsForm(request.POST or None, request.FILES or None, initial={"text": draft.text})
    form.fields["text"].label, form.fields["file"].label = _("The terms as text"), _("Or a file, in place of the text")
    context: dict[str, Any] = {"title": _("The terms"), "turn": draft.turn, "cancel_href": contract_address(place, "setup")}
    if request.method == "POST" and form.is_valid():
        text, turn = form.cleaned_data["terms"], request.POST.get("turn", "")
        wrong = change_terms(place, text, turn=int(turn) if turn.isascii() and turn.isdigit() and len(turn) < 9 else 0)
        if not wrong:
            messages.success(request, _("The terms are saved."))
            return redirect("setup-check", place.contract.pk)
        keep_text(form, text)
        context |= {"problems": listed(wrong), "listing": listing(text, wrong)}
        return show(request, "setup/terms.html", place, 422, form=form, **context)
    return show(request, "setup/terms.html", place, 422 if form.errors else 200, form=form, **context)


@on_contract("see the contract", unsigned=True)
def check_page(request: HttpRequest, place: Place) -> HttpResponse:
    """What is unclear or missing in the contract itself, each with the clause beside it, and how it is read meanwhile."""
    draft = terms_draft(place.contract)
    terms = terms_in(draft.text) if draft else signed_terms(place.contract)
    assert terms is not None
    weights = draft.weights if draft else weights_of(place.contract)
    found, asked = defects(terms), questions(terms, weights)
    context: dict[str, Any] = {
        "title": _("What the contract leaves open"),
        "defects": found,
        "first": [each for each in asked if each.weighty],
        "rest": [each for each in asked if not each.weighty],
        "remarks": terms.remarks,
        "weights": weights,
        "n_readings": len(asked),
        "kpis": len(terms.kpis),
        "clauses": len(terms.clauses),
        "may_sign": draft is not None and place.actor.may(SET_UP),
        "sign_href": contract_address(place, "setup-sign"),
        "terms_href": contract_address(place, "setup-terms") if draft else "",
        "setup_href": contract_address(place, "setup"),
        "readings_href": "" if draft else contract_address(place, "readings"),
    }
    return show(request, "setup/check.html", place, **context)


@on_contract("set up", unsigned=True)
@reauthentication_required  # type: ignore[untyped-decorator]
def sign_page(request: HttpRequest, place: Place) -> HttpResponse:
    """A grave act: whoever signs has just said again who they are, and sees once more what is signed."""
    draft = terms_draft(place.contract)
    if draft is None:
        return redirect("setup", place.contract.pk)
    terms = terms_in(draft.text)
    assert terms is not None
    context: dict[str, Any] = {"title": _("Sign these terms"), "facts": _facts(terms, draft), "confirm": _confirm(place, terms, draft)}
    if request.method == "POST":
        wrong = sign(place, digest=request.POST.get("digest", ""))
        if not wrong:
            messages.success(request, _("The terms are signed. Send the readings to the other side next."))
            return redirect("setup", place.contract.pk)
        return show(request, "setup/sign.html", place, 422, problems=wrong, **context)
    return show(request, "setup/sign.html", place, **context)


def _facts(terms: Terms, draft: Drawn) -> list[dict[str, Any]]:
    about = terms.contract
    return [
        {"label": _("Contract"), "value": f"{about.title} ({about.reference})"},
        {"label": _("Buyer"), "value": about.buyer},
        {"label": _("Supplier"), "value": about.supplier},
        {"label": _("First day"), "value": full_day(about.starts)},
        {"label": _("Last day"), "value": full_day(about.ends)},
        {
            "label": _("Mark of this text"),
            "value": draft.digest[:16],
            "note": _("the first characters of its SHA-256; every later entry rests on it"),
        },
    ]


def _confirm(place: Place, terms: Terms, draft: Drawn) -> dict[str, Any]:
    return {
        "title": _("After this the text stays as it is"),
        "lines": [
            _("Whatever changes later is a variation or a reading that both sides agree, with its own day. Nothing is ever overwritten."),
            _("The %(n)s readings hold as the terms have them until both sides agree otherwise.") % {"n": len(terms.readings)},
        ],
        "button": _("Sign these terms"),
        "hidden": {"digest": draft.digest},
        "cancel_href": contract_address(place, "setup-check"),
    }
