"""Make `.venv` in the checkout from a hash-pinned lock, once: `python -I scripts/set_up.py requirements.lock`.

Called by `scripts/set_up.sh` when `.venv` is missing or its stamp, a copy of the lock it was made from, is not today's
lock. Only the standard library is at hand here. Two calls at once: the second waits, then finds the work done.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
RUN, DEV = "requirements.lock", "requirements-dev.lock"
DOWNLOAD = {RUN: "about 80 MB", DEV: "about 195 MB"}

# Of a person's pip settings we keep those that say how to reach an index, and none that say what to install or where.
REACH = ("INDEX_URL", "EXTRA_INDEX_URL", "NO_INDEX", "FIND_LINKS", "CERT", "CLIENT_CERT", "PROXY", "TRUSTED_HOST", "KEYRING_PROVIDER")
PATIENCE = ("TIMEOUT", "DEFAULT_TIMEOUT", "RETRIES", "CACHE_DIR", "NO_CACHE_DIR", "CONFIG_FILE")
KEPT = {f"PIP_{name}" for name in REACH + PATIENCE}
# These outweigh a pip.conf that says otherwise.
OURS = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}


def tell(text: str) -> None:
    """Say what is happening, apart from what a command prints."""
    print(text, file=sys.stderr, flush=True)


def is_ready(lock: str) -> bool:
    """Was `.venv` finished from exactly this lock?"""
    stamp = VENV / lock
    return PYTHON.exists() and stamp.exists() and stamp.read_bytes() == (ROOT / lock).read_bytes()


def stamp(lock: str) -> None:
    """Say that `.venv` is finished: the last thing done, in one step, so that a broken set-up never looks whole."""
    half = VENV / f"{lock}.half"
    shutil.copyfile(ROOT / lock, half)
    half.replace(VENV / lock)


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the checkout's folder against a second set-up. The system lets go when we end, however we end."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Tenor is being set up here by another start; waiting for it.")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def pip_environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment pip runs in: a person's own way to the index, and our own idea of what goes where."""
    kept = {name: value for name, value in given.items() if not name.startswith("PIP_") or name in KEPT}
    return kept | OURS


def make_empty() -> None:
    """A new `.venv` with pip and, by a path relative to it, our own `src`: a checkout may be moved or copied whole."""
    venv.EnvBuilder(clear=True, symlinks=True, with_pip=True).create(VENV)
    site_packages(VENV).joinpath("tenor.pth").write_text("../../../../src\n", encoding="ascii")


def site_packages(environment: Path) -> Path:
    """Where an environment made by this very Python keeps its packages."""
    return environment / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


def install(lock: str) -> None:
    """Install exactly the lock, refusing any file whose hash is not in it; compile, so that the first start is a quick one."""
    pip = [str(PYTHON), "-I", "-m", "pip", "--quiet", "--quiet", "install", "--no-deps", "--require-hashes", "-r", lock]
    subprocess.run(pip, cwd=ROOT, env=pip_environment(os.environ), stdin=subprocess.DEVNULL, check=True)
    compiling = [str(PYTHON), "-I", "-m", "compileall", "-q", "-j", "0", str(VENV / "lib"), str(ROOT / "src")]
    subprocess.run(compiling, stdout=subprocess.DEVNULL, check=False)


def set_up(lock: str) -> None:
    """Make `.venv` anew, or, for the tests, add to one that already runs Tenor."""
    adds = lock == DEV and is_ready(RUN) and not (VENV / DEV).exists()
    what = "Tenor's tests and checks" if lock == DEV else "Tenor"
    tell(f"Setting up {what} in {VENV} (once, about a minute, {DOWNLOAD[lock]} to download)…")
    if not adds:
        make_empty()
    install(lock)
    for done in (RUN, DEV) if lock == DEV else (RUN,):
        stamp(done)
    tell("Ready.")


def main(lock: str) -> int:
    try:
        with only_one():
            if not is_ready(lock):
                set_up(lock)
    except subprocess.CalledProcessError:
        tell("Tenor was not set up: what could not be installed is said above. Is there a network, or a PIP_INDEX_URL to use?")
        return 1
    except OSError as error:
        tell(f"Tenor was not set up: {error.strerror}: {error.filename or ROOT}")
        return 1
    except KeyboardInterrupt:
        tell("Tenor was not set up: stopped. The next start begins again.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
