"""The addresses of working together: actions, feedback, themes, messages, flexibility."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
