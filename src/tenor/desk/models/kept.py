"""What is kept of a contract's history: the bytes of its entries, their bodies, the files received."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tenor.desk.models.contract import Contract


class Entry(models.Model):
    """One line of a contract's chain, as text, byte for byte. The database refuses a second entry after the same one, any change and any
    deletion (migration 0002)."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    entry_id = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    line = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "seq"], name="entry_seq_once"),
            models.UniqueConstraint(fields=["contract", "prev"], name="entry_prev_once"),
            models.UniqueConstraint(fields=["contract", "entry_id"], name="entry_id_once"),
        ]


class Body(models.Model):
    """What lies apart from an entry's frame: the bytes with their salt. Never changed; deleted only to erase."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="bodies")
    entry_id = models.CharField(max_length=64)
    part = models.CharField(max_length=5)  # "body" or "words"
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contract", "entry_id", "part"], name="body_once")]


class File(models.Model):
    """A file received, kept under the hash that an entry names. `seen_by` as that entry's."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255, blank=True)
    size = models.PositiveIntegerField()
    data = models.BinaryField()
    seen_by = models.CharField(max_length=10, default="both")
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contract", "sha256"], name="file_once")]
