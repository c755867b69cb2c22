"""The columns of the workbook: what each is called, where it stands, and which are left out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk.actions.returns_columns import lay_out, layout_of
from tenor.desk.held import held
from tenor.desk.visible import Place
from tenor.returns.layout import Column, laid_out, may_hide
from tenor.returns.spelling import plain_words
from tenor.terms.labels import heading
from tenor.terms.model import Dataset
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address


@on_contract("set up")
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, place: Place) -> HttpResponse:
    """The page, and keeping what it says."""
    terms, layout = held(place.contract).terms, layout_of(place.contract)
    asked = [terms.datasets[id] for ret in terms.returns for id in ret.holds if id in terms.datasets]
    given = {dataset.id: laid_out(dataset, layout) for dataset in asked}
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        given = {dataset.id: _typed(request.POST, dataset) for dataset in asked}
        problems = lay_out(place=place, columns=given)
        if not problems:
            return redirect(f"{contract_address(place, 'return-columns')}?done=1")
    sheets = [
        {
            "id": dataset.id,
            "title": heading(terms, dataset.id),
            "columns": [
                {"field": one.field, "own": plain_words(one.field), "column": one, "may_hide": may_hide(dataset, one.field), "place": n}
                for n, one in enumerate(given[dataset.id], 1)
            ],
        }
        for dataset in asked
    ]
    return show(
        request,
        "returns/columns.html",
        place,
        status=422 if problems else 200,
        sheets=sheets,
        problems=problems,
        done="done" in request.GET,
    )


def _typed(post: QueryDict, dataset: Dataset) -> tuple[Column, ...]:
    """The columns as they were typed, in the order of their numbers."""
    found = []
    for n, name in enumerate(dataset.fields, 1):
        key = f"{dataset.id}|{name}"
        place = str(post.get(f"place|{key}", ""))
        heading = " ".join(str(post.get(f"heading|{key}", "")).split())
        column = Column(field=name, heading="" if heading == plain_words(name) else heading, hidden=f"hide|{key}" in post)
        found.append((int(place) if place.isascii() and place.isdigit() and len(place) < 5 else n, n, column))
    return tuple(column for _place, _n, column in sorted(found, key=lambda one: one[:2]))
