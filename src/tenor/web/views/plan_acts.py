"""Agree a plan, review it, close it: each a page of its own, with what follows said before it is pressed."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.plans import Outcome, close_plan, review_plan, sign_plan
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.doors_grave import grave
from tenor.web.forms import ActForm, Choice, Words
from tenor.web.offers import offers
from tenor.web.parts.day import full_day
from tenor.web.views.plan import plan_context, read_plan, turn_in
from tenor.web.views.plan_words import listed

Data = dict[str, Any]
EVERY = ("GET", "HEAD", "POST")
OUTCOMES = {"improved": "plan-reviewed", "not improved": "plan-reviewed", "not engaged": "engagement-failed"}


class SignForm(ActForm):
    """The version that was read."""

    version = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)


class ReviewForm(ActForm):
    """How the plan did. What may be chosen, and what follows from each, is set by the page."""

    outcome: Any = Choice(label=gettext_lazy("How did the plan do?"))
    text = Words(label=gettext_lazy("Why? What was looked at?"), rows=4, max_length=4000)
    early = forms.BooleanField(label=gettext_lazy("Yes, review it before its day"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], hints: dict[str, str], early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["outcome"]
        field.choices, field.widget.hints = choices, hints
        field.error_messages["required"] = _("Choose how the plan did")
        if not early:
            del self.fields["early"]


class CloseForm(ActForm):
    """Why nothing more is expected of it."""

    text = Words(label=gettext_lazy("Why is the plan closed?"), rows=3, max_length=4000)


@on_contract("agree a plan")
@grave
@require_http_methods(EVERY)
def sign(request: HttpRequest, place: Place, plan: str) -> HttpResponse:
    """Read the version once more, and agree it for one's own side."""
    data = read_plan(place, plan)
    context = plan_context(place, data, offers(place, data["offers"]))
    form = SignForm(request.POST or None, initial={"version": context["latest"]["n"] if context["latest"] else 1})
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        wrong = sign_plan(place, plan, version=form.cleaned_data["version"], turn=turn_in(form.cleaned_data))
        if not wrong:
            messages.success(request, _("You have agreed the plan for your side."))
            return redirect("plan", place.contract.pk, plan)
    elif "plan-signed" not in context["may"]:
        return redirect("plan", place.contract.pk, plan)
    return show(request, "plans/sign.html", place, 422 if request.method == "POST" else 200, **context, form=form, problems=wrong)


@on_contract("review a plan")
@require_http_methods(EVERY)
def review(request: HttpRequest, place: Place, plan: str) -> HttpResponse:
    """Improved, not improved, not engaged: the figures beside, and what each would lead to."""
    data = read_plan(place, plan)
    may = offers(place, data["offers"])
    context = plan_context(place, data, may)
    if not may & set(OUTCOMES.values()):
        return redirect("plan", place.contract.pk, plan)
    form = _review_form(request, data, may)
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = cast(Outcome, given["outcome"])
        wrong = review_plan(place, plan, outcome, text=given["text"], early=bool(given.get("early")), turn=turn_in(given))
        if not wrong:
            messages.success(request, _("Recorded. Both sides see it."))
            return redirect("plan", place.contract.pk, plan)
        form.attach(wrong, {"plan-before-review": "early", "plan-why-missing": "text"})
    status = 422 if request.method == "POST" else 200
    return show(request, "plans/review.html", place, status, **context, form=form, is_early=is_early(data["plan"]))


def _review_form(request: HttpRequest, data: Data, may: frozenset[str]) -> ReviewForm:
    words = {"improved": _("It improved"), "not improved": _("It did not improve"), "not engaged": _("The supplier does not engage")}
    choices = [(outcome, words[outcome]) for outcome, act in OUTCOMES.items() if act in may]
    hints = {outcome: follows(data, outcome) for outcome, _words in choices}
    asked = request.GET.get("outcome", "").replace("-", " ")
    first = {"outcome": asked} if asked in words and request.method != "POST" else {}
    return ReviewForm(
        request.POST or None, choices=choices, hints=hints, early=is_early(data["plan"]) and "plan-reviewed" in may, initial=first
    )


def is_early(plan: Data) -> bool:
    """Whether the day of its review is still to come."""
    return plan["review_on"] is not None and plan["review_on"] > clock.today().isoformat()


def follows(data: Data, outcome: str) -> str:
    """What a choice leads to, before it is pressed."""
    found = data["after"][outcome]
    again = " " + _("A review before this one no longer counts.") if data["reviews"] and outcome != "not engaged" else ""
    if not found:
        first = {
            "improved": _("Nothing follows by itself. The plan can then be closed."),
            "not improved": _("The contract names nothing that follows."),
            "not engaged": _("The contract names nothing that follows."),
        }
        return first[outcome] + again
    what = listed([_("%(then)s (%(clause)s)") % {"then": each["then"], "clause": ", ".join(each["clause"])} for each in found])
    told = _("The conditions are then met for: %(what)s. Nothing is sent by this: the council decides.") % {"what": what}
    return told + again


@on_contract("review a plan")
@grave
@require_http_methods(EVERY)
def close(request: HttpRequest, place: Place, plan: str) -> HttpResponse:
    """Nothing more is expected of it; it stays in the record."""
    data = read_plan(place, plan)
    context = plan_context(place, data, offers(place, data["offers"]))
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wrong = close_plan(place, plan, text=form.cleaned_data["text"], turn=turn_in(form.cleaned_data))
        if not wrong:
            messages.success(request, _("The plan is closed."))
            return redirect("plan", place.contract.pk, plan)
        form.attach(wrong, {"plan-why-missing": "text"})
    elif "plan-closed" not in context["may"]:
        return redirect("plan", place.contract.pk, plan)
    reviewed = data["plan"]["reviewed_on"]
    lines = [
        _("It was reviewed on %(day)s.") % {"day": full_day(reviewed)} if reviewed else _("It was not reviewed: closing ends it without."),
        _("A closed plan stays in the record. It cannot be opened again; another can be asked for."),
    ]
    status = 422 if request.method == "POST" else 200
    return show(request, "plans/close.html", place, status, **context, form=form, lines=lines)
