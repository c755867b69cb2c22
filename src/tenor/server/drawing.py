"""The drawing process of an installation: one for all its web processes, so that none of them keeps the 170 MB that drawing takes.

`start_drawing()` starts it: a small keeper that holds the socket, and under it the one that draws. The keeper starts another when that
one ends: by itself after so many drawings, or because something went wrong. Both end when whoever started them does.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tenor.desk.drawing import PATIENCE, address, receive, send, usable

DRAWINGS = 2000  # after which the drawing process makes room for a fresh one
PAUSE = 1.0  # seconds between one that ended and the next
WAITING = 16  # who may wait in line; the next is told so at once, and draws by itself

_held: list[object] = []  # the end of the pipe by which the keeper learns that we are gone, and the keeper


def start_drawing() -> Path | None:
    """Start the drawing process unless one answers already, and give its socket. None where this installation's path is too long for one.

    Its life hangs on a pipe that this process and what it becomes by exec hold open.
    """
    path = address()
    if not usable(path):
        return None
    if answers(path):
        return path
    ours, theirs = os.pipe()
    os.set_inheritable(theirs, True)  # gunicorn may take the place of this process: it holds the pipe then
    keeper = subprocess.Popen([sys.executable, "-m", "tenor.server.drawing", str(path)], stdin=ours, close_fds=True)
    os.close(ours)
    _held.extend((theirs, keeper))
    _wait_for(path, keeper)
    return path


def stop_drawing() -> None:
    """End what `start_drawing` of this process started."""
    while _held:
        one = _held.pop(0)
        if isinstance(one, int):
            os.close(one)
        elif isinstance(one, subprocess.Popen):
            one.wait(timeout=10)


def answers(path: Path) -> bool:
    """Whether a process listens there."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, suppress(OSError):
        line.settimeout(1)
        line.connect(str(path))
        return True
    return False


def _wait_for(path: Path, keeper: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 10
    while not answers(path) and keeper.poll() is None and time.monotonic() < until:
        time.sleep(0.02)


# --- the keeper --------------------------------------------------------------------------------------------------


def keep(path: Path) -> None:
    """Hold the socket and a drawing process under it until whoever started us is gone (our input ends)."""
    listening = _listen(path)
    drawing = 0
    try:
        while True:
            drawing = drawing or _begin(listening)
            if select.select([0], [], [], PAUSE)[0]:
                return
            if os.waitpid(drawing, os.WNOHANG)[0]:
                drawing = 0
    finally:
        path.unlink(missing_ok=True)
        if drawing:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(drawing, signal.SIGTERM)
                os.waitpid(drawing, 0)


def _listen(path: Path) -> socket.socket:
    """The socket, for our own user alone. What a process that was killed left there is taken away."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listening.bind(str(path))
    finally:
        os.umask(before)
    listening.listen(WAITING)
    return listening


def _begin(listening: socket.socket) -> int:
    """The drawing process, by a fork: this one has loaded nothing that threads of its own would miss."""
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        serve(listening)
    finally:
        os._exit(0)


# --- the one that draws ------------------------------------------------------------------------------------------


def serve(listening: socket.socket, drawings: int = DRAWINGS) -> None:
    """Draw for one after the other."""
    keeper = os.getppid()
    listening.settimeout(2)
    drawn = 0
    while drawn < drawings and os.getppid() == keeper:
        try:
            line, _ = listening.accept()
        except TimeoutError:
            continue
        with line, suppress(OSError):
            line.settimeout(PATIENCE)
            asked = receive(line)
            drawn += 1
            send(line, _answer(asked))


def _answer(asked: bytes) -> bytes:
    from tenor.documents.charts.draw import svg
    from tenor.documents.charts.kept import from_data

    try:
        return b"1" + svg(from_data(json.loads(asked))).encode()
    except Exception as why:
        logging.getLogger("tenor").exception("a chart could not be drawn")
        return b"0" + type(why).__name__.encode()


def main() -> None:
    """`python -m tenor.server.drawing SOCKET`: what `start_drawing` runs."""
    logging.basicConfig()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends whoever started us, and so us
    keep(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
