"""Home: what needs me today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tenor.web.doors import show, signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What needs this person today."""
    return show(request, "home.html")
