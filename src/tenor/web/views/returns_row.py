"""One row: what it says, where it came from, how it counts, and the thread of what the two sides asked, answered and corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.corrections import EXCUSES, REASONS, correct_row, excuse_row
from tenor.desk.actions.queries import answer_query, raise_query
from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.moment_boxes import TIME, joined, parted
from tenor.web.views.returns_form import stale_of, turn_of

Data = dict[str, Any]
# what a form of the page asks for -> the act it takes
ACTS = {"ask": "query", "answer": "answer a query", "correct": "correct", "excuse": "excuse a row"}


@on_contract("see the contract")
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, place: Place, dataset: str, row: str) -> HttpResponse:
    """The page; a form of it sent is one act."""
    try:
        data = page_on(place.contract, place.actor.side, f"row:{dataset}/{row}")
    except LookupError:
        raise Http404 from None
    if request.method != "POST":
        return _page(request, place, data)
    done = request.POST.get("do", "")
    if done not in DOORS:
        raise Http404
    problems = DOORS[done](request, place, data)
    if problems:
        return _page(request, place, data, problems, done)
    # a row whose key was corrected is another row: the old page goes on telling it
    return redirect(f"{contract_address(place, 'row', dataset, row)}?done={done}#thread")


def _ask(request: HttpRequest, place: Place, data: Data) -> tuple[Problem, ...]:
    words = request.POST.get("words", "")
    return raise_query(place=place, words=words, kpi=data["kpi"], period=data["period"], row=data["row"], id=_turn(request))


def _answer(request: HttpRequest, place: Place, data: Data) -> tuple[Problem, ...]:
    words = request.POST.get("words", "")
    return answer_query(place=place, query=request.POST.get("query", ""), words=words, id=_turn(request))


def _correct(request: HttpRequest, place: Place, data: Data) -> tuple[Problem, ...]:
    post = request.POST
    values = {one["field"]: _typed(post, one) for one in data["fields"]}
    reason = post.get("reason", "") if post.get("reason") in REASONS else REASONS[-1]
    return correct_row(place=place, data=data, values=values, reason=reason, words=post.get("words", ""), **_rests_on(request))


def _excuse(request: HttpRequest, place: Place, data: Data) -> tuple[Problem, ...]:
    reason = request.POST.get("reason", "")
    reason = reason if reason in EXCUSES else EXCUSES[-1]
    words = request.POST.get("words", "")
    return excuse_row(place=place, dataset=data["dataset"], row=data["row"], reason=reason, words=words, **_rests_on(request))


DOORS: dict[str, Callable[[HttpRequest, Place, Data], tuple[Problem, ...]]] = {
    "ask": _ask,
    "answer": _answer,
    "correct": _correct,
    "excuse": _excuse,
}


def _turn(request: HttpRequest) -> str:
    return turn_of(request.POST.get("turn", ""))


def _rests_on(request: HttpRequest) -> dict[str, str]:
    """The act's own id, and the head of the ledger its page was drawn from."""
    return {"id": _turn(request), "head": request.POST.get("head", "")}


def _page(request: HttpRequest, place: Place, data: Data, problems: tuple[Problem, ...] = (), failed: str = "") -> HttpResponse:
    stale = stale_of(request, place, problems)
    names = names_of(place.contract)
    may = {form: place.actor.may(act) for form, act in ACTS.items()}
    today = clock.today().isoformat()
    final = bool(data["final_on"]) and data["final_on"] <= today
    thread = [_message(one, place, names) for one in data["thread"]]
    others = "supplier" if place.side == "buyer" else "buyer"
    return show(
        request,
        "returns/row.html",
        place,
        status=409 if stale else 422 if problems else 200,
        data=data,
        form=stale,
        head=place.contract.head,
        problems=[] if stale else [{"text": one.said, "href": f"#{failed}-form"} for one in problems],
        failed=failed,
        typed=request.POST if failed else {},
        thread=thread,
        waiting=[one for one in thread if one["open"] and one["raised_by"] == others],
        own_waiting=any(one["open"] and one["raised_by"] == place.side for one in thread),
        may=may,
        fields=_fields(data, request if failed == "correct" else None),
        reasons=REASONS,
        excuses=EXCUSES,
        final=final,
        turn=turn_of(""),
        themes_href=contract_address(place, "row-themes", data["dataset"], data["row"]) if data["there"] else "",
        about=[{**one, "href": contract_address(place, "row", one["dataset"], one["row"])} for one in data["about"]],
        is_reply=bool(data["refers"]) and place.side == "supplier",
        done=DONE.get(request.GET.get("done", ""), ""),
        clauses_href=contract_address(place, "documents"),
    )


DONE = {
    "ask": gettext_lazy("Asked. The other side sees it on its Home."),
    "answer": gettext_lazy("Answered."),
    "correct": gettext_lazy("Corrected."),
    "excuse": gettext_lazy("Excused: the row counts in neither number."),
}


def _message(one: Data, place: Place, names: dict[str, str]) -> Data:
    """One message of the thread as the part draws it."""
    acts = {"asked": _("asked"), "answered": _("answered"), "corrected": _("corrected"), "excused": _("excused")}
    kind = _("waits for an answer") if one["open"] else acts[one["kind"]]
    side = place.contract.organisation.name if one["side"] == "buyer" else place.contract.supplier_name
    text = one["text"] or _("No words were kept with it.")
    reason = one.get("reason")
    return {
        "who": names.get(one["by"], one["by"]),
        "side": side,
        "at": one["at"],
        "text": f"{reason[:1].upper()}{reason[1:]}. {text}" if reason else text,
        "mine": one["side"] == place.side,
        "act": kind,
        "act_kind": "open" if one["open"] else "",
        "open": one["open"],
        "query": one["query"],
        "raised_by": one["side"],
    }


def _fields(data: Data, request: HttpRequest | None) -> list[Data]:
    """The boxes of a correction, as the row stands or as they were typed."""
    found = []
    for one in data["fields"]:
        value = _typed(request.POST, one) if request else _plain(one)
        chosen = [part.strip() for part in value.split(";")]
        options = data["units"] if one["kind"] == "unit" else [{"id": each, "name": each} for each in _choices(one)]
        parts = dict(zip(("day", "time"), parted(value), strict=True)) if one["kind"] == "moment" else {}
        found.append({**one, "value": value, **parts, "options": [{**each, "chosen": each["id"] in chosen} for each in options]})
    return found


def _typed(post: QueryDict, one: Data) -> str:
    """What was typed for a field: several ticks as one text, the date and the time of a moment too."""
    name = f"v-{one['field']}"
    text = "; ".join(text for text in post.getlist(name) if text)
    return joined(text, str(post.get(f"{name}-{TIME}", ""))) if one["kind"] == "moment" else text


def _choices(one: Data) -> list[str]:
    return ["yes", "no"] if one["kind"] == "yes/no" else one["choices"]


def _plain(one: Data) -> str:
    """A day as a person types it."""
    value = str(one["value"])
    if one["kind"] == "date" and value:
        year, month, day = value[:10].split("-")
        return f"{int(day)} {int(month)} {year}"
    return value
