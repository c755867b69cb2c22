"""How often to meet, by risk: six questions, most answered from the record, a suggestion, and what a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenor.desk.actions.frequency import MOST_WORDS, decide_frequency, look_at_risk
from tenor.desk.lookups.frequency import Frequency
from tenor.desk.lookups.frequency import frequency as found_of
from tenor.desk.visible import Place
from tenor.ledger.record import Recorded
from tenor.review.risk_form import INTENSITIES, JUDGED, QUESTIONS, suggest
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm, Choice, Words
from tenor.web.forms.base import messages_for
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views.meeting_words import EVERY, INTENSITY, Data
from tenor.web.views.meeting_words import meeting_title as capital

ASKED: Mapping[str, str | Promise] = {
    "ambers": gettext_lazy("How many of the last two final figures of each KPI were one step above the worst?"),
    "reds": gettext_lazy("Was any of them at the worst level?"),
    "late returns": gettext_lazy("Did any of the last three returns come late, or not at all?"),
    "capacity": gettext_lazy("Is a capacity problem open?"),
    "warning": gettext_lazy("Does a formal letter stand?"),
    JUDGED: gettext_lazy("How many people would be harmed if the service went wrong, and how badly?"),
}
ANSWERS: Mapping[str, str | Promise] = {
    "none": gettext_lazy("None"),
    "one": gettext_lazy("One"),
    "two or more": gettext_lazy("Two or more"),
    "one or more": gettext_lazy("One or more"),
    "no": gettext_lazy("No"),
    "yes": gettext_lazy("Yes"),
    "few": gettext_lazy("Few, or not badly"),
    "some": gettext_lazy("Some"),
    "many": gettext_lazy("Many, or badly"),
}
LEVELS: Mapping[str, str | Promise] = {"low": gettext_lazy("Low"), "middle": gettext_lazy("Middle"), "high": gettext_lazy("High")}
DECIDES = "decide how often to meet"


class RiskForm(ActForm):
    """The questions; and what is decided, once it is seen what follows from them."""

    label_size = "s"
    every = Choice(label=gettext_lazy("How often do you want to meet?"), required=False)
    intensity = Choice(label=gettext_lazy("How deeply do you want to look?"), required=False)
    reason = Words(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Both sides read it. It stays on record."),
        rows=3,
        max_length=MOST_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, found: Frequency, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decides = decides
        for n, one in enumerate(found.found):
            label = str(ASKED[one.question])
            choices = [(answer, ANSWERS[answer]) for answer in QUESTIONS[one.question]]
            field = Choice(label=label, choices=choices, initial=one.answer)
            field.error_messages.update(messages_for(field, label))
            self.fields[f"q{n}"] = field
        every: Any = self.fields["every"]
        every.choices = [(one.every, capital(str(EVERY.get(one.every, one.every)))) for one in found.choices]
        every.widget.hints = {one.every: _effect(one.from_day) for one in found.choices}
        intensity: Any = self.fields["intensity"]
        intensity.choices = [(name, INTENSITY[name][0]) for name in INTENSITIES]
        intensity.widget.hints = {name: f"{INTENSITY[name][1]}. {INTENSITY[name][2]}. {INTENSITY[name][3]}." for name in INTENSITIES}
        for name in () if decides else ("every", "intensity", "reason"):
            del self.fields[name]

    def answers(self) -> dict[str, str]:
        """question -> answer."""
        return {question: self.cleaned_data.get(f"q{n}", "") for n, question in enumerate(QUESTIONS)}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.decides and "decide" in self.data:
            for name, words in (
                ("every", _("Choose how often to meet")),
                ("intensity", _("Choose how deeply to look")),
                ("reason", _("Say why")),
            ):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return given


def _effect(day: Any) -> str:
    return _("The first meeting it changes: from %(day)s") % {"day": full_day(day)} if day else _("Changes no meeting that is to come")


@on_contract("see the contract")
@require_http_methods(["GET", "HEAD", "POST"])
def frequency(request: HttpRequest, place: Place, series: str = "") -> HttpResponse:
    """The form. POST: see what follows; record the look; record it and decide."""
    found = found_of(place.contract, place.actor.side, series)
    if found is None:
        raise Http404
    form = RiskForm(request.POST or None, found=found, decides=request.method == "POST")
    if request.method == "POST":
        if not place.actor.may(DECIDES):
            raise PermissionDenied
        if form.is_valid() and ("decide" in request.POST or "only" in request.POST):
            done = _record(place, found, form, decide="decide" in request.POST)
            if done.entries:
                messages.success(
                    request,
                    _("Decided, and recorded.") if "decide" in request.POST else _("The look is recorded. Nothing is decided by it."),
                )
                return redirect(contract_address(place, "meetings"))
            if any(each.code == "changed-meanwhile" for each in done.problems):
                form.tell_stale([each.said for each in done.problems], place.contract.head)
            else:
                form.attach(done.problems)
    return _page(request, place, found, form)


def _record(place: Place, found: Frequency, form: RiskForm, *, decide: bool) -> Recorded:
    given = form.cleaned_data
    turn, answers = given["turn"] or uuid4(), form.answers()
    if not decide:
        return look_at_risk(place, found.series, answers, text=given["reason"], turn=turn, head=given["head"])
    chosen = {"every": given["every"], "intensity": given["intensity"], "reason": given["reason"]}
    return decide_frequency(place, found.series, answers, turn=turn, head=given["head"], **chosen)


def _page(request: HttpRequest, place: Place, found: Frequency, form: RiskForm) -> HttpResponse:
    asked = [form.fields[f"q{n}"] for n, _one in enumerate(found.found)]
    complete = form.is_bound and not any(f"q{n}" in form.errors for n, _field in enumerate(asked))
    made = suggest(form.answers(), usual=found.usual) if complete else None
    form.initial["head"] = place.contract.head
    suggestion = made and {
        "level": LEVELS[made.level],
        "every": EVERY.get(made.every, made.every),
        "intensity": INTENSITY[made.intensity],
        "weights": [ASKED[question] for question in made.weights],
    }
    status = 409 if form.was_told else 422 if request.method == "POST" and form.errors else 200
    context: Data = {
        "title": _("How often should you meet?"),
        "found": found,
        "now": [{"one": each, "words": EVERY.get(each.every, each.every)} for each in found.now],
        "questions": [
            {"box": form[f"q{n}"], "because": one.because, "judged": one.question == JUDGED} for n, one in enumerate(found.found)
        ],
        "choices": [{"words": EVERY.get(one.every, one.every), "effect": _effect(one.from_day)} for one in found.choices],
        "form": form,
        "suggestion": suggestion,
        "acts": offers(place, found.offers),
        "all_href": contract_address(place, "meetings"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "meetings/frequency.html", place, status, **context)
