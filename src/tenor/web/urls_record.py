"""The addresses of a contract's record: its rows, its documents, its history."""

from __future__ import annotations

from django.urls import path

from tenor.web.views import asked, documents, history, rows

urlpatterns = [
    path("rows/", rows.rows, name="rows"),
    path("documents/", documents.documents, name="documents"),
    path("documents/terms.yaml", documents.terms, name="signed-terms"),
    path("files/<str:sha256>/", documents.file, name="file"),
    path("history/", history.history, name="history"),
    path("questions/<str:query>/", asked.query, name="query"),
    path("as-known/", history.as_known, name="as-known"),
    path("history/<int:seq>/", history.entry, name="entry"),
]
