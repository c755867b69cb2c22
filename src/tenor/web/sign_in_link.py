"""The link by mail: one use, a quarter of an hour, on any device. Only the hash of its word is kept.

Opening it does nothing yet: programs that look at mail open links too. The person presses a button, and that uses it up.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from tenor.desk.models import Person


def make_link(person: Person, following: str = "") -> str:
    """The path of a fresh link for a person; `following`: where they wanted to go."""
    word = secrets.token_urlsafe(32)
    cache.set(_key(word), {"person": str(person.pk), "next": following}, settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    return reverse("sign-in-link", args=[word])


def _key(word: str) -> str:
    return f"sign-in-link:{hashlib.sha256(word.encode()).hexdigest()}"


@never_cache
def sign_in_link(request: HttpRequest, word: str) -> HttpResponse:
    """A button to press, and then the sign-in itself, second step and all."""
    kept: dict[str, Any] | None = cache.get(_key(word))
    person = Person.objects.filter(pk=kept["person"], is_active=True).first() if kept else None
    if kept is None or person is None:
        return render(request, "account/link_used.html", status=410)
    if request.method != "POST":
        return render(request, "account/link.html", {"whom": person})
    if not cache.delete(_key(word)):  # somebody was quicker
        return render(request, "account/link_used.html", status=410)
    if request.user.is_authenticated:
        if request.user == person:
            return redirect("home")
        from allauth.account.internal.flows.logout import logout

        logout(request)
    record_authentication(request, person, method="code", email=person.email)
    verify_email_indirectly(request, person, person.email)
    following = kept["next"] if url_has_allowed_host_and_scheme(kept["next"], {request.get_host()}, request.is_secure()) else None
    response: HttpResponse = perform_login(request, Login(user=person, email=person.email, redirect_url=following))
    return response
