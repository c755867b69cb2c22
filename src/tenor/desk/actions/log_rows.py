"""Orders of people on the road: one row entered, or days added to one of their own. Sent twice it is one entry; entered twice, one row.

What is known already is kept: an entry adds to a row and never takes the place of what another said. So two telephones that tell the
same are one row, whichever comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tenor.base.deadline import london_day, start_of_day
from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.held import Held, held
from tenor.desk.models import Entry as StoredEntry
from tenor.desk.pages.own_kinds import Kind, find_kind
from tenor.desk.permissions.actor import may_record
from tenor.desk.record import record
from tenor.desk.visible import Place
from tenor.figures.units import known_units, why_not_open
from tenor.ledger.bodies import ROWS_EVENTS
from tenor.ledger.events.returns import ReturnReceived, RowsLogged
from tenor.ledger.facts import facts
from tenor.ledger.model import Body, Facts, Row
from tenor.ledger.record import Proposed

ACT = "log rows"
TRIES = 8  # somebody else recorded something meanwhile: look again


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What came of it. `problems`: why it was refused; `notes`: what to know though it was taken. `new`: whether an entry was made."""

    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheRoad:
    """What a person says. `days`: later days by field; `moment`: when it was said on the telephone, None: now; `phone_day`: the day that
    the telephone took for today, so that a clock ahead is told from a day chosen wrongly."""

    dataset: str
    unit: str
    day: date
    days: Mapping[str, date] = field(default_factory=dict)
    moment: datetime | None = None
    phone_day: date | None = None


def log_row(place: Place, said: OnTheRoad, *, id: str) -> Logged:
    """Enter a row of a unit on a day."""
    return _log(place, said, id, adding=False)


def add_days(place: Place, said: OnTheRoad, *, id: str) -> Logged:
    """Add days to a row that this person entered."""
    return _log(place, said, id, adding=True)


def _log(place: Place, said: OnTheRoad, id: str, *, adding: bool) -> Logged:
    if wrong := may_record(place.actor, RowsLogged(), act=ACT):
        return Logged(problems=wrong)
    for _ in range(TRIES):
        if StoredEntry.objects.filter(contract=place.contract, entry_id=id).exists():
            return Logged()  # sent twice: it is recorded
        done = _once(place, said, id, adding=adding)
        if not any(one.code == "changed-meanwhile" for one in done.problems):
            return done
        place.contract.refresh_from_db(fields=["head", "length", "last_at"])
    return done


def _once(place: Place, said: OnTheRoad, id: str, *, adding: bool) -> Logged:
    """One try, held against the ledger as it stands."""
    contract, head = place.contract, place.contract.head
    one = held(contract)
    now = facts(one.seen_by(place.actor.side), one.terms)
    kind = find_kind(one.terms, said.dataset)
    said, notes = _clamped(said)
    if kind is None or not (set(said.days) <= {name for name, _ in kind.later}):
        return Logged(problems=(problem("log-not-here"),))
    if wrong := (*_unit_wrong(place, one, now, said), *_days_wrong(said)):
        return Logged(problems=tuple(wrong))
    row = _find(now, kind, said)
    owners = _owners(now, kind, said)
    mine = place.actor.by in owners
    if adding and (row is None or not mine):
        return Logged(problems=(problem("log-row-not-yours"),))
    if not adding and row is not None and owners:
        return Logged(notes=(*notes, problem("log-already", on=said.day)))  # entered before; whatever else it holds is not told here
    values, kept = _merged(kind, row, said)
    if adding and row is not None and values == dict(row.values):
        return Logged(problems=kept) if kept else Logged(notes=(*notes, problem("log-days-known")))
    known = [problem("log-already", on=said.day)] if row is not None and not adding else []
    wrong = record(contract, [_proposed(place, kind, said, values, id)], actor=place.actor, act=ACT, head=head).problems
    return Logged(problems=wrong) if wrong else Logged(notes=(*notes, *kept, *known), new=True)


def _clamped(said: OnTheRoad) -> tuple[OnTheRoad, tuple[Problem, ...]]:
    """The same with no moment and no day that has not come: where the telephone's clock is ahead, its today is ours."""
    now = clock.now()
    today, phone = london_day(now), said.phone_day
    ahead = phone is not None and phone > today

    def day(given: date) -> date:
        return today if ahead and given == phone else given

    days = {name: day(given) for name, given in said.days.items()}
    latest = max([day(said.day), *days.values()])
    moment = said.moment or now
    sound = moment <= now and (latest > today or moment >= start_of_day(latest))
    changed = OnTheRoad(dataset=said.dataset, unit=said.unit, day=day(said.day), days=days, moment=moment if sound else now)
    return changed, (problem("log-clock", now=today),) if ahead or not sound else ()


def _unit_wrong(place: Place, one: Held, now: Facts, said: OnTheRoad) -> list[Problem]:
    history = known_units(one.terms, now).get(said.unit, ())
    if not history or (place.actor.units and said.unit not in place.actor.units):
        return [problem("log-unit-unknown")]
    unit = history[-1].unit
    why = why_not_open(replace(unit, id=unit.name or unit.id), said.day)  # people know it by its name
    return [problem("log-unit-closed", why=why)] if why is not None else []


def _days_wrong(said: OnTheRoad) -> list[Problem]:
    today = clock.today()
    ahead = sorted({day for day in (said.day, *said.days.values()) if day > today})
    before = sorted({day for day in said.days.values() if day < said.day})
    return [problem("log-day-ahead", on=day) for day in ahead] + [problem("log-day-before", on=day, first=said.day) for day in before]


def _find(now: Facts, kind: Kind, said: OnTheRoad) -> Row | None:
    id = kind.row_id(said.unit, said.day.isoformat())
    return next((row for row in now.rows if (row.dataset, row.id, row.until_day) == (kind.dataset, id, None)), None)


def _owners(now: Facts, kind: Kind, said: OnTheRoad) -> set[str]:
    """Who entered the row, beside the returns that held it."""
    id = kind.row_id(said.unit, said.day.isoformat())
    return {
        act.entry.by
        for act in now.acts
        if act.entry.type in ROWS_EVENTS and act.entry.body is not None and not isinstance(act.event, ReturnReceived)
        if any(row["id"] == id for row in act.entry.body.content.get("rows", {}).get(kind.dataset, ()))
    }


def _merged(kind: Kind, row: Row | None, said: OnTheRoad) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What the row holds with what is new, and of what was said before otherwise: that it stays."""
    values = dict(row.values) if row is not None else {kind.unit: said.unit, kind.day: said.day.isoformat()}
    labels, kept = dict(kind.later), []
    for name, day in said.days.items():
        if values.get(name, day.isoformat()) != day.isoformat():
            kept.append(problem("log-day-known", what=labels[name], on=date.fromisoformat(values[name])))
        else:
            values[name] = day.isoformat()
    return values, tuple(kept)


def _proposed(place: Place, kind: Kind, said: OnTheRoad, values: Mapping[str, str], id: str) -> Proposed:
    assert said.moment is not None
    row = {"id": kind.row_id(said.unit, said.day.isoformat()), "values": dict(values)}
    body = Body(kind="rows", salt="", content={"rows": {kind.dataset: [row]}})
    event = RowsLogged(datasets=(kind.dataset,))
    on = london_day(said.moment)
    return Proposed(event=event, by=place.actor.by, side=place.actor.side, on=on, moment=said.moment, body=body, id=id)
