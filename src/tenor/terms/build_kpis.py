"""KPIs: what is measured how often, in parts or by itself, for each unit or value of a field, and how it is rated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tenor.base.phrases.every import Every, EveryPeriod
from tenor.terms.baselines import first_final
from tenor.terms.build_bands import bands, is_context, ladder_name, levels_of, otherwise, points, too_few
from tenor.terms.build_levels import missing, weight
from tenor.terms.build_measures import measure
from tenor.terms.families import by_field
from tenor.terms.model import Aggregate, Check, Dataset, JudgedIs, Kpi, Measure, MissingPolicy, Score, Together, Unit
from tenor.terms.names import tidy
from tenor.terms.node import Node, Unreadable, nearest, text
from tenor.terms.phrases import choice, clause, day, deadline, every, identity, names, role

RANKS = ("median", "percentile", "highest", "lowest")  # what cannot be put together from those of parts
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "contract year": 12}


@dataclass(frozen=True, slots=True)
class Setting:
    """What every KPI of a contract shares."""

    datasets: Mapping[str, Dataset]
    rounded: int | None
    units: tuple[Unit, ...] = ()


def kpi(node: Node, setting: Setting) -> tuple[Kpi, ...]:
    """A KPI, and after it each of its parts; of one `for_each`, a KPI with its parts for each unit or value."""
    found = _whole(node, setting)
    for made in found:
        if made.over != 1 and isinstance(made.measure, Aggregate) and made.measure.how in RANKS:
            node.at_key("over").wrong("over-of-ranks", how=made.measure.how)
        if isinstance(made.measure, Score) and made.over != 1:
            node.at_key("over").not_yet("over, of a score")
        if isinstance(made.measure, Score) and made.part_of:
            node.at_key("parts").not_yet("a part that is a score")
    each = node.get("for_each")
    if each is None:
        return found
    by = each.read(text, "")
    return by_field(each, found, by, setting.datasets) if by else ()


def _whole(node: Node, setting: Setting) -> tuple[Kpi, ...]:
    with node.of.collect() as ids:
        node.keys("kpi")
        head = _head(node, setting)
        of = node.take("measure", lambda each: measure(each, setting.datasets), None)
        parts = node.get("parts")
        if (of is None and node.get("measure") is not None) or head["every"] is None:
            raise Unreadable("measure")
        if of is None and parts is None:
            raise node.wrong("key-missing", key="measure", what="kpis")
        if parts is not None and of is not None:
            raise node.at_key("parts").wrong("measure-one", known=["measure", "parts"])
    if parts is None:
        assert of is not None
        return (_alone(node, head, of, ids),)
    return _in_parts(node, parts, head, setting, ids)


def _head(node: Node, setting: Setting) -> dict[str, Any]:
    """What a KPI says of itself beside its measure and its bands."""
    how_often = node.take("every", every, None)
    return {
        "id": node.need("id", identity),
        "number": node.take("number", text, ""),
        "clause": node.need("clause", clause),
        "title": node.need("title", text),
        "every": how_often,
        **node.take("over", lambda each: _over(each, how_often), {"over": 1}),
        "final": node.take("final", deadline, None),
        "scored_from": node.take("scored_from", day, None),
        "applies_if": node.take("applies_if", _judged, ()),
        "except_": node.take("except", _judged, ()),
        "starts": node.take("starts", day, None),
        "ends": node.take("ends", day, None),
        "missing": node.take("missing", missing, MissingPolicy()),
        "printed": node.take("printed", _printed, {}),
        "baseline": node.take("baseline", _baseline, {}),
        "tags": node.take("tags", names, ()),
        "weight": node.take("weight", weight, "1"),
        "rounded": node.take("rounded", rounded, setting.rounded),
        "ladder": ladder_name(node),
    }


def _alone(node: Node, head: Mapping[str, Any], of: Measure, ids: dict[str, None]) -> Kpi:
    with node.of.collect() as mine:
        fields = _rated(node, of, head["ladder"])
    return Kpi(**{**head, **fields}, measure=of, readings=tuple({**ids, **mine}))


def _rated(node: Node, of: Measure, ladder: str) -> dict[str, Any]:
    """How a figure is rated: of a KPI or of a part."""
    levels = levels_of(node, ladder)
    better: Any = node.take("better", choice("higher", "lower"), "")
    given = isinstance(of, Check) and of.levels
    for key in ("target", "bands", "otherwise") if given else ():
        if node.get(key) is not None:
            node.at_key(key).wrong("level-given")
    found, by_target, target = ((), None, None) if given else bands(node, of, levels)
    with node.of.collect() as decides:
        fallen = node.take("otherwise", lambda each: otherwise(each, levels), by_target)
    return {
        "better": better,
        "bands": found,
        "target": target,
        "otherwise": fallen,
        "otherwise_reading": next(iter(decides), ""),
        "points": node.take("points", lambda each: points(each, levels), {}),
        "too_few": node.take("too_few", lambda each: too_few(each, of), None),
        "context": is_context(node),
    }


def _judged(node: Node) -> tuple[JudgedIs, ...]:
    """Whether it applies in a period, where a person says so: `{judged: …, by: …}`."""
    if not isinstance(node.value, Mapping) or "judged" not in node.value:
        raise node.not_yet(f"{node.name}, but for judged")
    node.keys("judged-is")
    return (JudgedIs(text=node.need("judged", text), by=node.need("by", role)),)


# --- parts ------------------------------------------------------------------------------------------------------


def _in_parts(node: Node, parts: Node, head: dict[str, Any], setting: Setting, ids: dict[str, None]) -> tuple[Kpi, ...]:
    """The KPI, whose measure is its parts together, then each part."""
    how: Any = node.take("together", choice("worst", "best", "mean of marks", "for context"), "worst")
    for key in ("target", "bands", "otherwise", "better"):
        if node.get(key) is not None:
            node.at_key(key).wrong("parts-rated", key=key)
    found = []
    for child in parts.nodes():
        part = child.read(lambda each: _part(each, head, setting), None)
        if part is not None:
            found.append(replace(part, context=part.context or how == "for context"))
    if not found:
        raise parts.wrong("parts-none")
    levels = levels_of(node, head["ladder"])
    own_points = node.take("points", lambda each: points(each, levels), {})
    together = Together(parts=tuple(part.id for part in found), how=how)
    readings = tuple(dict.fromkeys([*ids, *(id for part in found for id in part.readings)]))
    whole = Kpi(**head, measure=together, bands=(), points=own_points, context=how == "for context", readings=readings)
    return whole, *found


def _part(node: Node, head: Mapping[str, Any], setting: Setting) -> Kpi:
    with node.of.collect() as ids:
        node.keys("part")
        of = node.need("measure", lambda each: measure(each, setting.datasets))
        own = node.need("id", identity)
        fields = _rated(node, of, head["ladder"])
        title = node.take("title", text, "")
        said = {
            "clause": node.take("clause", clause, head["clause"]),
            "rounded": node.take("rounded", rounded, head["rounded"]),
            "printed": node.take("printed", _printed, {}),
            "baseline": node.take("baseline", _baseline, head["baseline"]),
        }
    return _made(head, fields | said, of, own, title, tuple(ids))


def _made(head: Mapping[str, Any], fields: Mapping[str, Any], of: Measure, own: str, title: str, readings: tuple[str, ...]) -> Kpi:
    named = {"id": f"{head['id']}.{own}", "part_of": head["id"], "title": title or f"{head['title']}: {own}", "weight": "1"}
    return Kpi(**{**head, **fields, **named}, measure=of, readings=readings)


def _over(node: Node, how_often: Every | None) -> dict[str, Any]:
    """How many periods are taken together: 1 = the period, 0 = the contract so far; added up, or their mean."""
    found = tidy(text(node))
    if found in ("the period", "contract so far"):
        return {"over": 1 if found == "the period" else 0}
    last = re.fullmatch(r"(mean of the )?last ([1-9]\d{0,2}) (period|week|month|quarter|half-year|year)s?", found)
    if last is None:
        known = ["the period", "last 12 months", "last 4 periods", "contract so far", "mean of the last 4 quarters"]
        raise node.wrong("over-wrong", text=text(node), hint=nearest(found, known))
    return {"over": _periods(node, int(last[2]), last[3], how_often), "averaged": last[1] is not None}


def _periods(node: Node, n: int, unit: str, how_often: Every | None) -> int:
    """So many months, quarters … as a number of the KPI's own periods."""
    if unit == "period" or how_often is None or (getattr(how_often, "kind", "") == unit and getattr(how_often, "step", 1) == 1):
        return n
    length = MONTHS.get(how_often.kind, 0) * how_often.step if isinstance(how_often, EveryPeriod) else 0
    months = n * MONTHS.get(unit, 0)
    if not length or not months or months % length:
        raise node.wrong("over-months", text=text(node), n=n)
    return months // length


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
    for key in ("offer", "take"):
        found = node.get(key)
        if found is not None and first_final(str(found.value)) is None:
            found.wrong("baseline-wrong", text=str(found.value))
    return {key: node.take_text(key) for key in ("printed", "offer", "take") if node.get(key) is not None}
