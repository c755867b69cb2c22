"""Days as people type them, and today: the one place that asks a clock."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import typer

from tenor.base.deadline import london_day
from tenor.base.wording import said, say

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
        raise typer.BadParameter(say(said("cli-not-a-day", text=str(text)[:40])))
    return found


def read_moment(text: str) -> datetime:
    """A moment with its zone: 2023-04-25T23:30Z."""
    found: datetime | None = None
    with suppress(ValueError):
        found = datetime.fromisoformat(text)
    if found is None or found.tzinfo is None:
        raise typer.BadParameter(say(said("cli-not-a-moment", text=text[:40])))
    return found.astimezone(UTC)
