"""What is done about minutes that were sent: they arrived, they are answered, remarked on, issued."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.minutes import answer_minutes, comment_minutes, issue_minutes, receive_minutes
from tenor.desk.lookups.history import names_of
from tenor.desk.visible import Place
from tenor.review.minutes_text import WHOLE
from tenor.web.doors import on_contract, show
from tenor.web.doors_grave import grave
from tenor.web.offers import offers
from tenor.web.parts.day import full_day
from tenor.web.parts.sentence import sentence
from tenor.web.views import minutes_shown as shown
from tenor.web.views import minutes_words as words
from tenor.web.views.minutes import find_data, frame_of
from tenor.web.views.minutes_forms import AnswerForm, CommentForm, ReceivedForm
from tenor.web.views.minutes_words import sides_of
from tenor.web.views.phone_log import turn_of

Data = dict[str, Any]
Problems = tuple[Problem, ...]
STALE = ("minutes-newer-version", "changed-meanwhile")


@on_contract("acknowledge")
def received(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """Say when they arrived: the supplier by a press, the council with how it is known."""
    data, today = find_data(place, meeting), clock.today()
    sent = data["versions"][-1] if data["versions"] else None
    ours = sent is not None and sent["side"] == place.side
    form = ReceivedForm(request.POST or None, initial={"version": data["version"], "day": today}, ours=ours, today=today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = {"on": given["day"], "text": given.get("text", ""), "version": given["version"] or 0}
        problems = receive_minutes(place, meeting, **known, turn=given["turn"] or uuid4())
        if not problems:
            messages.success(request, _("Kept: they arrived on %(day)s.") % {"day": full_day(given["day"])})
            return redirect("minutes", place.contract.pk, meeting)
        _attach(form, place, meeting, problems, {"minutes-before-sent": "day", "minutes-how-known": "text"})
    lead = _("Version %(n)s was sent on %(day)s.") % {"n": sent["n"], "day": full_day(sent["on"])} if sent else ""
    title = _("When did the minutes of %(day)s arrive?") % {"day": full_day(data["held"]["on"])}
    return _page(request, place, data, "minutes/received.html", form, act="minutes-received", ours=ours, lead=lead, title=title)


@on_contract("answer minutes")
def answer(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """The supplier's answer, to the version it read."""
    data = find_data(place, meeting)
    form = AnswerForm(request.POST or None, initial={"version": data["version"]}, items=answerable(data))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = {"answer": given["answer"], "others": given["others"], "text": given["text"], "version": given["version"] or 0}
        done = answer_minutes(place, meeting, **known, turn=given["turn"] or uuid4())
        if done.entries:
            messages.success(request, _answered(place, data, given["answer"]))
            return redirect("minutes", place.contract.pk, meeting)
        _attach(form, place, meeting, done.problems)
    late = _("These minutes were taken as agreed on %(day)s. What you answer now is kept as a comment and changes nothing.")
    lead = late % {"day": full_day(data["agreed_on"])} if data["state"] == "deemed agreed" else ""
    title = _("Your answer to the minutes of %(day)s") % {"day": full_day(data["held"]["on"])}
    return _page(request, place, data, "minutes/answer.html", form, act="minutes-answered", lead=lead, title=title)


def _answered(place: Place, data: Data, answer: str) -> str:
    if data["state"] == "deemed agreed":
        return _("Kept as a comment: silence had agreed already.")
    if answer == "agreed":
        return _("Approved. %(buyer)s issues the final text now.") % sides_of(place)
    return _("Kept: approval is withheld, and your words stand beside theirs.")


def answerable(data: Data) -> list[Data]:
    """The items of the latest version; of minutes that are one text, or whose words were erased, one for all of it."""
    items: list[Data] = data["text"]["items"]
    return items or [{"key": WHOLE, "n": 1, "title": _("These minutes"), "text": ""}]


@on_contract("comment on minutes")
def comment(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """A remark: anybody's who may, and no answer."""
    data = find_data(place, meeting)
    wanted = request.GET.get("item", "")
    form = CommentForm(request.POST or None, initial={"item": wanted}, items=answerable(data))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        problems = comment_minutes(
            place, meeting, item=given["item"], text=given["text"], instead=given["instead"], turn=given["turn"] or uuid4()
        )
        if not problems:
            messages.success(request, _("Kept. Everybody who may read these minutes sees it. It stops no clock."))
            return redirect("minutes", place.contract.pk, meeting)
        form.attach(problems)
    title = _("A comment on the minutes of %(day)s") % {"day": full_day(data["held"]["on"])}
    lead = _("A comment is no answer: the days go on.")
    chosen = next((item for item in answerable(data) if item["key"] == (form["item"].value() or wanted)), None)
    return _page(request, place, data, "minutes/comment.html", form, act="minutes-commented", title=title, lead=lead, chosen=chosen)


@on_contract("issue minutes")
@grave
def issue(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """The final text as it would be locked, and the press that locks it."""
    problems: Problems = ()
    if request.method == "POST":
        problems = issue_minutes(place, meeting, text_hash=request.POST.get("hash", "")[:64], turn=_turn(request))
        if not problems:
            messages.success(request, _("Issued and locked. Nobody can change this text any more."))
            return redirect("minutes", place.contract.pk, meeting)
    data = find_data(place, meeting)
    people = shown.People(place, names_of(place.contract))
    would = data["would_be"] or {"words": {}, "hash": ""}
    context = {
        "items": shown.items_of(place, data, people, frozenset()),
        "both": data["state"] == "withheld",
        "settled": words.settled_line(would["words"].get("settled"), place),
        "hash": would["hash"],
        "actions": shown.actions_of(data, people, clock.today()),
        "text": data["text"],
        "turn": uuid4(),
        "title": _("Issue the minutes of %(day)s") % {"day": full_day(data["held"]["on"])},
    }
    return _page(request, place, data, "minutes/issue.html", None, act="minutes-issued", problems=problems, **context)


def _turn(request: HttpRequest) -> UUID:
    return turn_of(request.POST.get("turn", ""))


def _attach(form: Any, place: Place, meeting: str, problems: Problems, to: Mapping[str, str] | None = None) -> None:
    """What is wrong, beside its box. Where a newer version was sent, or the ledger went on, since the page was drawn, that is told
    instead: what was typed stays, and the next sending is to the version that is shown now."""
    if not any(one.code in STALE for one in problems):
        form.attach(problems, to)
        return
    form.tell_stale([sentence(one.said) for one in problems], place.contract.head)
    form.data["version"] = str(find_data(place, meeting)["version"])


def _page(
    request: HttpRequest, place: Place, data: Data, template: str, form: Any, *, act: str, problems: Problems = (), **context: Any
) -> HttpResponse:
    """A page of one act; where it is not open to this person as things stand, it says so in the place of the form."""
    now = find_data(place, data["meeting"])
    stale = form is not None and form.stale is not None
    wrong = bool(problems) or (form is not None and form.is_bound and bool(form.errors))
    known = {
        "data": now,
        "form": form,
        "problems": problems,
        "act": act,
        "open_now": act in offers(place, now["offers"]),
        "lines": words.lines_of(place, now, clock.today().isoformat()),
        "sides": sides_of(place),
        **frame_of(place, data["meeting"]),
    }
    return show(request, template, place, status=409 if stale else 422 if wrong else 200, **known, **context)
