"""Formal letters from the command line: what is asked about, approved and issued are the same words, so they are typed once.

A letter's text comes from `tenor write`, filled in by a person. Its hash, what it states, and what goes out as approved are worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tenor.cli.days import today
from tenor.cli.opening import Opened

if TYPE_CHECKING:
    from tenor.ledger.model import Entry

PRIVATE = ("NoticeDrafted", "NoticeAdvised", "NoticeApproved", "NoticeSentBack")  # one side keeps these to itself until it is issued
LETTERS = (*PRIVATE, "NoticeIssued")


def filled_in(opened: Opened, name: str, given: Sequence[str], text: str) -> tuple[list[str], dict[str, Any]]:
    """What was typed of an act on a letter, with what follows from it; and the words that belong to the act, where they are a letter's."""
    pairs = dict(one.partition("=")[::2] for one in given if "=" in one)
    if name == "NoticeDrafted" and text:
        return _drafted(opened, list(given), pairs, text)
    asked = [e for e in opened.held.entries if e.type == "NoticeDrafted" and getattr(e.event, "notice", "") == pairs.get("notice")]
    if not asked or name == "NoticeSentBack":
        return list(given), {}
    last: Entry = asked[-1]
    event: Any = last.event
    known = {"text_hash": event.text_hash}
    if name == "NoticeIssued":
        known |= {"step": event.step, "kpis": ",".join(event.kpis), "plan": _next_plan(opened, event.step)}
    words = _words(last) if name == "NoticeIssued" and not text else {}
    return [*given, *(f"{key}={value}" for key, value in known.items() if key not in pairs and value)], words


def _drafted(opened: Opened, given: list[str], pairs: dict[str, str], text: str) -> tuple[list[str], dict[str, Any]]:
    """A letter as text: its parts by their headings, which of them say something, and the hash of all of it."""
    from tenor.documents.notice_letter import notice_letter
    from tenor.documents.notice_text import frame_of, hash_of, parts_of, stated_in, unmarked
    from tenor.review.whole import review

    made = review(opened.terms, opened.held.entries, on=today())
    named = made.terms.steps.get(pairs.get("step", ""))
    if named is None or named.kind != "notice":
        return given, {}
    frame = frame_of(notice_letter(made, named.name))
    words = {"letter": unmarked(text), "parts": {key: part for key, part in parts_of(frame, text).items() if part}}
    known = {"text_hash": hash_of(words), "stated": ",".join(stated_in(frame, text))}
    return [*given, *(f"{key}={value}" for key, value in known.items() if key not in pairs)], words


def _next_plan(opened: Opened, step: str) -> str:
    """A name for the plan that the letter asks for, where a rule of the contract leads to one from its receipt."""
    from tenor.documents.notice_letter import by_rule_of
    from tenor.review.things import taken
    from tenor.review.whole import review

    made = review(opened.terms, opened.held.entries, on=today())
    if by_rule_of(made.terms, step) is None:
        return ""
    names = taken(made, "plan")
    return next(id for n in range(1, len(names) + 2) if (id := f"plan-{n}") not in names)


def _words(entry: Entry) -> dict[str, Any]:
    body = entry.body
    return dict(body.content) if body is not None and body.kind == "words" else {}
