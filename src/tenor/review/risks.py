"""The log of risks and issues: how each was scored, who looks after it, and when it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.base.period import months_after
from tenor.base.wording import Said, said
from tenor.ledger.events.working_together import RiskClosed, RiskRaised, RiskScored
from tenor.ledger.model import Act, Facts
from tenor.review.whose import side_of
from tenor.terms.model import Terms

MONTHS = 12  # a score older than this is looked at again


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One line of the log. `scores`: the acts that gave it one, oldest first; `side`: whose Home its review day stands on."""

    id: str
    kind: str
    owner: str
    side: str
    seen_by: str
    raised: Act
    scores: tuple[Act, ...]
    likelihood: int
    impact: int
    review_on: date | None
    closed: Act | None
    came_from: str
    became: tuple[str, ...]

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25; 0: not scored yet."""
        return self.likelihood * self.impact

    @property
    def scored_on(self) -> date:
        return self.scores[-1].day if self.scores else self.raised.day

    @property
    def rescore_by(self) -> date:
        """A year after the last score."""
        return months_after(self.scored_on, MONTHS)

    @property
    def look_on(self) -> date:
        """When it is looked at next: the day somebody gave, a year after the last score at the latest."""
        return min(self.review_on or date.max, self.rescore_by)

    @property
    def worked_out(self) -> Said:
        """Why it is looked at on that day."""
        if self.review_on is not None and self.review_on <= self.rescore_by:
            return said("risk-day-given", due=self.look_on)
        return said("risk-a-year-after", due=self.look_on, last=self.scored_on)


def risks(terms: Terms, facts: Facts) -> list[Risk]:
    """All that these facts hold, open ones first, the highest score first."""
    found = [_risk(terms, facts, act) for act in facts.of(RiskRaised)]
    return sorted(found, key=lambda one: (one.closed is not None, -one.score, one.look_on, one.id))


def _risk(terms: Terms, facts: Facts, raised: Act) -> Risk:
    event = raised.event
    again = [act for act in facts.of(RiskScored) if act.event.risk == event.risk]
    scores = (*([raised] if event.likelihood else []), *again)
    last = (again or [raised])[-1]
    kept = raised.entry.seen_by
    return Risk(
        id=event.risk,
        kind=event.kind,
        owner=event.owner,
        side=kept if kept != "both" else side_of(terms, event.owner) or raised.entry.side,
        seen_by=kept,
        raised=raised,
        scores=scores,
        likelihood=last.event.likelihood,
        impact=last.event.impact,
        review_on=last.event.review_on,
        closed=next((act for act in facts.of(RiskClosed) if act.event.risk == event.risk), None),
        came_from=event.came_from,
        became=tuple(act.event.risk for act in facts.of(RiskRaised) if act.event.came_from == event.risk),
    )
