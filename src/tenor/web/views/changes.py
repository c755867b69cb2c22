"""What of a contract is not as it was signed, or waits to be agreed: readings, variations, targets by date, units, contacts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.wording import say
from tenor.desk.actions.readings import answer_proposal, find_proposal, propose_variation, withdraw_proposal
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_changes import Changeable, changeable, why_not, would_change
from tenor.desk.lookups.setup_people import names_by_code
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.agreements import AgreementProposed
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import language
from tenor.web.views.setup_forms import AnswerForm, VariationForm
from tenor.web.views.setup_ready import turn_of

Data = dict[str, Any]
READING, VARIATION = "agree a reading", "agree a variation"


@on_contract("see the contract")
def changes_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Proposals that wait first, then what is held and since when."""
    data = page_on(place.contract, place.actor.side, "changes")
    waiting = [{**each, **_told(place, each)} for each in data["proposals"] if each["state"] == "open"]
    context = {
        "title": _title(place, waiting),
        "waiting": waiting,
        "past": [{**each, **_told(place, each)} for each in data["proposals"] if each["state"] != "open"],
        "unsettled": [each for each in data["readings"] if not each["agreed"]],
        "agreed": [each for each in data["readings"] if each["agreed"]],
        "n_readings": len(data["readings"]),
        "variations": data["variations"],
        "targets": data["targets"],
        "moves": data["moves"],
        "may_read": place.actor.may(READING),
        "may_vary": place.actor.may(VARIATION),
        "readings_href": contract_address(place, "readings"),
        "propose_href": contract_address(place, "propose-variation"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "changes/changes.html", place, **context)


def _title(place: Place, waiting: list[Data]) -> str:
    yours = [each for each in waiting if each["side"] != place.side]
    if yours and place.actor.may(READING):
        return _("A proposal waits for your answer")
    return _("A proposal waits for the other side") if waiting else _("Changes, and what both sides agreed")


def _told(place: Place, proposal: Data) -> Data:
    """Who proposed it, whether it is for this side to answer, and where."""
    names = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}
    other = "supplier" if proposal["side"] == "buyer" else "buyer"
    return {
        "proposer": names.get(proposal["side"], ""),
        "answerer": names[other],
        "ours": proposal["side"] == place.side,
        "href": contract_address(place, "proposal", proposal["id"]),
        "n": len(proposal["readings"]) or len(proposal["changes"]),
    }


@on_contract("see the contract")
def proposal_page(request: HttpRequest, place: Place, proposal: str) -> HttpResponse:
    """One proposal: what is held, what is proposed, what it would change; and the other side's answer."""
    data = page_on(place.contract, place.actor.side, "changes")
    one = next((each for each in data["proposals"] if each["id"] == proposal), None)
    made = find_proposal(place, proposal)
    if one is None or made is None:
        raise Http404
    act = VARIATION if made.changes else READING
    told = _told(place, one)
    may_answer = one["state"] == "open" and not told["ours"] and place.actor.may(act)
    form = AnswerForm(request.POST or None) if may_answer else None
    wrong: tuple[Any, ...] = ()
    if request.method == "POST" and (form is not None or "withdraw" in request.POST):
        wrong, words = _ended(request, place, proposal, form)
        if not wrong and (form is None or form.is_valid()):
            messages.success(request, words)
            return redirect("changes", place.contract.pk)
    lines = [{**each, "proposed": one["readings"][each["id"]]} for each in data["readings"] if each["id"] in one["readings"]]
    other = [each for each in lines if each["proposed"] != each["held"]]
    context = {
        "title": _proposal_title(one, told),
        "one": {**one, **told, "by_name": names_by_code(place.contract).get(one["by"], "")},
        "lines": lines,
        "other": other,
        "differences": would_change(place, made) if one["state"] == "open" and (other or made.changes) else (),
        "form": form,
        "problems": wrong,
        "may_withdraw": one["state"] == "open" and told["ours"] and place.actor.may(act),
        "turn": uuid4(),
        "back_href": contract_address(place, "changes"),
        "clauses_href": contract_address(place, "documents"),
    }
    failed = bool(wrong) or bool(form is not None and form.errors)
    return show(request, "changes/proposal.html", place, 422 if failed else 200, **context)


def _ended(request: HttpRequest, place: Place, proposal: str, form: AnswerForm | None) -> tuple[tuple[Any, ...], str]:
    """What came of an answer, or of taking it back: problems, and what to say."""
    if "withdraw" in request.POST:
        done = withdraw_proposal(place, proposal, turn=turn_of(request))
        return (() if done.entries else done.problems), _("The proposal is withdrawn.")
    assert form is not None
    if not form.is_valid():
        return (), ""
    given = form.cleaned_data
    agreed = given["answer"] == "agree"
    done = answer_proposal(place, proposal, agreed=agreed, why=given["why"], turn=given["turn"] or uuid4())
    words = _("Agreed. It holds from now on as it was proposed.") if agreed else _("Refused. What was held goes on.")
    return (() if done.entries else done.problems), words


def _proposal_title(one: Data, told: Data) -> str:
    states = {
        "open": _("%(who)s proposes a change"),
        "agreed": _("Agreed: what %(who)s proposed"),
        "refused": _("Not agreed: what %(who)s proposed"),
        "withdrawn": _("Withdrawn: what %(who)s proposed"),
    }
    title = _("%(who)s proposes how to read the contract") if one["state"] == "open" and one["readings"] else states[one["state"]]
    return title % {"who": told["proposer"]}


@on_contract("agree a variation")
def variation_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Propose a change of the terms. "See what it would change" tries it and records nothing."""
    places = changeable(review_of(place.contract, place.actor.side))
    named = [(each.path, _named(each)) for each in places]
    form = VariationForm(request.POST or None, places=named)
    context: Data = {"title": _("Propose a change of the terms"), "form": form, "cancel_href": contract_address(place, "changes")}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        changes = {given["path"]: given["value"]}
        tried = AgreementProposed(proposal="tried", changes=changes, from_=given["from_"], clause=given["clause"])
        wrong = list(why_not(place, tried))
        if not wrong and "look" not in request.POST:
            done = propose_variation(
                place, changes, from_=given["from_"], clause=given["clause"], why=given["why"], turn=given["turn"] or uuid4()
            )
            if done.entries:
                messages.success(request, _("Proposed. It holds once the other side agrees."))
                return redirect("changes", place.contract.pk)
            wrong = list(done.problems)
        form.attach(wrong, {"day-outside": "from_"})
        if not wrong:
            was = next((each for each in places if each.path == given["path"]), None)
            context |= {
                "looked": True,
                "was": was,
                "value": given["value"],
                "from_day": given["from_"],
                "differences": would_change(place, tried),
            }
    return show(request, "changes/variation.html", place, 422 if form.errors else 200, **context)


def _named(place: Changeable) -> str:
    """A place of the terms in words, with what stands there now."""
    what = say(place.about, language())
    return _("%(what)s, now: %(now)s") % {"what": what[:1].upper() + what[1:], "now": place.now}
