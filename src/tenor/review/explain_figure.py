"""Why a figure is rated as it is: the band, the day it settled, the rows in and out with their cells, and who sent them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tenor.base.figure import COUNT, PERCENT, Amount, rounded_amount, show
from tenor.base.wording import Said, said
from tenor.figures.adding_up import figure_of, same
from tenor.figures.model import CountedRow
from tenor.figures.sample import too_small
from tenor.ledger.model import Act
from tenor.review.bands import unit_of
from tenor.review.behind import rows_behind
from tenor.review.model import UNRATED, OverallRating, Pair, Rating, RatingVersion, Review
from tenor.review.reason import Line, act_line, because_line, reading_line, without_none
from tenor.review.shown import bound_said, figure_said, rating_said, stated_said
from tenor.terms.counted import stated_of
from tenor.terms.model import Check, Gap, Hole, Kpi, KpiIs, Overall, Score, Stated, Terms, Together


def hits(review: Review, condition: KpiIs, kpi: str, label: str) -> bool:
    """Whether this KPI's period is one of those that the condition counted."""
    rating = review.ratings.by_kpi.get(kpi, {}).get(label)
    return rating is not None and kpi in review.ratings.scope(condition.of) and rating.at(review.on).rating in condition.levels


def figure_line(review: Review, rating: Rating, *, rows: bool = True) -> Line:
    """One KPI in one period: the rating, and everything under it; the rows only where they are asked for."""
    version = rating.at(review.on)
    terms = review.timeline.during(rating.period, review.on)
    kpi = terms.kpi(rating.kpi) or review.terms.kpi(rating.kpi)
    if kpi is None:
        return Line(said=said("why-state", kpi=rating.kpi, period=rating.period.said, state=rating_said(version)))
    name, period = f"KPI {kpi.number}" if kpi.number else kpi.id, rating.period.said
    below = [*_because(review, version), *([_settled(rating, review.on)] if version.figure else [])]
    if version.figure is None or version.rating is None:
        told = said("why-state", kpi=f"{name} ({kpi.title})", period=period, state=rating_said(version))
        return Line(said=told, clause=kpi.clause, refs=(kpi.id, rating.period.label), below=tuple(below))
    shown = figure_said(review, rating, version.figure)
    told = said("why-figure", kpi=name, title=kpi.title, period=period, rating=rating_said(version), figure=shown)
    below = [*_bands(terms, kpi, version, shown), *below, *(_rows(review, terms, kpi, rating, version) if rows else ())]
    return Line(said=told, clause=kpi.clause, refs=(kpi.id, rating.period.label), below=tuple(below))


def overall_line(review: Review, label: str) -> Line:
    """The overall rating of a period, and the ratings it is made of."""
    rating, overall = review.ratings.overall[label], review.terms.overall
    version = rating.at(review.on)
    level = version.rating or said("state-none")
    told = said("why-overall", period=rating.period.said, level=level, how=overall.how if overall else "")
    if version.figure is not None and overall is not None:
        told = said("why-overall-score", period=rating.period.said, level=level, figure=score_words(overall, version.figure))
    kpis = tuple(dict.fromkeys(kpi for kpi, _ in version.marks))
    below = [figure_line(review, each, rows=False) for each in _of_period(review, rating, kpis)]
    held = [reading_line(review.terms, each) for each in (overall.readings if overall else ())]
    return Line(said=told, clause=overall.clause if overall else (), refs=("overall", label), below=(*below, *without_none(held)))


def _of_period(review: Review, rating: OverallRating, kpis: Sequence[str]) -> Iterator[Rating]:
    """The ratings that an overall rating takes in: of the same period, and of the shorter ones that end in it."""
    whole = rating.period
    for kpi in kpis:
        several = review.ratings.by_kpi[kpi]
        shorter = [one for one in several.values() if whole.first <= one.period.last <= whole.last]
        for one in [several[whole.label]] if whole.label in several else shorter:
            if one.at(review.on).rating not in (None, UNRATED):
                yield one


def score_words(overall: Overall, figure: Pair) -> str:
    """ "8 of 10 = 80%" of a score that is a per cent, else its marks."""
    percent = overall.score is not None and overall.score.percent
    return show(Amount(numerator=figure[0], denominator=figure[1], unit=PERCENT if percent else COUNT))


def _because(review: Review, version: RatingVersion) -> list[Line]:
    return [because_line(review.facts, line) for line in version.because]


def _settled(rating: Rating, on: date) -> Line:
    """The day on which it settles; of what came later, or was questioned, also since when it is final."""
    how: Said = rating.worked_out or said("day-itself", due=rating.final_on)
    since = rating.final_from(on)
    if since == rating.final_on or rating.at(on).state != "final":
        return Line(said=said("why-settled", on=rating.final_on, how=how))
    code = "why-settled-late" if rating.reported_on == since else "why-settled-since"
    return Line(said=said(code, on=rating.final_on, how=how, since=since))


def _bands(terms: Terms, kpi: Kpi, version: RatingVersion, shown: str) -> Iterator[Line]:
    """The band it fell in and the better one it did not reach; or that no band takes it in, and the reading that decided."""
    if kpi.rounded is not None and version.figure is not None:
        amount = rounded_amount(Amount(numerator=version.figure[0], denominator=version.figure[1], unit=unit_of(kpi.measure)), kpi.rounded)
        yield Line(said=said("why-rounded", n=kpi.rounded, figure=show(amount, kpi.rounded)))
    if version.other is not None:
        other = show(Amount(numerator=version.other[0], denominator=version.other[1], unit=unit_of(kpi.measure)))
        yield Line(said=said("why-other-figure", figure=other))
    levels = [band.level for band in kpi.bands]
    given = isinstance(kpi.measure, Check) and kpi.measure.levels  # by a person, who needs no band
    in_hole = not given and (bool(version.reading) or version.rating not in levels)
    if in_hole and len(kpi.bands) == 1 and not version.reading and version.rating == kpi.otherwise:
        # a target alone: what does not reach it has failed
        target = kpi.bands[0]
        yield Line(said=said("why-not-better", level=target.level, bound=bound_said(target.bound)), clause=kpi.clause)
    elif in_hole:
        yield Line(said=said("why-no-band", figure=shown, level=version.rating), clause=kpi.clause)
        yield from without_none([reading_line(terms, version.reading)])
    for at, band in enumerate(kpi.bands):
        if band.level == version.rating and not in_hole:
            better = next((each for each in reversed(kpi.bands[:at]) if not isinstance(each.bound, Hole)), None)
            yield Line(said=said("why-band", level=band.level, bound=bound_said(band.bound)), clause=kpi.clause)
            if better is not None:
                yield Line(said=said("why-not-better", level=better.level, bound=bound_said(better.bound)), clause=kpi.clause)
    printed = {level: text for level, text in kpi.printed.items() if level in levels}
    if printed:
        yield Line(said=said("why-printed", printed=[f"{level} {text}" for level, text in printed.items()]), clause=kpi.clause)


# --- rows --------------------------------------------------------------------------------------------------------


def _rows(review: Review, terms: Terms, kpi: Kpi, rating: Rating, version: RatingVersion) -> Iterator[Line]:
    if isinstance(kpi.measure, Stated):
        yield from _stated(review, rating)
        return
    if isinstance(kpi.measure, Check | Gap | Score | Together):
        return  # a person's word, or other figures: no rows of its own
    if kpi.over != 1:
        yield Line(said=said("why-pooled", n=kpi.over) if kpi.over else said("why-pooled-all"))
    rows, fits = rows_that_stood(review, terms, rating, version.figure if kpi.over == 1 else None)
    if not fits:
        code = "why-rows-differ" if rows else "why-rows-gone"
        yield Line(said=said(code, figure=figure_said(review, rating, version.figure or (0, 0))))
    acts = {act.ref: act for act in review.facts.acts}
    told = {str(line.values.get("entry", "")) for line in version.because}
    small = too_small(terms, review.facts, kpi.measure, rating.period, rows, review.on)
    if small is not None:
        yield Line(said=small, clause=kpi.clause)
    if stated_of(kpi.measure) is not None:
        yield from _stated(review, rating)
    yield from (_row(row, acts.get(row.entry), told) for row in rows)


def rows_that_stood(review: Review, terms: Terms, rating: Rating, figure: Pair | None) -> tuple[tuple[CountedRow, ...], bool]:
    """The rows of the day on which they last came to the figure that stands: today, or the day it became final."""
    days = dict.fromkeys([review.on, min(review.on, max(rating.final_on, rating.reported_on or date.min))])
    for day in days:
        rows = rows_behind(review, terms, rating.kpi, rating.period.label, day)
        if figure is None or _comes_to(review, terms, rating, rows, day, figure):
            return rows, True
    return rows, False


def _comes_to(review: Review, terms: Terms, rating: Rating, rows: Sequence[CountedRow], day: date, figure: Pair) -> bool:
    kpi = terms.kpi(rating.kpi)
    given = [s for s in review.facts.stated if (s.kpi, s.period) == (rating.kpi, rating.period.label) and s.act.day <= day]
    stated = (given[-1].numerator, given[-1].denominator) if given else None
    return kpi is not None and same(figure_of(kpi.measure, rows, stated), figure)


def _row(row: CountedRow, act: Act | None, told: set[str]) -> Line:
    """A row, in or out, with the test it failed, its cells, and the entry that brought it where nothing else has named it."""
    name = row.row or said("why-unit", unit=row.unit)
    code = "in-gave" if row.gave else row.outcome if row.counted or row.outcome == "open" else "left-out"
    sentence = said(f"why-row-{code}", row=name, why=row.why or "", gave=row.gave)
    cells = tuple(dict.fromkeys(row.cells.values()))
    below = (act_line(act),) if act and act.ref not in told else ()
    return Line(said=sentence, refs=tuple(ref for ref in (row.row, row.entry) if ref), cells=cells, file=_file(act), below=below)


def _file(act: Act | None) -> str:
    return str(getattr(act.event, "file", "")) if act else ""


def _stated(review: Review, rating: Rating) -> Iterator[Line]:
    """A figure that the return itself gives: the cell it stood in."""
    given = [s for s in review.facts.stated if (s.kpi, s.period) == (rating.kpi, rating.period.label) and s.act.day <= review.on]
    for figure in given:
        told = said("why-stated", figure=stated_said(review, rating, (figure.numerator, figure.denominator)), on=figure.act.day)
        yield Line(said=told, refs=(figure.act.ref,), cells=(figure.cell,) if figure.cell else (), below=(act_line(figure.act),))
