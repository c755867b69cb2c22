"""The addresses of deciding, and the ladder."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tenor.web.views import decide, decide_find, ladder

urlpatterns: list[URLPattern | URLResolver] = [
    path("decide/<path:step>/found/<slug:finds>/", decide_find.find_page, name="decide-find"),
    path("decide/<path:step>/", decide.decide_page, name="decide"),
    path("ladder/", ladder.ladder_page, name="ladder"),
    path("judge/<str:rule>/", ladder.judge_page, name="judge"),
]
