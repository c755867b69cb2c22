"""The process that serves: gunicorn with threads, told what to do from here and by nothing that lies about."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections
from gunicorn.app.base import BaseApplication

from tenor.server.access_log import FORMAT
from tenor.server.beside import beside, start_beside, stop_beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How to serve. `seconds`: stop by itself after so many (0 = never). `ready`: called once pages can be asked for."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4
    seconds: int = 0
    quiet: bool = False
    ready: Callable[[], None] | None = None


class Site(BaseApplication):  # type: ignore[misc]
    """The site as gunicorn runs it: loaded once, then forked, so that the workers share what does not change."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.beside: list[int] = []
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options().items():
            if name in self.cfg.settings:  # an older gunicorn lacks some
                self.cfg.set(name, value)

    def _options(self) -> dict[str, Any]:
        given = self.serving
        return {
            "bind": f"{given.host}:{given.port}",
            "workers": given.workers,
            "worker_class": "gthread",
            "threads": given.threads,
            "preload_app": True,
            "keepalive": 15,
            "timeout": 60,
            "graceful_timeout": 10,
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,
            "control_socket_disable": True,
            "proc_name": "tenor",
            "loglevel": "warning",
            "logger_class": "tenor.server.access_log.AccessLog",
            "accesslog": None if given.quiet else "-",
            "access_log_format": FORMAT,
            "pre_fork": lambda arbiter, worker: connections.close_all(),
            "when_ready": lambda arbiter: self._started(),
            "on_exit": lambda arbiter: stop_beside(self.beside),
        }

    def load(self) -> Any:
        from tenor.server.wsgi import application

        _warm()
        return application

    def _started(self) -> None:
        self.beside = [start_beside(beside)]
        if self.serving.seconds:
            _stop_after(self.serving.seconds)
        if self.serving.ready is not None:
            self.serving.ready()


def _warm() -> None:
    """Load what the first page would: addresses with their pages, and how words are said."""
    from django.urls import get_resolver
    from django.utils.translation import activate, deactivate

    _ = get_resolver().url_patterns
    activate("en-gb")
    deactivate()
    connections.close_all()


def _stop_after(seconds: int) -> None:
    """An alarm of the process itself: no thread, and none of it reaches those that are forked."""
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.alarm(seconds)


def run(serving: Serving) -> None:
    """Serve until told to stop; leaves with SystemExit."""
    Site(serving).run()
