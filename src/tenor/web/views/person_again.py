"""Is it still you? For people who have no password, app or passkey: a code by mail."""

from __future__ import annotations

import hashlib
import secrets

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core import ratelimit
from django import forms
from django.core.cache import cache
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from tenor.desk.models import Person
from tenor.web.doors import signed_in
from tenor.web.forms import Form

HOLDS = 15 * 60  # seconds


class CodeForm(Form):
    """The code of the mail."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "govuk-input--width-10"}),
    )


@never_cache
@signed_in
def by_mail(request: HttpRequest) -> HttpResponse:
    """Send a code, take it, and go on with what was asked for."""
    assert request.user.is_authenticated
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        _send(request, request.user)
        return render(request, "account/reauthenticate_by_mail.html", {"form": CodeForm()})
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="reauthenticate", user=request.user)
    if limited is not None:
        return limited
    if form.is_valid() and _use(request.user, form.cleaned_data["code"]):
        record_authentication(request, request.user, method="code", reauthenticated=True)
        resumed: HttpResponse | None = resume_request(request)
        return resumed or redirect("home")
    if form.is_valid():
        form.add_error("code", _("That code is not right. Check it, or open this page again for a new one"))
    return render(request, "account/reauthenticate_by_mail.html", {"form": form})


def _send(request: HttpRequest, person: Person) -> None:
    """A code for this person, once a minute at most: the page may be loaded again."""
    if not cache.add(f"again-sent:{person.pk}", "1", 60):
        return
    code = "".join(secrets.choice("BCDFGHJKLMNPQRSTVWXZ") for _n in range(8))
    cache.set(_key(person), _hash(code), HOLDS)
    words = render_to_string("account/email/again_message.txt", {"code": f"{code[:4]}-{code[4:]}"})
    send_mail(_("Your code"), words.strip() + "\n", None, [person.email])


def _use(person: Person, typed: str) -> bool:
    kept = cache.get(_key(person))
    right = bool(kept) and secrets.compare_digest(kept, _hash("".join(typed.split()).replace("-", "").upper()))
    return right and bool(cache.delete(_key(person)))


def _key(person: Person) -> str:
    return f"again:{person.pk}"


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
