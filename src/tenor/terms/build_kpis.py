"""KPIs with their bands, and the overall rating."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tenor.base.phrases.bound import Bound, check_unit
from tenor.base.phrases.every import Every, EveryPeriod
from tenor.terms.build_frame import missing
from tenor.terms.build_measures import measure
from tenor.terms.model import Band, CountOfRows, Dataset, Kpi, Measure, MissingPolicy, Overall, Stated
from tenor.terms.names import tidy
from tenor.terms.node import Node, Unreadable, nearest, text
from tenor.terms.phrases import bound, choice, clause, day, deadline, decimal, every, identity, names, one_of

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "contract year": 12}


@dataclass(frozen=True, slots=True)
class Setting:
    """What every KPI of a contract shares."""

    datasets: Mapping[str, Dataset]
    rounded: int | None


def kpi(node: Node, setting: Setting) -> Kpi:
    with node.of.collect() as ids:
        return _kpi(node.keys("kpi"), setting, ids)


def _kpi(node: Node, setting: Setting, ids: dict[str, None]) -> Kpi:
    how_often = node.take("every", every, None)
    of = node.take("measure", lambda each: measure(each, setting.datasets), None)
    better: Any = node.take("better", choice("higher", "lower"), "")
    bands, otherwise = _bands(node, of)
    over = node.take("over", lambda each: _over(each, how_often), 1)
    with node.of.collect() as decides:
        otherwise = node.take("otherwise", _otherwise, otherwise)
    fields: dict[str, Any] = {
        "over": over,
        "better": better,
        "otherwise": otherwise,
        "otherwise_reading": next(iter(decides), ""),
        "rounded": node.take("rounded", rounded, setting.rounded),
        "final": node.take("final", deadline, None),
        "starts": node.take("starts", day, None),
        "ends": node.take("ends", day, None),
        "missing": node.take("missing", missing, MissingPolicy()),
        "printed": node.take("printed", _printed, {}),
        "baseline": node.take("baseline", _baseline, {}),
        "tags": node.take("tags", names, ()),
        "weight": node.take("weight", decimal, "1"),
    }
    if of is None or how_often is None:
        raise Unreadable("measure") if node.get("measure") or node.get("parts") else node.wrong("key-missing", key="measure", what="kpis")
    return Kpi(
        id=node.need("id", identity),
        number=node.take("number", text, ""),
        clause=node.need("clause", clause),
        title=node.need("title", text),
        every=how_often,
        measure=of,
        bands=bands,
        readings=tuple(ids),
        **fields,
    )


def _bands(node: Node, of: Measure | None) -> tuple[tuple[Band, ...], str | None]:
    """Bands best first, and the level of a figure in none of them where a target alone says it."""
    ladder = node.of.names.levels
    found = node.get("target")
    if found is not None and node.get("bands") is None and isinstance(found.value, str) and tidy(found.value) == "for context":
        return (), "unrated"  # no target by intent: shown, and in no rule
    target = node.take_or_hole("target", lambda each: _fits(each, of), None)
    if node.get("bands") is None:
        met, failed = ladder if len(ladder) == 2 else ("met", "failed")
        return ((Band(level=met, bound=target),), failed) if target is not None else ((), None)
    bands = node.take("bands", lambda each: _each_band(each, of), ())
    return tuple(sorted(bands, key=lambda band: ladder.index(band.level))), None


def _each_band(node: Node, of: Measure | None) -> tuple[Band, ...]:
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what=node.name, keys=list(node.of.names.levels))
    found = []
    for child in node.nodes():
        level = node.of.names.find(child.name, node.of.names.levels)
        if level is None:
            node.at_key(child.name).unknown("level", child.name, node.of.names.levels)
            continue
        with_bound = child.read(lambda each: _fits(each, of), None, "keep")
        if with_bound is not None:
            found.append(Band(level=level, bound=with_bound))
    return tuple(found)


def _fits(node: Node, of: Measure | None) -> Bound:
    """A bound in the unit of its measure."""
    if isinstance(node.value, str) and tidy(node.value) == "for context":
        raise node.not_yet("for context")
    found = bound(node)
    unit = _unit(of)
    if unit is not None:
        wrong = check_unit(found, text(node), unit)
        if wrong is not None:
            raise node.refused(wrong)
    return found


def _unit(of: Measure | None) -> str | None:
    """What a figure is measured in; None where anything goes."""
    if of is None or (isinstance(of, Stated) and of.what == "number"):
        return None
    if isinstance(of, CountOfRows) or (isinstance(of, Stated) and of.what == "count"):
        return "count"
    return of.currency if isinstance(of, Stated) and of.what == "money" else "percent"


def _over(node: Node, how_often: Every | None) -> int:
    """How many periods are pooled: 1 = the period, 0 = the contract so far."""
    found = tidy(text(node))
    if found in ("the period", "contract so far"):
        return 1 if found == "the period" else 0
    if found.startswith("mean of"):
        raise node.not_yet("mean of")
    last = re.fullmatch(r"last ([1-9]\d{0,2}) (period|month)s?", found)
    if last is None:
        raise node.wrong(
            "over-wrong", text=text(node), hint=nearest(found, ["the period", "last 12 months", "last 4 periods", "contract so far"])
        )
    n = int(last[1])
    if last[2] == "period" or how_often is None:
        return n
    length = MONTHS.get(how_often.kind, 0) * how_often.step if isinstance(how_often, EveryPeriod) else 0
    if not length or n % length:
        raise node.wrong("over-months", text=text(node), n=n)
    return n // length


def _otherwise(node: Node) -> str:
    if tidy(text(node)) == "unrated":
        return "unrated"
    return one_of(node, "level", (*node.of.names.levels, "unrated"))


def rounded(node: Node) -> int | None:
    """`never`, or `to k decimals` (half up, before the bands)."""
    found = tidy(text(node))
    decimals = re.fullmatch(r"to ([0-6]) decimals?", found)
    if found != "never" and decimals is None:
        raise node.wrong("rounded-wrong", text=text(node))
    return int(decimals[1]) if decimals else None


def _printed(node: Node) -> dict[str, str]:
    """A table's cells as they stand."""
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what=node.name, keys=["green", "amber"])
    return {child.name: child.read(text, "", "text") for child in node.nodes()}


def _baseline(node: Node) -> dict[str, str]:
    node.keys("baseline")
    return {key: node.take_text(key) for key in ("printed", "offer") if node.get(key) is not None}


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
