"""Questions to acts about standards, findings, certificates, information and risks."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.ledger.codec import nearest
from tenor.ledger.events.assurance import CertificateShown
from tenor.ledger.events.working_together import RiskRaised
from tenor.review.things import Question

FIRST, LAST = 1, 5
WEIGHTS = ("observation", "minor", "major")


def score(asked: Question) -> Iterator[Problem]:
    """Likelihood and impact, each from 1 to 5; a risk that is raised may have no score yet, then it has neither."""
    event = asked.event
    if isinstance(event, RiskRaised) and (event.likelihood, event.impact) == (0, 0):
        return
    for name in ("likelihood", "impact"):
        if not FIRST <= getattr(event, name) <= LAST:
            yield problem("score-outside", question=said(f"score-{name}"), first=FIRST, last=LAST)


def day_not_past(asked: Question) -> Iterator[Problem]:
    """The day by which something is asked for, or on which it is looked at again, is not over when it is set."""
    day = getattr(asked.event, "due", None) or getattr(asked.event, "review_on", None)
    if day is not None and day < asked.on:
        yield problem("day-past", day=day, on=asked.on)


def seen_by_all(asked: Question) -> Iterator[Problem]:
    """An issue comes from a risk that is there; one that both sides see does not name a risk that one of them keeps to itself."""
    named = asked.event.came_from
    raised = {act.event.risk: act.entry.seen_by for act in asked.then.facts.of(RiskRaised)}
    if named and named not in raised:
        yield problem("thing-unknown", thing=said("thing-risk"), id=named, on=asked.on, nearest=nearest(named, raised))
    elif named and asked.seen_by == "both" and raised[named] != "both":
        yield problem("risk-kept-apart", risk=named, side=said(f"side-{asked.side}"))


def known_plan(asked: Question) -> Iterator[Problem]:
    plans = asked.known("plan")
    if asked.event.plan and asked.event.plan not in plans:
        yield problem("thing-unknown", thing=said("thing-plan"), id=asked.event.plan, on=asked.on, nearest=nearest(asked.event.plan, plans))


def audit_or_certificate(asked: Question) -> Iterator[Problem]:
    """A finding says where it was found."""
    if not asked.event.audit and not asked.event.certificate:
        yield problem("finding-from-nowhere")


def weight(asked: Question) -> Iterator[Problem]:
    if asked.event.weight not in ("", *WEIGHTS):
        yield problem("weight-unknown", weight_given=asked.event.weight, known=[said(f"weight-{each}") for each in WEIGHTS])


def ends_after_beginning(asked: Question) -> Iterator[Problem]:
    event = asked.event
    if event.issued_on is not None and event.expires_on <= event.issued_on:
        yield problem("certificate-ends-first", issued=event.issued_on, expires=event.expires_on)


def replaced(asked: Question) -> Iterator[Problem]:
    """A certificate takes the place of one for the same standard."""
    event = asked.event
    same = [act.event.certificate for act in asked.then.facts.of(CertificateShown) if act.event.duty == event.duty]
    if event.replaces and event.replaces not in same:
        thing = said("thing-certificate")
        yield problem("thing-unknown", thing=thing, id=event.replaces, on=asked.on, nearest=nearest(event.replaces, same))
