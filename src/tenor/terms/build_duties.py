"""Returns, meetings and duties: who, what, by when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.every import EachOf, Every
from tenor.terms.build_following import answer, following
from tenor.terms.build_rules import due, set_by, when
from tenor.terms.model import (
    AgendaItem,
    Answer,
    Counted,
    DutyTerms,
    EventIs,
    MeetingTerms,
    MinutesTerms,
    ReturnTerms,
    Rhythm,
    RowsIs,
    SetBy,
)
from tenor.terms.names import tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import choice, clause, deadline, deadline_or_anchor, every, identity, one_of, role, roles, yes_no

IF_CLOSED = ("next working day", "working day before", "stays")


def return_(node: Node) -> ReturnTerms:
    with node.of.collect() as ids:
        found = _return(node.keys("return"))
    return replace(found, readings=tuple(ids))


def _return(node: Node) -> ReturnTerms:
    when_due = node.take_or_hole("due", due, None)
    named = isinstance(when_due, DuePhrase) and type(when_due.form).__name__ in ("NthWeekday", "NthDay")
    if_closed: Any = node.take("if_closed", choice(*IF_CLOSED), "next working day" if named else "stays")
    covers: Any = node.take("covers", choice("the period", "previous period"), "the period")
    return ReturnTerms(
        id=node.need("id", identity),
        clause=node.take("clause", clause, ()),
        by=node.need("by", roles),
        to=node.take("to", roles, ()),
        holds=node.need("holds", _holds),
        every=node.need("every", every),
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


# --- meetings --------------------------------------------------------------------------------------------------


def meeting(node: Node) -> MeetingTerms:
    with node.of.collect() as ids:
        found = _meeting(node.keys("meeting"))
    return replace(found, readings=tuple(ids))


def _meeting(node: Node) -> MeetingTerms:
    if_closed: Any = node.take("if_closed", choice(*IF_CLOSED), None)
    several: Any = node.take("if_several", choice("most frequent", "latest decision", "quarterly only"), "most frequent")
    return MeetingTerms(
        id=node.need("id", identity),
        clause=node.take("clause", clause, ()),
        title=node.need("title", text),
        by=node.need("by", role),
        rhythms=node.need("every", _rhythms),
        if_several=several,
        must_attend=node.take("must_attend", roles, ()),
        attendance=node.take("attendance", clause, ()),
        invited=node.take("invited", roles, ()),
        mode=node.take_text("mode"),
        agenda=node.take("agenda", lambda each: each.each(_agenda_item), ()),
        minutes=node.take("minutes", _minutes, None),
        to=node.take("to", roles, ()),
        consulted=node.take("consulted", roles, ()),
        due=node.take("due", deadline, None),
        not_before=node.take("not_before", deadline, None),
        if_closed=if_closed,
        signed_by=node.take("signed_by", _sides, ()),
    )


def _sides(node: Node) -> tuple[str, ...]:
    """Who signs for which side is that side's own affair: a role would have to be known by its signature."""
    found = roles(node)
    if not set(found) <= {"buyer", "supplier"}:
        raise node.not_yet("signed_by of anyone but the two sides")
    return found


def _rhythms(node: Node) -> tuple[Rhythm, ...]:
    if isinstance(node.value, list):
        return node.each(_rhythm)
    how_often, person = _every_or_set_by(node)
    return (Rhythm(clause=node.clause, every=how_often, set_by=person),)


def _every_or_set_by(node: Node) -> tuple[Every | None, SetBy | None]:
    if isinstance(node.value, Mapping) and "each" not in node.value:
        return None, set_by(node)
    return every(node), None


def _rhythm(node: Node) -> Rhythm:
    node.keys("rhythm")
    how_often, person = node.need("every", _every_or_set_by)
    from_, from_event = node.take("from", _from, (None, ""))
    return Rhythm(
        clause=node.take("clause", clause, ()),
        every=how_often,
        set_by=person,
        from_=from_,
        from_event=from_event,
        **node.take("until", _until, {}),
    )


def _from(node: Node) -> tuple[DuePhrase | None, str]:
    """From an event ("issue of formal warning"), or from a day."""
    found = node.of.names.event(text(node))
    if found is not None and found not in ("contract start", "contract end"):
        return None, found
    return deadline_or_anchor(node), ""


def _until(node: Node) -> dict[str, Any]:
    """A deadline, or "decided by WHO [and not before DEADLINE]"."""
    decided = re.fullmatch(r"decided by (.+?)(?: and not before (.+))?", text(node), re.IGNORECASE)
    if decided is None:
        return {"until": deadline_or_anchor(node)}
    who = replace_value(node, decided[1])
    found: dict[str, Any] = {"until_decided_by": role(who)}
    if decided[2]:
        found["until_not_before"] = deadline(replace_value(node, decided[2]))
    return found


def replace_value(node: Node, value: str) -> Node:
    """A part of a phrase, at the place of the whole."""
    return Node(value, node.of, node.path, node.clause, node.spot, node.via)


def _agenda_item(node: Node) -> AgendaItem:
    node.keys("agenda-item")
    return AgendaItem(clause=node.take("clause", clause, ()), item=node.take_text("item"), standing=node.take("standing", yes_no, True))


def _minutes(node: Node) -> MinutesTerms:
    node.keys("minutes")
    if_withheld: Any = node.take("if_withheld", choice("keep both texts", "not final"), "keep both texts")
    answered = node.take("answer", answer, None) or Answer(by="", due=None, choices=())
    return MinutesTerms(
        clause=node.take("clause", clause, ()),
        by=node.need("by", role),
        to=node.take("to", text, "everyone attending"),
        due=node.take_or_hole("due", due, None),
        if_withheld=if_withheld,
        final=node.take_or_hole("final", due, None),
        answer_by=answered.by,
        answer_due=answered.due,
        choices=answered.choices,
        silence=answered.silence,
    )


# --- duties --------------------------------------------------------------------------------------------


def duty(node: Node, heading: str) -> DutyTerms:
    node.keys("duty")
    if_closed: Any = node.take("if_closed", choice(*IF_CLOSED), None)
    started = node.take("when", _starts, ())
    how_often, person = node.take("every", _duty_every, (None, None))
    return DutyTerms(
        id=node.need("id", identity),
        heading=heading,
        clause=node.take("clause", clause, ()),
        by=node.need("by", roles),
        what=node.need("what", text),
        due=node.take_or_hole("due", due, None),
        to=node.take("to", roles, ()),
        every=how_often,
        set_by=person,
        when=started,
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


def _starts(node: Node) -> tuple[Counted, ...]:
    branches = when(node)
    if len(branches) != 1:
        raise node.not_yet("any, for what starts a duty")
    one = branches[0][0]
    if len(branches[0]) > 1 or not isinstance(one, EventIs | RowsIs) or one.window is not None:
        raise node.not_yet("anything but one event or rows, for what starts a duty")
    return branches[0]
