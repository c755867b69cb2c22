"""A contract as made, written as the folder that every command reads."""

from __future__ import annotations

from pathlib import Path

from tenor.cli.generating.model import Made
from tenor.ledger.folder import Folder


def keep(made: Made, into: Path) -> Path:
    """Write the folder of a contract; gives back where. OSError where it cannot be written, or is there already."""
    folder = Folder(into / made.name)
    folder.path.mkdir(parents=True)
    folder.terms.write_bytes(made.terms.encode())
    folder.ledger.write_bytes(b"".join(line + b"\n" for line in made.lines))
    for where, parts in ((folder.bodies, made.bodies), (folder.files, made.files)):
        if parts:
            where.mkdir()
        for name, data in parts.items():
            with open(f"{where}/{name}", "wb", buffering=0) as file:
                file.write(data)
    return folder.path
