"""Figures into ratings: how each KPI stood in each period, from which day on (semantics 4).

A period's story is walked day by day on which anything changes. Until its final day a figure moves freely; after it,
any change is a dispute until the sides, or the council with a reason, resolve it. History is never rewritten: every
state is a version from its own day on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeAlias

from tenor.base.period import Period
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, said
from tenor.figures.model import Figures, FigureVersion
from tenor.figures.signature import signature
from tenor.ledger.events.returns import FigureCorrected, FigureDisputed, FigureResolved, PeriodNotApplicable
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.bands import held_back, level_of
from tenor.review.bases import NOTHING, Bases
from tenor.review.bases import Ground as Leaning
from tenor.review.figure_acts import FigureActs, change_refused
from tenor.review.kpi_periods import in_force as in_force
from tenor.review.kpi_periods import kpis_ever as kpis_ever
from tenor.review.kpi_periods import periods_of as periods_of
from tenor.review.made_rows import made
from tenor.review.model import Pair, Rating, Ratings, RatingVersion, State
from tenor.review.overall import rate_overall
from tenor.review.places import Places
from tenor.review.pooling import pool
from tenor.review.rating_ground import Ground, leans_on_others, rated_later, what_is_judged
from tenor.review.score_kpi import rate_scores
from tenor.review.settling import Settling, settling
from tenor.review.together import rate_together
from tenor.terms.model import Check, Gap, Kpi, Score, Stated, Terms, Together

DAY = timedelta(days=1)
# state, level, reading, figure, other figure, settled: what a version says, before it is given a day and reasons
Told: TypeAlias = "tuple[State, str | None, str, Pair | None, Pair | None, bool]"


def rate(timeline: Timeline, figures: Figures, facts: Facts) -> Ratings:
    """Every KPI in every period, and the overall rating. `timeline` gives the terms for a day as known on a day."""
    problems: list[Problem] = []
    kpis = kpis_ever(timeline)
    story = FigureActs(facts, kpis, timeline, problems)
    places = Places(timeline, facts)
    by_kpi: dict[str, Mapping[str, Rating]] = {}
    bases = Bases(by_kpi, {kpi.id: kpi for kpi in kpis})
    later = rated_later(timeline, kpis)
    at_once = [kpi for kpi in kpis if kpi.id not in later]
    _rate(at_once, by_kpi, Ground(timeline, figures, story, problems, places, bases))
    if later:
        rows = made(timeline, facts, dict(by_kpi), {kpi.id: kpi for kpi in kpis})
        own = replace(figures, versions={**figures.versions, **rows.figures.versions})
        _rate([kpi for kpi in kpis if kpi.id in later], by_kpi, Ground(timeline, own, story, problems, places, bases, rows))
    rate_scores(kpis, timeline, by_kpi, bases)
    in_order = {kpi.id: by_kpi[kpi.id] for kpi in kpis}
    return Ratings(by_kpi=in_order, overall=rate_overall(timeline, in_order, kpis), problems=problems, kpis={kpi.id: kpi for kpi in kpis})


def _rate(kpis: Sequence[Kpi], by_kpi: dict[str, Mapping[str, Rating]], ground: Ground) -> None:
    """The ratings of some KPIs, into `by_kpi`: those in parts after their parts."""
    for kpi in sorted(kpis, key=leans_on_others):
        if not isinstance(kpi.measure, Together | Gap | Score):
            rated: dict[str, Rating] = {}
            by_kpi[kpi.id] = rated
            for p in periods_of(kpi, ground.timeline):
                rated[p.label] = _Walk(kpi.id, p, ground).rating()
            if kpi.over != 1:
                together: dict[str, Rating] = {}
                by_kpi[kpi.id] = together
                pool(kpi, rated, ground.timeline, ground.bases, together)
    for kpi in kpis:
        if isinstance(kpi.measure, Together | Gap):
            by_kpi[kpi.id] = rate_together(kpi, periods_of(kpi, ground.timeline), ground.timeline, by_kpi)


@dataclass(slots=True, eq=False)
class _Walk:
    """One KPI's story in one period, walked in order of day."""

    kpi_id: str
    period: Period
    on: Ground
    reported: date | None = None
    standing: Pair | None = None
    other: Pair | None = None
    things: int | None = None  # that the standing figure rests on
    other_things: int | None = None
    disputed: bool = False
    declared: Act | None = None
    counted: FigureVersion | None = None
    because: tuple[Said, ...] = ()
    in_force: bool = False
    refuses: bool = False  # changes to a figure that is final
    told: tuple[Told, int | None] | None = None
    ground: Leaning = NOTHING
    levelled: tuple[Kpi, Pair, Leaning, tuple[str, str]] | None = None
    versions: list[RatingVersion] = field(default_factory=list)

    def rating(self) -> Rating:
        """All versions, and the days that frame them."""
        acts = self.on.story.of(self.kpi_id, self.period)
        reports = self.on.story.reporting(self.kpi_id, self.period)
        first = reports[0].day if reports else self.period.first if self.on.worked_out(self.kpi_id) else None
        days = self._days(acts, reports)
        settle = Settling(due=None, final_on=self.period.last, worked_out=None)
        kpi, last = None, None
        for day in days:
            terms = self.on.timeline.during(self.period, day)
            if terms is not last:
                last, kpi = terms, terms.kpi(self.kpi_id)
                self.refuses = terms.late_changes == "refused"
                self.in_force = kpi is not None and in_force(kpi, self.period, terms)
                settle = settling(terms, kpi, self.period) if kpi is not None else settle
            if first is not None and day >= first and self.reported is None:
                self.reported = first
                self.because = (said("because-return", entry=reports[0].ref, on=first) if reports else said("because-worked-out"),)
            if kpi is not None:
                self._take_counted(terms, kpi, day, settle)
            for act in acts:
                if act.day == day:
                    self._take(act, settle)
            self._version(kpi, day, settle)
        return Rating(
            kpi=self.kpi_id,
            period=self.period,
            versions=self.versions,
            days=[v.from_day for v in self.versions],
            due=settle.due,
            final_on=settle.final_on,
            reported_on=first,
            worked_out=settle.worked_out,
        )

    def _days(self, acts: Sequence[Act], reports: Sequence[Act]) -> list[date]:
        """Days on which the story may turn, in order."""
        days = {self.on.timeline.starts, *self.on.timeline.known_days}
        days.update(a.day for a in acts)
        days.update(a.day for a in reports)
        days.update(a.day for a, _ in self.on.story.stated.get((self.kpi_id, self.period.label), ()))
        for terms in self.on.timeline.variants_of(self.period):
            kpi = terms.kpi(self.kpi_id)
            if kpi is None:
                days.add(self.period.last)  # nothing more is said of it from then on
                continue
            settle = settling(terms, kpi, self.period)
            last_quiet = settle.due or settle.final_on
            days.add(settle.final_on)
            if not reports or reports[0].day > last_quiet:
                days.update((last_quiet, last_quiet + DAY))  # it is quiet until then, and not reported from then on
            days.update(v.from_day for v in self._counted_versions(terms, kpi))
            days.update(self.on.places.days(kpi))
            days.update(self.on.bases.days(kpi, self.period))
            days.update(self.on.days(kpi.id, self.period))
        return sorted(days)

    def _counted_versions(self, terms: Terms, kpi: Kpi) -> Sequence[FigureVersion]:
        if isinstance(kpi.measure, Stated | Check):
            return ()
        by_period = self.on.figures.versions.get((kpi.id, signature(kpi, self.on.terms_of(terms))), {})
        return by_period.get(self.period.label, ())

    def _final_at(self, settle: Settling) -> date:
        return max(settle.final_on, self.reported) if self.reported else settle.final_on

    def _take_counted(self, terms: Terms, kpi: Kpi, day: date, settle: Settling) -> None:
        """What the rows, or a stated figure, say at the close of a day."""
        if isinstance(kpi.measure, Stated | Check):
            why = "because-stated" if isinstance(kpi.measure, Stated) else "because-given"
            for act, pair in self.on.story.stated.get((kpi.id, self.period.label), ()):
                if act.day == day:
                    self._change(pair, day, settle, said(why, entry=act.ref, on=day))
            return
        now = next((v for v in reversed(self._counted_versions(terms, kpi)) if v.from_day <= day), None)
        was, self.counted = self.counted, now
        if now is None:
            return
        pair = (now.numerator, now.denominator)
        changed = was is None or (was.numerator, was.denominator, was.things) != (*pair, now.things)
        # what is worked out from what people did elsewhere goes with that: nobody has given it as a figure
        settled = self.reported is not None and day > self._final_at(settle) and not self.on.worked_out(kpi.id)
        if not settled and (changed or self.standing is None):
            self.standing, self.things = pair, now.things
        elif settled and changed and (now.by_act or was is None) and now.from_day == day:
            self._dispute(pair, said("because-rows-late", on=day), now.things, day)

    def _change(self, pair: Pair, day: date, settle: Settling, why: Said) -> None:
        """A figure given anew: it replaces up to and including the final day; afterwards it is a dispute."""
        if self.reported is not None and day > self._final_at(settle):
            if pair != self.standing:
                self._dispute(pair, why, late=day)
        else:
            self.standing, self.things, self.because = pair, None, (why,)

    def _dispute(self, other: Pair | None, why: Said, things: int | None = None, late: date | None = None) -> None:
        if late is not None and self.refuses:  # a change to a final figure, where the contract takes none
            return self.on.problems.append(change_refused(self.kpi_id, self.period, other or (0, 0), late))
        self.other, self.other_things = other, things
        self.disputed, self.because = True, (*self.because, why)
        return None

    def _take(self, act: Act, settle: Settling) -> None:
        event = act.event
        if isinstance(event, PeriodNotApplicable):
            self.declared = act
        elif self.reported is None:
            self.on.problems.append(
                problem("figure-never-reported", weight="said", kpi=self.kpi_id, period=self.period.said, entry=act.ref, on=act.day)
            )
        elif isinstance(event, FigureCorrected):
            self._change((event.numerator, event.denominator), act.day, settle, said("because-corrected", entry=act.ref, on=act.day))
        elif isinstance(event, FigureDisputed):
            self._dispute(self.other, said("because-disputed", entry=act.ref, on=act.day), self.other_things)
        elif isinstance(event, FigureResolved):
            self._resolve(event, act)

    def _resolve(self, event: FigureResolved, act: Act) -> None:
        if event.outcome == "set" and event.numerator is not None:
            self.standing, self.things = (event.numerator, 1 if event.denominator is None else event.denominator), None
        elif event.outcome == "accepted" and self.other is not None:
            self.standing, self.things = self.other, self.other_things
        self.other, self.disputed = None, False
        self.because = (*self.because, said("because-resolved", entry=act.ref, on=act.day))

    def _version(self, kpi: Kpi | None, day: date, settle: Settling) -> None:
        """The state at the close of a day, in the order of semantics 4; kept if it differs from the one before."""
        told = self._told(kpi, day, settle)
        things = (self.things if self.reported else self.counted.things if self.counted else None) if told[3] is not None else None
        if (told, things) == self.told:
            return
        self.told = told, things
        state, rating, reading, figure, other, settled = told
        because = (*self._because(state, day, settle), *(self._why_held_back(kpi, figure, things) if rating is None else self.ground.said))
        self.versions.append(RatingVersion(day, state, rating, figure, other, settled, reading, because, things))

    def _told(self, kpi: Kpi | None, day: date, settle: Settling) -> Told:
        if kpi is None or self.declared is not None or not self.in_force or not self.on.places.serves(kpi, self.period, day):
            return "not applicable", None, "", None, None, day >= settle.final_on
        if self.reported is None:
            return self._unreported(kpi, day, settle)
        if self.standing is None or self.standing[1] == 0:
            return "not applicable", None, "", self.standing, None, day >= settle.final_on
        if kpi.over == 1 and held_back(kpi, self.period, self.standing, self.things) is not None:
            return "not applicable", None, "", self.standing, None, day >= settle.final_on
        level, reading = self._level(kpi, self.standing, day)
        if self.disputed:
            return "disputed", level, reading, self.standing, self.other, day >= settle.final_on
        final = day >= settle.final_on and self.ground.settled and self.on.settled(kpi.id, self.period, day)
        return "final" if final else "provisional", level, reading, self.standing, None, final

    def _level(self, kpi: Kpi, figure: Pair, day: date) -> tuple[str, str]:
        """The level of a figure, held against the bands once for as long as neither changes; or the level a person gave."""
        if isinstance(kpi.measure, Check) and kpi.measure.levels:
            return self.on.story.level_given(kpi, figure), ""
        self.ground = self.on.bases.on(kpi, self.period, day)
        if self.levelled is None or self.levelled[0] is not kpi or self.levelled[1:3] != (figure, self.ground):
            self.levelled = (kpi, figure, self.ground, level_of(kpi, figure, self.ground.pairs))
        return self.levelled[3]

    def _unreported(self, kpi: Kpi, day: date, settle: Settling) -> Told:
        """Not due, or not reported; rows of the log alone give a provisional figure while the return is not yet late."""
        last_quiet = settle.due or settle.final_on
        if day > last_quiet:
            return "not reported", None, "", None, None, day >= max(settle.final_on, last_quiet + DAY)
        if self.counted is not None and self.counted.logged and self.counted.denominator:
            figure = (self.counted.numerator, self.counted.denominator)
            if kpi.over == 1 and held_back(kpi, self.period, figure, self.counted.things) is not None:
                return "not applicable", None, "", figure, None, False
            level, reading = self._level(kpi, figure, day)
            return "provisional", level, reading, figure, None, False
        return "not due", None, "", None, None, False

    def _why_held_back(self, kpi: Kpi | None, figure: Pair | None, things: int | None) -> tuple[Said, ...]:
        """Why a figure that is there is not rated; that a person decided so comes first."""
        if kpi is not None and self.declared is not None:
            return tuple(what_is_judged(kpi))
        if kpi is None or figure is None or figure[1] == 0:
            return ()
        why = held_back(kpi, self.period, figure, things)
        return () if why is None else (why,)

    def _because(self, state: State, day: date, settle: Settling) -> tuple[Said, ...]:
        if state == "not applicable" and self.declared is not None:
            return (said("because-declared", entry=self.declared.ref, on=self.declared.day),)
        if self.reported is not None:
            return self.because
        if state == "not applicable":
            return (said("because-not-in-force"),)
        if state == "provisional":
            return (said("because-log", on=day),)
        due = settle.due or settle.final_on
        if state == "not reported":
            return (said("because-not-judged" if self.on.story.is_judged(self.kpi_id) else "because-no-return", due=due),)
        return (said("because-not-due", due=due),)
