"""The organisation: its name, its colour, its picture, whom to call. Its system owner looks after it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk.actions.organisation import change_logo, change_organisation
from tenor.desk.lookups.people import organisation_of, reach_of
from tenor.desk.models import Organisation
from tenor.web.doors import show, signed_in
from tenor.web.forms import Form, Upload

FIELDS = {
    "organisation-name": "name",
    "organisation-help": "help_contact",
    "colour-form": "colour",
    "colour-pale": "colour",
    "logo-kind": "logo",
    "logo-size": "logo",
}


class OrganisationForm(Form):
    """What the pages of an organisation look like."""

    label_size = "s"
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    colour = forms.CharField(
        label=gettext_lazy("Colour of the line at the top"),
        help_text=gettext_lazy("As # and six digits or letters, like #6b3a2e. It must be dark enough to be seen on white."),
        max_length=7,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    help_contact = forms.CharField(
        label=gettext_lazy("Whom people call for help"),
        help_text=gettext_lazy("A name, and a phone number or an address. It stands at the foot of every page."),
        max_length=200,
        required=False,
    )
    logo = Upload(
        label=gettext_lazy("Picture at the top"),
        help_text=gettext_lazy("PNG or JPEG, up to 200 kB. Leave it empty to keep the one there is."),
        kinds=(".png", ".jpg", ".jpeg"),
        most=200 * 1024,
        required=False,
    )
    no_logo = forms.BooleanField(label=gettext_lazy("Take the picture away"), required=False)


@signed_in
def organisation_page(request: HttpRequest) -> HttpResponse:
    """Look at one's organisation; its system owner changes it."""
    assert request.user.is_authenticated
    reach = reach_of(request.user)
    if not reach.organisations:
        return _about(request, bool(reach))
    chosen = request.POST.get("organisation") or request.GET.get("organisation")
    organisation = next((each for each in reach.organisations if str(each.pk) == chosen), None if chosen else reach.organisations[0])
    if organisation is None:
        raise Http404
    request.organisation = organisation  # type: ignore[attr-defined]
    form = _form(request, organisation)
    if request.method == "POST" and form.is_valid() and _change(request, organisation, form):
        messages.success(request, _("Saved. Everybody of %(name)s sees it from now on.") % {"name": organisation.name})
        return redirect(
            f"{reverse('organisation')}?organisation={organisation.pk}" if len(reach.organisations) > 1 else reverse("organisation")
        )
    return show(
        request,
        "organisation/organisation.html",
        status=422 if form.is_bound else 200,
        form=form,
        chosen=organisation,
        others=[each for each in reach.organisations if each != organisation],
        title=organisation.name,
    )


def _about(request: HttpRequest, manages: bool) -> HttpResponse:
    """What somebody who does not look after it may know: its name, whom to call, who looks after it."""
    assert request.user.is_authenticated
    organisation, owners = organisation_of(request.user)
    facts = []
    if organisation is not None:
        facts = [
            {"label": _("Help"), "value": organisation.help_contact or _("Nobody is named yet")},
            {"label": _("Looked after by"), "value": ", ".join(owners) or _("Nobody yet")},
        ]
    title = organisation.name if organisation else _("You belong to no organisation yet")
    return show(request, "organisation/about.html", facts=facts, manages=manages, title=title)


def _form(request: HttpRequest, organisation: Organisation) -> OrganisationForm:
    at_first = {key: getattr(organisation, key) for key in ("name", "colour", "help_contact")}
    form = OrganisationForm(request.POST or None, request.FILES or None, initial=at_first)
    if not organisation.logo_kind:
        del form.fields["no_logo"]
    return form


def _change(request: HttpRequest, organisation: Organisation, form: OrganisationForm) -> bool:
    """Both orders, or what is wrong beside its box."""
    assert request.user.is_authenticated
    given: dict[str, Any] = form.cleaned_data
    kept = {key: given[key] for key in ("name", "colour", "help_contact")}
    problems = change_organisation(organisation=organisation, by=request.user, **kept)
    if not problems and given.get("no_logo"):
        problems = change_logo(organisation=organisation, picture=None, by=request.user)
    elif not problems and given.get("logo"):
        problems = change_logo(organisation=organisation, picture=given["logo"].read(), by=request.user)
    form.attach(problems, FIELDS)
    return not problems
