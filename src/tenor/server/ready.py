"""Before the first page: settings that can be used, tables as this version wants them, style and pictures where the server finds them."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from tenor import __version__
from tenor.base.problem import Problem
from tenor.base.wording import Said, said

STARTING = 7326438  # the advisory lock of whoever changes the tables
STAMP = ".made-from"  # in the folder of static files: what they were made from


class CannotStartError(Exception):
    """The machine does not let the site be started. `why`: in words."""

    def __init__(self, why: Said) -> None:
        super().__init__(why.code)
        self.why = why


def wake() -> tuple[Problem, ...]:
    """Load the site in this process; gives back what is wrong with its settings. Nothing is written but a secret, where there is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tenor.server.settings")
    django.setup()
    from tenor.server.checks import wrong_settings

    return tuple(wrong_settings())


def make_tables() -> None:
    """Bring the database to this version's tables; of several starts at once one does it. CannotStartError where it is not reached."""
    if connection.vendor == "sqlite":
        Path(settings.DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    try:
        connection.ensure_connection()
    except OperationalError as why:
        name = settings.DATABASES["default"]["HOST"] or settings.DATABASES["default"]["NAME"]
        raise CannotStartError(said("start-no-database", name=str(name), why=str(why).strip().splitlines()[0])) from why
    with _only_one():
        call_command("migrate", verbosity=0, interactive=False)


def make_static() -> None:
    """Gather and compress style, scripts and pictures, where they are not those of this version."""
    wanted, there = _fingerprint(), Path(settings.STATIC_ROOT)
    stamp = there / STAMP
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    with _one_in(there.parent / "static.lock"):
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        shutil.rmtree(there, ignore_errors=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(wanted)


def _fingerprint() -> str:
    """What the static files are made from: versions, and each file with its size and time."""
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256(f"{__version__} {django.__version__}".encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            about = os.stat(storage.path(name))
            found.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return found.hexdigest()


@contextmanager
def _only_one() -> Iterator[None]:
    """Hold the database against another start."""
    if connection.vendor != "postgresql":
        with _one_in(Path(settings.TENOR_HOME) / "tables.lock"):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [STARTING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [STARTING])


@contextmanager
def _one_in(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # the kernel lets go of it however this process ends
        yield
    finally:
        os.close(handle)
