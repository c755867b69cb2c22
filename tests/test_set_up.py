"""The launchers, without a network: what a start does before Tenor itself runs."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"tenor": "requirements.lock", "test": "requirements-dev.lock"}


@pytest.fixture
def set_up() -> ModuleType:
    spec = importlib.util.spec_from_file_location("set_up", ROOT / "scripts/set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose folder has spaces, set up, with a Python that prints what it is asked to run."""
    here = tmp_path / "two words" / "tenor"
    for launcher, lock in LOCKS.items():
        (here / ".venv").mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / launcher, here / launcher)
        (here / lock).write_text("rich==1\n", encoding="utf-8")
        (here / ".venv" / lock).write_text("rich==1\n", encoding="utf-8")
    script(here / ".venv/bin/python", 'echo "${PYTHONPATH-none}"; for word in "$@"; do echo "<$word>"; done')
    script(here / "scripts/set_up.sh", 'echo "setting up from $1" >&2; exit 3')
    return here


def start(path: Path | str, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(path), *words], cwd=cwd, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": "elsewhere"})


def test_a_start_hands_every_word_over_as_it_is(checkout: Path, tmp_path: Path) -> None:
    done = start(checkout / "tenor", "review", "a b", "", "*", cwd=tmp_path)
    assert done.stdout.splitlines() == ["none", "<-P>", "<-m>", "<tenor.cli.main>", "<review>", "<a b>", "<>", "<*>"]
    assert done.stderr == ""


def test_a_start_through_links_finds_its_checkout(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/first").symlink_to(checkout / "tenor")
    (tmp_path / "bin/second").symlink_to("first")
    for way in (tmp_path / "bin/second", "bin/second", "./bin/first"):
        assert "<tenor.cli.main>" in start(way, cwd=tmp_path).stdout
    assert "<tenor.cli.main>" in start("sh", "second", cwd=tmp_path / "bin").stdout


@pytest.mark.parametrize("launcher", LOCKS)
def test_a_changed_lock_sets_up_again_and_a_failed_set_up_starts_nothing(launcher: str, checkout: Path) -> None:
    (checkout / LOCKS[launcher]).write_text("rich==2\n", encoding="utf-8")
    done = start(checkout / launcher, cwd=checkout)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", f"setting up from {LOCKS[launcher]}\n")


def test_a_second_start_costs_next_to_nothing(checkout: Path) -> None:
    """The least of ten, as another process may be busy: under 30 ms of shell."""
    script(checkout / ".venv/bin/python", "exit 0")
    taken = []
    for _ in range(10):
        began = time.perf_counter()
        start(checkout / "tenor", cwd=checkout)
        taken.append(time.perf_counter() - began)
    assert min(taken) < 0.03


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs: an ordinary user's, with no Python yet."""
    programs = tmp_path / "bin"
    script(programs / "id", "echo 1000")
    (programs / "sh").symlink_to("/bin/sh")
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    script(tmp_path / "scripts/set_up.py", "")
    return programs


def find(machine: Path) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(machine.parent / "scripts/set_up.sh"), "requirements.lock"]
    return subprocess.run(command, env={"PATH": str(machine)}, capture_output=True, text=True)


def test_an_old_python_is_refused_in_plain_words(machine: Path) -> None:
    script(machine / "python3", 'case "$*" in *ensurepip*) exit 1 ;; esac; echo "Python 3.9, without venv"')
    done = find(machine)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "Tenor needs Python 3.11 or newer, with venv. This machine has: Python 3.9."
    assert "apt-get update && apt-get install -y python3-venv" in done.stderr


def test_no_python_is_said_so(machine: Path) -> None:
    assert "This machine has: no python3." in find(machine).stderr


def test_a_name_that_does_not_run_is_passed_over(machine: Path) -> None:
    script(machine / "python3.11", "exit 127")
    script(machine / "python3.12", 'echo "took 3.12: $*"')
    assert "took 3.12: -I" in find(machine).stdout


def test_root_on_debian_has_the_package_installed_and_is_told(machine: Path) -> None:
    script(machine / "id", "echo 0")
    script(machine / "apt-get", f'echo "apt-get $*"; case $1 in install) ln -s {sys.executable} "{machine}/python3" ;; esac')
    (machine / "ln").symlink_to("/bin/ln")
    done = find(machine)
    assert "Running: apt-get update && apt-get install -y python3-venv" in done.stderr
    assert "apt-get install -y -qq python3-venv" in done.stderr
    assert done.stdout == ""


def test_pip_keeps_the_way_to_the_index_and_nothing_that_moves_the_target(set_up: ModuleType) -> None:
    given = {
        "HOME": "/home/x",
        "PIP_INDEX_URL": "i",
        "PIP_CERT": "c",
        "PIP_FIND_LINKS": "f",
        "PIP_TARGET": "t",
        "PIP_USER": "1",
        "PIP_NO_DEPS": "1",
    }
    kept = set_up.pip_environment(given)
    assert {name for name in kept if kept[name] == given.get(name)} == {"HOME", "PIP_INDEX_URL", "PIP_CERT", "PIP_FIND_LINKS"}
    assert kept["PIP_USER"] == "0"
    assert "PIP_TARGET" not in kept


def test_a_half_made_venv_is_not_ready(set_up: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    monkeypatch.setattr(set_up, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(set_up, "PYTHON", tmp_path / ".venv/bin/python")
    (tmp_path / "requirements.lock").write_text("rich==1\n", encoding="utf-8")
    assert not set_up.is_ready("requirements.lock")
    script(tmp_path / ".venv/bin/python", "")
    assert not set_up.is_ready("requirements.lock")
    set_up.stamp("requirements.lock")
    assert set_up.is_ready("requirements.lock")
    (tmp_path / "requirements.lock").write_text("rich==2\n", encoding="utf-8")
    assert not set_up.is_ready("requirements.lock")


def test_the_real_start_answers() -> None:
    if not (ROOT / "src/tenor/cli/main.py").exists():
        pytest.skip("src/tenor/cli/main.py does not exist yet")
    done = subprocess.run([sys.executable, "-P", "-m", "tenor.cli.main", "--help"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Usage" in done.stdout, 'end src/tenor/cli/main.py with: if __name__ == "__main__": sys.exit(main())'
