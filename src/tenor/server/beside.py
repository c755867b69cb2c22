"""The processes beside those that serve: what runs every few minutes, and whatever else the site wants one of."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable

from django.db import connections

TICK_EVERY = 120  # seconds
# What the mother listens to, and her children do not.
MOTHERS = (signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGTTIN, signal.SIGTTOU, signal.SIGWINCH, signal.SIGCHLD)
log = logging.getLogger("tenor")


def start_beside(work: Callable[[], None]) -> int:
    """Fork a process that does this until the one that started it is gone or stops it; gives back its id."""
    connections.close_all()
    mother = os.getpid()
    child = os.fork()
    if child:
        return child
    for each in MOTHERS:
        signal.signal(each, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches everybody; the mother tells us when
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    _end_with(mother)
    try:
        work()
    finally:
        os._exit(0)


def do_apart(work: Callable[[], None]) -> int:
    """Do this in a process forked for it, and wait: gives back its exit code.

    For whatever counts or draws before the pages are served: the engines that do so have threads, which a process forked later lacks.
    """
    connections.close_all()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        work()
        code = 0
    except SystemExit as why:
        code = why.code if isinstance(why.code, int) else 1
    except Exception as why:
        code = getattr(why, "exit_code", 1)  # a command that has said why
        if not hasattr(why, "exit_code"):
            log.exception("what comes before the pages could not be done")
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


def stop_beside(children: list[int], patience: float = 5) -> None:
    """Let them end; whoever does not within some seconds is ended."""
    for each in children:
        _signal(each, signal.SIGTERM)
    until = time.monotonic() + patience
    while children and time.monotonic() < until:
        children = [each for each in children if _alive(each)]
        time.sleep(0.02)
    for each in children:
        _signal(each, signal.SIGKILL)


def beside() -> None:
    """What runs beside the pages: the process that draws, and a tick now and then."""
    from tenor.server.drawing import start_drawing

    signal.signal(signal.SIGTERM, _leave)
    try:
        start_drawing()
    except OSError:
        log.exception("the drawing process was not started: each process draws for itself")
    tick_for_ever()


def _leave(*_: object) -> None:
    from tenor.server.drawing import stop_drawing

    stop_drawing()
    os._exit(0)


def tick_for_ever(every: float = TICK_EVERY) -> None:
    """Tick now and then, whatever happens to one of them."""
    from tenor.desk.tick import tick

    while True:
        try:
            tick()
        except Exception:
            log.exception("a tick did not end; the next one comes in %d seconds", every)
        connections.close_all()
        time.sleep(every)


def _end_with(mother: int) -> None:
    """End when the mother is gone: she may have been killed and could tell nobody."""
    import threading

    def watch() -> None:
        while os.getppid() == mother:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, name="watching the mother", daemon=True).start()


def _signal(process: int, what: signal.Signals) -> None:
    try:
        os.kill(process, what)
    except ProcessLookupError:
        return


def _alive(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False
