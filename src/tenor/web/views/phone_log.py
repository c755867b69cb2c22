"""What a person on the road says becomes one act: from a form as it is posted, or from a telephone that kept it for a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.log_rows import Logged, OnTheRoad, add_days, log_row
from tenor.desk.visible import Place
from tenor.web.views import phone_words as words
from tenor.web.views.phone_forms import ALL

Data = Mapping[str, Any]
MADE, SENT = "made", "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`receipt`: what was kept, in a sentence; `notes`: what to know of it; `problems`: why it was not kept."""

    receipt: str = ""
    notes: Sequence[Problem] = ()
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One act as it was said. `day`: of the row; `done`: the day of what was done after it; `to`: what that is, or all that are missing."""

    what: str
    unit: str
    day: date
    id: str
    to: str = ""
    done: date | None = None
    moment: datetime | None = None
    phone_day: date | None = None


def turn_of(text: str) -> UUID:
    """The id that a page was drawn with; a new one where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def tell(place: Place, own: Data, kind: Data, said: Said) -> Told:
    """Do it, and say what came of it."""
    today = clock.today()
    names = {unit["id"]: unit["name"] for unit in own["units"]}
    if said.what == MADE:
        logged = log_row(place, _road(said, kind, {}), id=said.id)
        return _told(logged, words.receipt_made(kind, names.get(said.unit, said.unit), said.day))
    row = _row(own, kind, said, names)
    later = [each for each in kind["later"] if said.to in (each["field"], ALL)]
    if said.to == ALL and row.get("open"):
        later = [each for each in later if each["field"] in row["open"]]
    done = said.done or today
    logged = add_days(place, _road(said, kind, {each["field"]: done for each in later}), id=said.id)
    return _told(logged, words.receipt_sent(kind, row, later, done, today) if later else "")


def _row(own: Data, kind: Data, said: Said, names: Mapping[str, str]) -> Data:
    day = said.day.isoformat()
    known = (row for row in own["rows"] if (row["dataset"], row["unit"], row["day"]) == (kind["dataset"], said.unit, day))
    return next(known, {"unit_name": names.get(said.unit, said.unit), "day": day})


def _road(said: Said, kind: Data, days: Mapping[str, date]) -> OnTheRoad:
    return OnTheRoad(dataset=kind["dataset"], unit=said.unit, day=said.day, days=days, moment=said.moment, phone_day=said.phone_day)


def _told(logged: Logged, receipt: str) -> Told:
    if logged.problems:
        return Told(problems=logged.problems)
    first = any(one.code in ("log-already", "log-days-known") for one in logged.notes) and not logged.new
    return Told(receipt="" if first else receipt, notes=logged.notes)
