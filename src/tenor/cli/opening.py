"""A contract's folder as a command needs it: terms read, entries proved; or why not, in words, with exit code 3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

from tenor.base.problem import Problem, stopping
from tenor.base.wording import said
from tenor.cli.ends import CANNOT, near, stop

if TYPE_CHECKING:
    from tenor.ledger.folder import Held
    from tenor.ledger.model import Entry
    from tenor.terms.model import Terms
    from tenor.terms.read_yaml import Read

TERMS = "terms.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A contract that can be worked with. `entries`: what the side that looks may see."""

    path: Path
    terms: Terms
    held: Held
    entries: Sequence[Entry]
    notes: tuple[Problem, ...] = ()


def open_contract(path: Path, side: Literal["buyer", "supplier"] | None = None) -> Opened:
    """The contract of a folder; ends with exit code 3, and why, where it cannot be read."""
    folder = path.parent if path.name == TERMS and path.is_file() else path
    terms = terms_of(folder)
    from tenor.ledger.folder import read_folder

    try:
        held = read_folder(folder)
    except OSError as why:
        unreadable(folder, why)
    damage = [p for p in held.problems if p.code != "ledger-cut"]
    if damage:
        stop(CANNOT, said("cli-ledger-broken", folder=str(folder)), *damage)
    entries: Sequence[Entry] = held.entries
    if side is not None:
        from tenor.ledger.facts import visible_to

        entries = visible_to(entries, side)
    return Opened(path=folder, terms=terms, held=held, entries=entries, notes=tuple(held.problems))


def terms_of(path: Path) -> Terms:
    """The terms of a folder or file; ends with exit code 3 and every problem where they cannot be used."""
    read = read_terms(path)
    if read.terms is None:
        stop(CANNOT, said("cli-terms-stopped", folder=str(path)), *stopping(read.problems))
    return read.terms


def read_terms(path: Path) -> Read:
    """What came of reading the terms of a folder, or of a file of terms."""
    file = find_terms(path)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as why:
        stop(CANNOT, said("cli-not-text", file=str(file), at=why.start))
    except OSError as why:
        unreadable(file, why)
    from tenor.terms.read_yaml import read_yaml

    return read_yaml(text, file.name)


def find_terms(path: Path) -> Path:
    """The file of terms a path means; ends with exit code 3 where it means none."""
    if path.is_dir():
        if not (path / TERMS).is_file():
            stop(CANNOT, said("cli-no-contract", folder=str(path)), *_others(path))
        return path / TERMS
    if not path.exists():
        stop(CANNOT, said("cli-nothing-there", path=str(path)), *_others(path))
    if path.suffix not in (".yaml", ".yml"):
        stop(CANNOT, said("cli-no-terms-file", path=str(path)))
    return path


def unreadable(path: Path, why: OSError) -> NoReturn:
    """Ends with exit code 3: the machine would not let the file be read or written."""
    stop(CANNOT, said("cli-unreadable", path=str(why.filename or path), why=(why.strerror or str(why)).lower()))


def _others(path: Path) -> list[str]:
    """Contracts that lie near a wrong path."""
    places = {place for root in (path, path.parent, Path("contracts")) for place in _contracts_in(root)}
    if not places:
        return []
    known = {str(place): place for place in sorted(places)}
    nearest = [name for name in known if near(path.name, [known[name].name])]
    return [f"  {name}" for name in (nearest or list(known))[:5]]


def _contracts_in(root: Path) -> list[Path]:
    try:
        return [child for child in sorted(root.iterdir())[:200] if (child / TERMS).is_file()]
    except OSError:
        return []
