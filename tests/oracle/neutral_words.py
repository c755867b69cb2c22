"""Phrases of the terms language read a second time (terms-language.md sections 5 to 7), as far as the random contracts say them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from neutral_days import Period, months_after

BEST_FIRST = ["stretch", "green", "amber", "red"]
MET = ["stretch", "green"]  # the target level is green: met = it or better, failed = worse
LENGTH = {"month": 1, "quarter": 3, "year": 12, "contract year": 12}


def is_at(rating: str, wanted: str | list[str]) -> bool:
    """A level, `LEVEL or worse`, `LEVEL or better`, `met`, `failed`, or a list of them."""
    if isinstance(wanted, list):
        return any(is_at(rating, one) for one in wanted)
    if wanted in ("met", "failed"):
        return (rating in MET) == (wanted == "met")
    level, _, way = wanted.partition(" or ")
    here, there = BEST_FIRST.index(rating), BEST_FIRST.index(level)
    return here >= there if way == "worse" else here <= there if way == "better" else here == there


def beyond(number: Fraction, bound: str) -> bool:
    """`above 12`, `at least 4`."""
    way, _, figure = bound.rpartition(" ")
    return number > Fraction(figure) if way == "above" else number >= Fraction(figure)


class Window(NamedTuple):
    """`n` hits wanted; how they must lie: one by one (""), "consecutive", in any `length` months, or in the same `same`; of occurrences
    ("times") or of periods."""

    n: int
    how: str
    length: int = 0
    same: str = ""
    times: bool = False


def window(phrase: str | None) -> Window:
    if phrase is None:
        return Window(1, "")
    words = phrase.split()
    times = "times" in words
    n = int(words[1] if words[0] == "any" else words[0])
    if "consecutive" in words:
        return Window(n, "consecutive")
    if words[-1] == "contract":
        return Window(n, "contract", times=times)
    if "same" in words:
        return Window(n, "same", same=phrase.partition("the same ")[2], times=times)
    return Window(n, "any", length=int(words[-2]), times=times)


def stretch(phrase: str) -> Window:
    """`any 6 months`, `the same quarter`: the key `in` of a total."""
    return window(f"1 times in {phrase}")


def which(same: str, day: date, starts: date) -> Hashable:
    """The calendar's month, quarter or year a day lies in; or its contract year."""
    if same == "contract year":
        k = 0
        while months_after(starts, 12 * (k + 1)) <= day:
            k += 1
        return k
    return (day.year * 12 + day.month - 1) // LENGTH[same]


def stretches(asked: Window, months: Sequence[Period], starts: date) -> list[list[int]]:
    """Each stretch of months (as places) in which so many must be hits."""
    all_of_them = list(range(len(months)))
    if asked.how in ("", "consecutive"):
        return [all_of_them[at : at + asked.n] for at in all_of_them if at + asked.n <= len(months)]
    if asked.how == "any":
        return [all_of_them[max(0, at - asked.length + 1) : at + 1] for at in all_of_them]
    if asked.how == "contract":
        return [all_of_them]
    # "quarters" may be the calendar's only here: a contract year cuts where the contract's start does
    keys = [which(asked.same, m.first if asked.same == "contract year" else m.last, starts) for m in months]
    return [[at for at in all_of_them if keys[at] == key] for key in dict.fromkeys(keys)]


def near(asked: Window, days: Sequence[date], starts: date) -> list[list[int]]:
    """The same of occurrences on days: each stretch, as places among them."""
    places = range(len(days))
    if asked.how == "any":
        return [[at for at in places if day <= days[at] < months_after(day, asked.length)] for day in days]
    if asked.how == "same":
        keys = [which(asked.same, day, starts) for day in days]
        return [[at for at in places if keys[at] == key] for key in dict.fromkeys(keys)]
    return [list(places)]


def joined(groups: list[dict[str, set[str]]]) -> list[dict[str, set[str]]]:
    """Those that share a label are one."""
    found: list[dict[str, set[str]]] = []
    for group in groups:
        whole = {label: set(who) for label, who in group.items()}
        for other in [g for g in found if set(g) & set(whole)]:
            found.remove(other)
            whole = {label: other.get(label, set()) | whole.get(label, set()) for label in {*other, *whole}}
        found.append(whole)
    return sorted(found, key=lambda g: min(g))


def span_days(phrase: str, starts: date) -> date:
    """`2 months after contract start`."""
    return months_after(starts, int(phrase.split()[0]))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


ONE = timedelta(days=1)
