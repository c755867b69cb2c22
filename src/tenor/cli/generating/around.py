"""What stands around the figures: contacts named, duties done, queries and disputes, readings agreed, capacity, feedback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tenor.base.period import Period, periods
from tenor.base.phrases.due import AtAllTimes, AtOnce, DuePhrase
from tenor.base.phrases.every import EveryPeriod
from tenor.cli.generating.meeting import who_of
from tenor.cli.generating.model import Planned, Setting
from tenor.cli.generating.moved import unnamed
from tenor.ledger.events.agreements import ContactNamed, ReadingAgreed
from tenor.ledger.events.decisions import DutyDone, NamedEvent
from tenor.ledger.events.returns import QueryAnswered, QueryRaised, ReturnReceived
from tenor.ledger.events.working_together import CapacityRaised, CapacitySeen, RiskClosed, RiskRaised
from tenor.terms.model import DutyTerms, EventIs
from tenor.terms.settle import find_problems
from tenor.terms.work_out import Moorings, work_out

DAY = timedelta(days=1)
AWARD = "award"


def beginning(setting: Setting, rng: Random) -> Iterator[Planned]:
    """Award, contacts that the contract left open, and what had to be ready."""
    terms, calendar = setting.terms, setting.terms.calendar
    day = calendar.add(setting.starts, -40)
    waiting = [duty for duty in terms.duties if any(isinstance(c, EventIs) and c.name.lower() == AWARD for c in duty.when)]
    if waiting:
        yield Planned(on=day, minute=600, event=NamedEvent(name=AWARD), by="contract manager", side="buyer")
    for n, (side, order, role) in enumerate(unnamed(terms)):
        event = ContactNamed(side=side, order=order, role=role, has_email=True)
        who, of = who_of(terms, "", "supplier" if side == "supplier" else "buyer")
        yield Planned(on=calendar.add(day, 2 + n), minute=620 + n, event=event, by=who, side=of, says=f"contact {side}/{order}")
    for duty in waiting:
        who, of = who_of(terms, duty.by[0])
        yield Planned(
            on=calendar.add(day, rng.randint(8, 30)), minute=700, event=DutyDone(duty=duty.id), by=who, side=of, thread=duty.id, left_out=10
        )


def duties(setting: Setting, rng: Random) -> Iterator[Planned]:
    """Dated duties done: mostly in time, some late, a few never."""
    for duty in setting.terms.duties:
        due = duty.due
        if duty.when or not isinstance(due, DuePhrase) or isinstance(due.form, AtAllTimes | AtOnce):
            continue
        for id, earliest, last in _each(setting, duty, due):
            on = _done_on(setting, earliest, last, rng)
            if on is not None and on < setting.until:
                who, side = who_of(setting.terms, duty.by[0])
                yield Planned(on=on, minute=840, event=DutyDone(duty=id), by=who, side=side, says="done", thread=id, left_out=8)


def _each(setting: Setting, duty: DutyTerms, due: DuePhrase) -> Iterator[tuple[str, date, date]]:
    """Id, first day on which it is there, last day, of a duty in each of its periods. One exists once the one before is due."""
    terms = setting.terms
    before = terms.calendar.add(setting.starts, -10)
    if not isinstance(duty.every, EveryPeriod):
        deadline = work_out(terms, due, Moorings(), duty.if_closed)
        if deadline is not None:
            yield duty.id, before, deadline.due
        return
    for period in periods(duty.every.kind, setting.starts, terms.contract.ends, terms.quarters, duty.every.step):
        deadline = work_out(terms, due, Moorings(period=period), duty.if_closed)
        if deadline is None or deadline.due >= setting.until:
            return
        yield f"{duty.id} {period.label}", before, deadline.due
        before = deadline.due


def _done_on(setting: Setting, earliest: date, last: date, rng: Random) -> date | None:
    calendar = setting.terms.calendar
    fate = rng.randrange(100)
    if fate >= 95:
        return None
    if fate >= 80:
        return calendar.add(max(last, earliest), rng.randint(1, 15))
    return max(calendar.add(last, -rng.randint(0, 5)), calendar.add(earliest, 1))


def talk(setting: Setting, sent: Sequence[Planned], months: Sequence[tuple[Period, bool]], rng: Random) -> Iterator[Planned]:
    """Queries about returns, answered mostly; a risk and trouble with capacity in bad spells."""
    returns = [act for act in sent if isinstance(act.event, ReturnReceived) and act.event.reports and act.side == "supplier"]
    for n, act in enumerate(returns, 1):
        if rng.randrange(100) < 14:
            yield from _query(setting, act, n, rng)
    for n, (month, bad) in enumerate(months):
        if bad and rng.randrange(100) < 12:
            yield from _trouble(setting, month, n, rng)


def _query(setting: Setting, act: Planned, n: int, rng: Random) -> Iterator[Planned]:
    calendar, id = setting.terms.calendar, f"query-{n}"
    kpis = [setting.terms.kpi(name) for name in act.event.reports]
    same = [kpi.id for kpi in kpis if kpi and isinstance(kpi.every, EveryPeriod) and _is_label(setting, kpi.every, act.event.covers)]
    asked = QueryRaised(query=id, kpi=rng.choice(same), period=act.event.covers) if same else QueryRaised(query=id)
    on = calendar.add(act.on, rng.randint(1, 4))
    if on < setting.until:
        yield Planned(on=on, minute=650, event=asked, by="contract manager", side="buyer", says="query", thread=id, left_out=35)
    answered = calendar.add(on, rng.randint(1, 7))
    if answered < setting.until and rng.randrange(100) < 82:
        event = QueryAnswered(query=id)
        yield Planned(
            on=answered, minute=690, event=event, by="supplier contract manager", side="supplier", says="reply", thread=id, left_out=35
        )


def _is_label(setting: Setting, every: EveryPeriod, label: str) -> bool:
    found = periods(every.kind, setting.starts, setting.terms.contract.ends, setting.terms.quarters, every.step)
    return any(period.label == label for period in found)


def _trouble(setting: Setting, month: Period, n: int, rng: Random) -> Iterator[Planned]:
    calendar, id = setting.terms.calendar, f"problem-{n}"
    on = calendar.add(month.first, rng.randint(3, 12))
    seen = calendar.add(on, rng.randint(1, 3))
    if seen >= setting.until:
        return
    if rng.randrange(2):
        own: dict[str, Any] = {"by": "contract manager", "side": "buyer", "seen_by": "buyer", "thread": id, "left_out": 20}
        event = RiskRaised(risk=f"risk-{n}", likelihood=rng.randint(1, 5), impact=rng.randint(1, 5))
        yield Planned(on=on, minute=870, event=event, says="risk", **own)
        if rng.randrange(3) == 0:
            yield Planned(on=seen, minute=871, event=RiskClosed(risk=f"risk-{n}"), **own)
    else:
        raised = CapacityRaised(problem=id)
        yield Planned(on=on, minute=872, event=raised, by="supplier contract manager", side="supplier", says="trouble")
        yield Planned(on=seen, minute=873, event=CapacitySeen(problem=id), by="contract manager", side="buyer")


def readings(setting: Setting, rng: Random) -> Iterator[Planned]:
    """One reading in a mould of three is agreed anew, where the contract can be read with it."""
    terms = setting.terms
    if not terms.readings or rng.randrange(3):
        return
    reading = rng.choice(terms.readings)
    choice = rng.choice(list(reading.options))
    day = terms.calendar.add(setting.starts, rng.randint(30, max((setting.last - setting.starts).days // 3, 31)))
    if day < setting.until and not find_problems(terms.document, choices={reading.id: choice}):
        event = ReadingAgreed(reading=reading.id, choice=choice)
        yield Planned(on=day, minute=880, event=event, by="contract manager", side="buyer", says="reading")
