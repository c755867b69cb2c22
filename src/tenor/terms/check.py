"""The defects of the contract itself, read off a list of checks: what is wrong in it, what follows, and what to do.

None of them stops anything. A contract is held as it is signed; these are the questions to ask before its first month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tenor.base.problem import Problem
from tenor.terms import (
    check_bands,
    check_contacts,
    check_days,
    check_deadlines,
    check_examples,
    check_money,
    check_overlaps,
    check_returns,
    check_rules,
    check_text,
    check_totals,
    check_words,
)
from tenor.terms.model import Terms

Check = Callable[[Terms], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    check_bands.bands,
    check_returns.returned,
    check_returns.units,
    check_returns.early,
    check_returns.final,
    check_days.closed,
    check_days.published,
    check_rules.readings_of_same,
    check_rules.windows,
    check_rules.overall,
    check_rules.steps,
    check_money.never,
    check_money.caps,
    check_totals.totals,
    check_words.kinds_of_day,
    check_words.roles,
    check_words.taken,
    check_contacts.contacts,
    check_text.holes,
    check_text.held_clauses,
    check_text.readings,
    check_examples.examples,
    check_overlaps.rules_twice,
    check_overlaps.rules_dead,
    check_overlaps.wider,
    check_overlaps.gates,
    check_overlaps.not_before,
    check_overlaps.extensions,
    check_overlaps.charges,
    check_deadlines.first_after_last,
    check_deadlines.answered_too_late,
    check_deadlines.nothing_to_move,
    check_deadlines.never_counts,
)


def check(terms: Terms) -> tuple[Problem, ...]:
    """All defects, those of one subject together, each with its clause and place. Remarks of the terms are not repeated."""
    found = [problem for each in CHECKS for problem in each(terms)]
    return tuple({repr(problem): problem for problem in found}.values())
