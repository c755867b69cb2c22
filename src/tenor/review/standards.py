"""Standards: what the terms ask to be kept at all times, the failures of each, what was done about them, and findings of audits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tenor.base.phrases.due import AtAllTimes, DuePhrase
from tenor.ledger.events.assurance import (
    AuditHeld,
    CertificateShown,
    FindingClosed,
    FindingInvestigated,
    FindingMade,
    StandardFailed,
    StandardInvestigated,
)
from tenor.ledger.events.meetings import ActionAgreed, ActionDone
from tenor.ledger.events.plans import PlanRequested
from tenor.ledger.model import Act, Facts
from tenor.review.model import Plan, Review, Step
from tenor.terms.model import DutyIs, DutyTerms, JudgedIs, Rule, Terms

PATTERN_FROM = 3  # failures of one standard after which somebody should look at them together; no clause counts anything here
# Local practice: days from the request within which a plan should be agreed, by the weight of what it puts right.
TARGET_DAYS: Mapping[str, int] = {"major": 15, "minor": 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A standard that a person found not met. `nth`: of this standard; `step`: what its rule made of it; `plan`: what puts it right."""

    id: str
    duty: str
    on: date
    nth: int
    act: Act
    finding: str = ""
    investigated: Act | None = None
    step: Step | None = None
    plan: Plan | None = None

    @property
    def open(self) -> bool:
        """Whether something is still to be done: looked into, or, where there is a plan, seen to a good end."""
        return self.investigated is None or (self.plan is not None and (self.plan.open or self.plan.state == "not improved"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One duty that is kept at all times, with what was found. `rules`: those that a failure of it meets."""

    duty: DutyTerms
    rules: tuple[Rule, ...]
    failures: tuple[Failure, ...]
    main: bool

    @property
    def pattern(self) -> bool:
        """Whether to say that the same standard was missed again and again: a person judges what that means."""
        return len(self.failures) >= PATTERN_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an audit found, or a certificate leaves out. `target`: local practice, by when its plan should be agreed."""

    id: str
    audit: str
    certificate: str
    duty: str
    weight: str
    on: date
    act: Act
    investigated: Act | None
    closed: Act | None
    plan: Plan | None
    actions: tuple[str, ...] = ()
    actions_done: bool = False
    failures: tuple[str, ...] = ()

    @property
    def target(self) -> date | None:
        days = TARGET_DAYS.get(self.weight)
        return self.plan.requested_on + timedelta(days=days) if self.plan is not None and days else None

    @property
    def took(self) -> int | None:
        """Days from the request of its plan to the agreement of both."""
        return None if self.plan is None or self.plan.agreed_on is None else (self.plan.agreed_on - self.plan.requested_on).days


def standards(review: Review) -> list[Standard]:
    """Every duty that is kept at all times, the standards proper first: those that a rule counts, that are audited, or found elsewhere."""
    failed = failures(review)
    seen = {each.duty for each in failed}
    found = []
    for duty in review.terms.duties:
        rules = rules_of(review.terms, duty.id)
        if rules or _always(duty) or duty.id in seen:
            own = tuple(each for each in failed if each.duty == duty.id)
            main = bool(rules or duty.audit_by or duty.found_in or own)
            found.append(Standard(duty=duty, rules=rules, failures=own, main=main))
    return sorted(found, key=lambda each: not each.main)


def rules_of(terms: Terms, duty: str) -> tuple[Rule, ...]:
    """The rules that a failure of this duty meets."""
    return tuple(rule for rule in terms.rules if any(_counts(each, duty) for branch in rule.branches for each in branch))


def judged(terms: Terms, standard: Standard) -> tuple[Rule, ...]:
    """The rules of the same clause in which a person judges, with no number: "continually"."""
    clauses = {number for rule in standard.rules for number in rule.clause} | set(standard.duty.clause)
    judging = (rule for rule in terms.rules if any(isinstance(each, JudgedIs) for branch in rule.branches for each in branch))
    return tuple(rule for rule in judging if clauses & set(rule.clause))


def failures(review: Review) -> list[Failure]:
    """All, in the order in which they were found."""
    looked = {act.event.failure: act for act in review.facts.of(StandardInvestigated)}
    nth: dict[str, int] = {}
    found = []
    for act in review.facts.of(StandardFailed):
        event = act.event
        nth[event.duty] = nth.get(event.duty, 0) + 1
        step = next((each for each in review.steps if each.of == event.duty and event.failure in each.proof), None)
        investigated = looked.get(event.failure)
        found.append(
            Failure(
                id=event.failure,
                duty=event.duty,
                on=act.day,
                nth=nth[event.duty],
                act=act,
                finding=event.finding,
                investigated=investigated,
                step=step,
                plan=_named_plan(review, investigated) or _plan_of_step(review, step),
            )
        )
    return found


def findings(review: Review) -> list[Finding]:
    """All, in the order in which they were made."""
    duties = {act.event.audit: act.event.duty for act in review.facts.of(AuditHeld)}
    shown = {act.event.certificate: act.event.duty for act in review.facts.of(CertificateShown)}
    looked = {act.event.finding: act for act in review.facts.of(FindingInvestigated)}
    closed = {act.event.finding: act for act in review.facts.of(FindingClosed)}
    failed = failures(review)
    found = []
    for act in review.facts.of(FindingMade):
        event = act.event
        duty = duties.get(event.audit) or shown.get(event.certificate, "")
        end = closed.get(event.finding)
        actions, done = _actions(review.facts, event.finding)
        found.append(
            Finding(
                id=event.finding,
                audit=event.audit,
                certificate=event.certificate,
                duty=duty,
                weight=event.weight,
                on=act.day,
                act=act,
                investigated=looked.get(event.finding),
                closed=end,
                plan=_named_plan(review, looked.get(event.finding)) or _plan_of_failures(failed, event.finding, duty, act.day, end),
                actions=actions,
                actions_done=done,
                failures=tuple(each.id for each in failed if each.finding == event.finding),
            )
        )
    return found


def _always(duty: DutyTerms) -> bool:
    return isinstance(duty.due, DuePhrase) and isinstance(duty.due.form, AtAllTimes)


def _counts(condition: object, duty: str) -> bool:
    return isinstance(condition, DutyIs) and duty in condition.duties and "failed" in condition.states


def _named_plan(review: Review, act: Act | None) -> Plan | None:
    """The plan that an investigation names."""
    return next((plan for plan in review.plans if act is not None and act.event.plan and plan.id == act.event.plan), None)


def _plan_of_step(review: Review, step: Step | None) -> Plan | None:
    """The plan that was asked for once the step was decided on: the first of its kind and rule from that day."""
    if step is None or step.decided is None or step.decided.outcome != "taken":
        return None
    rules = {act.event.plan: act.event.rule for act in review.facts.of(PlanRequested)}
    since = step.decided.on
    fitting = [p for p in review.plans if p.step in step.consequences and p.requested_on >= since and rules.get(p.id) in ("", step.rule)]
    return min(fitting, key=lambda plan: plan.requested_on, default=None)


def _plan_of_failures(failed: Sequence[Failure], finding: str, duty: str, made: date, closed: Act | None) -> Plan | None:
    """The plan of a failure that the finding showed; else of one of the same standard that was found while the finding was open."""
    named = [each.plan for each in failed if each.finding == finding and each.plan]
    until = closed.day if closed else date.max
    near = [each.plan for each in failed if not each.finding and each.duty == duty and made <= each.on <= until and each.plan]
    return next(iter([*named, *near]), None)


def _actions(facts: Facts, finding: str) -> tuple[tuple[str, ...], bool]:
    """The actions that were agreed about a finding, and whether all of them are done."""
    agreed = tuple(_of_finding(facts, finding))
    done = {act.event.action for act in facts.of(ActionDone)}
    return agreed, bool(agreed) and set(agreed) <= done


def _of_finding(facts: Facts, finding: str) -> Iterator[str]:
    return (act.event.action for act in facts.of(ActionAgreed) if act.event.source == f"finding {finding}")
