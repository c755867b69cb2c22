"""The addresses of one contract's pages: c/<its opaque id>/…"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("c/<uuid:id>/", include("tenor.web.urls_performance")),
    path("c/<uuid:id>/", include("tenor.web.urls_record")),
    path("c/<uuid:id>/", include("tenor.web.urls_returns")),
    path("c/<uuid:id>/", include("tenor.web.urls_meetings")),
    path("c/<uuid:id>/", include("tenor.web.urls_minutes")),
    path("c/<uuid:id>/", include("tenor.web.urls_together")),
    path("c/<uuid:id>/", include("tenor.web.urls_decisions")),
    path("c/<uuid:id>/", include("tenor.web.urls_plans")),
    path("c/<uuid:id>/", include("tenor.web.urls_letters")),
    path("c/<uuid:id>/", include("tenor.web.urls_assurance")),
    path("c/<uuid:id>/", include("tenor.web.urls_ending")),
    path("c/<uuid:id>/", include("tenor.web.urls_money")),
]
