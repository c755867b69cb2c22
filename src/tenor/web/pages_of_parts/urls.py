"""Where the parts are shown."""

from __future__ import annotations

from django.urls import path

from tenor.web.pages_of_parts import gallery

urlpatterns = [path("", gallery.parts, name="parts"), path("form/", gallery.form, name="parts-form")]
