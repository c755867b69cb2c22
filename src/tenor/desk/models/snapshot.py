"""What pages read instead of making a review: kept, never the record; every row may be dropped and is made again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tenor.desk.models.contract import Contract


class Snapshot(models.Model):
    """One page's data of one contract, for one side, as it was at the close of `on` with the ledger at `head`.

    It holds until the ledger goes on or `changes_on` has come. The columns from `overall` on are filled on the pages "standing" and
    "needs" alone: by them lists are filtered and sorted. Days, not "overdue": a list on a later day is right without making anything anew.
    `data` stands last, so that a database that keeps long texts apart need not fetch them to filter.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="snapshots")
    side = models.CharField(max_length=10)
    page = models.CharField(max_length=80)
    on = models.DateField()
    head = models.CharField(max_length=64)
    made_by = models.CharField(max_length=40)  # version of Tenor
    changes_on = models.DateField(null=True)

    overall = models.CharField(max_length=40, null=True)
    level_rank = models.SmallIntegerField(null=True)
    trend = models.CharField(max_length=10, null=True)
    waiting = models.PositiveIntegerField(null=True)  # decisions that wait
    return_late_from = models.DateField(null=True)
    silent_from = models.DateField(null=True)
    warning = models.BooleanField(null=True)
    plan = models.BooleanField(null=True)
    no_manager = models.BooleanField(null=True)
    questioned = models.BooleanField(null=True)
    soon_from = models.DateField(null=True)  # needs: the first day on which a line of it stands on Home
    first_due = models.DateField(null=True)  # needs: the oldest day of its lines
    next_on = models.DateField(null=True)
    data = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contract", "side", "page"], name="snapshot_once")]
        indexes: ClassVar = [
            models.Index(fields=["page", "side", "soon_from"], name="snapshot_by_soon"),
            models.Index(fields=["changes_on"], name="snapshot_by_change"),
        ]
