"""Rules: when this, then that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tenor.base.phrases.deadline import parse_deadline
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.base.phrases.reader import PhraseError
from tenor.base.phrases.window import Times, Window
from tenor.terms.build_levels import missing
from tenor.terms.model import Counted, DutyIs, EventIs, Hole, JudgedIs, KpiIs, MissingPolicy, Rule, SetBy
from tenor.terms.names import tidy
from tenor.terms.node import Node, Unreadable, nearest, text
from tenor.terms.phrases import (
    clause,
    day_kind,
    deadline,
    deadline_or_anchor,
    event,
    identity,
    level_names,
    one_of,
    role,
    window,
)
from tenor.terms.tables import day_of

Branches = tuple[tuple[Counted, ...], ...]
KINDS = ("kpi", "event", "duty", "judged", "rows", "total", "compare")
STATES = (
    "late",
    "done",
    "failed",
    "not agreed",
    "refused",
    "breached",
    "not cured",
    "not improved",
    "not engaged",
    "not held",
)
NOT_YET_STATES = ("refused", "breached", "not cured")
MAX_BRANCHES = 50


def rule(node: Node) -> Rule:
    with node.of.collect() as ids:
        found = _rule(node.keys("rule"))
    return replace(found, readings=tuple(ids))


def _rule(node: Node) -> Rule:
    branches = node.take("when", when, ())
    taken = _steps_of(node)
    fields: dict[str, Any] = {
        "from_": node.take("from", deadline_or_anchor, None),
        "until": node.take("until", _until, None),
        "only_after": node.take("only_after", _only_after, ()),
        "due": _plain_due(node),
        "missing": node.take("missing", missing, MissingPolicy()),
    }
    if not branches or taken is None:
        raise Unreadable("when")
    return Rule(
        id=node.need("id", identity),
        clause=node.need("clause", clause),
        branches=branches,
        steps=taken.steps,
        may=taken.may,
        choose=taken.choose,
        considering=taken.considering,
        **fields,
    )


def _plain_due(node: Node) -> DuePhrase | Hole | None:
    found = node.take_or_hole("due", due, None)
    if isinstance(found, SetBy):
        node.child("due", node.value["due"]).not_yet("set_by, for the due of a rule")
        return None
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a rule brings about."""

    steps: tuple[str, ...]
    may: bool
    choose: bool = False
    considering: str = ""


def _steps_of(node: Node) -> Taken | None:
    """`then` obliges, `may` allows."""
    both = [key for key in ("then", "may") if node.get(key) is not None]
    if len(both) == 2:
        node.at_key("may").not_yet("then and may in one rule")
    if not both:
        if not any(node.get(key) is not None for key in ("points", "money")):
            node.wrong("rule-without-step")
        return None
    return node.take(both[0], lambda each: _steps(each, both[0] == "may"), None)


def _steps(node: Node, may: bool) -> Taken:
    if isinstance(node.value, Mapping):
        if "in_order" in node.value:
            raise node.at_key("in_order").not_yet("in_order")
        node.keys("choose")
        chosen = node.need("choose", _step_names)
        return Taken(steps=chosen, may=may, choose=True, considering=node.take_text("considering"))
    return Taken(steps=_step_names(node), may=may)


def _step_names(node: Node) -> tuple[str, ...]:
    steps = node.of.names.steps
    if isinstance(node.value, list):
        return node.each(lambda each: one_of(each, "step", steps))
    return (one_of(node, "step", steps),)


def _only_after(node: Node) -> tuple[str, ...]:
    """Events of which one must have happened; `nothing` = none."""
    if tidy(str(node.value)) == "nothing":
        return ()
    return node.each(event) if isinstance(node.value, list) else (event(node),)


def _until(node: Node) -> DuePhrase:
    if tidy(text(node)).startswith("decided by"):
        raise node.not_yet("until decided by, for a rule")
    return deadline_or_anchor(node)


# --- when ----------------------------------------------------------------------------------------------------


def when(node: Node) -> Branches:
    """One condition; a list = all, in the same period; `{any: […]}` = each branch by itself; `{none: […]}`."""
    if isinstance(node.value, list):
        return _all(node, [each.read(when, None) for each in node.nodes()])
    if not isinstance(node.value, Mapping):
        raise node.wrong("when-map", text=str(node.value))
    if "any" in node.value:
        node.keys("any-when")
        lines = node.need("any", lambda each: each.each(when))
        return tuple(branch for branches in lines for branch in branches)
    if "all" in node.value:
        return node.need("all", when)
    if "none" in node.value:
        return node.keys("none-when").need("none", _none)
    return ((counted(node),),)


def _all(node: Node, parts: list[Branches | None]) -> Branches:
    """All parts together: each branch of one with each branch of the others."""
    together: Branches = ((),)
    for part in parts:
        if part is None:
            raise Unreadable(node.name)
        together = tuple((*left, *right) for left in together for right in part)
        if len(together) > MAX_BRANCHES:
            raise node.wrong("when-too-many", most=MAX_BRANCHES)
    return together


def _none(node: Node) -> Branches:
    parts = node.each(counted) if isinstance(node.value, list) else (counted(node),)
    if not all(isinstance(part, KpiIs) and part.window is None for part in parts):
        raise node.not_yet("none of anything but levels in one period")
    return (tuple(replace(part, none=True) for part in parts if isinstance(part, KpiIs)),)


def counted(node: Node) -> Counted:
    """One of the things that can be counted."""
    if not isinstance(node.value, Mapping):
        raise node.wrong("when-map", text=str(node.value))
    kind = next((each for each in KINDS if each in node.value), None)
    if kind is None:
        first = str(next(iter(node.value), ""))
        raise node.at_key(first).wrong("unknown-key", key=first, hint=nearest(first, (*KINDS, "any", "none")))
    node.keys(f"{kind}-is")
    if kind == "kpi":
        return _kpi_is(node)
    if kind == "event":
        return _event_is(node)
    if kind == "duty":
        return DutyIs(duties=node.need("duty", _duty_names), **node.need("is", _states))
    if kind == "judged":
        return JudgedIs(text=node.need("judged", text), by=node.need("by", role))
    raise Unreadable(kind)


def _kpi_is(node: Node) -> KpiIs:
    of = node.need("kpi", _kpi_names)
    same = node.take("same", text, "kpi")
    if same not in ("kpi", "nothing"):
        raise node.child("same", node.value["same"]).not_yet(f"same: {same}")
    return KpiIs(
        of=() if of in (("any",), ("overall",)) else of,
        levels=node.need("is", lambda each: level_names(each, node.of.names.ladders_of(() if of == ("any",) else of))),
        window=node.take("for", window, None),
        same="nothing" if same == "nothing" else "kpi",
        overall=of == ("overall",),
        named=len(of) == 1
        and of[0] not in ("any", "overall", *node.of.names.families)
        and not tidy(str(node.value["kpi"])).startswith("tagged "),
    )


def _kpi_names(node: Node) -> tuple[str, ...]:
    """`any`, `overall`, an id, a list of ids, `tagged equality`."""
    if isinstance(node.value, list):
        return node.each(lambda each: one_of(each, "kpi", node.of.names.kpis))
    found = text(node)
    if tidy(found) in ("any", "overall"):
        return (tidy(found),)
    if tidy(found).startswith("tagged "):
        tag = found.split(maxsplit=1)[1]
        tagged = tuple(id for id, tags in node.of.names.tags.items() if tag in tags)
        if not tagged:
            raise node.unknown("tag", tag, {tag for tags in node.of.names.tags.values() for tag in tags})
        return tagged
    return (one_of(node, "kpi", (*node.of.names.kpis, "any", "overall")),)


def _event_is(node: Node) -> EventIs:
    chosen = node.take_text("chosen")
    if chosen and chosen not in node.of.names.choices:
        raise node.child("chosen", node.value["chosen"]).unknown("option", chosen, node.of.names.choices)
    return EventIs(name=node.need("event", event), window=node.take("for", _times, None), chosen=chosen)


def _times(node: Node) -> Window:
    """Events are counted by how often they happened; periods with one in them are not yet understood."""
    found = window(node)
    if not isinstance(found, Times):
        raise node.not_yet(f"{text(node)}, of an event")
    return found


def _duty_names(node: Node) -> tuple[str, ...]:
    here = node.of.names
    known = (*here.duties, *here.steps, *here.returns, *here.meetings)
    if isinstance(node.value, list):
        return node.each(lambda each: one_of(each, "duty", known))
    found = here.event(text(node)) if text(node).startswith("answer to ") else None
    return (found or one_of(node, "duty", known),)


def _states(node: Node) -> dict[str, Any]:
    """States, one of which the duty is in; "late by more than 5 working days" counts from the day it was due."""
    late_by: DuePhrase | None = None
    states = []
    for each in node.nodes() if isinstance(node.value, list) else [node]:
        found = tidy(text(each))
        more = re.fullmatch(r"late by more than (.+)", found)
        if more:
            late_by = _late_by(each, more[1])
        elif found.startswith("done by ") and (day_of(found[8:]) or " " in found[8:]):
            raise each.not_yet(found)
        elif found not in STATES:
            raise each.unknown("state", found, STATES)
        elif found in NOT_YET_STATES:
            raise each.not_yet(f"a duty that is {found}")
        states.append("late" if more else found)
    return {"states": tuple(states), "late_by": late_by}


def _late_by(node: Node, span: str) -> DuePhrase:
    found = parse_deadline(f"{span} after due")
    if isinstance(found, PhraseError):
        raise node.refused(found)
    if isinstance(found.form, SpanDue) and found.form.span.unit == "day":
        day_kind(node, found.form.span.kind or "day")
    return found


def due(node: Node) -> DuePhrase | SetBy:
    """A deadline, or `{set_by: WHO, considering, not_before}`."""
    if isinstance(node.value, Mapping):
        return set_by(node)
    return deadline(node)


def set_by(node: Node) -> SetBy:
    node.keys("set_by")
    return SetBy(
        who=node.need("set_by", role),
        considering=node.take_text("considering"),
        not_before=node.take("not_before", deadline, None),
        expected=node.take_text("expected"),
    )
