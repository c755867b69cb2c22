"""What every stage asks of the terms: which rows a measure counts, and which periods a return is due for."""

from __future__ import annotations

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
