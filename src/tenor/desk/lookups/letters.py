"""A formal letter as somebody opens it: what the record has, what is in hand, what the terms give; and who could approve it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tenor.desk import clock
from tenor.desk.actions.letter_draft import LetterDraft, drafts_of, find_draft
from tenor.desk.actions.letters import changed_since
from tenor.desk.lookups.pages import page_on
from tenor.desk.models import Membership, Post
from tenor.desk.pages.view import Data
from tenor.desk.permissions.table import MAY
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place, during
from tenor.documents.notice_text import written_of
from tenor.review.things import known


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLetter:
    """`record`: what the ledger has of it, None before anybody was asked; `draft`: as it is in hand; `data`: what the terms give."""

    id: str
    record: Data | None
    draft: LetterDraft | None
    data: Data

    @property
    def state(self) -> str:
        """write, approve, issue, received or done: what comes next."""
        if self.record is None or self.record["state"] in ("", "sent back"):
            return "write"
        if self.record["state"] == "issued":
            return "done" if self.record["notice"]["received_on"] else "received"
        return "write" if self.changed else {"drafted": "approve", "approved": "issue"}[self.record["state"]]

    @property
    def changed(self) -> bool:
        """Whether it was changed since a second person was asked."""
        drafted = self.record["drafted"] if self.record else None
        return drafted is not None and changed_since(self.draft, drafted["words"])

    @property
    def writers(self) -> set[str]:
        """Who wrote in it, by the ids that entries carry."""
        asked = {self.record["drafted"]["by"]} if self.record and self.record["drafted"] else set()
        return asked | set(self.draft.writers if self.draft else ())


def open_letter(place: Place, notice: str) -> OpenLetter | None:
    """The letter of this id as this person may see it; None where there is none for them."""
    try:
        record: Data | None = page_on(place.contract, place.actor.side, f"letter:{notice}")
    except LookupError:
        record = None
    draft = find_draft(place.contract, place.actor.side, notice)
    if record is None and draft is None:
        return None
    what = draft.what if draft else f"={record['step']}" if record else ""
    data = step_data(place, what) or step_data(place, f"={draft.name if draft else ''}") or {}
    if not data:
        return OpenLetter(id=notice, record=record, draft=None, data={}) if record and record["issued"] else None
    return OpenLetter(id=notice, record=record, draft=draft or _as_asked(notice, what, record), data=data)


def _as_asked(notice: str, what: str, record: Data | None) -> LetterDraft | None:
    """A letter that was asked about elsewhere, as if it were in hand."""
    if record is None or record["issued"] or record["drafted"] is None:
        return None
    drafted = record["drafted"]
    written = written_of(drafted["words"])
    chosen = tuple({"key": one.get("what", ""), **one} for one in written.evidence)
    return LetterDraft(notice=notice, what=what, name=record["step"], written=written, writers=(drafted["by"],), chosen=chosen)


def step_data(place: Place, what: str) -> Data | None:
    """What the terms and the record give for a letter, counted from today, so never kept; None where the step leads to none."""
    try:
        return page_on(place.contract, place.actor.side, f"letter-step:{what}", on=clock.today())
    except LookupError:
        return None


def in_hand(place: Place, what: str) -> LetterDraft | None:
    """The letter that is being written for a step."""
    ids = taken_ids(place)
    return next((one for one in drafts_of(place.contract, place.side) if one.what == what and one.notice not in ids), None)


def taken_ids(place: Place) -> set[str]:
    """Ids of letters that went out."""
    return set(known(review_of(place.contract, place.actor.side), "notice"))


def approvers(place: Place, writers: Iterable[str]) -> list[str]:
    """The names of those who may approve a letter that they did not write, in two queries."""
    roles, today, wrote = MAY["approve a notice"], clock.today(), set(writers)
    posts = Post.objects.filter(during(today), contract=place.contract, role__in=roles, person__is_active=True)
    found = {post.person.name for post in posts.select_related("person") if post.known_as not in wrote}
    general = Membership.objects.filter(during(today), organisation=place.contract.organisation, role__in=roles, person__is_active=True)
    codes = set(Post.objects.filter(contract=place.contract, known_as__in=wrote).values_list("person", flat=True))
    found |= {one.person.name for one in general.select_related("person") if one.person.code not in wrote and one.person_id not in codes}
    return sorted(found)
