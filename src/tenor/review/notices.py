"""Formal letters: when one takes effect, what it counts for, which months it puts under watch (semantics 8).

Everything is a day, so that any earlier day can be asked: a notice takes effect on its receipt, by acknowledgement, else
by the notice clause, else not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tenor.base.period import Period, later_by, periods
from tenor.base.phrases.window import AnyIn, AroundEvent, Times
from tenor.base.wording import Said, said
from tenor.ledger.events.notices import NoticeClosed, NoticeIssued, NoticeReceived, NoticeWithdrawn
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.model import Notice
from tenor.terms.model import EventIs, KpiIs, Rule, Terms
from tenor.terms.work_out import Moorings, work_out


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeStory:
    """A notice's days. `received_on` None: receipt unknown, no clock, no count, no window."""

    id: str
    step: str
    issued: Act
    received_on: date | None
    how_received: Said | None
    withdrawn_on: date | None
    closed_on: date | None
    kpis: tuple[str, ...]
    plan: str
    received_when: date | datetime | None = None  # the moment of receipt where it is known

    def effective(self, day: date) -> bool:
        """Received and not withdrawn, at the close of a day."""
        return self.received_on is not None and self.received_on <= day and (self.withdrawn_on is None or self.withdrawn_on > day)


def notice_stories(timeline: Timeline, facts: Facts) -> list[NoticeStory]:
    """All notices, in order of issue."""
    return [_story(timeline, facts, act) for act in facts.of(NoticeIssued)]


def _story(timeline: Timeline, facts: Facts, issued: Act) -> NoticeStory:
    event = issued.event
    own = [a for a in facts.of(NoticeReceived, NoticeWithdrawn, NoticeClosed) if a.event.notice == event.notice]
    acknowledged = next((a for a in own if isinstance(a.event, NoticeReceived)), None)
    terms = timeline.on(issued.day, issued.day)
    received_on, how = receipt(terms, issued.day, event.method, acknowledged)
    last = acknowledged.event if acknowledged else event
    return NoticeStory(
        id=event.notice,
        step=event.step,
        issued=issued,
        received_on=received_on,
        how_received=how,
        withdrawn_on=next((a.day for a in own if isinstance(a.event, NoticeWithdrawn)), None),
        closed_on=next((a.day for a in own if isinstance(a.event, NoticeClosed)), None),
        kpis=last.kpis or event.kpis,
        plan=last.plan or event.plan,
        received_when=acknowledged.when if acknowledged is not None and acknowledged.day == received_on else received_on,
    )


def receipt(terms: Terms, sent_on: date, method: str, acknowledged: Act | None) -> tuple[date | None, Said | None]:
    """The day something sent counts as received, and how that is known: the earliest that the contract's ways of `receipt` give."""
    found: list[tuple[date, Said]] = []
    if acknowledged is not None:
        found.append((acknowledged.day, said("received-acknowledged", on=acknowledged.day, entry=acknowledged.ref)))
    if "notice clause" in terms.receipt and terms.notices is not None:
        phrase = terms.notices.received.get(method) or terms.notices.received.get("any")
        if phrase is None and not method and len(terms.notices.received) == 1:
            phrase = next(iter(terms.notices.received.values()))
        deadline = work_out(terms, phrase, Moorings(anchors=dict.fromkeys(_SENDING, sent_on))) if phrase else None
        if deadline is not None:
            found.append((deadline.due, said("received-notice-clause", on=deadline.due, how=deadline.worked_out)))
    if "sent" in terms.receipt and not found:
        found.append((sent_on, said("received-when-sent", on=sent_on)))
    return min(found, key=lambda f: f[0]) if found else (None, None)


_SENDING = ("sending", "sent", "issue", "posting", "notice", "request")


def notices_on(timeline: Timeline, stories: Sequence[NoticeStory], on: date) -> list[Notice]:
    """The notices issued by a day, as they stand at its close."""
    return [_on(timeline, story, on) for story in stories if story.issued.day <= on]


def _on(timeline: Timeline, story: NoticeStory, on: date) -> Notice:
    terms = timeline.on(story.issued.day, on)
    received = story.received_on is not None and story.received_on <= on
    counts = story.effective(on)
    watch = watch_of(terms, story) if counts else ()
    step = terms.steps.get(story.step)
    return Notice(
        id=story.id,
        step=story.step,
        clause=step.clause if step else (),
        state=_state(story, on, received, watch),  # type: ignore[arg-type]
        issued_on=story.issued.day,
        received_on=story.received_on if received else None,
        counts=counts,
        watch=tuple(p.label for p in watch),
        entry=story.issued.ref,
        how_received=story.how_received if received else None,
    )


def _state(story: NoticeStory, on: date, received: bool, watch: Sequence[Period]) -> str:
    if story.withdrawn_on is not None and story.withdrawn_on <= on:
        return "withdrawn"
    if story.closed_on is not None and story.closed_on <= on:
        return "closed"
    if not received:
        return "issued, receipt unknown"
    return "watching" if watch and on <= watch[-1].last else "in force"


def watch_of(terms: Terms, story: NoticeStory) -> tuple[Period, ...]:
    """The longest watch any rule keeps after a notice of this step."""
    spans = [
        around_event(terms, stretch, story)
        for rule in terms.rules
        for stretch in stretches(rule)
        if event_of(stretch.event)[1] == story.step.lower()
    ]
    return max(spans, key=len, default=())


def stretches(rule: Rule) -> list[AroundEvent]:
    """The stretches around events that a rule counts in."""
    windows = [c.window for branch in rule.branches for c in branch if isinstance(c, KpiIs | EventIs) and c.window]
    return [w.stretch for w in windows if isinstance(w, AnyIn | Times) and isinstance(w.stretch, AroundEvent)]


def event_of(name: str) -> tuple[str, str]:
    """ "receipt of formal warning" -> ("receipt", "formal warning"); a plain name takes effect on receipt."""
    for way in ("issue", "receipt"):
        if name.lower().startswith(f"{way} of "):
            return way, name.lower().removeprefix(f"{way} of ")
    return "receipt", name.lower()


def around_event(terms: Terms, stretch: AroundEvent, story: NoticeStory) -> tuple[Period, ...]:
    """The periods of a stretch around a notice, cut at the contract's end."""
    day = story.issued.day if event_of(stretch.event)[0] == "issue" else story.received_on
    return around_day(terms, stretch, day) if day else ()


def around_day(terms: Terms, stretch: AroundEvent, day: date) -> tuple[Period, ...]:
    """ "after": the n whole periods after the event's own; "from": those whose last day lies in n periods counted from its very day;
    "before": the n whole ones before (semantics 5; terms-language.md 6)."""
    contract = terms.contract
    kind = "month" if stretch.period == "period" else stretch.period
    spans = periods(kind, contract.starts, contract.ends, terms.quarters)
    if stretch.way == "after":
        return tuple(p for p in spans if p.first > day)[: stretch.n]
    if stretch.way == "before":
        return tuple(p for p in spans if p.last < day)[-stretch.n :]
    end = later_by(day, stretch.n, kind)
    return tuple(p for p in spans if day <= p.last < end)
