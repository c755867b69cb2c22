"""Make the ledgers of the example contracts anew from their histories, and the golden reviews from those.

Run after a change of what is recorded:  python scripts/make_contracts.py            ledgers of all contracts, from the returns as they lie
Run after a change of what is said:      python scripts/make_contracts.py --goldens  expected/ of all contracts, from the ledgers
Run after a change of the template:      python scripts/make_contracts.py --returns  the files received, then the ledgers
Names of contracts behind these limit them to those. Read the difference before committing it.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from scripts.histories.filling import fill  # noqa: E402
from scripts.histories.recording import record_history, terms_of  # noqa: E402
from scripts.histories.telling import History, Sent  # noqa: E402

from tenor.cli.main import app  # noqa: E402

CONTRACTS = ROOT / "contracts"
NAMES = ("reg-44-visits", "lift-repairs", "day-centres", "ict-service", "leisure-centre", "supported-living", "telecare-installation")
MADE = ("ledger.jsonl", "ledger.lock", "bodies", "files")


def history_of(name: str) -> History:
    """The history of a contract, by its folder's name."""
    history = import_module(f"scripts.histories.{name.replace('-', '_')}").HISTORY
    assert isinstance(history, History)
    return history


def make_returns(name: str, folder: Path) -> None:
    """The files received, under `returns/`."""
    history, terms = history_of(name), terms_of(folder)
    shutil.rmtree(folder / "returns", ignore_errors=True)
    (folder / "returns").mkdir()
    for one in history.acts:
        if isinstance(one, Sent):
            (folder / "returns" / one.file).write_bytes(fill(history, one, terms))


def make_ledger(name: str, folder: Path) -> None:
    """Ledger, bodies and files of a folder that has its terms and returns."""
    for made in MADE:
        path = folder / made
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    record_history(history_of(name), folder)
    (folder / "ledger.lock").unlink(missing_ok=True)


def goldens(name: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each golden review."""
    for on in history_of(name).telling:
        yield f"{on.isoformat()}.txt", review_text(folder, on)
        yield f"{on.isoformat()}.json", review_text(folder, on, "--json")


def review_text(folder: Path, on: date, *options: str) -> str:
    """What `tenor review` prints for a day, as a reader of a file sees it: no terminal, so no colours, and the usual width."""
    words = ["review", str(folder), "--on", on.isoformat(), *options]
    done = CliRunner().invoke(app, words, env={"COLUMNS": None, "FORCE_COLOR": None})
    if done.exit_code != 0:
        raise SystemExit(f"tenor {' '.join(words)}\n{done.output}") from done.exception
    return json.dumps(json.loads(done.stdout), ensure_ascii=False, indent=1) + "\n" if "--json" in options else done.stdout


def make_goldens(name: str, folder: Path) -> None:
    """The golden reviews, under `expected/`."""
    expected, made = folder / "expected", dict(goldens(name, folder))
    expected.mkdir(exist_ok=True)
    for stray in [path for path in expected.iterdir() if path.name not in made]:
        stray.unlink()
    for file, text in made.items():
        (expected / file).write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    names = [argument for argument in arguments if not argument.startswith("--")] or list(NAMES)
    steps: list[Callable[[str, Path], None]] = [make_ledger]
    if "--goldens" in arguments:
        steps = [make_goldens]
    elif "--returns" in arguments:
        steps = [make_returns, make_ledger]
    for name in names:
        for step in steps:
            step(name, CONTRACTS / name)
            print(f"{name}: {step.__name__.replace('_', ' ')}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
