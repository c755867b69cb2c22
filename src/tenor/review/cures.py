"""The time that a notice leaves to put things right: until when, who sets the day, and what a person finds when it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tenor.base.deadline import Deadline, on_day
from tenor.base.phrases.due import DuePhrase
from tenor.base.wording import Said, Value, said
from tenor.ledger.events.answers import CureDaySet, CureJudged
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.asked import Asked
from tenor.review.model import Ground
from tenor.review.names import notice_named
from tenor.review.notices import NoticeStory
from tenor.review.whose import side_of
from tenor.terms.model import Hole, SetBy, StepTerms, Terms
from tenor.terms.work_out import Moorings, work_out


@dataclass(frozen=True, slots=True, kw_only=True)
class CureStory:
    """`earliest`: the first day that may be set, where a person sets it. `deadline` None: no day yet. `found`: in order."""

    notice: NoticeStory
    step: StepTerms
    set_by: str
    earliest: Deadline | None
    deadline: Deadline | None
    set_on: date | None
    found: Sequence[Act]


def cure_story(timeline: Timeline, facts: Facts, notice: NoticeStory) -> CureStory | None:
    """None where the contract leaves no time to put things right."""
    terms = timeline.on(notice.issued.day, notice.issued.day)
    step = terms.steps.get(notice.step)
    cure = step.following.cure if step else None
    if step is None or cure is None or isinstance(cure, Hole):
        return None
    counted = timeline.on(notice.received_on, notice.received_on) if notice.received_on else terms
    phrase = cure.not_before if isinstance(cure, SetBy) else cure
    first = work_out(counted, phrase, Moorings(anchors=_anchors(notice))) if isinstance(phrase, DuePhrase) else None
    acts = [act for act in facts.of(CureDaySet, CureJudged) if act.event.notice == notice.id]
    by_person = isinstance(cure, SetBy)
    return CureStory(
        notice=notice,
        step=step,
        set_by=cure.who if isinstance(cure, SetBy) else "",
        earliest=first if by_person else None,
        deadline=_set(acts, first) if by_person else first,
        set_on=next((act.day for act in acts if isinstance(act.event, CureDaySet)), None),
        found=[act for act in acts if isinstance(act.event, CureJudged)],
    )


def _anchors(notice: NoticeStory) -> dict[str, date | datetime]:
    name = notice.step.lower()
    found = dict.fromkeys((f"issue of {name}", "sending"), notice.issued.when)
    if notice.received_on is not None:
        found |= dict.fromkeys(("receipt", "notice", name, f"receipt of {name}"), notice.received_when or notice.received_on)
    return found


def _set(acts: Sequence[Act], first: Deadline | None) -> Deadline | None:
    """The day that was set last. One set while receipt was unknown may turn out too early: then the first day allowed holds."""
    given = next((act for act in reversed(acts) if isinstance(act.event, CureDaySet)), None)
    if given is None:
        return None
    if first is not None and given.event.to < first.due:
        return replace(first, worked_out=said("cure-day-moved", due=first.due, set=given.event.to, how=first.worked_out, entry=given.ref))
    return replace(on_day(given.event.to), worked_out=said("cure-day-set", due=given.event.to, on=given.day, entry=given.ref))


def cure_grounds(story: CureStory) -> list[Ground]:
    """Cured, or not, as a person found; another finding replaces it from its own day."""
    found = []
    for n, act in enumerate(story.found):
        until = next((a.day for a in story.found[n + 1 :] if a.event.outcome != act.event.outcome), story.notice.withdrawn_on)
        why = said("because-recorded", entry=act.ref, on=act.day)
        found.append(Ground(name=act.event.outcome, met_on=act.day, until=until, because=(why,)))
    return found


def cure_duties(terms: Terms, story: CureStory, on: date) -> list[Asked]:
    """To set the day, to put things right by it, and to say what came of it once it is over."""
    notice, step = story.notice, story.step
    if (notice.withdrawn_on is not None and notice.withdrawn_on <= on) or (notice.closed_on is not None and notice.closed_on <= on):
        return []
    last = next((act for act in reversed(story.found) if act.day <= on), None)
    values: dict[str, Value] = {"notice": notice.id, "named": notice_named(step.name, notice.issued.day)}
    due = story.deadline
    found = []
    if story.set_by:
        why = said("no-day-cure-earliest", earliest=story.earliest.due, how=story.earliest.worked_out) if story.earliest else None
        what = said("duty-cure-set", **values)
        no_day = why or said("no-day-until-receipt")
        found.append(_asked(f"set day to cure {notice.id}", what, (story.set_by,), step, done_on=story.set_on, why_no_day=no_day))
    other = "supplier" if side_of(terms, step.by[0] if step.by else "buyer") != "supplier" else "buyer"
    cured = last.day if last is not None and last.event.outcome == "cured" else None
    in_time = min(cured, due.due) if cured and due else cured
    no_day = said("no-day-cure-unset") if story.set_by else said("no-day-until-receipt")
    what = said("duty-cure", **values)
    found.append(_asked(f"cure {notice.id}", what, (other,), step, deadline=due, done_on=in_time, why_no_day=no_day))
    if due is not None and on > due.due:
        judged = min((act.day for act in story.found if act.day <= on), default=None)
        what = said("duty-cure-judge", since=due.due, **values)
        found.append(_asked(f"judge cure {notice.id}", what, step.by, step, done_on=judged, why_no_day=said("no-day-cure-judge")))
    return found


def _asked(id: str, what: Said, who: tuple[str, ...], step: StepTerms, **more: Any) -> Asked:
    return Asked(id=id, what=what, who=who, clause=step.clause, kind="cure", **more)
