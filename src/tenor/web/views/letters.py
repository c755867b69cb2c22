"""Formal letters: begun from a step, written part by part, and read once they went out."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions.letter_draft import LetterDraft, begin_letter, reopen, save_letter
from tenor.desk.actions.letters import ask_approval
from tenor.desk.lookups.letters import OpenLetter, in_hand, open_letter, step_data, taken_ids
from tenor.desk.visible import Place
from tenor.documents.notice_model import Written
from tenor.documents.notice_text import capital
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.letters_forms import LetterForm
from tenor.web.views.letters_pages import issued_context, options_of, writing_context

Data = dict[str, Any]


@on_contract("issue a notice")
@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: HttpRequest, place: Place, step: str) -> HttpResponse:
    """What the letter rests on and must state; one press begins it. A look begins nothing."""
    data = step_data(place, step)
    if data is None:
        raise Http404
    if request.method == "POST":
        return redirect("letter", place.contract.pk, begin_letter(place, data, sorted(taken_ids(place))))
    going_on = in_hand(place, data["what"])
    context = {
        "title": capital(data["name"]),
        "data": data,
        "labels": [capital(label) for label in data["frame"]["labels"].values()],
        "going_on": contract_address(place, "letter", going_on.notice) if going_on else "",
        "decide_href": contract_address(place, "decide", data["step"]["id"]) if data["step"] and data["step"]["waiting"] else "",
        "why_href": contract_address(place, "why-step", data["step"]["id"]) if data["step"] else "",
        "clauses_href": contract_address(place, "documents"),
        "levels": data["levels"],
    }
    return show(request, "letters/new.html", place, **context)


@on_contract("see the contract")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """One letter: the workspace until it is issued, then what went out and what it does."""
    opened = open_letter(place, notice)
    if opened is None:
        raise Http404
    if opened.record is not None and opened.record["issued"]:
        return show(request, "letters/issued.html", place, **issued_context(place, opened))
    if opened.draft is None or (request.method == "POST" and not place.actor.may("issue a notice")):
        raise Http404
    if request.method == "POST":
        return _posted(request, place, opened, opened.draft)
    return show(request, "letters/letter.html", place, **writing_context(place, opened, _form(opened, opened.draft, place)))


@on_contract("see the contract")
def letter_file(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """The letter as text, to be sent by a person: once it is approved, for the council; once it is issued, for both sides."""
    opened = open_letter(place, notice)
    record = opened.record if opened else None
    kept = record and (record["issued"] or (record["drafted"] if opened and opened.state == "issue" else None))
    words = kept["words"] if kept else {}
    text = words.get("letter") or words.get("text")
    if not text:
        raise Http404
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in notice)
    made = HttpResponse(str(text), content_type="text/plain; charset=utf-8")
    made["Content-Disposition"] = f'attachment; filename="{name}.txt"'
    return made


def _form(opened: OpenLetter, draft: LetterDraft, place: Place, post: Any = None) -> LetterForm:
    written = draft.written
    by = written.by
    initial: Data = {
        "head": place.contract.head,
        "draft": draft.turn,
        "to": written.to,
        "by": "day" if by[:1].isdigit() else by,
        "by_day": date.fromisoformat(by) if by[:1].isdigit() else None,
        "named": [one["key"] for one in draft.chosen],
        **{f"part_{key}": text for key, text in written.parts.items()},
    }
    options = options_of(opened.data, draft)
    return LetterForm(post, data_of=opened.data, options=options, today=clock.today(), initial=initial)


def _posted(request: HttpRequest, place: Place, opened: OpenLetter, draft: LetterDraft) -> HttpResponse:
    """Keep what was written first, so that nothing can be lost; then ask, where that was pressed."""
    form = _form(opened, draft, place, request.POST)
    if not form.is_valid():
        return show(request, "letters/letter.html", place, 422, **writing_context(place, opened, form))
    if draft.turn == 0:  # it was asked about elsewhere: now it is in hand
        reopen(place, opened.id, draft.what, draft.name, draft.written, next(iter(draft.writers), ""))
    written, chosen = _written(form, opened.data, draft)
    if not save_letter(place, draft, written, chosen=chosen, method=draft.method, turn=form.cleaned_data.get("draft") or 1):
        form.tell_stale([_("Somebody else saved this letter since you opened it. Look at theirs in another window.")], place.contract.head)
        fresh = open_letter(place, opened.id)
        form.data["draft"] = str(fresh.draft.turn if fresh and fresh.draft else draft.turn)  # type: ignore[index]
        return show(request, "letters/letter.html", place, 409, **writing_context(place, opened, form))
    if request.POST.get("do") == "ask":
        return _asked(request, place, opened.id, form)
    messages.success(request, _("Saved. Nobody outside the council sees it."))
    return redirect("letter", place.contract.pk, opened.id)


def _asked(request: HttpRequest, place: Place, notice: str, form: LetterForm) -> HttpResponse:
    """Ask the second person for the letter as it was just saved."""
    opened = open_letter(place, notice)
    assert opened is not None
    assert opened.draft is not None
    wrong: tuple[Problem, ...] = (problem("letter-asked-before"),) if opened.state in ("approve", "issue") else ()
    wrong = wrong or ask_approval(place, opened.data, opened.draft, turn=form.cleaned_data["turn"] or uuid4())
    if wrong:
        again = _form(opened, opened.draft, place)
        return show(request, "letters/letter.html", place, 422, problems=wrong, **writing_context(place, opened, again))
    messages.success(request, _("Asked. It can go out once it is approved."))
    return redirect("letter", place.contract.pk, notice)


def _written(form: LetterForm, data: Data, draft: LetterDraft) -> tuple[Written, list[dict[str, str]]]:
    """What was written, and what of the record is named in it."""
    wanted = form.cleaned_data.get("named", [])
    chosen = [one for one in options_of(data, draft) if one["key"] in wanted]
    named = tuple({name: text for name, text in one.items() if name != "key" and text} for one in chosen)
    return Written(parts=form.parts, to=form.cleaned_data.get("to", ""), by=form.wanted_by, evidence=named), chosen
