"""The addresses of one contract's pages: c/<its opaque id>/…"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("c/<uuid:id>/", include("tenor.web.urls_performance")),
    path("c/<uuid:id>/", include("tenor.web.urls_record")),
    path("c/<uuid:id>/", include("tenor.web.urls_returns")),
]
