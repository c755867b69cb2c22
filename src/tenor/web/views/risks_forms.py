"""What is asked for about risks and issues; the words of likelihood and impact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.web.forms import ActForm, Choice, DayField, Words
from tenor.web.views.assurance_forms import MOST

Pairs = Sequence[tuple[str, str]]
LIKELIHOOD: dict[int, str | Promise] = {
    1: gettext_lazy("very unlikely"),
    2: gettext_lazy("unlikely"),
    3: gettext_lazy("possible"),
    4: gettext_lazy("likely"),
    5: gettext_lazy("very likely"),
}
IMPACT: dict[int, str | Promise] = {
    1: gettext_lazy("hardly felt"),
    2: gettext_lazy("small"),
    3: gettext_lazy("noticeable"),
    4: gettext_lazy("serious"),
    5: gettext_lazy("the service fails"),
}


def _choices(words: dict[int, str | Promise]) -> list[tuple[str, str]]:
    return [(str(n), f"{n}: {said}") for n, said in words.items()]


class Scored(ActForm):
    """A score: likelihood times impact."""

    likelihood: Any = Choice(label=gettext_lazy("How likely is it?"))
    impact: Any = Choice(label=gettext_lazy("How much would it matter?"))
    label_size = "s"

    def __init__(self, *args: Any, issue: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["likelihood"].choices, fields["impact"].choices = _choices(LIKELIHOOD), _choices(IMPACT)
        if issue:  # it has happened: nothing is left to chance
            del self.fields["likelihood"]
            fields["impact"].label = _("How much does it matter?")
            fields["impact"].error_messages["required"] = _("Choose an answer for “How much does it matter”")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in ("likelihood", "impact"):
            given[name] = int(given.get(name) or (max(LIKELIHOOD) if name not in self.fields else 0))
        return given


class RiskForm(Scored):
    """One line of the log."""

    text = Words(label=gettext_lazy("What may happen, and why?"), rows=3, max_length=MOST)
    mitigation = Words(label=gettext_lazy("What is done about it?"), rows=3, max_length=MOST, required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Who looks after it?"))
    review = DayField(
        what=gettext_lazy("The day to look again"),
        label=gettext_lazy("When is it looked at again?"),
        help_text=gettext_lazy("Leave empty for a year on"),
        required=False,
    )
    own: Any = Choice(label=gettext_lazy("Who sees it?"))
    field_order = ("text", "likelihood", "impact", "mitigation", "owner", "review", "own")

    def __init__(self, *args: Any, owners: Pairs, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["owner"].choices = [("", _("Choose")), *owners]
        fields["own"].choices = [("both", _("Both sides")), ("own", _("Only %(side)s") % {"side": side})]
        if "likelihood" not in fields:
            fields["text"].label = _("What has happened?")
            fields["text"].error_messages["required"] = _("Fill in “What has happened?”")


class ScoreForm(Scored):
    """Looked at again."""

    text = Words(label=gettext_lazy("What has changed?"), rows=2, max_length=MOST, required=False)
    review = DayField(
        what=gettext_lazy("The day to look again"),
        label=gettext_lazy("When is it looked at again?"),
        help_text=gettext_lazy("Leave empty for a year on"),
        required=False,
    )


class CloseRiskForm(ActForm):
    """It is over."""

    text = Words(label=gettext_lazy("Why is it over?"), rows=2, max_length=MOST)
