"""Which KPIs a return reports: what its entry in the ledger says of it."""

from __future__ import annotations

from tenor.returns.covered import find_return
from tenor.returns.model import Return
from tenor.terms.counted import datasets_of, gives
from tenor.terms.model import Kpi, ReturnTerms, Terms


def reports(return_: Return, terms: Terms) -> tuple[str, ...]:
    """The KPIs a return gives a figure for: all that its datasets feed, with rows or without, and the stated ones that have a value."""
    asked = find_return(terms, return_.ret)
    given = {figure.kpi for figure in return_.figures}
    held = set(return_.datasets) & set(asked.holds if asked else ())
    return tuple(
        kpi.id for kpi in terms.kpis if kpi.id in given or (held.intersection(datasets_of(kpi.measure)) and not _wants(asked, kpi))
    )


def _wants(asked: ReturnTerms | None, kpi: Kpi) -> bool:
    """Whether the return is to give the stated side of a ratio too: without it the rows alone report nothing."""
    return asked is not None and gives(asked, kpi)
