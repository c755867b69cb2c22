"""What pages of returns ask: the form of a period, work in hand, what was recorded since, who is called what."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """What a side typed and kept; `turn` counts the savings, `who` saved last and when."""

    typed: Typed
    turn: int
    who: str
    at: datetime


def find_typed(place: Place, ret: str, covers: str) -> InHand | None:
    """What somebody of this side typed and kept."""
    drafts = Draft.objects.filter(contract=place.contract, kind=RETURN, key=f"{ret}/{covers}", seen_by=place.side)
    draft = drafts.select_related("saved_by").first()
    if draft is None:
        return None
    who = draft.saved_by.name if draft.saved_by else ""
    return InHand(typed=typed_of(draft.body), turn=draft.turn, who=who, at=draft.saved_at)


def find_upload(place: Place) -> tuple[bytes, str, Mapping[str, Any]] | None:
    """The file of this person whose questions wait: its bytes, its name, and what was said beside it."""
    draft = Draft.objects.filter(contract=place.contract, kind=UPLOAD, key=str(place.person.pk), seen_by=place.side).first()
    return (base64.b64decode(draft.body["data"]), draft.body["name"], draft.body["known"]) if draft else None


def since(place: Place, head: str) -> list[Said]:
    """What this side may see of what was recorded after a head of the ledger, one sentence each; none for a head there never was.
    The contract of `place` is read anew, so that what is drawn next rests on what is told here."""
    place.contract.refresh_from_db(fields=["head", "length", "last_at", "one_sided"])
    one, review = held(place.contract), review_of(place.contract, place.actor.side)
    at = next((entry.seq for entry in one.entries if entry.hash == head), len(one.entries))
    return [told(entry, review.terms) for entry in one.seen_by(place.actor.side) if entry.seq > at]


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
