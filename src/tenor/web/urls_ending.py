"""The addresses of getting ready, handing over, target reviews, what comes after, the end."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tenor.web.views import duty, ending, ending_after, ending_checklist, ending_close, ending_training, targets, targets_change

urlpatterns: list[URLPattern | URLResolver] = [
    path("targets/", targets.targets, name="targets"),
    path("targets/new/", targets_change.new, name="target-new"),
    path("targets/<str:kpi>/change/", targets_change.change, name="target-change"),
    path("targets/<str:kpi>/end/", targets_change.end, name="target-end"),
    path("ending/", ending.hub, name="ending"),
    path("ending/training/", ending_training.training, name="training"),
    path("ending/after/", ending_after.after, name="after"),
    path("ending/close/", ending_close.close, name="close"),
    path("ending/lessons/", ending_close.lessons, name="lessons"),
    path("ending/list/<slug:name>/", ending_checklist.checklist, name="checklist"),
    path("duty/<path:duty>/", duty.duty, name="duty"),
]
