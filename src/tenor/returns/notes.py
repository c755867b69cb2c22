"""Remarks that are said once for all values they are true of, with the first place and how many more there are."""

from __future__ import annotations

from tenor.base.problem import Place, Problem
from tenor.base.wording import Value


class Notes:
    """Collects remarks; `problems` gives one for each code."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[Place, dict[str, Value]]] = {}
        self._count: dict[str, int] = {}

    def add(self, code: str, where: Place, **values: Value) -> None:
        self._first.setdefault(code, (where, values))
        self._count[code] = self._count.get(code, 0) + 1

    def problems(self) -> list[Problem]:
        return [
            Problem(code=code, values={**values, "n": self._count[code], "more": self._count[code] - 1}, where=where, weight="said")
            for code, (where, values) in self._first.items()
        ]


def bounded(problems: list[Problem] | tuple[Problem, ...], most: int = 200) -> tuple[Problem, ...]:
    """At most so many problems of a kind, then one that says how many more there are. What stops comes first."""
    kept: list[Problem] = []
    count: dict[str, int] = {}
    for found in sorted(problems, key=lambda p: p.weight != "stops"):
        count[found.code] = count.get(found.code, 0) + 1
        if count[found.code] <= most:
            kept.append(found)
    weights = {found.code: found.weight for found in kept}
    more = [
        Problem(code="return-and-more", values={"n": n - most, "like": _last(kept, code).said}, weight=weights[code])
        for code, n in count.items()
        if n > most
    ]
    return (*kept, *more)


def _last(problems: list[Problem], code: str) -> Problem:
    return next(found for found in reversed(problems) if found.code == code)
