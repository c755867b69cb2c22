"""Beginning and end as lines of Home: items of checklists with their days, what comes after the last day, and closing what is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tenor.base.wording import said
from tenor.review.after import after
from tenor.review.checklists import Line, lines
from tenor.review.endings import ending
from tenor.review.model import Review
from tenor.review.need_duties import soon_from
from tenor.review.need_model import Need, Side
from tenor.review.whose import side_of

DAY = timedelta(days=1)


def endings(review: Review, side: Side) -> Iterator[Need]:
    """Items first; then, for the buyer, the decision that nears, and the record of a contract that is over."""
    for line in lines(review):
        if line.state == "open" and line.due is not None:
            yield _item(review, line, side)
    if side == "buyer":
        if ending(review).over_on(review.on):
            yield _archive(review)
        elif (decision := _decision(review)) is not None:
            yield decision


def _item(review: Review, line: Line, side: Side) -> Need:
    assert line.due is not None
    own = (side_of(review.terms, line.holder) or "buyer") == side
    what = said("need-item", what=name_of(line), list=said(f"checklist-{line.checklist}"))
    return Need(
        id=f"item {line.item}" if own else f"chase item {line.item}",
        kind="duty" if own else "chase",
        side=side,
        what=what if own else said("need-chase", what=what),
        why=(said("need-item-listed", on=line.listed.day),),
        due=line.due,
        soon_from=soon_from(review, line.due) if own else line.due + DAY,
        since=None if own else line.due + DAY,
        who=(line.holder,) if own and line.holder else (),
        act="do item",
        about=(("item", line.item), ("checklist", line.checklist)),
    )


def name_of(line: Line) -> str:
    """What an item is, in the words it was listed with; its id where they were erased."""
    body = line.listed.entry.body
    return str(body.content.get("text", "")) if body is not None and body.content.get("text") else line.item


def _decision(review: Review) -> Need | None:
    """On Home from half a year before the day by which it is to be decided, until it is."""
    coming = after(review)
    if coming.decided is not None or review.on < coming.decide_from:
        return None
    why = said("need-after-practice", ends=coming.ends) if coming.by_practice else said("need-after-terms", ends=coming.ends)
    return Need(
        id=f"what comes after {coming.ends.isoformat()}",
        kind="decide",
        side="buyer",
        what=said("need-after", ends=coming.ends),
        clause=coming.clause,
        why=(why,),
        due=coming.decide_by,
        soon_from=coming.decide_from,
        since=coming.decide_from,
        worked_out=coming.worked_out,
        act="decide what comes after",
        about=(),
    )


def _archive(review: Review) -> Need:
    over = ending(review)
    since = over.last_day + DAY
    return Need(
        id="archive",
        kind="duty",
        side="buyer",
        what=said("need-archive"),
        why=(said(f"ending-{over.how.replace(' ', '-')}", on=over.last_day),),
        soon_from=since,
        since=since,
        act="archive",
    )
