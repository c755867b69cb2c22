"""Meetings in their rhythm, with minutes sent, acknowledged, answered and issued; and what was agreed in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from tenor.base.days import Calendar
from tenor.base.period import Period, periods
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.every import EveryPeriod
from tenor.cli.generating.model import Planned, Setting, Who
from tenor.ledger.events import Event
from tenor.ledger.events.meetings import (
    ActionAgreed,
    ActionDone,
    MeetingHeld,
    MinutesAnswered,
    MinutesIssued,
    MinutesReceived,
    MinutesSent,
)
from tenor.ledger.events.working_together import FeedbackGiven
from tenor.review.whose import side_of
from tenor.terms.model import Due, MeetingTerms, MinutesTerms, Side, Terms
from tenor.terms.work_out import Moorings, work_out

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "contract year": 12}


def who_of(terms: Terms, role: str, side: Side | None = None) -> tuple[Who, Side]:
    """The person of a contract who does what the terms give to a role."""
    found = side or side_of(terms, role)
    return ("supplier contract manager", "supplier") if found == "supplier" else ("contract manager", "buyer")


def meetings(setting: Setting, rng: Random) -> Iterator[Planned]:
    """Every series, slot by slot; now and then one is not held."""
    for series in setting.terms.meetings:
        for n, slot in enumerate(_slots(setting, series), 1):
            on = setting.terms.calendar.add(slot.first, rng.randint(4, 14))
            if rng.randrange(100) < 94 and on in slot and on < setting.until:
                yield from _held(setting, series, f"{series.id}-{n}", on, rng)


def _slots(setting: Setting, series: MeetingTerms) -> tuple[Period, ...]:
    plain = [each.every for each in series.rhythms if isinstance(each.every, EveryPeriod) and not each.from_event]
    if not plain:
        return ()
    every = min(plain, key=lambda each: MONTHS.get(each.kind, 0) * each.step)
    return periods(every.kind, setting.starts, setting.last, setting.terms.quarters, every.step)


def _held(setting: Setting, series: MeetingTerms, id: str, on: date, rng: Random) -> Iterator[Planned]:
    terms = setting.terms
    by, side = who_of(terms, series.by)
    yield Planned(
        on=on, minute=720, event=MeetingHeld(meeting=id, series=series.id, present=series.must_attend), by=by, side=side, says="meeting"
    )
    if rng.randrange(3) == 0:
        yield from _action(setting, id, on, rng)
    if rng.randrange(5) == 0:
        event = FeedbackGiven(feedback=f"feedback-{id}", kind=rng.choice(("praise", "good practice", "concern")), meeting=id)
        yield Planned(on=on, minute=770, event=event, by=by, side=side, says="feedback", thread=f"feedback {id}", left_out=30)
    if series.minutes is not None:
        yield from _minutes(setting, series.minutes, id, on, rng)


def _action(setting: Setting, id: str, on: date, rng: Random) -> Iterator[Planned]:
    thread, action = f"action {id}", f"action-{id}"
    due = setting.terms.calendar.add(on, rng.randint(8, 20))
    agreed = ActionAgreed(action=action, owner=rng.choice(("buyer", "supplier")), due=due, meeting=id)
    yield Planned(on=on, minute=760, event=agreed, by="contract manager", side="buyer", says="action", thread=thread, left_out=25)
    done = setting.terms.calendar.add(due, rng.randint(-4, 5))
    if rng.randrange(4) and done < setting.until:
        event = ActionDone(action=action)
        yield Planned(on=done, minute=900, event=event, by="supplier contract manager", side="supplier", thread=thread, left_out=25)


def _minutes(setting: Setting, ruled: MinutesTerms, id: str, held: date, rng: Random) -> Iterator[Planned]:
    """The clock of minutes, as far as it runs before the last day."""
    terms, calendar = setting.terms, setting.terms.calendar
    by, side = who_of(terms, ruled.by)
    sent = _by(terms, ruled.due, "meeting", held, calendar, rng)
    steps: list[tuple[date, Event, Who, Side, str]] = [(sent, MinutesSent(meeting=id), by, side, "minutes")]
    other: Side = "buyer" if side == "supplier" else "supplier"
    received = calendar.add(sent, rng.randint(1, 2))
    steps.append((received, MinutesReceived(meeting=id), *who_of(terms, "", other), ""))
    last = _last(terms, ruled.answer_due, received)
    answer = calendar.add(received, rng.randint(1, 5))
    if rng.randrange(100) < 75 and (last is None or answer <= last):
        withheld = rng.randrange(100) < 6
        answered = MinutesAnswered(meeting=id, answer="withheld" if withheld else "agreed", items=("2",) if withheld else ())
        steps.append((answer, answered, *who_of(terms, ruled.answer_by), "answer"))
        agreed = None if withheld else answer
    else:
        agreed = last if ruled.silence == "agreed" else None
    if agreed is not None and rng.randrange(100) < 90:
        steps.append((calendar.add(agreed, rng.randint(1, 3)), MinutesIssued(meeting=id, text_hash="5a" * 32), by, side, ""))
    for n, (on, event, who, of, says) in enumerate(steps):
        if on >= setting.until:
            return
        yield Planned(on=on, minute=800 + n, event=event, by=who, side=of, says=says)


def _by(terms: Terms, due: Due, anchor: str, day: date, calendar: Calendar, rng: Random) -> date:
    """A day in time, or one of ten a little late."""
    last = _last(terms, due, day, anchor) or calendar.add(day, 5)
    late = rng.randrange(100) < 10
    return calendar.add(last, rng.randint(1, 4)) if late else max(calendar.add(last, -rng.randint(0, 2)), calendar.add(day, 1))


def _last(terms: Terms, due: Due, day: date, anchor: str = "receipt") -> date | None:
    if not isinstance(due, DuePhrase):
        return None
    deadline = work_out(terms, due, Moorings(anchors={anchor: day, f"{anchor} of minutes": day}))
    return deadline.due if deadline else None
