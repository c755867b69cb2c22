"""The overall rating: one level of those of the KPIs, or of their marks added up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tenor.terms.build_bands import bands, ladder_name, levels_of
from tenor.terms.build_kpis import rounded
from tenor.terms.build_made import kpis_named, score
from tenor.terms.model import Overall, Score
from tenor.terms.node import Node
from tenor.terms.phrases import choice, clause, every


def overall(node: Node) -> Overall:
    """One rating of all rated KPIs of a period."""
    with node.of.collect() as ids:
        node.keys("overall")
        ladder = ladder_name(node)
        if node.get("measure") is not None:
            found = _scored(node, ladder)
        else:
            found = _combined(node, ladder)
    return replace(found, readings=tuple(ids))


def _combined(node: Node, ladder: str) -> Overall:
    for key in ("bands", "rounded"):
        if node.get(key) is not None:
            node.at_key(key).wrong("overall-bands", key=key)
    if node.get("how") is None:
        raise node.wrong("key-missing", key="how", what="overall")
    how: Any = node.need("how", choice("median", "worst", "mean of marks"))
    halves: Any = node.take("halves", choice("worse", "better"), "worse")
    return Overall(
        clause=node.need("clause", clause),
        every=node.need("every", every),
        how=how,
        halves=halves,
        of=node.take("of", kpis_named, ()),
        ladder=ladder,
    )


def _scored(node: Node, ladder: str) -> Overall:
    """Marks of all KPIs, held against bands of its own."""
    for key in ("how", "of", "halves"):
        if node.get(key) is not None:
            node.at_key(key).wrong("overall-scored", key=key)
    # the marks are of the levels that KPIs are rated with; the bands of the ladder that the whole is rated on
    found: Score = node.need(
        "measure", lambda each: each.keys("overall-measure").need("score", lambda one: score(one, node.of.names.first))
    )
    held, _, _ = bands(node, found, levels_of(node, ladder))
    if not held:
        raise node.wrong("key-missing", key="bands", what="overall")
    return Overall(
        clause=node.need("clause", clause),
        every=node.need("every", every),
        how="mean of marks",
        of=found.of,
        score=found,
        bands=held,
        rounded=node.take("rounded", rounded, None),
        ladder=ladder,
    )
