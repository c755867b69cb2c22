"""The addresses of the pages: each subject lists its own."""

from __future__ import annotations

from django.urls import include, path

from tenor.web.views import home

urlpatterns = [
    path("", include("tenor.web.look")),
    path("", home.home, name="home"),
    path("", include("tenor.web.urls_contract")),
]
