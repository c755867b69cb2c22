"""The day a page is asked for in its address: `?on=2023-05-09` as it stood then, `?known=2023-05-09` by what was known then."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django.http import HttpRequest

from tenor.web.parts.day import read_day


class Days(TypedDict):
    """None: today, by all that is known."""

    on: date | None
    as_known_at: date | None


def asked_days(request: HttpRequest) -> Days:
    """What is no day is as if it were not asked."""
    return {"on": read_day(request.GET.get("on", "")), "as_known_at": read_day(request.GET.get("known", ""))}
