"""Days as people type them, and today: the one place that asks a clock."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import typer

from tenor.base.deadline import london_day
from tenor.base.wording import Said, said, say

_FORMS = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%a %d %b %Y", "%A %d %B %Y", "%a %d %B %Y")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in London."""
    return london_day(now())


def find_day(text: str) -> date | None:
    """The day of "2023-06-14", "14 Jun 2023", "Wed 14 June 2023", "today" or "yesterday"; None for anything else."""
    plain = " ".join(text.replace(",", " ").split())
    if plain.lower() in ("today", "yesterday"):
        return today() - timedelta(days=plain.lower() == "yesterday")
    for form in _FORMS:
        try:
            found = datetime.strptime(plain, form).date()
        except ValueError:
            continue
        # strptime takes any weekday for any day: a wrong one is a slip that would move a deadline
        named = form.startswith(("%a", "%A"))
        return None if named and f"{found:%a}" != plain[:3].title() else found
    return None


def read_day(text: str | date) -> date:
    """The day of an option; typer says the sentence and ends with exit code 2 for anything that is none."""
    found = text if isinstance(text, date) else find_day(text)
    if found is None:
        raise typer.BadParameter(say(why_no_day(str(text)[:40])))
    return found


def why_no_day(text: str) -> Said:
    """Why a text is not taken as a day: a weekday that does not fit, figures with strokes between, or no day at all."""
    plain = " ".join(text.replace(",", " ").split())
    weekday, _, rest = plain.partition(" ")
    named = find_day(rest) if weekday[:3].title() in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun") else None
    if named is not None:
        return said("cli-other-weekday", text=text, day=named)
    in_figures = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", plain)
    if in_figures:
        with suppress(ValueError):
            found = date(int(in_figures[3]), int(in_figures[2]), int(in_figures[1]))
            return said("cli-day-in-figures", text=text, day=found, iso=found.isoformat())
    return said("cli-not-a-day", text=text)


def read_moment(text: str) -> datetime:
    """A moment with its zone: 2023-04-25T23:30Z."""
    found: datetime | None = None
    with suppress(ValueError):
        found = datetime.fromisoformat(text)
    if found is None or found.tzinfo is None:
        raise typer.BadParameter(say(said("cli-not-a-moment", text=text[:40])))
    return found.astimezone(UTC)
