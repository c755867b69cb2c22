"""The form that pages build on: all mistakes at once, in sentences that make sense alone, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.base.wording import Said
from tenor.web.parts.sentence import sentence


class Form(forms.Form):
    """A form of the site. `label_size`: "m", or "s" where many boxes stand together.

    A field's mistakes name it by its label, so that a line of the error summary can be understood alone; a field's own
    `error_messages` win.
    """

    label_size = "m"
    use_required_attribute = False  # the browser's own messages are one at a time and not in our words
    stale: Sequence[Any] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            given = type(self).base_fields[name].error_messages if name in type(self).base_fields else {}
            self._word(name, field, given)

    def add(self, name: str, field: forms.Field) -> None:
        """A field that only this form has, made for what it is about; its mistakes name it as those of the others do."""
        self.fields[name] = field
        self._word(name, field, {})

    def _word(self, name: str, field: forms.Field, given: Mapping[str, Any]) -> None:
        field.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, and say nothing
        for code, words in messages_for(field, str(field.label or forms.utils.pretty_name(name))).items():
            if given.get(code) == _default(field, code) or code not in given:
                field.error_messages[code] = words

    @property
    def top_fields(self) -> list[forms.BoundField]:
        """The visible fields that do not stand under an answer of another."""
        under = self._under()
        return [each for each in self.visible_fields() if each.name not in under]

    def attach(self, problems: Sequence[Problem], to: Mapping[str, str] | None = None) -> None:
        """Show problems found by a stage: beside the field that `to` names for the problem's code, else at the top."""
        for each in problems:
            name = (to or {}).get(each.code)
            clause = f" ({', '.join(each.clause)})" if each.clause else ""
            self.add_error(name if name in self.fields else None, f"{sentence(each.said)}{clause}")

    def _under(self) -> dict[str, tuple[str, str]]:
        """Of each field under an answer: the choice it belongs to, and the answer."""
        return {
            field: (name, answer)
            for name, each in self.fields.items()
            for answer, several in getattr(each.widget, "reveals", {}).items()
            for field in ((several,) if isinstance(several, str) else several)
        }

    def _clean_fields(self) -> None:
        """A field under an answer that was not picked is not asked for, and what it holds is left aside."""
        aside = []
        for name, (choice, answer) in self._under().items():
            widget = self.fields[choice].widget
            picked = widget.value_from_datadict(self.data, self.files, self.add_prefix(choice))
            if answer not in (picked if isinstance(picked, list) else [picked]):
                aside.append((name, self.fields[name]))
                self.fields[name] = forms.Field(required=False, widget=forms.HiddenInput())
        super()._clean_fields()  # type: ignore[misc]
        for name, field in aside:
            self.fields[name] = field
            self.cleaned_data[name] = None
        self._bound_fields_cache.clear()  # type: ignore[attr-defined]


class ActForm(Form):
    """A form whose sending is an act on a contract. `head`: the ledger's head the page was drawn from, so that a change since is
    seen; `turn`: the act's own id, made with the page, so that the same form sent twice is one act."""

    head = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    turn = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def tell_stale(self, changes: Sequence[Said | Mapping[str, Any] | str], head: str) -> None:
        """Show what changed since the page was drawn, with everything typed still in its box; sent again, it rests on `head`."""
        self.stale = list(changes)
        data: Any = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        data[self.add_prefix("head")] = head
        self.data = data

    @property
    def was_told(self) -> bool:
        return self.stale is not None


def messages_for(field: forms.Field, label: str) -> dict[str, str]:
    """The sentences of a field's mistakes, with its label in them."""
    named = {"label": label.rstrip("?:")}
    filled = {"label": named["label"].replace("%", "%%")}  # Django puts values into these sentences itself
    picks = isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField))
    required = _("Fill in “%(label)s”") % named
    if picks:
        required = _("Choose an answer for “%(label)s”") % named
    elif isinstance(field, forms.FileField):
        required = _("Choose a file for “%(label)s”") % named
    elif isinstance(field, forms.BooleanField):
        required = _("Tick “%(label)s” to go on") % named
    made = {"required": required, "invalid_choice": _("Choose one of the answers for “%(label)s”") % filled}
    if isinstance(field, forms.IntegerField):
        made["invalid"] = _("“%(label)s” must be a number, like 12") % named
        made["min_value"] = _("“%(label)s” must be %%(limit_value)s or more") % filled
        made["max_value"] = _("“%(label)s” must be %%(limit_value)s or less") % filled
    elif isinstance(field, forms.EmailField):
        made["invalid"] = _("“%(label)s” must be an email address, like name@example.com") % named
    if getattr(field, "max_length", None):
        made["max_length"] = _("“%(label)s” must be %%(limit_value)s characters or fewer. It has %%(show_value)s") % filled
    if isinstance(field, forms.FileField):
        made["empty"] = _("The file for “%(label)s” is empty") % named
    return made


def _default(field: forms.Field, code: str) -> Any:
    """Django's own sentence for a mistake of this kind of field."""
    for kind in type(field).__mro__:
        words: dict[str, Any] = getattr(kind, "default_error_messages", {})
        if code in words:
            return words[code]
    return None
