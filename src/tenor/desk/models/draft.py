"""Work in hand: whatever is not yet an act."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from tenor.desk.models.contract import Contract
from tenor.desk.models.people import Person


class Draft(models.Model):
    """One piece of work in hand: a typed JSON body with its kind and version of that kind's shape.

    `key` tells drafts of a kind apart (a period, a proposal). `turn` counts the savings, so that two people who save the same draft
    find out. `head`: the head of the ledger it was drawn from.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100, blank=True)
    v = models.PositiveSmallIntegerField(default=1)
    seen_by = models.CharField(max_length=10, default="both")
    body = models.JSONField(default=dict)
    turn = models.PositiveIntegerField(default=1)
    head = models.CharField(max_length=64, blank=True)
    saved_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contract", "kind", "key", "seen_by"], name="draft_once")]
