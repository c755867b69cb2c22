"""Questions to acts about what a plan holds: its milestones, and what it aims at on the way."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.phrases.bound import Bound, check_unit, parse_bound
from tenor.base.phrases.reader import PhraseError
from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.ledger.codec import nearest
from tenor.review.bands import unit_of
from tenor.review.plan_versions import agreed_version, versions_of
from tenor.review.things import Question
from tenor.terms.model import Kpi


def milestone_of_plan(asked: Question) -> Iterator[Problem]:
    """What is reported is one of the milestones that both agreed; a plan that names none leaves it to words."""
    event = asked.event
    agreed = agreed_version(versions_of(asked.then.facts, event.plan, asked.on))
    keys = list(agreed.act.event.milestones) if agreed else []
    if keys and event.milestone not in keys:
        near = nearest(event.milestone, keys)
        yield problem("thing-unknown", thing=said("thing-milestone"), id=event.milestone, on=asked.on, nearest=near)


def readable_targets(asked: Question) -> Iterator[Problem]:
    """What is aimed at on the way speaks of a KPI and a period of it, as a bound in the KPI's own unit ("at least 80%")."""
    ratings, terms = asked.then.ratings.by_kpi, asked.then.terms
    for name, wanted in asked.event.targets.items():
        kpi, _, period = name.rpartition(" ")
        if period not in ratings.get(kpi, {}):
            yield problem("target-of-nothing", target=name)
        elif not _fits(wanted, terms.kpi(kpi)):
            yield problem("target-unreadable", target=name, wanted=wanted)


def _fits(wanted: str, kpi: Kpi | None) -> bool:
    """Whether a bound can be read, and speaks in the KPI's unit."""
    bound = parse_bound(wanted)
    if isinstance(bound, PhraseError):
        return False
    return kpi is None or not isinstance(bound, Bound) or check_unit(bound, wanted, unit_of(kpi.measure)) is None
