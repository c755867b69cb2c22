"""Questions to decisions on steps, and to what people do about duties and named events."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.ledger.codec import nearest
from tenor.ledger.events.decisions import DutyExtended
from tenor.review.model import Duty, Step
from tenor.review.questions_answers import may_extend
from tenor.review.shown import gate_said
from tenor.review.things import Question
from tenor.review.whose import side_of
from tenor.terms.model import EventIs
from tenor.terms.names import KNOWN_EVENTS

DECISION = "decision"  # the kind of a duty that follows from a decision
REVIEW_DATE = "review date"  # as the language of terms spells it among what a step holds


def _steps(asked: Question) -> list[Step]:
    """The steps of the rule that the decision speaks of."""
    event = asked.event
    of_rule = [step for step in asked.then.steps if step.rule == event.rule]
    return [step for step in of_rule if event.of in ("", step.of) and (not event.steps or step.id in event.steps)]


def _decided(steps: list[Step]) -> list[Step]:
    return [step for step in steps if step.state in ("taken", "not taken")]


def _waiting(asked: Question) -> list[Step]:
    """Those it would decide: the ones that wait, or, where it replaces a decision, the one decided last."""
    steps = _steps(asked)
    if asked.event.replaces:
        return _decided(steps)
    return [step for step in steps if step.state in ("open", "advice", "covered")]


def waiting_step(asked: Question) -> Iterator[Problem]:
    event = asked.event
    ids = {step.id for step in asked.then.steps if step.rule == event.rule}
    for id in event.steps:
        if id not in ids:
            yield problem("thing-unknown", thing=said("thing-step"), id=id, on=asked.on, nearest=nearest(id, ids))
    if _waiting(asked) or any(id not in ids for id in event.steps):
        return
    decided = _decided(_steps(asked))
    if decided and decided[-1].decided:
        yield problem("step-decided-before", rule=event.rule, on=decided[-1].decided.on)
    elif event.replaces:
        yield problem("nothing-to-replace", rule=event.rule)
    else:
        yield problem("step-not-met", rule=event.rule, on=asked.on)


def option_of_step(asked: Question) -> Iterator[Problem]:
    """A choice is one of the options that the terms give, and comes to what they say it comes to."""
    event, terms = asked.event, asked.then.terms
    rule = terms.rule(event.rule)
    if rule is None:
        return
    options: dict[str, str] = dict.fromkeys(rule.steps, "") if rule.choose else {}
    for name in rule.steps:
        options |= terms.steps[name].choices if name in terms.steps else {}
    listed = [f'"{option}"' for option in options]
    if event.choice and event.choice not in options:
        yield problem("choice-unknown", choice=event.choice, rule=event.rule, options=listed or [said("no-options")])
    elif not event.choice and event.outcome != "advice" and any(options.values()):
        yield problem("choice-left-out", rule=event.rule, options=listed)
    elif options.get(event.choice, "") not in ("", event.outcome):
        yield problem("choice-comes-to", choice=event.choice, comes_to=options[event.choice], outcome=event.outcome)


def gate_open(asked: Question) -> Iterator[Problem]:
    """Some steps may be taken only after something else has happened."""
    if asked.event.outcome == "taken":
        for step in _waiting(asked):
            if step.first:
                yield problem("step-gated", clause=step.clause, rule=step.rule, first=gate_said(step.first))


def look_again(asked: Question) -> Iterator[Problem]:
    event = asked.event
    if event.look_again_on is None:
        return
    if event.outcome == "taken":
        yield problem("look-again-needs-advice")
    elif event.look_again_on <= asked.on:
        yield problem("day-not-later", day=event.look_again_on, on=asked.on)


def review_day(asked: Question) -> Iterator[Problem]:
    """What was chosen is looked at again on a day, wherever the terms say that the step holds a review date."""
    event, terms = asked.event, asked.then.terms
    rule = terms.rule(event.rule)
    chosen = [event.choice] if event.choice in terms.steps else list(rule.steps if rule and not rule.choose else ())
    holds = any(REVIEW_DATE in terms.steps[name].holds and terms.steps[name].kind != "plan" for name in chosen if name in terms.steps)
    if event.outcome == "taken" and holds and event.review_on is None:
        yield problem("review-day-missing", rule=event.rule)
    elif event.review_on is not None and event.review_on <= asked.on:
        yield problem("day-not-later", day=event.review_on, on=asked.on)
    if event.by_day is not None and event.by_day < asked.on:
        yield problem("day-not-later", day=event.by_day, on=asked.on)


def _duty(asked: Question) -> Duty:
    return asked.duty(asked.event.duty)


def owed_to(asked: Question) -> Iterator[Problem]:
    """Only whom a duty is owed to can let it go, or give more time."""
    duty = _duty(asked)
    sides = {side_of(asked.then.terms, who) for who in duty.to} - {""}
    doers = {side_of(asked.then.terms, who) for who in duty.who} - {""}
    # what both must do, such as agreeing a plan, was asked for by the buyer; what follows from a decision is owed to nobody else
    allowed = may_extend(asked) if isinstance(asked.event, DutyExtended) else ()
    if asked.side in allowed:
        return
    owed = (duty.kind == DECISION and doers) or sides or ({"buyer", "supplier"} - doers) or {"buyer"}
    if asked.side not in owed:
        yield problem("duty-not-owed-to", duty=duty.id, who=[said(f"side-{side}") for side in sorted(owed)])


def own_task(asked: Question) -> Iterator[Problem]:
    """What follows from a decision (look again, check the law) is said to be done by the side that is to do it."""
    duty = _duty(asked)
    doers = {side_of(asked.then.terms, who) for who in duty.who} - {""}
    if duty.kind == "answer" and not duty.id.endswith(" again"):
        yield problem("duty-is-to-answer", duty=duty.id)
    if duty.kind == "cure":
        yield problem("duty-is-cured", duty=duty.id)
    if duty.kind == DECISION and doers and asked.side not in doers:
        yield problem("duty-of-other-side", duty=duty.id, who=[said(f"side-{side}") for side in sorted(doers)])


def later_day(asked: Question) -> Iterator[Problem]:
    if asked.event.to < asked.on:
        yield problem("day-not-later", day=asked.event.to, on=asked.on)


def known_event(asked: Question) -> Iterator[Problem]:
    """An event is one that the terms declare, that their rules wait for, or that the language knows."""
    terms, name = asked.then.terms, asked.event.name
    counted = [c for rule in terms.rules for branch in rule.branches for c in branch] + [c for duty in terms.duties for c in duty.when]
    waited_for = [c.name for c in counted if isinstance(c, EventIs)]
    names = {known.lower() for known in (*KNOWN_EVENTS, *waited_for, *terms.events)}
    if name.lower() not in names:
        yield problem("thing-unknown", thing=said("thing-event"), id=name, on=asked.on, nearest=nearest(name, names))
