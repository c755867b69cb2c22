"""How old open actions are, and how late, on the day somebody looks: counted in days, never kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# open for so many days, both inside; None: and more
AGES: tuple[tuple[int, int | None], ...] = ((0, 7), (8, 30), (31, 90), (91, None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """Open actions of one age: how many, of which late, and how many each side ("buyer", "supplier", "") has."""

    first: int
    last: int | None
    n: int
    late: int
    of: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOne:
    """An open action, as far as its age needs it."""

    agreed_on: date
    due: date | None
    side: str


def days_open(agreed_on: date, on: date) -> int:
    """0 on the day it was agreed."""
    return max((on - agreed_on).days, 0)


def days_late(due: date | None, on: date) -> int:
    """0 on the due day, and where it has none; 1 on the day after."""
    return 0 if due is None else max((on - due).days, 0)


def age_of(agreed_on: date, on: date) -> int:
    """The place in AGES of an action agreed on a day."""
    days = days_open(agreed_on, on)
    return next(at for at, (_, last) in enumerate(AGES) if last is None or days <= last)


def ageing(several: Iterable[OpenOne], on: date) -> tuple[Aged, ...]:
    """One line for each of AGES, also where there is none."""
    by_age: dict[int, list[OpenOne]] = {}
    for one in several:
        by_age.setdefault(age_of(one.agreed_on, on), []).append(one)
    return tuple(_aged(first, last, by_age.get(at, []), on) for at, (first, last) in enumerate(AGES))


def worst_first(agreed_on: date, due: date | None, on: date) -> tuple[int, bool, int, int]:
    """The place of an open action in its list: the latest first, then by the next day due, then the oldest of those without a day."""
    late = days_late(due, on)
    return (-late, due is None, 0 if due is None else due.toordinal(), -days_open(agreed_on, on))


def _aged(first: int, last: int | None, own: list[OpenOne], on: date) -> Aged:
    late = sum(days_late(one.due, on) > 0 for one in own)
    return Aged(
        first=first,
        last=last,
        n=len(own),
        late=late,
        of={side: sum(one.side == side for one in own) for side in ("buyer", "supplier", "")},
    )
