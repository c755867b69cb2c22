"""Standards: what is kept at all times, what was found not met, and what was done about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tenor.desk import clock
from tenor.desk.actions.assurance import name_of, record_failure, record_investigation
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.act_pages import did, form_if, side_name, status_of, teller, whose
from tenor.web.views.assurance_forms import FailureForm, WhyForm
from tenor.web.views.standards_words import certificate_shown, failure_shown, finding_shown, plan_choices

Data = dict[str, Any]
EVERY = ("GET", "HEAD", "POST")
SEE = "see the contract"


def read(place: Place) -> Data:
    """The page's data."""
    return page_on(place.contract, place.actor.side, "standards")


def pick(several: list[Data], id: str) -> Data:
    """One of a list by its id; there is no such page where there is none."""
    found = next((each for each in several if each["id"] == id), None)
    if found is None:
        raise Http404
    return found


@on_contract(SEE)
def hub(request: HttpRequest, place: Place) -> HttpResponse:
    """Every standard with its failures; certificates; audits and what they found."""
    data = read(place)
    tell, may = teller(place), offers(place, data["starts"])
    failures = {each["id"]: failure_shown(place, each, tell) for each in reversed(data["failures"])}
    findings = [finding_shown(place, each, tell) for each in data["findings"]]
    standards = [
        {**each, "failures": (own := [one for one in failures.values() if one["duty"] == each["id"]]), "judge_href": _judge(place, each)}
        | {"audit_by": [side_name(place, who) or who for who in each["audit_by"]]}
        | {"state": own[0]["state"] if own else _("nothing found"), "kind": own[0]["kind"] if own else "done"}
        for each in data["standards"]
    ]
    audits = [
        {
            **each,
            "told": tell(each["told"]),
            "findings": [one for one in findings if one["audit"] == each["id"]],
            "what": _what(data, each["duty"]),
        }
        for each in reversed(data["audits"])
    ]
    certificates = [certificate_shown(place, each, tell, findings) for each in reversed(data["certificates"])]
    context = {
        "title": _title(standards, findings),
        "lead": _lead(data, certificates),
        "main_standards": [each for each in standards if each["main"]],
        "others": [each for each in standards if not each["main"]],
        "patterns": [each for each in standards if each["pattern"]],
        "audits": audits,
        "open_findings": [each for each in findings if not each["closed"]],
        "certificates": [{**each, "what": _what(data, each["duty"])} for each in certificates],
        "remarks": data["remarks"],
        "may": may,
        "whose": {name: whose(place, data["starts"], name) for name in ("standard-failed", "audit-held", "certificate-shown")},
        "audited": [each for each in standards if each["audit_by"] or each["main"]],
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/standards.html", place, **context)


def _what(data: Data, duty: str) -> str:
    return next((str(each["what"]) for each in data["standards"] if each["id"] == duty), duty)


def _title(standards: list[Data], findings: list[Data]) -> str:
    missed = [each for each in standards if each["open"]]
    waiting = [each for each in findings if not each["closed"]]
    if len(missed) == 1:
        return _("Not met: “%(standard)s”") % {"standard": missed[0]["what"]}
    if missed:
        return ngettext("%(n)d standard is not met", "%(n)d standards are not met", len(missed)) % {"n": len(missed)}
    if waiting:
        return ngettext("%(n)d finding is not closed", "%(n)d findings are not closed", len(waiting)) % {"n": len(waiting)}
    return _("No standard is known to be missed")


def _lead(data: Data, certificates: list[Data]) -> str:
    """How many failures and findings there were, and until when the certificates hold."""
    failed, found, closed = len(data["failures"]), len(data["findings"]), sum(1 for each in data["findings"] if each["closed"])
    parts = [ngettext("%(n)d failure since the start.", "%(n)d failures since the start.", failed) % {"n": failed}]
    if found:
        parts.append(
            ngettext("%(n)d finding, %(closed)d closed.", "%(n)d findings, %(closed)d closed.", found) % {"n": found, "closed": closed}
        )
    holding = [each for each in certificates if each["state"] not in ("replaced", "expired")]
    if holding:
        last = min(each["last_day"] for each in holding)
        parts.append(_("The certificate holds until %(day)s.") % {"day": full_day(last)})
    return " ".join(parts)


def _judge(place: Place, standard: Data) -> str:
    """Where a person says that a standard is missed again and again."""
    rule = next((each["rule"] for each in standard["judged"]), "")
    return (rule and contract_address(place, "judge", rule)) or contract_address(place, "ladder")


@on_contract(SEE)
@require_http_methods(EVERY)
def failure_new(request: HttpRequest, place: Place, duty: str) -> HttpResponse:
    """Record that a standard was not met. `?finding=`: the finding that showed it."""
    data = read(place)
    standard = pick(data["standards"], duty)
    finding = next((each for each in data["findings"] if each["id"] == request.GET.get("finding")), None)
    before = {"text": finding["told"]["text"]} if finding else {}
    form = FailureForm(request.POST or None, initial={"head": place.contract.head, **before})
    if request.method == "POST" and did(place, form, lambda given, turn: _fail(place, duty, finding, given, turn), {"act-in-future": "on"}):
        messages.success(request, _("Recorded. Both sides see it."))
        return redirect("failure", place.contract.pk, name_of("failure", form.cleaned_data["turn"]))
    may = "standard-failed" in offers(place, data["starts"])
    context = {
        "title": _("A standard was not met"),
        "standard": standard,
        **form_if(form, may),
        "act": "standard-failed",
        "of": duty,
        "button": _("Record the failure"),
        "whose": whose(place, data["starts"], "standard-failed"),
        "back_href": contract_address(place, "standards"),
        "back": _("All standards"),
        "after": _("Then the contract leads to: %(steps)s. A person decides.") % {"steps": ", ".join(standard["leads_to"])}
        if standard["leads_to"]
        else "",
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/new.html", place, status_of(form), **context)


def _fail(place: Place, duty: str, finding: Data | None, given: Data, turn: Any) -> tuple[Any, ...]:
    on: date = given["on"] or clock.today()
    return record_failure(place, duty=duty, text=given["text"], on=on, finding=finding["id"] if finding else "", turn=turn)


@on_contract(SEE)
@require_http_methods(EVERY)
def failure(request: HttpRequest, place: Place, failure: str) -> HttpResponse:
    """One failure: found, looked into, plan, outcome."""
    data = read(place)
    found, tell = pick(data["failures"], failure), teller(place)
    form = WhyForm(request.POST or None, plans=plan_choices(data["plans"]), initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _investigate(place, failure, given, turn)):
        messages.success(request, _("Recorded why. Both sides see it."))
        return redirect("failure", place.contract.pk, failure)
    standard = pick(data["standards"], found["duty"])
    may = offers(place, found["offers"])
    context = {
        **failure_shown(place, found, tell),
        "standard": standard,
        "title": _("Not met on %(day)s: “%(standard)s”") % {"day": full_day(found["told"]["on"]), "standard": standard["what"]},
        **form_if(form, "standard-investigated" in may),
        "whose": whose(place, found["offers"], "standard-investigated"),
        "judge_href": _judge(place, standard),
        "finding_href": contract_address(place, "finding", found["finding"]) if found["finding"] else "",
        "back_href": contract_address(place, "standards"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/failure.html", place, status_of(form), **context)


def _investigate(place: Place, failure: str, given: Data, turn: Any) -> tuple[Any, ...]:
    return record_investigation(place, failure, why=given["text"], plan=given.get("plan", ""), turn=turn, head=given["head"])
