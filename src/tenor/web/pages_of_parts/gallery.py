"""The pages that show the parts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from tenor.web.pages_of_parts.forms import EveryField

SAMPLES = Path(__file__).parent / "samples.json"  # in the shapes of templates/parts/README.md; no contract has these words


def frame() -> dict[str, Any]:
    """What a page of a contract has, and the invented values of every part."""
    menu = [{"label": "Home", "href": "#home"}, {"label": "Contracts", "href": "#contracts", "current": True}]
    return {**json.loads(SAMPLES.read_text(encoding="utf-8")), "menu": menu, "as_known_on": "2023-06-12", "clauses_href": "#documents"}


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """Every part once."""
    page = Paginator(range(300), 25).get_page(request.GET.get("page", "4"))
    heading = "Every part, with invented values"
    lead = "A formal warning is yours to decide. This page shows what a page can be made of."
    return render(request, "pages_of_parts/parts.html", {**frame(), "page": page, "heading": heading, "lead": lead})


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Every field; sent, it shows its mistakes, and with `?stale=1` what changed since."""
    made = EveryField(request.POST, request.FILES) if request.method == "POST" else EveryField()
    if request.method == "POST" and request.GET.get("stale"):
        made.tell_stale(["Robin Instance recorded the return for May on Mon 12 Jun 2023.", "KPI 2 for May is now red."], "a-new-head")
    own = {"receipt": None, "form": made, "heading": "Improvement plan 1: task 5", "button": "Save task", "cancel_href": "../"}
    return render(request, "pages_of_parts/form.html", {**frame(), **own}, status=422 if made.errors else 200)
