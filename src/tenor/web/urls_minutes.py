"""The addresses of minutes of a meeting."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tenor.web.views import minutes, minutes_acts, minutes_write

urlpatterns: list[URLPattern | URLResolver] = [
    path("minutes/", minutes.minutes_sent, name="minutes-sent"),
    path("minutes/<str:meeting>/", minutes.minutes, name="minutes"),
    path("minutes/<str:meeting>/print/", minutes.minutes_print, name="minutes-print"),
    path("minutes/<str:meeting>/write/", minutes_write.write, name="minutes-write"),
    path("minutes/<str:meeting>/received/", minutes_acts.received, name="minutes-received"),
    path("minutes/<str:meeting>/answer/", minutes_acts.answer, name="minutes-answer"),
    path("minutes/<str:meeting>/comment/", minutes_acts.comment, name="minutes-comment"),
    path("minutes/<str:meeting>/issue/", minutes_acts.issue, name="minutes-issue"),
]
