"""One sum of money: how it was worked out, what was done about it, and what this person may do. And what was invoiced."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk.actions import money as orders
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence
from tenor.web.views.act_pages import did, form_if, status_of, teller, whose
from tenor.web.views.money import SEE
from tenor.web.views.money_forms import ClaimForm, InvoiceForm, SettleForm, WaiveForm, WhyForm
from tenor.web.views.money_words import act_words, line_shown

Data = dict[str, Any]
EVERY = ["GET", "HEAD", "POST"]
FIELDS = {
    "money-more-than-owed": "amount",
    "money-more-than-claimed": "amount",
    "set-off-without-invoice": "period",
    "words-missing": "why",
}


@on_contract(SEE)
@require_http_methods(EVERY)
def money_sum(request: HttpRequest, place: Place, line: str) -> HttpResponse:
    """The page; each act has a form of its own."""
    data = page_on(place.contract, place.actor.side, "money")
    found, month = _find(data, line)
    may = offers(place, found["offers"])
    do = request.POST.get("do", "") if request.method == "POST" else ""
    asked = _forms(request, place, data, found, do)
    sent = asked.get(do)
    if sent is not None and did(place, sent, lambda given, turn: _act(place, line, do, given, turn), FIELDS):
        messages.success(request, _told(do))
        return redirect("money-sum", place.contract.pk, line)
    shown, tell = line_shown(place, found), teller(place)
    context: Data = {
        "title": _title(shown, sentence(month["said"])),
        "one": shown,
        "month": sentence(month["said"]),
        "acts": [
            {**(tell(act) or {}), "reason": act["words"].get("reason", ""), "words": act_words(act, data["months"])}
            for act in found["acts"]
        ],
        "forms": {act: form for act, form in asked.items() if act in may},
        "form": sent,
        "problems": [] if sent is None or do in may else form_if(sent, may=False)["problems"],
        "whose": _whose(place, found),
        "back_href": contract_address(place, "money"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "money/sum.html", place, status_of(sent) if sent is not None else 422 if do else 200, **context)


def _find(data: Data, id: str) -> tuple[Data, Data]:
    for month in data["statements"]:
        for line in month["lines"]:
            if line["id"] == id:
                return line, month
    raise Http404


def _forms(request: HttpRequest, place: Place, data: Data, line: Data, do: str) -> dict[str, ActForm]:
    """One a kind of act; what was sent is in its own."""

    def given(act: str) -> Data:
        return {"data": request.POST if act == do else None, "initial": {"head": place.contract.head}, "auto_id": f"{act}_%s"}

    return {
        "money-claimed": ClaimForm(**given("money-claimed"), line=line),
        "money-settled": SettleForm(**given("money-settled"), line=line, months=data["months"]),
        "money-released": WhyForm(**given("money-released")),
        "money-kept": WhyForm(**given("money-kept")),
        "money-waived": WaiveForm(**given("money-waived")),
    }


def _act(place: Place, line: str, do: str, given: Data, turn: Any) -> tuple[Problem, ...]:
    said: Data = {"why": given["why"], "turn": turn, "head": given["head"]}
    if do == "money-claimed":
        return orders.claim_sum(place, line, amount=given["amount"], **said)
    if do == "money-settled":
        by_way: Any = given["by_way"]
        return orders.settle_sum(place, line, by_way=by_way, amount=given["amount"], period=given["period"] or "", **said)
    simple: dict[str, Any] = {"money-waived": orders.waive_sum, "money-released": orders.release_sum, "money-kept": orders.keep_sum}
    done: tuple[Problem, ...] = simple[do](place, line, **said)
    return done


def _told(do: str) -> str:
    return {
        "money-claimed": _("Claimed. Both sides see it; nothing is taken off until it is settled."),
        "money-waived": _("Let go. It is not claimed any more."),
        "money-settled": _("Recorded as settled."),
        "money-released": _("Released. It goes to the other side."),
        "money-kept": _("Kept for good."),
    }[do]


def _title(one: Data, month: str) -> str:
    """The finding: how much, and how it stands."""
    values = {"sum": one["amount"], "stands": one["standing_words"], "month": month}
    if not one["amount"]:
        return _("A sum of %(month)s that is not known yet") % values
    return (_("Up to %(sum)s, %(month)s: %(stands)s") if one["up_to"] else _("%(sum)s, %(month)s: %(stands)s")) % values


def _whose(place: Place, line: Data) -> str:
    """Who does what is open here, where this person does not."""
    if offers(place, line["offers"]):
        return ""
    several = dict.fromkeys(act for side in line["offers"].values() for act in side)
    return next((words for act in several if (words := whose(place, line["offers"], act))), "")


@on_contract(SEE)
@require_http_methods(EVERY)
def invoice(request: HttpRequest, place: Place) -> HttpResponse:
    """Say what was invoiced."""
    data = page_on(place.contract, place.actor.side, "money")
    if not data["charges"]:
        raise Http404
    form = InvoiceForm(request.POST or None, charges=data["charges"], initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _invoice(place, form, given, turn)):
        messages.success(request, _("Recorded. What is reckoned from it is worked out now."))
        return redirect("money", place.contract.pk)
    context = {
        "title": _("The invoice of %(charge)s") % {"charge": data["charges"][0]["name"]}
        if len(data["charges"]) == 1
        else _("An invoice came"),
        **form_if(form, "invoice-received" in offers(place, data["starts"])),
        "act": "invoice-received",
        "of": "",
        "button": _("Record the invoice"),
        "after": _(
            "Some sums are reckoned from what is invoiced. Until an invoice is recorded here, such a sum waits: it is never nought."
        ),
        "whose": whose(place, data["starts"], "invoice-received"),
        "back_href": contract_address(place, "money"),
        "back": _("Money"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/new.html", place, status_of(form), **context)


def _invoice(place: Place, form: InvoiceForm, given: Data, turn: Any) -> tuple[Problem, ...]:
    charge, period = form.chosen()
    return orders.record_invoice(
        place, charge=charge, period=period, amount=given["amount"], currency="GBP", text=given["why"], turn=turn, head=given["head"]
    )
