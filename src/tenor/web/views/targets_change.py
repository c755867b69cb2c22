"""Propose another title or other bands of a KPI, a new KPI, or the end of one: the other side agrees on the proposal's own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.readings import name_of, propose_variation
from tenor.desk.lookups.setup_changes import why_not
from tenor.desk.lookups.targets import Held, find_kpi, is_open_gap, new_defects, newest, next_month, taken_ids
from tenor.desk.visible import Place
from tenor.ledger.events.agreements import AgreementProposed
from tenor.review.target_boxes import Box, changes_of, ended_kpi, free_id, new_kpi
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.targets_forms import BandForm, ChangeForm, EndForm, NewForm
from tenor.web.views.targets_words import rated_by, told

Data = dict[str, Any]
DOOR = "agree a variation"
LATE = "late-return"


@on_contract(DOOR)
def change(request: HttpRequest, place: Place, kpi: str) -> HttpResponse:
    """Other bands, another title."""
    held = _held(place, kpi)
    form = ChangeForm(
        request.POST or None,
        boxes=held.boxes,
        levels=held.levels,
        unit=held.unit,
        otherwise=held.kpi.otherwise or "",
        initial={"title": held.kpi.title, "from_": next_month(clock.today()), "head": place.contract.head},
    )
    context: Data = {"title": _("Change KPI %(n)s") % {"n": held.kpi.number or held.kpi.title}, "held": held, "kind": "change"}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        otherwise = given.get("otherwise") if not held.kpi.otherwise_reading or given["otherwise"] != held.kpi.otherwise else None
        changes = changes_of(held.terms, held.kpi, given["boxes"], title=given["title"], otherwise=otherwise)
        if not changes:
            form.add_error(None, _("Nothing is changed yet: give a band or the title another value"))
        else:
            return _proposed(request, place, form, changes, held.kpi.clause, context, held)
    return _shown(request, place, form, context)


@on_contract(DOOR)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A new KPI, in boxes."""
    terms = newest(place)
    late = request.GET.get("start") == LATE
    clause = terms.kpis[-1].clause[0] if terms.kpis and terms.kpis[-1].clause else ""
    number = str(len(terms.kpis) + 1)
    initial = {"number": number, "clause": clause, "every": "month", "from_": next_month(clock.today()), "head": place.contract.head}
    boxes = {level: Box() for level in terms.levels}
    if late:
        initial |= {"title": _("Working days the return was late"), "measure": "count", "better": "lower"}
        boxes = _late_boxes(terms.levels, terms.target_level)
    form = NewForm(
        request.POST or None,
        boxes=boxes,
        levels=terms.levels,
        unit="",
        datasets=[(id, dataset.row) for id, dataset in terms.datasets.items()],
        returns=[each.id for each in terms.returns],
        initial=initial,
    )
    context: Data = {"title": _("Propose a new KPI"), "kind": "new", "late": late}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        named = ("number", "title", "clause", "every", "measure", "better", "ret", "boxes")
        id = free_id(given["title"], taken_ids(place))
        changes = new_kpi(terms, id=id, otherwise=given.get("otherwise") or "", **{name: given[name] for name in named})
        return _proposed(request, place, form, changes, (given["clause"],), context, None)
    return _shown(request, place, form, context)


@on_contract(DOOR)
def end(request: HttpRequest, place: Place, kpi: str) -> HttpResponse:
    """The end of a KPI."""
    held = _held(place, kpi)
    form = EndForm(request.POST or None, initial={"from_": next_month(clock.today()), "head": place.contract.head})
    context: Data = {"title": _("End KPI %(n)s") % {"n": held.kpi.number or held.kpi.title}, "held": held, "kind": "end"}
    if request.method == "POST" and form.is_valid():
        return _proposed(request, place, form, ended_kpi(kpi), held.kpi.clause, context, held)
    return _shown(request, place, form, context)


def _held(place: Place, kpi: str) -> Held:
    found = find_kpi(place, kpi)
    if found is None:
        raise Http404
    return found


def _late_boxes(levels: tuple[str, ...], target: str) -> dict[str, Box]:
    """On time is the target, one day late the level below it, more the last."""
    after = levels.index(target) + 1
    made = {level: Box() for level in levels} | {target: Box(kind="at most", a="0")}
    below = levels[after:]
    if len(below) > 1:
        made[below[0]] = Box(kind="exactly", a="1")
    if below:
        made[below[-1]] = Box(kind="at least", a="2" if len(below) > 1 else "1")
    return made


def _proposed(
    request: HttpRequest, place: Place, form: Any, changes: Mapping[str, str], clause: tuple[str, ...], context: Data, held: Held | None
) -> HttpResponse:
    """Try what was put into the boxes, show it, or send it to the other side."""
    given, cited = form.cleaned_data, clause[0] if clause else ""
    tried = AgreementProposed(proposal="tried", changes=changes, from_=given["from_"], clause=cited)
    wrong = list(why_not(place, tried))
    defects = [] if wrong or isinstance(form, EndForm) else list(new_defects(place, changes, given["from_"]))
    form.attach([each for each in defects if is_open_gap(each)], {"band-gap": "otherwise", "band-edge": "otherwise"})
    if not wrong and form.is_valid() and "look" not in request.POST:
        turn = given["turn"] or uuid4()
        done = propose_variation(place, changes, from_=given["from_"], clause=cited, why=given["why"], turn=turn, head=given["head"])
        if done.entries:
            messages.success(request, _("Proposed. It holds once the other side agrees."))
            return redirect("proposal", place.contract.pk, name_of(turn))
        wrong = list(done.problems)
    _attach(form, changes, wrong)
    if form.is_valid():
        told_of = held.terms if held else newest(place)
        context |= {
            "looked": True,
            "changes": told(told_of, held, changes),
            "rated": rated_by(told_of, held, given["from_"]),
            "defects": [each for each in defects if not is_open_gap(each)],
        }
    return _shown(request, place, form, context)


def _attach(form: ActForm, changes: Mapping[str, str], wrong: list[Problem]) -> None:
    """Each problem beside its box, where it speaks of the words that were put together from one."""
    boxes = {value: n for path, value in changes.items() if isinstance(form, BandForm) for n in [_line(form, path)] if n is not None}
    for each in wrong:
        text = str(each.values.get("text", ""))
        name = f"a{boxes[text]}" if text in boxes else {"day-outside": "from_"}.get(each.code, "")
        form.attach([each], {each.code: name})


def _line(form: BandForm, path: str) -> int | None:
    level = path.rpartition(".")[2]
    return form.lines.index(level) if level in form.lines else None


def _shown(request: HttpRequest, place: Place, form: Any, context: Data) -> HttpResponse:
    failed = request.method == "POST" and bool(form.errors)
    context |= {
        "form": form,
        "levels": newest(place).levels,
        "cancel_href": contract_address(place, "targets"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "targets/change.html", place, 422 if failed else 200, **context)
