"""Keeping a snapshot: a look at a page never fails because what was made for it could not be kept."""

from __future__ import annotations

import logging
from typing import Any

from django.db import IntegrityError, OperationalError

from tenor.desk.models import Contract, Snapshot

log = logging.getLogger("tenor")


def keep(contract: Contract, side: str, page: str, fields: dict[str, Any], *, must: bool = False) -> None:
    """Keep a page's data. Two makers at once made the same: one of them is kept.

    `must`: OperationalError where the database takes no writes now (SQLite, behind a long write); else that is passed over, and
    the next look makes it again."""
    try:
        Snapshot.objects.update_or_create(contract=contract, side=side, page=page, defaults=fields)
    except IntegrityError:
        log.info("page %s of contract %s was made twice at once", page, contract.pk)
    except OperationalError:
        if must:
            raise
        log.warning("page %s of contract %s could not be kept; it is made again at the next look", page, contract.pk)
