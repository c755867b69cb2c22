"""What the other side asked and waits for, named by what it is about, with the ids of the page where it is answered."""

from __future__ import annotations

from tenor.base.period import parse_label
from tenor.base.wording import Said, said
from tenor.ledger.events.returns import QueryRaised, ReturnReceived
from tenor.ledger.model import Row
from tenor.review.model import Review
from tenor.review.shown import kpi_name

About = tuple[tuple[str, str], ...]


def asked_about(review: Review, query: str) -> tuple[Said | None, About]:
    """What to say of a query, and where its answer goes; no sentence where it names neither a row nor a period."""
    event = next((act.event for act in review.facts.of(QueryRaised) if act.event.query == query), None)
    period = parse_label(event.period, review.terms.contract.starts) if event and event.period else None
    if event is None or period is None:
        return None, ()
    about: About = (("period", event.period), *((("kpi", event.kpi),) if event.kpi else ()))
    ret = next((act.event.ret for act in reversed(review.facts.of(ReturnReceived)) if act.event.covers == event.period), "")
    about += (("return", ret),) if ret else ()
    row = next((row for row in review.facts.rows if event.row and row.id == event.row), None)
    if row is not None:
        told = said("need-answer", about=_name(review, row), period=period.said)
        return told, (*about, ("dataset", row.dataset), ("row", row.id))
    return said("need-answer", about=kpi_name(review, event.kpi), period=period.said) if event.kpi else None, about


def _name(review: Review, row: Row) -> str:
    """A row by the units in its key; by the key itself where no unit is in it."""
    dataset = review.terms.datasets[row.dataset]
    units = {unit.id: unit.name or unit.id for unit in review.terms.units}
    parts = [row.values.get(name, "") for name in dataset.key if dataset.fields[name].kind == "unit"]
    return ", ".join(units.get(part, part) for part in parts if part) or row.id
