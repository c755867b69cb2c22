"""A KPI in several parts: its state and its rating, from those of its parts that apply (terms-language.md 4, `together`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from tenor.base.figure import PERCENT, Amount, show
from tenor.base.period import Period
from tenor.base.wording import Said, said
from tenor.ledger.terms_on import Timeline
from tenor.review.bands import held_back, level_of
from tenor.review.model import UNRATED, Pair, Rating, RatingVersion, State
from tenor.review.overall import on_ladder, one_of_several
from tenor.terms.model import Gap, Kpi, Ladder, Terms, Together
from tenor.terms.names import TWO_LEVELS

ORDER: tuple[State, ...] = ("not due", "not reported", "disputed", "provisional", "final")
Seen = tuple[Kpi, RatingVersion]


def rate_together(kpi: Kpi, spans: Sequence[Period], timeline: Timeline, by_kpi: Mapping[str, Mapping[str, Rating]]) -> dict[str, Rating]:
    """The ratings of a KPI in parts, by period label. What parts it has is asked of the terms of each day."""
    ever = {part for terms in timeline.variants() if (own := terms.kpi(kpi.id)) is not None for part in parts_of(own)}
    parts = [id for id in by_kpi if id in ever]
    return {p.label: _rating(kpi.id, p, timeline, {id: by_kpi[id][p.label] for id in parts if p.label in by_kpi[id]}) for p in spans}


def parts_of(kpi: Kpi) -> tuple[str, ...]:
    return kpi.measure.parts if isinstance(kpi.measure, Together | Gap) else ()


def _rating(kpi: str, period: Period, timeline: Timeline, parts: Mapping[str, Rating]) -> Rating:
    versions: list[RatingVersion] = []
    for day in sorted({timeline.starts, *timeline.known_days, *(day for part in parts.values() for day in part.days)}):
        version = _at(timeline.during(period, day), kpi, period, parts, day)
        if not versions or _told(versions[-1]) != _told(version):
            versions.append(version)
    due = [part.due for part in parts.values() if part.due is not None]
    reported = [part.reported_on for part in parts.values()]
    return Rating(
        kpi=kpi,
        period=period,
        versions=versions,
        days=[v.from_day for v in versions],
        due=max(due, default=None),
        final_on=max((part.final_on for part in parts.values()), default=period.last),
        reported_on=None if None in reported else max((day for day in reported if day is not None), default=None),
        worked_out=next((part.worked_out for part in sorted(parts.values(), key=lambda one: one.final_on, reverse=True)), None),
    )


def _told(version: RatingVersion) -> object:
    return version.state, version.rating, version.figure, version.settled, version.because


def _at(terms: Terms, id: str, period: Period, parts: Mapping[str, Rating], day: date) -> RatingVersion:
    kpi = terms.kpi(id)
    if kpi is None or not isinstance(kpi.measure, Together | Gap):
        return RatingVersion(day, "not applicable", settled=True, because=(said("because-not-in-force"),))
    own = [(part, parts[name].at(day)) for name in kpi.measure.parts if name in parts and (part := terms.kpi(name)) is not None]
    applying = [(part, version) for part, version in own if version.state != "not applicable"]
    settled = all(version.settled for _, version in own)
    if not applying:
        why = own[0][1].because if len(own) == 1 else (said("because-no-part"),)
        return RatingVersion(day, "not applicable", settled=settled, because=why)
    state = next(each for each in ORDER if any(version.state == each for _, version in applying))
    reading = next((version.reading for _, version in applying if version.reading), "")
    if isinstance(kpi.measure, Gap):
        return _gap(kpi, period, applying, state, settled, day)
    if state in ("not due", "not reported"):
        return RatingVersion(day, state, settled=settled, because=_because(applying))
    level = rating_of(kpi.measure, terms.ladder_of(kpi), [version.rating for _, version in applying])
    return RatingVersion(day, state, level, settled=settled, reading=reading, because=_because(applying))


def _gap(kpi: Kpi, period: Period, groups: Sequence[Seen], state: State, settled: bool, day: date) -> RatingVersion:
    """How far groups lie apart; not applicable while there are fewer than two to compare."""
    assert isinstance(kpi.measure, Gap)
    seen = [(group, version.figure) for group, version in groups if version.figure is not None and version.figure[1]]
    figure = apart([pair for _, pair in seen], kpi.measure.against)
    shown = tuple(said("because-part", title=group.title, level=show(_share(pair))) for group, pair in seen)
    if figure is None:
        own: State = state if state in ("not due", "not reported") else "not applicable"
        return RatingVersion(day, own, settled=settled, because=shown or _because(groups))
    why = held_back(kpi, period, figure)
    if why is not None:
        return RatingVersion(day, "not applicable", None, figure, settled=settled, because=(*shown, why))
    level, reading = level_of(kpi, figure)
    return RatingVersion(day, state, level, figure, settled=settled, reading=reading, because=shown)


def _share(pair: Pair) -> Amount:
    return Amount(numerator=pair[0], denominator=pair[1], unit=PERCENT)


def apart(groups: Sequence[Pair], against: str) -> Pair | None:
    """The largest distance of a group from all others together, or from the largest group (of several as large, the first), as a
    difference of two shares; exactly n1/d1 - n2/d2. None for fewer than two groups."""
    if len(groups) < 2:
        return None
    found: list[Fraction] = []
    largest = max(range(len(groups)), key=lambda at: groups[at][1])
    for at, (n, d) in enumerate(groups):
        if against == "largest group":
            others, of = groups[largest]
        else:
            others, of = sum(each for each, _ in groups) - n, sum(each for _, each in groups) - d
        if at != largest or against != "largest group":
            found.append(abs(Fraction(n, d) - Fraction(others, of)))
    widest = max(found)
    return widest.numerator, widest.denominator


def rating_of(together: Together, ladder: Ladder, levels: Sequence[str | None]) -> str:
    """One level of those of the parts. Parts with a target alone are met or failed; beside parts with bands they are the target level, or
    the next below it. A part that is not rated leaves the whole unrated: nothing is guessed of it."""
    given = [level for level in levels if level is not None and level != UNRATED]
    if together.how == "for context" or len(given) < len(levels) or not given:
        return UNRATED
    if set(given) <= set(TWO_LEVELS) and not set(given) <= set(ladder.levels):
        return one_of_several(together.how, TWO_LEVELS, given)
    return one_of_several(together.how, ladder.levels, [on_ladder(ladder, level) for level in given])


def _because(parts: Sequence[Seen]) -> tuple[Said, ...]:
    """How each part stood."""
    return tuple(
        said("because-part", title=part.title, level=version.rating)
        if version.rating is not None and version.rating != UNRATED
        else said("because-part-state", title=part.title, state=said(f"state-{(version.rating or version.state).replace(' ', '-')}"))
        for part, version in parts
    )
