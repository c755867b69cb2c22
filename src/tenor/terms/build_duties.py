"""Returns, meetings and duties: who, what, by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.every import EachOf, Every, EveryPeriod
from tenor.terms.build_following import following
from tenor.terms.build_rules import due, set_by
from tenor.terms.build_started import by_event, of_events, starting
from tenor.terms.model import (
    DutyTerms,
    ReturnTerms,
    SetBy,
)
from tenor.terms.names import tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import choice, clause, deadline, every, identity, one_of, roles, yes_no

IF_CLOSED = ("next working day", "working day before", "stays")


def return_(node: Node) -> ReturnTerms:
    with node.of.collect() as ids:
        found = _return(node.keys("return"))
    return replace(found, readings=tuple(ids))


def _return(node: Node) -> ReturnTerms:
    started, together = by_event(node)
    when_due = node.take_or_hole("due", lambda each: due(each, at_meeting=of_events(started)), None)
    named = isinstance(when_due, DuePhrase) and type(when_due.form).__name__ in ("NthWeekday", "NthDay")
    if_closed: Any = node.take("if_closed", choice(*IF_CLOSED), "next working day" if named else "stays")
    covers: Any = node.take("covers", choice("the period", "previous period"), "the period")
    return ReturnTerms(
        id=node.need("id", identity),
        clause=node.take("clause", clause, ()),
        by=node.need("by", roles),
        to=node.take("to", roles, ()),
        holds=node.need("holds", _holds),
        # of one that an event asks for: it covers a day, the one on which that happened
        every=EveryPeriod(kind="day") if started else node.need("every", every),
        when=started,
        when_all=together,
        due=when_due,
        if_closed=if_closed,
        completed=node.take_or_hole("completed", _completed, None),
        covers=covers,
        following=following(node),
        not_before=node.take("not_before", deadline, None),
        nil_return=node.take("nil_return", yes_no, None),
    )


def _holds(node: Node) -> tuple[str, ...]:
    """Datasets, and ids of stated KPIs."""
    known = (*node.of.names.datasets, *node.of.names.stated)
    items = node.nodes() if isinstance(node.value, list) else [node]
    return tuple(one_of(each, "dataset", known) for each in items)


def _completed(node: Node) -> Any:
    return "with the next return" if tidy(text(node)) == "with the next return" else deadline(node)


# --- duties --------------------------------------------------------------------------------------------


def duty(node: Node, heading: str) -> DutyTerms:
    node.keys("duty")
    if_closed: Any = node.take("if_closed", choice(*IF_CLOSED), None)
    started, together = node.take("when", starting, ((), False))
    how_often, person = node.take("every", _duty_every, (None, None))
    return DutyTerms(
        id=node.need("id", identity),
        heading=heading,
        clause=node.take("clause", clause, ()),
        by=node.need("by", roles),
        what=node.need("what", text),
        due=node.take_or_hole("due", lambda each: due(each, at_meeting=of_events(started)), None),
        to=node.take("to", roles, ()),
        every=how_often,
        set_by=person,
        when=started,
        when_all=together,
        not_before=node.take("not_before", deadline, None),
        if_closed=if_closed,
        found_in=node.take_text("found_in"),
        audit_by=node.take("audit_by", roles, ()),
        following=following(node),
    )


def _duty_every(node: Node) -> tuple[Every | None, SetBy | None]:
    """A rhythm, `{each: DATASET}`, or `{set_by: WHO, expected}`: left to a person, with what is expected until somebody decides."""
    if isinstance(node.value, Mapping) and "each" in node.value:
        return EachOf(dataset=node.keys("each").need("each", lambda one: one_of(one, "dataset", tuple(node.of.names.datasets)))), None
    if not isinstance(node.value, Mapping):
        return every(node), None
    person = set_by(node)
    expected = node.get("expected")
    return (every(expected) if expected is not None else None), person
