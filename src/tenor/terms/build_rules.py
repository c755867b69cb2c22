"""Rules: when this, then that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tenor.base.phrases.due import AtAllTimes, DuePhrase, EndOf, NextMeeting, NthDay, NthWeekday
from tenor.terms.build_levels import missing
from tenor.terms.build_money import account
from tenor.terms.build_when import Branches, counted, when
from tenor.terms.model import CompareIs, JudgedIs, MissingPolicy, Rule, SetBy, TotalIs
from tenor.terms.names import tidy
from tenor.terms.node import Node, Unreadable, text
from tenor.terms.phrases import clause, deadline, deadline_or_anchor, event, identity, one_of, role


def rule(node: Node) -> Rule:
    with node.of.collect() as ids:
        found = _rule(node.keys("rule"))
    return replace(found, readings=tuple(ids))


def _rule(node: Node) -> Rule:
    branches: Branches = node.take("when", when, ())
    taken = _steps_of(node)
    says = account(node, branches, counted)
    fields: dict[str, Any] = {
        "from_": node.take("from", deadline_or_anchor, None),
        "only_after": node.take("only_after", _only_after, ()),
        "due": node.take_or_hole("due", due, None),
        "missing": node.take("missing", missing, MissingPolicy()),
        "except_": node.take("except", _except, ()),
        **node.take("until", _until, {}),
    }
    if not branches or taken is None:
        raise Unreadable("when")
    return Rule(
        id=node.need("id", identity),
        clause=node.need("clause", clause),
        branches=branches * 2 if taken.allowed else branches,
        steps=taken.steps,
        may=taken.may,
        choose=taken.choose,
        in_order=taken.in_order,
        allowed=taken.allowed,
        considering=taken.considering,
        **fields,
        **says,
    )


# --- then, may ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a rule brings about."""

    steps: tuple[str, ...]
    may: bool
    choose: bool = False
    in_order: bool = False
    allowed: tuple[str, ...] = ()
    considering: str = ""


def _steps_of(node: Node) -> Taken | None:
    """`then` obliges, `may` allows."""
    both = [key for key in ("then", "may") if node.get(key) is not None]
    if not both:
        if not any(node.get(key) is not None for key in ("points", "money")):
            node.wrong("rule-without-step")
            return None
        return Taken(steps=(), may=False)
    found = [node.take(key, lambda each, key=key: _steps(each, key == "may"), None) for key in both]  # type: ignore[misc]
    if len(found) == 1:
        return found[0]
    return _obliges_and_allows(node, found[0], found[1])


def _obliges_and_allows(node: Node, then: Taken | None, may: Taken | None) -> Taken | None:
    """Each a list of steps: a choice or an order beside others is a rule of its own."""
    if then is None or may is None:
        return None
    if then.choose or then.in_order or may.choose or may.in_order:
        raise node.at_key("may").not_yet("choose or in_order, in a rule with then and may")
    return Taken(steps=tuple(dict.fromkeys((*then.steps, *may.steps))), may=False, allowed=may.steps)


def _steps(node: Node, may: bool) -> Taken:
    if isinstance(node.value, Mapping) and "in_order" in node.value:
        return Taken(steps=node.keys("in_order").need("in_order", _step_names), may=may, in_order=True)
    if isinstance(node.value, Mapping):
        node.keys("choose")
        chosen = node.need("choose", _step_names)
        return Taken(steps=chosen, may=may, choose=True, considering=node.take_text("considering"))
    return Taken(steps=_step_names(node), may=may)


def _step_names(node: Node) -> tuple[str, ...]:
    steps = node.of.names.steps
    if isinstance(node.value, list):
        return node.each(lambda each: one_of(each, "step", steps))
    return (one_of(node, "step", steps),)


# --- from, until, gates, exceptions ------------------------------------------------------------------------------


def _only_after(node: Node) -> tuple[str, ...]:
    """Events of which one must have happened; `nothing` = none."""
    if tidy(str(node.value)) == "nothing":
        return ()
    return node.each(event) if isinstance(node.value, list) else (event(node),)


def _until(node: Node) -> dict[str, Any]:
    """A deadline, or "decided by WHO [and not before DEADLINE]"."""
    decided = re.fullmatch(r"decided by (.+?)(?: and not before (.+))?", text(node), re.IGNORECASE)
    if decided is None:
        return {"until": deadline_or_anchor(node)}
    found: dict[str, Any] = {"until_decided_by": role(_part(node, decided[1]))}
    if decided[2]:
        found["until"] = deadline_or_anchor(_part(node, decided[2]))
    return found


def _part(node: Node, value: str) -> Node:
    """A part of a phrase, at the place of the whole."""
    return Node(value, node.of, node.path, node.clause, node.spot, node.via)


def _except(node: Node) -> Branches:
    """What lifts the rule, any of them: a person's finding alone, or what else holds in the same period."""
    branches = when(node)
    for found in branches:
        if len(found) > 1 and any(isinstance(each, JudgedIs) for each in found):
            raise node.not_yet("except of what is judged and something else")
        if any(getattr(each, "window", None) is not None or isinstance(each, TotalIs | CompareIs) for each in found):
            raise node.not_yet("except with for, of a total or of a comparison")
    return branches


# --- due ---------------------------------------------------------------------------------------------------------


def due(node: Node, at_meeting: bool = False) -> DuePhrase | SetBy:
    """A deadline, or `{set_by: WHO, considering, not_before}`. `at_meeting`: of what something starts, also at the next of a series."""
    if isinstance(node.value, Mapping):
        return set_by(node)
    found = deadline(node, at_meeting=at_meeting)
    if isinstance(found.form, NextMeeting) and found.by_time is not None:
        raise node.not_yet(f"{tidy(text(node))}: an hour of a meeting")
    return found


def due_of_decision(node: Node) -> DuePhrase:
    """By when it is decided: counted from the day the conditions were met or from what happened, or at the next meeting of a series."""
    if isinstance(node.value, Mapping):
        raise node.not_yet("set_by, of when to decide")
    found = deadline(node, at_meeting=True)
    form = found.form
    anchor = getattr(form, "anchor", "")
    if found.by_time is not None or isinstance(form, NthWeekday | NthDay | EndOf | AtAllTimes) or anchor in ("period start", "period end"):
        raise node.not_yet(f"{tidy(text(node))}, of when to decide")
    return found


def set_by(node: Node) -> SetBy:
    node.keys("set_by")
    return SetBy(
        who=node.need("set_by", role),
        considering=node.take_text("considering"),
        not_before=node.take("not_before", deadline, None),
        expected=node.take_text("expected"),
    )


__all__ = ["due", "due_of_decision", "rule", "set_by", "when"]
