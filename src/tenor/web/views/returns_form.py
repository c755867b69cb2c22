"""The form of a return: what is known stands as text, only gaps are boxes; it is saved, checked, asked about, sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.returns import RETURN, Placed, Sent, forget, save_typed, send_form
from tenor.desk.actions.returns_sent import SentBefore, carried, find_sent, settled
from tenor.desk.actions.returns_typed import Typed
from tenor.desk.lookups.returns import find_form, find_typed, since
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence
from tenor.web.views.returns_boxes import Boxes, Data, typed_from
from tenor.web.views.returns_questions import answers_from, ask

NOT_SENT = ("save", "add", "open", "page")  # buttons that keep what was typed and come back


@on_contract("send a return")
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, place: Place, ret: str, period: str) -> HttpResponse:
    """The form, and what comes of sending it."""
    data = find_form(place, ret, period)
    if data is None:
        raise Http404
    kept = find_typed(place, ret, period)
    before = kept.typed if kept else Typed()
    if request.method == "POST":
        turn = turn_of(request.POST.get("turn", ""))
        sent = find_sent(place, ret, period, turn)
        if sent is not None:
            return _sent_before(request, place, data, sent, turn, before)
        return _posted(request, place, data, typed_from(request.POST, before), turn)
    wanted = request.GET.get("change", "")
    typed = replace(before, change=before.change | {wanted}) if wanted else before
    return _page(request, place, data, typed, draft=kept.turn if kept else 0)


def _sent_before(request: HttpRequest, place: Place, data: Data, sent: SentBefore, turn: str, onto: Typed) -> HttpResponse:
    """The page of a return that is recorded, sent once more: pressed twice it leads to the receipt; changed, it is asked about anew."""
    post = request.POST
    again = typed_from(post, sent.typed)
    button = next((name for name in NOT_SENT if name in post), "")
    if not button and sent.same(again, answers_from(post)):
        return redirect(f"{contract_address(place, 'return-receipt', turn)}?new=1")
    changes = told_since(place, post.get("head", ""))
    data = find_form(place, data["ret"], data["covers"]) or data
    typed = carried(data, again, sent, onto)
    kept = save_typed(place=place, form=data, typed=typed, head=place.contract.head, turn=_draft(post))
    if kept is None:
        return _others(request, place, data, typed, turn_of(""))
    if button:
        return _kept(request, place, data, typed, button)
    return _page(request, place, data, typed, stale=changes, turn=turn_of(""), draft=kept.turn, status=409)


def _draft(post: QueryDict) -> int:
    """Which saving of the draft the page was drawn from; 0 for none."""
    text = post.get("draft", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _posted(request: HttpRequest, place: Place, data: Data, typed: Typed, turn: str) -> HttpResponse:
    """Keep what was typed first, so that nothing can be lost; then do what was asked."""
    post, head = request.POST, request.POST.get("head", "")
    kept = save_typed(place=place, form=data, typed=typed, head=head, turn=_draft(post))
    if kept is None:
        return _others(request, place, data, typed, turn)
    button = next((name for name in NOT_SENT if name in post), "")
    if button:
        return _kept(request, place, data, typed, button)
    if head and head != place.contract.head:
        typed = settled(data, typed)
        kept = save_typed(place=place, form=data, typed=typed, head=head) or kept
        return _page(request, place, data, typed, stale=told_since(place, head), turn=turn, draft=kept.turn, status=409)
    answers, looked = answers_from(post), "looked" in post
    sent = send_form(place=place, form=data, typed=typed, answers=answers, looked=looked, id=turn, head=place.contract.head)
    if sent.changed and (before := find_sent(place, data["ret"], data["covers"], turn)) is not None:
        forget(place, RETURN, f"{data['ret']}/{data['covers']}")  # the same press arrived twice at once, and the other was first
        return _sent_before(request, place, data, before, turn, Typed())
    return _outcome(request, place, data, typed, sent, turn, kept.turn)


def _others(request: HttpRequest, place: Place, data: Data, typed: Typed, turn: str) -> HttpResponse:
    """Somebody of the same side saved this return since the page was drawn: both are shown, and the next press says which stays."""
    kept = find_typed(place, data["ret"], data["covers"])
    if kept is None:  # sent or dropped in this very moment
        return redirect(contract_address(place, "return-form", data["ret"], data["covers"]))
    boxes = Boxes(data, kept.typed, {}, clock.today(), place.side)
    theirs = [each for each in boxes.told() if typed.boxes.get(each["name"], "") != each["value"]]
    words = kept.typed.words if kept.typed.words.strip() and kept.typed.words != typed.words else ""
    other = {"who": kept.who, "at": kept.at, "boxes": theirs, "words": words, "none": boxes.lines_of(kept.typed.none - typed.none)}
    return _page(request, place, data, typed, other=other, turn=turn, draft=kept.turn, status=409)


def _kept(request: HttpRequest, place: Place, data: Data, typed: Typed, button: str) -> HttpResponse:
    """Back to the form, or to the list once it was saved to come back."""
    address = contract_address(place, "return-form", data["ret"], data["covers"])
    if button == "save":
        return redirect(f"{contract_address(place, 'returns')}?saved={data['ret']}/{data['covers']}")
    if button == "open":
        typed = replace(typed, change=typed.change | {request.POST["open"]})
        save_typed(place=place, form=data, typed=typed, head=request.POST.get("head", ""))
    page = request.POST.get("page", "")
    there = f"added-{request.POST['add']}" if button == "add" else "form"
    return redirect(f"{address}?page={page}" if page.isdigit() else f"{address}#{there}")


def _outcome(request: HttpRequest, place: Place, data: Data, typed: Typed, sent: Sent, turn: str, draft: int) -> HttpResponse:
    if sent.entry:
        return redirect(f"{contract_address(place, 'return-receipt', sent.entry)}?new=1")
    if sent.changed:
        stale = told_since(place, request.POST.get("head", ""))
        return _page(request, place, data, typed, stale=stale, turn=turn, draft=draft, status=409)
    if sent.questions:
        address = contract_address(place, "return-form", data["ret"], data["covers"])
        return ask(request, place, sent, address, data, turn=turn, draft=draft)
    found = sent.problems or sent.looks
    return _page(request, place, data, typed, placed=found, looks=not sent.problems, turn=turn, draft=draft, status=422)


def _page(
    request: HttpRequest,
    place: Place,
    data: Data,
    typed: Typed,
    placed: tuple[Placed, ...] = (),
    looks: bool = False,
    stale: list[Any] | None = None,
    other: Data | None = None,
    turn: str = "",
    draft: int = 0,
    status: int = 200,
) -> HttpResponse:
    errors: dict[str, list[str]] = {}
    for one in placed:
        errors.setdefault(one.box, []).append(sentence(one.problem.said))
    boxes = Boxes(data, typed, errors, clock.today(), place.side)
    asked = request.GET.get("page", "")
    page = max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    if any(one.box for one in placed):
        page = _page_of(data, typed, errors, place, page)
    sections, figures = boxes.sections(page), boxes.figures()
    return show(
        request,
        "returns/form.html",
        place,
        status=status,
        form={"stale": stale} if stale else None,
        other=other,
        draft=draft,
        data=data,
        typed=typed,
        sections=sections,
        figures=figures,
        gaps=sum(section["gaps"] for section in sections) + sum(not b["value"] for f in figures for b in f["boxes"]),
        known=any(section["lines"] for section in data["sections"]) or any(one["was"] for one in data["figures"]),
        page=page,
        pages=max((section["pages"] for section in sections), default=1),
        problems=[_told(boxes, one) for one in sorted(placed, key=lambda one: boxes.place_of(one.box))],
        looks=looks and bool(placed),
        turn=turn_of(turn),
        head=place.contract.head,
        for_other=place.side == "buyer",
        levels=data["levels"],
        clauses_href=contract_address(place, "documents"),
        final_passed=bool(data["final_on"]) and data["final_on"] < clock.today().isoformat(),
        blank=not any(section["lines"] or section["missing"] for section in data["sections"]),
    )


def _page_of(data: Data, typed: Typed, errors: Data, place: Place, page: int) -> int:
    """The first page of the form that has a box with an error: a link must lead somewhere."""
    probe = Boxes(data, typed, errors, clock.today(), place.side)
    last = max((section["pages"] for section in probe.sections(1)), default=1)
    for n in range(1, last + 1):
        found = Boxes(data, typed, errors, clock.today(), place.side)
        if any(line["bad"] for section in found.sections(n) for line in section["lines"]):
            return n
    return page


def _told(boxes: Boxes, one: Placed) -> Data:
    """A line of the summary: which row, what is wrong, and a link to its box."""
    text = sentence(one.problem.said)
    parts = one.box.split("|")
    if len(parts) == 3 and parts[0] != "figures":
        text = _("%(name)s: %(what)s") % {"name": boxes.line_name(parts[0], parts[1]), "what": text}
    id = boxes.id_of(one.box)
    return {"text": text, "href": f"#{id}" if id else ""}


def turn_of(text: str) -> str:
    """The act's own id, as the page had it; a new one where it had none that could be one."""
    return text if len(text) == 36 and text.replace("-", "").isalnum() else str(uuid4())


def stale_of(request: HttpRequest, place: Place, problems: tuple[Problem, ...]) -> Data | None:
    """Where an act did not go in because the ledger went on: what was recorded since, as `parts/stale.html` shows it."""
    if not any(one.code == "changed-meanwhile" for one in problems):
        return None
    return {"stale": told_since(place, request.POST.get("head", ""))}


def told_since(place: Place, head: str) -> list[Any]:
    """What was recorded since, one sentence each; never nothing, as what the other side keeps to itself is not told."""
    return since(place, head) or [_("Something else was recorded on this contract.")]
