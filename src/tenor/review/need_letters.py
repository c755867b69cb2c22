"""Formal letters on their way out: what waits to be looked at by legal, approved, changed or issued."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tenor.base.wording import said
from tenor.ledger.events.notices import NoticeAdvised, NoticeApproved, NoticeDrafted, NoticeSentBack
from tenor.ledger.model import Act as Entry
from tenor.review.model import Review
from tenor.review.need_model import Act, Need, Side
from tenor.review.things import known

_NEXT: dict[str, Act] = {"drafted": "approve letter", "approved": "issue letter", "sent back": "change letter"}

_WRITTEN: tuple[Act, ...] = ("issue letter", "change letter")  # whoever was to write it goes on with it


def letters(review: Review, side: Side) -> Iterator[Need]:
    """A line a letter, for the side that writes it; the other side does not know of it."""
    states = known(review, "letter")
    for id, acts in _by_letter(review).items():
        drafted = [act for act in acts if isinstance(act.event, NoticeDrafted)]
        act = _NEXT.get(states.get(id, ""))
        if not drafted or act is None or drafted[-1].entry.side != side:
            continue
        yield _need(review, side, id, "advise on letter" if act == "approve letter" and _unseen(review, acts, drafted[-1]) else act, acts)


def in_one_line(lines: Iterable[Need]) -> Iterator[Need]:
    """The decision to issue a letter and the letter it led to are one thing to do: once it is approved or sent back it stands there by
    itself, with the decision's day. Until then both do, for another person approves."""
    known = tuple(lines)
    written = {_step(one) for one in known if one.act in _WRITTEN}
    decided = {one.of("consequence"): one for one in reversed(known) if one.act == "issue notice"}
    for one in known:
        asked = decided.get(_step(one)) if one.act in _WRITTEN else None
        if asked is not None:
            yield replace(one, due=asked.due, worked_out=asked.worked_out)
        elif one.act != "issue notice" or one.of("consequence") not in written:
            yield one


def _step(letter: Need) -> str:
    return str(letter.what.values["step"])


def _by_letter(review: Review) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for act in review.facts.of(NoticeDrafted, NoticeAdvised, NoticeApproved, NoticeSentBack):
        found.setdefault(act.event.notice, []).append(act)
    return found


def _unseen(review: Review, acts: list[Entry], drafted: Entry) -> bool:
    """Whether legal has still to look at these very words."""
    step = review.terms.steps.get(drafted.event.step)
    advised = [act.event.text_hash for act in acts if isinstance(act.event, NoticeAdvised)]
    return step is not None and bool(step.under) and drafted.event.text_hash not in advised


def _need(review: Review, side: Side, id: str, act: Act, acts: list[Entry]) -> Need:
    name = next(one.event.step for one in acts if isinstance(one.event, NoticeDrafted))
    step, last = review.terms.steps.get(name), acts[-1].day
    return Need(
        id=f"letter {id}",
        kind="query" if act in ("approve letter", "advise on letter") else "duty",
        side=side,
        what=said(f"need-{act.replace(' ', '-')}", step=name),
        clause=step.clause if step else (),
        why=(said("need-letter-since", on=last),),
        soon_from=last,
        since=last,
        act=act,
        about=(("notice", id),),
    )
