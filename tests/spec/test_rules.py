"""What holds on a date: the truth tables of the semantics of time, a test a case.

The tables lie beside the project (or in the folder named by TENOR_RULES); without them these tests are skipped.
`rules_terms` says a case's contract in the terms language, `rules_entries` its events as entries; here the reviews are compared.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from rules_entries import entries_of, ours
from rules_terms import WATCH, terms_text

from tenor.base.days import calendar
from tenor.base.deadline import count
from tenor.review.model import Review, Step
from tenor.review.points import points
from tenor.review.reviewed import scene_of
from tenor.review.statement import handled
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

RULES = Path(os.environ.get("TENOR_RULES") or Path(__file__).parents[2] / "../shared/reference/rules")
FILES = sorted(RULES.glob("*.json"))
CASES = [(path.stem, case) for path in FILES for case in json.loads(path.read_text(encoding="utf-8"))]


@pytest.mark.skipif(not CASES, reason="the truth tables do not lie beside this checkout")
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for _, case in CASES])
def test_case(case: dict[str, Any]) -> None:
    for counted in case.get("count", ()):
        assert counting(counted) == {key: counted[key] for key in ("gives", "skips") if key in counted}, counted
    if "on" not in case:
        return
    read = read_yaml(terms_text(case))
    assert read.terms is not None, [str(p) for p in read.problems]
    entries = entries_of(case)
    for asked in case["on"]:
        known_at = date.fromisoformat(asked["known_at"]) if "known_at" in asked else None
        found = review(read.terms, entries, on=date.fromisoformat(asked["on"]), as_known_at=known_at)
        for key, expected in asked["expect"].items():
            assert SAID[key](found, expected) == expected, (asked["on"], key)


def counting(counted: dict[str, Any]) -> dict[str, Any]:
    deadline = count(counted["kind"], counted["n"], date.fromisoformat(counted["from"]), calendar("england-and-wales"))
    skipped = deadline.worked_out.values.get("skipped", ())
    said = {"gives": deadline.due.isoformat(), "skips": [d.isoformat() for d in skipped]}  # type: ignore[union-attr]
    return {key: said[key] for key in said if key in counted}


# --- a review said in the words of the tables: only what a case asks for -------------------------------------------


def ratings(found: Review, expected: dict[str, str]) -> dict[str, str]:
    return {key: rating(found, *key.split(" ", 1)) for key in expected}


def rating(found: Review, kpi: str, period: str) -> str:
    version = found.ratings.by_kpi[kpi][period].at(found.on)
    if version.rating is None:
        return version.state
    return version.rating if version.state == "final" else f"{version.rating} {version.state}"


def figures(found: Review, expected: dict[str, Any]) -> dict[str, Any]:
    return {key: _pair(found, key, "figure", value) for key, value in expected.items()}


def other_figures(found: Review, expected: dict[str, Any]) -> dict[str, Any]:
    return {key: _pair(found, key, "other", value) for key, value in expected.items()}


def _pair(found: Review, key: str, which: str, like: Any) -> Any:
    kpi, period = key.split(" ", 1)
    pair = getattr(found.ratings.by_kpi[kpi][period].at(found.on), which)
    if pair is None:
        return None
    return list(pair) if isinstance(like, list) else pair[0] if pair[1] == 1 else list(pair)


def final_on(found: Review, expected: dict[str, str]) -> dict[str, str]:
    return {key: found.ratings.by_kpi[key.split(" ")[0]][key.split(" ")[1]].final_on.isoformat() for key in expected}


def overall(found: Review, expected: dict[str, str]) -> dict[str, str]:
    return {period: _overall(found, period) for period in expected}


def _overall(found: Review, period: str) -> str:
    version = found.ratings.overall[period].at(found.on)
    if version.rating is None:
        return version.state
    return version.rating if version.state == "final" else f"{version.rating} {version.state}"


def steps(found: Review, expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    said = [_step(s) for s in found.steps if s.rule != WATCH]
    return sorted(said, key=lambda s: expected.index(s) if s in expected else -1)


def _step(step: Step) -> dict[str, Any]:
    said: dict[str, Any] = {"rule": step.rule}
    if step.of:
        said["of"] = step.of
    said |= {"proof": list(step.proof), "met": step.met_on.isoformat(), "state": step.state}
    if step.unmet_on is not None:
        said["no_longer_met"] = step.unmet_on.isoformat()
    if step.in_dispute:
        said["in_dispute"] = True
    return said


def cards(found: Review, expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    said = [{"then": c.then, "since": c.since.isoformat(), "rules": list(c.rules)} for c in found.cards if c.then != "keep watch"]
    return sorted(said, key=lambda c: expected.index(c) if c in expected else -1)


def duties(found: Review, expected: dict[str, str]) -> dict[str, str]:
    by_id = {d.id: d for d in found.duties}
    said = {}
    for name in expected:
        duty = by_id.get(ours(name))
        said[name] = "no such duty" if duty is None else f"{duty.due.isoformat() if duty.due else 'unknown'} {duty.state}"
    return said


def plans(found: Review, expected: dict[str, str]) -> dict[str, str]:
    by_id = {p.id: f"{p.state}, due {p.due}" if p.due else p.state for p in found.plans}
    return {id: by_id.get(id, "no such plan") for id in expected}


def minutes(found: Review, expected: dict[str, str]) -> dict[str, str]:
    by_id = {m.meeting: f"{m.state}, answer by {m.answer_due}" if m.answer_due else m.state for m in found.minutes}
    return {id: by_id.get(id, "no such minutes") for id in expected}


def warnings(found: Review, expected: dict[str, Any]) -> dict[str, Any]:
    by_id = {n.id: {"state": n.state, "counts": n.counts, "watch": list(n.watch)} for n in found.notices}
    return {id: by_id.get(id) for id in expected}


def meetings(found: Review, expected: list[str]) -> list[str]:
    return [slot.label for slot in found.meetings]


def uncounted(found: Review, expected: list[str]) -> list[str]:
    return sorted({str(p.values["row"]) for p in found.problems if p.code == "row-not-counted"})


def whole(found: Review, expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps of rules of the whole language: also what they lead to, and what must have happened first while it has not."""
    said = [_whole(s) for s in found.steps if s.rule != WATCH]
    return sorted(said, key=lambda s: expected.index(s) if s in expected else -1)


def _whole(step: Step) -> dict[str, Any]:
    said = {key: value for key, value in _step(step).items() if key != "in_dispute"}
    return said | {"then": step.then} | ({"first": list(step.first)} if step.waiting else {})


def final_points(found: Review, expected: dict[str, str]) -> dict[str, str]:
    """Of each account, KPI and month, those that are final: all there are, whatever is asked for."""
    said: dict[str, Fraction] = {}
    for each in points(scene_of(found), final_only=True):
        key = " ".join(word for word in (each.account, each.kpi, each.label) if word)
        said[key] = said.get(key, Fraction(0)) + each.points
    return {key: str(many) for key, many in said.items()}


def final_money(found: Review, expected: list[str]) -> list[str]:
    """Every final line with something in it: its rule, way, day, what it is about, pence; of what is withheld what became of it."""
    said = []
    for line, done in handled(found).values():
        if line.state == "final" and line.amount:
            became = [done.standing if done.standing in ("released", "kept") else "withheld"] if line.way == "withhold" else []
            said.append(" ".join([line.rule, line.way, str(line.day), line.kpi or line.of, str(line.amount), *became]))
    return sorted(said)


SAID = {
    "ratings": ratings,
    "figures": figures,
    "other_figures": other_figures,
    "final_on": final_on,
    "overall": overall,
    "steps": steps,
    "cards": cards,
    "duties": duties,
    "plans": plans,
    "minutes": minutes,
    "warnings": warnings,
    "meetings": meetings,
    "uncounted": uncounted,
    "whole": whole,
    "points": final_points,
    "money": final_money,
}
