"""A formal letter as the record has it: asked about, approved, sent back, issued, received, how it ended. `view.what` is its id.
LookupError where this side sees no such letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.letter_cure import cure_data
from tenor.desk.pages.letter_watch import counted, followed, watch_data
from tenor.desk.pages.view import Data, View
from tenor.documents.notice_text import hash_of
from tenor.ledger.events import notices as n
from tenor.ledger.model import Act
from tenor.review.messages import is_erased
from tenor.review.model import Notice, Review
from tenor.review.notices import receipt
from tenor.review.offered import SIDES, offered
from tenor.review.things import known

WRITING = (n.NoticeDrafted, n.NoticeAdvised, n.NoticeApproved, n.NoticeSentBack)
AFTER = (n.NoticeIssued, n.NoticeReceived, n.NoticeWithdrawn, n.NoticeClosed)


def make(view: View) -> Data:
    """The letter's acts, its words, what it watches, and what each side may do."""
    review, id = view.review, view.what
    acts = [act for act in review.facts.of(*WRITING, *AFTER) if act.event.notice == id]
    if not acts:
        raise LookupError(id)
    notice = next((one for one in review.notices if one.id == id), None)
    first = next(act.event for act in acts if hasattr(act.event, "step"))
    named = review.terms.steps.get(first.step)
    written = [act.entry.seen_by for act in acts if isinstance(act.event, WRITING)]
    letter = offered(review, "letter", id, seen_by=written[-1] if written else "both")
    sent = offered(review, "notice", id)
    return {
        "id": id,
        "step": first.step,
        "kpis": list(first.kpis),
        "clause": list(named.clause) if named else [],
        "under": named.under if named else "",
        "must_state": list(named.must_state) if named else [],
        "number": _number(review, id, first.step),
        "state": known(review, "letter").get(id, ""),
        "drafted": _last(acts, n.NoticeDrafted),
        "advised": [_act(act) | {"hash": act.event.text_hash} for act in acts if isinstance(act.event, n.NoticeAdvised)],
        "approved": _last(acts, n.NoticeApproved),
        "sent_back": [_act(act) for act in acts if isinstance(act.event, n.NoticeSentBack)],
        "issued": _issued(acts),
        "notice": _notice(review, acts, notice) if notice else None,
        "levels": list(review.terms.levels),
        "cure": cure_data(review, id),
        "offers": {side: [*letter[side], *sent[side]] for side in SIDES},
    }


def _number(review: Review, id: str, step: str) -> int:
    """Which of its kind it is, by the order in which they were issued; until then it would be the next. Both sides count the same, and
    nothing tells of one that was written and never sent."""
    issued = [act.event.notice for act in review.facts.of(n.NoticeIssued) if act.event.step == step]
    return issued.index(id) + 1 if id in issued else len(issued) + 1


def _last(acts: Sequence[Act], kind: type) -> Data | None:
    found = [act for act in acts if isinstance(act.event, kind)]
    return _act(found[-1]) | {"hash": found[-1].event.text_hash, "intact": _intact(found[-1])} if found else None


def _issued(acts: Sequence[Act]) -> Data | None:
    found = _last(acts, n.NoticeIssued)
    event = next((act.event for act in acts if isinstance(act.event, n.NoticeIssued)), None)
    return found | {"method": event.method, "plan": event.plan} if found and event else None


def _act(act: Act) -> Data:
    return {
        "by": act.entry.by,
        "side": act.entry.side,
        "on": day_data(act.day),
        "at": act.entry.moment.isoformat() if act.entry.moment else "",
        "seq": act.entry.seq,
        "entry": act.entry.id,
        "words": words_of_act(act),
        "erased": is_erased(act),
    }


def words_of_act(act: Act) -> dict[str, Any]:
    """What was said with an act; nothing where it had no words, or they were erased."""
    body = act.entry.body
    return dict(body.content) if body is not None and body.kind == "words" else {}


def _intact(act: Act) -> bool | None:
    """Whether the words are those of the hash; None where there are none to look at, or none was recorded."""
    words, kept = words_of_act(act), act.event.text_hash
    return hash_of(words) == kept if words and kept else None


def _notice(review: Review, acts: Sequence[Act], notice: Notice) -> Data:
    """What became of it: how it was received, what is watched, what followed."""
    ends = {kind: next((act for act in acts if isinstance(act.event, kind)), None) for kind in (n.NoticeWithdrawn, n.NoticeClosed)}
    received = next((act for act in acts if isinstance(act.event, n.NoticeReceived)), None)
    method = next(act.event.method for act in acts if isinstance(act.event, n.NoticeIssued))
    _, known_by = receipt(review.timeline.on(notice.issued_on, notice.issued_on), notice.issued_on, method, received)
    how = notice.how_received or known_by
    return {
        "state": notice.state,
        "issued_on": day_data(notice.issued_on),
        "received_on": day_data(notice.received_on),
        "how": said_data(how) if notice.received_on and how else None,
        "receipt": _act(received) if received else None,
        "withdrawn": _ended(ends[n.NoticeWithdrawn]),
        "closed": _ended(ends[n.NoticeClosed]),
        "counts": notice.counts,
        "watch": watch_data(review, notice),
        "life": counted(review, notice.step),
        "followed": followed(review, notice),
    }


def _ended(act: Act | None) -> Data | None:
    return _act(act) if act else None
