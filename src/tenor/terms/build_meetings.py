"""Meetings: how often or for what, who is there, what is talked about, and its minutes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.every import Every
from tenor.terms.build_duties import IF_CLOSED
from tenor.terms.build_following import answer, following
from tenor.terms.build_rules import due, set_by
from tenor.terms.build_started import by_event
from tenor.terms.model import (
    AgendaItem,
    Answer,
    MeetingTerms,
    MinutesTerms,
    Rhythm,
    SetBy,
)
from tenor.terms.node import Node, text
from tenor.terms.phrases import choice, clause, deadline, deadline_or_anchor, every, identity, role, roles, yes_no


def meeting(node: Node) -> MeetingTerms:
    with node.of.collect() as ids:
        found = _meeting(node.keys("meeting"))
    return replace(found, readings=tuple(ids))


def _meeting(node: Node) -> MeetingTerms:
    if_closed: Any = node.take("if_closed", choice(*IF_CLOSED), None)
    started, together = by_event(node)
    if started and node.get("due") is None:
        raise node.at_key("when").wrong("when-without-due")
    several: Any = node.take("if_several", choice("most frequent", "latest decision", "quarterly only"), "most frequent")
    return MeetingTerms(
        id=node.need("id", identity),
        clause=node.take("clause", clause, ()),
        title=node.need("title", text),
        by=node.need("by", role),
        rhythms=() if started else node.need("every", _rhythms),
        when=started,
        when_all=together,
        following=following(node),
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
