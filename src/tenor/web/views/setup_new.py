"""A new contract: from terms pasted or uploaded, or from terms shipped with Tenor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tenor.base.problem import Problem
from tenor.desk.actions.setup import begin
from tenor.desk.lookups.setup_start import councils_of, starting_points, text_from
from tenor.desk.models import Organisation
from tenor.web.doors import show, signed_in
from tenor.web.parts.addresses import problem_line
from tenor.web.views.setup_forms import NewForm, StartForm, TermsForm

MOST_LINES = 60  # of a listing shown whole; of a longer text only the lines near a problem
NEAR = 3
F = TypeVar("F", bound=TermsForm)


@signed_in
def new_contract(request: HttpRequest) -> HttpResponse:
    """Terms that are there: all that is wrong with them at once, each with its line."""
    councils = _councils(request)
    form = NewForm(request.POST or None, request.FILES or None, councils=councils)
    if request.method == "POST" and form.is_valid():
        begun = begin(text=form.cleaned_data["terms"], organisation=form.organisation, by=request.user)  # type: ignore[arg-type]
        if begun.contract is not None:
            messages.success(request, _("The contract is there. Look now at what its terms leave open."))
            return redirect("setup-check", begun.contract.pk)
        return show(request, "setup/new.html", status=422, **_context(form, begun.problems))
    return show(request, "setup/new.html", status=422 if form.errors else 200, **_context(form, ()))


@signed_in
def new_contract_from(request: HttpRequest, point: str) -> HttpResponse:
    """Terms shipped with Tenor: only what is this contract's own is asked for; the rest can be changed afterwards."""
    councils, start = _councils(request), starting_points().get(point)
    if start is None:
        raise Http404
    form = StartForm(request.POST or None, councils=councils)
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("reference", "title", "supplier", "starts", "ends")}
        text = text_from(start, buyer=form.organisation.name, **asked)
        begun = begin(text=text, organisation=form.organisation, by=request.user)  # type: ignore[arg-type]
        if begun.contract is not None:
            messages.success(request, _("The contract is there. Go through its terms now: they are those of an example."))
            return redirect("setup-terms", begun.contract.pk)
        form.attach(begun.problems, {"setup-reference-taken": "reference"})
    context: dict[str, Any] = {
        "form": form,
        "title": _("New contract from “%(title)s”") % {"title": start.title},
        "start": start,
        "back_href": reverse("new-contract"),
    }
    return show(request, "setup/start.html", status=422 if form.errors else 200, **context)


def _councils(request: HttpRequest) -> list[Organisation]:
    assert request.user.is_authenticated
    found = councils_of(request.user)
    if not found:
        raise PermissionDenied
    return found


def _context(form: NewForm, problems: Sequence[Problem]) -> dict[str, Any]:
    text = form.cleaned_data.get("terms", "") if form.is_bound and hasattr(form, "cleaned_data") else ""
    return {
        "form": keep_text(form, text),
        "title": _("New contract"),
        "problems": listed(problems),
        "listing": listing(text, problems),
        "starts": list(starting_points().values()) if not problems else [],
        "cancel_href": _address("contracts"),
    }


def keep_text(form: F, text: str) -> F:
    """What was uploaded stands in the box from now on: nothing has to be chosen again."""
    if text and form.is_bound and form.files:
        data = QueryDict(mutable=True)
        data.update(dict(form.data.items()))
        data[form.add_prefix("text")] = text
        form.data = data
    return form


def listed(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """The lines of the error summary, each leading to the line of the listing it is about."""
    found = []
    for each in problems:
        line = problem_line(each)
        where = each.where
        if where is not None and where.line is not None:
            at = _("Line %(line)s, column %(column)s: ") % {"line": where.line, "column": where.column or 1}
            line = {"text": at + str(line["text"]), "href": f"#line-{where.line}"}
        else:
            line["href"] = "#id_text"
        found.append(line)
    return found


def listing(text: str, problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """The numbered lines of a text with what is wrong in each: [{n, text, problems, gap}]. Nothing where no problem names a line."""
    by_line: dict[int, list[str]] = {}
    for each in problems:
        if each.where is not None and each.where.line is not None:
            by_line.setdefault(each.where.line, []).append(str(problem_line(each)["text"]))
    lines = text.split("\n")
    if not by_line:
        return []
    whole = len(lines) <= MOST_LINES
    near = {n for line in by_line for n in range(line - NEAR, line + NEAR + 1)}
    shown = [n for n in range(1, len(lines) + 1) if whole or n in near]
    before = [0, *shown]
    return [
        {"n": n, "text": lines[n - 1], "problems": by_line.get(n, []), "gap": n != last + 1} for n, last in zip(shown, before, strict=False)
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
