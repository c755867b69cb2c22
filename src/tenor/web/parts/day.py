"""Days as the pages print them, from a date or from ISO text as kept pages hold it. A day that cannot be read is shown as it came."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tenor.base.wording import show_day

WELSH_DAYS = dict(zip("Mon Tue Wed Thu Fri Sat Sun".split(), "Llun Maw Mer Iau Gwe Sad Sul".split(), strict=True))
WELSH_MONTHS = dict(
    zip(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
        "Ion Chw Maw Ebr Mai Meh Gor Awst Medi Hyd Tach Rhag".split(),
        strict=True,
    )
)


def read_day(value: Any) -> date | None:
    """The day a value stands for; None where it stands for none."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, dict):
        value = value.get("day")
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def full_day(value: Any) -> str:
    """ "Thu 22 Sep 2022"; in Welsh with Welsh names."""
    day = read_day(value)
    if day is None:
        return "" if value is None else str(value)
    weekday, number, month, year = show_day(day).split()
    if (get_language() or "").startswith("cy"):
        weekday, month = WELSH_DAYS[weekday], WELSH_MONTHS[month]
    return f"{weekday} {number} {month} {year}"


def short_day(value: Any, today: date | None) -> str:
    """ "Thu 22 Sep" where the year is plain: this year's days, and those less than half a year away."""
    day, shown = read_day(value), full_day(value)
    if day is None or today is None:
        return shown
    plain = day.year == today.year or abs((day - today).days) < 180
    return shown.rsplit(" ", 1)[0] if plain else shown


def by_hour(hour: str, day: str) -> str:
    """ "14:30 on Thu 22 Sep": the day as it is shown, with the hour by which where there is one."""
    return _("%(hour)s on %(day)s") % {"hour": hour, "day": day} if hour else day


def without_year(value: Any) -> str:
    """ "Thu 22 Sep": where the year stands elsewhere on the page."""
    return full_day(value).rsplit(" ", 1)[0] if read_day(value) else full_day(value)


def plain_day(value: Any) -> str:
    """ "22 Sep 2022": the ends of a contract, where the weekday says nothing."""
    return full_day(value).split(" ", 1)[-1] if read_day(value) else full_day(value)


def far(value: Any, today: date | None) -> str:
    """How far off in calendar days: "today", "tomorrow", "in 5 days", "3 days late"."""
    day = read_day(value)
    if day is None or today is None:
        return ""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("1 day late")
    return _("in %(n)d days") % {"n": days} if days > 0 else _("%(n)d days late") % {"n": -days}


def moment(value: Any) -> str:
    """ "Wed 28 Jun 2023, 10:12" in London, from a moment or its ISO text; of a day alone, the day."""
    if isinstance(value, str) and len(value) == 10:
        return full_day(value)
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        return full_day(value)
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{full_day(local.date())}, {local:%H:%M}"
