"""Which KPIs a return reports: what its entry in the ledger says of it."""

from __future__ import annotations

from tenor.returns.covered import find_return
from tenor.returns.model import Return
from tenor.terms.counted import dataset_of
from tenor.terms.model import Terms


def reports(return_: Return, terms: Terms) -> tuple[str, ...]:
    """The KPIs a return gives a figure for: all that its datasets feed, with rows or without, and the stated ones that have a value."""
    asked = find_return(terms, return_.ret)
    given = {figure.kpi for figure in return_.figures}
    held = set(return_.datasets) & set(asked.holds if asked else ())
    return tuple(kpi.id for kpi in terms.kpis if kpi.id in given or dataset_of(kpi.measure) in held)
