"""The installation's own chain: sign-ins, roles, exports, settings. The same code as a contract's, and never in one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class InstallationEntry(models.Model):
    """One line of the installation's chain. Guarded as contracts' entries are."""

    seq = models.PositiveIntegerField(primary_key=True)
    entry_id = models.CharField(max_length=64, unique=True)
    prev = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64)
    line = models.TextField()

    class Meta:
        ordering: ClassVar = ["seq"]
