"""What the walk of a KPI through its periods looks at, and which KPIs are rated after the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period
from tenor.base.problem import Problem
from tenor.base.wording import Said, said
from tenor.figures.model import Figures
from tenor.ledger.terms_on import Timeline
from tenor.review.bands import bases_of
from tenor.review.bases import Bases
from tenor.review.figure_acts import FigureActs
from tenor.review.made_rows import Made, of_made
from tenor.review.places import Places
from tenor.terms.made import with_made
from tenor.terms.model import JudgedIs, Kpi, Terms


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What every walk looks at. `made`: the rows that are made of duties, events and other ratings, for the KPIs that count them."""

    timeline: Timeline
    figures: Figures
    story: FigureActs
    problems: list[Problem]
    places: Places
    bases: Bases
    made: Made | None = None

    def worked_out(self, kpi: str) -> bool:
        """Whether a KPI's figure rests on no return: what people did elsewhere says it."""
        return self.made is not None and kpi in self.made.alone

    def settled(self, kpi: str, period: Period, day: date) -> bool:
        """Whether the ratings it counts, if it counts any, move by themselves no more."""
        return self.made is None or self.made.settled(kpi, period, day)

    def days(self, kpi: str, period: Period) -> set[date]:
        """The days on which that may change."""
        if self.made is None:
            return set()
        return self.made.days(kpi, period) | ({period.first} if self.worked_out(kpi) else set())

    def terms_of(self, terms: Terms) -> Terms:
        """The terms by which its rows were counted."""
        return terms if self.made is None else with_made(terms)


def rated_later(timeline: Timeline, kpis: Sequence[Kpi]) -> set[str]:
    """The KPIs rated after the others: those that count duties, events or ratings, a KPI that has one as a part, and what leans on one."""
    found = set(of_made(timeline))
    found |= {kpi.part_of for kpi in kpis if kpi.id in found and kpi.part_of}
    return found | {kpi.id for kpi in kpis if found and any(base.kpi in found for base in bases_of(kpi))}


def what_is_judged(kpi: Kpi) -> Iterator[Said]:
    """What the contract has a person judge before a period may be left out."""
    for code, several in (("because-applies-if", kpi.applies_if), ("because-except", kpi.except_)):
        for condition in several:
            if isinstance(condition, JudgedIs):
                yield said(code, text=condition.text, by=condition.by)


def leans_on_others(kpi: Kpi) -> bool:
    """Whether other KPIs must be rated before it."""
    return any(base.kind == "KPI" for base in bases_of(kpi))
