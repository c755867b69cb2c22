"""The site in tests: a fixed today, and what every process starts from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from tests.cast import TODAY

from tenor.desk import clock, held, reviews


@contextmanager
def fixed_today(day: date = TODAY) -> Iterator[None]:
    """Let the site's clock show this day, at the hour it is; nothing read before is kept."""
    from django.test import override_settings

    back = (clock.datetime.now(clock.UTC).date() - day).days
    forget()
    with override_settings(DAYS_BACK=back):
        yield
    forget()


def forget() -> None:
    """Drop what this process keeps between requests."""
    held.forget()
    reviews.forget()
