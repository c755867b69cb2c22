"""The cast, made once by each process of a run and only written again for the next test: a fraction of the time, and the same rows."""

from __future__ import annotations

from copy import copy
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import models
from tests.cast import MORNING, Cast, make_cast

from tenor.desk.models import (
    Body,
    Contract,
    Entry,
    File,
    InstallationEntry,
    Membership,
    Organisation,
    Person,
    Post,
    SignedTerms,
)

# In the order in which one names the other.
TABLES: tuple[type[models.Model], ...] = (
    *(Organisation, Person, Contract, Contract.suppliers.through, SignedTerms, Entry, Body, File),
    *(Membership, Post, InstallationEntry),
)
_Rows = dict[type[models.Model], list[models.Model]]
_kept: dict[datetime, tuple[Cast, _Rows]] = {}


def remembered_cast(until: datetime = MORNING) -> Cast:
    """The cast in an empty database, as `make_cast` makes it. What that writes elsewhere than in TABLES fails here, at its first use."""
    if until not in _kept:
        made = make_cast(until)
        others = {model for model in _all() if model._base_manager.exists()} - set(TABLES)
        assert not others, f"{others}: add to TABLES"
        _kept[until] = made, {table: list(table._base_manager.all()) for table in TABLES}
    else:
        for table, rows in _kept[until][1].items():
            table._base_manager.bulk_create(copy(row) for row in rows)
    return _fresh(_kept[until][0])


def _all() -> list[type[models.Model]]:
    from django.apps import apps

    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label == "desk"]


def _fresh(cast: Cast) -> Cast:
    """With rows read anew: a test changes its own, and no other's."""
    again: dict[str, Any] = {each.name: _read(getattr(cast, each.name)) for each in fields(cast) if each.name != "people"}
    people = Person.objects.in_bulk([person.pk for person in cast.people.values()])
    return Cast(**again, people={role: people[person.pk] for role, person in cast.people.items()})


def _read(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk) if isinstance(row, models.Model) else row
