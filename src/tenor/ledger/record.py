"""Writing to the folder of a contract: one writer at a time, bodies before lines, on the disk before it is called recorded.

Either all of what is proposed is recorded or nothing. A last line that was cut off by a crash is set aside, never guessed.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Literal, TypeAlias

from tenor.base.problem import Place, Problem, problem
from tenor.ledger.bodies import body_bytes
from tenor.ledger.canonical import sha256
from tenor.ledger.chain import Chain, Draw, Tip, append
from tenor.ledger.codec import Problems
from tenor.ledger.events import Event
from tenor.ledger.folder import Folder, read_folder
from tenor.ledger.frame import line_of
from tenor.ledger.model import Body, Entry, SeenBy
from tenor.ledger.verify import LEDGER

Clock: TypeAlias = Callable[[], datetime]
MANY = 20  # bodies: from here on the disk is asked once to write everything, not once a file
CLOCKS_DIFFER = timedelta(minutes=1)  # what two computers' clocks may differ by before it is worth a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An act to be recorded, with what a person says of it; `id` "" = a new one is drawn."""

    event: Event
    by: str
    side: Literal["buyer", "supplier", "system"]
    on: date
    seen_by: SeenBy = "both"
    moment: datetime | None = None
    body: Body | None = None
    words: Body | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The entries, in the order proposed, or why nothing was recorded. A problem that is only `said` stopped nothing."""

    entries: tuple[Entry, ...] = ()
    problems: Problems = ()


# Asked of each act under the lock, with the chain as it then is: the rules of the contract, which the ledger does not know.
May: TypeAlias = Callable[[Chain, Proposed], Sequence[Problem]]


class CannotRecordError(Exception):
    """Leaves a write before anything is written, with the reasons."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems


def draw() -> str:
    """32 random hexadecimal digits, for an id or a salt."""
    return secrets.token_hex(16)


def record(path: Path | Folder, proposed: Proposed, *, at: datetime | Clock, may: May | None = None, wait: float = 10) -> Recorded:
    """Record one act. `at`: the moment, or the clock that is asked once it is this writer's turn."""
    return record_many(path, (proposed,), at=at, may=may, wait=wait)


def record_many(
    path: Path | Folder,
    several: Sequence[Proposed],
    *,
    at: datetime | Clock,
    draw: Draw = draw,
    may: May | None = None,
    wait: float = 10,
) -> Recorded:
    """Record acts as one: all or none, in this order, with one wait for the disk. `wait`: seconds to wait for another writer."""
    folder = path if isinstance(path, Folder) else Folder(path)
    return while_locked(folder, lambda: record_locked(folder, several, at=at, draw=draw, may=may), wait)


def while_locked(folder: Folder, act: Callable[[], Recorded], wait: float) -> Recorded:
    """Do it as the only writer; what is in the way comes back as problems."""
    try:
        with locked(folder, wait):
            return act()
    except CannotRecordError as why:
        return Recorded(problems=why.problems)
    except OSError as why:
        return Recorded(
            problems=(problem("folder-not-written", Place(file=Path(why.filename or LEDGER).name), why=why.strerror or str(why)),)
        )


def keep_file(path: Path | Folder, data: bytes) -> str:
    """Keep the bytes of a file received, before the entry that names them: gives back their hash. OSError if they cannot be kept."""
    folder = path if isinstance(path, Folder) else Folder(path)
    name = sha256(data)
    if not (folder.files / name).exists():
        write_files(folder.files, {name: data})
    return name


@contextmanager
def locked(path: Path | Folder, wait: float = 10) -> Iterator[None]:
    """Hold the folder against other writers. The kernel lets go of the lock when its process ends, so a lock is never left behind."""
    folder = path if isinstance(path, Folder) else Folder(path)
    handle = os.open(folder.lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = monotonic() + wait
        while not _taken(handle):
            if monotonic() > until:
                holder = os.pread(handle, 40, 0).decode(errors="replace").strip() or "?"
                raise CannotRecordError(problem("folder-locked", Place(file=folder.lock.name), process=holder, seconds=int(wait)))
            sleep(0.02)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def record_locked(
    folder: Folder, several: Sequence[Proposed], *, at: datetime | Clock, draw: Draw = draw, may: May | None = None
) -> Recorded:
    """Record acts while holding the lock; CannotRecordError with the problems, or OSError, leaves nothing recorded."""
    held = read_folder(folder, writing=True)
    if held.broken:
        raise CannotRecordError(*held.broken)
    entries: list[Entry] = []
    new: list[Entry] = []
    moment = moment_of_turn(at, held.chain.last_at)
    for proposed in several:
        wrong = tuple(may(held.chain, proposed)) if may else ()
        made = append_proposed(held.chain, proposed, moment, draw)
        if wrong or isinstance(made, tuple):
            raise CannotRecordError(*wrong, *(made if isinstance(made, tuple) else ()))
        entries.append(made)
        if made.seq > len(held.chain.entries):
            held.chain.add(made)
            new.append(made)
    aside = (_set_aside(folder, held.cut),) if held.cut and new else ()
    if new:
        _write_bodies(folder, new)
        _append_lines(folder, new)
    return Recorded(entries=tuple(entries), problems=aside)


def moment_of_turn(at: datetime | Clock, last: datetime | None) -> datetime:
    """A clock a little behind the one that wrote last is taken at that; further behind, the entry is refused with its words."""
    if isinstance(at, datetime):
        return at
    now = at()
    return last if last is not None and now < last <= now + CLOCKS_DIFFER else now


def append_proposed(chain: Tip, proposed: Proposed, at: datetime, draw: Draw) -> Entry | Problems:
    """The entry that an act would be, or why it cannot be one; whoever holds the chain takes it in."""
    return append(
        chain,
        proposed.event,
        by=proposed.by,
        side=proposed.side,
        on=proposed.on,
        at=at,
        seen_by=proposed.seen_by,
        moment=proposed.moment,
        body=proposed.body,
        words=proposed.words,
        id=proposed.id or None,
        draw=draw,
    )


def _set_aside(folder: Folder, cut: bytes) -> Problem:
    """Move the piece of a line to a file of its own and end the ledger at its last whole line."""
    n = 1
    while (folder.path / f"{LEDGER}.cut-{n}").exists():
        n += 1
    name = f"{LEDGER}.cut-{n}"
    write_files(folder.path, {name: cut})
    with open(folder.ledger, "r+b") as ledger:
        ledger.truncate(os.fstat(ledger.fileno()).st_size - len(cut))
        os.fsync(ledger.fileno())
    return problem("ledger-cut-aside", Place(file=LEDGER), weight="said", name=name, size=len(cut))


def _write_bodies(folder: Folder, entries: Sequence[Entry]) -> None:
    parts = (("body", entry, entry.body) for entry in entries), (("words", entry, entry.words) for entry in entries)
    bodies = {folder.body(entry.id, part).name: body_bytes(body) for several in parts for part, entry, body in several if body}  # type: ignore[arg-type]
    if bodies:
        write_files(folder.bodies, bodies)


def _append_lines(folder: Folder, entries: Sequence[Entry]) -> None:
    """Append in one piece; if the disk is full half way, what was written is taken back."""
    fresh = not folder.ledger.exists()
    data = b"".join(line_of(entry) + b"\n" for entry in entries)
    with open(folder.ledger, "ab", buffering=0) as ledger:
        size = os.fstat(ledger.fileno()).st_size
        try:
            while data:
                data = data[ledger.write(data) :]
            os.fsync(ledger.fileno())
        except OSError:
            ledger.truncate(size)
            raise
    if fresh:
        see_on_disk(folder.path)


def write_files(where: Path, files: Mapping[str, bytes]) -> None:
    """Write files whole or not at all, each under another name first, and see them on the disk."""
    if not where.exists():
        where.mkdir(parents=True)
        see_on_disk(where.parent)
    for name, data in files.items():
        with open(where / f".{name}.new", "wb") as file:
            file.write(data)
            file.flush()
            if len(files) <= MANY:
                os.fsync(file.fileno())
    if len(files) > MANY:
        os.sync()
    for name in files:
        os.replace(where / f".{name}.new", where / name)
    see_on_disk(where)


def see_on_disk(where: Path) -> None:
    """See on the disk that a folder holds what it holds."""
    handle = os.open(where, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
