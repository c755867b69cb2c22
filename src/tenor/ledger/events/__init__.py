"""Events by kind, not by a contract's word. One module a subject; `TYPES` is the list of all, by name.

A class is one kind of act in the past tense; its fields are what a rule needs (ids, dates, counts, choices) and nothing else.
A changed meaning is a new version `v` in `VERSIONS`; stored bytes are never rewritten.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any, TypeAlias

from tenor.ledger.events import (
    agreements,
    answers,
    assurance,
    beginning_and_end,
    decisions,
    installation,
    keeping,
    meetings,
    money,
    notices,
    plans,
    returns,
    working_together,
)

Event: TypeAlias = Any  # one of the classes in TYPES: a union of all would say no more than this list

MODULES: tuple[ModuleType, ...] = (
    returns,
    agreements,
    meetings,
    plans,
    notices,
    decisions,
    answers,
    working_together,
    assurance,
    beginning_and_end,
    money,
    keeping,
)


def _of(*modules: ModuleType) -> dict[str, type]:
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    }


TYPES: dict[str, type] = _of(*MODULES)  # what a contract's ledger holds
EVERY: dict[str, type] = {**TYPES, **_of(installation)}  # and the installation's own chain
VERSIONS: dict[str, int] = dict.fromkeys(EVERY, 1)


def kebab(name: str) -> str:
    """ "PlanRequested" as it is typed, and as the codes of sentences spell it: "plan-requested"."""
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("-")
