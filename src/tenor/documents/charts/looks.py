"""How a level looks: a shape and colours by its place on the ladder, whatever the contract calls it.

Better than the target: diamond, star. The target: circle. Between it and the worst: triangles. The worst: square. So no two levels
of a ladder of up to six look alike, and none is told by its colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

INK, SOFT, HAIR, PAPER = "#14171f", "#4a4f5c", "#e0ddd5", "#f8f6f1"
_STAR = "M0,-1L0.29,-0.4L0.95,-0.31L0.48,0.15L0.59,0.81L0,0.5L-0.59,0.81L-0.48,0.15L-0.95,-0.31L-0.29,-0.4Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`shape`: a Vega symbol, `size` square px large; `fill` of a mark, `edge` round it, `line` round a hollow one; `pale`: its band."""

    shape: str
    fill: str
    edge: str
    line: str
    pale: str
    size: int = 170


_BETTER = (
    Look(shape="diamond", fill="#0b4f3c", edge="#ffffff", line="#0b4f3c", pale="#a9cfbd", size=210),
    Look(shape=_STAR, fill="#08382b", edge="#ffffff", line="#08382b", pale="#8fbfa9"),
)
_TARGET = Look(shape="circle", fill="#0f7a52", edge="#ffffff", line="#0f7a52", pale="#e4f1ea")
_BETWEEN = (
    Look(shape="triangle-up", fill="#f47738", edge="#9a4510", line="#9a4510", pale="#fdeee3"),
    Look(shape="triangle-down", fill="#e0602a", edge="#7d3409", line="#7d3409", pale="#fbe2d3"),
    Look(shape="triangle-right", fill="#cf4f22", edge="#6b2b08", line="#6b2b08", pale="#f8d8c8"),
    Look(shape="triangle-left", fill="#b94420", edge="#5c2407", line="#5c2407", pale="#f4cfc0"),
)
_WORST = Look(shape="square", fill="#ca3535", edge="#ffffff", line="#ca3535", pale="#f9e5e4", size=150)
NO_LEVEL = Look(shape="cross", fill="#ffffff", edge=SOFT, line=SOFT, pale="#ffffff")


def look_of(levels: Sequence[str], target: str, level: str | None) -> Look:
    """The look of a level of a ladder, best first; "met" and "failed" look alike on every ladder; other words have no look of their own."""
    if level not in levels:
        return {"met": _TARGET, "failed": _WORST}.get(level or "", NO_LEVEL)
    at, aim = levels.index(level), levels.index(target) if target in levels else 0
    if at < aim:
        return _BETTER[min(aim - at - 1, len(_BETTER) - 1)]
    if at == aim:
        return _TARGET
    return _WORST if at == len(levels) - 1 else _BETWEEN[min(at - aim - 1, len(_BETWEEN) - 1)]
