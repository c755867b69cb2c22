"""When: what a rule counts, and how often."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tenor.base.phrases.deadline import parse_deadline
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.base.phrases.reader import PhraseError
from tenor.terms.build_conditions import Rows, condition
from tenor.terms.build_data import rest_on_fields
from tenor.terms.build_money import total_is
from tenor.terms.build_states import can_be
from tenor.terms.model import AllOf, CompareIs, Counted, DutyIs, EventIs, JudgedIs, KpiIs, RowsIs, TotalIs
from tenor.terms.names import tidy
from tenor.terms.node import Node, Unreadable, nearest, text
from tenor.terms.phrases import choice, event, level_names, names, one_of, role, span_known, window
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
    "cured",
    "not cured",
    "not improved",
    "not engaged",
    "not held",
)
MAX_BRANCHES = 50


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
    for branch in together:
        _one_window(node, branch)
    return together


def _one_window(node: Node, branch: tuple[Counted, ...]) -> None:
    """What is counted is that all hold in one period: so the first says how often, for all of them."""
    if len(branch) > 1 and any(isinstance(each, CompareIs) for each in branch):
        raise node.not_yet("a comparison, and something else in the same period")
    if len(branch) > 1 and all(isinstance(each, TotalIs | JudgedIs) for each in branch):
        raise node.not_yet("a total beside another total, or beside what is judged, alone")
    said = [getattr(each, "window", None) for each in branch]
    if any(each is not None and each != said[0] for each in said):
        raise node.not_yet("a list of which only the second has for, or another for than the first")


def _none(node: Node) -> Branches:
    parts = node.each(counted) if isinstance(node.value, list) else (counted(node),)
    found = [replace(part, none=True) for part in parts if isinstance(part, KpiIs | EventIs | DutyIs | RowsIs) and part.window is None]
    if len(found) < len(parts):
        raise node.not_yet("none of what is judged, added up, or counted with for")
    return (tuple(found),)


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
        return _duty_is(node)
    if kind == "judged":
        return JudgedIs(text=node.need("judged", text), by=node.need("by", role))
    if kind == "rows":
        return _rows_is(node)
    if kind == "total":
        return total_is(node)
    raise Unreadable(kind)


# --- ratings -----------------------------------------------------------------------------------------------------


def _kpi_is(node: Node) -> KpiIs:
    of = node.need("kpi", _kpi_names)
    return KpiIs(
        of=() if of in (("any",), ("overall",)) else of,
        levels=node.need("is", lambda each: level_names(each, node.of.names.ladders_of(() if of == ("any",) else of))),
        window=node.take("for", window, None),
        same=node.take("same", _same_of_kpis, "kpi"),
        overall=of == ("overall",),
        named=len(of) == 1
        and of[0] not in ("any", "overall", *node.of.names.families)
        and not tidy(str(node.value["kpi"])).startswith("tagged "),
    )


def _same_of_kpis(node: Node) -> str:
    """`kpi`, `nothing`, or the field of which KPIs have a figure for each value; a list with `kpi` in it is `kpi`."""
    found = tuple(tidy(each) for each in names(node))
    if "kpi" in found or found == ("nothing",):
        return "kpi" if "kpi" in found else "nothing"
    if len(found) > 1:
        raise node.not_yet("same: several fields, of KPIs")
    return _field_of_any(node, names(node)[0])


def _field_of_any(node: Node, name: str) -> str:
    """`unit`, or a field of some dataset."""
    if tidy(name) == "unit" or node.of.names.meaning(name) == "unit":
        return "unit"
    return one_of(Node(name, node.of, node.path, node.clause, node.spot, node.via), "field", _all_fields(node))


def _all_fields(node: Node) -> list[str]:
    return sorted({field for each in node.of.names.datasets.values() for field in each})


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


# --- events, rows ------------------------------------------------------------------------------------------------


def _event_is(node: Node) -> EventIs:
    chosen = node.take_text("chosen")
    if chosen and chosen not in node.of.names.choices:
        raise node.child("chosen", node.value["chosen"]).unknown("option", chosen, node.of.names.choices)
    return EventIs(
        name=node.need("event", event),
        window=node.take("for", window, None),
        chosen=chosen,
        same=node.take("same", _same_of_events, ()),
    )


def _same_of_events(node: Node) -> tuple[str, ...]:
    """`kpi`, `unit`, both; `nothing` = they may differ."""
    found = names(node)
    if tuple(map(tidy, found)) == ("nothing",):
        return ()
    same = tuple("kpi" if tidy(each) == "kpi" else _field_of_any(node, each) for each in found)
    for each in same:
        if each not in ("kpi", "unit"):
            raise node.not_yet(f"same: {each}, of an event")
    return same


def _rows_is(node: Node) -> RowsIs:
    """Each row of a dataset for which the condition holds."""
    id = node.need("rows", lambda each: one_of(each, "dataset", tuple(node.of.names.datasets)))
    rows = Rows(id, node.of.datasets.get(id), node.of.datasets)
    node.of.rest_on(node.of.rests.get(("dated", id), ()))
    return RowsIs(
        dataset=id,
        where=node.take("where", lambda each: condition(each, rows), AllOf()),
        window=node.take("for", window, None),
        same=node.take("same", lambda each: _same_of_rows(each, rows), ()),
    )


def _same_of_rows(node: Node, rows: Rows) -> tuple[str, ...]:
    """Fields of the row; `nothing` = they may differ. `unit` is the field of that type, whatever it is called."""
    found = names(node)
    if tuple(map(tidy, found)) == ("nothing",):
        return ()
    fields = rows.dataset.fields if rows.dataset else {}
    of_unit = next((name for name, field in fields.items() if field.kind == "unit"), "unit")
    same = tuple(of_unit if tidy(each) == "unit" else each for each in found)
    for each in same if rows.dataset is not None else ():
        if each not in rows.known:
            raise node.unknown("field", each, rows.known)
    rest_on_fields(node, rows.id, list(same))
    return same


# --- duties ------------------------------------------------------------------------------------------------------


def _duty_is(node: Node) -> DutyIs:
    same = node.take("same", choice("duty", "nothing"), "duty")
    duties = node.need("duty", _duty_names)
    return DutyIs(
        duties=duties,
        window=node.take("for", window, None),
        together=same == "nothing",
        **node.need("is", lambda each: _states(each, duties)),
    )


def _duty_names(node: Node) -> tuple[str, ...]:
    here = node.of.names
    known = (*here.duties, *here.steps, *here.returns, *here.meetings)
    if isinstance(node.value, list):
        return node.each(lambda each: one_of(each, "duty", known))
    found = here.event(text(node)) if text(node).startswith("answer to ") else None
    return (found or one_of(node, "duty", known),)


def _states(node: Node, duties: tuple[str, ...]) -> dict[str, Any]:
    """States, one of which the duty is in; "late by more than 5 working days" counts from the day it was due."""
    found: dict[str, Any] = {}
    states: list[str] = []
    for each in node.nodes() if isinstance(node.value, list) else [node]:
        state = tidy(text(each))
        if more := re.fullmatch(r"late by more than (.+)", state):
            found["late_by"], state = _late_by(each, more[1]), "late"
        elif state.startswith("done by "):
            found["done_by"], state = _done_by(each, state.removeprefix("done by ")), "done"
        elif state not in STATES:
            raise each.unknown("state", state, STATES)
        if state in states:
            raise each.not_yet(f"two kinds of {state} in one list")
        can_be(each, state, duties)
        states.append(state)
    return {"states": tuple(states), **found}


def _late_by(node: Node, span: str) -> DuePhrase:
    found = parse_deadline(f"{span} after due")
    if isinstance(found, PhraseError):
        raise node.refused(found)
    return replace(found, form=replace(found.form, span=span_known(node, found.form.span))) if isinstance(found.form, SpanDue) else found


def _done_by(node: Node, day: str) -> date:
    found = day_of(day)
    if found is None:
        raise node.wrong("date-wrong", text=day)
    return found
