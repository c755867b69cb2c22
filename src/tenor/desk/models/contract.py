"""A contract, and the terms that were signed."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from tenor.desk.models.people import Organisation


class Contract(models.Model):
    """One contract: whose it is, and the tip of its chain. What it says is in its terms, what happened in its entries.

    The row is what writers lock. `head` and `length` repeat what the entries say, so that a page sees with one read whether its
    snapshot is behind; `one_sided` says whether the two sides see different histories. `state`: "being set up" (terms can still be
    changed; no entries) or "signed".
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contracts")
    suppliers = models.ManyToManyField(Organisation, related_name="supplied", blank=True)
    reference = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    supplier_name = models.CharField(max_length=300, blank=True)
    rows_name = models.CharField(max_length=60, blank=True)  # what menus call the rows of its data
    has_money = models.BooleanField(default=False)  # its rules come to sums of money: the menu leads to them
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default="being set up")
    head = models.CharField(max_length=64, blank=True)
    length = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True, blank=True)
    one_sided = models.BooleanField(default=False)  # some entry is kept by one side to itself
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "reference"], name="reference_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "title"], name="contract_by_title")]

    def __str__(self) -> str:
        return self.title


class SignedTerms(models.Model):
    """The terms as signed: the very bytes whose hash the first entry names. Never changed, never deleted."""

    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, primary_key=True, related_name="signed_terms")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
