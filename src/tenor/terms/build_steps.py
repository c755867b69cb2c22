"""Steps: what a rule brings about, by when, and what follows once it was given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenor.terms.build_duties import IF_CLOSED
from tenor.terms.build_following import following
from tenor.terms.build_rules import due, due_of_decision
from tenor.terms.model import Following, StepTerms
from tenor.terms.model.duties import OUTCOMES
from tenor.terms.names import tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import choice, clause, deadline, names, roles


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
        due=node.take_or_hole("due", due_of_decision if kind == "decision" else lambda each: due(each, at_meeting=kind != "plan"), None),
        holds=node.take("holds", names, ()),
        must_state=node.take("must_state", names, ()),
        agreed_by=node.take("agreed_by", roles, ()),
        columns=printed,
        added_columns=added,
        choices=node.take("choices", lambda each: _choices(each, kind), {}),
        under=node.take_text("under"),
        lapses=node.take("lapses", _lapses, "never"),
        reviewed=node.take("reviewed", _reviewed, "review date of the plan"),
        following=_step_following(node, kind),
        **_of_duty(node, kind),
    )


def _step_following(node: Node, kind: str) -> Following:
    """Only what one side gives the other is answered: a notice or a plan. What is read and would set no day is refused."""
    if kind not in ("notice", "plan"):
        for key in ("answer", "if_refused"):
            if node.get(key) is not None:
                raise node.at_key(key).not_yet(f"{key}, of a {kind}")
    if kind == "decision":
        for key in ("grace", "may_extend"):
            if node.get(key) is not None:
                raise node.at_key(key).not_yet(f"{key}, of a {kind}")
    return following(node)


def _of_duty(node: Node, kind: str) -> dict[str, Any]:
    """What a step that is done by a day has in common with a duty. A decision is given to nobody, and may be taken as soon as it waits."""
    if kind == "decision":
        for key in ("to", "found_in", "not_before", "if_closed"):
            if node.get(key) is not None:
                raise node.at_key(key).not_yet(f"{key}, of a {kind}")
    return {
        "to": node.take("to", roles, ()),
        "found_in": node.take_text("found_in"),
        "not_before": node.take("not_before", deadline, None),
        "if_closed": node.take("if_closed", choice(*IF_CLOSED), None),
    }


def _columns(node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    node.keys("columns")
    return node.need("print", names), node.take("add", names, ())


def _choices(node: Node, kind: str) -> dict[str, Any]:
    """Option → taken, not taken or advice. Of a decision the options alone may be listed: what their names do not say is taken."""
    if isinstance(node.value, Mapping):
        among = choice("taken", "not taken", "advice")
        found = {child.name: child.read(among, None) for child in node.nodes()}
        return {option: outcome for option, outcome in found.items() if outcome is not None}
    listed = names(node)
    if kind != "decision" and not {tidy(option) for option in listed} <= set(OUTCOMES):
        raise node.not_yet(f"options of a {kind} without what each comes to (taken, not taken or advice)")
    return {option: OUTCOMES.get(tidy(option), "taken") for option in listed}


def _lapses(node: Node) -> Any:
    return "never" if tidy(text(node)) == "never" else deadline(node)


def _reviewed(node: Node) -> Any:
    found = tidy(text(node))
    return found if found in ("review date of the plan", "next final figure") else deadline(node)
