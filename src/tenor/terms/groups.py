"""The groups of a gap: the KPI it looks at, measured for each value of a field, each a part of the gap and rated by nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tenor.terms.families import where
from tenor.terms.model import Aggregate, CountOfRows, Dataset, FieldTest, Gap, Kpi, Measure, OneOf, Ratio, Score, ShareOfRows
from tenor.terms.node import Node


def with_groups(root: Node, kpis: Sequence[Kpi], datasets: Mapping[str, Dataset]) -> tuple[Kpi, ...]:
    """The KPIs, each gap with its groups after it."""
    found: list[Kpi] = []
    for kpi in kpis:
        if not isinstance(kpi.measure, Gap):
            found.append(kpi)
            continue
        base = next((each for each in kpis if each.id == kpi.measure.of or each.family == kpi.measure.of), None)
        groups = _groups(_at(root, kpi), kpi, kpi.measure, base, datasets) if base is not None else []
        found += [replace(kpi, measure=replace(kpi.measure, parts=tuple(each.id for each in groups))), *groups]
    return tuple(found)


def check_scores(root: Node, kpis: Sequence[Kpi]) -> None:
    """A score adds up other KPIs: none of itself, nor of another score."""
    scores = {kpi.id for kpi in kpis if isinstance(kpi.measure, Score)}
    for kpi in kpis:
        if isinstance(kpi.measure, Score):
            for id in scores & set(kpi.measure.of):
                _at(root, kpi).wrong("score-of-score", kpi=id)


def _groups(node: Node, kpi: Kpi, gap: Gap, base: Kpi, datasets: Mapping[str, Dataset]) -> list[Kpi]:
    counted = () if base.family else _rows_of(base.measure)
    if not counted:
        node.not_yet(f"a gap of {base.family or base.id}, which is no share of rows")
        return []
    several = [datasets[of] for of in counted if of in datasets]
    lacking = next((one for one in several if gap.by not in one.fields), None)
    if lacking is not None:
        node.unknown("field", gap.by, tuple(lacking.fields))
        return []
    field = several[0].fields[gap.by] if several else None
    if field is None or field.kind not in ("choice", "yes/no"):
        node.not_yet(f"a gap by {gap.by}, which is no choice")
        return []
    return [_group(kpi, base, gap.by, value) for value in (field.choices or ("yes", "no"))]


def _rows_of(measure: Measure) -> tuple[str, ...]:
    """The datasets of a share: of rows, or of two sums or counts as a percentage (counts given as counts). None of any other measure."""
    match measure:
        case ShareOfRows(of=of):
            return (of,)
        case Ratio(
            of=Aggregate(how="sum", of=top) | CountOfRows(of=top),
            to=Aggregate(how="sum", of=bottom) | CountOfRows(of=bottom),
            as_percent=True,
        ):
            return tuple(dict.fromkeys((top, bottom)))
        case _:
            return ()


def _group(kpi: Kpi, base: Kpi, by: str, value: str) -> Kpi:
    end = re.sub(r"[^\w-]+", "-", value)
    return replace(
        kpi,
        id=f"{kpi.id}.{end}",
        part_of=kpi.id,
        title=f"{base.title}: {value}",
        measure=where(base.measure, FieldTest(field=by, test=OneOf(values=(value,)))),
        bands=(),
        target=None,
        points={},
        otherwise="unrated",
        too_few=None,
        context=True,
        weight="1",
    )


def _at(root: Node, kpi: Kpi) -> Node:
    """Where the terms say the gap."""
    listed = root.get("kpis")
    for node in listed.nodes() if listed is not None else ():
        if isinstance(node.value, Mapping) and node.value.get("id") == kpi.id:
            return node.get("measure") or node
    return root
