"""The desk as an application of Django."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "tenor.desk"
    label = "desk"
    verbose_name = "Contracts"
    default_auto_field = "django.db.models.BigAutoField"
