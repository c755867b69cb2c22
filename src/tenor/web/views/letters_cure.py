"""The time that a letter leaves to put things right: setting its day, and saying what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenor.desk.actions import letters as orders
from tenor.desk.lookups.history import names_of
from tenor.desk.visible import Place
from tenor.web.doors import on_contract
from tenor.web.forms import ActForm, Choice, DayField, Words
from tenor.web.parts.day import full_day
from tenor.web.views.act_pages import side_name
from tenor.web.views.letters_act_page import act_page, asked_about

Data = dict[str, Any]
both = require_http_methods(["GET", "HEAD", "POST"])
MOST = 2000


class CureDayForm(ActForm):
    """By when; no day is typed in beforehand."""

    to = DayField(what=gettext_lazy("The day"), label=gettext_lazy("By which day is it to be put right?"))
    why = Words(label=gettext_lazy("Anything to say about it"), rows=2, max_length=MOST, required=False)

    def __init__(self, *args: Any, earliest: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].earliest = earliest  # type: ignore[attr-defined]
        if earliest is not None:
            self.fields["to"].help_text = _("%(day)s at the earliest: the contract says so") % {"day": full_day(earliest)}


class CuredForm(ActForm):
    """What a person found."""

    outcome = Choice(
        label=gettext_lazy("Was it put right?"),
        choices=[("cured", gettext_lazy("Yes, it was put right")), ("not cured", gettext_lazy("No, it was not"))],
        hints={"not cured": gettext_lazy("Only once the time for it is over")},
    )
    why = Words(
        label=gettext_lazy("Your reason"),
        help_text=gettext_lazy("Both sides see it. Describe the service, not the people."),
        rows=3,
        max_length=MOST,
    )


@on_contract("issue a notice")
@both
def cure_day(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """Set the day, or another one."""
    opened = asked_about(place, notice)
    cure = (opened.record or {}).get("cure")
    if not cure or not cure["set_by"]:
        raise Http404
    lines = [_("%(who)s sets it; both sides see it.") % {"who": side_name(place, cure["set_by"])}]
    if cure["due"]:
        lines.append(_("Until now it is %(day)s. The new day takes its place.") % {"day": full_day(cure["due"])})
    earliest = date.fromisoformat(cure["earliest"]) if cure["earliest"] else None
    return act_page(
        request,
        place,
        opened,
        act="cure-day-set",
        form=CureDayForm(request.POST or None, earliest=earliest),
        order=lambda given, turn: orders.set_cure_day(place, notice, to=given["to"], why=given["why"], turn=turn),
        title=_("A day to put right what %(name)s is about"),
        lines=lines,
        button=_("Set this day"),
        done=_("Set. Both sides see it."),
    )


@on_contract("issue a notice")
@both
def cured(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """Say what came of it."""
    opened = asked_about(place, notice)
    if not (opened.record or {}).get("cure"):
        raise Http404
    return act_page(
        request,
        place,
        opened,
        act="cure-judged",
        form=CuredForm(request.POST or None),
        order=lambda given, turn: orders.judge_cure(place, notice, cured=given["outcome"] == "cured", why=given["why"], turn=turn),
        title=_("Was what %(name)s is about put right?"),
        lines=[_("A person says so, with a reason. What follows under the contract still waits for a decision.")],
        button=_("Record it"),
        done=_("Kept, with your reason."),
    )


def cure_shown(place: Place, cure: Data | None) -> Data | None:
    """For the page of the letter: with who found what."""
    if cure is None:
        return None
    names, words = names_of(place.contract), {"cured": _("Put right"), "not cured": _("Not put right")}
    found = [
        {**act, "what": words[act["outcome"]], "who": names.get(act["by"], "") or side_name(place, act["side"])} for act in cure["found"]
    ]
    return {**cure, "found": found, "setter": side_name(place, cure["set_by"])}
