"""What tests of standards, information and risks share: somebody at an address, and the controls a page marks with acts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.web.test_summary import look

from tenor.desk.held import held
from tenor.desk.permissions import roles as r
from tenor.desk.permissions.table import ACT_OF, MAY
from tenor.desk.reviews import review_of
from tenor.ledger.events import TYPES, Event, kebab
from tenor.ledger.model import SeenBy
from tenor.review.offered import offered

ROLES = (r.MANAGER, r.HEAD, r.EQUALITY, r.LEGAL, r.AUDITOR, r.SUPPLIER)
ACT = {kebab(name): ACT_OF[event] for name, event in TYPES.items() if event in ACT_OF}
Day = dict[str, str]


def day_boxes(name: str, day: date | None) -> Day:
    """A day as the three boxes of a form are sent."""
    parts = ("", "", "") if day is None else (str(day.day), str(day.month), str(day.year))
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def client_of(cast: Cast, role: str) -> Client:
    client = Client()
    client.force_login(cast[role])
    return client


def address(cast: Cast, name: str, *more: str) -> str:
    return reverse(name, args=[cast.visits.pk, *more])


def send(cast: Cast, role: str, name: str, /, *more: str, query: str = "", **given: Any) -> Any:
    """A form sent to a page: its turn is new unless given."""
    cast.visits.refresh_from_db()
    data = {"turn": str(uuid4()), "head": cast.visits.head, **given}
    return client_of(cast, role).post(f"{address(cast, name, *more)}{query}", data)


def page(cast: Cast, role: str, name: str, *more: str, status: int = 200, query: str = "") -> str:
    return look(cast, role, address(cast, name, *more).removeprefix(f"/c/{cast.visits.pk}/") + query, status=status)


def events(cast: Cast, kind: type) -> list[Event]:
    cast.visits.refresh_from_db()
    return [entry.event for entry in held(cast.visits).entries if isinstance(entry.event, kind)]


def last_id(cast: Cast, kind: type, field: str) -> str:
    """The id of the last thing an event of this kind made."""
    return str(getattr(events(cast, kind)[-1], field))


def controls(text: str, of: str) -> set[str]:
    """The acts about one thing that a page has a control for."""
    return {act for act, about in re.findall(r'data-act="([a-z-]+)" data-of="([^"]*)"', text) if about == of}


def expected(cast: Cast, role: str, kind: str, id: str, seen_by: SeenBy = "both") -> set[str]:
    """The acts that the table opens a thing to, for the side of the role, and that the role may do."""
    cast.visits.refresh_from_db()
    side = "supplier" if role == r.SUPPLIER else "buyer"
    names = offered(review_of(cast.visits, side), kind, id, seen_by=seen_by)[side]  # type: ignore[index]
    return {name for name in names if role in MAY[ACT[name]]}
