"""Duties, events and ratings as rows, so that a KPI may count them as it counts any other (terms-language.md 3 and 4).

Each row has the days it held: a duty as it stood after each act that may touch it, an event from the day it counts until it is withdrawn,
a rating from the day of each of its versions. A figure made of them is worked out from what people did elsewhere: it follows that, and
nobody reports it. It is final on its own final day, of ratings once each of those of its period is settled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tenor.base.period import Period
from tenor.figures.count import count
from tenor.figures.model import Figures
from tenor.ledger.model import Act, Entry, Facts, Row
from tenor.ledger.terms_on import Timeline
from tenor.ledger.up_to import up_to
from tenor.review.duties import duties
from tenor.review.given import answer_stories
from tenor.review.meetings_asked import slots_of
from tenor.review.model import UNRATED, Duty, Rating, Ratings
from tenor.review.notices import notice_stories
from tenor.review.occurrences import occurrences
from tenor.review.plans import agree_duty, plan_stories
from tenor.review.scene import Scene
from tenor.terms.counted import in_scope, returns_needed
from tenor.terms.made import DUTIES, EVENTS, RATINGS, given_values, made_in, made_kpis, with_made
from tenor.terms.model import Kpi, Terms

Rated = Mapping[str, Mapping[str, Rating]]
# what people do that moves no duty: how a duty stands is looked at again after every other act
TOUCHES_NO_DUTY = frozenset(
    (
        "RowsLogged RowsCorrected ReliefAgreed FigureCorrected FigureDisputed FigureResolved FigureJudged FiguresKept PeriodNotApplicable "
        "InvoiceReceived MoneyClaimed MoneyWaived MoneySettled MoneyReleased MoneyKept BodyErased"
    ).split()
)


def of_made(timeline: Timeline) -> dict[str, tuple[str, ...]]:
    """The KPIs that count duties, events or ratings in some version of the terms, and which of them each counts."""
    return {kpi.id: made_in(terms, kpi.measure) for terms in timeline.variants() for kpi in made_kpis(terms)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Made:
    """The figures of the KPIs that count what is made here, and the facts with its rows."""

    facts: Facts
    figures: Figures
    of: Mapping[str, tuple[str, ...]]
    rated: Rated
    kpis: Mapping[str, Kpi]
    alone: frozenset[str]  # of them those that need no return

    def settled(self, kpi: str, period: Period, day: date) -> bool:
        """Whether nothing that a figure counts may still move by itself."""
        return all(rating.at(day).settled or rating.at(day).state == "disputed" for rating in self._under(kpi, period))

    def days(self, kpi: str, period: Period) -> set[date]:
        """The days on which that may change."""
        return {day for rating in self._under(kpi, period) for day in rating.days}

    def _under(self, kpi: str, period: Period) -> Iterator[Rating]:
        if RATINGS in self.of.get(kpi, ()):
            named = given_values(self.kpis[kpi].measure, RATINGS, "kpi")
            for each in _counted(self.kpis, self.rated, self.of):
                if named is None or in_scope(self.kpis[each], named):
                    yield from (rating for rating in self.rated[each].values() if period.first <= rating.period.last <= period.last)


def made(timeline: Timeline, facts: Facts, rated: Rated, kpis: Mapping[str, Kpi]) -> Made:
    """Everything that KPIs of made rows are rated by. `rated`: the ratings of all others."""
    of = of_made(timeline)
    wanted = {each for several in of.values() for each in several}
    scene = _scene(timeline, facts, {id: rated[id] for id in rated if id not in of}, kpis)
    rows: list[Row] = []
    if DUTIES in wanted:
        rows += _duties(scene)
    if EVENTS in wanted:
        rows += _events(scene, [kpi for terms in timeline.variants() for kpi in made_kpis(terms)])
    if RATINGS in wanted:
        rows += _ratings(scene, _counted(kpis, rated, of))
    with_rows = replace(facts, rows=[*facts.rows, *rows])
    variants = [_only(terms, of) for terms in timeline.variants()]
    figures = count(variants[0], with_rows, terms_variants=variants[1:])
    alone = frozenset(id for id in of if not any(returns_needed(t, own) for t in variants if (own := t.kpi(id)) is not None))
    return Made(facts=with_rows, figures=figures, of=of, rated=rated, kpis=kpis, alone=alone)


def _only(terms: Terms, of: Collection[str]) -> Terms:
    """The terms of a count: these KPIs, with the datasets that are always there."""
    return replace(with_made(terms), kpis=tuple(kpi for kpi in terms.kpis if kpi.id in of))


def _scene(timeline: Timeline, facts: Facts, rated: Rated, kpis: Mapping[str, Kpi]) -> Scene:
    """The scene of the contract's last day: with what is known, every duty that will be owed as things stand."""
    on = max(terms.contract.ends for terms in timeline.variants())
    notices = notice_stories(timeline, facts)
    plans = plan_stories(timeline, facts, notices)
    answers = answer_stories(timeline, facts, notices, plans)
    known = Ratings(by_kpi=rated, overall={}, kpis={id: kpi for id, kpi in kpis.items() if id in rated})
    return Scene(timeline=timeline, facts=facts, ratings=known, notices=notices, plans=plans, on=on, answers=answers)


def _row(dataset: str, id: str, values: Mapping[str, str], from_day: date, until_day: date | None, act: Act) -> Row:
    own = {"id": id, **{name: value for name, value in values.items() if value}}
    return Row(dataset=dataset, id=id, values=own, from_day=from_day, until_day=until_day, act=act, origin="return")


def _nobody(day: date) -> Act:
    """What stands for an act where none gave a row: a day came."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    entry = Entry(
        seq=0, id="", type="", v=1, on=day, at=at, by="", side="system", seen_by="both", event=None, prev="", hash="", body=None, words=None
    )
    return Act(day=day, order=0, entry=entry)


# --- duties ------------------------------------------------------------------------------------------------------------


def _duties(scene: Scene) -> Iterator[Row]:
    """Each duty with a day, as it stood from an act to the next."""
    facts, starts = scene.facts, scene.timeline.starts
    acts = {act.day: act for act in facts.acts if act.entry.type not in TOUCHES_NO_DUTY and act.day > starts}
    last: dict[str, tuple[date, dict[str, str], Act]] = {}
    for day in sorted({starts, *scene.timeline.known_days, *acts}):
        now = dict(_standing(scene, up_to(facts, day)))
        for id, (since, values, act) in list(last.items()):
            if now.get(id) != values:
                yield _row(DUTIES, id, values, since, day, act)
                del last[id]
        for id, values in now.items():
            if id not in last:
                last[id] = day, values, acts.get(day) or _nobody(day)
    for id, (since, values, act) in last.items():
        yield _row(DUTIES, id, values, since, None, act)


def _standing(scene: Scene, facts: Facts) -> Iterator[tuple[str, dict[str, str]]]:
    """How every duty with a name in the terms stands by what was done up to a day; one that is waived is owed no more."""
    timeline = scene.timeline
    notices = notice_stories(timeline, facts)
    plans = plan_stories(timeline, facts, notices)
    answers = answer_stories(timeline, facts, notices, plans)
    then = replace(scene, facts=facts, notices=notices, plans=plans, answers=answers)
    slots = slots_of(then)
    of_slots = {f"meeting {name}".strip(): slot.series for slot in slots for name in (slot.label, f"{slot.series} {slot.label}")}
    of_plans = {agree_duty(story.id): story.step for story in plans}
    every = timeline.variants()
    listed = {each.id for terms in every for each in terms.returns} | {each.id for terms in every for each in terms.duties}
    for duty in duties(then, slots=slots, minutes=(), steps=()):
        name = of_slots.get(duty.id) or of_plans.get(duty.id) or _named(duty.id, listed)
        if name and duty.due is not None and duty.state != "waived":
            yield duty.id, _values(duty, duty.due, name)


def _named(id: str, listed: Collection[str]) -> str:
    """The return or duty of the terms that an id begins with."""
    return max((each for each in listed if id == each or id.startswith(f"{each} ")), key=len, default="")


def _values(duty: Duty, due: date, name: str) -> dict[str, str]:
    done = duty.done_on
    late = "" if done is None else str(max((done - due).days, 0))
    return {"duty": name, "due_on": due.isoformat(), "done_on": done.isoformat() if done else "", "days_late": late}


# --- events, ratings ---------------------------------------------------------------------------------------------------


def _events(scene: Scene, kpis: Iterable[Kpi]) -> Iterator[Row]:
    """Every happening of each event that is named."""
    acts = {act.ref: act for act in scene.facts.acts}
    for name in dict.fromkeys(each for kpi in kpis for each in given_values(kpi.measure, EVENTS, "event") or ()):
        seen: dict[str, int] = {}
        for each in occurrences(scene, name):
            n = seen[each.id] = seen.get(each.id, 0) + 1
            act = acts.get(each.entry) or _nobody(each.day)
            by = act.entry.side if act.entry.side != "system" else ""
            about = "; ".join(each.shared.get("kpi", ()))
            values = {"event": name, "happened_on": each.at.isoformat(), "kpi": about, "by": by}
            yield _row(EVENTS, f"{name} {each.id}" if n == 1 else f"{name} {each.id} {n}", values, each.day, each.until, act)


def _counted(kpis: Mapping[str, Kpi], rated: Rated, of: Collection[str]) -> list[str]:
    """The KPIs whose ratings are rows: those that rules mean by "any", but none that is made of such rows itself."""
    return [id for id in rated if id not in of and id in kpis and in_scope(kpis[id], ())]


def _ratings(scene: Scene, several: Sequence[str]) -> Iterator[Row]:
    """Every level, for as long as it stood. A period without one has no row."""
    for id in several:
        kpi = scene.ratings.kpis[id]
        about = "; ".join(dict.fromkeys(each for each in (id, kpi.family) if each))
        for label, rating in scene.ratings.by_kpi[id].items():
            spans = zip(rating.versions, [*rating.days[1:], None], strict=True)
            for version, until in spans:
                if version.rating not in (None, UNRATED):
                    values = {"kpi": about, "period": label, "ends_on": rating.period.last.isoformat(), "level": version.rating or ""}
                    yield _row(RATINGS, f"{id} {label}", values, version.from_day, until, _nobody(version.from_day))
