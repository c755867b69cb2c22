"""Points counted a second time (terms-language.md section 6: `points`): of the level of each figure, doubled or added to by rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from neutral_words import stretches, window

if TYPE_CHECKING:
    from neutral_whole import WholeReplay

Points = tuple[str, str, str, Fraction]  # account, KPI (or none), label of the month, how many


def points(replay: WholeReplay, on: date, own: set[str] | None = None) -> Iterator[Points]:
    """Points that are final; of months in `own` also what stands while it is disputed."""
    own, world = own or set(), replay.world
    many = {level: Fraction(str(n)) for level, n in world.terms.get("points", {}).items()}
    rules = [body for body in world.terms.get("rules", {}).values() if "points" in body]
    for kpi in world.own_kpis():
        for m in [m for m in world.months() if m.first <= on]:
            f = world.figure(kpi, m, on)
            if f["state"] != "final" and not (f["state"] == "disputed" and m.label in own and on >= f["final_on"]):
                continue
            worth = many.get(f["rating"], Fraction(0))
            # What a month outside the step would bring rests on settled figures alone, also where a disputed one would double it.
            standing = own if m.label in own else set[str]()
            twice = any(body["points"] == "twice" and holds_in(replay, body, kpi, m.label, on, standing) for body in rules)
            if worth:
                yield "points", kpi, m.label, worth * (2 if twice else 1)
    for body in [body for body in rules if body["points"] != "twice"]:
        several = body["when"]["kpi"] == "any" or isinstance(body["when"]["kpi"], list)
        each = not several or body["when"].get("same") == "kpi" or "for" not in body["when"]
        for kpi in replay.kpis_of(body["when"]) if each else [""]:
            for m in [m for m in world.months() if m.first <= on]:
                if holds_in(replay, body, kpi, m.label, on, own if m.label in own else set()):
                    yield body.get("tally", "points"), kpi, m.label, Fraction(str(body["points"]))


def holds_in(replay: WholeReplay, body: dict[str, Any], kpi: str, label: str, on: date, own: set[str]) -> bool:
    """Whether the rule holds in a month: it is a hit, and with those before it there are enough. So the first of two is never doubled."""
    months = [m for m in replay.world.months() if m.label <= label]
    named = kpi if isinstance(body["when"]["kpi"], list) or body["when"]["kpi"] == "any" else body["when"]["kpi"]
    if kpi and named != kpi:
        return False
    of = kpi if body["when"].get("same") == "kpi" or "for" not in body["when"] else ""
    seen = [replay.month_seen(body, of, m, on, m.label in own) for m in months]
    hits = [word == "hit" and replay.begins(body, m.first) for (word, _), m in zip(seen, months, strict=True)]
    asked = window(body["when"].get("for"))
    if not hits or not hits[-1]:
        return False
    if kpi and not of and kpi not in seen[-1][1]:
        return False
    return any(
        len(months) - 1 in places and sum(hits[at] for at in places) >= asked.n for places in stretches(asked, months, replay.world.starts)
    )
