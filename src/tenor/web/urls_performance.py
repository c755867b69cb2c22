"""The addresses of how a contract goes: Summary, Performance, why, what if, and the charts in them."""

from __future__ import annotations

from django.urls import path, re_path

from tenor.web.views import charts, performance, summary, what_if, why

urlpatterns = [
    path("", summary.summary, name="summary"),
    path("performance/", performance.performance, name="performance"),
    re_path(r"^chart/(?P<year>[0-9]{1,4})-(?P<name>[A-Za-z0-9-]{1,80})-(?P<key>[0-9a-f]{64})\.svg$", charts.chart, name="chart"),
    path("why/step/<path:step>/", why.why_step, name="why-step"),
    path("why/<str:kpi>/<str:period>/", why.why, name="why"),
    path("what-if/", what_if.what_if, name="what-if"),
]
