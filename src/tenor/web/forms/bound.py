"""A field on a page: its classes, what describes it, and where a link from the error summary leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import boundfield
from django.forms.widgets import Input
from django.utils.safestring import SafeString

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, ""),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.MultiWidget, ""),
    (Input, "govuk-input"),
)
RED = ("govuk-textarea", "govuk-select", "govuk-input")  # those that have a red border when wrong


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice: its box, its words, a hint, and the fields that show once it is picked."""

    box: SafeString
    id: str
    label: str
    hint: str
    reveals: tuple[boundfield.BoundField, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One box of a field made of several."""

    name: str
    id: str
    label: str
    value: str
    wide: int
    wrong: bool
    autocomplete: str
    numbers: bool  # a telephone may show its number keys; a month may be a name


class BoundField(boundfield.BoundField):
    """What field.html asks for. Works for every Django field; ours add hints for answers, parts of a day and the like."""

    @property
    def kind(self) -> str:
        """Which of the shapes in field.html: hidden, choices, ticks, tick, parts, or box."""
        widget = self.field.widget
        if isinstance(widget, forms.HiddenInput):
            return "hidden"
        if isinstance(widget, forms.CheckboxSelectMultiple):  # which Django makes of RadioSelect, so it comes first
            return "ticks"
        if isinstance(widget, forms.RadioSelect):
            return "choices"
        if isinstance(widget, forms.CheckboxInput):
            return "tick"
        return "parts" if isinstance(widget, forms.MultiWidget) else "box"

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def most(self) -> int | None:
        """How many characters a box of some lines takes, where that is worth saying."""
        most = getattr(self.field, "max_length", None) if isinstance(self.field.widget, forms.Textarea) else None
        return most if most and most < 10_000 else None

    @property
    def size(self) -> str:
        """Of the label or legend: "m" as a rule, "s" in dense forms, "" for none."""
        return str(getattr(self.field, "label_size", None) or getattr(self.form, "label_size", "m"))

    @property
    def describers(self) -> str:
        """The ids of hint and error, for aria-describedby."""
        said = ([self.hint_id] if self.help_text else []) + ([self.error_id] if self.errors else [])
        return " ".join(said + ([f"{self.auto_id}_count"] if self.most else []))

    @property
    def first_wrong_id(self) -> str:
        """The id of the box that a link from the error summary leads to."""
        if self.kind == "parts":
            return next((part.id for part in self.parts if part.wrong), f"{self.auto_id}_0")
        return f"{self.auto_id}_0" if self.kind in ("choices", "ticks") else self.id_for_label or self.auto_id

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Ours is the class; who describes the box; and no `required` where the form does not want the browser to ask."""
        widget = widget or self.field.widget
        made = super().build_widget_attrs(attrs, widget)
        ours = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
        wrong = f"{ours}--error" if ours in RED and self.errors else ""
        classes = " ".join(part for part in (ours, str(widget.attrs.get("class", "")), wrong) if part)
        if classes:
            made["class"] = classes
        if self.kind in ("choices", "ticks", "hidden"):
            made.pop("aria-describedby", None)
            made.pop("aria-invalid", None)
        elif self.describers:
            made["aria-describedby"] = self.describers
        return made

    @property
    def options(self) -> Iterator[Option]:
        """The answers of a choice."""
        hints, reveals = getattr(self.field.widget, "hints", {}), getattr(self.field.widget, "reveals", {})
        for each in self.subwidgets:
            value = str(each.data["value"])
            hint, under = hints.get(value, ""), reveals.get(value) or ()
            if hint:
                each.data["attrs"]["aria-describedby"] = f"{each.id_for_label}_hint"
            shown = tuple(self.form[name] for name in ((under,) if isinstance(under, str) else under))
            yield Option(SafeString(each.tag()), each.id_for_label, each.choice_label, hint, shown)

    @property
    def parts(self) -> list[Part]:
        """The boxes of a field made of several, each with its own label; wrong ones are named by the error."""
        wrong = {part for error in self.errors.as_data() for part in (error.params or {}).get("parts", ())}
        widget: Any = self.field.widget
        values = self.value()
        values = values if isinstance(values, (list, tuple)) else widget.decompress(values)
        return [
            Part(
                name=f"{self.html_name}_{key}",
                id=f"{self.auto_id}_{index}",
                label=str(label),
                value="" if values[index] is None else str(values[index]),
                wide=wide,
                wrong=key in wrong or (bool(self.errors) and not wrong),
                autocomplete=f"bday-{key}" if getattr(self.field, "birthday", False) else "",
                numbers=key != "month",
            )
            for index, (key, label, wide) in enumerate(widget.labels)
        ]
