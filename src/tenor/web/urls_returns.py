"""The addresses of returns: the list, the form and the file, receipts, the check, a row with its thread."""

from __future__ import annotations

from django.urls import path

from tenor.web.views import returns, returns_check, returns_columns, returns_figure, returns_form, returns_row, returns_upload

urlpatterns = [
    path("returns/", returns.returns, name="returns"),
    path("returns/upload/", returns_upload.upload, name="return-upload"),
    path("returns/columns/", returns_columns.columns, name="return-columns"),
    path("returns/receipt/<str:entry>/", returns.receipt, name="return-receipt"),
    path("returns/receipt/<str:entry>/file/", returns.file, name="return-file"),
    path("returns/receipt/<str:entry>/confirm/", returns_check.confirm, name="return-confirm"),
    path("returns/<str:ret>/<str:period>/", returns_form.form, name="return-form"),
    path("returns/<str:ret>/<str:period>/check/", returns_check.check, name="return-check"),
    path("returns/<str:ret>/<str:period>/template.<str:kind>", returns.template, name="return-template"),
    path("figures/<str:kpi>/<str:period>/", returns_figure.figure, name="figure"),
    path("rows/<str:dataset>/<path:row>/", returns_row.row, name="row"),
]
