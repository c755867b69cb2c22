"""What agreeing another option of a reading could change within some days: which figures, which dates, what follows from them.

"Could" is said of the terms, not of what happened: the contract is settled under each option, and where the two texts measure, rate
or date anything of these days otherwise, it could change it. So the answer is there before the first row is, when it is wanted most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from tenor.base.phrases.due import DuePhrase
from tenor.base.wording import Said, said
from tenor.ledger.facts import facts as facts_of
from tenor.ledger.model import Entry
from tenor.ledger.terms_on import Timeline
from tenor.terms.counted import dataset_of, return_periods
from tenor.terms.model import Kpi, ReturnTerms, Rule, Terms
from tenor.terms.work_out import Moorings, work_out

DAY = timedelta(days=1)
Kind = Literal["figure", "date", "follows"]
Touch = tuple[Kind, Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Could:
    """What one option of a reading could change, beside the one held. No `touches`: nothing that is worked out rests on it."""

    reading: str
    option: str
    touches: tuple[Touch, ...]

    @property
    def weighty(self) -> bool:
        """Whether a figure or a date of these days could be another."""
        return any(kind in ("figure", "date") for kind, _ in self.touches)


def could_change(terms: Terms, entries: Sequence[Entry], *, first: date, last: date) -> tuple[Could, ...]:
    """Each other option of each reading of the terms, in their order, with what it could change from `first` to `last`."""
    facts = facts_of(entries, terms)
    held = Timeline(terms, facts).on(last)
    found = []
    for reading in held.readings:
        for option in reading.options:
            if option != reading.chosen:
                other = Timeline(terms, facts, tried={reading.id: option}).on(last)
                touches = tuple({repr(each): each for each in _touches(held, other, first, last)}.values())
                found.append(Could(reading=reading.id, option=option, touches=touches))
    return tuple(found)


def quarter_of(terms: Terms, day: date) -> tuple[date, date]:
    """First and last day of the calendar quarter of a day; before the contract begins, of its first day."""
    on = max(day, terms.contract.starts)
    month = (on.month - 1) // 3 * 3 + 1
    after = date(on.year + (month == 10), (month + 3 - 1) % 12 + 1, 1)
    return date(on.year, month, 1), after - DAY


def _touches(held: Terms, other: Terms, first: date, last: date) -> Iterator[Touch]:
    yield from _figures(held, other, last)
    yield from _days(held, other, first, last)
    yield from _returns(held, other, first, last)
    yield from _asked(held, other)
    for rule in held.rules:
        then = other.rule(rule.id)
        if then != rule:
            timed = then is not None and replace(then, due=rule.due) == rule
            yield "date" if timed else "follows", said("could-rule", under=_clauses(rule), steps=rule.steps)
    if (held.missing, held.part_periods) != (other.missing, other.part_periods):
        yield "follows", said("could-missing")


def _figures(held: Terms, other: Terms, last: date) -> Iterator[Touch]:
    for kpi in held.kpis:
        then = other.kpi(kpi.id)
        if then is None or replace(then, final=kpi.final) != kpi or _rows(held, kpi) != _rows(other, kpi):
            yield "figure", said("could-kpi", number=kpi.number, title=kpi.title)
        elif then.final != kpi.final:
            yield "date", said("could-final", number=kpi.number, title=kpi.title)
    if held.overall != other.overall:
        yield "figure", said("could-overall")
    then_units = {unit.id: unit for unit in other.units}
    for unit in held.units:
        then_unit = then_units.get(unit.id, unit)
        days = [each.opens for each in (unit, then_unit) if each.opens is not None]
        if unit != then_unit and any(day <= last for day in days):
            yield "figure", said("could-unit", unit=unit.name or unit.id)
        elif unit != then_unit:
            yield "follows", said("could-unit", unit=unit.name or unit.id)


def _rows(terms: Terms, kpi: Kpi) -> object:
    """What the rows are that a KPI counts."""
    name = dataset_of(kpi.measure)
    return terms.datasets.get(name) if name else None


def _days(held: Terms, other: Terms, first: date, last: date) -> Iterator[Touch]:
    """Kinds of day by which deadlines are counted: how many days of the span are of the kind under one option alone."""
    span = [first + DAY * n for n in range((last - first).days + 1)]
    for word in held.day_kinds:
        if word in other.day_kinds and held.day_kinds[word] != other.day_kinds[word]:
            ours, theirs = held.days(word), other.days(word)
            n = sum(ours.is_open(day) != theirs.is_open(day) for day in span)
            yield "date" if n else "follows", said("could-days", word=word, n=n)
    if (held.receipt, held.notices, held.cut_off) != (other.receipt, other.notices, other.cut_off):
        yield "date", said("could-receipt")


def _returns(held: Terms, other: Terms, first: date, last: date) -> Iterator[Touch]:
    then = {ret.id: ret for ret in other.returns}
    for ret in held.returns:
        now, later = (_due_in(terms, each, first, last) for terms, each in ((held, ret), (other, then.get(ret.id, ret))))
        moved = sorted(set(now) ^ set(later))
        if moved:
            yield "date", said("could-return", ret=ret.id, on=moved)
        elif ret != then.get(ret.id):
            topped_up = then.get(ret.id, ret).completed != ret.completed
            yield "date" if topped_up else "follows", said("could-return-top-up", ret=ret.id)


def _due_in(terms: Terms, ret: ReturnTerms, first: date, last: date) -> list[date]:
    if not isinstance(ret.due, DuePhrase) or ret.when:
        return []
    several = (work_out(terms, ret.due, Moorings(period=period), ret.if_closed) for period in return_periods(terms, ret))
    return [each.due for each in several if each is not None and first <= each.due <= last]


def _asked(held: Terms, other: Terms) -> Iterator[Touch]:
    """Meetings, minutes, duties and steps that are asked for, or fall due, otherwise."""
    meetings = {each.id: each for each in other.meetings}
    for meeting in held.meetings:
        if meetings.get(meeting.id) != meeting:
            then = meetings.get(meeting.id)
            dated = then is None or any(getattr(then, name) != getattr(meeting, name) for name in ("rhythms", "if_several", "minutes"))
            yield "date" if dated else "follows", said("could-meeting", title=meeting.title)
    duties = {each.id: each for each in other.duties}
    yield from (("date", said("could-duty", what=duty.what)) for duty in held.duties if duties.get(duty.id) != duty)
    for name, step in held.steps.items():
        if other.steps.get(name) != step:
            yield "follows", said("could-step", step=name)


def _clauses(rule: Rule) -> list[str]:
    return list(rule.clause)
