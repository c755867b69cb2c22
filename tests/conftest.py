"""What holds for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop of its own beside Django's tests


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes made for a case (a workbook holds the time it was made) are no name: two workers must collect the same tests."""
    return "bytes" if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what empties every table afterwards (live_server): the database refuses that, as it should. Journeys serve
    a site with a database of its own."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    empties = [item for item in items if {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ()))]
    items[:] = [item for item in items if item not in empties]
    config.hook.pytest_deselected(items=empties)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a PostgreSQL server, one for all workers of the run: the one we were given, or one of our own."""
    from tests.postgres import shared

    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        return given
    base = tmp_path_factory.getbasetemp()
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    return shared(base.parent if worker else base, os.getppid() if worker else os.getpid())


def _database(request: pytest.FixtureRequest) -> str:
    from tests.sites import new_database

    return "" if request.param == "sqlite" else new_database(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind, as DATABASE_URL; "" is a file."""
    return _database(request)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for an installation."""
    found = tmp_path / "home"
    found.mkdir()
    return found
