"""What every stage asks of the terms: which rows a measure counts, and which periods a return is due for."""

from __future__ import annotations

from collections.abc import Collection

from tenor.base.period import Period, periods
from tenor.base.phrases.every import Every, EveryPeriod
from tenor.terms.model import Aggregate, CountOfRows, Kpi, Measure, Ratio, ReturnTerms, ShareInForce, ShareOfRows, ShareOfUnits, Terms


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


def fed_by(kpi: Kpi) -> str:
    """What a return must hold to report a KPI: the dataset it is counted from, or the KPI itself where it is stated."""
    return dataset_of(kpi.measure) or kpi.id


def brings(ret: ReturnTerms, kpi: Kpi) -> bool:
    """Whether a return reports a KPI: it holds the dataset, or the stated figure by its own id, its KPI's, or that of all its kind."""
    own = dataset_of(kpi.measure)
    return own in ret.holds if own is not None else bool({kpi.id, kpi.part_of or kpi.id, kpi.family or kpi.id} & set(ret.holds))


def in_scope(kpi: Kpi, of: Collection[str]) -> bool:
    """Whether a rule, or the overall rating, that names these KPIs (none: any) counts one. One named for each unit or value means all of
    them; parts and what is shown for context count only by their own name."""
    if not of:
        return not kpi.part_of and not kpi.context
    return kpi.id in of or (kpi.family in of and not kpi.part_of)


def periods_every(terms: Terms, every: Every) -> tuple[Period, ...]:
    """The periods of a rhythm, clipped to the contract; none of what has no calendar (once, named periods)."""
    if not isinstance(every, EveryPeriod):
        return ()
    return periods(every.kind, terms.contract.starts, terms.contract.ends, terms.quarters, every.step)


def return_periods(terms: Terms, ret: ReturnTerms) -> tuple[Period, ...]:
    """The periods a return is due for; of one without a calendar the contract itself."""
    if not isinstance(ret.every, EveryPeriod):
        return (Period(kind="contract", first=terms.contract.starts, last=terms.contract.ends, label="contract"),)
    return periods_every(terms, ret.every)
