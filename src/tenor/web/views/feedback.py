"""How it is to work together: praise and the rest, the four marks over time, how fast each side answers. Part of no rating."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk.actions.feedback import KINDS, give_feedback, rate_other_side
from tenor.desk.pages.feedback import MARKS
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day, without_year
from tenor.web.parts.day import plain_day as plain
from tenor.web.views.together_forms import KIND_WORDS, QUESTIONS, FeedbackForm, RateForm
from tenor.web.views.together_words import Who, other_side, show_part, side_name

Data = dict[str, Any]
SIDES = ("buyer", "supplier")


@on_contract("see the contract", "give feedback")
def feedback(request: HttpRequest, place: Place) -> HttpResponse:
    """All of it for those who see the contract; for others what they said themselves. `?kind=` one kind."""
    data = page_data(place.contract, place.actor.side, "feedback")
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    mine = [one for one in data["given"] if place.actor.sees_all or one["by"] == place.actor.by]
    who = Who(place)
    context: Data = {
        "given": [_given(who, one) for one in mine if kind in ("", one["kind"])],
        "kinds": _kinds(mine, kind),
        "give_href": contract_address(place, "feedback-give") if place.actor.may("give feedback") else "",
    }
    if not place.actor.sees_all:
        return show_part(request, "together/feedback_own.html", place, title=_("What you said"), **context)
    context |= {
        "marks": [_marks(place, data, side) for side in SIDES] if data["rated"] else [],
        "remarks": [who.said(one) for one in reversed(data["rated"]) if one["text"]],
        "replies": [_replied(place, one) for one in data["replies"]],
        "rate_href": contract_address(place, "rate") if place.actor.may("rate the other side") else "",
        "other": other_side(place),
        "clause": data["clause"],
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "together/feedback.html", place, title=_finding(place, data), **context)


@on_contract("give feedback")
def give(request: HttpRequest, place: Place) -> HttpResponse:
    """Say something; `?meeting=` what for, `?kind=` what kind."""
    meetings = _meetings(place) if place.actor.sees_all else []
    both = _("Both sides: %(us)s and %(them)s") % {"us": side_name(place, place.side), "them": other_side(place)}
    only = _("Only %(us)s") % {"us": side_name(place, place.side)}
    first = {"meeting": request.GET.get("meeting", "")[:100], "kind": request.GET.get("kind", "")[:20]}
    form = FeedbackForm(request.POST or None, meetings=meetings, sides=[("both", both), ("own", only)], initial=first)

    def send(given: Data) -> tuple[Problem, ...]:
        about, turn = given.get("meeting") or "", given["turn"] or uuid4()
        return give_feedback(place, kind=given["kind"], text=given["text"], meeting=about, own=given["own"] == "own", turn=turn)

    return _sent(request, place, form, send, "together/feedback_give.html", _("Say what works, and what does not"))


@on_contract("rate the other side")
def rate(request: HttpRequest, place: Place) -> HttpResponse:
    """The four questions; `?meeting=` what for."""
    meetings = _meetings(place)
    form = RateForm(request.POST or None, meetings=meetings, initial={"meeting": request.GET.get("meeting", "")[:100]})

    def send(given: Data) -> tuple[Problem, ...]:
        marks, turn = {name: int(given[name]) for name in MARKS}, given["turn"] or uuid4()
        return rate_other_side(place, marks=marks, text=given["text"], meeting=given.get("meeting") or "", turn=turn)

    title = _("How is it to work with %(other)s?") % {"other": other_side(place)}
    return _sent(request, place, form, send, "together/rate.html", title)


def _sent(
    request: HttpRequest, place: Place, form: Any, send: Callable[[Data], tuple[Problem, ...]], template: str, title: str
) -> HttpResponse:
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        wrong = send(form.cleaned_data)
        if not wrong:
            messages.success(request, _("Thank you. That is kept."))
            return redirect("feedback", place.contract.pk)
    status = 422 if request.method == "POST" else 200
    back = contract_address(place, "feedback")
    return show_part(request, template, place, status, title=title, form=form, problems=wrong, back_href=back)


def said_at(place: Place, meeting: str) -> Data:
    """What was said for one meeting, in both directions, and where more is said: for the meeting's own page."""
    data = page_data(place.contract, place.actor.side, "feedback")
    who, may = Who(place), place.actor.may
    rated = [one for one in data["rated"] if one["meeting"] == meeting]
    return {
        "given": [_given(who, one) for one in data["given"] if one["meeting"] == meeting],
        "marks": [{"us": side_name(place, one["side"]), "n": sum(one["marks"].values()), "most": 5 * len(MARKS)} for one in rated],
        "feedback_href": contract_address(place, "feedback"),
        "give_href": contract_address(place, "feedback-give", meeting=meeting) if may("give feedback") else "",
        "rate_href": contract_address(place, "rate", meeting=meeting) if may("rate the other side") else "",
        "action_href": contract_address(place, "action-new", **{"from": f"meeting {meeting}"}) if may("agree actions") else "",
    }


def _meetings(place: Place) -> list[tuple[str, str]]:
    found = page_data(place.contract, place.actor.side, "feedback")["meetings"]
    return [(one["id"], full_day(one["on"])) for one in found]


def _given(who: Who, one: Data) -> Data:
    return {
        **who.said(one),
        "kind": KIND_WORDS.get(one["kind"], one["kind"]),
        "kind_tag": "done" if one["kind"] in ("praise", "good practice") else "act" if one["kind"] == "concern" else "",
        "meeting_on": one["meeting_on"],
        "own": one["own"],
    }


def _kinds(mine: list[Data], chosen: str) -> list[Data]:
    found = [{"kind": "", "label": _("All"), "n": len(mine), "chosen": not chosen}]
    return found + [
        {"kind": kind, "label": KIND_WORDS[kind], "n": n, "chosen": kind == chosen}
        for kind in KINDS
        if (n := sum(one["kind"] == kind for one in mine))
    ]


def _marks(place: Place, data: Data, side: str) -> Data:
    """What one side says of the other: a line for each question, a column for each time."""
    own = [one for one in data["rated"] if one["side"] == side]
    head: list[Data] = [{"label": _("Question")}]
    head += [{"label": without_year(one["meeting_on"] or one["on"]) + " " + plain(one["on"])[-4:], "number": True} for one in own]
    rows = [[QUESTIONS[name], *({"words": _("%(n)d of 5") % {"n": one["marks"][name]}, "number": True} for one in own)] for name in MARKS]
    names = {"us": side_name(place, side), "them": side_name(place, "supplier" if side == "buyer" else "buyer")}
    title = _("%(us)s about %(them)s") % names
    return {
        "title": title,
        "table": {"caption": title, "caption_shown": True, "head": head, "rows": rows} if own else None,
        "us": names["us"],
    }


def _replied(place: Place, one: Data) -> Data:
    """One side's line of reply times."""
    return {
        **one,
        "name": side_name(place, one["side"]),
        "median": half_words(one["median"]),
        "waiting": [_waits(place, w) for w in one["unanswered"]],
    }


def _waits(place: Place, one: Data) -> Data:
    page = "message" if one["kind"] == "message" else "query"
    words = _("message") if one["kind"] == "message" else _("question")
    return {**one, "href": contract_address(place, page, one["id"]), "words": words}


def half_words(pair: list[int] | None) -> str:
    """A median in words: "2", "2½"."""
    if pair is None:
        return ""
    whole, rest = divmod(pair[0], pair[1])
    return f"{whole}½" if rest and whole else "½" if rest else str(whole)


def _finding(place: Place, data: Data) -> str:
    """The last marks of each side together, or that there are none yet."""
    said = []
    for side in SIDES:
        own = [one for one in data["rated"] if one["side"] == side]
        if own:
            values = {"us": side_name(place, side), "n": sum(own[-1]["marks"].values()), "most": 5 * len(MARKS)}
            said.append(_("%(us)s gave %(n)d of %(most)d") % values)
    return _("Working together: %(marks)s") % {"marks": ", ".join(said)} if said else _("How it is to work together")
