"""The file form of a contract: `terms.yaml`, `ledger.jsonl` (a canonical frame a line), `bodies/`, `files/`. Reading and proving it.

Files are touched here, in `record`, `erase` and `side_copy`, and nowhere else in the ledger. Writing: `record`.
"""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tenor.base.problem import Place, Problem, problem
from tenor.ledger.bodies import ROWS_EVENTS, check_body, read_body
from tenor.ledger.canonical import sha256
from tenor.ledger.chain import Chain, Part
from tenor.ledger.codec import Problems
from tenor.ledger.frame import HASH
from tenor.ledger.model import Body, Entry
from tenor.ledger.verify import (
    LEDGER,
    VerifyResult,
    body_name,
    body_place,
    cut_problem,
    parts_of,
    read_chain,
    split_lines,
    verify,
)

TERMS = "terms.yaml"
SIDE = "side"  # in the copy made for a side: whose it is


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the parts of a contract lie."""

    path: Path

    @property
    def terms(self) -> Path:
        return self.path / TERMS

    @property
    def ledger(self) -> Path:
        return self.path / LEDGER

    @property
    def bodies(self) -> Path:
        return self.path / "bodies"

    @property
    def files(self) -> Path:
        return self.path / "files"

    @property
    def side(self) -> Path:
        return self.path / SIDE

    @property
    def lock(self) -> Path:
        return self.path / "ledger.lock"

    def body(self, id: str, part: Part) -> Path:
        return self.path / body_name(id, part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A folder as read. `broken`: why the chain ends before its file does; `problems`: those, and bodies that cannot be used.
    `cut`: what stands after the last line end. `lines`: the good lines, as stored."""

    chain: Chain
    broken: Problems
    problems: Problems
    cut: bytes
    lines: tuple[bytes, ...]

    @property
    def entries(self) -> list[Entry]:
        return self.chain.entries


def read_folder(path: Path | Folder, *, writing: bool = False) -> Held:
    """The entries of a folder with their bodies: those of rows read and proved, those of words read when somebody looks.

    A half-written last line is reported and left as it is. `writing`: the caller holds the lock.
    OSError where the ledger is there and cannot be read.
    """
    folder = path if isinstance(path, Folder) else Folder(path)
    terms_hash, no_terms = _terms_hash(folder)
    lines, cut = _lines(folder, writing=writing)
    with without_gc():
        chain, broken = read_chain(lines, terms_hash) if not no_terms else (Chain(terms_hash=""), ())
    if cut and not broken:
        broken = () if no_terms else (cut_problem(len(lines) + 1, len(cut)),)
    broken = (*broken, *hidden_in_master(folder, chain.entries))
    bodies = _Bodies(folder)
    chain.entries[:] = [bodies.attach(entry) for entry in chain.entries]
    chain.ids.update((entry.id, entry) for entry in chain.entries if not entry.hidden)
    return Held(
        chain=chain,
        broken=(*no_terms, *(p for p in broken if p.code != "ledger-cut")),
        problems=(*no_terms, *bodies.problems, *broken),
        cut=cut,
        lines=tuple(lines[: len(chain.entries)]),
    )


def verify_folder(path: Path | Folder, *, head: str = "") -> VerifyResult:
    """Prove a folder: the terms its first entry names, every line, body and file kept; a body that belongs to nothing is said."""
    folder = path if isinstance(path, Folder) else Folder(path)
    terms_hash, no_terms = _terms_hash(folder)
    if no_terms:
        return VerifyResult(entries=0, hidden=0, erased=0, head="", broken=None, problems=no_terms)
    lines, cut = _lines(folder)
    stored = _stored_names(folder)
    seen: set[str] = set()

    def body(id: str, part: Part) -> bytes | None:
        name = body_name(id, part)
        seen.add(name)
        return _bytes_of(f"{folder.path}/{name}") if name in stored else None

    with without_gc():
        result = verify(lines, terms_hash, body, head=head, cut=cut)
    if result.hidden:
        result = _with_hidden(folder, result, read_chain(lines, terms_hash)[0].entries)
    strays = sorted(stored - seen) if result.good else []
    said = [problem("body-stray", Place(file=name), weight="said") for name in strays]
    return replace(result, problems=(*result.problems, *changed_files(folder), *said))


def hidden_in_master(folder: Folder, entries: Sequence[Entry]) -> Problems:
    """An entry cut down to its place stands only in a copy made for a side, and a copy says whose it is; elsewhere it was taken away."""
    first = next((entry for entry in entries if entry.hidden), None)
    if first is None or folder.side.exists():
        return ()
    return (problem("chain-hidden-in-master", Place(file=LEDGER, line=first.seq), seq=first.seq),)


def _with_hidden(folder: Folder, result: VerifyResult, entries: Sequence[Entry]) -> VerifyResult:
    wrong = hidden_in_master(folder, entries)
    if not wrong:
        return result
    line = next(entry.seq for entry in entries if entry.hidden)
    return replace(result, broken=min(line, result.broken or line), problems=(*wrong, *result.problems))


def changed_files(folder: Folder) -> list[Problem]:
    """Files received whose bytes are not those they were kept with. One that is gone is no fault: files are kept for a time."""
    kept = sorted(path for path in folder.files.iterdir() if HASH.fullmatch(path.name)) if folder.files.is_dir() else []
    changed = [path.name for path in kept if sha256(_bytes_of(path) or b"") != path.name]
    return [problem("file-changed", Place(file=f"files/{name}")) for name in changed]


def _terms_hash(folder: Folder) -> tuple[str, Problems]:
    data = _bytes_of(folder.terms)
    if data is None:
        return "", (problem("folder-no-terms", Place(file=TERMS), folder=folder.path.name),)
    return sha256(data), ()


def _lines(folder: Folder, *, writing: bool = False) -> tuple[list[bytes], bytes]:
    """The lines of the ledger. A writer may be between two bytes: what looks cut is read again once nobody writes."""
    lines, cut = split_lines(_bytes_of(folder.ledger) or b"")
    if cut and not writing:
        with reading(folder):
            lines, cut = split_lines(_bytes_of(folder.ledger) or b"")
    return lines, cut


@contextmanager
def reading(folder: Folder) -> Iterator[None]:
    """Wait until no writer holds the lock; a folder that nobody has written to, or that cannot be locked, is read as it is."""
    try:
        handle = os.open(folder.lock, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


@contextmanager
def without_gc() -> Iterator[None]:
    """Entries hold no cycles: looking for some, again and again while a hundred thousand are made, is an eighth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _bytes_of(path: Path | str) -> bytes | None:
    """The bytes of a file; None if it is not there."""
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _stored_names(folder: Folder) -> frozenset[str]:
    """The names of all bodies there are, from the folder of the contract."""
    try:
        return frozenset(f"bodies/{name}" for name in os.listdir(folder.bodies))
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()


class _Bodies:
    """Joins entries with their bodies, and collects what cannot be joined."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._stored = _stored_names(folder)
        self.problems: list[Problem] = []

    def attach(self, entry: Entry) -> Entry:
        """The entry with its bodies; None where one is erased, missing or changed."""
        found = {part: self._body(entry, part, expected) for part, expected in parts_of(entry) if expected}
        return replace(entry, **found) if found else entry  # type: ignore[arg-type]

    def _body(self, entry: Entry, part: Part, expected: str) -> Body | None:
        name = body_name(entry.id, part)
        if name not in self._stored:
            return None
        if part == "words" or entry.type not in ROWS_EVENTS:
            return Body(kind="words", salt="", content=Words(self._folder.path / name, expected))
        data = _bytes_of(self._folder.path / name)
        body = None if data is None else read_body(data, expected)
        # a file may hold its frame's bytes and still be shaped as no rows are: then it was never recorded by Tenor
        if data is not None and (body is None or body.kind != "rows" or check_body(body)):
            self.problems.append(problem("body-changed", body_place(entry, part), seq=entry.seq, id=entry.id))
            return None
        return body


class Words(Mapping[str, Any]):
    """The content of a words body, read once, when first asked for. Nothing is rated by it: gone or changed, it says nothing,
    and `verify_folder` says why."""

    __slots__ = ("_content", "_expected", "_path")

    def __init__(self, path: Path, expected: str) -> None:
        self._path, self._expected = path, expected
        self._content: Mapping[str, Any] | None = None

    def _read(self) -> Mapping[str, Any]:
        if self._content is None:
            data = _bytes_of(self._path)
            body = None if data is None else read_body(data, self._expected)
            self._content = {} if body is None else body.content
        return self._content

    def __getitem__(self, key: str) -> Any:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())
