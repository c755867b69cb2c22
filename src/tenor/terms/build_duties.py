"""Returns, meetings, duties and steps: who, what, by when."""

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
    Following,
    MeetingTerms,
    MinutesTerms,
    ReturnTerms,
    Rhythm,
    RowsIs,
    SetBy,
    StepTerms,
)
from tenor.terms.names import tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import choice, clause, deadline, deadline_or_anchor, every, identity, names, one_of, role, roles, yes_no

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
    )


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


# --- duties and steps --------------------------------------------------------------------------------------------


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


OUTCOMES = ("taken", "not taken", "advice")


def step(node: Node) -> StepTerms:
    node.keys("step")
    kind: Any = node.need("kind", choice("decision", "notice", "plan", "meeting", "duty", "waiver"))
    printed, added = node.take("columns", _columns, ((), ()))
    return StepTerms(
        name=node.name,
        clause=node.need("clause", clause),
        kind=kind,
        by=node.need("by", roles),
        what=node.take_text("what"),
        due=node.take_or_hole("due", due, None),
        holds=node.take("holds", names, ()),
        must_state=node.take("must_state", names, ()),
        agreed_by=node.take("agreed_by", roles, ()),
        columns=printed,
        added_columns=added,
        choices=node.take("choices", _choices, {}),
        under=node.take_text("under"),
        lapses=node.take("lapses", _lapses, "never"),
        reviewed=node.take("reviewed", _reviewed, "review date of the plan"),
        following=_step_following(node, kind),
    )


def _step_following(node: Node, kind: str) -> Following:
    """Only what one side gives the other is answered: a notice or a plan. What is read and would set no day is refused."""
    if kind not in ("notice", "plan"):
        for key in ("answer", "if_refused"):
            if node.get(key) is not None:
                raise node.at_key(key).not_yet(f"{key}, of a {kind}")
    if node.get("grace") is not None:
        raise node.at_key("grace").not_yet(f"grace, of a {kind}")
    if kind != "plan" and node.get("may_extend") is not None:
        raise node.at_key("may_extend").not_yet(f"may_extend, of a {kind}")
    # a decision is due by the day of the rule that asks for it
    if kind == "decision" and node.get("due") is not None:
        raise node.at_key("due").not_yet("due, of a decision")
    return following(node)


def _columns(node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    node.keys("columns")
    return node.need("print", names), node.take("add", names, ())


def _choices(node: Node) -> dict[str, Any]:
    """Option → taken, not taken or advice. A list may only name these three: what another option comes to must be said."""
    if isinstance(node.value, Mapping):
        found = {child.name: child.read(choice(*OUTCOMES), None) for child in node.nodes()}
        return {option: outcome for option, outcome in found.items() if outcome is not None}
    listed = names(node)
    if not set(listed) <= set(OUTCOMES):
        raise node.not_yet("options of a decision without what each comes to (taken, not taken or advice)")
    return {option: option for option in listed}


def _lapses(node: Node) -> Any:
    return "never" if tidy(text(node)) == "never" else deadline(node)


def _reviewed(node: Node) -> Any:
    found = tidy(text(node))
    return found if found in ("review date of the plan", "next final figure") else deadline(node)
