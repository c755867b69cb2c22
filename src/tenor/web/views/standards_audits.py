"""Audits by the council or by somebody it names, and the way of each finding: found, looked into, plan agreed, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tenor.desk import clock
from tenor.desk.actions.assurance import close_finding, name_of, record_audit, record_finding, record_why
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.act_pages import did, form_if, status_of, teller, whose
from tenor.web.views.assurance_forms import AuditForm, CloseForm, FindingForm, WhyForm
from tenor.web.views.standards import EVERY, SEE, pick, read
from tenor.web.views.standards_words import finding_shown, plan_choices

Data = dict[str, Any]


@on_contract(SEE)
@require_http_methods(EVERY)
def audit_new(request: HttpRequest, place: Place, duty: str) -> HttpResponse:
    """Record that an audit was held."""
    data = read(place)
    standard = pick(data["standards"], duty)
    form = AuditForm(request.POST or None, initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _audit(place, duty, given, turn), {"act-in-future": "on"}):
        messages.success(request, _("Recorded. Now write down what it found."))
        return redirect("audit", place.contract.pk, name_of("audit", form.cleaned_data["turn"]))
    context = {
        "title": _("An audit was held"),
        "standard": standard,
        **form_if(form, "audit-held" in offers(place, data["starts"])),
        "act": "audit-held",
        "of": duty,
        "button": _("Record the audit"),
        "whose": whose(place, data["starts"], "audit-held"),
        "back_href": contract_address(place, "standards"),
        "back": _("All standards"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/new.html", place, status_of(form), **context)


def _audit(place: Place, duty: str, given: Data, turn: Any) -> tuple[Any, ...]:
    third, on = given["by"] == "third party", given["on"] or clock.today()
    return record_audit(place, duty=duty, third_party=third, name=given["name"] or "", text=given["text"], on=on, turn=turn)


@on_contract(SEE)
@require_http_methods(EVERY)
def audit(request: HttpRequest, place: Place, audit: str) -> HttpResponse:
    """One audit with what it found; another finding is written down here."""
    data = read(place)
    found, tell = pick(data["audits"], audit), teller(place)
    form = FindingForm(request.POST or None, initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _found(place, given, turn, audit=audit)):
        messages.success(request, _("Recorded. Both sides see it."))
        return redirect("audit", place.contract.pk, audit)
    findings = [finding_shown(place, each, tell) for each in data["findings"] if each["audit"] == audit]
    n, major = len(findings), sum(1 for each in findings if each["weight"] == "major")
    title = ngettext("%(n)d finding on %(day)s, %(major)d major", "%(n)d findings on %(day)s, %(major)d major", n)
    context = {
        "title": title % {"n": n, "day": full_day(found["told"]["on"]), "major": major} if n else _("An audit without findings so far"),
        "one": {**found, "told": tell(found["told"]), "name": found["told"]["words"].get("name", "")},
        "standard": pick(data["standards"], found["duty"]),
        "findings": findings,
        "targets": data["targets"],
        # a finding is made of any audit by whoever may hold one
        **form_if(form, "audit-held" in offers(place, data["starts"])),
        "whose": whose(place, data["starts"], "audit-held"),
        "back_href": contract_address(place, "standards"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/audit.html", place, status_of(form), **context)


def _found(place: Place, given: Data, turn: Any, *, audit: str = "", certificate: str = "") -> tuple[Any, ...]:
    return record_finding(place, audit=audit, certificate=certificate, weight=given["weight"], text=given["text"], turn=turn)


@on_contract(SEE)
@require_http_methods(EVERY)
def finding(request: HttpRequest, place: Place, finding: str) -> HttpResponse:
    """One finding on its way."""
    data = read(place)
    found, tell = pick(data["findings"], finding), teller(place)
    may = offers(place, found["offers"])
    closing = request.POST.get("do") == "close"
    why = WhyForm(
        None if closing else request.POST or None,
        plans=plan_choices(data["plans"]),
        initial={"head": place.contract.head},
        auto_id="why-%s",
    )
    close = CloseForm(request.POST if closing else None, initial={"head": place.contract.head}, auto_id="close-%s")
    sent: ActForm = close if closing else why
    if request.method == "POST" and did(place, sent, lambda given, turn: _act(place, finding, closing, given, turn)):
        messages.success(request, _("Closed.") if closing else _("Recorded why. Both sides see it."))
        return redirect("finding", place.contract.pk, finding)
    shown = finding_shown(place, found, tell)
    standard = next((each for each in data["standards"] if each["id"] == found["duty"]), None)
    context = {
        **shown,
        "one": shown,
        "standard": standard,
        "title": _title(shown),
        "form": sent if request.method == "POST" else None,
        "why_form": why if "finding-investigated" in may else None,
        "close_form": close if "finding-closed" in may else None,
        "whose": "" if shown["closed"] else whose(place, found["offers"], "finding-closed"),
        "fail_href": _fail_href(place, data, found),
        "action_href": contract_address(place, "action-new", **{"from": f"finding {finding}"})
        if place.actor.may("agree actions") and not found["closed"]
        else "",
        "back_href": contract_address(place, "standards"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/finding.html", place, status_of(sent), **context)


def _act(place: Place, finding: str, closing: bool, given: Data, turn: Any) -> tuple[Any, ...]:
    if closing:
        return close_finding(place, finding, why=given["text"], turn=turn, head=given["head"])
    return record_why(place, finding, why=given["text"], plan=given.get("plan", ""), turn=turn, head=given["head"])


def _title(one: Data) -> str:
    words = {
        "major": _("A major finding, %(state)s"),
        "minor": _("A minor finding, %(state)s"),
        "observation": _("An observation, %(state)s"),
    }
    return words.get(one["weight"], _("A finding, %(state)s")) % {"state": one["state"]}


def _fail_href(place: Place, data: Data, found: Data) -> str:
    """Where it is recorded that the standard itself is not met, which its rule takes up."""
    open_to = "standard-failed" in offers(place, data["starts"]) and not found["closed"] and not found["failures"] and found["duty"]
    return contract_address(place, "failure-new", found["duty"], finding=found["id"]) if open_to else ""
