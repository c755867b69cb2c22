"""The addresses of the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Tenor", content_type="text/plain")


urlpatterns = [path("", home, name="home")]
