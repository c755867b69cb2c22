"""The addresses of the site and of the pages that show its parts, which else only a demonstration has."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from tenor.server.urls import handler400, handler500
from tenor.server.urls import urlpatterns as site


def broken(request: HttpRequest) -> HttpResponse:
    """A page with a mistake of ours."""
    raise RuntimeError("made for the test")


def refused(request: HttpRequest) -> HttpResponse:
    """A page somebody may not see."""
    raise PermissionDenied


def too_often(request: HttpRequest) -> HttpResponse:
    """What the library that signs people in shows after many tries."""
    return render(request, "429.html", status=429)


urlpatterns = [
    path("refused/", refused),
    path("too-often/", too_often),
    path("parts/", include("tenor.web.pages_of_parts.urls")),
    path("broken/", broken),
    *site,
]
__all__ = ["handler400", "handler500", "urlpatterns"]
