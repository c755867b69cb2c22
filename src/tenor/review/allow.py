"""May this be recorded? One question for every door: the pages, the JSON, the command line and an import all ask it.

What is asked of each act stands in `acts`; here is only how the table is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, said
from tenor.ledger.codec import nearest
from tenor.ledger.events import Event
from tenor.ledger.facts import visible_to
from tenor.ledger.model import SeenBy
from tenor.review.acts import ACTS, REASONED
from tenor.review.model import Review
from tenor.review.named import named_thing
from tenor.review.questions import QUESTIONS
from tenor.review.things import REFERS, Question, known, taken, thing_id
from tenor.review.whole import review as review_of
from tenor.terms.settle import settle


def allow(
    review: Review,
    event: Event,
    *,
    side: Literal["buyer", "supplier", "system"],
    on: date,
    seen_by: SeenBy = "both",
    worded: bool = True,
    by: str = "",
) -> tuple[Problem, ...]:
    """Why an act may not be recorded, and what to do; nothing where it may. A problem that is only `said` stops nothing.

    `on`: the day the act was done. It is judged by how things stood on that day, by what `review` knows: an act of an earlier day is
    held against the review of its own day, and against what its side may see: what the other keeps to itself is not there for it, and
    no answer names it. Whether the person may speak for the side is for the caller to know. `worded`: whether
    words, the reason, lie beside it. `by`: the person's id, where a second person is asked for; "": not known, and not asked.
    """
    if on > review.on:
        return (problem("act-in-future", on=on, known_on=review.on),)
    now = review if side == "system" else _as_seen_by(review, side)
    then = now if on == review.on else _as_of(now, on)
    asked = Question(event=event, side=side, on=on, seen_by=seen_by, permit=ACTS[type(event)], then=then, now=now, by=by)
    first = [*_by(asked), *_seen(asked), *_unknown(asked), *_kept_apart(asked), *_not_new(asked, review)]
    # what does not exist has no state, and nothing more can be asked of it
    return tuple(first or [*_ended(asked), *_state(asked), *_further(asked), *_reason(asked, worded)])


def allow_by_side(
    event: Event,
    *,
    side: Literal["buyer", "supplier", "system"],
    on: date,
    today: date,
    seen_by: SeenBy = "both",
    datasets: Collection[str] = (),
) -> tuple[Problem, ...] | None:
    """The same answer as `allow` for an act that asks nothing of how things stand, without a review; None for every other act.

    `datasets`: those of the signed terms. Should a variation have ended one since, its rows are kept and count nowhere."""
    permit = ACTS[type(event)]
    refers = any(_texts(getattr(event, name)) for name in type(event).__dataclass_fields__ if REFERS.get(name, "dataset") != "dataset")
    named = [id for name in type(event).__dataclass_fields__ if REFERS.get(name) == "dataset" for id in _texts(getattr(event, name))]
    asks = permit.makes or permit.of or permit.asks or permit.begins or isinstance(event, REASONED)
    if asks or refers or seen_by != "both" or on > today or side not in permit.by or not set(named) <= set(datasets):
        return None
    return ()


def _reason(asked: Question, worded: bool) -> Iterator[Problem]:
    if isinstance(asked.event, REASONED) and not worded and not getattr(asked.event, "reason", ""):
        yield problem("reason-missing", act=said(f"act-{asked.kind}"))


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
    if not _is_deliberation(asked):
        yield problem("act-for-both", act=said(f"act-{asked.kind}"))
    elif asked.seen_by != asked.side:
        yield problem("act-hidden-from-its-side", side=said(f"side-{asked.side}"), seen_by=said(f"side-{asked.seen_by}"))


def _is_deliberation(asked: Question) -> bool:
    """Advice in the place of a decision opens a step again, and that is for both."""
    event = asked.event
    return asked.permit.one_side and getattr(event, "outcome", "advice") == "advice" and not getattr(event, "replaces", False)


def _kept_apart(asked: Question) -> Iterator[Problem]:
    """An act that the other side sees may not name what this side keeps to itself."""
    about = asked.permit.of
    if not about or asked.seen_by != "both" or asked.id not in asked.known(about):
        return
    there = asked.then if asked.id in known(asked.then, about) else asked.now
    for other in ("buyer", "supplier"):
        if asked.id not in known(_as_seen_by(there, other), about):
            keeper = said(f"side-{asked.side}")
            yield problem("act-tells-hidden", thing=_thing(about), id=asked.id, side=keeper, other=said(f"side-{other}"))


@lru_cache(maxsize=4)
def _as_seen_by(review: Review, side: Literal["buyer", "supplier"]) -> Review:
    """The same review as one side would have it."""
    entries = [act.entry for act in review.facts.acts]
    if all(entry.seen_by in ("both", side) for entry in entries):
        return review
    return review_of(settle(review.terms.document), visible_to(entries, side), on=review.on, as_known_at=review.as_known_at)


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
            if not asked.refers_to(kind, id):
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


def _thing(kind: str) -> Said:
    return said(f"thing-{kind.replace(' ', '-')}")


def _no_such(asked: Question, kind: str, id: str) -> Problem:
    later = kind != "kpi" and asked.now is not asked.then and id in known(asked.now, kind)
    code = "thing-later" if later else "thing-unknown"
    return problem(code, thing=_thing(kind), id=id, on=asked.on, nearest=nearest(id, asked.known(kind)))


def _not_new(asked: Question, whole: Review) -> Iterator[Problem]:
    """An id belongs to one thing of the ledger, also where the other side keeps that thing to itself."""
    kind = asked.permit.makes
    if not kind:
        return
    id = thing_id(kind, asked.event)
    if id in taken(whole, kind):
        yield problem("thing-taken", thing=_thing(kind), id=id)


def _ended(asked: Question) -> Iterator[Problem]:
    ends = asked.then.terms.contract.ends
    if asked.permit.begins and asked.on > ends:
        yield problem("act-after-end", act=said(f"act-{asked.kind}"), ends=ends)


def _state(asked: Question) -> Iterator[Problem]:
    permit = asked.permit
    if permit.when and asked.state not in permit.when:
        named = named_thing(asked.then, permit.of, asked.id)
        yield problem("act-not-now", named=named, id=asked.id, state=asked.state, advice=said(f"needs-{asked.kind}"))


def _further(asked: Question) -> Iterator[Problem]:
    """The questions of the act's line, once its state permits it."""
    if asked.permit.when and asked.state not in asked.permit.when:
        return
    for name in asked.permit.asks:
        yield from QUESTIONS[name](asked)
