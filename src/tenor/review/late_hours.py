"""How many hours something was late: from its hour, or the end of its day, to the moment it was done, by the clock that the sum names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from tenor.base.clock import Clock
from tenor.base.deadline import start_of_day
from tenor.base.moment import HOUR, Seconds, day_of_seconds, moment_of, seconds_of
from tenor.base.period import whole_period
from tenor.base.phrases.money import Per
from tenor.base.wording import Said, said
from tenor.review.asked import Asked
from tenor.review.duty_lists import asked
from tenor.review.grace import by_hand, with_grace
from tenor.review.happened import day_of
from tenor.review.instance_model import Instance
from tenor.review.meetings_asked import slots_of
from tenor.review.model import Duty
from tenor.review.occasions import Occasion
from tenor.review.scene import Scene
from tenor.terms.model import Money, Rule, Terms

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From a moment to a moment, in seconds; `over`: the end is known and moves no more. `waits`: for what, where a moment is not known."""

    start: Seconds
    end: Seconds
    over: bool
    waits: tuple[Said, ...] = ()


def late_hours(scene: Scene, duty: Duty) -> Stretch | None:
    """The stretch in which a duty was late; None for one without a day."""
    if duty.due is None:
        return None
    one = _asked(scene).get(duty.id)
    start = _end_of(duty.due)
    if one is not None and one.deadline is not None and one.deadline.moment is not None and one.deadline.due == duty.due:
        start = seconds_of(one.deadline.moment)
    if duty.done_on is None:
        return Stretch(start=start, end=_end_of(scene.on), over=False)
    done_at = one.done_at if one is not None and one.done_on == duty.done_on else None
    if done_at is None:  # a day alone is no hour
        return Stretch(start=start, end=start, over=True, waits=(said("money-waits-moment", duty=duty.id, on=duty.done_on),))
    return Stretch(start=start, end=seconds_of(done_at), over=True)


def _end_of(day: date) -> Seconds:
    return seconds_of(start_of_day(day + DAY))


@lru_cache(maxsize=2)
def _asked(scene: Scene) -> Mapping[str, Asked]:
    slots = slots_of(scene)
    several = [by_hand(scene.facts, one) for one in asked(scene, slots=slots, minutes=(), steps=())]
    return {one.id: one for one in with_grace(scene.terms, scene.facts, several, scene.on)}


def in_hours(scene: Scene, rule: Rule, money: Money, each: Occasion, duty: Duty) -> Iterator[Instance]:
    """Each hour begun counts in the month in which it began; the last month runs on until it is done."""
    per, stretch = money.sum.per, late_hours(scene, duty)
    if stretch is None:
        return
    clock = clock_of(scene.terms, per)
    months = by_month(clock, _up_to_end(scene, money, stretch), money.starts_late)
    because = (*each.because, told(stretch))
    for month, n in months.items() if not stretch.waits else [(each.day.replace(day=1), 0)]:
        day = max(month, day_of_seconds(stretch.start))
        running = not stretch.over and (month.year, month.month) == (scene.on.year, scene.on.month)
        counted = said("money-hours", n=n, unit=f"{per.kind} hour".strip(), month=whole_period("month", month).said)
        yield Instance(
            rule=rule,
            money=money,
            occurrence=f"{each.of} {each.day}",
            of=each.of,
            day=day,
            label=f"{month:%Y-%m}",
            state="provisional" if running else "final",
            quantity=Fraction(n),
            because=because if stretch.waits else (*because, counted),
            waits=stretch.waits,
        )


def _up_to_end(scene: Scene, money: Money, stretch: Stretch) -> Stretch:
    """No further than the terms count."""
    end = day_of(scene, money.until) if money.until is not None else None
    return stretch if end is None else replace(stretch, end=min(stretch.end, _end_of(end)))


# --- hours begun -------------------------------------------------------------------------------------------------------


def begun(clock: Clock | None, start: Seconds, end: Seconds) -> int:
    """How many hours had begun: of 61 minutes two. Of a clock only those in which it ran."""
    counted = end - start if clock is None else clock.elapsed(start, end)
    return max(-(-counted // HOUR), 0)


def by_month(clock: Clock | None, stretch: Stretch, first: int = 1) -> Mapping[date, int]:
    """The hours of each month in which they began, by its first day, those before the first that counts left out."""
    found: dict[date, int] = {}
    day = day_of_seconds(stretch.start)
    month = whole_period("month", day)
    before = 0
    while seconds_of(start_of_day(month.first)) < stretch.end:
        end = min(_end_of(month.last), stretch.end)
        until = max(begun(clock, stretch.start, end) - (first - 1), 0)
        if until > before:
            found[month.first] = until - before
        before, month = until, whole_period("month", month.last + DAY)
    return found


def in_days(clock: Clock | None, first: date, last: date) -> int:
    """The hours that days hold."""
    return begun(clock, seconds_of(start_of_day(first)), _end_of(last))


def clock_of(terms: Terms, per: Per) -> Clock | None:
    """The clock of a sum; None for plain hours."""
    return terms.clocks[per.kind] if per.kind else None


def told(stretch: Stretch) -> Said:
    """From when to when, as people read it."""
    done = said("money-done-at", at=moment_of(stretch.end)) if stretch.over else said("money-not-done")
    return said("money-late-hours", due=moment_of(stretch.start), done=done)
