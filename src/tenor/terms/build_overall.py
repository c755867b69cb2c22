"""The overall rating."""

from __future__ import annotations

from typing import Any

from tenor.terms.model import Overall
from tenor.terms.names import tidy
from tenor.terms.node import Node
from tenor.terms.phrases import choice, clause, every, one_of


def overall(node: Node) -> Overall:
    """One rating of all rated KPIs of a period."""
    with node.of.collect() as ids:
        node.keys("overall")
        if node.get("how") is None and node.get("measure") is None:
            raise node.wrong("key-missing", key="how", what="overall")
        how: Any = node.need("how", choice("median", "worst", "mean of marks"))
        halves: Any = node.take("halves", choice("worse", "better"), "worse")
        found = Overall(
            clause=node.need("clause", clause),
            every=node.need("every", every),
            how=how,
            halves=halves,
            of=node.take("of", _of, ()),
        )
    return Overall(clause=found.clause, every=found.every, how=found.how, halves=found.halves, of=found.of, readings=tuple(ids))


def _of(node: Node) -> tuple[str, ...]:
    if tidy(str(node.value)) == "any":
        return ()
    if isinstance(node.value, list):
        return node.each(lambda each: one_of(each, "kpi", node.of.names.kpis))
    return (one_of(node, "kpi", node.of.names.kpis),)
