"""What people who see only a part of a contract are shown out of: rows that can be entered on a telephone, with whose they are.

It holds the rows of everybody. Nobody is given it whole: `lookups.own_rows` and `lookups.own_units` leave only what is the person's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tenor.base.moment import london_day_text, london_text
from tenor.base.period import period_of
from tenor.base.said_data import said_data
from tenor.desk.pages.own_kinds import Back, Kind, kinds_of
from tenor.desk.pages.view import Data, View
from tenor.figures.count import periods_of
from tenor.figures.units import expected, known_units, why_not_open
from tenor.figures.values import several
from tenor.ledger.bodies import ROWS_EVENTS
from tenor.ledger.events.returns import ReturnReceived, RowConfirmed
from tenor.ledger.model import Act, Row
from tenor.terms.model import ShareOfUnits, Unit
from tenor.terms.work_out import Moorings, work_out

RECENT = timedelta(days=120)
MOST = 600


def make(view: View) -> Data:
    """{"kinds", "units": [{"id", "name"}] open on the day, "still": [{"dataset", "period", "units"}], "rows"}: rows newest first, each with
    "owners" (whoever entered it), the days it has, by when the rest is due, whether it was confirmed, how often sent back."""
    units = _units(view)
    kinds = kinds_of(view.review.terms)
    given = _given(view)
    return {
        "kinds": [_kind(kind) for kind in kinds],
        "units": [{"id": unit.id, "name": unit.name or unit.id} for unit in units if why_not_open(unit, view.on) is None],
        "names": {unit.id: unit.name or unit.id for unit in units},
        "still": [one for kind in kinds for one in _still(view, kind, units)],
        "rows": [row for kind in kinds for row in _rows(view, kind, given)],
    }


def _kind(kind: Kind) -> Data:
    back = kind.back
    return {
        "dataset": kind.dataset,
        "noun": kind.noun,
        "unit": kind.unit,
        "day": kind.day,
        "day_label": kind.day_label,
        "later": [{"field": name, "label": label} for name, label in kind.later],
        "due": kind.due,
        "due_noun": kind.due_noun,
        "back": {"dataset": back.dataset, "reasons": list(back.reasons), "several": back.several} if back else None,
    }


def _units(view: View) -> list[Unit]:
    """Each unit as it is known today."""
    terms, facts = view.review.terms, view.review.facts
    now = view.on.toordinal()
    known = known_units(terms, facts).values()
    return [one.unit for history in known for one in history if one.from_day <= now < one.until_day]


def _still(view: View, kind: Kind, units: Sequence[Unit]) -> list[Data]:
    """Of each measure that wants a row of every unit: the units that have none yet in the period of today."""
    terms, found = view.review.terms, []
    for kpi in terms.kpis:
        measure = kpi.measure
        if not isinstance(measure, ShareOfUnits) or measure.have != kind.dataset:
            continue
        period = period_of(view.on, periods_of(kpi, terms))
        if period is None:
            continue
        held = [row for row in view.review.facts.rows if row.dataset == kind.dataset and row.holds_on(view.on)]
        had = {row.values.get(kind.unit) for row in held if (day := _day(row.values.get(kind.day, ""))) and day in period}
        wanted = [unit.id for unit in units if expected(unit, period, measure.at) and unit.id not in had]
        found.append({"dataset": kind.dataset, "period": said_data(period.said), "units": wanted})
    return found


def _rows(view: View, kind: Kind, given: Mapping[tuple[str, str], list[Act]]) -> list[Data]:
    backs = _backs(view, kind.back, given) if kind.back else {}
    confirmed = {(act.event.row, act.event.choice): act for act in view.review.facts.of(RowConfirmed) if act.event.dataset == kind.dataset}
    found = []
    for row in view.review.facts.rows:
        day = _day(row.values.get(kind.day, ""))
        if row.dataset != kind.dataset or not row.holds_on(view.on) or day is None:
            continue
        data = _row(view, kind, row, day, given.get((kind.dataset, row.id), []))
        unit = row.values.get(kind.unit, "")
        data["backs"] = backs.get((unit, day.isoformat()), [])
        data["confirmed"], data["accepted"] = (_who(confirmed.get((row.id, choice))) for choice in ("happened", "accepted"))
        if view.on - day <= RECENT or data["open"] or any(back["waits"] for back in data["backs"]):
            found.append(data)
    found.sort(key=lambda row: (row["day"], row["id"]), reverse=True)
    return found[:MOST]


def _row(view: View, kind: Kind, row: Row, day: date, acts: Sequence[Act]) -> Data:
    days = {name: london_text(row.values[name]) for name, _ in kind.later if row.values.get(name)}
    return {
        "dataset": kind.dataset,
        "id": row.id,
        "unit": row.values.get(kind.unit, ""),
        "day": day.isoformat(),
        "days": days,
        "open": [name for name, _ in kind.later if name not in days],
        "relief": row.relief is not None,
        "owners": sorted({act.entry.by for act in acts if not isinstance(act.event, ReturnReceived)}),
        "moment": next((act.entry.moment.isoformat() for act in acts if act.entry.moment), ""),
        **_due(view, kind, day),
    }


def _due(view: View, kind: Kind, day: date) -> Data:
    """By when the days to come are wanted, and how that was worked out."""
    terms = view.review.terms
    phrase = terms.datasets[kind.dataset].derived[kind.due].due if kind.due else None
    deadline = work_out(terms, phrase, Moorings(anchors={kind.day.lower(): day})) if phrase else None
    if deadline is None:
        return {"due": None, "worked_out": None}
    return {"due": deadline.due.isoformat(), "worked_out": said_data(deadline.worked_out)}


def _given(view: View) -> dict[tuple[str, str], list[Act]]:
    """(dataset, row) -> the acts that gave it, in order: by these a row is somebody's, whatever a return said of it later."""
    found: dict[tuple[str, str], list[Act]] = {}
    for act in view.review.facts.acts:
        if act.entry.type in ROWS_EVENTS and act.entry.body is not None:
            for dataset, several_rows in act.entry.body.content.get("rows", {}).items():
                for row in several_rows:
                    found.setdefault((dataset, row["id"]), []).append(act)
    return found


def _backs(view: View, back: Back, given: Mapping[tuple[str, str], list[Act]]) -> dict[tuple[str, str], list[Data]]:
    """(unit, day) of a row -> the times it was sent back, each with its reasons and what was written about it."""
    found: dict[tuple[str, str], list[Data]] = {}
    own = [name for name in back.key if name != back.day]
    for row in view.review.facts.rows:
        if row.dataset != back.dataset or not row.holds_on(view.on):
            continue
        acts = given.get((back.dataset, row.id), [])
        thread = [_said_by(act) for act in acts if _text(act)]
        asked = acts[0].entry.side == "buyer" and not isinstance(acts[0].event, ReturnReceived)
        answered = any(act.entry.side == "supplier" and _text(act) for act in acts[1:])
        key = _unit_and_day([row.values.get(name, "") for name in own])
        found.setdefault(key, []).append(
            {
                "id": row.id,
                "on": london_day_text(row.values.get(back.day, "")) if back.day else acts[0].day.isoformat(),
                "reasons": list(several(row.values.get(back.reason, ""))),
                "thread": thread,
                "waits": asked and not answered,
            }
        )
    return found


def _unit_and_day(values: Sequence[str]) -> tuple[str, str]:
    """The two values of a key, the day last."""
    unit, day = sorted(values, key=lambda value: _day(value) is not None)
    return unit, day


def _said_by(act: Act) -> Data:
    return {"by": act.entry.by, "side": act.entry.side, "at": (act.entry.moment or act.entry.at).isoformat(), "text": _text(act)}


def _text(act: Act) -> str:
    """What was written beside rows, not in them."""
    words = act.entry.words
    return "" if words is None or isinstance(act.event, ReturnReceived) else str(words.content.get("text", ""))


def _who(act: Act | None) -> Any:
    return None if act is None else {"by": act.entry.by, "on": act.day.isoformat()}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(london_day_text(text)[:10])
    except ValueError:
        return None
