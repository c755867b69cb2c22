"""Tenor as a wheel: built without a network, installed apart from the checkout, with its command and its data files."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))} | quiet
    done = subprocess.run([str(word) for word in command], cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", place, ROOT, cwd=place)
    (built,) = place.glob("tenor-*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    left_out = {"__pycache__", ".mypy_cache", ".ruff_cache"}
    ours = {p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src/tenor").rglob("*") if p.is_file() and not left_out & set(p.parts)}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("tenor/")}
    assert held == ours
    assert {"tenor/base/locale/en/LC_MESSAGES/tenor.mo", "tenor/base/calendars/england-and-wales.csv", "tenor/py.typed"} <= held


def test_the_wheel_installs_and_its_command_works(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own; its dependencies are lent by the one that runs this test, the package itself is not."""
    there = tmp_path / "venv"
    venv.EnvBuilder(with_pip=False, symlinks=True).create(there)
    python = there / "bin/python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=tmp_path)
    site = Path(run(python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip())
    lent = next(p for p in map(Path, sys.path) if (p / "typer").is_dir())
    site.joinpath("lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    asked = "import tenor; from tenor.base.wording import sentence_of; print(tenor.__file__); print(sentence_of('day-itself'))"
    where, sentence = run(python, "-I", "-c", asked, cwd=tmp_path).splitlines()
    assert Path(where).is_relative_to(site), "the installed package must be found, not the checkout"
    assert "{due}" in sentence
    assert "Usage" in run(there / "bin/tenor", "--help", cwd=tmp_path)
