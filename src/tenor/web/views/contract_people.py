"""The people of a contract: whom to call on both sides and who was there before, the units, who signs in."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.desk.actions.contacts import Named, close_unit, end_contact, name_contact, open_unit
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_people import people_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.setup_forms import ClosesForm, ContactForm, LeavesForm, UnitForm
from tenor.web.views.setup_list import banners

Data = dict[str, Any]
MOST_ORDER = 9
TO_BOX = {"day-outside": "first_day", "act-after-end": "first_day"}


@on_contract("see the contract")
def people_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Contacts of both sides in order, units, and who signs in."""
    data = page_on(place.contract, place.actor.side, "people")
    sides = [{**side, "may": may_name(place, side["side"]), "next": _next(side)} for side in data["sides"]]
    posters = people_on(place.contract)
    context = {
        "title": _("Who to call"),
        "sides": sides,
        "units": data["units"],
        "subcontractors": [{**each, "may_end": "subcontract-ended" in offers(place, each["offers"])} for each in data["subcontractors"]],
        "vary_href": contract_address(place, "propose-variation") if place.actor.may("agree a variation") else "",
        "may_units": place.actor.may("open or close a unit"),
        "posters": [each for each in posters if each.holds],
        "left": [each for each in posters if not each.holds],
        "invite_href": contract_address(place, "invite") if place.actor.may("manage people") else "",
        "banners": banners({"ready": [], "items": {"done": 0, "n": 0}, "sides": data["sides"]}),
    }
    return show(request, "contract_people/people.html", place, **context)


def may_name(place: Place, side: str) -> bool:
    """Each side names its own; the buyer also enters what the supplier told it."""
    return place.actor.may("name contacts") and side in (place.side, *(("supplier",) if place.side == "buyer" else ()))


def _next(side: Data) -> int:
    """One place more, once nobody is missing; 0 while a place is empty, or all there can be are there."""
    if any(each["now"] is None for each in side["places"]):
        return 0
    more = max([each["order"] for each in side["places"]], default=0) + 1
    return more if more <= MOST_ORDER else 0


@on_contract("name contacts")
def contact_page(request: HttpRequest, place: Place, side: str, order: int) -> HttpResponse:
    """Name whoever stands in a place of the order. The one before stays in the history."""
    now = _contact(place, side, order)
    form = ContactForm(request.POST or None, initial={"role": (now or {}).get("role", "")})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ContactForm.base_fields if name not in ("head", "turn")}
        done = name_contact(place, Named(side=side, order=order, **given), turn=form.cleaned_data["turn"] or uuid4())
        if done.entries:
            messages.success(request, _("%(name)s is named.") % {"name": given["name"]})
            return redirect("contract-people", place.contract.pk)
        form.attach(done.problems, TO_BOX)
    other = place.contract.supplier_name if side == "supplier" else place.contract.organisation.name
    context = {
        "title": _("Contact %(order)s of %(side)s") % {"order": order, "side": other},
        "form": form,
        "now": (now or {}).get("now"),
        "button": _("Name this contact"),
        "leaves_href": contract_address(place, "contact-leaves", side, str(order)) if now and now["now"] else "",
        "cancel_href": contract_address(place, "contract-people"),
    }
    return show(request, "contract_people/contact.html", place, 422 if form.errors else 200, **context)


@on_contract("name contacts")
def leaves_page(request: HttpRequest, place: Place, side: str, order: int) -> HttpResponse:
    """Say that a contact leaves before anybody else is named."""
    now = _contact(place, side, order)
    if now is None or now["now"] is None:
        raise Http404
    form = LeavesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = end_contact(place, side=side, order=order, last_day=form.cleaned_data["last_day"], turn=form.cleaned_data["turn"] or uuid4())
        if done.entries:
            messages.success(request, _("Recorded. Name the next one as soon as you know."))
            return redirect("contract-people", place.contract.pk)
        form.attach(done.problems, {"day-outside": "last_day"})
    title = _("%(name)s leaves") % {"name": now["now"]["name"] or _("This contact")}
    context = {"title": title, "form": form, "button": _("Record the last day"), "cancel_href": contract_address(place, "contract-people")}
    return show(request, "contract_people/form.html", place, 422 if form.errors else 200, **context)


@on_contract("open or close a unit")
def unit_page(request: HttpRequest, place: Place, unit: str = "") -> HttpResponse:
    """A unit opens, or opens again."""
    known: Data = next((each for each in page_on(place.contract, place.actor.side, "people")["units"] if each["id"] == unit), {})
    form = UnitForm(
        request.POST or None, initial={"unit": unit, **{name: known.get(name, "") for name in ("name", "manager", "telephone")}}
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("unit", "name", "manager", "telephone", "first_day")}
        done = open_unit(place, given.pop("unit"), turn=form.cleaned_data["turn"] or uuid4(), **given)
        if done.entries:
            messages.success(request, _("The unit is listed."))
            return redirect(f"{contract_address(place, 'contract-people')}#units")
        form.attach(done.problems, TO_BOX)
    title = _("%(unit)s opens") % {"unit": known.get("name") or unit} if unit else _("A unit opens")
    context = {"title": title, "form": form, "button": _("Record it"), "cancel_href": contract_address(place, "contract-people")}
    return show(request, "contract_people/form.html", place, 422 if form.errors else 200, **context)


@on_contract("open or close a unit")
def closes_page(request: HttpRequest, place: Place, unit: str) -> HttpResponse:
    """A unit closes: its last day."""
    form = ClosesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = close_unit(place, unit, last_day=form.cleaned_data["last_day"], turn=form.cleaned_data["turn"] or uuid4())
        if done.entries:
            messages.success(request, _("The last day is recorded."))
            return redirect(f"{contract_address(place, 'contract-people')}#units")
        form.attach(done.problems, {"day-outside": "last_day"})
    title = _("%(unit)s closes") % {"unit": unit}
    context = {"title": title, "form": form, "button": _("Record the last day"), "cancel_href": contract_address(place, "contract-people")}
    return show(request, "contract_people/form.html", place, 422 if form.errors else 200, **context)


def _contact(place: Place, side: str, order: int) -> Data | None:
    """The place in the order as it stands; a place of no side, or of the other one, is not there for this person."""
    if side not in ("buyer", "supplier") or not 1 <= order <= MOST_ORDER:
        raise Http404
    if not may_name(place, side):
        raise PermissionDenied
    data = page_on(place.contract, place.actor.side, "people")
    listed = next(each for each in data["sides"] if each["side"] == side)
    found: Data | None = next((each for each in listed["places"] if each["order"] == order), None)
    return found
