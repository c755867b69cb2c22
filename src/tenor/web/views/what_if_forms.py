"""What can be tried: a thing of an open period, or a figure. Both are asked by the address, so a try can be sent to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.web.forms.base import Form
from tenor.web.forms.fields import Choice, WholeNumber
from tenor.web.parts.day import without_year
from tenor.web.parts.sentence import sentence

Data = dict[str, Any]
MOST = 1_000_000


class ThingForm(Form):
    """`thing` is "period|thing", so that one list holds all periods."""

    label_size = "s"
    about = forms.CharField(widget=forms.HiddenInput(attrs={"id": "id_about_thing"}), initial="thing", required=False)
    thing = forms.ChoiceField(label=gettext_lazy("If this"))
    happens = Choice(label=gettext_lazy("happens to be"))

    def __init__(self, *args: Any, periods: Sequence[Data], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(f"{period['label']}|{thing['id']}", _thing(period, thing)) for period in periods for thing in period["things"]]
        self.fields["thing"].choices = listed  # type: ignore[attr-defined]
        self.fields["happens"].choices = [  # type: ignore[attr-defined]
            ("late", _("done, but late or not as asked")),
            ("not done", _("not done at all")),
            ("in time", _("done in time, as asked")),
        ]


class FigureForm(Form):
    """A KPI of an open period at a figure: "4 of 7", or a count alone."""

    label_size = "s"
    about = forms.CharField(widget=forms.HiddenInput(attrs={"id": "id_about_figure"}), initial="figure", required=False)
    figure = forms.ChoiceField(label=gettext_lazy("If this figure"))
    n = WholeNumber(label=gettext_lazy("ends at"), min_value=0, max_value=MOST)
    of = WholeNumber(
        label=gettext_lazy("of"), min_value=1, max_value=MOST, required=False, help_text=gettext_lazy("leave empty for a plain count")
    )

    def __init__(self, *args: Any, periods: Sequence[Data], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts = {f"{p['label']}|{k['kpi']}": k["is_count"] for p in periods for k in p["kpis"]}
        self.fields["figure"].choices = [  # type: ignore[attr-defined]
            (f"{p['label']}|{k['kpi']}", f"{k['number']} {k['title']}, {sentence(p['said'])}".strip()) for p in periods for k in p["kpis"]
        ]

    def clean(self) -> Data:
        """A share needs what it is of, and is no more than that."""
        given: Data = super().clean() or {}
        is_count, n, of = self.counts.get(given.get("figure", "")), given.get("n"), given.get("of")
        if is_count is False and n is not None:
            if of is None:
                self.add_error("of", _("Say of how many: this figure is a share"))
            elif n > of:
                self.add_error("n", _("This must be no more than %(of)s") % {"of": of})
        return given


def _thing(period: Data, thing: Data) -> str:
    """ "Elder House, June 2023", with its row and day where known."""
    parts = [thing["name"], sentence(period["said"])]
    if thing["row"] and thing["row"] != thing["name"]:
        parts.append(thing["row"])
    if thing["due"]:
        parts.append(_("due %(day)s") % {"day": without_year(thing["due"])})
    return ", ".join(str(part) for part in parts)
