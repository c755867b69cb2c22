"""Orders about formal letters: ask a second person, approve, advise, send back, issue, acknowledge, withdraw, close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tenor.base.problem import Problem, problem, stopping
from tenor.desk.actions.letter_draft import LetterDraft, find_draft, forget_letter
from tenor.desk.actions.say import say
from tenor.desk.pages.view import Data
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.documents.notice_model import Frame, Written
from tenor.documents.notice_text import hash_of, lacking, stated, words_of, written_of
from tenor.ledger.events import Event
from tenor.ledger.events import notices as n
from tenor.ledger.events.answers import CureDaySet, CureJudged
from tenor.ledger.model import SeenBy
from tenor.returns.spelling import prose
from tenor.review.things import taken

MOST_WORDS = 4000


def frame_data(data: Data) -> Frame:
    """The frame of a letter out of a page's data."""
    kept = data["frame"]
    return Frame(
        name=kept["name"],
        under=kept["under"],
        clause=tuple(kept["clause"]),
        head=tuple(kept["head"]),
        labels=kept["labels"],
        kinds=kept["kinds"],
        closing=tuple(kept["closing"]),
        phrase=kept["phrase"],
        to=kept["to"],
    )


def ask_approval(place: Place, data: Data, draft: LetterDraft, *, turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Ask a second person to approve the letter as it stands. Nobody is asked while a part of it lacks something."""
    frame = frame_data(data)
    missing = lacking(frame, draft.written)
    if missing:
        return tuple(problem("letter-lacks" if lack.why == "empty" else "letter-lacks-day", part=lack.label) for lack in missing)
    words = words_of(frame, draft.written)
    kpis, said = tuple(data["kpis"]), stated(frame, draft.written)
    event = n.NoticeDrafted(notice=draft.notice, step=data["name"], kpis=kpis, text_hash=hash_of(words), stated=said)
    return _say(place, event, words, turn, seen_by=_own(place), head=head)


def changed_since(draft: LetterDraft | None, words: Mapping[str, Any]) -> bool:
    """Whether the letter in hand is no longer the one that was asked about."""
    return draft is not None and _plain(draft.written) != _plain(written_of(words))


def advise(place: Place, notice: str, text_hash: str, *, text: str, turn: UUID) -> tuple[Problem, ...]:
    """What law says of the letter as it was asked about."""
    if not prose(text):
        return (problem("words-missing"),)
    event = n.NoticeAdvised(notice=notice, text_hash=text_hash)
    return _say(place, event, {"text": prose(text)[:MOST_WORDS]}, turn, seen_by=_own(place))


def approve(place: Place, notice: str, text_hash: str, words: Mapping[str, Any], *, turn: UUID) -> tuple[Problem, ...]:
    """Approve the very words that were asked about. Nobody who wrote in them does, and no words that were changed since."""
    draft = find_draft(place.contract, place.side, notice)
    if draft is not None and place.actor.by in draft.writers:
        return (problem("approved-by-writer", notice=notice),)
    if changed_since(draft, words):
        return (problem("letter-changed", notice=notice),)
    return _say(place, n.NoticeApproved(notice=notice, text_hash=text_hash), {}, turn, seen_by=_own(place))


def send_back(place: Place, notice: str, *, why: str, turn: UUID) -> tuple[Problem, ...]:
    """It goes back to whoever wrote it, with what is to be changed."""
    return _with_reason(place, n.NoticeSentBack(notice=notice), why, turn, seen_by=_own(place))


def issue(place: Place, letter: Data, *, plan_asked: bool, method: str, turn: UUID) -> tuple[Problem, ...]:
    """Issue the words that were approved, and no others. `plan_asked`: whether the contract's rule leads to a plan from its receipt."""
    drafted, id, out = letter["drafted"], letter["id"], letter["issued"]
    if out is not None and out["entry"] == str(turn):
        return ()  # pressed twice: it went out with the first
    if drafted is None or letter["approved"] is None or drafted["erased"]:
        return (problem("letter-not-approved", notice=id),)
    draft = find_draft(place.contract, place.side, id)
    if changed_since(draft, drafted["words"]):
        return (problem("letter-changed", notice=id),)
    event = n.NoticeIssued(
        notice=id,
        step=letter["step"],
        kpis=tuple(letter["kpis"]),
        plan=next_plan(place) if plan_asked else "",
        method=" ".join(method.split())[:40],
        text_hash=letter["approved"]["hash"],
    )
    done = say(place, event, drafted["words"], turn=turn, also=lambda: forget_letter(place, id))
    return () if done.entries else tuple(stopping(done.problems))


def next_plan(place: Place) -> str:
    """A name for the plan that a letter asks for: the next number that no plan has."""
    names = taken(review_of(place.contract, "buyer"), "plan")
    return next(id for number in range(1, len(names) + 2) if (id := f"plan-{number}") not in names)


def acknowledge(place: Place, notice: str, *, on: date, how: str, turn: UUID) -> tuple[Problem, ...]:
    """The day it was received: said by whoever got it, or established by whoever sent it."""
    words = {"text": prose(how)[:MOST_WORDS]} if prose(how) else {}
    return _say(place, n.NoticeReceived(notice=notice), words, turn, on=on)


def withdraw(place: Place, notice: str, *, why: str, turn: UUID) -> tuple[Problem, ...]:
    """Take a letter back, with the reason."""
    return _with_reason(place, n.NoticeWithdrawn(notice=notice), why, turn)


def close(place: Place, notice: str, *, why: str, turn: UUID) -> tuple[Problem, ...]:
    """Close a letter, with the reason: it still counts, and what is watched is still watched."""
    return _with_reason(place, n.NoticeClosed(notice=notice), why, turn)


def set_cure_day(place: Place, notice: str, *, to: date, why: str = "", turn: UUID) -> tuple[Problem, ...]:
    """By when what the letter is about is to be put right."""
    return _say(place, CureDaySet(notice=notice, to=to), {"text": prose(why)[:MOST_WORDS]} if prose(why) else {}, turn)


def judge_cure(place: Place, notice: str, *, cured: bool, why: str, turn: UUID) -> tuple[Problem, ...]:
    """Find that it was put right, or that it was not, with the reason."""
    return _with_reason(place, CureJudged(notice=notice, outcome="cured" if cured else "not cured"), why, turn)


def _with_reason(place: Place, event: Event, why: str, turn: UUID, *, seen_by: SeenBy = "both") -> tuple[Problem, ...]:
    if not prose(why):
        return (problem("words-missing"),)
    return _say(place, event, {"reason": prose(why)[:MOST_WORDS]}, turn, seen_by=seen_by)


def _say(
    place: Place,
    event: Event,
    words: Mapping[str, Any],
    turn: UUID,
    *,
    seen_by: SeenBy = "both",
    on: date | None = None,
    head: str = "",
) -> tuple[Problem, ...]:
    done = say(place, event, words, turn=turn, seen_by=seen_by, on=on, head=head)
    return () if done.entries else tuple(stopping(done.problems))


def _own(place: Place) -> SeenBy:
    return "buyer" if place.side == "buyer" else "supplier"


def _plain(written: Written) -> tuple[Any, ...]:
    """What two writings are compared by: blanks and blank parts are none."""
    parts = {key: text.strip() for key, text in written.parts.items() if text.strip()}
    named = [{name: text for name, text in one.items() if text} for one in written.evidence]
    return parts, written.to, written.by, named
