"""What is asked for at the beginning and the end of a contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk import clock
from tenor.web.forms import ActForm, Choice, DayField, OneBoxDay, WholeNumber, Words
from tenor.web.parts.day import plain_day

STARTERS = 12


class ItemForm(ActForm):
    """Something put on a list."""

    label_size = "s"
    text = forms.CharField(label=gettext_lazy("What is it?"), max_length=300)
    holder = forms.ChoiceField(label=gettext_lazy("Who has it, or sees to it?"))
    due = DayField(label=gettext_lazy("By when?"), required=False)
    route = forms.CharField(
        label=gettext_lazy("By which secure way?"),
        help_text=gettext_lazy("For example: encrypted email, council file share, by hand against a signature"),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, holders: Sequence[tuple[str, str]], route: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [("", _("Choose")), *holders]  # type: ignore[attr-defined]
        if not route:
            del self.fields["route"]


class StarterForm(ActForm):
    """The lines of a starter list: each with a tick, who and by when."""

    def __init__(
        self, *args: Any, starters: Sequence[tuple[str, str]], holders: Sequence[tuple[str, str]], due: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.starters = list(starters)[:STARTERS]
        for n, (text, holder) in enumerate(self.starters):
            self.fields[f"take{n}"] = forms.BooleanField(label=text, required=False, initial=True)
            self.fields[f"holder{n}"] = forms.ChoiceField(label=_("Who: %(what)s") % {"what": text}, choices=list(holders), initial=holder)
            self.fields[f"due{n}"] = OneBoxDay(label=_("By when: %(what)s") % {"what": text}, initial=plain_day(due), required=False)

    @property
    def starter_rows(self) -> list[dict[str, Any]]:
        """Each line with its three boxes."""
        return [{"n": n, "take": self[f"take{n}"], "holder": self[f"holder{n}"], "due": self[f"due{n}"]} for n in range(len(self.starters))]

    def chosen(self) -> list[tuple[str, str, date | None]]:
        """What was ticked: text, holder, day."""
        given = self.cleaned_data
        return [(text, given[f"holder{n}"], given[f"due{n}"]) for n, (text, _holder) in enumerate(self.starters) if given.get(f"take{n}")]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not any(given.get(f"take{n}") for n in range(len(self.starters))):
            self.add_error(None, _("Tick at least one line"))
        return given


class TrainingForm(ActForm):
    """Training that was held, and an action for those who did not come."""

    label_size = "s"
    on = DayField(label=gettext_lazy("On which day was it?"))
    booked = WholeNumber(label=gettext_lazy("How many were booked?"), min_value=1, max_value=9999)
    attended = WholeNumber(label=gettext_lazy("How many came?"), min_value=0, max_value=9999)
    text = Words(label=gettext_lazy("What was it about?"), help_text=gettext_lazy("No names"), rows=3, max_length=2000, required=False)
    action = forms.CharField(label=gettext_lazy("The action"), max_length=300, required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Who does it?"), required=False)
    due = DayField(label=gettext_lazy("By when?"), required=False)

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = list(owners)  # type: ignore[attr-defined]

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] and self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(_("“On which day was it?” cannot be a day to come"))
        return self.cleaned_data["on"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        booked, attended = given.get("booked"), given.get("attended")
        if booked is not None and attended is not None and attended > booked:
            self.add_error("attended", _("“How many came?” cannot be more than were booked"))
        if given.get("due") and not (given.get("action") or "").strip():
            self.add_error("action", _("Say what the action is"))
        return given


class AfterForm(ActForm):
    """What comes after."""

    choice = Choice(
        label=gettext_lazy("What comes after?"),
        choices=[
            ("extend", gettext_lazy("It goes on until a later day")),
            ("re-tender", gettext_lazy("It ends, and the service is tendered again")),
            ("end", gettext_lazy("It ends, and nothing follows")),
        ],
        hints={
            "extend": gettext_lazy("Holds at once where the contract gives you the right; else it is proposed, and holds once they agree")
        },
        reveals={"extend": "to"},
    )
    to = DayField(label=gettext_lazy("Until which day?"))
    reason = Words(label=gettext_lazy("Why"), rows=4, max_length=4000)


class LessonForm(ActForm):
    """A lesson."""

    text = Words(label=gettext_lazy("What should the next contract do the same, or otherwise?"), rows=3, max_length=4000)


class CompleteForm(ActForm):
    """All of it is done before the last day."""

    last_day = DayField(label=gettext_lazy("Its last day"))
    reason = Words(label=gettext_lazy("Why it is complete"), rows=3, max_length=4000)


class ArchiveForm(ActForm):
    """The archive."""

    keep_until = DayField(label=gettext_lazy("Keep the record until"), help_text=gettext_lazy("As your retention schedule says"))
    text = Words(label=gettext_lazy("Anything to say about it"), rows=2, max_length=2000, required=False)
    knows = forms.BooleanField(label=gettext_lazy("I know what is still open on the list, and archive it all the same"), required=False)


class DutyForm(ActForm):
    """An act about a duty, with words."""

    why = Words(label=gettext_lazy("Anything to say about it"), rows=2, max_length=2000, required=False)


class WaiveForm(ActForm):
    """Letting a duty go."""

    why = Words(label=gettext_lazy("Why it need not be done"), rows=2, max_length=2000)


class AnswerForm(ActForm):
    """An answer to what was given: one of the contract's own options, none picked beforehand."""

    choice = Choice(label=gettext_lazy("What do you answer?"))
    method = forms.ChoiceField(
        label=gettext_lazy("How was the answer sent?"),
        help_text=gettext_lazy("Leave it where they see it here: they can say themselves that it arrived"),
        required=False,
    )
    why = Words(label=gettext_lazy("Your reason"), help_text=gettext_lazy("Both sides see it"), rows=3, max_length=2000, required=False)

    def __init__(self, *args: Any, answer: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["choice"]
        choice.choices = [(each, f"{each[:1].upper()}{each[1:]}") for each in answer["choices"]]
        method: Any = self.fields["method"]
        method.choices = [("", _("Not said")), *((each, each) for each in answer["methods"])]
        if not answer["methods"]:
            del self.fields["method"]


class ArrivedForm(ActForm):
    """When something arrived."""

    on = DayField(
        what=gettext_lazy("The day it arrived"),
        label=gettext_lazy("On which day did it arrive?"),
        help_text=gettext_lazy("Leave empty for today"),
        required=False,
    )
    why = Words(label=gettext_lazy("Anything to say about it"), rows=2, max_length=2000, required=False)


class BreachForm(ActForm):
    """A finding that a duty was breached."""

    on = DayField(
        what=gettext_lazy("The day it was found"),
        label=gettext_lazy("On which day was it found?"),
        help_text=gettext_lazy("Leave empty for today"),
        required=False,
    )
    why = Words(
        label=gettext_lazy("What was found?"),
        help_text=gettext_lazy("Name the days and what was done or left undone. Describe the service, not the people."),
        rows=3,
        max_length=2000,
    )


class ExtendForm(ActForm):
    """More time."""

    to = DayField(label=gettext_lazy("Until which day?"))
    why = Words(label=gettext_lazy("Why"), rows=2, max_length=2000)
