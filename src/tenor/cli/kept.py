"""Texts of queries kept between commands, so that the next start need not write them again (writing them costs about 0.15 s).

One small file in the user's cache folder, of this version of Tenor. Losing it, or being unable to write it, costs time and nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path

from tenor import __version__

MOST = 300  # queries kept; a contract needs a few


class KeptQueries(MutableMapping[str, str]):
    """A mapping that is read from its file when first asked, and written back by `keep`."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or cache_folder() / f"queries-{__version__}.json"
        self._held: dict[str, str] | None = None
        self._new = False

    def _all(self) -> dict[str, str]:
        if self._held is None:
            self._held = _read(self._path)
        return self._held

    def __getitem__(self, key: str) -> str:
        return self._all()[key]

    def __setitem__(self, key: str, value: str) -> None:
        self._new = self._new or self._all().get(key) != value
        self._all()[key] = value

    def __delitem__(self, key: str) -> None:
        del self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keep(self) -> None:
        """Write what is new; a command never fails because its cache cannot be written."""
        if not self._new:
            return
        newest = dict(list(self._all().items())[-MOST:])
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft = self._path.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps(newest), encoding="utf-8")
            draft.replace(self._path)


def cache_folder() -> Path:
    """Where the user's machine keeps what can be made again."""
    home = os.environ.get("XDG_CACHE_HOME")
    return Path(home or os.path.expanduser("~/.cache")) / "tenor"


def _read(path: Path) -> dict[str, str]:
    """What was kept; nothing where the file is missing or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    fits = isinstance(found, dict) and all(isinstance(v, str) for v in found.values())
    return found if fits else {}
