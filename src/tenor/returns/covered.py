"""Which period a return covers: the periods its terms ask for, and the ways people write one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenor.base.period import Period, period_of
from tenor.base.wording import say
from tenor.returns.spelling import same
from tenor.terms.model import ReturnTerms, Terms

_QUARTERS_AND_HALVES = {"quarter": "Q", "half-year": "H"}


def find_return(terms: Terms, ret: str) -> ReturnTerms | None:
    return next((found for found in terms.returns if same(found.id) == same(ret)), None)


def find_period(text: str, among: tuple[Period, ...]) -> Period | None:
    """The period a text means: its label ("2023-06"), its name ("June 2023", "Q2 2023", "year 1") or, for a day, the one it lies in."""
    wanted = same(text)
    for period in among:
        if any(same(spelling) == wanted for spelling in _spellings(period)):
            return period
    try:
        return period_of(date.fromisoformat(wanted), among)
    except ValueError:
        return None


def _spellings(period: Period) -> Iterator[str]:
    yield period.label
    yield say(period.said)
    letter = _QUARTERS_AND_HALVES.get(period.kind)
    if letter and letter in period.label:
        part, year = period.label.partition("-")[2], period.label[:4]
        yield from (f"{part} {year}", f"{year} {part}", f"{part}/{year}")
    if period.kind == "month" and len(period.label) == 7:
        year, month = period.label.split("-")
        yield from (f"{month}/{year}", f"{int(month)}/{year}", f"{year}/{month}")
        name = say(period.said).split(" ")[0]
        yield from (f"{name[:3]} {year}", f"{name[:3]}-{year}", f"{name}-{year}", f"{year} {name}")
    if period.label.startswith("Y"):
        yield f"year {period.label[1:]}"
