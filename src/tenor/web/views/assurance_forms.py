"""What is asked for about standards, audits, findings, certificates and shared data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.web.forms import ActForm, Choice, DayField, Words

MOST = 4000
WEIGHTS = (("major", gettext_lazy("Major")), ("minor", gettext_lazy("Minor")), ("observation", gettext_lazy("An observation")))
WEIGHT_HINTS = {
    "major": gettext_lazy("The standard is not met because of it"),
    "minor": gettext_lazy("It is to be put right; the standard still stands"),
    "observation": gettext_lazy("Worth doing better; nothing is asked for"),
}
Pairs = Sequence[tuple[str, str]]


class FailureForm(ActForm):
    """A standard was not met."""

    text = Words(label=gettext_lazy("What was not met?"), rows=4, max_length=MOST)
    on = DayField(
        what=gettext_lazy("The day it was found"),
        label=gettext_lazy("On which day was this found?"),
        help_text=gettext_lazy("Leave empty for today"),
        required=False,
    )


class WhyForm(ActForm):
    """Why it was not met, and the plan that puts it right."""

    text = Words(label=gettext_lazy("Why was it not met?"), rows=4, max_length=MOST)
    plan = forms.ChoiceField(
        label=gettext_lazy("The plan that puts it right"), required=False, help_text=gettext_lazy("Where one was asked for already")
    )

    def __init__(self, *args: Any, plans: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["plan"]
        field.choices = [("", _("No plan yet")), *plans]
        if not plans:
            del self.fields["plan"]


class AuditForm(ActForm):
    """An audit was held."""

    by = Choice(
        label=gettext_lazy("Who held the audit?"),
        choices=[("council", gettext_lazy("The council")), ("third party", gettext_lazy("Somebody the council named"))],
        reveals={"third party": "name"},
    )
    name = forms.CharField(label=gettext_lazy("Who was named?"), max_length=200)
    text = Words(label=gettext_lazy("What was looked at?"), rows=3, max_length=MOST, required=False)
    on = DayField(
        what=gettext_lazy("The day of the audit"),
        label=gettext_lazy("On which day?"),
        help_text=gettext_lazy("Leave empty for today"),
        required=False,
    )


class FindingForm(ActForm):
    """One finding."""

    text = Words(label=gettext_lazy("What was found?"), rows=3, max_length=MOST)
    weight = Choice(label=gettext_lazy("How grave is it?"), choices=WEIGHTS, hints=WEIGHT_HINTS)


class CloseForm(ActForm):
    """Why nothing more is to be done about a finding."""

    text = Words(label=gettext_lazy("What was put right, and how do you know?"), rows=3, max_length=MOST)


class CertificateForm(ActForm):
    """A certificate, as it is printed."""

    name = forms.CharField(label=gettext_lazy("What does it certify?"), help_text=gettext_lazy("For example: ISO 27001"), max_length=200)
    edition = forms.CharField(
        label=gettext_lazy("Edition"),
        help_text=gettext_lazy("The year of the standard, for example 2022"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    scope = Words(label=gettext_lazy("What does its scope cover?"), rows=3, max_length=MOST)
    left_out = Words(
        label=gettext_lazy("What that matters here does the scope leave out?"),
        help_text=gettext_lazy("Leave empty where it leaves nothing out"),
        rows=2,
        max_length=MOST,
        required=False,
    )
    body = forms.CharField(label=gettext_lazy("Who issued it?"), max_length=200)
    issued = DayField(what=gettext_lazy("The day it was issued"), label=gettext_lazy("Issued on"), required=False)
    expires = DayField(what=gettext_lazy("The last day"), label=gettext_lazy("Its last day"))
    place = Choice(label=gettext_lazy("Does it take the place of one shown before?"))

    def __init__(self, *args: Any, before: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.choices = [*before, ("beside", _("No, it stands beside those shown"))]
        if not before:
            del self.fields["place"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("issued") and given.get("expires") and given["expires"] <= given["issued"]:
            self.add_error("expires", _("The last day must be after the day it was issued"))
        return given


class SharingForm(ActForm):
    """An agreement under which data are shared."""

    name = forms.CharField(label=gettext_lazy("What is it called?"), max_length=200)
    where = Words(
        label=gettext_lazy("Where is it found?"),
        help_text=gettext_lazy("An address that works, or a place in the files"),
        rows=2,
        max_length=1000,
    )
    signed = DayField(what=gettext_lazy("The day it was signed"), label=gettext_lazy("Signed on"), required=False)
    review = DayField(
        what=gettext_lazy("The day of the next check"),
        label=gettext_lazy("When are the signatories checked next?"),
        help_text=gettext_lazy("Leave empty for a year on"),
        required=False,
    )


class CheckForm(ActForm):
    """The signatories were looked at."""

    text = Words(
        label=gettext_lazy("What did you find?"), help_text=gettext_lazy("For example: both are on the list"), rows=2, max_length=MOST
    )
    review = DayField(
        what=gettext_lazy("The day of the next check"),
        label=gettext_lazy("When are they checked next?"),
        help_text=gettext_lazy("Leave empty for a year on"),
        required=False,
    )
