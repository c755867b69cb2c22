"""Have a chart drawn: by the installation's drawing process where one answers, else here.

Drawing takes some 80 ms and 170 MB, which every web process would keep; so one process draws for all of them (`tenor.server.drawing`).
They talk through a socket in TENOR_HOME that only the installation's own user may open. A message is its length in four bytes, then
its bytes: a chart as JSON one way, "1" and the SVG, or "0" and why not, the other.
"""

from __future__ import annotations

import json
import logging
import socket
import struct
import threading
from pathlib import Path

from django.conf import settings

from tenor.documents.charts.kept import as_data
from tenor.documents.charts.model import Chart

MOST_BYTES = 4 * 1024 * 1024  # of a message
PATIENCE = 10.0  # seconds for all of one drawing
LONGEST = 100  # bytes of a socket's path that every system takes

_here = threading.Lock()


class NotDrawnError(Exception):
    """The drawing process answered that it could not draw this."""


def address() -> Path:
    """Where the drawing process listens."""
    return Path(settings.TENOR_HOME) / "drawing.sock"


def usable(path: Path) -> bool:
    """Whether a socket can have this path: systems take about a hundred bytes."""
    return len(str(path).encode()) <= LONGEST


def draw(chart: Chart) -> str:
    """The chart as SVG. NotDrawnError where the drawing process says that it cannot be drawn."""
    path = address()
    if usable(path) and path.exists():
        try:
            return ask(path, chart)
        except OSError:
            logging.getLogger("tenor").warning("no drawing process answers: drawing in this one")
    return draw_here(chart)


def draw_here(chart: Chart) -> str:
    """Draw in this process, one at a time."""
    from tenor.documents.charts.draw import svg

    with _here:
        return svg(chart)


def ask(path: Path, chart: Chart) -> str:
    """Let the process at this socket draw. OSError where none answers in time."""
    data = {**as_data(chart), "table": {"caption": "", "columns": [], "rows": []}}
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE)
        line.connect(str(path))
        send(line, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        answer = receive(line)
    if answer[:1] != b"1":
        raise NotDrawnError(answer[1:].decode(errors="replace"))
    return answer[1:].decode()


def send(line: socket.socket, message: bytes) -> None:
    """One message. OSError where the other end is gone."""
    line.sendall(struct.pack(">I", len(message)) + message)


def receive(line: socket.socket) -> bytes:
    """One message. OSError where it is too long, or the other end is gone."""
    (length,) = struct.unpack(">I", _exactly(line, 4))
    if length > MOST_BYTES:
        raise OSError("a message that is too long")
    return _exactly(line, length)


def _exactly(line: socket.socket, n: int) -> bytes:
    found = bytearray()
    while len(found) < n:
        more = line.recv(min(65536, n - len(found)))
        if not more:
            raise OSError("the line was cut")
        found += more
    return bytes(found)
