"""Moments: instants, kept in UTC to the second and read and shown by London's clocks (semantics 1).

London's clocks are put forward an hour in spring, so that 29 March 2026 has no 01:30, and back in autumn, so that 25 October 2026
has two. A time of the first kind is no moment; of the second kind the first is meant, unless a zone says otherwise.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Literal

from tenor.base.deadline import LONDON, london_day

Seconds = int  # since the beginning of 1970 in UTC
HOUR = 3600
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def in_london(local: datetime) -> tuple[datetime, Literal["once", "twice", "never"]]:
    """The moment (UTC) that London's clocks show as this date and time, the first of two; and how often they show it.

    Of a time they never show, the moment an hour later by the clock, as if they had not been put forward yet.
    """
    if local.tzinfo is not None:
        raise ValueError("a time by London's clocks has no zone of its own")
    first = local.replace(tzinfo=LONDON, fold=0)
    second = local.replace(tzinfo=LONDON, fold=1)
    moment = first.astimezone(UTC)
    if first.utcoffset() == second.utcoffset():
        return moment, "once"
    return moment, "twice" if moment.astimezone(LONDON).replace(tzinfo=None) == local else "never"


def seconds_of(moment: datetime) -> Seconds:
    """A moment in whole seconds; what is less than a second is left out. ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return (moment - _EPOCH) // _SECOND


def moment_of(seconds: Seconds) -> datetime:
    """The moment, in UTC, of a number of seconds."""
    return _EPOCH + seconds * _SECOND


def day_of_seconds(seconds: Seconds) -> date:
    """The London day a moment falls in."""
    return london_day(moment_of(seconds))


def parse_moment(text: str) -> datetime | None:
    """A moment as it is kept, "2026-06-05T13:30Z"; without a zone it is by London's clocks. None for what is no moment."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= 10:
        return None
    return in_london(found)[0] if found.tzinfo is None else found.astimezone(UTC)


def london_text(kept: str) -> str:
    """A moment as it is kept, as people read and write it: "2026-06-05 14:30", by London's clocks; any other text as it is.

    The second of an hour that comes twice keeps its offset, "2026-10-25 01:30+00:00", so that it is read back as itself.
    """
    moment = parse_moment(kept)
    if moment is None:
        return kept
    local = moment.astimezone(LONDON)
    text = local.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds" if local.second else "minutes")
    return f"{text}+00:00" if in_london(local.replace(tzinfo=None, fold=0))[0] != moment else text


def london_day_text(kept: str) -> str:
    """The day of a moment as it is kept, by London's clocks: "2026-06-05" of "2026-06-04T23:30:00Z"; any other text as it is."""
    return kept if parse_moment(kept) is None else london_text(kept)[:10]


def moment_text(moment: datetime) -> str:
    """A moment as it is kept: UTC, "2026-06-05T13:30Z", with seconds where it has some."""
    whole = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return f"{whole.isoformat(timespec='seconds' if whole.second else 'minutes')}Z"
