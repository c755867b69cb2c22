"""The buyer's check of a return: what differs from what was known, what is missing, one press to accept. And the supplier's word on a
return that was typed in for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.corrections import dispute_return
from tenor.desk.actions.queries import answer_query, raise_query
from tenor.desk.actions.returns import accept_return, confirm_return
from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.returns import find_entry, last_entry
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.returns_form import turn_of

Data = dict[str, Any]


@on_contract("see the contract")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, place: Place, ret: str, period: str) -> HttpResponse:
    """The last return of a period, or the one of `?entry=`."""
    data = find_entry(place, request.GET.get("entry", "") or last_entry(place, ret, period))
    if data is None or (data["ret"], data["covers"]) != (ret, period):
        raise Http404
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        problems = _done(request, place, data)
        if not problems:
            query = f"?entry={data['entry']}&done={request.POST.get('do', '')}"
            return redirect(f"{contract_address(place, 'return-check', ret, period)}{query}")
    return _page(request, place, data, problems)


def _done(request: HttpRequest, place: Place, data: Data) -> tuple[Problem, ...]:
    post, id = request.POST, turn_of(request.POST.get("turn", ""))
    if post.get("do") == "accept":
        return accept_return(place=place, entry=data["entry"], id=id)
    if post.get("do") == "ask":
        kpi = post.get("kpi", "")
        own = next((one["period"] for one in data["figures"] if one["kpi"] == kpi), data["figures"][0]["period"] if data["figures"] else "")
        return raise_query(place=place, words=post.get("words", ""), kpi=kpi, period=own, id=id)
    if post.get("do") == "answer":
        return answer_query(place=place, query=post.get("query", ""), words=post.get("words", ""), id=id)
    raise Http404


def _page(request: HttpRequest, place: Place, data: Data, problems: tuple[Problem, ...]) -> HttpResponse:
    names = names_of(place.contract)
    actor = place.actor
    return show(
        request,
        "returns/check.html",
        place,
        status=422 if problems else 200,
        data=data,
        problems=problems,
        rows={"new": data["rows"]["new"], "n": len(data["differences"]), **data["rows"]},
        who=names.get(data["by"], data["by"]),
        names=names,
        may_accept=actor.may("accept a return") and not data["accepted"],
        may_ask=actor.may("query"),
        may_answer=actor.may("answer a query"),
        may_settle=actor.may("settle a figure") or actor.may("correct") or actor.may("dispute a figure"),
        is_final=bool(data["final_on"]) and data["final_on"] <= clock.today().isoformat(),
        typed=request.POST if problems else {},
        turn=turn_of(""),
        turns=[turn_of("") for _one in data["queries"]],
        side=place.side,
        levels=data["levels"],
        done={"accept": _("Accepted."), "ask": _("Asked. The other side sees it on its Home."), "answer": _("Answered.")}.get(
            request.GET.get("done", ""), ""
        ),
        clauses_href=contract_address(place, "documents"),
    )


@on_contract("confirm a return")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, place: Place, entry: str) -> HttpResponse:
    """The supplier confirms, or says which figures are not right and why."""
    data = find_entry(place, entry)
    if data is None or data["side"] != "buyer":
        raise Http404
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        problems = _answered(request, place, data)
        if not problems:
            return redirect(contract_address(place, "return-receipt", entry))
    names = names_of(place.contract)
    return show(
        request,
        "returns/confirm.html",
        place,
        status=422 if problems else 200,
        data=data,
        problems=problems,
        who=names.get(data["by"], data["by"]),
        picked=request.POST.getlist("kpi"),
        typed=request.POST if problems else {},
        turn=turn_of(""),
        levels=data["levels"],
    )


def _answered(request: HttpRequest, place: Place, data: Data) -> tuple[Problem, ...]:
    post, id = request.POST, turn_of(request.POST.get("turn", ""))
    if post.get("do") == "confirm":
        return confirm_return(place=place, entry=data["entry"], id=id)
    return dispute_return(place=place, data=data, kpis=tuple(post.getlist("kpi")), words=post.get("words", ""), id=id)
