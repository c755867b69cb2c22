"""All that rules may look at, gathered once for a review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tenor.base.period import Period
from tenor.base.problem import Problem
from tenor.ledger.events.decisions import DecisionTaken, PersonJudged
from tenor.ledger.events.plans import PlanReviewed
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.answers import AnswerStory
from tenor.review.model import Decision, Ratings
from tenor.review.notices import NoticeStory
from tenor.review.plans import PlanStory
from tenor.review.track import Track
from tenor.terms.model import Kpi, Rule, Terms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """Ratings, acts and stories up to a day."""

    timeline: Timeline
    facts: Facts
    ratings: Ratings
    notices: Sequence[NoticeStory]
    plans: Sequence[PlanStory]
    on: date
    answers: Sequence[AnswerStory] = ()
    problems: list[Problem] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)  # ids of decisions that found a step
    turning: dict[int, list[date]] = field(default_factory=dict)  # by rating: the days on which a rule may see it otherwise

    @property
    def terms(self) -> Terms:
        """The terms in force on the day of the review."""
        return self.timeline.on(self.on, self.on)

    def rule_of(self, rule: str, period: Period, known_on: date) -> Rule | None:
        """The rule that a run ending in a period is judged by, by what was agreed by a day."""
        return self.timeline.during(period, known_on).rule(rule)

    def rules(self, rule: str, day: date) -> bool:
        """Whether a rule was in force on the day on which something happened that it counts."""
        return self.timeline.on(day, self.on).rule(rule) is not None

    def rules_ever(self) -> list[Rule]:
        """Every rule of any version of the terms; the newest wording of each."""
        return list({rule.id: rule for terms in self.timeline.variants() for rule in terms.rules}.values())

    def kpi(self, id: str) -> Kpi | None:
        """A KPI that has ratings, of any version of the terms."""
        return self.ratings.kpis.get(id)

    def decisions(self, rule: str) -> list[Act]:
        """What persons said of a rule's steps, in order: decisions; that its exception holds; that a step of its ladder did not help."""
        found = [a for a in self.facts.of(DecisionTaken) if a.event.rule == rule]
        found += [a for a in self.facts.of(PersonJudged) if a.event.rule == rule and a.event.finds in ("lifted", "not helped")]
        if any(ruled.in_order for terms in self.timeline.variants() if (ruled := terms.rule(rule))):
            found += [a for a in self.facts.of(PlanReviewed) if a.event.outcome == "not improved" and self._asked_by(a.event.plan, rule)]
        return sorted((a for a in found if a.day <= self.on), key=lambda a: (a.day, a.order))

    def _asked_by(self, plan: str, rule: str) -> bool:
        """Whether a plan is one that the rule's ladder asked for."""
        ruled = self.terms.rule(rule)
        return any(s.id == plan and ruled is not None and s.step in ruled.steps and self._rule_of(s) in ("", rule) for s in self.plans)

    @staticmethod
    def _rule_of(story: PlanStory) -> str:
        return str(getattr(story.requested.event, "rule", ""))

    def findings(self, rule: str, finds: str) -> list[Act]:
        """What persons found about a rule, in order."""
        return [a for a in self.facts.of(PersonJudged) if (a.event.rule, a.event.finds) == (rule, finds) and a.day <= self.on]

    def hear(self, track: Track, acts: Sequence[Act]) -> bool:
        """Give what was said on a day to a track; whether a decision was opened again, so that its months, given back, may join what has
        come since."""
        reopened = False
        for act in acts:
            event = act.event
            if isinstance(event, DecisionTaken):
                reopened = (self._decide(track, act) and event.replaces and event.outcome == "advice") or reopened
            elif isinstance(event, PersonJudged) and event.of in ("", track.of):
                heard = track.lift(act.day, event.steps) if event.finds == "lifted" else track.climb(act.day, event.steps)
                self.heard.update((act.ref,) if heard else ())
            elif isinstance(event, PlanReviewed) and any(s.id == event.plan and track.of in ("", *s.kpis) for s in self.plans):
                track.climb(act.day, ())
        return reopened

    def _decide(self, track: Track, act: Act) -> bool:
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
            when=act.when,
        )
        found = track.decide(decision, replaces=event.replaces, only=event.steps)
        if found:
            self.heard.add(act.ref)
        return found
