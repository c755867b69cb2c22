"""One stage for all tests of a module, with what each test does to it undone; and a client for each walker."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from tests.sites import fixed_today, forget
from tests.walk.stage import NOBODY, Stage, lengths, make_stage

ClientOf = Callable[[str], Client]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: pytest.FixtureDef[object]) -> Iterator[Stage]:
    """The stage, made once a module in a transaction that never ends well."""
    with django_db_blocker.unblock(), fixed_today(), transaction.atomic():  # type: ignore[attr-defined]
        yield make_stage()
        transaction.set_rollback(True)


@pytest.fixture
def stage(made: Stage, db: None) -> Iterator[Stage]:
    """The stage; whatever the test changes is undone, in the database and in what this process keeps."""
    made.contract.refresh_from_db()
    before = lengths()
    yield made
    if lengths() != before:
        forget()


@pytest.fixture
def client_of(stage: Stage) -> ClientOf:
    """A client signed in as a walker, or as nobody."""

    def client(who: str) -> Client:
        found = Client()
        found.raise_request_exception = True
        if who != NOBODY:
            found.cookies[settings.SESSION_COOKIE_NAME] = stage.keys[who]
        return found

    return client
