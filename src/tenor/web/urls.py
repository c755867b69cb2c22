"""The addresses of the pages: each subject lists its own."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from tenor.web.views import contracts, home, search

urlpatterns = [
    path("", include("tenor.web.look")),
    path("", home.home_page, name="home"),
    path("", include("tenor.web.urls_setup")),
    path("contracts/", contracts.contracts, name="contracts"),
    path("contracts/views/", contracts.save, name="saved-views"),
    path("search/", search.search_page, name="search"),
    path("", include("tenor.web.urls_contract")),
    path("", include("tenor.web.urls_phone")),
    path("", include("tenor.web.urls_people")),
]
if settings.DEMO:
    urlpatterns.append(path("parts/", include("tenor.web.pages_of_parts.urls")))
