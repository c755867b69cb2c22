"""What is asked for when a KPI is changed, added or ended: a line of boxes for each level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk import clock
from tenor.review.target_boxes import LEFT, RANGES, TARGET, Box
from tenor.web.forms import ActForm, Choice, DayField, Words

NUMBER = re.compile(r"\d{1,9}(\.\d{1,6})?")
SHORT = {"class": "govuk-input--width-5", "inputmode": "decimal"}
KINDS = [
    ("", gettext_lazy("no band")),
    ("at least", gettext_lazy("at least")),
    ("at most", gettext_lazy("at most")),
    ("above", gettext_lazy("above")),
    ("below", gettext_lazy("below")),
    ("exactly", gettext_lazy("exactly")),
    ("between", gettext_lazy("from … to …, both in")),
    ("from", gettext_lazy("from … to below …")),
    ("over", gettext_lazy("above … to …")),
]


class BandForm(ActForm):
    """A line of boxes for each level, and from when."""

    label_size = "s"
    from_ = DayField(
        label=gettext_lazy("From which day?"),
        help_text=gettext_lazy("A day to come. Months that begin on it or later are rated anew; those before keep the old bands."),
    )
    why = Words(
        label=gettext_lazy("Why"), help_text=gettext_lazy("The other side reads it, and it stays on record"), rows=3, max_length=2000
    )

    def __init__(self, *args: Any, boxes: Mapping[str, Box], levels: Sequence[str], unit: str, otherwise: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.unit = list(boxes), unit
        for n, (level, box) in enumerate(boxes.items()):
            self._add(n, level, box)
        if TARGET not in boxes:
            named = [("", _("nothing is said of it")), *((level, level.capitalize()) for level in levels), ("unrated", _("not rated"))]
            self.fields["otherwise"] = forms.ChoiceField(
                label=_("What lies in no band counts as"), choices=named, initial=otherwise, required=False
            )
        self.order_fields([name for name in self.fields if name not in ("from_", "why")] + ["from_", "why"])

    def _add(self, n: int, level: str, box: Box) -> None:
        name = {"level": _("Target") if level == TARGET else level.capitalize()}
        kinds = [*KINDS, (LEFT, _("as it stands"))] if box.kind == LEFT else KINDS
        self.fields[f"kind{n}"] = forms.ChoiceField(label=_("%(level)s: which") % name, choices=kinds, initial=box.kind, required=False)
        for part, words, value in (("a", _("%(level)s: number"), box.a), ("b", _("%(level)s: second number"), box.b)):
            self.fields[f"{part}{n}"] = forms.CharField(
                label=words % name, initial=value, required=False, max_length=20, widget=forms.TextInput(attrs=dict(SHORT))
            )

    @property
    def band_rows(self) -> Iterator[dict[str, Any]]:
        """Each level with its three boxes."""
        for n, level in enumerate(self.lines):
            parts = [self[f"{part}{n}"] for part in ("kind", "a", "b")]
            yield {"level": level, "target": level == TARGET, "parts": parts, "errors": [e for part in parts for e in part.errors]}

    @property
    def other_fields(self) -> list[Any]:
        """What is asked for besides the boxes and the way of what is new."""
        names = {f"{part}{n}" for n in range(len(self.lines)) for part in ("kind", "a", "b")}
        return [each for each in self.visible_fields() if each.name not in names and each.name not in ("otherwise", "from_", "why")]

    def clean_from_(self) -> Any:
        day = self.cleaned_data["from_"]
        if day is not None and day <= clock.today():
            raise forms.ValidationError(_("“From which day?” must be a day to come: months that have begun keep their bands"))
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["boxes"] = {level: self._box(n, level) for n, level in enumerate(self.lines)}
        return given

    def _box(self, n: int, level: str) -> Box:
        given = self.cleaned_data
        kind = given.get(f"kind{n}") or ""
        if kind in ("", LEFT):
            return Box(kind=kind)
        a, b = self._number(f"a{n}", level), self._number(f"b{n}", level) if kind in RANGES else ""
        if a and b and Decimal(b) <= Decimal(a):
            self.add_error(f"b{n}", _("%(level)s: the second number must be the greater one") % {"level": level.capitalize()})
        return Box(kind=kind, a=a, b=b)

    def _number(self, name: str, level: str) -> str:
        text = str(self.cleaned_data.get(name) or "").strip().removesuffix("%").strip()
        if not NUMBER.fullmatch(text):
            self.add_error(name, _("%(level)s: write a number, like 95 or 2.5") % {"level": level.capitalize()})
            return ""
        return text


class ChangeForm(BandForm):
    """Another title, other bands."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)


class NewForm(BandForm):
    """A new KPI."""

    title = forms.CharField(label=gettext_lazy("Title"), help_text=gettext_lazy("What is measured, in a few words"), max_length=200)
    number = forms.CharField(label=gettext_lazy("Number"), max_length=10, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}))
    clause = forms.CharField(label=gettext_lazy("Clause"), max_length=40, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}))
    every = Choice(
        label=gettext_lazy("How often is it measured?"),
        choices=[("month", gettext_lazy("Each month")), ("quarter", gettext_lazy("Each quarter")), ("year", gettext_lazy("Each year"))],
    )
    measure = Choice(label=gettext_lazy("What kind of figure is it?"))
    better = Choice(
        label=gettext_lazy("Which way is good?"),
        choices=[("higher", gettext_lazy("More is better")), ("lower", gettext_lazy("Less is better"))],
    )
    ret = forms.ChoiceField(label=gettext_lazy("In which return is it given?"), required=False)

    def __init__(self, *args: Any, datasets: Sequence[tuple[str, str]], returns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = [(f"rows {id}", _("Counted from the rows of the return, each %(row)s") % {"row": row}) for id, row in datasets]
        given = [("share", _("So many of so many, in per cent")), ("count", _("A whole number"))] if returns else []
        self.fields["measure"].choices = [*given, *counted]  # type: ignore[attr-defined]
        self.fields["ret"].choices = [(id, id) for id in returns]  # type: ignore[attr-defined]
        if len(returns) < 2:
            del self.fields["ret"]
        self.returns = returns

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not any(box.kind for box in given["boxes"].values()):
            self.add_error("kind0", _("Give at least one level a band"))
        given["ret"] = given.get("ret") or (self.returns[0] if self.returns else "")
        return given


class EndForm(ActForm):
    """The end of a KPI."""

    from_ = DayField(
        label=gettext_lazy("From which day is it measured no more?"),
        help_text=gettext_lazy("A day to come. Months before keep their figures and ratings."),
    )
    why = Words(label=gettext_lazy("Why"), rows=3, max_length=2000)

    clean_from_ = BandForm.clean_from_
