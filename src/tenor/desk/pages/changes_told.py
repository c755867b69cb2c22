"""What a changed place of the terms shall be, in words: a new KPI as a sentence, an end as such, anything else as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenor.base.wording import Said, Value, said
from tenor.ledger.terms_on import tree_of
from tenor.terms.changes import ENDED
from tenor.terms.model import Terms


def about_new(terms: Terms, path: str, value: str) -> Said | None:
    """What a change is about, where that hangs on its value: a KPI that begins or ends, what a return holds, the last day."""
    parts = path.split(".")
    if parts[0] == "kpis" and len(parts) == 2:
        kpi, made = terms.kpi(parts[1]), tree_of(value)
        if value == ENDED:
            return said("change-kpi-ends", number=kpi.number, title=kpi.title) if kpi else None
        if kpi is None and isinstance(made, Mapping):
            return said("change-new-kpi", number=_text(made, "number"), title=_text(made, "title"))
    if parts[0] == "returns" and parts[-1] == "holds":
        return said("change-return-holds", ret=parts[1])
    return said("change-contract-ends") if path == "contract.ends" else None


def now_said(terms: Terms, path: str, value: str) -> Said | str:
    """The new value as people read it."""
    if value == ENDED:
        return said("change-ended")
    made = tree_of(value)
    if isinstance(made, list):
        return ", ".join(str(each) for each in made)
    if isinstance(made, Mapping) and path.startswith("kpis.") and "measure" in made:
        bands = made.get("bands")
        told = [said("band-told", level=level, bound=str(bound)) for level, bound in bands.items()] if isinstance(bands, Mapping) else []
        return said("new-kpi-told", measure=_measure(terms, made["measure"]), every=_text(made, "every"), bands=tuple(told))
    return value


def _measure(terms: Terms, measure: Any) -> Value:
    if isinstance(measure, Mapping) and measure.get("stated") in ("share", "count"):
        return said(f"measure-stated-{measure['stated']}")
    counted = measure.get("count") if isinstance(measure, Mapping) else None
    of = str(counted.get("of", "")) if isinstance(counted, Mapping) and set(counted) == {"of"} else ""
    if of in terms.datasets:
        return said("measure-count", rows=terms.datasets[of].row)
    return said("measure-otherwise")


def _text(made: Mapping[str, Any], name: str) -> str:
    return str(made.get(name, ""))
