"""Write a plan: tasks put in and taken out, kept for one's own side until it is proposed, whole or not yet whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem, problem
from tenor.desk.actions.plan_draft import MOST_AIMS, MOST_ROWS, PlanDraft, find_plan_draft, forget_plan_draft, save_plan_draft
from tenor.desk.actions.plans import propose_plan
from tenor.desk.visible import Place
from tenor.review.plan_text import gaps
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.views.plan import plan_context, read_plan, turn_in
from tenor.web.views.plan_form import PlanForm, begun, new_row, plan_form, typed_in
from tenor.web.views.plan_versions import words_of
from tenor.web.views.plan_words import lacking, sides
from tenor.web.views.returns_form import told_since

Data = dict[str, Any]


@on_contract("propose a plan")
@require_http_methods(["GET", "HEAD", "POST"])
def write_plan(request: HttpRequest, place: Place, plan: str) -> HttpResponse:
    """The editor. Every button keeps what was typed; only "Propose" shows it to the other side."""
    data = read_plan(place, plan)
    if "plan-proposed" not in offers(place, data["offers"]):
        return redirect("plan", place.contract.pk, plan)
    kept = find_plan_draft(place, plan)
    if request.method != "POST":
        return _page(request, place, data, plan_form(data, kept or begun(data)), kept.turn if kept else 0)
    if "forget" in request.POST:
        forget_plan_draft(place, plan)
        messages.success(request, _("What was not proposed is dropped."))
        return redirect("plan", place.contract.pk, plan)
    turn = request.POST.get("draft_turn", "")
    typed = typed_in(request.POST, int(turn) if turn.isascii() and turn.isdigit() and len(turn) < 9 else 0)
    if "propose" in request.POST or "as_it_is" in request.POST:
        return _propose(request, place, data, typed)
    return _keep(request, place, data, typed)


def _keep(request: HttpRequest, place: Place, data: Data, typed: PlanDraft) -> HttpResponse:
    """Save, with a task or an aim more or less."""
    plan, to = data["plan"]["id"], ""
    changed = _changed(request, data, typed)
    full = "add" in request.POST and len(typed.rows) >= MOST_ROWS
    wrong = (problem("plan-rows-many", most=MOST_ROWS),) if full else save_plan_draft(place, plan, changed)
    if wrong:
        return _page(request, place, data, _again(data, typed), typed.turn, wrong)
    if "save" in request.POST:
        messages.success(request, _("Saved for your side. The other side does not see it yet."))
    elif "add" in request.POST:
        to = f"#task-{len(changed.rows)}"
    elif "add_aim" in request.POST or "drop_aim" in request.POST:
        to = "#aims"
    return redirect(reverse("plan-write", args=[place.contract.pk, plan]) + to)


def _changed(request: HttpRequest, data: Data, typed: PlanDraft) -> PlanDraft:
    post = request.POST
    if "add" in post and len(typed.rows) < MOST_ROWS:
        keys = {row["key"] for row in typed.rows} | {row["key"] for version in data["versions"] for row in version["rows"]}
        key = next(str(n) for n in range(1, 2000) if str(n) not in keys)
        kpi = typed.rows[-1]["kpi"] if typed.rows else ""
        return replace(typed, rows=(*typed.rows, {**new_row(data, kpi), "key": key}))
    if "drop" in post:
        return replace(typed, rows=tuple(row for row in typed.rows if row["key"] != post["drop"]))
    if "add_aim" in post and len(typed.aims) < MOST_AIMS:
        return replace(typed, aims=(*typed.aims, _next_aim(data, typed)))
    if "drop_aim" in post:
        return replace(typed, aims=tuple(aim for n, aim in enumerate(typed.aims, 1) if str(n) != post["drop_aim"]))
    return typed


def _next_aim(data: Data, typed: PlanDraft) -> Data:
    """For the first period of the plan's KPIs that has none, the way that is better for the KPI."""
    own = {kpi["id"] for kpi in data["plan"]["kpis"]}
    taken = {(aim["kpi"], aim["period"]) for aim in typed.aims}
    for kpi in data["kpis"]:
        for period in kpi["periods"] if kpi["id"] in own else ():
            if (kpi["id"], period["label"]) not in taken:
                return {"kpi": kpi["id"], "period": period["label"], "way": "at most" if kpi["better"] == "lower" else "at least", "n": ""}
    return {"kpi": "", "period": "", "way": "at least", "n": ""}


def _again(data: Data, typed: PlanDraft) -> PlanForm:
    """The form with what was typed, not looked at."""
    return plan_form(data, typed)


def _propose(request: HttpRequest, place: Place, data: Data, typed: PlanDraft) -> HttpResponse:
    form = plan_form(data, typed, _numbered(request, typed))
    if not form.is_valid():
        return _page(request, place, data, form, typed.turn)
    given, rows = form.cleaned_data, form.rows()
    missing = gaps(rows, given["review_on"])
    if missing and "as_it_is" not in request.POST:
        _say_missing(form, data, missing)
        return _page(request, place, data, form, typed.turn, incomplete=True)
    targets = form.targets({kpi["id"]: kpi["unit"] for kpi in data["kpis"]})
    plan, note, on = data["plan"]["id"], given["note"], given["review_on"]
    wrong = propose_plan(place, plan, rows=rows, review_on=on, targets=targets, note=note, turn=turn_in(given), head=given["head"])
    if any(one.code == "changed-meanwhile" for one in wrong):
        form.tell_stale(told_since(place, given["head"]), place.contract.head)
        return _page(request, place, data, form, typed.turn, status=409)
    if wrong:
        return _page(request, place, data, form, typed.turn, wrong)
    messages.success(
        request,
        _("Proposed. It cannot be agreed yet: see what is missing.") if missing else _("Proposed. Each side now agrees it for itself."),
    )
    return redirect("plan", place.contract.pk, plan)


def _numbered(request: HttpRequest, typed: PlanDraft) -> Any:
    """What was sent, with its tasks numbered anew: those in which nothing was written have gone."""
    post = request.POST.copy()
    for n, row in enumerate(typed.rows, 1):
        for name, text in row.items():
            post[f"r{n}-{name}"] = text
    for n, aim in enumerate(typed.aims, 1):
        post[f"a{n}-of"], post[f"a{n}-way"], post[f"a{n}-n"] = f"{aim['kpi']} {aim['period']}".strip(), aim["way"], aim["n"]
    return post


def _say_missing(form: PlanForm, data: Data, missing: Any) -> None:
    """Each gap beside its box."""
    words, numbers = words_of(data), {task["key"]: task["n"] for task in form.tasks}
    for gap in missing:
        if gap.key:
            text = _("Task %(n)d has no %(what)s") % {"n": numbers[gap.key], "what": lacking(gap.field, words)}
            form.add_error(f"r{numbers[gap.key]}-{gap.field}", text)
        elif gap.field == "review_on":
            form.add_error("review_on", _("The plan has no review date"))
        else:
            form.add_error(None, _("The plan has no task"))


def _page(
    request: HttpRequest,
    place: Place,
    data: Data,
    form: PlanForm,
    turn: int,
    wrong: tuple[Problem, ...] = (),
    *,
    incomplete: bool = False,
    status: int = 0,
) -> HttpResponse:
    context = plan_context(place, data, offers(place, data["offers"]))
    if not form.is_bound:
        form.initial["head"] = place.contract.head
    return show(
        request,
        "plans/write.html",
        place,
        status or (422 if request.method == "POST" else 200),
        **context,
        form=form,
        problems=wrong,
        draft_turn=turn,
        incomplete=incomplete,
        for_them=sides(place)["supplier"] if place.side == "buyer" and "supplier" in data["by"] else "",
        tasks=form.task_fields(),
        aims=form.aim_fields(),
        can_aim=any(kpi["periods"] for kpi in data["kpis"] if kpi["id"] in {one["id"] for one in data["plan"]["kpis"]}),
    )
