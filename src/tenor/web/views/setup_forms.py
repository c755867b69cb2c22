"""What is asked for while a contract is set up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenor.desk.actions.setup import MOST_TEXT
from tenor.desk.models import Organisation
from tenor.web.forms import ActForm, Choice, DayField, Form, Upload, Words


class CouncilForm(Form):
    """Which council: asked only where there are several."""

    council = Choice(label=_("Which organisation is it for?"))

    def __init__(self, *args: Any, councils: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.councils = {str(each.pk): each for each in councils}
        if len(self.councils) > 1:
            self.fields["council"].choices = [(key, each.name) for key, each in self.councils.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["council"]

    @property
    def organisation(self) -> Organisation:
        """The council chosen, or the only one there is."""
        return self.councils[self.cleaned_data["council"]] if "council" in self.fields else next(iter(self.councils.values()))


class TermsForm(Form):
    """The terms, as a file or typed. A file wins."""

    file = Upload(
        label=_("A file of terms"), help_text=_("A terms.yaml, at most 1 MB"), kinds=(".yaml", ".yml"), most=MOST_TEXT, required=False
    )
    text = Words(
        label=_("Or the terms as text"),
        help_text=_("Paste them, or change them here"),
        rows=24,
        max_length=MOST_TEXT,
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "t-terms", "wrap": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        file, text = given.get("file"), given.get("text") or ""
        if file:
            try:
                text = file.read().decode("utf-8")
            except UnicodeDecodeError:
                self.add_error("file", _("This file is not text in UTF-8. Save it as UTF-8, then send it again"))
        else:
            text = text.replace("\r\n", "\n")  # browsers send a box of text with the line ends of another system
        if not text.strip() and not self.errors:
            self.add_error("text", _("Choose a file of terms, or paste the terms"))
        given["terms"] = text
        return given


class NewForm(CouncilForm, TermsForm):
    """A new contract from terms that are there."""

    field_order = ("council", "file", "text")


class StartForm(CouncilForm):
    """A new contract from terms shipped with Tenor: what is its own."""

    reference = forms.CharField(label=_("Reference"), help_text=_("As your register of contracts has it"), max_length=100)
    title = forms.CharField(label=_("Title"), max_length=200)
    supplier = forms.CharField(label=_("Supplier"), max_length=200)
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))
    field_order = ("council", "reference", "title", "supplier", "starts", "ends")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", _("“Last day” must be after the first day"))
        return given


class ContactForm(ActForm):
    """One contact in the order of a side."""

    name = forms.CharField(label=_("Name"), max_length=200)
    role = forms.CharField(label=_("Role in this contract"), help_text=_("As the contract calls it"), max_length=100, required=False)
    position = forms.CharField(label=_("Job title"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("Email"), help_text=_("Without one this contact cannot receive notices"), max_length=200, required=False
    )
    telephone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-20"})
    )
    cover = forms.CharField(
        label=_("Who covers, and when"),
        help_text=_("For example: away 1 to 14 August, call the second contact"),
        max_length=200,
        required=False,
    )
    first_day = DayField(label=_("First day"), help_text=_("Leave empty for today"), required=False)
    last_day = DayField(label=_("Last day, if it is known"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("first_day") and given.get("last_day") and given["last_day"] < given["first_day"]:
            self.add_error("last_day", _("“Last day” must be on or after the first day"))
        return given


class LeavesForm(ActForm):
    """The last day of a contact."""

    last_day = DayField(label=_("Their last day"))


class UnitForm(ActForm):
    """A unit that opens."""

    unit = forms.CharField(
        label=_("Short name"),
        help_text=_("As returns call it"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    name = forms.CharField(label=_("Full name"), max_length=200, required=False)
    manager = forms.CharField(label=_("Who manages it"), max_length=200, required=False)
    telephone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-20"})
    )
    first_day = DayField(label=_("First day"))


class ClosesForm(ActForm):
    """The last day of a unit."""

    last_day = DayField(label=_("Last day"))


class LiveForm(ActForm):
    """Going live, with what is not ready."""

    knows = forms.BooleanField(label=_("I know what is not ready, and go live all the same"), required=False)
    why = Words(
        label=_("Why it goes live now"), help_text=_("Asked for where something is not ready"), rows=3, max_length=2000, required=False
    )


class AnswerForm(ActForm):
    """The answer to a proposal."""

    answer = Choice(label=_("Your answer"), choices=[("agree", _("We agree")), ("refuse", _("We do not agree"))])
    why = Words(label=_("Anything to say about it"), rows=3, max_length=2000, required=False)


class ReadingForm(ActForm):
    """Another option of one reading."""

    option = Choice(label=_("How should it be read?"))
    when = Choice(
        label=_("From when?"),
        choices=[("start", _("From the first day of the contract")), ("day", _("From a day"))],
        hints={"start": _("Figures of the past are rated anew"), "day": _("Periods that began before stay as they are")},
        reveals={"day": "from_"},
    )
    from_ = DayField(label=_("From this day"))
    why = Words(label=_("Why"), rows=3, max_length=2000, required=False)

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = list(options)  # type: ignore[attr-defined]


class VariationForm(ActForm):
    """One change of the terms, from a day on."""

    place = forms.ChoiceField(label=_("What changes?"))
    other = forms.CharField(
        label=_("Another place"), help_text=_("As the terms name it, for example kpis.reports.title"), max_length=200, required=False
    )
    value = forms.CharField(
        label=_("What it shall be"), help_text=_("In the words of the terms, for example: at least 95%"), max_length=2000
    )
    from_ = DayField(label=_("From which day?"), help_text=_("Periods that begin on this day or later. Those before stay as they were."))
    clause = forms.CharField(
        label=_("Clause"), max_length=40, required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    why = Words(label=_("Why"), rows=3, max_length=2000, required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Choose")), *places, ("other", _("Another place, named below"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("place") == "other" and not given.get("other"):
            self.add_error("other", _("Name the place of the terms that changes"))
        given["path"] = given.get("other") if given.get("place") == "other" else given.get("place")
        return given
