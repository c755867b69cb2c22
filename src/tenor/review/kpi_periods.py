"""Which KPIs a contract ever had, the periods they are measured in, and whether one is in force in a period."""

from __future__ import annotations

from tenor.base.period import Period, parse_label, periods
from tenor.base.phrases.every import EveryPeriod, NamedPeriods
from tenor.ledger.terms_on import Timeline
from tenor.terms.counted import periods_every
from tenor.terms.model import Kpi, Terms


def kpis_ever(timeline: Timeline) -> list[Kpi]:
    """Every KPI of any version of the terms, in the order of the newest terms that have it; as one that is rated, if it ever is."""
    found: dict[str, Kpi] = {}
    for terms in timeline.variants():
        for kpi in terms.kpis:
            if kpi.id not in found or (found[kpi.id].context and not kpi.context):
                found[kpi.id] = kpi
    return list(found.values())


def periods_of(kpi: Kpi, timeline: Timeline) -> tuple[Period, ...]:
    """The periods a KPI is measured in, clipped to the contract as long as it ever lasts. Measured once, the contract is its one period."""
    ends = max(terms.contract.ends for terms in timeline.variants())
    if isinstance(kpi.every, NamedPeriods):
        return periods_every(timeline.variants()[-1], kpi.every)
    if not isinstance(kpi.every, EveryPeriod):
        return (Period(kind="contract", first=timeline.starts, last=ends, label="contract"),)
    quarters = timeline.variants()[-1].quarters
    return periods(kpi.every.kind, timeline.starts, ends, quarters, kpi.every.step)


def in_force(kpi: Kpi, period: Period, terms: Terms) -> bool:
    """Measured in a period: by its first day (semantics 4), and the period lies in the contract as it now ends."""
    if kpi.starts is not None and period.first < kpi.starts:
        return False
    if kpi.ends is not None and period.first > kpi.ends:
        return False
    clipped = terms.part_periods == "not applicable" and _is_part(period, terms)
    return period.first <= terms.contract.ends and not clipped


def _is_part(period: Period, terms: Terms) -> bool:
    whole = parse_label(period.label, terms.contract.starts)
    return whole is not None and (whole.first, whole.last) != (period.first, period.last)
