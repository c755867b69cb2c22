"""What the other readings would make of it: each option tried from the contract's first day, by a whole replay (semantics 3).

What another reading would meet is shown beside and never opened as a step. All options are counted at once, and figures that
an option does not touch are those already counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.wording import Said, say
from tenor.figures.count import count
from tenor.figures.model import Figures
from tenor.ledger.events.agreements import ReadingAgreed
from tenor.ledger.facts import facts as facts_of
from tenor.ledger.model import Entry, Facts
from tenor.ledger.terms_on import Timeline
from tenor.ledger.up_to import up_to
from tenor.review.duties import duties
from tenor.review.escalate import escalate
from tenor.review.given import answer_stories
from tenor.review.meetings_asked import slots_of
from tenor.review.minutes import standings
from tenor.review.model import Alternative, Duty, Ratings, Step
from tenor.review.notices import notice_stories
from tenor.review.plans import plan_stories, plans_on
from tenor.review.rate import rate
from tenor.review.scene import Scene
from tenor.review.shown import rating_said
from tenor.terms.made import made_kpis
from tenor.terms.model import Reading, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried(Alternative):
    """`steps`: ids of those met under this option only; `levels`: what the ratings that differ would be. Beside them:
    `met`: those steps themselves; `not_met`: ids of the steps that the reading held has met and this one would not;
    `days`: duties that would have another day (id, day; None: no day, or no such duty)."""

    met: tuple[Step, ...] = ()
    not_met: tuple[str, ...] = ()
    days: tuple[tuple[str, date | None], ...] = ()


def alternatives(
    terms: Terms, entries: Sequence[Entry], *, on: date, as_known_at: date | None = None, only: Collection[str] | None = None
) -> tuple[Tried, ...]:
    """Each other option of each reading (or of those in `only`) under which anything would be different on this day, in the order of
    the terms. An option that changes nothing that is computed is not tried."""
    facts = up_to(facts_of(entries, terms, as_known_at=as_known_at), on)
    held = Timeline(terms, facts)
    wanted = [(r, option) for r in terms.readings if only is None or r.id in only for option in _options(r, facts)]
    tried = [(r, option, Timeline(terms, facts, tried={r.id: option})) for r, option in wanted]
    tried = [each for each in tried if _parts(each[2], on) != _parts(held, on)]
    if not tried:
        return ()
    variants = [each for line in (held, *(line for _, _, line in tried)) for each in line.variants()]
    figures = count(terms, facts, terms_variants=variants)
    base = _replay(held, facts, figures, on, None)
    found = (_compare(r, option, base, _replay(line, facts, figures, on, base), on) for r, option, line in tried)
    return tuple(each for each in found if each.steps or each.not_met or each.levels or each.days)


def by_step(others: Sequence[Tried]) -> Mapping[str, Sequence[Tried]]:
    """The steps that were met, by id, with the options under which they would not have been."""
    found: dict[str, list[Tried]] = {}
    for other in others:
        for id in other.not_met:
            found.setdefault(id, []).append(other)
    return found


def _options(reading: Reading, facts: Facts) -> Iterator[str]:
    """The options to try: not the one that has been held all along."""
    agreed = any(act.event.reading == reading.id for act in facts.of(ReadingAgreed))
    return (option for option in reading.options if agreed or option != reading.chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What ratings, steps and duties may come from, in the terms of each stretch of days."""

    ratings: list[object]
    steps: list[object]
    duties: list[object]


def _parts(timeline: Timeline, on: date) -> _Parts:
    several = timeline.variants() or [timeline.on(on, on)]
    days = [(each.calendar, each.day_kinds, each.contract, each.quarters) for each in several]
    data = [(each.kpis, each.overall, each.levels, each.returns, each.datasets, each.units) for each in several]
    settled = [(each.part_periods, each.final, each.missing.disputed) for each in several]
    ruled = [(each.rules, each.steps, each.missing, each.receipt, each.notices, each.cut_off) for each in several]
    asked = [(each.meetings, each.duties) for each in several]
    # ratings that count duties or events rest on what makes these
    made = [*ruled, *asked] if any(made_kpis(each) for each in several) else []
    return _Parts(ratings=[*days, *data, *settled, *made], steps=[*days, *ruled], duties=[*days, *ruled, *data, *asked])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Replay:
    parts: _Parts
    ratings: Ratings
    seen: list[object]  # the ratings as rules see them
    steps: Sequence[Step]
    duties: Sequence[Duty]


def _replay(timeline: Timeline, facts: Facts, figures: Figures, on: date, base: _Replay | None) -> _Replay:
    """The road of `whole.review` from its figures on. What another reading leaves as it is, is taken over from the one held."""
    parts = _parts(timeline, on)
    rated = base is not None and parts.ratings == base.parts.ratings
    ratings = base.ratings if base and rated else rate(timeline, figures, facts)
    seen = base.seen if base and rated else _seen(ratings)
    notices = notice_stories(timeline, facts)
    plans = plan_stories(timeline, facts, notices)
    answers = answer_stories(timeline, facts, notices, plans)
    scene = Scene(timeline=timeline, facts=facts, ratings=ratings, notices=notices, plans=plans, on=on, answers=answers)
    met = base is not None and seen == base.seen and parts.steps == base.parts.steps
    steps = base.steps if base and met else escalate(scene, plans_on(timeline, plans, on))
    if base and met and parts.duties == base.parts.duties:
        return _Replay(parts=parts, ratings=ratings, seen=seen, steps=steps, duties=base.duties)
    slots = slots_of(scene)
    minutes = standings(timeline, facts, on)
    due = duties(scene, slots=slots, minutes=minutes, steps=steps)
    return _Replay(parts=parts, ratings=ratings, seen=seen, steps=steps, duties=due)


def _seen(ratings: Ratings) -> list[object]:
    """Every rating as a rule sees it: what it was from which day on, and when it settles."""
    each = [r for by_period in ratings.by_kpi.values() for r in by_period.values()]
    return [
        *((r.kpi, r.period, r.final_on, [(v.from_day, v.state, v.rating, v.settled) for v in r.versions]) for r in each),
        *((r.period, r.final_on, [(v.from_day, v.state, v.rating) for v in r.versions]) for r in ratings.overall.values()),
    ]


def _compare(reading: Reading, option: str, base: _Replay, other: _Replay, on: date) -> Tried:
    here, there = {_key(step): step for step in base.steps}, {_key(step): step for step in other.steps}
    met = tuple(step for key, step in there.items() if key not in here)
    return Tried(
        reading=reading.id,
        option=option,
        steps=tuple(step.id for step in met),
        met=met,
        not_met=tuple(step.id for key, step in here.items() if key not in there),
        levels=tuple(_levels(base.ratings, other.ratings, on)),
        days=tuple(_days(base.duties, other.duties)),
    )


def _key(step: Step) -> tuple[str, str, date, bool]:
    """The same step under two readings: rule, thing and day. An id also says which branch met it, and branches differ by option."""
    return step.rule, step.of, step.met_on, step.unmet_on is None


def _levels(base: Ratings, other: Ratings, on: date) -> Iterator[tuple[str, str, str]]:
    for kpi, by_period in other.by_kpi.items():
        for label, rating in by_period.items():
            was = base.by_kpi.get(kpi, {}).get(label)
            now = rating_said(rating.at(on))
            if was is None or _plain(rating_said(was.at(on))) != _plain(now):
                yield kpi, label, say(now)


def _plain(sentence: Said) -> tuple[object, ...]:
    state = sentence.values.get("state")
    return sentence.code, sentence.values.get("level"), state.code if isinstance(state, Said) else ""


def _days(base: Sequence[Duty], other: Sequence[Duty]) -> Iterator[tuple[str, date | None]]:
    here, there = {duty.id: duty.due for duty in base}, {duty.id: duty.due for duty in other}
    for id, due in there.items():
        if id not in here or here[id] != due:
            yield id, due
    for id in here:
        if id not in there:
            yield id, None
