"""The cast, made once by each process of a run and only written again for the next test: a fraction of the time, and the same rows.

What the site's process would keep of it (the contracts read and proved, their terms, today's reviews) is put back too. It is what was
worked out when the cast was made, before any test's own changes; a test that asks for nothing kept calls `forget`.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import models, transaction
from tests.cast import MORNING, Cast, make_cast

from tenor.desk import held, parsed, reviews
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


@dataclass(frozen=True, slots=True)
class Read:
    """What a process keeps of the contracts after looking at each."""

    held: dict[Any, Any]
    terms: dict[Any, Any]
    reviews: dict[Any, Any]

    @classmethod
    def now(cls, *contracts: Contract) -> Read:
        """Look at each, then take what is kept."""
        for contract in contracts:
            reviews.review_of(contract, "buyer")
            reviews.review_of(contract, "supplier")
        return cls(dict(held._held), dict(parsed._signed), dict(reviews._kept))

    def again(self) -> None:
        """Put it back."""
        held._held.update(self.held)
        parsed._signed.update(self.terms)
        reviews._kept.update(self.reviews)


_Rows = dict[type[models.Model], list[models.Model]]
_kept: dict[datetime, tuple[Cast, _Rows, Read]] = {}


def remembered_cast(until: datetime = MORNING) -> Cast:
    """The cast in an empty database, as `make_cast` makes it. What that writes elsewhere than in TABLES fails here, at its first use."""
    if until not in _kept:
        made = make_cast(until)
        others = {model for model in _all() if model._base_manager.exists()} - set(TABLES)
        assert not others, f"{others}: add to TABLES"
        rows = {table: list(table._base_manager.all()) for table in TABLES}
        with transaction.atomic():
            _kept[until] = made, rows, Read.now(made.visits, made.lifts)
            transaction.set_rollback(True)  # reading keeps a tree, which no test has asked for
    else:
        for table, rows in _kept[until][1].items():
            table._base_manager.bulk_create(copy(row) for row in rows)
        _kept[until][2].again()
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
