"""Every check of the repository, one line each: what `./test` runs.

All steps run even when one fails; what a failed step printed is shown; the exit is 1 when any failed.
What is named on the command line goes to pytest as it stands, and is run whether it is slow or not.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = (sys.executable, "-P")
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = 'lint-imports'; lint_imports_command()"

CHECKS: dict[str, tuple[str, ...]] = {
    "wording is compiled": ("scripts/compile_wording.py", "--check"),
    "ruff check": ("-m", "ruff", "check", "--quiet", "--output-format", "concise", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "mypy": ("-m", "mypy", "--no-error-summary"),
    "imports keep to the road": ("-c", LINT_IMPORTS),
}


# What is run again on PostgreSQL. A page reads through the same few lookups and writes through `desk/record.py`, so what could be another
# there is SQL: each page is opened once by everybody (`test_who`), each form of each page sent (`test_acts`), and the tests are run whole
# of whatever locks, counts on a key being refused, sorts, searches or keeps something outside the ledger: the desk itself, set-up, people,
# signing in, returns, drafts of letters and agendas, the end of a contract, Home. The rest of tests/web asks the same code for other words.
# Whatever takes databases of its own (tests/server, journeys, tests/desk/test_writers.py) has been on both kinds in the first run.
ON_POSTGRES = (
    *("tests/desk/test_record.py", "tests/desk/test_snapshots.py", "tests/walk/test_who.py", "tests/walk/test_acts.py"),
    *(
        f"tests/web/test_{name}.py"
        for name in (
            *("setup", "people", "people_organisation", "sign_in", "sign_in_directory", "sign_in_headers"),
            *("returns", "returns_columns", "returns_rows", "letters", "meetings", "ending", "home", "summary"),
        )
    ),
)
ALL_CORES = ("-n", "auto", "--dist", "worksteal")  # a worker begins with one half in order, so it makes the fixtures of a module once


def run(name: str, command: tuple[str, ...], *, shown: bool = False) -> bool:
    """Run one step and print its line; `shown` lets it print as it goes."""
    began = time.monotonic()
    done = subprocess.run([*PYTHON, *command], cwd=ROOT, text=True, stdout=None if shown else subprocess.PIPE, stderr=subprocess.STDOUT)
    took = time.monotonic() - began
    good = done.returncode == 0
    print(f"{'ok    ' if good else 'FAILED'} {name} ({took:.1f} s)", flush=True)
    if not good and not shown:
        print(done.stdout.rstrip() or f"(nothing printed; exit {done.returncode})", flush=True)
    return good


def tests(arguments: list[str], *, slow: bool) -> tuple[str, ...]:
    """The pytest command: all of it on every core, or what was named on one."""
    if arguments:
        return ("-m", "pytest", *arguments)
    return ("-m", "pytest", *ALL_CORES, *(() if slow else ("-m", "not slow")))


def on_postgres() -> tuple[str, ...]:
    """The tests that write to the database, on a PostgreSQL started for them; the others start one themselves where they need it."""
    return ("tests/postgres.py", "--for", *PYTHON, "-m", "pytest", *ALL_CORES, "-m", "not slow", *ON_POSTGRES)


def need_browser() -> None:
    """The journeys drive Debian's Chromium: installed here if we may, else said."""
    if shutil.which("chromium"):
        return
    if os.getuid() == 0 and shutil.which("apt-get"):
        print(
            "Tenor's journeys need Debian's chromium. Running: apt-get update && apt-get install -y chromium fonts-liberation", flush=True
        )
        quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"], check=False, **quiet)  # type: ignore[call-overload]
    if not shutil.which("chromium"):
        print("No Chromium on this machine: the journeys are skipped. On Debian: apt-get install chromium fonts-liberation", flush=True)


def main(arguments: list[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print("./test            every check, then the tests that are not slow")
        print("./test --slow     and the slow ones")
        print("./test --quick    the tests only")
        print("./test PATHS…     every check, then these tests (anything pytest takes)")
        return 0
    named = [argument for argument in arguments if argument not in ("--slow", "--quick")]
    os.environ.pop("PYTHONPATH", None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the tests start some three hundred processes: each would compile all of src
    # The checks read the site's settings, and leave nothing of it in the checkout.
    scratch = tempfile.mkdtemp(prefix="tenor-checks-")
    os.environ.update(TENOR_HOME=scratch, TENOR_SECRET_KEY="of the checks alone")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    results = [] if "--quick" in arguments else [run(name, command) for name, command in CHECKS.items()]
    if not named:
        need_browser()
    results.append(run("tests", tests(named, slow="--slow" in arguments), shown=True))
    if not named:
        results.append(run("tests of the desk and the pages on PostgreSQL", on_postgres(), shown=True))
    print(f"Steps: {results.count(True)} passed, {results.count(False)} failed", flush=True)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
