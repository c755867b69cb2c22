"""Many contracts, one after the other and never all in memory: the same numbers give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from tenor.cli.generating.model import Made
from tenor.cli.generating.mould import Mould, make_mould
from tenor.cli.generating.stamp import Pressed, press, strike
from tenor.terms.model import Terms

UNTIL = date(2026, 10, 31)  # a fixed day, so that what is made today is made tomorrow
MOULDS = 16  # of each template: histories from which its contracts are struck


@dataclass(slots=True, kw_only=True)
class _Foundry:
    """Moulds as they are first asked for."""

    templates: Sequence[Terms]
    months: int
    until: date
    seed: int
    sql: dict[str, str] = field(default_factory=dict)
    made: dict[tuple[int, int], tuple[Mould, Sequence[Pressed]]] = field(default_factory=dict)

    def mould(self, template: int, n: int) -> tuple[Mould, Sequence[Pressed]]:
        known = self.made.get((template, n))
        if known is None:
            rng = Random(f"{self.seed}/{self.months}/{self.until}/{self.templates[template].document.sha256}/{n}")
            mould = make_mould(self.templates[template], self.months, self.until, rng, self.sql)
            known = self.made[template, n] = (mould, [press(act) for act in mould.acts])
        return known


def portfolio(
    templates: Sequence[Terms],
    *,
    contracts: int,
    months: int,
    seed: int,
    until: date = UNTIL,
    files: bool = False,
    part: tuple[int, int] = (0, 1),
) -> Iterator[Made]:
    """So many contracts of these templates in turn, each with months of history up to the month before that of `until`.

    The same arguments give the same bytes; a contract is the same in a larger portfolio. `files`: also the files its returns came
    in. `part`: (k, n) gives only the k-th of n shares, from 0, for n processes that share the work; all of them together are the
    whole. ValueError for a template that cannot be moved to those months.
    """
    foundry = _Foundry(templates=templates, months=months, until=until, seed=seed)
    k, n = part
    kinds = len(templates) * MOULDS
    for number in range(contracts):
        if number % kinds % n != k:
            continue
        mould, acts = foundry.mould(number % len(templates), number // len(templates) % MOULDS)
        rng = Random(f"{seed}/{months}/{until}/{number}")
        yield strike(mould, acts, reference_of(mould.terms, number), rng, files=files)


def reference_of(terms: Terms, number: int) -> str:
    """The reference of a contract: the letters of its template's, and its number in the portfolio."""
    stem = terms.contract.reference.rpartition("-")[0] or terms.contract.reference
    return f"{stem}-{number + 1:05}"
