"""The form of a decision: made for one card, as its options are the contract's. None is chosen beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from tenor.desk.actions.decide import MOST_WORDS, Chosen
from tenor.web.forms import ActForm, Choice, Choices, DayField, Words
from tenor.web.parts.sentence import sentence
from tenor.web.views.decide_words import hint, label

Data = dict[str, Any]
DAY = timedelta(days=1)


def found_form(asked: str, hint: str = "") -> type[ActForm]:
    """What came of a look, or of a check; or why a condition is met: one box."""
    return cast("type[ActForm]", type("FoundForm", (ActForm,), {"text": Words(label=asked, help_text=hint, rows=3, max_length=MOST_WORDS)}))


def decide_form(data: Data, today: date, other: str, *, replaces: bool = False) -> type[ActForm]:
    """The whole form: which steps, what, its days and words, and why."""
    several = data["group"]
    fields: dict[str, Any] = {}
    if len(several) > 1:
        named = [(one["id"], group_name(one)) for one in several]
        fields["steps"] = Choices(label=_("What do you decide about?"), choices=named, initial=[one["id"] for one in several])
    open_now = [(n, one) for n, one in enumerate(data["options"]) if not one["closed"]]
    reveals = {one["key"]: tuple(_under(fields, n, one, today, replaces)) for n, one in open_now}
    fields["choice"] = Choice(
        label=_("What do you decide?"),
        choices=[(one["key"], label(one)) for _n, one in open_now],
        hints={one["key"]: hint(one) for _n, one in open_now},
        reveals={key: names for key, names in reveals.items() if names},
    )
    told = _("Needed for every choice. %(other)s will see it, unless it is advice you keep. Describe the figures, not the people.")
    if replaces:
        told = _("Needed for every choice. %(other)s will see it. Describe the figures, not the people.")
    fields["reason"] = Words(label=_("Your reason"), rows=3, max_length=MOST_WORDS, help_text=told % {"other": other})
    return cast("type[ActForm]", type("DecideForm", (ActForm,), fields))


def _under(fields: dict[str, Any], n: int, option: Data, today: date, replaces: bool) -> list[str]:
    """The boxes that an option shows once it is picked, each by a name of its own."""
    made: dict[str, Any] = {}
    if option["own_day"]:
        made["by"] = DayField(
            label=_("By when is it to be done?"),
            what=_("The day it is to be done by"),
            help_text=_("The contract gives no day. For example, in two working days"),
            earliest=today,
            required=False,
        )
    if option["objectives"]:
        aimed = _("What should be different, and how much")
        made["objectives"] = Words(label=_("Objectives"), rows=3, max_length=MOST_WORDS, help_text=aimed)
    if option["review_day"]:
        made["review"] = DayField(
            label=_("Review date"),
            what=_("The review date"),
            help_text=_("The contract asks for one: on this day what was chosen is looked at"),
            earliest=today + DAY,
        )
    if option["outcome"] != "taken":
        made["again"] = DayField(label=_("Look again on"), what=_("The day to look again"), earliest=today + DAY, required=False)
    if option["outcome"] == "advice" and not replaces:
        made["kept"] = kept_field()
    for field in made.values():
        field.label_size = "s"
    fields |= {f"{name}_{n}": field for name, field in made.items()}
    return [f"{name}_{n}" for name in made]


def kept_field() -> forms.BooleanField:
    """Deliberation need not be for both sides."""
    return forms.BooleanField(label=_("Keep this to the council’s side"), required=False)


def advise_form() -> type[ActForm]:
    """For those who advise and do not decide."""
    fields = {
        "reason": Words(label=_("What do you advise, and why?"), rows=4, max_length=MOST_WORDS),
        "kept": kept_field(),
    }
    return cast("type[ActForm]", type("AdviseForm", (ActForm,), fields))


def chosen_of(data: Data, given: Mapping[str, Any]) -> Chosen:
    """What was picked, with the boxes that belong to it and no others."""
    n, option = next((n, one) for n, one in enumerate(data["options"]) if one["key"] == given["choice"])
    return Chosen(
        outcome=option["outcome"],
        choice=option["choice"],
        reason=given["reason"],
        objectives=given.get(f"objectives_{n}") or "",
        look_again_on=given.get(f"again_{n}"),
        review_on=given.get(f"review_{n}"),
        by_day=given.get(f"by_{n}"),
        kept=bool(given.get(f"kept_{n}")),
    )


def group_name(one: Data) -> str:
    """A step of a card, told from the others: its measure, or what it rests on."""
    kpi = one["kpi"]
    if kpi:
        return f"{_('KPI %(n)s') % {'n': kpi['number']}} {kpi['title']}".strip() if kpi["number"] else str(kpi["title"])
    return str(sentence(one["because"][0])) if one["because"] else str(one["of"] or one["id"])
