"""Certificates: shown with their scope and last day; what a scope leaves out becomes a finding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.desk.actions.assurance import name_of, record_finding, show_certificate
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.act_pages import did, form_if, status_of, teller, whose
from tenor.web.views.assurance_forms import CertificateForm, FindingForm
from tenor.web.views.standards import EVERY, SEE, pick, read
from tenor.web.views.standards_words import certificate_shown, finding_shown

Data = dict[str, Any]
WORDS = ("name", "scope", "body", "left_out")


@on_contract(SEE)
@require_http_methods(EVERY)
def certificate_new(request: HttpRequest, place: Place, duty: str) -> HttpResponse:
    """Show a certificate."""
    data = read(place)
    standard = pick(data["standards"], duty)
    form = CertificateForm(request.POST or None, before=_before(data, duty), initial={"head": place.contract.head})
    if request.method == "POST" and did(place, form, lambda given, turn: _show(place, duty, given, turn)):
        messages.success(request, _("Recorded. Both sides see it, and are reminded before it ends."))
        return redirect("certificate", place.contract.pk, name_of("certificate", form.cleaned_data["turn"]))
    context = {
        "title": _("Show a certificate"),
        "standard": standard,
        **form_if(form, "certificate-shown" in offers(place, data["starts"])),
        "act": "certificate-shown",
        "of": duty,
        "button": _("Show it to both sides"),
        "whose": whose(place, data["starts"], "certificate-shown"),
        "back_href": contract_address(place, "standards"),
        "back": _("All standards"),
        "after": _("Both sides are reminded 90 and 30 days before its last day."),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/new.html", place, status_of(form), **context)


def _before(data: Data, duty: str) -> list[tuple[str, str]]:
    """Those shown before that nothing replaced, as answers of the form."""
    words = _("Yes, of the one that ends on %(day)s")
    shown = [each for each in data["certificates"] if each["duty"] == duty and not each["replaced_by"]]
    return [(each["id"], words % {"day": full_day(each["last_day"])}) for each in shown]


def _show(place: Place, duty: str, given: Data, turn: Any) -> tuple[Any, ...]:
    where = given.get("place", "")
    return show_certificate(
        place,
        duty=duty,
        words={name: given[name] for name in WORDS},
        edition=given["edition"],
        issued_on=given["issued"],
        expires_on=given["expires"],
        replaces="" if where == "beside" else where,
        beside=where == "beside",
        turn=turn,
    )


@on_contract(SEE)
@require_http_methods(EVERY)
def certificate(request: HttpRequest, place: Place, certificate: str) -> HttpResponse:
    """One certificate: until when, its scope, and a finding of what that leaves out."""
    data = read(place)
    found, tell = pick(data["certificates"], certificate), teller(place)
    left_out = found["told"]["words"].get("left_out", "")
    before = {"text": _("The scope leaves out: %(what)s") % {"what": left_out}} if left_out else {}
    form = FindingForm(request.POST or None, initial={"head": place.contract.head, **before})
    if request.method == "POST" and did(place, form, lambda given, turn: _finding(place, certificate, given, turn)):
        messages.success(request, _("It is a finding now. Both sides see it."))
        return redirect("finding", place.contract.pk, name_of("finding", form.cleaned_data["turn"]))
    findings = [finding_shown(place, each, tell) for each in data["findings"]]
    shown = certificate_shown(place, found, tell, findings)
    context = {
        "title": _title(shown),
        "one": shown,
        "standard": pick(data["standards"], found["duty"]),
        **form_if(form, "finding-made" in offers(place, data["starts"])),
        "may_show": "certificate-shown" in offers(place, data["starts"]),
        "whose": whose(place, data["starts"], "finding-made"),
        "back_href": contract_address(place, "standards"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "assurance/certificate.html", place, status_of(form), **context)


def _finding(place: Place, certificate: str, given: Data, turn: Any) -> tuple[Any, ...]:
    return record_finding(place, certificate=certificate, weight=given["weight"], text=given["text"], turn=turn)


def _title(one: Data) -> str:
    if one["state"] == "replaced":
        return _("Replaced by a later certificate")
    words = _("This certificate was good until %(day)s") if one["state"] == "expired" else _("This certificate holds until %(day)s")
    return words % {"day": full_day(one["last_day"])}
