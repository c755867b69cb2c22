"""The addresses of standards, audits, certificates, information, risks and issues."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
