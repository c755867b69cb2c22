"""Work in hand on a formal letter: begun from a step, changed by the council's people, seen by nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from tenor.desk import clock
from tenor.desk.models import Contract, Draft
from tenor.desk.pages.view import Data
from tenor.desk.visible import Place
from tenor.documents.notice_model import Written
from tenor.returns.spelling import prose

KIND = "letter"
LONGEST = 8000  # signs of a part
LONGEST_TO = 300
LONGEST_ID = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter in hand. `what`: the step, or "=" and the notice's name, that it was begun from; `writers`: who wrote in it, by the ids
    that entries carry; `turn`: counts the savings."""

    notice: str
    what: str
    name: str
    written: Written
    method: str = ""
    writers: tuple[str, ...] = ()
    turn: int = 0
    who: str = ""
    at: datetime | None = None
    chosen: tuple[Mapping[str, str], ...] = field(default_factory=tuple)


def find_draft(contract: Contract, side: str, notice: str) -> LetterDraft | None:
    """The letter in hand of this id; None where this side has none."""
    draft = Draft.objects.filter(contract=contract, kind=KIND, key=notice, seen_by=side).select_related("saved_by").first()
    return _of(draft) if draft is not None else None


def drafts_of(contract: Contract, side: str) -> list[LetterDraft]:
    """All letters that a side has in hand, the oldest first."""
    several = Draft.objects.filter(contract=contract, kind=KIND, seen_by=side).select_related("saved_by").order_by("saved_at")
    return [_of(draft) for draft in several]


def begin_letter(place: Place, data: Data, taken: Sequence[str]) -> str:
    """A letter for a step, filled as the record fills it; one that is in hand for the step already is gone on with. Gives its id.

    `taken`: ids that letters of the contract have already."""
    with transaction.atomic():
        Contract.objects.select_for_update(of=("self",)).get(pk=place.contract.pk)
        in_hand = drafts_of(place.contract, place.side)
        going_on = next((one.notice for one in in_hand if one.what == data["what"] and one.notice not in taken), None)
        if going_on is not None:
            return going_on
        notice = _new_id(data["name"])
        Draft.objects.create(
            contract=place.contract,
            kind=KIND,
            key=notice,
            seen_by=place.side,
            body=_first_body(place, data),
            head=place.contract.head,
            saved_by=place.person,
            saved_at=clock.now(),
        )
    return notice


def reopen(place: Place, notice: str, what: str, name: str, written: Written, writer: str) -> None:
    """A letter that was asked about elsewhere (from the command line, or brought in) as work in hand."""
    body = _body(what, name, written, [dict(one) for one in written.evidence], "", [writer])
    with transaction.atomic():
        Draft.objects.get_or_create(
            contract=place.contract,
            kind=KIND,
            key=notice,
            seen_by=place.side,
            defaults={"body": body, "head": place.contract.head, "saved_by": None, "saved_at": clock.now()},
        )


def save_letter(place: Place, draft: LetterDraft, written: Written, *, chosen: Sequence[Mapping[str, str]], method: str, turn: int) -> bool:
    """Keep what was written. `turn`: that of the draft it was written into. False, and nothing is kept, where somebody saved since."""
    tidy = Written(
        parts={key: prose(text)[:LONGEST] for key, text in written.parts.items()},
        to=" ".join(written.to.split())[:LONGEST_TO],
        by=written.by,
        evidence=written.evidence,
    )
    changed = tidy != draft.written
    writers = list(dict.fromkeys([*draft.writers, *([place.actor.by] if changed else [])]))
    body = _body(draft.what, draft.name, tidy, [dict(one) for one in chosen], method, writers)
    mine = Draft.objects.filter(contract=place.contract, kind=KIND, key=draft.notice, seen_by=place.side, turn=turn)
    return bool(mine.update(body=body, head=place.contract.head, saved_by=place.person, saved_at=clock.now(), turn=turn + 1))


def forget_letter(place: Place, notice: str) -> None:
    """Drop what is in hand: the letter was issued, or is not wanted."""
    Draft.objects.filter(contract=place.contract, kind=KIND, key=notice, seen_by=place.side).delete()


def _new_id(name: str) -> str:
    """ "formal-warning-5f2c9a01": the notice's name and signs drawn. Once it is issued the other side reads them: a number counted up
    would tell it how many were written before and never sent."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in name.lower())
    stem = "-".join(plain.split())[:LONGEST_ID] or "letter"
    return f"{stem}-{uuid4().hex[:8]}"


def _first_body(place: Place, data: Data) -> Data:
    first = data["written"]
    written = Written(parts=first["parts"], to=first["to"], evidence=tuple(first["evidence"]))
    return _body(data["what"], data["name"], written, data["evidence"], "", [place.actor.by])


def _body(what: str, name: str, written: Written, chosen: Sequence[Mapping[str, Any]], method: str, writers: Sequence[str]) -> Data:
    return {
        "what": what,
        "name": name,
        "parts": dict(written.parts),
        "to": written.to,
        "by": written.by,
        "chosen": [dict(one) for one in chosen],
        "method": method,
        "writers": list(writers),
    }


def _of(draft: Draft) -> LetterDraft:
    body = draft.body
    chosen = tuple({str(name): str(text) for name, text in one.items()} for one in body.get("chosen", ()))
    return LetterDraft(
        notice=draft.key,
        what=body.get("what", ""),
        name=body.get("name", ""),
        written=Written(parts=body.get("parts", {}), to=body.get("to", ""), by=body.get("by", ""), evidence=_named(chosen)),
        method=body.get("method", ""),
        writers=tuple(body.get("writers", ())),
        turn=draft.turn,
        who=draft.saved_by.name if draft.saved_by else "",
        at=draft.saved_at,
        chosen=chosen,
    )


def _named(chosen: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], ...]:
    """What is chosen, as the letter names it: without its key, and without what is blank."""
    return tuple({name: text for name, text in one.items() if name != "key" and text} for one in chosen)
