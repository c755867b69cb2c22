"""Which rows a rule counts, in words: its condition as a reader says it."""

from __future__ import annotations

from tenor.base.wording import Said, said
from tenor.figures.explain import bound_said, words
from tenor.terms.model import (
    AnyOf,
    Condition,
    FieldTest,
    Have,
    Limited,
    Missing,
    NoneOf,
    Not,
    OneOf,
    OnOrAfter,
    OnOrBefore,
    Test,
    Within,
)


def where_said(condition: Condition) -> Said | None:
    """The condition in words; None for no condition."""
    if isinstance(condition, FieldTest):
        return _test(words(condition.field), condition.test)
    if isinstance(condition, Have):
        return said("where-have", dataset=words(condition.dataset), n=condition.at_least)
    parts = tuple(part for each in condition.conditions if (part := where_said(each)) is not None)
    if not parts:
        return None
    if isinstance(condition, NoneOf):
        return said("where-none", tests=parts)
    if len(parts) == 1:
        return parts[0]
    return said("where-any" if isinstance(condition, AnyOf) else "where-all", tests=parts)


def _test(field: str, test: Test) -> Said:
    match test:
        case OneOf(values=values):
            return said("where-is", field=field, value=" or ".join(values))
        case Missing():
            return said("where-missing", field=field)
        case Within(due=due):
            return said("where-is", field=field, value=due.text)
        case OnOrBefore(other=other):
            return said("where-by", field=field, other=words(other) if isinstance(other, str) else other)
        case OnOrAfter(other=other):
            return said("where-from", field=field, other=words(other) if isinstance(other, str) else other)
        case Limited(bound=bound):
            return said("where-limit", field=field, bound=bound_said(bound))
        case Not(test=inner):
            return said("where-not", test=_test(field, inner))
        case _:
            return said("where-given", field=field)
