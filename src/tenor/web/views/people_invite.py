"""Inviting somebody: to a contract, or to an organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk.actions.invite import Invited, invite, invite_to_organisation, roles_to_give
from tenor.desk.lookups.people import Reach, contracts_of, reach_of, units_of
from tenor.desk.models import Invitation
from tenor.desk.permissions.giving import EVERYWHERE, OWNER_GIVES_ON_ONE
from tenor.desk.permissions.roles import ROLES
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show, signed_in
from tenor.web.doors_grave import grave
from tenor.web.forms import Choice, Choices, Form
from tenor.web.forms.fields import Radios
from tenor.web.invitation_mail import send_invitation
from tenor.web.role_words import role_choices, role_hints, role_word

FIELDS = {"invite-email": "email", "invite-name": "name", "invite-role": "role", "invite-units": "units", "invite-no-units": "units"}


class InviteForm(Form):
    """Whom, and as what. `only`: shown under the role that needs it."""

    label_size = "s"
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(label=gettext_lazy("Email address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = Choice(label=gettext_lazy("Role"))

    def __init__(self, data: Any, roles: tuple[str, ...], *, under: str = "", only: tuple[str, ...] = ()) -> None:
        super().__init__(data)
        reveals = {role: under for role in only if under}
        field: Any = self.fields["role"]
        field.widget = Radios(hints=role_hints(roles), reveals=reveals)
        field.choices = role_choices(roles)


class InviteToContract(InviteForm):
    units = Choices(label=gettext_lazy("Looks after"), required=False)

    def __init__(self, data: Any, roles: tuple[str, ...], units: list[tuple[str, str]]) -> None:
        only = tuple(role for role in roles if ROLES[role].scope == "own units")
        super().__init__(data, roles, under="units", only=only)
        field: Any = self.fields["units"]
        field.choices = units
        if not only:
            del self.fields["units"]


class InviteToOrganisation(InviteForm):
    contract = forms.ChoiceField(label=gettext_lazy("Of which contract"), required=False)
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"))

    def __init__(self, data: Any, reach: Reach) -> None:
        super().__init__(data, (*EVERYWHERE, *OWNER_GIVES_ON_ONE), under="contract", only=OWNER_GIVES_ON_ONE)
        chosen: Any = self.fields["contract"]
        chosen.choices = [("", _("One they are going to set up")), *((str(c.pk), c.title) for c in contracts_of(reach.organisations))]
        whose: Any = self.fields["organisation"]
        whose.choices = [(str(each.pk), each.name) for each in reach.organisations]
        if len(reach.organisations) == 1:
            whose.required, whose.widget = False, forms.HiddenInput()


@on_contract("manage people", unsigned=True)
@grave
def invite_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Invite somebody to a contract."""
    roles, units = roles_to_give(place), units_of(place.contract)
    form = InviteToContract(request.POST or None, roles, units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = [unit for unit, _name in units]
        made = invite(
            place=place, name=given["name"], email=given["email"], role=given["role"], units=given.get("units") or (), known_units=known
        )
        if not made.problems:
            return _sent(request, made)
        form.attach(made.problems, FIELDS)
    return show(request, "people/invite.html", place, status=422 if form.is_bound else 200, form=form, title=_("Invite somebody"))


@signed_in
@grave
def invite_to_organisation_page(request: HttpRequest) -> HttpResponse:
    """Invite somebody to an organisation that one looks after."""
    assert request.user.is_authenticated
    reach = reach_of(request.user)
    if not reach.organisations:
        raise PermissionDenied
    form = InviteToOrganisation(request.POST or None, reach)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        organisation = next((o for o in reach.organisations if str(o.pk) == given["organisation"]), reach.organisations[0])
        contract = next((c for c in contracts_of([organisation]) if str(c.pk) == given["contract"]), None)
        made = invite_to_organisation(
            organisation=organisation, name=given["name"], email=given["email"], role=given["role"], contract=contract, by=request.user
        )
        if not made.problems:
            return _sent(request, made)
        form.attach(made.problems, {**FIELDS, "invite-contract": "contract"})
    return show(request, "people/invite.html", status=422 if form.is_bound else 200, form=form, title=_("Invite somebody"))


def _sent(request: HttpRequest, made: Invited) -> HttpResponse:
    """Mail it and go back to the people, with a receipt."""
    assert made.invitation is not None
    if not send_invitation(request, made.invitation, made.word):
        messages.error(request, not_sent(made.invitation))
        return redirect("people")
    words = _("An invitation went to %(email)s: %(role)s. The link in it works once, for 7 days.")
    messages.success(request, words % {"email": made.invitation.email, "role": role_word(made.invitation.role)})
    return redirect("people")


def not_sent(invitation: Invitation) -> str:
    """What to say where the invitation is made and the mail did not go."""
    return _("The invitation of %(email)s is made, but the mail could not be sent. Send it again in a while.") % {"email": invitation.email}
