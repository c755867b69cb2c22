"""Orders about queries: ask about a row or a figure, answer. Several questions about one row are one thread."""

from __future__ import annotations

from typing import Literal, cast
from uuid import uuid4

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.record import record
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.events.returns import QueryAnswered, QueryRaised
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed


def raise_query(*, place: Place, words: str, kpi: str = "", period: str = "", row: str = "", id: str = "") -> tuple[Problem, ...]:
    """Ask the other side about a row, a figure, or a period as a whole."""
    return _said(place, QueryRaised(query=f"q-{id or uuid4()}", kpi=kpi, period=period, row=row), words, id)


def answer_query(*, place: Place, query: str, words: str, id: str = "") -> tuple[Problem, ...]:
    """Answer what the other side asked."""
    return _said(place, QueryAnswered(query=query), words, id)


def _said(place: Place, event: Event, words: str, id: str) -> tuple[Problem, ...]:
    if not words.strip():
        return (problem("words-missing"),)
    side = cast(Literal["buyer", "supplier"], place.side)
    body = Body(kind="words", salt="", content={"text": words.strip()})
    proposed = Proposed(event=event, by=place.actor.by, side=side, on=clock.today(), body=body, id=id)
    done = record(place.contract, [proposed], actor=place.actor)
    return () if done.entries else done.problems
