"""The address of a contract's money."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tenor.web.views import money

urlpatterns: list[URLPattern | URLResolver] = [path("money/", money.money, name="money")]
