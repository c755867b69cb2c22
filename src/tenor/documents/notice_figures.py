"""The figures of a formal letter: each with count, share, level and the band of the worst, as a table and as a sentence a KPI."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenor.base.figure import PERCENT
from tenor.base.wording import Said, said, say
from tenor.documents.model import Text
from tenor.documents.notice_model import FigureRow
from tenor.review.model import Pair, Rating, Review
from tenor.review.notice_grounds import NoticeGrounds
from tenor.review.shown import bound_said, figure_said, kpi_name, kpi_of
from tenor.terms.measured_in import unit_of
from tenor.terms.model import Kpi


def figure_rows(review: Review, grounds: NoticeGrounds) -> tuple[FigureRow, ...]:
    """All of them, by KPI and then in order of time."""
    return tuple(row for kpi, ratings in grounds.ratings for row in _rows(review, kpi, ratings))


def _rows(review: Review, kpi: str, ratings: Sequence[Rating]) -> Iterator[FigureRow]:
    worst = _worst(review, ratings)
    for rating in ratings:
        version, own = rating.at(review.on), kpi_of(review, kpi, rating)
        if version.figure is None or own is None:
            continue
        level = version.rating or ""
        count, share = _counted(review, rating, own, version.figure)
        yield FigureRow(
            kpi=kpi,
            name=kpi_name(review, kpi),
            title=own.title,
            label=rating.period.label,
            period=rating.period.said,
            count=count,
            share=share,
            level=level,
            state=version.state,
            final_on=rating.final_from(review.on),
            bound=_band(own, level) if level == worst else "",
        )


def _worst(review: Review, ratings: Sequence[Rating]) -> str:
    levels = [version.rating for rating in ratings if (version := rating.at(review.on)).rating in review.terms.levels]
    return str(max(levels, key=lambda level: review.terms.levels.index(str(level)), default=""))


def _band(kpi: Kpi, level: str) -> Text:
    band = next((band for band in kpi.bands if band.level == level), None)
    return "" if band is None else bound_said(band.bound)


def _counted(review: Review, rating: Rating, kpi: Kpi, figure: Pair) -> tuple[str, str]:
    """ "4 of 5" and "80.0%", to one place, half up; of what is no share the amount alone."""
    if unit_of(kpi.measure) != PERCENT:
        return figure_said(review, rating, figure), ""
    top, bottom = figure
    if bottom <= 0:
        return figure_said(review, rating, figure), ""
    tenths = (2 * 1000 * top + bottom) // (2 * bottom)
    return f"{top} of {bottom}", f"{tenths // 10}.{tenths % 10}%"


def figures_told(rows: Sequence[FigureRow]) -> Iterator[Said]:
    """A sentence a KPI: "KPI 2: March 2023 4 of 5 = 80.0% Amber, …"."""
    for kpi in dict.fromkeys(row.kpi for row in rows):
        own = [row for row in rows if row.kpi == kpi]
        yield said("notice-figures", kpi=own[0].name, figures=", ".join(say(_told(row)) for row in own))


def _told(row: FigureRow) -> Said:
    figure = f"{row.count} = {row.share}" if row.share else row.count
    level = row.level[:1].upper() + row.level[1:]
    if row.bound:
        return said("notice-figure-bound", period=row.period, figure=figure, level=level, bound=row.bound)
    return said("notice-figure", period=row.period, figure=figure, level=level)
