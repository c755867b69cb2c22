"""One driver of browsers a process: a second one cannot be started beside it, and a worker may run journeys, walks and parts."""

from __future__ import annotations

import atexit
import os
from collections.abc import Sequence
from functools import cache

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

PATIENCE = 60_000  # milliseconds: a machine that does much else is slow, and a test that waits for long says the same in the end
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@cache
def driver() -> Playwright:
    """Started when a browser is first wanted, stopped when the process ends. Its loop runs in this thread, which Django is told."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    started = sync_playwright().start()
    expect.set_options(timeout=PATIENCE)
    atexit.register(started.stop)
    return started


def launched(path: str, flags: Sequence[str]) -> Browser:
    """A browser of one's own; whoever has it closes it."""
    return driver().chromium.launch(executable_path=path, args=list(flags))


# A page has a dozen colours, and axe reads them anew for every word: a fifth of its time. The same text is the same colour.
READ_A_COLOUR_ONCE = """
{
  const colour = axe.commons.color.Color.prototype, read = colour.parseString, known = new Map()
  colour.parseString = function (text) {
    if (!known.has(text)) {
      read.call(this, text)
      known.set(text, [this.r, this.g, this.b, this.alpha])
    }
    [this.r, this.g, this.b, this.alpha] = known.get(text)
    return this
  }
}
"""
RUN = "async (rules) => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations"


@cache
def _axe() -> str:
    from axe_playwright_python.sync_playwright import Axe

    return f"{Axe().axe_script}\n{READ_A_COLOUR_ONCE}; 0"


def barriers(page: Page) -> list[str]:
    """The rules of WCAG 2.2 AA and of good practice that a machine can judge and that are broken on the page as it stands, with where.

    Told what is broken alone, axe does not write down every part of the page that keeps a rule: half its time."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(RUN, RULES)
    return [f"axe: {one['id']} at {[node['target'] for node in one['nodes']][:3]}" for one in found]
