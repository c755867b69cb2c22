"""Orders about what was sent back: send it back with reasons, and answer that. The words lie beside the row, so they can be erased."""

from __future__ import annotations

from collections.abc import Sequence

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.held import held
from tenor.desk.lookups.own_rows import find_own_row
from tenor.desk.lookups.own_units import find_row_of_unit
from tenor.desk.pages.own_kinds import Back, find_kind
from tenor.desk.record import record
from tenor.desk.visible import Place
from tenor.ledger.events.returns import RowsLogged
from tenor.ledger.facts import facts
from tenor.ledger.model import Body, Row
from tenor.ledger.record import Proposed
from tenor.returns.model import row_id
from tenor.returns.spelling import prose

BACK, ANSWER = "send a report back", "answer a report sent back"
MOST_WORDS = 2000


def send_back(place: Place, dataset: str, row: str, *, reasons: Sequence[str], text: str = "", id: str) -> tuple[Problem, ...]:
    """Send what came of a row of one's own unit back, today, with one reason or several."""
    found = find_row_of_unit(place, dataset, row)
    kind = find_kind(held(place.contract).terms, dataset)
    if found is None or kind is None or kind.back is None:
        return (problem("row-not-there"),)
    if wrong := _wrong(kind.back, reasons, text, found["open"]):
        return wrong
    values = {kind.unit: found["unit"], kind.day: found["day"], kind.back.reason: "; ".join(reasons)}
    if kind.back.day:
        values[kind.back.day] = clock.today().isoformat()
    given = row_id(kind.back.key, values)
    if _find(place, kind.back.dataset, given) is not None and not _is_recorded(place, id):
        return (problem("back-today-already"),)
    return _say(place, kind.back.dataset, given, values, text, act=BACK, id=id, units=[found["unit"]])


def answer_back(place: Place, dataset: str, row: str, back: str, *, text: str, id: str) -> tuple[Problem, ...]:
    """Answer what was sent back, in words; the row that sent it back stays as it is."""
    found = find_own_row(place, dataset, row)
    kind = find_kind(held(place.contract).terms, dataset)
    if found is None or kind is None or kind.back is None or not any(one["id"] == back for one in found["backs"]):
        return (problem("row-not-there"),)
    if not prose(text):
        return (problem("words-missing"),)
    if len(text) > MOST_WORDS:
        return (problem("words-many", most=MOST_WORDS),)
    sent = _find(place, kind.back.dataset, back)
    if sent is None:
        return (problem("row-not-there"),)
    return _say(place, kind.back.dataset, back, dict(sent.values), text, act=ANSWER, id=id)


def _wrong(back: Back, reasons: Sequence[str], text: str, still_open: Sequence[str]) -> tuple[Problem, ...]:
    found = [problem("unit-not-sent")] if still_open else []
    if not reasons:
        found.append(problem("back-no-reason"))
    if any(reason not in back.reasons for reason in reasons) or (len(reasons) > 1 and not back.several):
        found.append(problem("back-no-such-reason"))
    if len(text) > MOST_WORDS:
        found.append(problem("words-many", most=MOST_WORDS))
    return tuple(found)


def _find(place: Place, dataset: str, id: str) -> Row | None:
    one = held(place.contract)
    rows = facts(one.seen_by(place.actor.side), one.terms).rows
    return next((row for row in rows if (row.dataset, row.id, row.until_day) == (dataset, id, None)), None)


def _is_recorded(place: Place, id: str) -> bool:
    return any(entry.id == id for entry in held(place.contract).entries)


def _say(
    place: Place, dataset: str, row: str, values: dict[str, str], text: str, *, act: str, id: str, units: Sequence[str] = ()
) -> tuple[Problem, ...]:
    body = Body(kind="rows", salt="", content={"rows": {dataset: [{"id": row, "values": values}]}})
    words = Body(kind="words", salt="", content={"text": prose(text)}) if prose(text) else None
    event = RowsLogged(datasets=(dataset,))
    proposed = Proposed(
        event=event, by=place.actor.by, side=place.actor.side, on=clock.today(), moment=clock.now(), body=body, words=words, id=id
    )
    return record(place.contract, [proposed], actor=place.actor, act=act, units=units).problems
