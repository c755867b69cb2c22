"""What people did about figures, by KPI and period: reported, corrected, disputed, resolved, declared not applicable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.period import Period, period_of
from tenor.base.problem import Problem, problem
from tenor.ledger.events.returns import FigureCorrected, FigureDisputed, FigureJudged, FigureResolved, PeriodNotApplicable, ReturnReceived
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.model import Pair
from tenor.terms import counted
from tenor.terms.counted import return_periods, returns_needed
from tenor.terms.model import Check, Kpi


class FigureActs:
    """The acts of each period by themselves, so that its walk looks at no others. A pair that is no figure
    (7 of 6, or fewer than none) is a Problem and reports nothing."""

    def __init__(self, facts: Facts, kpis: Sequence[Kpi], timeline: Timeline, problems: list[Problem]) -> None:
        self.about: dict[tuple[str, str], list[Act]] = {}
        self.returns: dict[str, list[Act]] = {}
        self.stated: dict[tuple[str, str], list[tuple[Act, Pair]]] = {}
        self.judged: dict[tuple[str, str], list[Act]] = {}
        self.unsound: set[tuple[str, str, str]] = set()
        self._covering: dict[str, tuple[str, ...]] = {}
        self._shares = {k.id for k in kpis if is_share(k)}
        self._above = {k.id: tuple(dict.fromkeys(each for each in (k.part_of, k.family) if each)) for k in kpis}
        # a figure of several datasets is reported once every one of them has come, in whichever returns
        needed = {kpi.id: returns_needed(terms, kpi) for terms in timeline.variants() for kpi in terms.kpis}
        self._needed = {kpi: tuple(frozenset(ret.id for ret in each) for each in needs) for kpi, needs in needed.items() if len(needs) > 1}
        self._problems = problems
        # the returns of every rhythm, so that a KPI of another one is found in the return that covers its last day
        self._rhythms = {return_periods(terms, ret): None for terms in timeline.variants() for ret in terms.returns if not ret.when}
        for act in facts.of(FigureCorrected, FigureDisputed, FigureResolved, PeriodNotApplicable):
            if self._sound(act, act.event.kpi, act.event.period, _pair_of(act.event)):
                self.about.setdefault((act.event.kpi, act.event.period), []).append(act)
        for act in facts.of(ReturnReceived):
            self.returns.setdefault(act.event.covers, []).append(act)
        self._ladders = {k.id: _ladder(k, timeline) for k in kpis if isinstance(k.measure, Check)}
        self._checks = {k.id: k.measure for k in kpis if isinstance(k.measure, Check)}
        for act in facts.of(FigureJudged):
            judged = self._judged(act.event)
            if judged is not None:
                self.stated.setdefault((act.event.kpi, act.event.period), []).append((act, judged))
                self.judged.setdefault((act.event.kpi, act.event.period), []).append(act)
        for figure in facts.stated:
            pair = (figure.numerator, figure.denominator)
            if self._sound(figure.act, figure.kpi, figure.period, pair):
                self.stated.setdefault((figure.kpi, figure.period), []).append((figure.act, pair))

    def _sound(self, act: Act, kpi: str, period: str, pair: Pair | None) -> bool:
        """Whether a pair can be a figure; said where it cannot."""
        if pair is None or (pair[0] >= 0 and pair[1] >= 0 and not (kpi in self._shares and pair[0] > pair[1])):
            return True
        self.unsound.add((kpi, period, act.ref))
        self._problems.append(
            problem("figure-unsound", weight="said", kpi=kpi, period=period, numerator=pair[0], denominator=pair[1], entry=act.ref)
        )
        return False

    def of(self, kpi: str, period: Period) -> list[Act]:
        own = self.about.get((kpi, period.label), [])
        for_all = [act for above in ("", *self._above.get(kpi, ())) for act in self._declared(above, period)]
        return sorted(own + for_all, key=lambda a: (a.day, a.order)) if for_all else own

    def _judged(self, event: FigureJudged) -> Pair | None:
        """An answer as a pair: 1 of 1 for yes, 0 of 1 for no; of a level its place on the ladder, from the best, of 1. None: no answer."""
        check = self._checks.get(event.kpi)
        if check is None:
            return None
        if not check.levels:
            return {"yes": (1, 1), "no": (0, 1)}.get(event.answer)
        ladder = self._ladders[event.kpi]
        return (ladder.index(event.answer), 1) if event.answer in ladder else None

    def is_judged(self, kpi: str) -> bool:
        """Whether it is a person who says how it stands."""
        return kpi in self._checks

    def level_given(self, kpi: Kpi, figure: Pair) -> str:
        """The level that a person gave."""
        ladder = self._ladders[kpi.id]
        return ladder[min(figure[0], len(ladder) - 1)]

    def _declared(self, kpi: str, period: Period) -> list[Act]:
        """That a period does not apply to a KPI as a whole, said of all its parts or of one for each unit."""
        found = self.about.get((kpi, period.label), [])
        return [act for act in found if isinstance(act.event, PeriodNotApplicable)] if kpi else found

    def reporting(self, kpi: str, period: Period) -> list[Act]:
        """Returns that report this KPI for this period, in order: they cover its last day, whatever their own rhythm."""
        labels = self._covering.get(period.label)
        if labels is None:
            covering = (period_of(period.last, spans) for spans in self._rhythms)
            labels = tuple(dict.fromkeys([period.label, *(span.label for span in covering if span)]))
            self._covering[period.label] = labels  # asked for every KPI
        if kpi in self._checks:
            return self.judged.get((kpi, period.label), [])
        found = [a for label in labels for a in self.returns.get(label, []) if kpi in a.event.reports]
        if self.unsound:
            found = [a for a in found if (kpi, period.label, a.ref) not in self.unsound]
        ordered = found if len(found) < 2 else sorted(found, key=lambda a: (a.day, a.order))
        return ordered if kpi not in self._needed else self._complete(kpi, ordered)

    def _complete(self, kpi: str, ordered: list[Act]) -> list[Act]:
        """From the return on by which every one that is needed has come."""
        came: set[str] = set()
        found = []
        for act in ordered:
            came.add(act.event.ret)
            if all(each & came for each in self._needed[kpi]):
                found.append(act)
        return found


def _ladder(kpi: Kpi, timeline: Timeline) -> tuple[str, ...]:
    """The levels a person may give."""
    return timeline.variants()[-1].ladder_of(kpi).levels


def is_share(kpi: Kpi) -> bool:
    """Whether its numerator is a part of its denominator (a stated per cent may pass 100)."""
    return counted.is_share(kpi.measure)


def _pair_of(event: object) -> Pair | None:
    """The figure an act gives, if it gives one."""
    numerator, denominator = getattr(event, "numerator", None), getattr(event, "denominator", None)
    return None if numerator is None else (numerator, 1 if denominator is None else denominator)


def change_refused(kpi: str, period: Period, pair: Pair, day: date) -> Problem:
    """Said where the contract takes no change to a figure that is final."""
    values = {"numerator": pair[0], "denominator": pair[1]}
    return problem("figure-change-refused", None, (), "said", kpi=kpi, period=period.said, on=day, **values)
