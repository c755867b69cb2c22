"""A KPI taken over several periods: numerators and denominators added up (terms-language.md 4, `over`; semantics 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import gcd

from tenor.ledger.terms_on import Timeline
from tenor.review.bands import level_of
from tenor.review.model import Pair, Rating, RatingVersion
from tenor.terms.model import CountOfRows, Kpi, Stated


def pooled(kpi: Kpi, single: Mapping[str, Rating], timeline: Timeline) -> dict[str, Rating]:
    """The ratings of the pooled figure. State and final day are the newest period's; until so many periods lie in the
    contract the figure is shown and not applicable. A period without a figure leaves the pool without one."""
    ratings = list(single.values())
    found = {}
    for at, newest in enumerate(ratings):
        members = ratings[: at + 1] if kpi.over == 0 else ratings[max(0, at + 1 - kpi.over) : at + 1]
        enough = kpi.over == 0 or len(members) == kpi.over
        found[newest.period.label] = _pool(newest, members, enough, timeline)
    return found


def _pool(newest: Rating, members: Sequence[Rating], enough: bool, timeline: Timeline) -> Rating:
    versions: list[RatingVersion] = []
    for day in sorted({day for r in members for day in r.days}):
        version = _at(newest, members, enough, timeline, day)
        if not versions or (versions[-1].state, versions[-1].figure, versions[-1].rating) != (
            version.state,
            version.figure,
            version.rating,
        ):
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


def _at(newest: Rating, members: Sequence[Rating], enough: bool, timeline: Timeline, day: date) -> RatingVersion:
    own = newest.at(day)
    kpi = timeline.on(newest.period.first, day).kpi(newest.kpi)
    figure = _sum(members, day, kpi is not None and adds_up(kpi))
    if own.state in ("not due", "not reported") or own.figure is None:
        return own
    if not enough or figure is None or figure[1] == 0:
        return RatingVersion(from_day=day, state="not applicable", figure=figure, settled=own.settled, because=own.because)
    if kpi is None:
        return own
    level, reading = level_of(kpi, figure)
    return RatingVersion(
        from_day=day, state=own.state, rating=level, figure=figure, settled=own.settled, reading=reading, because=own.because
    )


def adds_up(kpi: Kpi) -> bool:
    """Whether several periods of it are a total (so many complaints, so many pounds) and not a part of a whole."""
    return isinstance(kpi.measure, CountOfRows) or (isinstance(kpi.measure, Stated) and kpi.measure.what not in ("share", "percent"))


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
