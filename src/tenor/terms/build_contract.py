"""The contract itself: its parties, its days, who may extend it, who does part of the work, under which law it was made."""

from __future__ import annotations

from collections.abc import Mapping

from tenor.terms.build_frame import unique
from tenor.terms.model import Contract, Extension, Subcontractor
from tenor.terms.names import id_of_name
from tenor.terms.node import Node, text
from tenor.terms.phrases import clause, day, deadline, decimal, identity, roles, span


def contract(node: Node) -> Contract:
    node.keys("contract")
    starts, ends = node.need("starts", day), node.need("ends", day)
    if ends < starts:
        raise node.wrong("contract-ends-first", starts=starts, ends=ends)
    node.take("regime", regime, None)
    return Contract(
        reference=node.need("reference", text),
        title=node.need("title", text),
        buyer=node.need("buyer", text),
        supplier=node.need("supplier", text),
        starts=starts,
        ends=ends,
        schedule=node.take_text("schedule"),
        scope=node.take_text("scope"),
        subcontractors=node.take("subcontractors", _subcontractors, ()),
    )


def _subcontractors(node: Node) -> tuple[Subcontractor, ...]:
    """Names, or maps that say more of each."""
    if isinstance(node.value, str):
        return (subcontractor(node),)
    unique(node.nodes(), "subcontractors")
    return node.each(subcontractor)


def subcontractor(node: Node) -> Subcontractor:
    """A name alone gives the id too: "Fen Lifts Ltd" is fen-lifts-ltd."""
    if not isinstance(node.value, Mapping):
        return Subcontractor(id=id_of_name(text(node)), name=text(node))
    node.keys("subcontractor")
    from_, until = node.take("from", day, None), node.take("until", day, None)
    if from_ and until and until < from_:
        node.wrong("subcontract-ends-first", starts=from_, ends=until)
    return Subcontractor(
        id=node.need("id", identity),
        name=node.need("name", text),
        clause=node.take("clause", clause, ()),
        what=node.take_text("what"),
        from_=from_,
        until=until,
    )


def extension(node: Node) -> Extension:
    """A right to extend. Its day may be counted in kinds of day, so it is read once those are known."""
    node.keys("extension")
    return Extension(
        clause=node.need("clause", clause),
        up_to=node.take("up_to", text, ""),
        most=node.take("up_to", span, None),
        by=node.take("by", roles, ()),
        due=node.take("due", deadline, None),
    )


def regime(node: Node) -> None:
    """Which law the contract was made under. Kept in the document; nothing here is worked out from it yet."""
    node.keys("regime")
    node.take("kpi_notices", text, "")
    value = node.get("value")
    if value is not None:
        value.read(lambda each: each.keys("value").take("amount", decimal, ""), "")
