"""What is asked on the pages of working together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenor.desk.actions.agreed_actions import MOST_WORDS
from tenor.desk.actions.feedback import KINDS
from tenor.desk.actions.themes import MOST_NAME
from tenor.web.forms import ActForm, Choice, Choices, DayField, Words

Pairs = Sequence[tuple[str, Any]]
KIND_WORDS = {"praise": _("Praise"), "good practice": _("Good practice"), "concern": _("A concern"), "lesson": _("A lesson")}
KIND_HINTS = {
    "praise": _("Something the other side did well"),
    "good practice": _("Something others could copy"),
    "concern": _("Something that should change"),
    "lesson": _("Something to do otherwise next time"),
}
LOOKED_AT_HINTS = {"capacity": _("Enough people to do it"), "throughput": _("How much gets done, and how fast")}
MARK_WORDS = (("1", _("1, not at all")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5, very much")))
MARK_FIELD = "together/mark_field.html"  # five answers beside each other
QUESTIONS = {
    "tells": _("They tell us early what we need to know"),
    "answers": _("They answer when we ask"),
    "solves": _("They work with us to put things right"),
    "fair": _("They treat us fairly"),
}
SIDE_OF_NEW = _("Nothing in particular")


def _choose(field: forms.Field, pairs: Pairs) -> None:
    field.choices = list(pairs)  # type: ignore[attr-defined]


class NewActionForm(ActForm):
    """An action that both sides agreed."""

    text = Words(label=_("What is to be done?"), rows=3, max_length=MOST_WORDS)
    owner: Any = Choice(label=_("Who does it?"))
    due = DayField(label=_("By when?"), required=False, help_text=_("Leave empty where there is no day"))
    source: Any = forms.ChoiceField(label=_("What does it come from?"), required=False)

    def __init__(self, *args: Any, owners: Pairs, things: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["owner"], owners)
        _choose(self.fields["source"], [("", SIDE_OF_NEW), *things])


class DoneForm(ActForm):
    """What came of an action."""

    text = Words(label=_("What was done?"), rows=3, max_length=MOST_WORDS, required=False, help_text=_("You can leave this empty"))


class MoveForm(ActForm):
    """An action carried over."""

    due = DayField(label=_("Until when?"))
    text = Words(label=_("Why does it take longer?"), rows=3, max_length=MOST_WORDS)


class MessageForm(ActForm):
    """A message to the other side."""

    about: Any = forms.ChoiceField(label=_("What is it about?"), required=False)
    text = Words(label=_("Your message"), rows=6, max_length=4000)

    def __init__(self, *args: Any, things: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["about"], [("", SIDE_OF_NEW), *things])


class AnswerForm(ActForm):
    """An answer to a message."""

    text = Words(label=_("Your answer"), rows=5, max_length=4000)


class FeedbackForm(ActForm):
    """What somebody says of the other side."""

    kind: Any = Choice(label=_("What is it?"), choices=[(kind, KIND_WORDS[kind]) for kind in KINDS], hints=KIND_HINTS)
    text = Words(label=_("In your words"), rows=4, max_length=4000)
    meeting: Any = forms.ChoiceField(label=_("For which meeting?"), required=False)
    own: Any = Choice(label=_("Who sees it?"))

    def __init__(self, *args: Any, meetings: Pairs, sides: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["meeting"], [("", _("None")), *meetings])
        _choose(self.fields["own"], sides)
        if not meetings:
            del self.fields["meeting"]


class RateForm(ActForm):
    """Four questions about the other side, and words to them."""

    label_size = "s"
    meeting: Any = forms.ChoiceField(label=_("For which meeting?"), required=False)
    tells: Any = Choice(label=QUESTIONS["tells"], choices=MARK_WORDS, template_name=MARK_FIELD)
    answers: Any = Choice(label=QUESTIONS["answers"], choices=MARK_WORDS, template_name=MARK_FIELD)
    solves: Any = Choice(label=QUESTIONS["solves"], choices=MARK_WORDS, template_name=MARK_FIELD)
    fair: Any = Choice(label=QUESTIONS["fair"], choices=MARK_WORDS, template_name=MARK_FIELD)
    text = Words(label=_("Anything to add?"), rows=3, max_length=4000, required=False)

    def __init__(self, *args: Any, meetings: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["meeting"], [("", _("None")), *meetings])
        if not meetings:
            del self.fields["meeting"]


class ThemeForm(ActForm):
    """Rows to tag with a theme that is there, or a new one."""

    theme: Any = forms.ChoiceField(label=_("A theme that is there"), required=False)
    name = forms.CharField(
        label=_("Or a new theme"), max_length=MOST_NAME, required=False, help_text=_("A few words, never a person’s name")
    )
    rows: Any = Choices(label=_("Which ones?"), template_name="together/rows_field.html")

    def __init__(self, *args: Any, themes: Pairs, rows: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["theme"], [("", _("Choose one")), *themes])
        _choose(self.fields["rows"], rows)
        self.fields["rows"].error_messages["required"] = str(_("Choose at least one"))
        if not themes:
            del self.fields["theme"]
            self.fields["name"].label = _("The theme")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("theme") and not (given.get("name") or "").strip() and "name" not in self.errors:
            self.add_error("name", _("Choose a theme, or name a new one"))
        return given


class RequestForm(ActForm):
    """Another day, asked for by a unit."""

    unit: Any = Choice(label=_("Where?"))
    planned = DayField(label=_("For which day is it planned?"), what=_("The day it is planned for"))
    wanted = DayField(label=_("Which day would suit you?"), what=_("The day that would suit you"))
    text = Words(label=_("Why?"), rows=3, max_length=2000, required=False, help_text=_("You can leave this empty"))

    def __init__(self, *args: Any, units: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["unit"], units)
        if len(units) == 1:
            self.fields["unit"].initial = units[0][0]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("planned") and given.get("planned") == given.get("wanted"):
            self.add_error("wanted", _("The day you want is the day that is planned"))
        return given


class RequestAnswerForm(ActForm):
    """Yes, with the day; or no, and why."""

    agreed: Any = Choice(
        label=_("Can it be done?"),
        choices=[("yes", _("Yes, on this day")), ("no", _("No, it stays as planned"))],
        reveals={"yes": "moved_to"},
    )
    moved_to = DayField(label=_("The day it moves to"))
    text = Words(label=_("Say why, or what else they should know"), rows=3, max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("agreed") == "no" and not (given.get("text") or "").strip():
            self.add_error("text", _("Say why it cannot be done"))
        return given


class TalkForm(ActForm):
    """What was talked through: what was looked at, what was agreed, until when it holds."""

    looked_at: Any = Choices(label=_("What did you look at?"), hints=LOOKED_AT_HINTS, required=False)
    text = Words(label=_("What was agreed?"), rows=4, max_length=4000)
    until = DayField(label=_("Until when does that hold?"), required=False, help_text=_("Leave empty where there is no end"))

    def __init__(self, *args: Any, looked_at: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["looked_at"], [(word, looked_at_word(word)) for word in looked_at])


def looked_at_word(word: str) -> str:
    """What a talk looked at, in the contract's words."""
    return str(_("Something else")) if word == "other" else word[:1].upper() + word[1:]
