"""The forms of signing in, in our words: allauth's own, with labels that make sense alone, no text inside boxes, and bounded sizes."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.fields import PasswordField
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.core.validators import MaxLengthValidator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tenor.web.forms import Form

LONGEST = 256  # characters of a password: hashing a book would take the machine's time
PASSWORD_RULES = _("At least 12 characters. Three words that do not belong together are easy to keep in mind. Pasting is fine.")


class _Plain(Form):
    """Words and sizes over a form of allauth's. `labels` and `hints` by the name of the field."""

    labels: ClassVar[dict[str, Any]] = {}
    hints: ClassVar[dict[str, Any]] = {}
    widths: ClassVar[dict[str, int]] = {"code": 10}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, LABELS.get(name, field.label))
            field.help_text = self.hints.get(name, "")
            if isinstance(field, PasswordField):
                field.validators.append(MaxLengthValidator(LONGEST, _("A password can have %(limit_value)s characters at most")))
            if name in self.widths:
                field.widget.attrs |= {
                    "class": f"govuk-input--width-{self.widths[name]}",
                    "inputmode": "numeric",
                    "autocomplete": "one-time-code",
                }
            field.error_messages["required"] = _("Fill in “%(label)s”") % {"label": str(field.label).rstrip("?:")}


LABELS: dict[str, Any] = {
    "login": _("Email address"),
    "email": _("Email address"),
    "password": _("Password"),
    "oldpassword": _("Password you have now"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
    "name": _("Name of the passkey"),
}


class SignIn(_Plain, account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forgot = format_html('<a class="t-link" href="{}">{}</a>', reverse("account_reset_password"), _("Forgot your password?"))
        self.fields["password"].help_text = forgot


class AskForLink(_Plain, account.RequestLoginCodeForm):  # type: ignore[misc]
    pass


class TypeCode(_Plain, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    widths: ClassVar[dict[str, int]] = {}


class ForgotPassword(_Plain, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class NewPassword(_Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_RULES}


class ChangePassword(_Plain, account.ChangePasswordForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_RULES}


class SetPassword(_Plain, account.SetPasswordForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_RULES}


class Password(_Plain, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class NewAddress(_Plain, account.AddEmailForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"email": _("New email address")}


class SecondStep(_Plain, mfa.AuthenticateForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, Any]] = {"code": _("The 6 digits in your app, or one of your spare codes.")}


class SecondStepAgain(_Plain, mfa.ReauthenticateForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, Any]] = {"code": _("The 6 digits in your app, or one of your spare codes.")}


class StartApp(_Plain, ActivateTOTPForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, Any]] = {"code": _("The 6 digits that the app shows now.")}


class AddPasskey(_Plain, AddWebAuthnForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Any]] = {"passwordless": _("Let me sign in with it alone, without a password")}
    hints: ClassVar[dict[str, Any]] = {"name": _("So that you know which one it is, like “Work phone”.")}
