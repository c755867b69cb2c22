"""Questions to what a person finds about a rule: does it ask for that, and is there anything that it would be about."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.review.things import Question
from tenor.terms.model import JudgedIs, Rule
from tenor.terms.work_out import Moorings, work_out


def who_finds(rule: Rule, finds: str) -> tuple[str, ...]:
    """Whom the terms name for a finding; that a step did not help is for whoever decides the steps."""
    if finds == "ended":
        return (rule.until_decided_by,) if rule.until_decided_by else ()
    if finds == "not helped":
        return ("buyer",)
    several = [c for branch in (rule.except_ if finds == "lifted" else rule.branches) for c in branch]
    return tuple(dict.fromkeys(c.by for c in several if isinstance(c, JudgedIs)))


def asked_for(asked: Question) -> Iterator[Problem]:
    """A finding is one that the rule asks for."""
    event, rule = asked.event, asked.then.terms.rule(asked.event.rule)
    if rule is None:
        return
    if not who_finds(rule, event.finds) or (event.finds == "not helped" and not rule.in_order):
        yield problem("finding-not-asked", clause=rule.clause, rule=rule.id, finds=said(f"finding-{event.finds.replace(' ', '-')}"))
    elif event.finds == "ended" and rule.until is not None:
        earliest = work_out(asked.then.terms, rule.until, Moorings())
        if earliest is not None and asked.on < earliest.due:
            yield problem("finding-too-early", clause=rule.clause, rule=rule.id, day=earliest.due)


def about_a_step(asked: Question) -> Iterator[Problem]:
    """What lifts a rule, or sends it to the next step, is about a step there is: one that waits, or one that was taken."""
    event = asked.event
    wanted = {"lifted": ("open", "advice", "covered"), "not helped": ("taken",)}.get(event.finds)
    rule = asked.then.terms.rule(event.rule)
    if event.finds == "lifted" and rule is not None and not rule.steps:
        return  # it lifts the money, or the points, that the rule brings
    of_rule = [step for step in asked.then.steps if step.rule == event.rule and event.of in ("", step.of)]
    if wanted and not any(step.state in wanted for step in of_rule if not event.steps or step.id in event.steps):
        yield problem("finding-without-step", rule=event.rule, on=asked.on, finds=said(f"finding-{event.finds.replace(' ', '-')}"))
