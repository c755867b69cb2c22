"""The bands of a KPI as boxes: a kind of bound and its numbers; and what was put into the boxes as changes of the terms."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenor.base.phrases.bound import Bound
from tenor.review.bands import unit_of
from tenor.terms.changes import ENDED
from tenor.terms.model import Kpi, Terms

LIMITS = ("at least", "at most", "above", "below", "exactly")
RANGES = {
    "between": ("between {a} and {b}", True, True),
    "from": ("from {a} to below {b}", True, False),
    "over": ("above {a} to {b}", False, True),
}
KINDS = (*LIMITS, *RANGES)
LEFT = "left"  # what stands there cannot be put into boxes, and is left as it is
TARGET = "target"  # the one box of a KPI that has a target and no bands


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One bound. `kind` "": none; `b`: the second number of a range."""

    kind: str = ""
    a: str = ""
    b: str = ""


def box_of(bound: object) -> Box:
    """What stands there, in boxes."""
    if not isinstance(bound, Bound) or bound.kind:
        return Box(kind=LEFT)
    low, high = "" if bound.lower is None else str(bound.lower), "" if bound.upper is None else str(bound.upper)
    if low and high:
        if low == high:
            return Box(kind="exactly", a=low)
        kind = next((name for name, (_, lower, upper) in RANGES.items() if (lower, upper) == (bound.lower_in, bound.upper_in)), LEFT)
        return Box(kind=kind, a=low, b=high) if kind != LEFT else Box(kind=LEFT)
    if low:
        return Box(kind="at least" if bound.lower_in else "above", a=low)
    return Box(kind="at most" if bound.upper_in else "below", a=high)


def boxes_of(terms: Terms, kpi: Kpi) -> dict[str, Box]:
    """Each level of the ladder with its box, or the target alone where the KPI has no more."""
    if has_target_alone(terms, kpi.id):
        return {TARGET: box_of(kpi.bands[0].bound) if kpi.bands else Box()}
    there = {band.level: band.bound for band in kpi.bands}
    return {level: box_of(there[level]) if level in there else Box() for level in terms.levels}


def has_target_alone(terms: Terms, kpi: str) -> bool:
    """Whether a KPI's entry in the terms has a target and no bands."""
    listed = terms.document.tree.get("kpis")
    entry: Any = (
        next((each for each in listed if isinstance(each, Mapping) and each.get("id") == kpi), None) if isinstance(listed, list) else None
    )
    return entry is not None and "bands" not in entry and "target" in entry


def phrase(box: Box, unit: str) -> str:
    """The bound in the words of the terms: "at least 95%"."""
    a, b = amount(box.a, unit), amount(box.b, unit)
    return RANGES[box.kind][0].format(a=a, b=b) if box.kind in RANGES else f"{box.kind} {a}"


def amount(number: str, unit: str) -> str:
    """A number with its unit: 95%, 3, 20 GBP."""
    if unit == "count":
        return number
    return f"{number}%" if unit == "percent" else f"{number} {unit}"


def changes_of(terms: Terms, kpi: Kpi, boxes: Mapping[str, Box], *, title: str, otherwise: str | None) -> dict[str, str]:
    """What is otherwise than it stands: path -> value. What was not touched is not named, so that a reading it rests on stays.

    `otherwise`: the level of what lies in no band, "" for none; None: left as it is."""
    found, stood, unit = {}, boxes_of(terms, kpi), unit_of(kpi.measure)
    for level, box in boxes.items():
        if box.kind != LEFT and box != stood.get(level, Box()):
            where = f"kpis.{kpi.id}.target" if level == TARGET else f"kpis.{kpi.id}.bands.{level}"
            found[where] = phrase(box, unit) if box.kind else ENDED
    if title and title != kpi.title:
        found[f"kpis.{kpi.id}.title"] = title
    if otherwise is not None and otherwise != (kpi.otherwise or ""):
        found[f"kpis.{kpi.id}.otherwise"] = otherwise or ENDED
    return found


def new_kpi(
    terms: Terms,
    *,
    id: str,
    number: str,
    title: str,
    clause: str,
    every: str,
    measure: str,
    better: str,
    ret: str,
    boxes: Mapping[str, Box],
    otherwise: str,
) -> dict[str, str]:
    """A new KPI as changes of the terms: the KPI itself, and the return that gives it. `measure`: "share" or "count", given in the return;
    or "rows DATASET", the rows of a dataset counted."""
    counts = measure.removeprefix("rows ") if measure.startswith("rows ") else ""
    unit = "percent" if measure == "share" else "count"
    made: dict[str, Any] = {
        "number": number,
        "clause": clause,
        "title": title,
        "every": every,
        "measure": {"count": {"of": counts}} if counts else {"stated": measure},
        "better": better,
        "bands": {level: phrase(box, unit) for level, box in boxes.items() if box.kind},
        **({"otherwise": otherwise} if otherwise else {}),
        "baseline": {"printed": "NA", "offer": "first 3 final months"},
    }
    found = {f"kpis.{id}": _text(made)}
    asked = next((each for each in terms.returns if each.id == ret), None)
    if not counts and asked is not None:
        found[f"returns.{ret}.holds"] = _text([*asked.holds, id])
    return found


def ended_kpi(id: str) -> dict[str, str]:
    """The end of a KPI: measured no more, and asked for in no return."""
    return {f"kpis.{id}": ENDED}


def free_id(title: str, taken: Sequence[str]) -> str:
    """An id made of a title: its letters and digits, and a number where that is taken."""
    plain = "".join(sign if sign.isalnum() else " " for sign in title.lower()).split()
    stem = "_".join(plain)[:40].strip("_") or "kpi"
    return next(name for n in range(1, len(taken) + 3) if (name := stem if n == 1 else f"{stem}_{n}") not in taken)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
