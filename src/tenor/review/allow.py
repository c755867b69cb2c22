"""May this be recorded? One question for every door: the pages, the JSON, the command line and an import all ask it.

What is asked of each act stands in `acts`; here is only how the table is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.ledger.codec import nearest
from tenor.ledger.events import Event
from tenor.ledger.model import SeenBy
from tenor.review.acts import ACTS
from tenor.review.model import Review
from tenor.review.questions import QUESTIONS
from tenor.review.things import REFERS, Question, known, taken, thing_id
from tenor.review.whole import review as review_of
from tenor.terms.settle import settle


def allow(
    review: Review, event: Event, *, side: Literal["buyer", "supplier", "system"], on: date, seen_by: SeenBy = "both"
) -> tuple[Problem, ...]:
    """Why an act may not be recorded, and what to do; nothing where it may. A problem that is only `said` stops nothing.

    `on`: the day the act was done. It is judged by how things stood on that day, by what `review` knows: an act of an earlier day is
    held against the review of its own day. Whether the person may speak for the side is for the caller to know.
    """
    if on > review.on:
        return (problem("act-in-future", on=on, known_on=review.on),)
    then = review if on == review.on else _as_of(review, on)
    asked = Question(event=event, side=side, on=on, seen_by=seen_by, permit=ACTS[type(event)], then=then, now=review)
    first = [*_by(asked), *_seen(asked), *_unknown(asked), *_not_new(asked)]
    # what does not exist has no state, and nothing more can be asked of it
    return tuple(first or [*_ended(asked), *_state(asked), *_further(asked)])


def _as_of(review: Review, on: date) -> Review:
    """The review of an earlier day, by all that this one knows."""
    entries = [act.entry for act in review.facts.acts]
    return review_of(settle(review.terms.document), entries, on=on, as_known_at=review.as_known_at)


def _by(asked: Question) -> Iterator[Problem]:
    if asked.side not in asked.permit.by:
        who = [said(f"side-{side}") for side in asked.permit.by]
        yield problem("act-not-by", act=said(f"act-{asked.kind}"), side=said(f"side-{asked.side}"), who=who)


def _seen(asked: Question) -> Iterator[Problem]:
    """What follows from the contract is for both; what one side keeps to itself it must be able to see."""
    if asked.seen_by == "both":
        return
    deliberation = asked.permit.one_side and getattr(asked.event, "outcome", "advice") == "advice"
    if not deliberation:
        yield problem("act-for-both", act=said(f"act-{asked.kind}"))
    elif asked.seen_by != asked.side:
        yield problem("act-hidden-from-its-side", side=said(f"side-{asked.side}"), seen_by=said(f"side-{asked.seen_by}"))


def _unknown(asked: Question) -> Iterator[Problem]:
    """Whatever the act is about, or refers to, must be there on its day."""
    about = asked.permit.of
    if about and asked.id not in asked.known(about):
        yield _no_such(asked, about, asked.id)
    about_field = {"figure": "kpi", "minutes": "meeting"}.get(about, about)
    for name, kind in _references(asked):
        if kind == about_field or (kind == "listed duty" and about == "duty"):
            continue  # already asked
        for id in _texts(getattr(asked.event, name)):
            if id not in asked.known(kind):
                yield _no_such(asked, kind, id)


def _references(asked: Question) -> Iterable[tuple[str, str]]:
    made = asked.permit.makes
    for name in type(asked.event).__dataclass_fields__:
        kind = REFERS.get(name)
        if kind and kind != made and name not in asked.permit.new:
            yield name, kind


def _texts(value: object) -> list[str]:
    several = value if isinstance(value, tuple) else (value,)
    return [str(each) for each in several if each]


def _no_such(asked: Question, kind: str, id: str) -> Problem:
    later = kind != "kpi" and asked.now is not asked.then and id in known(asked.now, kind)
    code = "thing-later" if later else "thing-unknown"
    return problem(code, thing=said(f"thing-{kind.replace(' ', '-')}"), id=id, on=asked.on, nearest=nearest(id, asked.known(kind)))


def _not_new(asked: Question) -> Iterator[Problem]:
    kind = asked.permit.makes
    if not kind:
        return
    id = thing_id(kind, asked.event)
    if id in taken(asked.now, kind):
        yield problem("thing-taken", thing=said(f"thing-{kind.replace(' ', '-')}"), id=id)


def _ended(asked: Question) -> Iterator[Problem]:
    ends = asked.then.terms.contract.ends
    if asked.permit.begins and asked.on > ends:
        yield problem("act-after-end", act=said(f"act-{asked.kind}"), ends=ends)


def _state(asked: Question) -> Iterator[Problem]:
    permit = asked.permit
    if permit.when and asked.state not in permit.when:
        thing = said(f"thing-{permit.of.replace(' ', '-')}")
        yield problem("act-not-now", thing=thing, id=asked.id, state=asked.state, advice=said(f"needs-{asked.kind}"))


def _further(asked: Question) -> Iterator[Problem]:
    """The questions of the act's line, once its state permits it."""
    if asked.permit.when and asked.state not in asked.permit.when:
        return
    for name in asked.permit.asks:
        yield from QUESTIONS[name](asked)
