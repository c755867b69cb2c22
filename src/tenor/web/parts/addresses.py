"""Addresses of the same page with another query, and the links of an error summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest

from tenor.base.problem import Problem
from tenor.web.parts.sentence import sentence


def with_query(request: HttpRequest, changes: Mapping[str, Any]) -> str:
    """The query with these values changed, as "?a=1&b=2"; the bare path where nothing is left."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query.setlist(name, value if isinstance(value, list) else [str(value)])
    return f"?{query.urlencode()}" if query else request.path


def form_problems(form: BaseForm) -> list[dict[str, str]]:
    """Each error of a form once, in the order of its boxes, with the box its link leads to."""
    found = [{"text": str(each), "href": ""} for each in form.non_field_errors()]
    for bound in form:
        first = getattr(bound, "first_wrong_id", None) or bound.id_for_label or bound.auto_id
        found += [{"text": str(each), "href": "" if bound.is_hidden else f"#{first}"} for each in bound.errors]
    return found


def problem_line(problem: Any) -> dict[str, str]:
    """A `Problem`, a sentence, ready text, or a mapping with text and href."""
    if isinstance(problem, Problem):
        clause = f" ({', '.join(problem.clause)})" if problem.clause else ""
        return {"text": f"{sentence(problem.said)}{clause}", "href": ""}
    if isinstance(problem, Mapping) and "text" in problem:
        return {"text": sentence(problem["text"]), "href": problem.get("href", "")}
    return {"text": sentence(problem), "href": ""}
