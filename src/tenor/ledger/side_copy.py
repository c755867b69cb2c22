"""What is made for a side: a folder in which nothing stands that is not for it.

Of an entry hidden from the side there is one line, `{"hash","prev","seq"}`, which keeps the chain whole; its bodies, and files that
only it names, are not there. The file `side` says whose copy it is: nowhere else may an entry be cut down to its place.
`visible_to` in `facts` is the same for entries in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from tenor.base.problem import Place, problem, stopping
from tenor.ledger.canonical import dump
from tenor.ledger.codec import Problems
from tenor.ledger.folder import SIDE, Folder, Held, read_folder
from tenor.ledger.frame import frame_of, hidden_entry
from tenor.ledger.model import Entry
from tenor.ledger.record import write_files
from tenor.ledger.verify import LEDGER, body_name, erased_parts, parts_of

_NAMED = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")  # a file is named by its SHA-256, in a frame or in a body


def make_side_copy(path: Path | Folder, side: Literal["buyer", "supplier"], target: Path) -> Problems:
    """Write the folder a side may have into `target`, which must be empty or not there. What is in the way comes back as problems."""
    folder = path if isinstance(path, Folder) else Folder(path)
    held = read_folder(folder)
    wrong = stopping(held.problems)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        wrong.append(problem("copy-not-empty", Place(file=target.name)))
    if wrong:
        return tuple(wrong)
    named: set[bytes] = set()
    lines = []
    for entry, line in zip(held.entries, held.lines, strict=True):
        visible = is_for(entry, side)
        lines.append((line if visible else dump(frame_of(hidden_entry(entry.seq, entry.prev, entry.hash)))) + b"\n")
        named |= set(_NAMED.findall(line)) if visible else set()
    for name, data in _bodies(folder, held, side):
        write_files(target / "bodies", {name: data})
        named |= set(_NAMED.findall(data))
    for file in sorted(folder.files.iterdir()) if folder.files.is_dir() else ():
        if file.name.encode() in named:
            write_files(target / "files", {file.name: file.read_bytes()})
    kept = {folder.terms.name: folder.terms.read_bytes(), LEDGER: b"".join(lines), SIDE: f"{side}\n".encode()}
    write_files(target, kept)
    return ()


def is_for(entry: Entry, side: str) -> bool:
    """Whether a side may see an entry."""
    return not entry.hidden and entry.seen_by in ("both", side)


def _bodies(folder: Folder, held: Held, side: str) -> Iterator[tuple[str, bytes]]:
    """The bodies a side may have: (file name, bytes). One that an entry says was erased is left out even if it is still there."""
    erased = erased_parts(held.entries)
    for entry in held.entries:
        for part, expected in parts_of(entry) if is_for(entry, side) else ():
            file = folder.path / body_name(entry.id, part)
            if expected and (entry.id, part) not in erased and file.exists():
                yield file.name, file.read_bytes()
