"""A document settled for a day: readings chosen, variations applied, tables looked up → `Terms`.

Settling is asked again and again (every period and every deadline asks for the terms of its own day), so what was worked
out is kept with the document, by what it depends on: the choices that differ, the changes, and the day only where a table
changes with it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from tenor.base.period import contract_year
from tenor.base.problem import Problem
from tenor.terms.build import build, contract_start, readings_of, settling
from tenor.terms.changes import apply, in_order
from tenor.terms.model import Change, Document, Terms, Tree
from tenor.terms.tables import moments

_TABLES = "tables"


def settle(
    document: Document, *, choices: Mapping[str, str] | None = None, changes: Sequence[Change] = (), on: date | None = None
) -> Terms:
    """The terms as they hold with these readings chosen and these changes in force, on a day (the contract's first day if left out).

    `choices`: reading → option; `unrated` may be chosen of any reading of a level. The document's own `variations` are not
    applied by themselves: hand in those in force. ValueError, with every sentence, where a choice or change makes no sense:
    `find_problems` says so beforehand.
    """
    terms, problems = _settled(document, choices or {}, changes, on)
    if terms is None:
        raise ValueError("; ".join(str(each) for each in problems) or "the document has no terms")
    return terms


def find_problems(
    document: Document, *, choices: Mapping[str, str] | None = None, changes: Sequence[Change] = (), on: date | None = None
) -> tuple[Problem, ...]:
    """What is wrong with a choice or a change, before anybody agrees it; nothing if `settle` would take it."""
    return _settled(document, choices or {}, changes, on)[1]


def _settled(
    document: Document, choices: Mapping[str, str], changes: Sequence[Change], on: date | None
) -> tuple[Terms | None, tuple[Problem, ...]]:
    key = settled_key(document, choices, changes, on)
    known: tuple[Terms | None, tuple[Problem, ...]] | None = document.settled.get(key)
    if known is None:
        tree, problems = apply(document.tree, changes, document.file)
        of = settling(document, tree, choices, on, every_option=False)
        terms = build(document, tree, of)
        wrong = (*problems, *(p for p in of.problems.values() if p.weight == "stops"))
        known = (None if wrong else terms, wrong)
        document.settled[key] = known
    return known


def settled_key(document: Document, choices: Mapping[str, str], changes: Sequence[Change], on: date | None) -> object:
    """What the answer depends on, and nothing else."""
    differing = tuple(sorted((id, option) for id, option in choices.items() if _default(document).get(id) != option))
    applied = tuple((c.id, c.from_, c.agreed_on, _canonical(c.changes)) for c in in_order(changes))
    return differing, applied, _moment(document, changes, on)


def _canonical(changes: Mapping[str, Tree]) -> str:
    return json.dumps(changes, sort_keys=True, default=dict)


def _default(document: Document) -> Mapping[str, str]:
    found: dict[str, str] | None = document.settled.get("choices")
    if found is None:
        found = {id: str(each.get("reading", "")) for id, each in readings_of(document.tree).items()}
        document.settled["choices"] = found
    return found


def _moment(document: Document, changes: Sequence[Change], on: date | None) -> object:
    """The lines of tables that hold on a day: contract year, step of the tables by date, month."""
    found: tuple[set[str], set[date]] | None = document.settled.get(_TABLES)
    if found is None:
        found = moments(document.tree)
        document.settled[_TABLES] = found
    kinds, days = found
    for change in changes:
        more_kinds, more_days = moments(dict(change.changes))
        kinds, days = kinds | more_kinds, days | more_days
    starts = contract_start(document.tree)
    if not kinds or starts is None:
        return None
    day = on or starts
    year = max(contract_year(day, starts), 1) if "year" in kinds else 0
    month = (day.year, day.month) if kinds & {"period", "quarter"} else None
    return year, bisect_right(sorted(days), day), month
