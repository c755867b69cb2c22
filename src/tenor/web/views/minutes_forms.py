"""What is asked for about minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk.actions.minutes import MOST_NAMES, MOST_TITLE, MOST_WORDS
from tenor.web.forms import ActForm, Choice, DayField, Words
from tenor.web.forms.base import messages_for

Data = dict[str, Any]


def _word(form: ActForm) -> None:
    """Our sentences for the mistakes of boxes that a form has one of for each item."""
    for name, field in form.fields.items():
        if name not in type(form).base_fields:
            field.error_messages |= messages_for(field, str(field.label or name))
            field.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, and say nothing


class WriteForm(ActForm):
    """The minutes as they are written: a box an item, who was there, and the way they are sent where that makes a difference. `rows`: the
    items, each with its key and title; an own one has a box for its title."""

    label_size = "s"
    draft = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=9999)
    present = Words(
        label=gettext_lazy("Who was there"),
        help_text=gettext_lazy("One on a line, with their role"),
        rows=4,
        max_length=MOST_NAMES,
        required=False,  # what is missing is told with all the rest, when it is sent
    )
    apologies = Words(label=gettext_lazy("Apologies"), rows=2, max_length=MOST_NAMES, required=False)

    def __init__(self, *args: Any, rows: Sequence[Data], methods: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.methods = list(rows), list(methods)
        for n, row in enumerate(self.rows, 1):
            self.fields[f"key_{n}"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=row["key"])
            if row["own"]:
                label = _("Title of your own item %(n)s") % {"n": n}
                self.fields[f"title_{n}"] = forms.CharField(label=label, max_length=MOST_TITLE, required=False)
            label = _("What was said on item %(n)s") % {"n": n} if row["own"] else f"{n} {row['title']}"
            asked = _("On the agenda: %(words)s") % {"words": row["asked"]} if row["asked"] else ""
            self.fields[f"text_{n}"] = Words(label=label, help_text=asked, rows=4, max_length=MOST_WORDS, required=False)
            self.fields[f"nothing_{n}"] = forms.BooleanField(label=_("Nothing to report on item %(n)s") % {"n": n}, required=False)
        if self.methods:
            choices = [(way, way) for way in self.methods]
            hint = _("The contract says when each way counts as received.")
            self.fields["method"] = Choice(label=_("How do you send them?"), choices=choices, help_text=hint, required=False)
        _word(self)

    @property
    def boxes(self) -> list[Data]:
        """Each item with its fields, for the template."""
        names = ("key", "title", "text", "nothing")
        return [
            {**row, "n": n, **{f"{name}_box": self[f"{name}_{n}"] for name in names if f"{name}_{n}" in self.fields}}
            for n, row in enumerate(self.rows, 1)
        ]


class ReceivedForm(ActForm):
    """When they arrived."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999, required=False)
    day = DayField(label=gettext_lazy("The day they arrived"))
    text = Words(label=gettext_lazy("How do you know?"), rows=3, max_length=2000, required=False)

    def __init__(self, *args: Any, ours: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if not ours:
            del self.fields["text"]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("“The day they arrived” must be today or earlier"))
        return day


class AnswerForm(ActForm):
    """Approve, or withhold item by item with the words that should stand there."""

    label_size = "s"
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999, required=False)
    answer = Choice(label=gettext_lazy("Your answer"))
    text = Words(
        label=gettext_lazy("Why you withhold"),
        help_text=gettext_lazy("Asked for only where you withhold"),
        rows=3,
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, items: Sequence[Data], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            ("agreed", _("We approve these minutes")),
            ("withheld", _("We withhold approval on the items ticked below")),
        ]
        for item in self.items:
            n = item["n"]
            self.fields[f"tick_{n}"] = forms.BooleanField(label=_("Withhold on item %(n)s") % {"n": n}, required=False)
            self.fields[f"words_{n}"] = Words(
                label=_("Your words for item %(n)s") % {"n": n}, rows=3, max_length=MOST_WORDS, required=False
            )
        _word(self)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        others: dict[str, str] = {}
        given["others"] = others
        if given.get("answer") == "agreed":
            marked = [item["n"] for item in self.items if given.get(f"tick_{item['n']}") or given.get(f"words_{item['n']}")]
            if marked:
                self.add_error(
                    "answer", _("You approve, and item %(n)s is ticked or has your words: choose one of the two") % {"n": marked[0]}
                )
            return given
        for item in self.items:
            n = item["n"]
            ticked, written = given.get(f"tick_{n}"), (given.get(f"words_{n}") or "").strip()
            if f"words_{n}" in self.errors:
                continue
            if ticked and not written:
                self.add_error(f"words_{n}", _("Write your words for item %(n)s") % {"n": n})
            elif written and not ticked:
                self.add_error(f"tick_{n}", _("Tick “Withhold on item %(n)s”, or take your words away") % {"n": n})
            elif ticked:
                others[item["key"]] = written
        if given.get("answer") == "withheld":
            self._whole(given)
        return given

    def _whole(self, given: dict[str, Any]) -> None:
        if not given["others"] and not self.errors:
            self.add_error("answer", _("Tick the items on which you withhold"))
        if not (given.get("text") or "").strip():
            self.add_error("text", _("Say why you withhold"))

    @property
    def boxes(self) -> list[Data]:
        """Each item with its fields, for the template."""
        return [{**item, "tick_box": self[f"tick_{item['n']}"], "words_box": self[f"words_{item['n']}"]} for item in self.items]


class CommentForm(ActForm):
    """A remark, on an item or on all, with the words that should stand there if any."""

    item = forms.ChoiceField(label=gettext_lazy("On what?"), required=False)
    text = Words(label=gettext_lazy("What do you want to say?"), rows=4, max_length=4000, required=False)
    instead = Words(
        label=gettext_lazy("Words that should stand there instead"),
        help_text=gettext_lazy("Only for one item. Leave empty if you only comment."),
        rows=4,
        max_length=MOST_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, items: Sequence[Data], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(item["key"], f"{item['n']} {item['title']}".strip()) for item in items]
        self.fields["item"].choices = [("", _("All of the minutes")), *listed]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("instead") and not given.get("item"):
            self.add_error("item", _("Choose the item that your words are for"))
        if not given.get("text") and not given.get("instead"):
            self.add_error("text", _("Write what you want to say"))
        return given
