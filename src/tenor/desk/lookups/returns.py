"""What pages of returns ask: the form of a period, work in hand, what was recorded since, who is called what."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from tenor.base.wording import Said
from tenor.desk.actions.returns import RETURN, UPLOAD
from tenor.desk.actions.returns_columns import layout_of
from tenor.desk.actions.returns_typed import Typed, typed_of
from tenor.desk.held import held
from tenor.desk.lookups.pages import page_on
from tenor.desk.models import Draft
from tenor.desk.pages.view import Data
from tenor.desk.reviews import review_of
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.ledger.events.returns import ReturnReceived
from tenor.returns.template_file import KINDS, template_file
from tenor.review.receiving import known_rows, terms_of
from tenor.review.told import told


def find_form(place: Place, ret: str, covers: str) -> Data | None:
    """The form of a return for a period; None where the contract asks for none."""
    try:
        return page_on(place.contract, place.actor.side, f"return-form:{ret}/{covers}")
    except LookupError:
        return None


def find_typed(place: Place, ret: str, covers: str) -> Typed | None:
    """What somebody of this side typed and kept."""
    draft = Draft.objects.filter(contract=place.contract, kind=RETURN, key=f"{ret}/{covers}", seen_by=place.side).first()
    return typed_of(draft.body) if draft else None


def find_upload(place: Place) -> tuple[bytes, str, Mapping[str, Any]] | None:
    """The file of this person whose questions wait: its bytes, its name, and what was said beside it."""
    draft = Draft.objects.filter(contract=place.contract, kind=UPLOAD, key=str(place.person.pk), seen_by=place.side).first()
    return (base64.b64decode(draft.body["data"]), draft.body["name"], draft.body["known"]) if draft else None


def since(place: Place, head: str) -> list[Said]:
    """What this side may see of what was recorded after a head of the ledger, one sentence each."""
    one, review = held(place.contract), review_of(place.contract, place.actor.side)
    entries = one.seen_by(place.actor.side)
    at = next((entry.seq for entry in entries if entry.hash == head), 0)
    return [told(entry, review.terms) for entry in entries[at:]]


def find_entry(place: Place, entry: str) -> Data | None:
    """One return received, as its receipt and check show it; None where there is none for this side."""
    try:
        return page_data(place.contract, place.actor.side, f"return-entry:{entry}") if len(entry) <= 64 else None
    except LookupError:
        return None


def make_template(place: Place, ret: str, covers: str, kind: str) -> tuple[str, bytes] | None:
    """The form as a file: its name and bytes; None for a return, period or kind there is not."""
    review = review_of(place.contract, place.actor.side)
    terms = terms_of(review, covers)
    if kind not in KINDS:
        return None
    rows = list(known_rows(review, terms, covers))
    due = next((duty.due for duty in review.duties if duty.id == f"{ret} {covers}"), None)
    try:
        return template_file(kind, terms, ret=ret, covers=covers, rows=rows, due=due, layout=layout_of(place.contract))
    except ValueError:
        return None


def last_entry(place: Place, ret: str, covers: str) -> str:
    """The entry of the last return received for a period; "" for none."""
    entries = reversed(held(place.contract).seen_by(place.actor.side))
    wanted = (e for e in entries if isinstance(e.event, ReturnReceived) and (e.event.ret, e.event.covers) == (ret, covers))
    return next((entry.id for entry in wanted), "")
