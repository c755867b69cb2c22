"""Answers, silence, time to put right and days of grace, told a second time (terms-language.md section 8; semantics.md sections 7, 9, 10).

The contract is that of `tests/spec/given_duties.py`: a plan is answered 10 working days after it arrived, silence approves; a notice 5
working days after, silence accepts; a standard 10 working days after, silence is not said; a return is due on the 5th working day of the
next month.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from neutral_days import Days

ONE = timedelta(days=1)
DAYS = Days([])


class Told(NamedTuple):
    """What happened to one thing that is to be answered; None: it did not."""

    given: date
    arrived: date | None  # acknowledged
    deemed: date | None  # by the notice clause
    extended: tuple[date, date] | None  # on which day, to which day
    answered: tuple[date, str] | None
    withdrawn: date | None = None


class Stands(NamedTuple):
    """On a day: the state and day of the duty to answer, and the answer with the day from which it is known."""

    shown: str
    answer: str
    known: date | None


def stands(told: Told, days: int, silence: str, on: date, *, sound: bool = True) -> Stands:
    """`silence`: what it means, or "" where the contract does not say. `sound`: silence approves nothing that is not complete."""
    if told.given > on:
        return Stands("", "", None)
    answered = told.answered if told.answered and told.answered[0] <= on else None
    # What the notice clause supplies is known as soon as the thing is given.
    known = [day for day in (told.arrived, told.answered[0] if told.answered else None) if day is not None and day <= on]
    known += [told.deemed] if told.deemed else []
    if not known:
        return Stands("upcoming", "", None)  # no known receipt, no clock and no deeming, ever
    due = DAYS.after(days, min(known))
    if told.extended and told.extended[0] <= on:
        due = told.extended[1]
    deemed = bool(silence) and sound and on > due and (told.withdrawn is None or told.withdrawn > due)
    if answered and (answered[0] <= due or not (silence and sound)):
        late = "done late" if answered[0] > due else "done"
        return Stands(f"{late} {answered[0]}", answered[1], answered[0])
    if deemed:
        return Stands(f"done {due}", silence, due + ONE)  # an answer that comes after it changes nothing
    word = "overdue" if on > due else "due" if on >= DAYS.before(5, due) else "upcoming"
    return Stands(f"{word}, {due}", "", None)


def late_from(told: Told, days: int, on: date) -> date | None:
    """The day after the last one, where nobody had answered by then."""
    if told.given > on or told.arrived is None or told.arrived > on:
        return None
    due = told.extended[1] if told.extended and told.extended[0] <= on else DAYS.after(days, told.arrived)
    if on <= due or (told.answered and told.answered[0] <= due):
        return None
    return due + ONE


def cure_day(set_to: tuple[date, date] | None, effective: date | None, on: date) -> date | None:
    """The day by which things are to be put right: the one that was set, not before 7 working days after the notice took effect."""
    if set_to is None or set_to[0] > on:
        return None
    if effective is None:
        return set_to[1]
    return max(set_to[1], DAYS.after(7, effective))


def returns(sent: dict[str, date | None], on: date) -> dict[str, tuple[str, date | None]]:
    """Each month's return, in order: its state and day, and the day after its last one where it is late by then. 2 more working days,
    once in a year."""
    used: set[int] = set()
    found: dict[str, tuple[str, date | None]] = {}
    for label, came in sent.items():
        year, month = int(label[:4]), int(label[5:])
        first = date(year + month // 12, month % 12 + 1, 1)
        due = DAYS.after(5, first - ONE)
        came = came if came and came <= on else None
        if on > due and (came is None or came > due) and due.year not in used:
            used.add(due.year)
            due = DAYS.after(2, due)
        late = due + ONE if on > due and (came is None or came > due) else None
        word = "overdue" if on > due else "due" if on >= DAYS.before(5, due) else "upcoming"
        shown = f"{word}, {due}" if came is None else f"done late {came}" if came > due else f"done {came}"
        found[label] = shown, late
    return found
