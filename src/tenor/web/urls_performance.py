"""The addresses of how a contract goes: Summary, Performance, why, what if, and the charts in them."""

from __future__ import annotations

from django.urls import path

from tenor.web.views import summary

urlpatterns = [
    path("", summary.summary, name="summary"),
]
