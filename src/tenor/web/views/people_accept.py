"""Accepting an invitation: whoever has the link chose nothing yet. With an account they sign in; without one they make it here."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tenor.desk.actions.invite import accept, accept_as_new, find_invitation
from tenor.desk.models import Invitation, Person
from tenor.web.account_forms import LONGEST, PASSWORD_RULES
from tenor.web.forms import Choice, Form
from tenor.web.role_words import role_word

WAYS = [
    ("password", gettext_lazy("With a password")),
    ("passkey", gettext_lazy("With a passkey: your finger, your face or a PIN")),
    ("link", gettext_lazy("With a link by email, each time")),
]


class AccountForm(Form):
    """A new account: the name, and how this person wants to sign in."""

    label_size = "s"
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    way = Choice(label=gettext_lazy("How do you want to sign in?"), choices=WAYS, reveals={"password": "password"})
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=PASSWORD_RULES,
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "maxlength": None}),
    )

    def __init__(self, data: Any, invitation: Invitation) -> None:
        super().__init__(data, initial={"name": invitation.name})
        self.invitation = invitation

    def clean_password(self) -> str | None:
        password = self.cleaned_data.get("password")
        if password:
            like = Person(email=self.invitation.email, name=self.cleaned_data.get("name", ""))
            try:
                validate_password(password, like)
            except ValidationError as wrong:
                raise ValidationError(wrong.messages) from None
        return password


@never_cache
@sensitive_post_parameters("password")
def invitation_page(request: HttpRequest, word: str) -> HttpResponse:
    """What the link of an invitation opens."""
    found = find_invitation(word)
    if found is None:
        return render(request, "people/invitation_over.html", status=410)
    about = {"invitation": found, "role": role_word(found.role), "where": _where(found)}
    if request.user.is_authenticated:
        return _with_account(request, found, about)
    if Person.objects.filter(email=found.email).exists():
        sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        return render(request, "people/invitation_sign_in.html", {**about, "sign_in": sign_in})
    return _without_account(request, found, about)


def _with_account(request: HttpRequest, found: Invitation, about: dict[str, Any]) -> HttpResponse:
    """Somebody is signed in: the role is theirs for one press, if the invitation is."""
    assert request.user.is_authenticated
    if request.user.email != found.email:
        return render(request, "people/invitation_other.html", about, status=403)
    if request.method != "POST":
        return render(request, "people/invitation_accept.html", about)
    problems = accept(invitation=found, person=request.user)
    if problems:
        return render(request, "people/invitation_accept.html", {**about, "problems": problems}, status=422)
    messages.success(request, _("You are %(role)s now: %(where)s.") % {"role": about["role"], "where": about["where"]})
    return redirect("home")


def _without_account(request: HttpRequest, found: Invitation, about: dict[str, Any]) -> HttpResponse:
    """Make the account, give the role, and sign in: the link showed that the address is theirs."""
    form = AccountForm(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        way = form.cleaned_data["way"]
        person, problems = accept_as_new(invitation=found, name=form.cleaned_data["name"], password=form.cleaned_data["password"])
        if person is not None:
            EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
            record_authentication(request, person, method="password" if way == "password" else "code", email=person.email)
            following = reverse("mfa_add_webauthn") if way == "passkey" else reverse("home")
            response: HttpResponse = perform_login(request, Login(user=person, email=person.email, redirect_url=following))
            return response
        form.attach(problems)
    return render(request, "people/invitation_new.html", {**about, "form": form}, status=422 if form.is_bound else 200)


def _where(found: Invitation) -> str:
    return found.contract.title if found.contract else found.organisation.name
