"""All addresses of the site."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("tenor.web.urls")),
    path("account/", include("allauth.urls")),
]

handler400 = "tenor.web.problems.not_understood"
handler500 = "tenor.web.problems.our_mistake"
