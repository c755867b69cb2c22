"""The pages that are kept as snapshots: name -> the function that makes their data from a `View`.

Each lives in a module of its own here and gives JSON: text, whole numbers, yes and no, lists, maps, days as ISO text.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from tenor.desk.pages.view import Data, View

PAGES: dict[str, str] = {
    "standing": "tenor.desk.pages.standing",
    "needs": "tenor.desk.pages.needs",
}


def maker(page: str) -> Callable[[View], Data]:
    """The function `make` of a page's module. KeyError for a page that is not listed."""
    made: Callable[[View], Data] = import_module(PAGES[page]).make
    return made


def columns_of(page: str, data: Data) -> Data:
    """What lists are filtered by, out of a page's data: `columns` of its module, for the pages that have one."""
    columns: Callable[[Data], Data] | None = getattr(import_module(PAGES[page]), "columns", None)
    return columns(data) if columns else {}
