"""The pages as an application of Django."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tenor.web"
    label = "web"
    verbose_name = "Pages"
