"""How an open period can still end: the best and the worst level of each KPI, by the rows there are and those that can still come.

Nothing is guessed. What is in, or was done late, stays so. What is open, or of which no day was given yet, may go either way until the
figure is final. Where the contract counts units too, each unit without a row may still bring one. Where nobody can say how many rows
will come, no level is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.wording import Said, Value, said
from tenor.figures.columns import standing_at
from tenor.figures.model import CountedRow
from tenor.figures.units import expected, known_units
from tenor.figures.which import which
from tenor.review.bands import level_of
from tenor.review.model import Pair, Rating, Review
from tenor.review.shown import bound_said, figure_said, kpi_name
from tenor.review.standing_model import Outlook
from tenor.terms.counted import dataset_of
from tenor.terms.made import made_in
from tenor.terms.model import CountOfRows, Hole, Kpi, ShareOfRows, ShareOfUnits, Terms

NO_END = 10**9  # more rows than any period will bring


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """What can still become of one KPI in one open period. `best`, `worst`: the figures; None where no figure can be named."""

    rating: Rating
    kpi: Kpi
    best: Pair | None
    worst: Pair | None
    at_best: str
    at_worst: str
    so_far: Pair | None
    open_rows: tuple[CountedRow, ...] = ()
    units_left: tuple[str, ...] = ()


def chances(review: Review) -> list[Chance]:
    """Of every KPI, the periods that have begun and are not settled: the nearest to be settled first."""
    found = [chance for rating in _open(review) if (chance := _chance(review, rating))]
    return sorted(found, key=lambda chance: chance.rating.final_on)


def outlook(review: Review, chance: Chance) -> Outlook:
    """A chance in words."""
    rating = chance.rating
    name, period = kpi_name(review, rating.kpi), rating.period.said
    if chance.at_best == chance.at_worst:
        told = said("outlook-one", kpi=name, period=period, level=chance.at_best)
    else:
        best, worst = (
            _shown(review, rating, pair, level) for pair, level in ((chance.best, chance.at_best), (chance.worst, chance.at_worst))
        )
        told = said("outlook-range", kpi=name, period=period, best=best, worst=worst)
    because: tuple[Said, ...] = ()
    if chance.so_far is not None:
        shown, level = figure_said(review, rating, chance.so_far), level_of(chance.kpi, chance.so_far)[0]
        because = (said("need-so-far", kpi=name, figure=shown, level=level),)
    return Outlook(
        kpi=rating.kpi,
        period=rating.period.label,
        best=chance.at_best,
        worst=chance.at_worst,
        said=told,
        clause=chance.kpi.clause,
        because=because,
    )


def one_lost(review: Review, chances: Sequence[Chance]) -> Outlook | None:
    """The one what-if that says most: what is due first, and what its loss alone would cost. None where one loss costs nothing."""
    lost = [found for chance in chances if (found := _lost(review, chance))]
    return min(lost, key=lambda one: one[0], default=(None, None))[1]


# --- what can still come -----------------------------------------------------------------------------------------


def _open(review: Review) -> Iterator[Rating]:
    for by_period in review.ratings.by_kpi.values():
        for rating in by_period.values():
            version = rating.at(review.on)
            if rating.period.first <= review.on < rating.final_on and version.state in ("provisional", "not due"):
                yield rating


def _chance(review: Review, rating: Rating) -> Chance | None:
    terms = review.timeline.during(rating.period, review.on)
    kpi = terms.kpi(rating.kpi)
    if kpi is None or kpi.over != 1 or not isinstance(kpi.measure, CountOfRows | ShareOfRows | ShareOfUnits):
        return None  # what a sum, a ratio or a standing list can still become, nobody can say
    if standing_at(kpi.measure) or made_in(terms, kpi.measure):
        return None
    rows = which(terms, review.facts, kpi.id, rating.period.label, review.on) if _has_rows(review, kpi, rating) else ()
    reached = sum(1 for row in rows if row.counted and row.outcome == "in")
    if isinstance(kpi.measure, CountOfRows):
        return _count(rating, kpi, reached, bool(rows))
    of_units = kpi.measure if isinstance(kpi.measure, ShareOfUnits) else _units_beside(terms, kpi)
    if of_units is None and review.on <= rating.period.last:
        return None  # nobody can say how many rows will come
    units = _expected(review, terms, of_units, rating) if of_units else ()
    return _share(rating, kpi, rows, units, reached)


def _share(rating: Rating, kpi: Kpi, rows: Sequence[CountedRow], units: Sequence[str], reached: int) -> Chance | None:
    seen = {row.unit for row in rows if row.outcome == "in" or (row.row and not isinstance(kpi.measure, ShareOfUnits))}
    left = tuple(unit for unit in units if unit not in seen)
    open_rows: tuple[CountedRow, ...] = ()
    missed = 0
    if isinstance(kpi.measure, ShareOfRows):
        open_rows = tuple(row for row in rows if row.outcome == "open" or (row.counted and row.outcome == "out" and _unsaid(row.why)))
        missed = sum(1 for row in rows if row.counted and row.outcome == "out") - sum(1 for row in open_rows if row.outcome == "out")
    whole = reached + missed + len(open_rows) + len(left)
    if whole == 0:
        return None
    best, worst = (whole - missed, whole), (reached, whole)
    return Chance(
        rating=rating,
        kpi=kpi,
        best=best,
        worst=worst,
        at_best=level_of(kpi, best)[0],
        at_worst=level_of(kpi, worst)[0],
        so_far=(reached, known) if (known := sum(1 for row in rows if row.counted and row.row)) else None,
        open_rows=open_rows,
        units_left=left,
    )


def _count(rating: Rating, kpi: Kpi, reached: int, known: bool) -> Chance | None:
    """A count can only grow: as it stands on one side, the level of no end of rows on the other."""
    if not kpi.better:
        return None
    here, most, lower = level_of(kpi, (reached, 1))[0], level_of(kpi, (NO_END, 1))[0], kpi.better == "lower"
    return Chance(
        rating=rating,
        kpi=kpi,
        best=(reached, 1) if lower else None,
        worst=None if lower else (reached, 1),
        at_best=here if lower else most,
        at_worst=most if lower else here,
        so_far=(reached, 1) if known else None,
    )


def _has_rows(review: Review, kpi: Kpi, rating: Rating) -> bool:
    """Whether any row could count in the period: counting none at all is spared."""
    dataset, dated_by = dataset_of(kpi.measure), getattr(kpi.measure, "dated_by", "")
    first, last = rating.period.first.isoformat(), rating.period.last.isoformat()
    for row in review.facts.rows:
        if row.dataset == dataset and row.holds_on(review.on):
            # a day that is worked out is no value of the row: any of its days may be near
            days = [row.values[dated_by]] if dated_by in row.values else row.values.values()
            if row.covers == rating.period.label or any(first <= day <= last for day in days):
                return True
    return False


def _units_beside(terms: Terms, kpi: Kpi) -> ShareOfUnits | None:
    """The measure that says which units are to have a row in the same dataset, period by period."""
    wanted = dataset_of(kpi.measure)
    found = (k.measure for k in terms.kpis if isinstance(k.measure, ShareOfUnits) and k.measure.have == wanted and k.every == kpi.every)
    return next((measure for measure in found if measure.at_least == 1), None)


def _expected(review: Review, terms: Terms, measure: ShareOfUnits, rating: Rating) -> tuple[str, ...]:
    day = review.on.toordinal()
    return tuple(
        unit
        for unit, history in known_units(terms, review.facts).items()
        if any(known.from_day <= day < known.until_day and expected(known.unit, rating.period, measure.at) for known in history)
    )


# --- in words ----------------------------------------------------------------------------------------------------


def _shown(review: Review, rating: Rating, pair: Pair | None, level: str) -> Said:
    if pair is None:
        return said("outlook-level", level=level)
    return said("outlook-figure", level=level, figure=figure_said(review, rating, pair))


def _lost(review: Review, chance: Chance) -> tuple[tuple[date, str], Outlook] | None:
    """One open row that fails, or one unit left out, with all the rest at its best."""
    if chance.best is None or not (chance.open_rows or chance.units_left):
        return None
    less = (chance.best[0] - 1, chance.best[1])
    level = level_of(chance.kpi, less)[0]
    if level == chance.at_best:
        return None
    names = {unit.id: unit.name or unit.id for unit in review.terms.units}
    dues = [(due, row.unit or row.row) for row in chance.open_rows if (due := _due(row.why)) is not None]
    dated = sorted(one for one in dues if one[0] >= review.on)
    rating = chance.rating
    values: dict[str, Value] = {
        "period": rating.period.said,
        "level": level,
        "kpi": kpi_name(review, rating.kpi),
        "figure": figure_said(review, rating, less),
    }
    if dated:
        told = said("if-late", name=names.get(dated[0][1], dated[0][1]), due=dated[0][0], **values)
    elif len(chance.units_left) == 1:
        told = said("if-unit-missed", name=names.get(chance.units_left[0], chance.units_left[0]), **values)
    else:
        told = said("if-one-missed", n=chance.best[1], **values)
    bound = next((band.bound for band in chance.kpi.bands if band.level == chance.at_best and not isinstance(band.bound, Hole)), None)
    because = (said("why-not-better", level=chance.at_best, bound=bound_said(bound)),) if bound else ()
    when = dated[0][0] if dated else rating.final_on
    found = Outlook(
        kpi=rating.kpi, period=rating.period.label, best=level, worst=chance.at_worst, said=told, clause=chance.kpi.clause, because=because
    )
    return (when, chance.kpi.id), found


def _unsaid(why: Said | None) -> bool:
    """It fails only for want of a day, which may still be given: "not done by its day", as far as is known."""
    if why is None or why.code == "test-not-done":
        return why is not None
    tests = why.values.get("tests")
    return isinstance(tests, tuple | list) and bool(tests) and all(_unsaid(each) for each in tests if isinstance(each, Said))


def _due(why: Said | None) -> date | None:
    """The deadline that an open row waits for: of several tests the first."""
    if why is None:
        return None
    due = why.values.get("due")
    if isinstance(due, date):
        return due
    tests = why.values.get("tests")
    several = [_due(each) for each in tests if isinstance(each, Said)] if isinstance(tests, tuple | list) else []
    return min((day for day in several if day is not None), default=None)
