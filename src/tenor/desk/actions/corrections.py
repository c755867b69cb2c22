"""Orders that change what was reported: correct a row or a figure, excuse a row, dispute a figure, settle it. Each with its reason.

Before a figure is final a correction takes its place; afterwards it disputes, and both are shown until the two sides settle it. That is
the review's rule (semantics 4), not one of this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast
from uuid import NAMESPACE_OID, uuid5

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions.returns_sent import was_sent
from tenor.desk.pages.view import Data
from tenor.desk.record import record
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.events.returns import FigureCorrected, FigureDisputed, FigureJudged, FigureResolved, ReliefAgreed, RowsCorrected
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed
from tenor.returns.entered import Entered, read_entered
from tenor.review.receiving import terms_of

Outcome = Literal["stands", "accepted", "set"]
# Why a row or figure is corrected: a choice, because the frame of an entry holds no free text.
REASONS = ("typing mistake", "found later", "wrong place", "agreed with the other side", "another reason")
EXCUSES = ("refused by the unit", "storm or flood", "closed on that day", "agreed by both", "another reason")


def correct_row(
    *, place: Place, data: Data, values: Mapping[str, str], reason: str, words: str, id: str = "", head: str = ""
) -> tuple[Problem, ...]:
    """Give a row anew with a value or its key corrected. `data`: the row as its page has it."""
    before = {one["field"]: one["value"] for one in data["fields"]}
    given = {name: text for name, text in values.items() if name in before and text.strip()}
    if not words.strip():
        return (problem("words-missing"),)
    found = _entered(place, data, given)
    if found.problems:
        return found.problems
    read = found.rows["rows"][data["dataset"]][0]
    beside = found.words.get("rows", {}).get(data["dataset"], {}).get(read["id"], {})
    if not was_sent(place, id) and {**beside, **read["values"]} == {name: text for name, text in before.items() if text}:
        return (problem("correction-same"),)
    if read["id"] != data["row"]:
        read["corrects"] = data["row"]
    body = Body(kind="rows", salt="", content={"rows": {data["dataset"]: [read]}})
    return _record(place, RowsCorrected(datasets=(data["dataset"],), reason=reason), {**found.words, "text": words.strip()}, id, head, body)


def _entered(place: Place, data: Data, given: Mapping[str, str]) -> Entered:
    terms = terms_of(review_of(place.contract, place.actor.side), data["period"]) if data["period"] else None
    terms = terms or review_of(place.contract, place.actor.side).terms
    return read_entered({"rows": {data["dataset"]: [{"values": dict(given)}]}}, terms)


def excuse_row(*, place: Place, dataset: str, row: str, reason: str, words: str, id: str = "", head: str = "") -> tuple[Problem, ...]:
    """Both agree that a row counts in neither numerator nor denominator; the buyer records it."""
    if not words.strip():
        return (problem("words-missing"),)
    return _record(place, ReliefAgreed(dataset=dataset, row=row, reason=reason), {"text": words.strip()}, id, head)


def correct_figure(
    *, place: Place, kpi: str, period: str, numerator: int, denominator: int, words: str, id: str = "", head: str = ""
) -> tuple[Problem, ...]:
    """Give a figure anew, with the reason."""
    if not words.strip():
        return (problem("words-missing"),)
    event = FigureCorrected(kpi=kpi, period=period, numerator=numerator, denominator=denominator)
    return _record(place, event, {"text": words.strip()}, id, head)


def judge_figure(*, place: Place, kpi: str, period: str, answer: str, words: str, id: str = "", head: str = "") -> tuple[Problem, ...]:
    """Answer what the contract asks of a person, with the reason."""
    if not words.strip():
        return (problem("words-missing"),)
    return _record(place, FigureJudged(kpi=kpi, period=period, answer=answer), {"text": words.strip()}, id, head)


def dispute_figure(*, place: Place, kpi: str, period: str, words: str, id: str = "", head: str = "") -> tuple[Problem, ...]:
    """Say that a figure is not right, and why."""
    if not words.strip():
        return (problem("words-missing"),)
    return _record(place, FigureDisputed(kpi=kpi, period=period), {"text": words.strip()}, id, head)


def settle_figure(
    *,
    place: Place,
    kpi: str,
    period: str,
    outcome: Outcome,
    words: str,
    numerator: int | None = None,
    denominator: int | None = None,
    id: str = "",
    head: str = "",
) -> tuple[Problem, ...]:
    """End a dispute: the figure stands, the other is taken, or the buyer sets one, with the reason."""
    if not words.strip():
        return (problem("words-missing"),)
    event = FigureResolved(kpi=kpi, period=period, outcome=outcome, numerator=numerator, denominator=denominator)
    return _record(place, event, {"text": words.strip()}, id, head)


def dispute_return(*, place: Place, data: Data, kpis: tuple[str, ...], words: str, id: str = "") -> tuple[Problem, ...]:
    """The supplier says that what was typed in for it is not right: each figure named is disputed, as one."""
    if not words.strip():
        return (problem("words-missing"),)
    named = [one for one in data["figures"] if one["kpi"] in kpis]
    if not named:
        return (problem("no-figure-named"),)
    ids = [str(uuid5(NAMESPACE_OID, f"{id}/{one['kpi']}/{one['period']}")) if id else "" for one in named]
    events = [FigureDisputed(kpi=one["kpi"], period=one["period"]) for one in named]
    several = [_proposed(place, event, {"text": words.strip()}, own, None) for event, own in zip(events, ids, strict=True)]
    done = record(place.contract, several, actor=place.actor)
    return () if done.entries else done.problems


def _record(place: Place, event: Event, words: Mapping[str, Any], id: str, head: str, body: Body | None = None) -> tuple[Problem, ...]:
    """`head`: the ledger's head the page was drawn from. The same act pressed twice is one; another in its turn is told what changed."""
    again = was_sent(place, id)
    done = record(place.contract, [_proposed(place, event, words, id, body)], actor=place.actor, head="" if again else head)
    if again and not done.entries:
        return (problem("changed-meanwhile"),)
    return () if done.entries else done.problems


def _proposed(place: Place, event: Event, words: Mapping[str, Any], id: str, body: Body | None) -> Proposed:
    side = cast(Literal["buyer", "supplier"], place.side)
    said = Body(kind="words", salt="", content=dict(words))
    beside = said if body is not None else None
    return Proposed(event=event, by=place.actor.by, side=side, on=clock.today(), id=id, body=body or said, words=beside)
