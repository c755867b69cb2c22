"""The addresses of formal letters, from the first draft to their end, and the route of a termination."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
