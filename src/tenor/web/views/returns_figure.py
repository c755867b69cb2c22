"""One figure that is corrected, disputed or settled: both scores beside each other until the two sides agree."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions.corrections import Outcome, correct_figure, dispute_figure, judge_figure, settle_figure
from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.returns_form import stale_of, turn_of

Data = dict[str, Any]


@on_contract("see the contract")
@require_http_methods(["GET", "HEAD", "POST"])
def figure(request: HttpRequest, place: Place, kpi: str, period: str) -> HttpResponse:
    """The page; a form of it sent is one act."""
    try:
        data = page_on(place.contract, place.actor.side, f"figure:{kpi}/{period}")
    except LookupError:
        raise Http404 from None
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        problems = _done(request, place, kpi, period)
        if not problems:
            return redirect(f"{contract_address(place, 'figure', kpi, period)}?done={request.POST.get('do', '')}")
    return _page(request, place, data, problems)


def _done(request: HttpRequest, place: Place, kpi: str, period: str) -> tuple[Problem, ...]:
    post = request.POST
    words, id, do, head = post.get("words", ""), turn_of(post.get("turn", "")), post.get("do", ""), post.get("head", "")
    if do == "dispute":
        return dispute_figure(place=place, kpi=kpi, period=period, words=words, id=id, head=head)
    if do == "judge":
        return judge_figure(place=place, kpi=kpi, period=period, answer=post.get("answer", ""), words=words, id=id, head=head)
    if do == "correct":
        n, d = _whole(post.get("numerator", "")), _whole(post.get("denominator", "1"))
        if n is None or d is None:
            return (problem("figure-not-whole"),)
        return correct_figure(place=place, kpi=kpi, period=period, numerator=n, denominator=d, words=words, id=id, head=head)
    if do != "settle" or post.get("outcome") not in ("stands", "accepted", "set"):
        return (problem("outcome-missing"),)
    outcome = cast(Outcome, post["outcome"])
    pair: dict[str, int | None] = {"numerator": None, "denominator": None}
    if outcome == "set":
        pair = {"numerator": _whole(post.get("numerator", "")), "denominator": _whole(post.get("denominator", "1"))}
        if None in pair.values():
            return (problem("figure-not-whole"),)
    return settle_figure(place=place, kpi=kpi, period=period, outcome=outcome, words=words, id=id, head=head, **pair)


def _whole(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 16 else None


def _page(request: HttpRequest, place: Place, data: Data, problems: tuple[Problem, ...]) -> HttpResponse:
    stale = stale_of(request, place, problems)
    names, actor = names_of(place.contract), place.actor
    disputed = data["state"] == "disputed"
    reported = data["state"] in ("provisional", "final", "disputed") and data["reported"]
    post = request.POST if problems else {}
    return show(
        request,
        "returns/figure.html",
        place,
        status=409 if stale else 422 if problems else 200,
        data=data,
        form=stale,
        head=place.contract.head,
        problems=() if stale else problems,
        disputed=disputed,
        may_settle=disputed and actor.may("settle a figure"),
        may_correct=reported and not data["judge"] and actor.may("correct"),
        may_judge=bool(data["judge"]) and place.side in data["judge"]["sides"] and actor.may("settle a figure"),
        may_dispute=reported and not disputed and actor.may("dispute a figure"),
        is_buyer=place.side == "buyer",
        is_final=data["final_on"] <= clock.today().isoformat(),
        thread=[
            {
                **one,
                "who": names.get(one["by"], one["by"]),
                "side": place.contract.organisation.name if one["side"] == "buyer" else place.contract.supplier_name,
                "mine": one["side"] == place.side,
                "act": one["what"],
                "text": one["text"] or _("No words were kept with it."),
            }
            for one in data["thread"]
        ],
        typed=post,
        failed=post.get("do", ""),
        turn=turn_of(""),
        levels=data["levels"],
        done={"dispute": _("Questioned."), "correct": _("Recorded."), "settle": _("Settled."), "judge": _("Recorded.")}.get(
            request.GET.get("done", ""), ""
        ),
        clauses_href=contract_address(place, "documents"),
    )
