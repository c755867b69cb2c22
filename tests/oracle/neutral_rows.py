"""Rows: which count, in which period, and what figure they make (semantics.md section 2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from neutral_days import Period, day

if TYPE_CHECKING:
    from neutral_world import World


def countable(world: World, dataset: str, row: dict[str, Any]) -> date | None:
    """The day a row belongs to; None = it cannot count."""
    text = row.get(world.terms["datasets"][dataset])
    if text is None:
        return None
    dated = day(text)
    if not world.starts <= dated <= world.ends:
        return None
    unit = world.terms.get("units", {}).get(row.get("unit"))
    if unit is None or "opens" not in unit or dated < day(unit["opens"]):
        return None
    return None if "closes" in unit and dated > day(unit["closes"]) else dated


def uncounted(world: World, on: date) -> list[str]:
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for _, event in world.facts(on, "return", "log"):
        for dataset, several in event.get("rows", {}).items():
            rows |= {(dataset, row["id"]): row for row in several}
    return sorted({id for (dataset, id), row in rows.items() if countable(world, dataset, row) is None})


def counted(world: World, kpi: str, period: Period, events: list[dict[str, Any]], on: date) -> tuple[int, int]:
    """The figure of a KPI counted from rows, from the rows of these events (the same id again replaces)."""
    key = kpi, period.label, tuple(map(id, events)), on if "sent" in world.terms["kpis"][kpi]["measure"] else None
    if key not in world.counts:
        world.counts[key] = _count(world, kpi, period, events, on)
    return world.counts[key]


def _count(world: World, kpi: str, period: Period, events: list[dict[str, Any]], on: date) -> tuple[int, int]:
    measure = world.terms["kpis"][kpi]["measure"]
    dataset = measure.get("of") or measure["in"]
    rows: dict[str, dict[str, Any]] = {}
    for event in events:
        rows |= {row["id"]: row for row in event.get("rows", {}).get(dataset, [])}
    inside = [r for r in rows.values() if (d := countable(world, dataset, r)) is not None and period.first <= d <= period.last]
    if measure["kind"] == "count distinct":
        return len({tuple(r.get(field) for field in measure["by"]) for r in inside}), 1
    if measure["kind"] == "units with a row":
        units = [u for u, body in world.terms.get("units", {}).items() if expected(world, body, period)]
        return sum(any(r["unit"] == u for r in inside) for u in units), len(units)
    met = decided = 0
    for r in inside:
        due = world.days.after(measure["days"], day(r[world.terms["datasets"][dataset]]))
        sent = [r.get(field) for field in measure["sent"]]
        in_time = all(s is not None and day(s) <= due for s in sent)
        met += in_time
        decided += in_time or on >= due or all(s is not None for s in sent)  # else it is open: in neither count
    return met, decided


def expected(world: World, unit: dict[str, str], period: Period) -> bool:
    if "opens" not in unit:
        return False
    opens, closes = day(unit["opens"]), day(unit["closes"]) if "closes" in unit else date.max
    if world.terms.get("part_months") == "any day":
        return opens <= period.last and closes >= period.first
    return opens <= period.first and closes >= period.last
