"""What is asked for about meetings: an agenda, what was held, why it was refused, who stood in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk.actions.agendas import MOST_ITEMS, MOST_TITLE, Line
from tenor.desk.actions.meetings import MOST_NAME, MOST_WORDS, ToDo
from tenor.web.forms import ActForm, Choice, Choices, DayField, OneBoxDay, Words
from tenor.web.forms.base import messages_for

MODES = (("virtual", gettext_lazy("By video or telephone")), ("on site", gettext_lazy("On site")))
MOST_ROWS, ROWS = 40, 4
WIDE, MOST_TEXT = 88, 10_000  # signs in a line of a box; in a box


class AgendaForm(ActForm):
    """Day, time, place, who is invited, and each item with its text."""

    label_size = "s"
    meets_on = DayField(label=gettext_lazy("Which day?"), what=gettext_lazy("The day"), required=False)
    time = forms.CharField(
        label=gettext_lazy("From what time?"),
        help_text=gettext_lazy("For example 10:00"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    mode = Choice(label=gettext_lazy("How do you meet?"), choices=MODES)
    place = forms.CharField(label=gettext_lazy("Where, or by which link?"), max_length=300, required=False)
    invited = Choices(label=gettext_lazy("Who is invited?"), required=False)
    others = Words(
        label=gettext_lazy("Anybody else"), help_text=gettext_lazy("One name or role a line"), rows=2, max_length=500, required=False
    )
    saved = forms.IntegerField(required=False, min_value=0, max_value=1_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Sequence[Line], roles: Sequence[tuple[str, str]], blocks: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invited"].choices = list(roles)  # type: ignore[attr-defined]
        if not roles:
            del self.fields["invited"]
        self.given, self.blocks = list(lines), set(blocks)
        for line in lines:
            label = line.title or _("A new item")
            if line.key not in self.blocks:
                title = forms.CharField(label=_("Heading"), max_length=MOST_TITLE, required=False, initial=line.title)
                self.fields[f"title_{line.key}"] = _named(title, label)
            rows = min(12, 2 + sum(1 + len(each) // WIDE for each in line.text.splitlines()))
            said = label if line.key in self.blocks else _("What to say about it")
            text = Words(label=said, rows=rows, max_length=MOST_TEXT, required=False, initial=line.text)
            self.fields[f"text_{line.key}"] = _named(text, label)
            nothing = forms.BooleanField(label=_("Nothing to report"), required=False, initial=line.nothing)
            self.fields[f"nothing_{line.key}"] = nothing

    @property
    def top_fields(self) -> list[forms.BoundField]:
        """Those that stand above the items."""
        return [*self.when, *self.who]

    @property
    def when(self) -> list[forms.BoundField]:
        """When and where."""
        return [self[name] for name in ("meets_on", "time", "mode", "place")]

    @property
    def who(self) -> list[forms.BoundField]:
        """Who is invited."""
        return [self[name] for name in ("invited", "others") if name in self.fields]

    @property
    def items(self) -> list[dict[str, Any]]:
        """Each item with its boxes."""
        found = []
        for line in self.given:
            title = self[f"title_{line.key}"] if line.key not in self.blocks else None
            found.append({"line": line, "title": title, "text": self[f"text_{line.key}"], "nothing": self[f"nothing_{line.key}"]})
        return found

    def typed_lines(self) -> list[Line]:
        """The items as typed; one without a heading has none."""
        given = self.cleaned_data
        return [
            Line(
                key=line.key,
                title=line.title if line.key in self.blocks else given.get(f"title_{line.key}") or "",
                text=given.get(f"text_{line.key}") or "",
                nothing=bool(given.get(f"nothing_{line.key}")),
            )
            for line in self.given
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for line in self.given:
            text, title = given.get(f"text_{line.key}"), given.get(f"title_{line.key}")
            if line.key not in self.blocks and text and not title:
                self.add_error(f"title_{line.key}", _("Give the item a heading"))
        return given


def _named(field: Any, label: str) -> Any:
    """A field made for this page: its mistakes are in our words, and name what they are about."""
    field.error_messages.update(messages_for(field, label))
    return field


def posted_lines(post: Mapping[str, str], known: Sequence[Line]) -> list[Line]:
    """Which items a form was sent with: those that are known, and those that were added."""
    keys = {line.key for line in known}
    added = [name.removeprefix("title_") for name in post if name.startswith("title_x") and name.removeprefix("title_x").isdigit()]
    mine = sorted({key for key in added if key not in keys and len(key) < 5}, key=lambda key: int(key[1:]))
    return [*known, *(Line(key=key, title="") for key in mine[:MOST_ITEMS])]


class HeldForm(ActForm):
    """That a meeting was held: when, how, who was there, what was decided, who does what by when."""

    label_size = "s"
    on = DayField(label=gettext_lazy("Which day was it?"), what=gettext_lazy("The day of the meeting"))
    mode = Choice(label=gettext_lazy("How did you meet?"), choices=MODES)
    others = Words(
        label=gettext_lazy("Anybody else who was there"),
        help_text=gettext_lazy("One a line: name, then a comma, then the role"),
        rows=2,
        max_length=1000,
        required=False,
    )
    text = Words(label=gettext_lazy("What was decided?"), rows=5, max_length=MOST_WORDS, required=False)
    rows = forms.IntegerField(required=False, min_value=0, max_value=MOST_ROWS, widget=forms.HiddenInput, initial=ROWS)

    def __init__(self, *args: Any, roles: Mapping[str, str], owners: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = list(roles)
        self.fields["on"].latest = today  # type: ignore[attr-defined]
        said = dict(owners)
        for n, (role, name) in enumerate(roles.items()):
            self.fields[f"there_{n}"] = forms.BooleanField(label=said[role], required=False)
            label = _("Name: %(role)s") % {"role": said[role]}
            self.fields[f"name_{n}"] = _named(forms.CharField(label=label, max_length=MOST_NAME, required=False, initial=name), label)
        asked = str(self.data.get("rows", "")) if self.is_bound else ""
        self.count = min(int(asked), MOST_ROWS) if asked.isascii() and asked.isdigit() and len(asked) < 4 else ROWS
        choices = [("", _("Choose")), *owners]
        for n in range(self.count):
            number = {"n": n + 1}
            what, who, when = _("Action %(n)s: what") % number, _("Action %(n)s: who") % number, _("Action %(n)s: by when") % number
            self.fields[f"what_{n}"] = _named(forms.CharField(label=what, max_length=500, required=False), what)
            self.fields[f"owner_{n}"] = _named(forms.ChoiceField(label=who, choices=choices, required=False), who)
            self.fields[f"due_{n}"] = OneBoxDay(label=when, required=False)

    @property
    def top_fields(self) -> list[forms.BoundField]:
        """Those above the table of who was there."""
        return [self["on"], self["mode"]]

    @property
    def there(self) -> list[dict[str, Any]]:
        """Each role with its box and its name."""
        return [{"role": role, "there": self[f"there_{n}"], "name": self[f"name_{n}"]} for n, role in enumerate(self.roles)]

    @property
    def to_do(self) -> list[dict[str, Any]]:
        """The rows for actions."""
        return [{"what": self[f"what_{n}"], "owner": self[f"owner_{n}"], "due": self[f"due_{n}"]} for n in range(self.count)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for n in range(self.count):
            what, owner = given.get(f"what_{n}"), given.get(f"owner_{n}")
            if what and not owner:
                self.add_error(f"owner_{n}", _("Say who does action %(n)s") % {"n": n + 1})
            if (owner or given.get(f"due_{n}")) and not what and f"what_{n}" not in self.errors:
                self.add_error(f"what_{n}", _("Say what action %(n)s is") % {"n": n + 1})
        return given

    def present(self) -> dict[str, str]:
        """role -> name of everybody who was there."""
        given = self.cleaned_data
        found = {role: given[f"name_{n}"] for n, role in enumerate(self.roles) if given[f"there_{n}"]}
        for line in given["others"].splitlines():
            name, _comma, role = (part.strip() for part in line.partition(","))
            if name:
                found[(role or name)[:MOST_NAME]] = name if role else ""
        return found

    def actions(self) -> list[ToDo]:
        """What was agreed."""
        given = self.cleaned_data
        rows = ((given[f"what_{n}"], given[f"owner_{n}"], given[f"due_{n}"]) for n in range(self.count))
        return [ToDo(text=what, owner=owner, due=due) for what, owner, due in rows if what]


class RefusedForm(ActForm):
    """That a side would not meet."""

    label_size = "s"
    prefix = "no"
    on = DayField(label=gettext_lazy("Which day was it refused?"), what=gettext_lazy("The day"))
    text = Words(label=gettext_lazy("Who did not want to meet, and what did they say?"), rows=3, max_length=MOST_WORDS)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = today  # type: ignore[attr-defined]


class SubstituteForm(ActForm):
    """Who stood in."""

    label_size = "s"
    text = forms.CharField(label=gettext_lazy("Who stood in?"), help_text=gettext_lazy("Name and role"), max_length=MOST_NAME)
