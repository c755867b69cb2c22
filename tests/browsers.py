"""One driver of browsers a process: a second one cannot be started beside it, and a worker may run journeys, walks and parts."""

from __future__ import annotations

import atexit
import os
from collections.abc import Sequence
from functools import cache

from playwright.sync_api import Browser, Playwright, sync_playwright


@cache
def driver() -> Playwright:
    """Started when a browser is first wanted, stopped when the process ends. Its loop runs in this thread, which Django is told."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


def launched(path: str, flags: Sequence[str]) -> Browser:
    """A browser of one's own; whoever has it closes it."""
    return driver().chromium.launch(executable_path=path, args=list(flags))
