"""The pages at the foot of every page: help, accessibility, privacy, glossary. Anybody may read them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


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
