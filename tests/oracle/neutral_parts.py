"""KPIs in parts, a second time (terms-language.md section 4: `parts`, `together`): a figure and a level for each part, one of the whole.

A part is a KPI of its own for its figure, its state and disputes; rules, points and the overall rating look at the whole.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from neutral_days import Period
from neutral_world import World, taken_together


class WholeWorld(World):
    """A case whose KPIs may have parts, "p.x" and "p.y" of "p"."""

    def __init__(self, case: dict[str, Any], known_at: date | None = None) -> None:
        terms = deepcopy(case["terms"])
        self.parts = {k: [f"{k}.{part}" for part in body["parts"]] for k, body in terms["kpis"].items() if "parts" in body}
        for k, names in self.parts.items():
            terms["kpis"] |= dict(zip(names, terms["kpis"][k]["parts"].values(), strict=True))
        super().__init__({**case, "terms": terms}, known_at)

    def own_kpis(self) -> list[str]:
        """Those that rules and points mean by "any": no parts."""
        inside = {part for parts in self.parts.values() for part in parts}
        return [k for k in self.terms["kpis"] if k not in inside]

    def speaking(self, month: Period) -> list[tuple[str, Period]]:
        own = self.own_kpis()
        return [(k, p) for k, p in super().speaking(month) if k in own]

    def _figure(self, kpi: str, period: Period, on: date) -> dict[str, Any]:
        """Of a whole: parts that do not apply are left out; it is settled when every other part is; a part in dispute puts it in dispute,
        and it stands as its parts stand."""
        if kpi not in self.parts:
            return super()._figure(kpi, period, on)
        parts = [self.figure(part, period, on) for part in self.parts[kpi]]
        found: dict[str, Any] = {
            "figure": None,
            "other": None,
            "rating": None,
            "final_on": max(f["final_on"] for f in parts),
            "settled": False,
        }
        parts = [f for f in parts if f["state"] != "not applicable"]
        if not parts:
            return found | {"state": "not applicable", "settled": True}
        states = [f["state"] for f in parts]
        for state in ("not due", "provisional", "not reported"):
            if state in states:
                settled = state == "not reported" and all(f["settled"] for f in parts if f["state"] == state)
                return found | {"state": state, "settled": settled}
        ratings = [f["rating"] for f in parts]
        together = self.terms["kpis"][kpi]["together"]
        method = {"worst": "worst", "best": "best", "mean of marks": "mean of points"}[together]
        rating = "unrated" if "unrated" in ratings else taken_together(ratings, method, False)
        state = "disputed" if "disputed" in states else "final"
        return found | {"state": state, "rating": rating, "settled": state == "final"}
