"""The form of a return: what is known stands as text, only gaps are boxes; it is saved, checked, asked about, sent."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.desk import clock
from tenor.desk.actions.returns import Placed, Sent, save_typed, send_form
from tenor.desk.actions.returns_typed import Typed
from tenor.desk.lookups.returns import find_form, find_typed, since
from tenor.desk.pages.returns_rows import label_of
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.parts.sentence import sentence
from tenor.web.views.returns_boxes import Boxes, Data, typed_from

NOT_SENT = ("save", "add", "open", "page")  # buttons that keep what was typed and come back


@on_contract("send a return")
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, place: Place, ret: str, period: str) -> HttpResponse:
    """The form, and what comes of sending it."""
    data = find_form(place, ret, period)
    if data is None:
        raise Http404
    typed = find_typed(place, ret, period)
    if request.method == "POST":
        return _posted(request, place, data, typed_from(request.POST, typed))
    typed = typed or Typed()
    wanted = request.GET.get("change", "")
    if wanted:
        typed = Typed(**{**_parts(typed), "change": typed.change | {wanted}})
    return _page(request, place, data, typed)


def _parts(typed: Typed) -> Data:
    return {name: getattr(typed, name) for name in ("boxes", "none", "change", "more", "words", "nil")}


def _posted(request: HttpRequest, place: Place, data: Data, typed: Typed) -> HttpResponse:
    """Keep what was typed first, so that nothing can be lost; then do what was asked."""
    post, head = request.POST, request.POST.get("head", "")
    save_typed(place=place, form=data, typed=typed, head=head)
    button = next((name for name in NOT_SENT if name in post), "")
    if button:
        return _kept(request, place, data, typed, button)
    if head and head != place.contract.head:
        return _page(request, place, data, typed, stale=since(place, head), status=409)
    answers = answers_from(post)
    id, looked = turn_of(post.get("turn", "")), "looked" in post
    sent = send_form(place=place, form=data, typed=typed, answers=answers, looked=looked, id=id, head=place.contract.head)
    return _outcome(request, place, data, typed, sent, head)


def _kept(request: HttpRequest, place: Place, data: Data, typed: Typed, button: str) -> HttpResponse:
    """Back to the form, or to the list once it was saved to come back."""
    address = contract_address(place, "return-form", data["ret"], data["covers"])
    if button == "save":
        return redirect(f"{contract_address(place, 'returns')}?saved={data['ret']}/{data['covers']}")
    if button == "open":
        typed = Typed(**{**_parts(typed), "change": typed.change | {request.POST["open"]}})
        save_typed(place=place, form=data, typed=typed, head=request.POST.get("head", ""))
    page = request.POST.get("page", "")
    there = f"added-{request.POST['add']}" if button == "add" else "form"
    return redirect(f"{address}?page={page}" if page.isdigit() else f"{address}#{there}")


def _outcome(request: HttpRequest, place: Place, data: Data, typed: Typed, sent: Sent, head: str) -> HttpResponse:
    if sent.entry:
        return redirect(f"{contract_address(place, 'return-receipt', sent.entry)}?new=1")
    if sent.changed:
        return _page(request, place, data, typed, stale=since(place, head), status=409)
    if sent.questions:
        return ask(request, place, sent, contract_address(place, "return-form", data["ret"], data["covers"]), data)
    return _page(request, place, data, typed, placed=sent.problems or sent.looks, looks=not sent.problems, status=422)


def _page(
    request: HttpRequest,
    place: Place,
    data: Data,
    typed: Typed,
    placed: tuple[Placed, ...] = (),
    looks: bool = False,
    stale: list[Any] | None = None,
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
        form={"stale": stale} if stale is not None else None,
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
        turn=turn_of(request.POST.get("turn", "")),
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


def ask(request: HttpRequest, place: Place, sent: Sent, action: str, data: Data | None) -> HttpResponse:
    """What the return says otherwise than was known: keep or take, one by one; nothing is overwritten silently."""
    picked = answers_from(request.POST)
    tried = bool(picked)
    questions = [
        {
            "id": one.id,
            "name": f"answer|{one.id}",
            "dom": f"q{n}",
            "said": one.said,
            "one": one,
            "label": label_of(one.field) if one.field else "",
            "was": _plainly(one.was),
            "now": _plainly(one.now),
            "cell": "" if one.cell.startswith("/") else one.cell,
            "picked": picked.get(one.id, ""),
        }
        for n, one in enumerate(sent.questions, 1)
    ]
    missing = [{"text": sentence(each["said"]), "href": f"#{each['dom']}-take"} for each in questions if tried and not each["picked"]]
    return show(
        request,
        "returns/questions.html",
        place,
        status=422 if tried else 200,
        questions=questions,
        problems=missing,
        action=action,
        turn=turn_of(request.POST.get("turn", "")),
        head=place.contract.head,
        data=data,
    )


def _plainly(value: str) -> str:
    """A day in words, everything else as it is."""
    return full_day(value) if len(value) == 10 and value[4:5] == "-" == value[7:8] else value


def answers_from(post: QueryDict) -> dict[str, str]:
    """The answers to questions, by the question."""
    return {name.removeprefix("answer|"): str(post[name]) for name in post if name.startswith("answer|")}


def turn_of(text: str) -> str:
    """The act's own id, as the page had it; a new one where it had none that could be one."""
    return text if len(text) == 36 and text.replace("-", "").isalnum() else str(uuid4())
