"""A return sent as a workbook, CSV or JSON: its problems with sheet and cell, its questions, its receipt."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk.actions.returns import MOST_BYTES, Placed, keep_file, send_file
from tenor.desk.actions.returns_sent import was_sent
from tenor.desk.lookups.returns import find_upload
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm, Choice, Upload, Words
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence
from tenor.web.views.returns_form import told_since, turn_of
from tenor.web.views.returns_questions import answers_from, ask

MOST = 100  # problems listed before the rest is counted


class UploadForm(ActForm):
    """Which file, and what a file without a cover does not say."""

    file = Upload(
        kinds=(".xlsx", ".csv", ".json", ".zip"),
        most=MOST_BYTES,
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("Excel (XLSX), CSV, CSV files zipped, or JSON. Up to 5 MB."),
    )
    covers = forms.ChoiceField(
        required=False, label=gettext_lazy("Period"), help_text=gettext_lazy("Only needed where the file does not say.")
    )
    whole = Choice(
        required=False,
        label=gettext_lazy("Is it all there is for the period?"),
        choices=[
            ("", gettext_lazy("It adds to what is known")),
            ("replaces", gettext_lazy("It stands for the whole period: ask me about rows it lacks")),
        ],
    )
    words = Words(required=False, rows=3, label=gettext_lazy("Anything to add? (optional)"))


@on_contract("send a return")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, place: Place) -> HttpResponse:
    """Send a file, or answer what it says otherwise than was known."""
    if request.method == "POST" and "answering" in request.POST:
        return _answered(request, place)
    form = _form(request, place)
    if request.method == "POST" and form.is_valid():
        return _sent(request, place, form)
    return _page(request, place, form, status=422 if form.errors else 200)


def _form(request: HttpRequest, place: Place) -> UploadForm:
    initial = {"head": place.contract.head, "covers": f"{request.GET.get('return', '')}/{request.GET.get('period', '')}"}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
    data = page_data(place.contract, place.actor.side, "returns")
    many = len(data["returns"]) > 1
    listed = [
        (f"{one['ret']}/{period['covers']}", f"{sentence(period['period'])}{' (' + one['ret'] + ')' if many else ''}")
        for one in data["returns"]
        for period in one["periods"][:24]
    ]
    form.fields["covers"].choices = [("", _("As the file says")), *listed]  # type: ignore[attr-defined]
    return form


def _sent(request: HttpRequest, place: Place, form: UploadForm) -> HttpResponse:
    file, given = form.cleaned_data["file"], form.cleaned_data
    ret, _slash, covers = given["covers"].partition("/")
    known: dict[str, Any] = {"ret": ret or None, "covers": covers or None, "nil": False}
    said = {"known": known, "replaces": given["whole"] == "replaces", "words": given["words"]}
    data = file.read()
    return _outcome(request, place, data, file.name or "", said, form, {})


def _answered(request: HttpRequest, place: Place) -> HttpResponse:
    """The answers to the questions of a file that was kept."""
    kept = find_upload(place)
    if kept is None:
        return redirect(contract_address(place, "return-upload"))
    data, name, said = kept
    answers = answers_from(request.POST)
    return _outcome(request, place, data, name, said, None, answers)


def _outcome(
    request: HttpRequest, place: Place, data: bytes, name: str, said: Any, form: UploadForm | None, answers: dict[str, str]
) -> HttpResponse:
    head = request.POST.get("head", "")
    form = form or _form(request, place)
    turn = turn_of(request.POST.get("turn", ""))
    if head and head != place.contract.head and not was_sent(place, turn):
        return _page(request, place, form, stale=told_since(place, head), status=409)
    sent = send_file(place=place, data=data, name=name, answers=answers, id=turn, head=place.contract.head, **said)
    if sent.entry:
        return redirect(f"{contract_address(place, 'return-receipt', sent.entry)}?new=1")
    if sent.questions:
        keep_file(place=place, data=data, name=name, known=said, head=place.contract.head)
        return ask(request, place, sent, contract_address(place, "return-upload"), None, turn=turn)
    if sent.changed:
        return _page(request, place, form, stale=told_since(place, head), status=409)
    return _page(request, place, form, placed=sent.problems, name=name, status=422)


def _page(
    request: HttpRequest,
    place: Place,
    form: UploadForm,
    *,
    placed: tuple[Placed, ...] = (),
    name: str = "",
    stale: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    if stale is not None:
        form.tell_stale(stale, place.contract.head)
        cast(Any, form.data)["turn"] = turn_of("")  # what is sent next is an act of its own
    listed = [_line(one.problem) for one in placed]
    return show(
        request,
        "returns/upload.html",
        place,
        status=status,
        form=form,
        found=listed[:MOST],
        more=max(len(listed) - MOST, 0),
        n=len(listed),
        name=name,
        for_other=place.side == "buyer",
    )


def _line(found: Problem) -> dict[str, Any]:
    """A problem of a file: its sheet, its cell, what is wrong."""
    where = found.where
    return {"sheet": (where.sheet if where else "") or "", "cell": (where.cell if where else "") or "", "text": sentence(found.said)}
