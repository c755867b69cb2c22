"""What is ours about signing in: no open doors, plain words, every sign-in and refusal noted, a link by mail that works on any device."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenor.desk.installation import note
from tenor.desk.models import Person
from tenor.ledger.events.installation import SignedIn, SignInRefused
from tenor.web.sign_in_link import make_link

METHODS = {"password": "password", "code": "link", "socialaccount": "directory", "mfa": "passkey"}


def speak(response: HttpResponse, request: HttpRequest, language: str) -> HttpResponse:
    """Keep the language of the pages with the browser."""
    name, age = settings.LANGUAGE_COOKIE_NAME, settings.SESSION_COOKIE_AGE
    response.set_cookie(name, language, max_age=age, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


def _know_address(person: Person) -> None:
    """Take a person's own address as theirs: it came with an invitation that was mailed there, from an operator, or by a link used."""
    known, _made = EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    if not known.verified:
        EmailAddress.objects.filter(pk=known.pk).update(verified=True)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account unasked: people come by invitation."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask whoever invited you"),
        "email_password_mismatch": _("The email address or the password is not right. Check both and try again"),
        "incorrect_password": _("That is not your password. Try again"),
        "enter_current_password": _("That is not the password you have now. Try again"),
        "incorrect_code": _("That code is not right. Check it, or ask for a new one"),
        "too_many_login_attempts": _("Too many tries. Wait 5 minutes, then try again. Or ask for a link by email instead"),
        "same_as_current": _("That is the address you have now. Type another one"),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again"),
        "email_taken": _("This address cannot be used. Type another one"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many tries are noted, without what was typed."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note(SignInRefused(reason="too many"))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        note(SignInRefused(reason="wrong"))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Every sign-in is noted, by how it was done."""
        records = get_authentication_records(request, user)
        method = METHODS.get(records[0]["method"], "") if records else ""
        note(SignedIn(method=method), person=user)
        _know_address(user)
        return speak(super().post_login(request, user, **kwargs), request, user.language)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The mail with a sign-in code has a link too, which works on whatever device the mail is read on."""
        if template_prefix == "account/email/login_code":
            person = Person.objects.filter(email=email.lower(), is_active=True).first()
            if person is not None:
                following = self.request.POST.get("next") or self.request.GET.get("next") or ""
                context = {**context, "link": self.request.build_absolute_uri(make_link(person, following))}
        super().send_mail(template_prefix, email, context)

    def send_notification_mail(self, template_prefix: str, user: Any, context: Any = None, email: str | None = None) -> None:
        """Also to people who were not invited by mail, and so never showed that the address is theirs."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Password, code, passkey; a code by mail for whoever has none of these."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.is_authenticated and not methods:
            return [{"id": "mail", "description": _("Use a code by email"), "url": reverse("reauthenticate-by-mail")}]
        return methods


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """People a council's directory vouches for: known ones sign in, others are told to ask for an invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        note(SignInRefused(reason="no account"))
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        note(SignInRefused(reason="directory"))


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step in plain words."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right. Type the one the app shows now"),
        "unverified_email": _("First show that your email address is yours: sign in once with a link by email"),
        "add_email_blocked": _("Switch two-step sign-in off before you change your email address"),
        "cannot_delete_authenticator": _("This cannot be switched off"),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first"),
    }
