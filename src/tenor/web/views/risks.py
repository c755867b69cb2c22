"""The log of risks and issues: a matrix, the highest score first, each with its history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tenor.desk.actions.assurance import name_of
from tenor.desk.actions.risks import close_risk, raise_risk, score_risk
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm
from tenor.web.lists import take_away, wanted_form
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence
from tenor.web.views.act_pages import did, form_if, side_name, status_of, teller, whose
from tenor.web.views.risks_forms import IMPACT, CloseRiskForm, RiskForm, ScoreForm
from tenor.web.views.risks_words import COLUMNS, matrix_of, owner_words, risk_shown, row_of
from tenor.web.views.standards import EVERY, SEE, pick

Data = dict[str, Any]


def _read(place: Place) -> Data:
    return page_on(place.contract, place.actor.side, "risks")


@on_contract(SEE)
def log(request: HttpRequest, place: Place) -> HttpResponse:
    """All that this side sees. `?show=closed`: those that are over; `?as=csv`: the list as a file."""
    data, tell = _read(place), teller(place)
    every = [risk_shown(place, each, tell) for each in data["risks"]]
    form = wanted_form(request)
    if form:
        return take_away(request, form, "risks", COLUMNS, [row_of(each) for each in every], str(place.contract.pk))
    opened, closed = [each for each in every if not each["closed"]], [each for each in every if each["closed"]]
    context: Data = {
        "title": _title(opened),
        "lead": _lead(opened),
        "listed": opened,
        "closed": closed,
        "n": len(every),
        "matrix": matrix_of(opened),
        "impacts": [(n, IMPACT[n]) for n in IMPACT],
        "may": offers(place, data["starts"]),
        "whose": whose(place, data["starts"], "risk-raised"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/risks.html", place, **context)


def _title(opened: list[Data]) -> str:
    risks, issues = (sum(1 for each in opened if each["kind"] == kind) for kind in ("risk", "issue"))
    if not opened:
        return _("No open risk or issue")
    parts = [ngettext("%(n)d open risk", "%(n)d open risks", risks) % {"n": risks}] if risks else []
    parts += [ngettext("%(n)d open issue", "%(n)d open issues", issues) % {"n": issues}] if issues else []
    return _("%(first)s and %(second)s") % {"first": parts[0], "second": parts[1]} if len(parts) > 1 else parts[0]


def _lead(opened: list[Data]) -> str:
    """The highest, in words."""
    scored = [each for each in opened if each["score"]]
    if not scored:
        return ""
    first = scored[0]
    return _("The highest scores %(score)d of 25: %(what)s") % {
        "score": first["score"],
        "what": Truncator(first["told"]["shown"]).chars(140),
    }


@on_contract(SEE)
@require_http_methods(EVERY)
def raise_one(request: HttpRequest, place: Place) -> HttpResponse:
    """Put one into the log. `?kind=issue`: it has happened; `?from=`: the risk that it was."""
    data = _read(place)
    source = next((each for each in data["risks"] if each["id"] == request.GET.get("from")), None)
    issue = source is not None or request.GET.get("kind") == "issue"
    owners = [(role, owner_words(place, role)) for role in data["owners"]]
    before = {"text": source["told"]["text"], "owner": source["owner"], "mitigation": source["mitigation"]} if source else {}
    if source is not None and source["seen_by"] != "both":
        before["own"] = "own"
    form = RiskForm(
        request.POST or None, issue=issue, owners=owners, side=side_name(place, place.side), initial={"head": place.contract.head, **before}
    )
    if request.method == "POST" and did(place, form, lambda given, turn: _raise(place, issue, source, given, turn), TO):
        messages.success(request, _("It is in the log."))
        return redirect("risk", place.contract.pk, name_of("issue" if issue else "risk", form.cleaned_data["turn"]))
    context = {
        "title": _("Raise an issue") if issue else _("Raise a risk"),
        **form_if(form, "risk-raised" in offers(place, data["starts"])),
        "act": "risk-raised",
        "of": source["id"] if source else "",
        "button": _("Put it into the log"),
        "whose": whose(place, data["starts"], "risk-raised"),
        "back_href": contract_address(place, "risks"),
        "back": _("All risks and issues"),
        "other_href": "" if issue else contract_address(place, "risk-new", kind="issue"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/new.html", place, status_of(form), **context)


TO = {"day-past": "review"}  # problem -> the field it is about


def _raise(place: Place, issue: bool, source: Data | None, given: Data, turn: Any) -> tuple[Any, ...]:
    return raise_risk(
        place,
        kind="issue" if issue else "risk",
        text=given["text"],
        mitigation=given["mitigation"],
        likelihood=given["likelihood"],
        impact=given["impact"],
        owner=given["owner"],
        review_on=given["review"],
        own=given["own"] == "own",
        came_from=source["id"] if source else "",
        turn=turn,
    )


@on_contract(SEE)
@require_http_methods(EVERY)
def one(request: HttpRequest, place: Place, risk: str) -> HttpResponse:
    """One of them: its score and how that went, what is done, when it is looked at again."""
    data, tell = _read(place), teller(place)
    found = pick(data["risks"], risk)
    may = offers(place, found["offers"])
    closing, head = request.POST.get("do") == "close", {"head": place.contract.head}
    score = ScoreForm(None if closing else request.POST or None, issue=found["kind"] == "issue", initial=head, auto_id="score-%s")
    close = CloseRiskForm(request.POST if closing else None, initial=head, auto_id="close-%s")
    sent: ActForm = close if closing else score
    if request.method == "POST" and did(place, sent, lambda given, turn: _act(place, risk, closing, given, turn), TO):
        messages.success(request, _("Closed.") if closing else _("Scored again."))
        return redirect("risk", place.contract.pk, risk)
    shown = risk_shown(place, found, tell)
    became = [risk_shown(place, each, tell) for each in data["risks"] if each["id"] in found["became"]]
    raising = "risk-raised" in offers(place, data["starts"]) and found["kind"] == "risk" and not found["closed"]
    context = {
        "title": _one_title(shown),
        "one": shown,
        "became": became,
        "worked_out": sentence(found["worked_out"]),
        "form": sent if request.method == "POST" else None,
        "score_form": score if "risk-scored" in may else None,
        "close_form": close if "risk-closed" in may else None,
        "issue_href": contract_address(place, "risk-new", **{"from": risk}) if raising else "",
        "whose": "" if found["closed"] else whose(place, found["offers"], "risk-scored"),
        "back_href": contract_address(place, "risks"),
    }
    return show(request, "assurance/risk.html", place, status_of(sent), **context)


def _act(place: Place, risk: str, closing: bool, given: Data, turn: Any) -> tuple[Any, ...]:
    if closing:
        return close_risk(place, risk, why=given["text"], turn=turn, head=given["head"])
    return score_risk(
        place,
        risk,
        likelihood=given["likelihood"],
        impact=given["impact"],
        review_on=given["review"],
        why=given["text"],
        turn=turn,
        head=given["head"],
    )


def _one_title(one: Data) -> str:
    what = {"kind": _("Issue") if one["kind"] == "issue" else _("Risk"), "score": one["score"]}
    if one["closed"]:
        return _("%(kind)s, closed") % what
    return _("%(kind)s, scored %(score)d of 25") % what if one["score"] else _("%(kind)s, not scored yet") % what
