"""The addresses of getting ready, handing over, target reviews, what comes after, the end."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
