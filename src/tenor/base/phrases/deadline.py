"""By when, in words: "10 working days after receipt", "last Friday of the month", "end of December", "at once".

The anchor (what a deadline is counted from) and the kind of day are kept as written: the contract's words say what they mean.
"""

from __future__ import annotations

import re
from datetime import time
from typing import NoReturn

from tenor.base.days import WEEKDAYS
from tenor.base.phrases.due import (
    AtAllTimes,
    AtOnce,
    ClearDays,
    DayOfYear,
    DueForm,
    DuePhrase,
    EndOf,
    EndOfMonth,
    NextMeeting,
    NthDay,
    NthWeekday,
    OnAnchor,
    OnDate,
    SameDay,
    SpanDue,
)
from tenor.base.phrases.reader import (
    MONTHS,
    NUMBER_WORDS,
    PhraseError,
    Refusal,
    Span,
    Words,
    one,
    same_word,
    take_date,
    take_period,
    take_unit,
)

_ADVERBS = ("daily", "weekly", "fortnightly", "monthly", "quarterly", "annually", "yearly")
_AT_ONCE = ("immediately", "forthwith", "straight away", "without delay", "promptly")
_AS_SOON = ("as soon as possible", "as soon as practicable", "as soon as reasonably practicable", "asap")
_LAST = -1


def parse_deadline(text: str) -> DuePhrase | PhraseError:
    """The value of `due`, `not_before`, `from` …, or why it is none (phrase-deadline)."""
    try:
        words = Words(text, "phrase-deadline")
        by_time = _take_time(words)
        form = _form(words)
        if not words.done:
            words.refuse("hint-deadline-rest", rest=words.rest())
        return DuePhrase(form=form, by_time=by_time, text=words.text)
    except Refusal as refusal:
        return refusal.error


def _form(words: Words) -> DueForm:
    _refuse_other_spellings(words)
    if words.take("at once"):
        return AtOnce()
    if words.take("at all times"):
        return AtAllTimes()
    if words.take("at the next"):
        return NextMeeting(meeting=_anchor(words))
    if words.take("end of"):
        return _end(words)
    if words.take("same"):
        unit = take_unit(words)
        if unit is None or unit[0] != "day" or not words.take("as"):
            words.refuse("hint-same-day")
        return SameDay(anchor=_anchor(words), kind=unit[1] or "day")
    if words.sees("by") or words.sees("on"):
        return _on_anchor(words)
    day = take_date(words)
    if day is not None:
        return OnDate(day=day)
    return _ordinal(words) or _day_of_year(words) or _span(words)


def _span(words: Words) -> DueForm:
    _refuse_dash(words)
    number = words.take_number()
    if number is None:
        words.refuse("hint-deadline")
    if words.take("clear days after"):
        return ClearDays(n=words.within_reason(number.whole), anchor=_anchor(words))
    unit = take_unit(words)
    if unit is None:
        words.refuse("hint-deadline-unit", number=str(number))
    so_far = " ".join(words.printed[: words.at])
    way = words.take("after", "before", "beginning with")
    if way is None:
        _refuse_way(words, so_far)
    span = Span(n=number, unit=unit[0], kind=unit[1])
    anchor = _anchor(words)
    if span.by_clock:
        if way != "after":
            words.refuse("hint-hours-after", so_far=so_far, anchor=anchor)
        words.within_reason(number.ratio[0] // number.ratio[1])
    else:
        words.within_reason(number.whole)
    return SpanDue(span=span, way=way, anchor=anchor)  # type: ignore[arg-type]


def _anchor(words: Words) -> str:
    if words.done:
        words.refuse("hint-anchor")
    return words.take_rest()


def _end(words: Words) -> DueForm:
    if words.take("the"):
        following = words.take("next") is not None
        return EndOf(period=_period(words), next=following)
    month = None if words.done else one(words.left[0], MONTHS)
    if month is None:
        words.refuse("hint-end-of")
    words.at += 1
    return EndOfMonth(month=MONTHS.index(month) + 1)


def _on_anchor(words: Words) -> OnAnchor:
    by = words.take("by", "on") == "by"
    inner = parse_deadline(words.rest()) if words.left else None
    if isinstance(inner, DuePhrase):
        words.refuse("hint-write", better=words.rest())
    return OnAnchor(anchor=_anchor(words), by=by)


def _ordinal(words: Words) -> DueForm | None:
    """ "last Friday of the month", "5th working day of the next month"."""
    n = _nth(words)
    if n is None:
        return None
    weekday = None if words.done else one(words.left[0], WEEKDAYS)
    if weekday is not None:
        words.at += 1
        following, period = _of_the(words)
        return NthWeekday(n=n, weekday=WEEKDAYS.index(weekday), period=period, next=following)
    unit = take_unit(words)
    if unit is None or unit[0] != "day":
        if words.take("of the") is None:
            words.refuse("hint-deadline")
        words.refuse("hint-ordinal-what", nth=words.printed[0], rest=words.rest())
    following, period = _of_the(words)
    return NthDay(n=n, kind=unit[1] or "day", period=period, next=following)


def _nth(words: Words) -> int | None:
    word = "" if words.done else words.left[0]
    nth = re.fullmatch(r"([1-9]\d?)(st|nd|rd|th)", word)
    if nth is None and word not in ("first", "last"):
        return None
    words.at += 1
    return int(nth[1]) if nth else (1 if word == "first" else _LAST)


def _of_the(words: Words) -> tuple[bool, str]:
    if not words.take("of the"):
        words.refuse("hint-of-the", found=" ".join(words.printed[: words.at]))
    following = words.take("next") is not None
    return following, _period(words)


def _period(words: Words) -> str:
    period = take_period(words)
    if period is None:
        words.refuse("hint-of-the", found=" ".join(words.printed[: words.at]).removesuffix(" of the"))
    return period


def _day_of_year(words: Words) -> DayOfYear | None:
    if len(words.left) < 2 or words.left[1] not in MONTHS:
        return None
    day, month = words.left[0], MONTHS.index(words.left[1]) + 1
    longest = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    if not re.fullmatch(r"[1-9]\d?", day) or int(day) > longest:
        words.refuse("hint-no-such-date", day=" ".join(words.printed[words.at : words.at + 2]))
    words.at += 2
    if not words.done and re.fullmatch(r"\d{4}", words.left[0]):
        words.refuse("hint-write", better=f"{words.left[0]}-{month:02}-{int(day):02}")
    return DayOfYear(day=int(day), month=month)


def _take_time(words: Words) -> time | None:
    """The closing "by 12:00"."""
    if len(words.words) < 3 or words.words[-2] != "by":
        return None
    clock = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", words.words[-1])
    if clock is None:
        return None
    del words.words[-2:], words.printed[-2:]
    return time(int(clock[1]), int(clock[2]))


def _refuse_way(words: Words, so_far: str) -> NoReturn:
    if words.done:
        words.refuse("hint-after-what", so_far=so_far)
    if words.sees("from"):
        words.refuse("hint-from", so_far=so_far, anchor=" ".join(words.printed[words.at + 1 :]))
    for wrong, right in (("of", "after"), ("following", "after"), ("since", "after"), ("prior to", "before"), ("from", "after")):
        if words.take(wrong):
            words.refuse("hint-write", better=f"{so_far} {right} {words.rest()}".strip())
    words.refuse("hint-after-what", so_far=so_far)


def _refuse_dash(words: Words) -> None:
    dash = re.fullmatch(r"(\d+)\s?[-\u2010-\u2015]\s?(\d+) (.+)", words.text)
    if dash:
        words.refuse("hint-not-before-and-due", low=f"{dash[1]} {dash[3]}", high=f"{dash[2]} {dash[3]}")


def _refuse_other_spellings(words: Words) -> None:
    lower = words.text.lower()
    for start in ("within", "no later than", "not later than", "in"):
        if words.sees(start) and len(words.left) > len(start.split()):
            rest = " ".join(words.printed[len(start.split()) :])
            inner = parse_deadline(rest)
            words.refuse("hint-write", better=rest) if isinstance(inner, DuePhrase) else words.refuse(inner.hint.code, **inner.hint.values)
    if lower in _ADVERBS:
        words.refuse("hint-deadline-not-every")
    if lower in _AS_SOON:
        words.refuse("hint-as-soon")
    if lower in _AT_ONCE:
        words.refuse("hint-write", better="at once")
    if words.words and words.words[0] in NUMBER_WORDS:
        words.refuse_number_words()
    if words.words and any(same_word(words.words[0], weekday) for weekday in WEEKDAYS):
        words.refuse("hint-which-weekday", weekday=words.printed[0])
