"""What every stage asks of the terms: which rows a measure counts, and which periods a return is due for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tenor.base.period import Period, periods
from tenor.base.phrases.every import Every, EveryPeriod, NamedPeriods
from tenor.terms.model import (
    Aggregate,
    CountOfRows,
    Kpi,
    Measure,
    Ratio,
    ReturnTerms,
    Score,
    ShareInForce,
    ShareOfRows,
    ShareOfUnits,
    Stated,
    Terms,
)


def dataset_of(measure: Measure) -> str | None:
    """The dataset whose rows a measure counts; None for a figure that is stated, judged or made of other KPIs."""
    match measure:
        case ShareOfRows(of=dataset) | CountOfRows(of=dataset) | Aggregate(of=dataset) | ShareInForce(of=dataset):
            return dataset
        case ShareOfUnits(have=dataset):
            return dataset
        case Ratio(of=of, to=to):
            return dataset_of(of) or dataset_of(to)
        case _:
            return None


def atoms(measure: Measure) -> tuple[Measure, ...]:
    """The measures a figure is made of: itself, or both sides of a ratio."""
    return (measure.of, measure.to) if isinstance(measure, Ratio) else (measure,)


def datasets_of(measure: Measure) -> tuple[str, ...]:
    """The datasets whose rows a measure counts: of a ratio those of both sides."""
    return tuple(dict.fromkeys(found for one in atoms(measure) if (found := dataset_of(one))))


def stated_of(measure: Measure) -> Stated | None:
    """What of a measure a return gives as such: all of it, or one side of a ratio."""
    return next((one for one in atoms(measure) if isinstance(one, Stated)), None)


def adds_up(measure: Measure) -> bool:
    """Whether several periods of it are a total (so many complaints, so many pounds) and not a part of a whole."""
    if isinstance(measure, CountOfRows):
        return not measure.at
    if isinstance(measure, Aggregate):
        return measure.how == "sum" and not measure.in_force
    return isinstance(measure, Stated) and measure.what not in ("share", "percent")


def is_share(measure: Measure) -> bool:
    """Whether its numerator is a part of its denominator (a stated per cent, or a ratio, may pass 100)."""
    return isinstance(measure, ShareOfRows | ShareOfUnits | ShareInForce) or (isinstance(measure, Stated) and measure.what == "share")


def how_many_of(measure: Measure) -> Measure | None:
    """What counts the things a figure rests on, where the figure does not say how many they are: the rows that gave a value, those counted,
    and of a ratio what it is held against. None: a share says it itself, or nothing does."""
    match measure:
        case CountOfRows() | Stated(what="count"):
            return measure
        case Aggregate():
            return replace(measure, how="rows", at=None)
        case Ratio(to=to):
            return how_many_of(to)
        case _:
            return None


def fed_by(kpi: Kpi) -> str:
    """What a return must hold to report a KPI: the dataset it is counted from, or the KPI itself where it is stated."""
    return dataset_of(kpi.measure) or kpi.id


def brings(ret: ReturnTerms, kpi: Kpi) -> bool:
    """Whether a return reports a KPI: it holds the dataset, or the stated figure by its own id, its KPI's, or that of all its kind. One
    that an event asks for only adds rows: no period's figure waits for it."""
    if ret.when:
        return False
    own = datasets_of(kpi.measure)
    return bool(set(own) & set(ret.holds)) if own else gives(ret, kpi)


def gives(ret: ReturnTerms, kpi: Kpi) -> bool:
    """Whether a return holds the stated figure of a KPI, or of the KPI or the kind it belongs to."""
    return stated_of(kpi.measure) is not None and bool({kpi.id, kpi.part_of or kpi.id, kpi.family or kpi.id} & set(ret.holds))


def returns_needed(terms: Terms, kpi: Kpi) -> tuple[tuple[ReturnTerms, ...], ...]:
    """For each thing a figure needs (a dataset, the stated figure) the returns that hold it; what none holds is left out."""
    needs = [tuple(ret for ret in terms.returns if dataset in ret.holds and not ret.when) for dataset in datasets_of(kpi.measure)]
    if stated_of(kpi.measure) is not None:
        needs.append(tuple(ret for ret in terms.returns if gives(ret, kpi) and not ret.when))
    return tuple(dict.fromkeys(need for need in needs if need))


def in_scope(kpi: Kpi, of: Collection[str]) -> bool:
    """Whether a rule, or the overall rating, that names these KPIs (none: any) counts one. One named for each unit or value means all of
    them; parts and what is shown for context count only by their own name."""
    if not of:
        return not kpi.part_of and not kpi.context
    return kpi.id in of or (kpi.family in of and not kpi.part_of)


def scored_in(terms: Terms, kpi: Kpi) -> tuple[str, ...]:
    """The KPIs whose marks a score adds up: any but scores, or those it names."""
    if not isinstance(kpi.measure, Score):
        return ()
    return tuple(one.id for one in terms.kpis if not isinstance(one.measure, Score) and in_scope(one, kpi.measure.of))


def periods_every(terms: Terms, every: Every) -> tuple[Period, ...]:
    """The periods of a rhythm, clipped to the contract; none of what comes once, or whose periods are not said."""
    if isinstance(every, NamedPeriods):
        return terms.periods.get(every.name, ())
    if not isinstance(every, EveryPeriod):
        return ()
    return periods(every.kind, terms.contract.starts, terms.contract.ends, terms.quarters, every.step)


def return_periods(terms: Terms, ret: ReturnTerms) -> tuple[Period, ...]:
    """The periods a return is due for; of one without a calendar the contract itself."""
    if not isinstance(ret.every, EveryPeriod | NamedPeriods):
        return (Period(kind="contract", first=terms.contract.starts, last=terms.contract.ends, label="contract"),)
    return periods_every(terms, ret.every)
