"""Which KPIs a condition speaks of: those named, the members of a family, any but parts and what is shown for context."""

from __future__ import annotations

from tenor.review.scene import Scene
from tenor.terms.model import KpiIs


def kpis_meant(scene: Scene, condition: KpiIs) -> tuple[str, ...]:
    """The KPIs that have ratings and are meant, in the order of the terms."""
    return scene.ratings.scope(condition.of)


def kpis_by(scene: Scene, condition: KpiIs) -> dict[str, tuple[str, ...]]:
    """The KPIs meant that are measured for each value of the field that the counted ones must share, by that value."""
    found: dict[str, tuple[str, ...]] = {}
    for id in kpis_meant(scene, condition):
        kpi = scene.kpi(id)
        if kpi is not None and kpi.each_of[0] == condition.same:
            found[kpi.each_of[1]] = (*found.get(kpi.each_of[1], ()), id)
    return found
