"""A KPI taken over several periods: numerators and denominators added up (terms-language.md 4, `over`; semantics 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import gcd

from tenor.ledger.terms_on import Timeline
from tenor.review.bands import held_back, how_many, level_of
from tenor.review.bases import Bases
from tenor.review.model import Pair, Rating, RatingVersion
from tenor.terms import counted
from tenor.terms.model import Kpi


def pool(kpi: Kpi, single: Mapping[str, Rating], timeline: Timeline, bases: Bases, found: dict[str, Rating]) -> None:
    """The ratings of the pooled figure, into `found`, period after period: bounds may lean on the ones before. State and final day are the
    newest period's; until so many periods lie in the contract the figure is shown and not applicable. A period without a figure leaves the
    pool without one."""
    ratings = list(single.values())
    for at, newest in enumerate(ratings):
        members = ratings[: at + 1] if kpi.over == 0 else ratings[max(0, at + 1 - kpi.over) : at + 1]
        enough = kpi.over == 0 or len(members) == kpi.over
        found[newest.period.label] = _pool(newest, members, enough, timeline, bases)


def _pool(newest: Rating, members: Sequence[Rating], enough: bool, timeline: Timeline, bases: Bases) -> Rating:
    versions: list[RatingVersion] = []
    leaning = {day for terms in timeline.variants() if (own := terms.kpi(newest.kpi)) for day in bases.days(own, newest.period)}
    for day in sorted({day for r in members for day in r.days} | leaning):
        version = _at(newest, members, enough, timeline, bases, day)
        if not versions or _told(versions[-1]) != _told(version):
            versions.append(version)
    return Rating(
        kpi=newest.kpi,
        period=newest.period,
        versions=versions,
        days=[v.from_day for v in versions],
        due=newest.due,
        final_on=newest.final_on,
        reported_on=newest.reported_on,
        worked_out=newest.worked_out,
    )


def _told(version: RatingVersion) -> object:
    # one that does not apply counts as such only once it is settled
    return version.state, version.figure, version.rating, version.settled and version.state == "not applicable"


def _at(newest: Rating, members: Sequence[Rating], enough: bool, timeline: Timeline, bases: Bases, day: date) -> RatingVersion:
    own = newest.at(day)
    kpi = timeline.during(newest.period, day).kpi(newest.kpi)
    together = _mean if kpi is not None and kpi.averaged else _sum
    figure = together(members, day, kpi is not None and adds_up(kpi))
    if own.state in ("not due", "not reported") or own.figure is None:
        return own
    if not enough or figure is None or figure[1] == 0:
        return RatingVersion(from_day=day, state="not applicable", figure=figure, settled=own.settled, because=own.because)
    if kpi is None:
        return own
    things = _things(kpi, members, day)
    why = held_back(kpi, newest.period, figure, things)
    if why is not None:
        return RatingVersion(
            from_day=day, state="not applicable", figure=figure, settled=own.settled, because=(*own.because, why), things=things
        )
    ground = bases.on(kpi, newest.period, day)
    level, reading = level_of(kpi, figure, ground.pairs)
    state = "provisional" if own.state == "final" and not ground.settled else own.state
    return RatingVersion(
        from_day=day, state=state, rating=level, figure=figure, settled=own.settled, reading=reading, because=(*own.because, *ground.said)
    )


def _things(kpi: Kpi, members: Sequence[Rating], day: date) -> int | None:
    """Of how many things the figures of those periods are, together; None where one of them does not say."""
    seen = [(version.figure, version.things) for version in (member.at(day) for member in members) if version.figure is not None]
    several = [how_many(kpi, figure, things) for figure, things in seen]
    return None if None in several else sum(n for n in several if n is not None)


def adds_up(kpi: Kpi) -> bool:
    """Whether several periods of it are a total (so many complaints, so many pounds) and not a part of a whole."""
    return counted.adds_up(kpi.measure)


def _mean(members: Sequence[Rating], day: date, total: bool) -> Pair | None:
    """The mean of the figures of those periods that apply, each period alike. None while one that applies has no figure."""
    figures: list[Fraction] = []
    for member in members:
        version = member.at(day)
        if version.figure is None and version.state != "not applicable":
            return None
        if version.figure is not None and version.figure[1]:
            figures.append(Fraction(*version.figure))
    if not figures:
        return 0, 0
    mean = sum(figures, Fraction(0)) / len(figures)
    return mean.numerator, mean.denominator


def _sum(members: Sequence[Rating], day: date, total: bool) -> Pair | None:
    """Parts and wholes added up, or amounts. None while a member that applies has no figure: nothing missing is jumped over."""
    top, whole = 0, 1 if total else 0
    for member in members:
        version = member.at(day)
        if version.figure is None and version.state != "not applicable":
            return None
        if version.figure is None:
            continue
        n, d = version.figure
        top, whole = (top * d + n * whole, whole * d) if total and d else (top + n, whole + d)
    part = gcd(top, whole) if total else 1
    return top // part, whole // part
