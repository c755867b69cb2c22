"""A day, asked in three boxes (what govuk-frontend advises) or in one (in rows of a table, where three would not fit).

In three boxes the month may be a number or a name. In one, "28 6 2023", "28/6/2023", "28.6.2023", "28 June 2023", "Wed 28 Jun 2023" and
"2023-06-28" are all the same day. Two-figure years are refused: 23 is not surely 2023.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.web.parts.day import full_day

PARTS = ("day", "month", "year")
MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WELSH = {name: number for number, name in enumerate("ion chw mawrth ebr mai meh gor aws med hyd tach rhag".split(), 1)}
WEEKDAY = re.compile(r"^[^\W\d_]{3,}[\s,]+(?=\d)")


def read_month(text: str) -> int | None:
    """1 to 12 from a number or a name, English or Welsh; None where it is none."""
    text = text.strip().lower().rstrip(".")
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    if len(text) < 3:
        return None
    welsh = next((number for name, number in WELSH.items() if text.startswith(name)), None)
    return MONTHS.get(text[:3]) or welsh


def read_words(text: str) -> date | None:
    """The day somebody wrote in one box; None where it is no day."""
    text = WEEKDAY.sub("", text.strip())
    parts = [part for part in re.split(r"[\s/.,\-]+", text) if part]
    if len(parts) != 3:
        return None
    day, month, year = reversed(parts) if re.fullmatch(r"[0-9]{4}", parts[0]) else parts
    number = read_month(month)
    day = re.sub(r"(?i)(?<=\d)(st|nd|rd|th)$", "", day)
    if number is None or not (day.isascii() and day.isdigit()) or not re.fullmatch(r"[0-9]{4}", year):
        return None
    try:
        return date(int(year), number, int(day))
    except (ValueError, OverflowError):
        return None


def wrong(message: str, *parts: str) -> ValidationError:
    """An error that names the boxes it is about."""
    return ValidationError(message.replace("%", "%%"), code="day", params={"parts": parts})


class DayBoxes(forms.MultiWidget):
    """Three boxes; field.html draws them."""

    labels = (("day", gettext_lazy("Day"), 2), ("month", gettext_lazy("Month"), 2), ("year", gettext_lazy("Year"), 4))
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({key: forms.TextInput for key, _label, _wide in self.labels}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        value = date.fromisoformat(value) if isinstance(value, str) and value else value
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Any]:
        """The three as typed; one box of the field's own name is read too, for pages that ask in one."""
        typed = [data.get(f"{name}_{key}", "") for key, _label, _wide in self.labels]
        if not any(typed) and data.get(name):
            day = read_words(str(data[name]))
            return [day.day, day.month, day.year] if day else [data[name], "", ""]
        return typed

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and all(f"{name}_{key}" not in data for key, _label, _wide in self.labels)


class _Bounded(forms.Field):
    """Earliest and latest day; `what` begins the sentences: "The review date"."""

    def __init__(self, *, what: str | Promise = "", earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        self.what, self.earliest, self.latest = what, earliest, latest
        super().__init__(**kwargs)

    def named(self) -> str:
        return str(self.what or (f"“{self.label}”" if self.label else _("The day")))

    def bounded(self, day: date) -> date:
        named = self.named()
        if self.earliest and day < self.earliest:
            raise wrong(_("%(what)s must be %(day)s or later") % {"what": named, "day": full_day(self.earliest)}, *PARTS)
        if self.latest and day > self.latest:
            raise wrong(_("%(what)s must be %(day)s or earlier") % {"what": named, "day": full_day(self.latest)}, *PARTS)
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_day(data) != (initial or None))
        except ValidationError:
            return True

    def to_day(self, data: Any) -> date | None:
        raise NotImplementedError


class DayField(_Bounded):
    """A day in three boxes. Gives a date, or None where it may be left empty."""

    widget = DayBoxes

    def clean(self, value: Any) -> date | None:
        day = self.to_day(value)
        if day is None and self.required:
            raise wrong(_("Enter %(what)s") % {"what": _lower(self.named())}, *PARTS)
        return day if day is None else self.bounded(day)

    def to_day(self, data: Any) -> date | None:
        """The date of three texts; None where all are empty; else what is missing or wrong, box by box."""
        texts = {key: str(text or "").strip() for key, text in zip(PARTS, data or ("", "", ""), strict=True)}
        missing = [key for key, text in texts.items() if not text]
        if len(missing) == 3:
            return None
        if missing:
            names = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
            words = _(" and ").join(names[key] for key in missing)
            raise wrong(_("%(what)s must have %(parts)s") % {"what": self.named(), "parts": words}, *missing)
        month = read_month(texts["month"])
        if month is None:
            raise wrong(_("The month of %(what)s must be a number from 1 to 12, or its name") % {"what": _lower(self.named())}, "month")
        if not re.fullmatch(r"[0-9]{4}", texts["year"]):
            raise wrong(_("The year of %(what)s must have 4 numbers") % {"what": _lower(self.named())}, "year")
        try:
            return date(int(texts["year"]), month, int(texts["day"]))
        except (ValueError, OverflowError):
            raise wrong(_("%(what)s must be a real day") % {"what": self.named()}, "day") from None


class OneBoxDay(_Bounded):
    """A day in one box, for rows of a table and for phones."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day} {value.month} {value.year}" if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        day = self.to_day(value)
        if day is None and self.required:
            raise wrong(_("Enter %(what)s") % {"what": _lower(self.named())})
        return day if day is None else self.bounded(day)

    def to_day(self, data: Any) -> date | None:
        if isinstance(data, date) or not str(data or "").strip():
            return data if isinstance(data, date) else None
        day = read_words(str(data))
        if day is None:
            raise wrong(_("%(what)s must be a real day, like 28 6 2023") % {"what": self.named()})
        return day


def _lower(words: str) -> str:
    """The same in the middle of a sentence: "the review date"."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
