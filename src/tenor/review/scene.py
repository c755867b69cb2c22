"""All that rules may look at, gathered once for a review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tenor.base.problem import Problem
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.model import Decision, Ratings
from tenor.review.notices import NoticeStory
from tenor.review.plans import PlanStory
from tenor.review.track import Track
from tenor.terms.model import Rule, Terms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """Ratings, acts and stories up to a day."""

    timeline: Timeline
    facts: Facts
    ratings: Ratings
    notices: Sequence[NoticeStory]
    plans: Sequence[PlanStory]
    on: date
    problems: list[Problem] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)  # ids of decisions that found a step
    turning: dict[int, list[date]] = field(default_factory=dict)  # by rating: the days on which a rule may see it otherwise

    @property
    def terms(self) -> Terms:
        """The terms in force on the day of the review."""
        return self.timeline.on(self.on, self.on)

    def rule_on(self, rule: str, first: date, known_on: date) -> Rule | None:
        """A rule as in force on a day, by what was agreed by another."""
        return self.timeline.on(first, known_on).rule(rule)

    def decisions(self, rule: str) -> list[Act]:
        """The decisions on a rule's steps, in order."""
        return [a for a in self.facts.of(DecisionTaken) if a.event.rule == rule and a.day <= self.on]

    def hear(self, track: Track, acts: Sequence[Act]) -> bool:
        """Give a day's decisions to a track; whether one was opened again, so that its months, given back, may join what has come since."""
        reopened = False
        for act in acts:
            reopened = (self.apply(track, act) and act.event.replaces and act.event.outcome == "advice") or reopened
        return reopened

    def apply(self, track: Track, act: Act) -> bool:
        """Give a person's decision to a track, if it is about it."""
        event = act.event
        if event.of and event.of != track.of:
            return False
        decision = Decision(
            on=act.day,
            outcome=event.outcome,
            choice=event.choice,
            entry=act.ref,
            look_again_on=event.look_again_on,
            review_on=event.review_on,
            by_day=event.by_day,
        )
        found = track.decide(decision, replaces=event.replaces, only=event.steps)
        if found:
            self.heard.add(act.ref)
        return found
