"""Examples of standards, information and risks for the walks: things that are still open, so that their forms are there to be sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from tests.cast import TODAY, Cast

from tenor.desk.actions.assurance import name_of, record_failure, record_finding
from tenor.desk.actions.information import ask_information
from tenor.desk.permissions import roles as r
from tenor.desk.visible import get_place


def assurance_examples(cast: Cast, turn: Callable[[str], UUID]) -> dict[str, Callable[[], str]]:
    """A failure, a finding and a request that nobody has looked into or answered; the rest is the example's own."""
    manager = get_place(cast[r.MANAGER], cast.visits.pk)
    assert not record_failure(manager, duty="standards", text="Not clean", on=TODAY, turn=turn("failure"))
    assert not record_finding(manager, audit="audit-2023", weight="minor", text="No lock", turn=turn("finding"))
    assert not ask_information(manager, text="A list", due=date(2023, 7, 3), turn=turn("request"))
    cast.visits.refresh_from_db()
    return {
        "standard": lambda: "iso27001",
        "failure": lambda: name_of("failure", turn("failure")),
        "audit": lambda: "audit-2023",
        "finding": lambda: name_of("finding", turn("finding")),
        "certificate": lambda: "iso-cert-1",
        "information": lambda: name_of("information", turn("request")),
        "agreement": lambda: "sharing-1",
        "risk": lambda: "r-2",
    }
