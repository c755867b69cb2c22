"""The forms of formal letters: the parts, what is named, by when; and the acts that follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk.actions.letter_draft import LONGEST, LONGEST_TO
from tenor.documents.notice_text import RECEIPT
from tenor.web.forms import ActForm, Choice, Choices, DayField, Words
from tenor.web.forms.base import messages_for

Data = dict[str, Any]
PART = "part_"


class LetterForm(ActForm):
    """A letter in hand. Nothing is compulsory while it is written: what it lacks is shown beside it."""

    label_size = "s"
    draft = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, data_of: Data, options: Sequence[Data], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        frame = data_of["frame"]
        for at, key in enumerate(frame["labels"]):
            label = _("The words of part (%(letter)s)") % {"letter": chr(ord("a") + at)}
            self.fields[f"{PART}{key}"] = Words(label=label, rows=5, max_length=LONGEST, required=False)
        if options:
            names = [(one["key"], one["what"]) for one in options]
            self.fields["named"] = Choices(label=_("What the letter also names"), choices=names, required=False)
        if "asked" in frame["kinds"].values():
            self._ask_when(data_of, today)
        self.fields["to"] = forms.CharField(label=_("To"), max_length=LONGEST_TO, required=False)
        for name, field in self.fields.items():
            if name not in type(self).base_fields:
                field.error_messages |= messages_for(field, str(field.label))

    def _ask_when(self, data: Data, today: date) -> None:
        """By the contract's rule, or by a day; where no rule says it, by a day."""
        rule = data["by_rule"]
        if rule is not None:
            self.fields["by"] = Choice(
                label=_("By when?"),
                choices=[(RECEIPT, _("Use “%(phrase)s”") % {"phrase": rule["phrase"]}), ("day", _("By a day"))],
                reveals={"day": "by_day"},
                required=False,
            )
        self.fields["by_day"] = DayField(label=_("The day") if rule else _("By when?"), what=_("The day"), earliest=today, required=False)

    @property
    def part_fields(self) -> dict[str, Any]:
        """The box of each part, by its number."""
        return {name.removeprefix(PART): self[name] for name in self.fields if name.startswith(PART)}

    @property
    def parts(self) -> dict[str, str]:
        """What was written, by number."""
        return {name.removeprefix(PART): text for name, text in self.cleaned_data.items() if name.startswith(PART)}

    @property
    def wanted_by(self) -> str:
        """The contract's rule, a day, or nothing yet."""
        given = self.cleaned_data
        if given.get("by") == RECEIPT:
            return RECEIPT
        day = given.get("by_day")
        return day.isoformat() if day else ""


class BackForm(ActForm):
    """Why it goes back."""

    why = Words(label=gettext_lazy("What should be changed?"), rows=4, max_length=4000)


class AdviceForm(ActForm):
    """What law says of it."""

    text = Words(
        label=gettext_lazy("What does legal advise?"),
        help_text=gettext_lazy("Who looked, and what they said. It is kept for the council alone."),
        rows=5,
        max_length=4000,
    )


class IssueForm(ActForm):
    """How it goes out."""

    method = forms.CharField(
        label=gettext_lazy("How do you send it?"),
        help_text=gettext_lazy("For example: email, post, by hand"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )

    def __init__(self, *args: Any, methods: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if methods:
            names = [(each, each[:1].upper() + each[1:]) for each in methods]
            self.fields["method"] = Choice(label=_("How do you send it?"), choices=names)


class ReceivedForm(ActForm):
    """When it was received, and how that is known."""

    on = DayField(label=gettext_lazy("On what day was it received?"))
    how = Words(label=gettext_lazy("How is that known?"), rows=3, max_length=2000, required=False)

    def __init__(self, *args: Any, issued: date, today: date, ours: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["on"]
        day.earliest, day.latest, day.what = issued, today, _("The day of receipt")
        if ours:  # whoever sent it says how it is known
            self.fields["how"].required = True
            self.fields["how"].error_messages["required"] = _("Say how it is known that it was received")
        else:
            del self.fields["how"]


class EndForm(ActForm):
    """Why a letter is withdrawn or closed."""

    why = Words(label=gettext_lazy("Why?"), rows=4, max_length=4000)
