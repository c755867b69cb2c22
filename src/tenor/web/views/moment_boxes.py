"""A moment as two boxes, its date and its time, and as the one text that is read like any other value of a return."""

from __future__ import annotations

import re

TIME = "time"  # what the name of the second box ends in
_TIMED = re.compile(r"(?P<day>.*?)[T ,]*(?P<time>\d{1,2}:\d{2}[\d:+Z]*)\Z")
_WHOLE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")


def parted(value: str) -> tuple[str, str]:
    """ "2026-06-05 14:30" as a person types it in two boxes: "5 6 2026" and "14:30"; what has no time is all date."""
    found = _TIMED.match(value.strip())
    day, time = (found["day"], found["time"]) if found else (value.strip(), "")
    whole = _WHOLE.match(day)
    return (" ".join(str(int(part)) for part in reversed(whole.groups())) if whole else day), time


def joined(day: str, time: str) -> str:
    """The two boxes as one text; "" where both are empty."""
    return " ".join(part for part in (day.strip(), time.strip()) if part)
