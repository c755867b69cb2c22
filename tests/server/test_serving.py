"""The process: mistakes in settings told at once, a start and an end that leave nothing behind, a log that gives nothing away."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from tests.sites import ROOT, Place

from tenor.server.access_log import plain_path
from tenor.server.environment import KNOWN


def started(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "tenor.cli.main", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def get(address: str) -> str:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(address, timeout=120) as answer:
        return str(answer.read().decode())


def children_of(process: int) -> list[int]:
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True)
    return [int(word) for word in done.stdout.split()]


def is_gone(process: int) -> bool:
    return not Path(f"/proc/{process}").exists() or ") Z " in Path(f"/proc/{process}/stat").read_text()


def test_wrong_settings_are_told_all_at_once_with_what_to_write(home: Path) -> None:
    wrong = {"TENOR_HTTPS": "maybe", "TENOR_WRKERS": "3", "DATABASE_URL": "mysql://x/y", "TENOR_SECRET_KEY": "short", "TENOR_DEMO": "no"}
    done = started(Place(home).environment | wrong, "serve", "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    for expected in ("write TENOR_HTTPS=yes", "see TENOR_WORKERS", "write postgres://", "has 5 characters", "only a demo"):
        assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_no_database_and_no_home_are_said_in_words(home: Path) -> None:
    away = Place(home).environment | {"DATABASE_URL": f"postgres://x@/y?host={home}"}
    done = started(away, "serve", "--port", "0")
    assert (done.returncode, "cannot be reached" in done.stderr, "Traceback" in done.stderr) == (3, True, False)
    (home / "a-file").write_text("")
    nowhere = {name: value for name, value in Place(home / "a-file").environment.items() if name != "TENOR_SECRET_KEY"}
    done = started(nowhere, "serve", "--port", "0")
    assert (done.returncode, "give as TENOR_HOME a folder" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_port_that_is_taken_is_said(home: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = started(Place(home).environment, "serve", "--port", str(taken.getsockname()[1]))
    assert (done.returncode, "Give another with --port" in done.stderr) == (3, True)


def _once_there_are(number: int, pid: int) -> list[int]:
    """The first worker may answer before the others are started."""
    until = time.monotonic() + 60
    while len(children_of(pid)) < number and time.monotonic() < until:
        time.sleep(0.05)
    return children_of(pid)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_start_serves_and_an_end_leaves_nothing_running(home: Path, how: signal.Signals) -> None:
    """Also where the first process is killed and can tell nobody."""
    command = [sys.executable, "-P", "-m", "tenor.cli.main", "serve", "--port", "0", "--workers", "2"]
    process = subprocess.Popen(command, cwd=ROOT, env=Place(home).environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    address = next(word for word in process.stdout.readline().split() if word.startswith("http"))
    assert 'name="password"' in get(address)
    children = _once_there_are(3, process.pid)
    assert len(children) == 3, "two that serve, one beside them"
    process.send_signal(how)
    until = time.monotonic() + 90
    while not all(map(is_gone, [process.pid, *children])) and time.monotonic() < until:
        process.poll()
        time.sleep(0.1)
    assert all(map(is_gone, [process.pid, *children]))
    assert process.wait() == (-signal.SIGKILL if how == signal.SIGKILL else 0)


def test_the_log_says_what_was_asked_and_nothing_of_who(home: Path) -> None:
    place = Place(home)
    with place.served() as address:
        get(f"{address}/account/login/?next=/search/?q=Robin+Instance")
        get(f"{address}/account/password/reset/key/1-dig010-76436147c59756ef0d9baed41dc435e9/")
    _, log = (home / "access.log").read_text().split("\n", 1)  # the first line says where it is served
    assert re.search(r"^\[.+\] GET /account/login/ 200 \d+ \d+ms$", log, re.MULTILINE), log
    for secret in ("Robin", "76436147c59756ef", "127.0.0.1", "Python-urllib"):
        assert secret not in log


def test_a_path_keeps_its_ids_and_loses_its_secrets() -> None:
    id = "0b2b7a0e-6c3c-4a53-9a55-0d8f5a2c7a11"
    assert plain_path(f"/c/{id}/history/") == f"/c/{id}/history/"
    assert plain_path("/invitation/kP3xX0w9vZbJ2nQ7sL5tR8yA/") == "/invitation/.../"
    assert plain_path("/static/tenor/tenor.0123456789abcdef.css") == "/static/tenor/tenor.0123456789abcdef.css"


def test_the_first_owner_gets_a_link_that_sets_a_password_once(home: Path) -> None:
    place = Place(home)
    first = place.tenor("invite-owner", "ow.ner@council.example", "--council", "Example Town Council").stdout.split()[-1]
    again = place.tenor("invite-owner", "Ow.Ner@council.example", "--council", "Example Town Council").stdout.split()[-1]
    with place.served() as address:
        for link in (first, again):
            assert 'name="password1"' in get(address + link.removeprefix("http://localhost:8000"))
    assert place.tenor("invite-owner", "not an address", "--council", "X", check=False).returncode == 2


def test_a_tick_says_what_it_did_and_has_nothing_left_to_do(home: Path) -> None:
    place = Place(home)
    place.tenor("import", ROOT / "contracts/reg-44-visits", "--until", "2023-06-11")
    assert "0 standings" in place.tenor("tick").stdout
    place.python(
        "-c", "from tenor.server.ready import wake; wake(); from tenor.desk.models import Snapshot; Snapshot.objects.all().delete()"
    )
    ticks = [subprocess.Popen([sys.executable, "-P", "-m", "tenor.cli.main", "tick"], cwd=ROOT, env=place.environment) for _ in range(2)]
    assert [each.wait(timeout=120) for each in ticks] == [0, 0], "two at once do no harm"
    assert "0 standings" in place.tenor("tick").stdout


def test_the_demo_opens_says_how_to_come_in_and_leaves_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "TENOR_HOME": str(tmp_path / "real"), "DATABASE_URL": "postgres://never@/asked"}
    done = started(environment, "demo", "--port", "0", "--workers", "1", "--seconds", "1")
    assert done.returncode == 0, done.stderr
    assert "Today is Mon 12 Jun 2023 in it" in done.stdout
    assert len(re.findall(r"^  \S.+@demo\.example  ", done.stdout, re.MULTILINE)) == 10
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("pymp")] == []


def test_every_setting_is_written_down() -> None:
    text = (ROOT / "docs/guide/running.md").read_text(encoding="utf-8")
    missing = [name for name in KNOWN if f"`{name}`" not in text]
    assert not missing, f"docs/guide/running.md: {missing}"
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/tenor").rglob("*.py"))
    read = set(re.findall(r'"(TENOR_[A-Z_]+|DATABASE_URL)"', source))
    assert read == set(KNOWN), read ^ set(KNOWN)
