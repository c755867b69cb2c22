"""What if, as it opens: the open periods with what is still open in them, and the one thing that says most already tried."""

from __future__ import annotations

from tenor.desk.lookups.what_if_data import opening
from tenor.desk.pages.view import Data, View


def make(view: View) -> Data:
    """`open_data` of the contract with the outcome of the most telling thing; no outcome where nothing is open."""
    return opening(view.review, view.terms, view.entries)
