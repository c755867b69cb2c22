"""Each entry of the ledger in one sentence, with the contract's own names for its measures, periods and units."""

from __future__ import annotations

from datetime import date
from typing import Any

from tenor.base.period import parse_label
from tenor.base.wording import Said, Value, said
from tenor.ledger.events import kebab
from tenor.ledger.model import Entry
from tenor.terms.model import Terms


def told(entry: Entry, terms: Terms) -> Said:
    """What happened, in one sentence; of an entry that is hidden from the reader, that it is."""
    if entry.event is None:
        return said("told-hidden")
    values: dict[str, Value] = {name: _plain(getattr(entry.event, name)) for name in type(entry.event).__dataclass_fields__}
    values |= _named(entry, terms)
    return Said(f"told-{kebab(entry.type)}", values)


def _plain(value: Any) -> Value:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (str, int, date)):
        return value
    return list(map(str, value)) if isinstance(value, tuple) else ""


def _named(entry: Entry, terms: Terms) -> dict[str, Value]:
    """What the sentence calls things by: the contract's words instead of ids."""
    event = entry.event
    period = _period(terms, getattr(event, "period", "") or getattr(event, "covers", ""))
    row = str(getattr(event, "row", ""))
    return {
        "kpi": _kpi(terms, getattr(event, "kpi", "")),
        "kpis": [_kpi(terms, id) for id in getattr(event, "kpis", ())],
        "period": period,
        "period_after": said("told-after", what=period) if period else "",
        "row": row,
        "row_after": said("told-after", what=row) if row else "",
        "unit": next((unit.name for unit in terms.units if unit.id == getattr(event, "unit", None)), str(getattr(event, "unit", ""))),
        "duty": next((duty.heading for duty in terms.duties if duty.id == getattr(event, "duty", None)), str(getattr(event, "duty", ""))),
        "rule": _rule(terms, str(getattr(event, "rule", ""))),
        "rows": _rows(entry),
        "order_words": _order(getattr(event, "order", 0)),
        "choice_or_outcome": getattr(event, "choice", "") or str(getattr(event, "outcome", "")),
    }


def _kpi(terms: Terms, id: str) -> Value:
    if not id:
        return said("told-the-contract")
    kpi = terms.kpi(id)
    return f"{kpi.number} {kpi.title}".strip() if kpi else id


def _rule(terms: Terms, id: str) -> Value:
    """What a rule leads to, in the words of the terms; its id where the terms no longer have it."""
    rule = next((rule for rule in terms.rules if rule.id == id), None)
    return id if rule is None or not rule.steps else (" or " if rule.choose else " and ").join(rule.steps)


def _period(terms: Terms, label: str) -> Value:
    period = parse_label(label, terms.contract.starts) if label else None
    return period.said if period else label


def _rows(entry: Entry) -> Value:
    several = entry.body.content.get("rows", {}) if entry.body is not None and entry.body.kind == "rows" else {}
    n = sum(len(rows) for rows in several.values())
    return said("told-rows", n=n, rows=said("told-row" if n == 1 else "told-row-s"))


def _order(order: int) -> Value:
    return said(f"told-order-{order}") if order in (1, 2, 3) else said("told-order-more", n=order)
