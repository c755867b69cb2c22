"""What one settling of a document was asked, and what was found on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from tenor.base.clock import Clock
from tenor.base.problem import Problem
from tenor.terms.model import Clause, Dataset, Hole, Path, Tree
from tenor.terms.names import Names


@dataclass(slots=True)
class Settling:
    """One settling of one document: what was asked, and what was found on the way."""

    file: str
    on: date
    starts: date
    names: Names
    readings: Mapping[str, Mapping[str, Tree]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    every_option: bool = False
    problems: dict[object, Problem] = field(default_factory=dict)
    holes: list[tuple[Path, Hole, Clause]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # readings that stand anywhere
    kinds: dict[str, str] = field(default_factory=dict)  # printed word for a day -> kind of day
    clocks: dict[str, Clock | None] = field(default_factory=dict)  # by name; None for one that could not be read
    datasets: Mapping[str, Dataset] = field(default_factory=dict)  # as read, for conditions on their rows
    rests: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # ("dataset", id) or ("day", word) -> readings it rests on
    resting: list[dict[str, None]] = field(default_factory=list)
    trying: int = 0
    tries: int = 0

    def note(self, problem: Problem) -> None:
        """Each problem once, however often its value is read."""
        self.problems.setdefault((problem.code, problem.where, repr(problem.values)), problem)

    @contextmanager
    def collect(self) -> Iterator[dict[str, None]]:
        """The ids of the readings that what is read inside rests on, in order of use."""
        ids: dict[str, None] = {}
        self.resting.append(ids)
        try:
            yield ids
        finally:
            self.resting.pop()

    def rest_on(self, ids: Iterable[str]) -> None:
        if not self.trying:
            for each in self.resting:
                each.update(dict.fromkeys(ids))
