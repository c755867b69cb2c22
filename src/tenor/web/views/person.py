"""A person's own page: their name, the language, how they sign in, where they are signed in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tenor.desk.actions.person import change_person
from tenor.web.accounts import speak
from tenor.web.doors import show, signed_in
from tenor.web.forms import Choice, Form


class PersonForm(Form):
    """What a person may change of themselves."""

    label_size = "s"
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = Choice(label=gettext_lazy("Language of the pages"), choices=[("en-gb", "English"), ("cy", "Cymraeg")])
    no_keys = forms.BooleanField(
        label=gettext_lazy("Switch the keyboard shortcut off"),
        help_text=gettext_lazy(
            "“/” goes to the search. Switch it off if it is in your way, for instance when you speak instead of typing."
        ),
        required=False,
    )


@signed_in
def person_page(request: HttpRequest) -> HttpResponse:
    """Look at one's own page, and change it."""
    assert request.user.is_authenticated
    person = request.user
    at_first = {"name": person.name, "language": person.language, "no_keys": person.settings.get("no_keys", False)}
    form = PersonForm(request.POST or None, initial=at_first)
    if request.method == "POST" and form.is_valid():
        problems = change_person(person=person, **form.cleaned_data)
        if not problems:
            messages.success(request, _("Saved."))
            return speak(redirect("person"), request, person.language)
        form.attach(problems)
    status = 422 if form.is_bound else 200
    return show(request, "people/person.html", status=status, form=form, facts=_facts(request), person_page=True, title=person.name)


@require_POST
@signed_in
def end_session(request: HttpRequest, id: int) -> HttpResponse:
    """Sign out on one other device."""
    session = UserSession.objects.filter(pk=id, user=request.user).first()
    if session is None:
        raise Http404
    session.end()
    messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")


def _facts(request: HttpRequest) -> list[dict[str, Any]]:
    """How this person signs in, in the shape of parts/facts.html."""
    person: Any = request.user
    password = person.has_usable_password()
    second = is_mfa_enabled(person)
    devices = UserSession.objects.filter(user=person).count()
    return [
        _fact(_("Email address"), person.email, "account_email", _("Change")),
        _fact(
            _("Password"),
            _("Set") if password else _("None: you use a link or a passkey"),
            "account_change_password" if password else "account_set_password",
            _("Change") if password else _("Choose one"),
        ),
        _fact(_("Two-step sign-in and passkeys"), _("On") if second else _("Off"), "mfa_index", _("Change")),
        _fact(_("Signed in on"), _("1 device") if devices == 1 else _("%(n)s devices") % {"n": devices}, "usersessions_list", _("Look")),
    ]


def _fact(label: str, value: str, address: str, link: str) -> dict[str, Any]:
    return {"label": label, "value": value, "href": reverse(address), "link": link}
