"""Events and rows in windows, counted a second time: whether a window holds on a day is asked of the days alone, straight from the text.

A row is known from one day, lies on another, and may be corrected away on a third. The first day on which a window holds is the day on
which the product's first step must be met; where none holds, there must be no step.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from random import Random

import pytest
from tests.spec.given_windows import reviewed

START = date(2024, 1, 1)
SEVERAL = int(os.environ.get("TENOR_EXAMPLES", "60"))
Happened = tuple[date, date, date | None]  # lies on, known from, gone from


def month(day: date) -> int:
    return day.year * 12 + day.month


def months_on(day: date, n: int) -> date:
    """The same day-number n months on; the days drawn have one in every month."""
    return date(day.year + (day.month - 1 + n) // 12, (day.month - 1 + n) % 12 + 1, day.day)


def holds(window: str, days: list[date], today: date) -> bool:
    """Whether so many lie as the window asks."""
    words = window.split()
    months = {month(day) for day in days}
    if "consecutive" in words:
        n = int(words[0])
        return any(all(first + i in months for i in range(n)) for first in months)
    if "times" in words and words[-1] == "contract":
        return len(days) >= int(words[0])
    if "same" in words:
        size = {"month": 1, "quarter": 3, "year": 12}[words[-1]]
        groups = [(month(day) - 1) // size for day in days]
        return any(groups.count(group) >= int(words[0]) for group in groups)
    if "times" in words:
        k, n = int(words[0]), int(words[4])
        return any(sum(first <= day < months_on(first, n) for day in days) >= k for first in days)
    if "last" in words:
        k, n = int(words[0]), int(words[4])
        return sum(month(today) - n < each <= month(today) for each in months) >= k
    k, n = int(words[1]), int(words[3])
    return any(sum(first <= each < first + n for each in months) >= k for first in months)


def drawn_window(chance: Random) -> str:
    k, n = chance.randint(2, 3), chance.randint(3, 5)
    return chance.choice(
        [
            f"{k} consecutive months",
            f"any {k} in {n} months",
            f"{k} in the last {n} months",
            f"{k} times in any {n} months",
            f"{k} times in the same {chance.choice(['month', 'quarter', 'year'])}",
            f"{k} times in the contract",
        ]
    )


def drawn(chance: Random, *, rows: bool) -> list[Happened]:
    found: list[Happened] = []
    for _ in range(chance.randint(2, 7)):
        day = date(2024, chance.randint(1, 9), chance.randint(1, 28))
        known = day + timedelta(days=chance.randint(0, 60)) if rows else day
        gone = known + timedelta(days=chance.randint(1, 90)) if rows and chance.random() < 0.4 else None
        found.append((day, known, gone))
    return found


def first_day(window: str, happened: list[Happened]) -> date | None:
    """The first day on which what is known then, and not gone, is enough."""
    for day in sorted({known for _, known, _ in happened}):
        lying = [on for on, known, gone in happened if known <= day and (gone is None or gone > day)]
        if holds(window, lying, day):
            return day
    return None


@pytest.mark.parametrize("seed", range(SEVERAL))
def test_events(seed: int) -> None:
    chance = Random(seed)
    window, happened = drawn_window(chance), drawn(chance, rows=False)
    told = "; ".join(f"{on} cut C{n}" for n, (on, _, _) in enumerate(happened))
    found = reviewed(f"when: {{event: power cut, for: {window}}}", told, "2025-06-30")
    met = [step.met_on for step in found.steps]
    assert met[:1] == [day for day in (first_day(window, happened),) if day], (window, told)


@pytest.mark.parametrize("seed", range(SEVERAL))
def test_rows(seed: int) -> None:
    """In "the last n" the month that runs on the day a row becomes known is the latest, whatever day the row lies on."""
    chance = Random(1000 + seed)
    window, happened = drawn_window(chance), drawn(chance, rows=True)
    told = [f"{known} fall F{n} north major {on}" for n, (on, known, _) in enumerate(happened)]
    told += [f"{gone} corrected F{n} north none {on}" for n, (on, _, gone) in enumerate(happened) if gone]
    found = reviewed(f"when: {{rows: falls, where: {{harm: major}}, for: {window}}}", "; ".join(told), "2025-06-30")
    met = [step.met_on for step in found.steps]
    assert met[:1] == [day for day in (first_day(window, happened),) if day], (window, told)
