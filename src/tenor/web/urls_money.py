"""The addresses of a contract's money."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tenor.web.views import money, money_sum

urlpatterns: list[URLPattern | URLResolver] = [
    path("money/", money.money, name="money"),
    path("money/invoice/", money_sum.invoice, name="money-invoice"),
    path("money/sum/<path:line>/", money_sum.money_sum, name="money-sum"),
]
