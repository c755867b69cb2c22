"""Orders about steps whose conditions are met: decide, advise, decide otherwise, look again, check the law; and to say that a condition
which only a person can judge is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID, uuid5

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.desk import clock
from tenor.desk.actions.say import propose, say
from tenor.desk.models import Entry
from tenor.desk.record import record
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.codec import nearest
from tenor.ledger.events.decisions import DecisionTaken, DutyDone, PersonJudged
from tenor.ledger.model import SeenBy
from tenor.returns.spelling import prose
from tenor.review.model import Step

MOST_WORDS = 4000
MOST_STEPS = 50
ADVISE = "advise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What somebody chose, with its days and words. `kept`: advice that the council keeps to itself."""

    outcome: Literal["taken", "not taken", "advice"]
    choice: str = ""
    reason: str = ""
    objectives: str = ""
    look_again_on: date | None = None
    review_on: date | None = None
    by_day: date | None = None
    kept: bool = False


def decide(
    place: Place, steps: Sequence[str], chosen: Chosen, *, turn: UUID, head: str, replaces: bool = False, act: str = ""
) -> tuple[Problem, ...]:
    """One act for each step, each naming that step alone; all of them or none. `act`: "advise" for whoever may do no more."""
    if sent_before(place, turn):
        return ()
    known = {step.id: step for step in review_of(place.contract, place.actor.side).steps}
    wrong = [_no_step(id, known) for id in steps if id not in known] or ([] if steps else [problem("steps-none-named")])
    wrong += [] if len(steps) <= MOST_STEPS else [problem("steps-too-many", most=MOST_STEPS)]
    if wrong:
        return tuple(wrong)
    seen_by: SeenBy = place.actor.side if chosen.kept else "both"
    words = {"reason": prose(chosen.reason)[:MOST_WORDS], "objectives": prose(chosen.objectives)[:MOST_WORDS]}
    several = [
        propose(place, _event(known[id], chosen, replaces), words, turn=turn if n == 0 else uuid5(turn, id), seen_by=seen_by)
        for n, id in enumerate(dict.fromkeys(steps))
    ]
    done = record(place.contract, several, actor=place.actor, act=act, head=head)
    # the same form pressed twice at once: the second finds the first one's entry
    return () if done.entries or sent_before(place, turn) else done.problems


def done_duty(place: Place, duty: str, text: str, *, turn: UUID, head: str) -> tuple[Problem, ...]:
    """Say that what was to be looked at was looked at, and what came of it."""
    return _one(place, DutyDone(duty=duty), {"text": prose(text)[:MOST_WORDS]}, turn, head)


def judge(place: Place, rule: str, reason: str, *, turn: UUID, head: str) -> tuple[Problem, ...]:
    """Say that a condition without a number is met: a person's finding, with why."""
    return _one(place, PersonJudged(rule=rule), {"reason": prose(reason)[:MOST_WORDS]}, turn, head)


def find_about(place: Place, step: str, finds: str, reason: str, *, turn: UUID, head: str) -> tuple[Problem, ...]:
    """Find something about a step or its rule, with why: "lifted", "not helped", "ended"."""
    known = review_of(place.contract, place.actor.side).step(step)
    if known is None:
        return (_no_step(step, {}),)
    event = PersonJudged(rule=known.rule, finds=finds, of=known.of, steps=() if finds == "ended" else (known.id,))  # type: ignore[arg-type]
    return _one(place, event, {"reason": prose(reason)[:MOST_WORDS]}, turn, head)


def sent_before(place: Place, turn: UUID) -> bool:
    """Whether this very form was recorded already."""
    return Entry.objects.filter(contract=place.contract, entry_id=str(turn)).exists()


def _one(place: Place, event: Any, words: Mapping[str, str], turn: UUID, head: str) -> tuple[Problem, ...]:
    if sent_before(place, turn):
        return ()
    if not any(words.values()):
        return (problem("words-missing"),)
    done = say(place, event, words, turn=turn, head=head)
    return () if done.entries or sent_before(place, turn) else done.problems


def _event(step: Step, chosen: Chosen, replaces: bool) -> DecisionTaken:
    return DecisionTaken(
        rule=step.rule,
        outcome=chosen.outcome,
        choice=chosen.choice,
        of=step.of,
        steps=(step.id,),
        replaces=replaces,
        look_again_on=chosen.look_again_on,
        review_on=chosen.review_on,
        by_day=chosen.by_day,
    )


def _no_step(id: str, known: Mapping[str, Step]) -> Problem:
    return problem("thing-unknown", thing=said("thing-step"), id=id[:200], on=clock.today(), nearest=nearest(id[:200], known))
