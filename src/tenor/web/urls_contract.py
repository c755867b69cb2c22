"""The addresses of one contract's pages: c/<its opaque id>/…"""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
