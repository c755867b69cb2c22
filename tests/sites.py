"""The site in tests: a fixed today, and sites of their own, served by a process as a council would serve one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.cast import TODAY
from tests.noon import noon_back

from tenor.desk import held, reviews

ROOT = Path(__file__).resolve().parent.parent
SECRET = "of the tests alone, and of no installation"
_fixed = 0  # how many fixed todays are open, one within the other


@contextmanager
def fixed_today(day: date = TODAY) -> Iterator[None]:
    """Let the site's clock show this day; nothing read before is kept.

    Within another one the day alone is another: what the process keeps is known by the head of its chain and by the day, and a site too
    goes on from one day to the next without reading everything again."""
    from django.test import override_settings

    global _fixed
    with override_settings(DAYS_BACK=days_back(day)):
        if not _fixed:
            forget()
        _fixed += 1
        try:
            yield
        finally:
            _fixed -= 1
            if not _fixed:
                forget()


def days_back(day: date = TODAY) -> float:
    """How many days before the real one that is, with parts of one: see `tests/noon.py`."""
    return noon_back(day)


def forget() -> None:
    """Drop what this process keeps between requests."""
    held.forget()
    reviews.forget()


@dataclass(slots=True)
class Place:
    """An installation of its own: a folder, and a database that is a file in it or one of a PostgreSQL server."""

    home: Path
    database: str = ""  # as DATABASE_URL; "" = a file
    about: dict[str, Any] = field(default_factory=dict)  # what was put into it, as `made_site` says
    more: dict[str, str] = field(default_factory=dict)  # settings of its own: where mail goes
    program: tuple[str, ...] = ("-P", "-m", "tenor.cli.main")  # what serves it

    @property
    def vendor(self) -> str:
        return "postgresql" if self.database else "sqlite"

    @property
    def environment(self) -> dict[str, str]:
        """The surroundings of a process of this installation, and nothing of those we run in. Its today is the fixed one."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TENOR_", "DJANGO_", "PYTEST_", "DATABASE_URL"))}
        ours = {"TENOR_HOME": str(self.home), "TENOR_SECRET_KEY": SECRET, "TENOR_DEMO": "yes", "TENOR_DAYS_BACK": str(days_back())}
        return kept | ours | ({"DATABASE_URL": self.database} if self.database else {}) | self.more

    def python(self, *words: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run Python in it."""
        command = [sys.executable, *map(str, words)]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=300)
        assert not check or done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        return done

    def tenor(self, *words: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command in it."""
        return self.python("-P", "-m", "tenor.cli.main", *words, check=check)

    def with_cast(self, until: date | None = None) -> Place:
        """Put the cast into it. `until`: a day on whose morning the examples' histories stop."""
        self.about = json.loads(self.python("-m", "tests.made_site", *([until.isoformat()] if until else [])).stdout)
        return self

    @contextmanager
    def served(self, *words: str, log: Path | None = None) -> Iterator[str]:
        """Serve it as long as the block lasts; gives its address, without a slash at the end."""
        command = [sys.executable, *self.program, "serve", "--port", "0", "--workers", "1", *words]
        told, asked = log or self.home / "served.log", self.home / "access.log"
        # Into files: nobody reads a pipe while the site serves, and once it is full (64 KiB, some 500 requests) every page waits for ever.
        with told.open("wb") as errors, asked.open("wb") as lines:
            process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=lines, stderr=errors)
        try:
            yield _ready(process, asked, told)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=120)

    def copy(self, home: Path) -> Place:
        """Another installation with the same in it."""
        home.mkdir(parents=True, exist_ok=True)
        if (self.home / "static").is_dir():
            shutil.copytree(self.home / "static", home / "static")  # the same style and pictures, made once
        if not self.database:
            with closing(sqlite3.connect(self.home / "tenor.sqlite3")) as here, closing(sqlite3.connect(home / "tenor.sqlite3")) as there:
                here.backup(there)
            return Place(home, "", self.about)
        return Place(home, new_database(self.database, template=urlsplit(self.database).path.lstrip("/")), self.about)


def _ready(process: subprocess.Popen[bytes], asked: Path, told: Path) -> str:
    """The address it says it serves at, as soon as it says so."""
    until = time.monotonic() + 120
    while not (first := asked.read_text().partition("\n"))[1] and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    assert " at http" in first[0], f"not served: {first[0]}{told.read_text()}"
    return next(word for word in first[0].split() if word.startswith("http")).rstrip("/")


def new_database(server: str, template: str = "template0") -> str:
    """An empty database of that server, or one with the same in it; gives its address."""
    import psycopg

    parts, name = urlsplit(server), f"tenor_{uuid4().hex[:12]}"
    with psycopg.connect(parts._replace(scheme="postgresql", path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return parts._replace(path=f"/{name}").geturl()
