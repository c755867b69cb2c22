"""The pages at the foot of every page: help, accessibility, privacy, glossary; and how terms are said. Anybody may read them."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenor.terms.sayings import keys_about, sayings_about

LONGEST_QUESTION = 200  # characters
KEYS_AT_MOST = 8  # with the sayings, about one screen


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


@require_safe
def accessibility_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@require_safe
def privacy_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@require_safe
def glossary_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/glossary.html")


@require_safe
def how_page(request: HttpRequest) -> HttpResponse:
    """How do I say …? All of it, or what has most of the words asked for."""
    question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    parts = [(part, list(several)) for part, several in groupby(sayings_about(question), key=lambda each: each.part)]
    shown = {"question": question, "parts": parts, "keys": keys_about(question)[:KEYS_AT_MOST]}
    return render(request, "pages/how.html", shown)
