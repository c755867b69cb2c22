"""The two forms of a telephone: a row made today, a day added to one of one's own. All that can be known is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tenor.web.forms import ActForm, Choice, OneBoxDay, Words
from tenor.web.views import phone_words as words

Data = Mapping[str, Any]
ALL = "all"


class PhoneDay(OneBoxDay):
    """A day, picked the way the telephone offers."""

    widget: Any = forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10", "data-today": ""})

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class MadeForm(ActForm):
    """Where, and on which day."""

    label_size = "m"
    unit = Choice(label=_("Where?"))
    day = PhoneDay(label=_("Day"), what=_("The day"))

    def __init__(self, *args: Any, own: Data, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"day": today}, **kwargs)
        choice: Any = self.fields["unit"]
        choice.choices = [(unit["id"], unit["name"]) for unit in own["units"]]
        choice.error_messages["required"] = _("Choose where")


class SentForm(ActForm):
    """Of which row, what was done, and on which day."""

    row = Choice(label=_("Which one?"))
    to = Choice(label=_("Where did it go?"))
    day = PhoneDay(label=_("Day"), what=_("The day"))

    def __init__(self, *args: Any, own: Data, kind: Data, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"day": today}, **kwargs)
        rows = [row for row in own["to_send"] if row["dataset"] == kind["dataset"]]
        row, to = self.fields["row"], self.fields["to"]
        row.choices = [(f"{each['unit']}|{each['day']}", _row(kind, each, today)) for each in rows]  # type: ignore[attr-defined]
        row.error_messages["required"] = _("Choose which one")
        later = kind["later"]
        whole = [(ALL, words.capital(words.together(later, _("and"))))] if len(later) > 1 else []
        to.choices = [*whole, *((each["field"], words.capital(each["label"])) for each in later)]  # type: ignore[attr-defined]
        to.label = _("What did you do?")
        to.error_messages["required"] = _("Choose what you did")
        if len(later) == 1:
            to.initial = later[0]["field"]


class AnswerForm(ActForm):
    """An answer in words."""

    text = Words(label=_("Your answer"), rows=4, max_length=2000)


def _row(kind: Data, row: Data, today: date) -> str:
    said = words.of_row(kind, row, today)
    gone = [words.capital(each["label"]) for each in kind["later"] if each["field"] in row["days"]]
    return f"{row['unit_name']}, {said}" + (f" ({'; '.join(gone)})" if gone else "")
