"""Plans and warnings: every plan, every letter, what waits for a decision that leads to one, and what was decided and is not yet done."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.period import parse_label
from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.plan_parts import head, milestones
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.notices import NoticeDrafted, NoticeIssued
from tenor.review.model import Card, Notice, Review
from tenor.review.need_duties import DONE
from tenor.review.offered import offered
from tenor.review.plan_progress import plan_progress

KINDS = ("plan", "notice")


def make(view: View) -> Data:
    """Open plans first, then the newest; letters the newest first."""
    review = view.review
    plans = sorted(review.plans, key=lambda plan: (not plan.open, -plan.requested_on.toordinal()))
    return {
        "levels": list(review.terms.levels),
        "plans": [{**head(review, plan), "milestones": milestones(plan_progress(review, plan.id))} for plan in plans],
        "notices": [_notice(review, notice) for notice in sorted(review.notices, key=lambda n: n.issued_on, reverse=True)],
        "drafts": list(_drafts(review)),
        "cards": [each for card in review.cards for each in _card(review, card)],
        "to_do": list(_to_do(review)),
        "leads_to": sorted({step.kind for step in review.terms.steps.values()} & set(KINDS)),
    }


def _notice(review: Review, notice: Notice) -> Data:
    issued = next(act for act in review.facts.of(NoticeIssued) if act.event.notice == notice.id)
    return {
        "id": notice.id,
        "step": notice.step,
        "clause": list(notice.clause),
        "state": notice.state,
        "issued_on": day_data(notice.issued_on),
        "received_on": day_data(notice.received_on),
        "how_received": None if notice.how_received is None else said_data(notice.how_received),
        "watch": [said_data(period.said) if (period := parse_label(label)) else label for label in notice.watch],
        "plan": issued.event.plan,
        "offers": offered(review, "notice", notice.id),
    }


def _drafts(review: Review) -> Iterator[Data]:
    """Letters that are written and have not gone out."""
    issued = {act.event.notice for act in review.facts.of(NoticeIssued)}
    last = {act.event.notice: act for act in review.facts.of(NoticeDrafted)}
    for id, act in last.items():
        if id not in issued:
            yield {"id": id, "step": act.event.step, "on": day_data(act.day)}


def _card(review: Review, card: Card) -> Iterator[Data]:
    """What waits for a decision, where it leads to a plan or a letter."""
    steps = [step for id in card.steps if (step := review.step(id)) is not None]
    names = dict.fromkeys(name for step in steps for name in step.consequences)
    kinds = [review.terms.steps[name].kind for name in names if name in review.terms.steps]
    if set(kinds) & set(KINDS):
        yield {
            "then": card.then,
            "since": day_data(card.since),
            "clause": list(card.clause),
            "may": card.may,
            "step": steps[0].id,
            "because": [said_data(line) for step in steps for line in step.because],
            "disputed": any(step.in_dispute for step in steps),
            "advice": all(step.state == "advice" for step in steps),
        }


def _to_do(review: Review) -> Iterator[Data]:
    """Decided, and the plan is not asked for or the letter not issued yet."""
    for duty in review.duties:
        kind = duty.what.code.removeprefix("duty-decided-")
        if duty.what.code.startswith("duty-decided-") and kind in KINDS and duty.state not in DONE:
            name, _, step = duty.id.rpartition(" after ")
            yield {"kind": kind, "name": name, "step": step, "clause": list(duty.clause), "what": said_data(duty.what)}
