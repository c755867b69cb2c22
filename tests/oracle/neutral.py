"""The law of time told a second time, plainly and slowly, from `semantics.md` alone: what holds on a day of a neutral case.

It shares nothing with the product but the list of bank holidays. `expect` gives every key of the tables' `expect`; where the
semantics leave something open, a comment in these modules says what is assumed.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from neutral_acts import duties, meeting_ids, minutes, plan, plan_ids, slots, warning, warning_ids
from neutral_rows import uncounted
from neutral_steps import UNDECIDED, Replay, Step
from neutral_world import World


def expect(case: dict[str, Any], on: date, known_at: date | None = None) -> dict[str, Any]:
    return expect_of(Replay(World(case, known_at)), on)


def expect_of(replay: Replay, on: date) -> dict[str, Any]:
    """The same, from a replay that has come as far as an earlier day, or has not begun."""
    world, steps = replay.world, replay.up_to(on)
    return {
        **figures(world, on),
        "overall": {m.label: said for m in world.months() if (said := overall(world, m, on)) is not None},
        "steps": [step_said(world, s, on) for s in steps],
        "cards": cards(world, steps, on),
        "duties": duties(world, on),
        "plans": {id: f"{p['state']}, due {p['due']}" for id in plan_ids(world, on) if (p := plan(world, id, on))},
        "minutes": {id: minutes_said(world, id, on) for id in meeting_ids(world, on)},
        "warnings": {id: warning_said(world, id, on) for id in warning_ids(world, on)},
        "meetings": [s.label for s in slots(world, on)] if "meetings" in world.terms else [],
        "uncounted": uncounted(world, on),
    }


def figures(world: World, on: date) -> dict[str, Any]:
    found: dict[str, Any] = {"ratings": {}, "figures": {}, "other_figures": {}, "final_on": {}}
    for kpi, body in world.terms["kpis"].items():
        share = any("%" in bound for bound in body["bands"].values())
        for period in world.periods_of(kpi):
            f, key = world.figure(kpi, period, on), f"{kpi} {period.label}"
            state, rating = f["state"], f["rating"]
            found["ratings"][key] = state if rating is None else rating if state == "final" else f"{rating} {state}"
            if rating is not None:
                found["figures"][key] = list(f["figure"]) if share else f["figure"][0]
            if f["other"] is not None:
                found["other_figures"][key] = list(f["other"]) if share else f["other"][0]
            if state not in ("not applicable", "disputed"):
                found["final_on"][key] = f["final_on"].isoformat()
    return found


def overall(world: World, month: Any, on: date) -> str | None:
    """None where the semantics do not say: no KPI is rated, and some are not due while others are something else."""
    rating, final, states = world.overall(month, on)
    if rating is not None:
        return rating if final else f"{rating} provisional"
    asked = [s for s in states if s != "not applicable"]
    if final:
        return "none"
    return "not due" if asked and set(asked) == {"not due"} else None


def covered(world: World, step: Step, on: date) -> bool:
    """A step "improvement plan" whose KPIs that hit all lie in one plan still open."""
    if world.terms["rules"][step.rule]["then"] != "improvement plan":
        return False
    hit = set().union(*step.hit_by.values()) if step.hit_by else set()
    return bool(hit) and any(p["open"] and hit <= set(p["kpis"]) for id in plan_ids(world, on) if (p := plan(world, id, on)))


def in_dispute(world: World, step: Step, on: date) -> bool:
    """A figure that hit in a month of the proof (for `overall`: any figure of the month) is disputed. Whether the dispute of a figure
    that did not hit, in a month which another one made a hit, shows as well is not said: assumed not (see `might_be_in_dispute`)."""
    when = world.terms["rules"][step.rule]["when"]
    for label, kpis in step.hit_by.items():
        month = next((m for m in world.months() if m.label == label), None)
        if when["kpi"] == "overall" or "while_overall" in when:
            assert month is not None
            if any(world.figure(k, p, on)["state"] == "disputed" for k, p in world.speaking(month)):
                return True
        for k in kpis:
            for p in world.periods_of(k):
                speaks = p.label == label or (month is not None and month.first <= p.last <= month.last)
                if speaks and world.figure(k, p, on)["state"] == "disputed":
                    return True
    return False


def might_be_in_dispute(world: World, step: Step, on: date) -> bool:
    months = [m for m in world.months() if m.label in step.hit_by]
    return any(world.figure(k, p, on)["state"] == "disputed" for m in months for k, p in world.speaking(m))


def step_said(world: World, step: Step, on: date) -> dict[str, Any]:
    state = "covered" if step.state in UNDECIDED and covered(world, step, on) else step.state
    said: dict[str, Any] = {"rule": step.rule} | ({"of": step.of} if step.of else {})
    said |= {"proof": step.months, "met": step.met.isoformat(), "state": state}
    if step.unmet:
        said["no_longer_met"] = step.unmet.isoformat()
    if step.state not in ("no longer met", "merged") and in_dispute(world, step, on):
        said["in_dispute"] = True
    return said


def cards(world: World, steps: list[Step], on: date) -> list[dict[str, Any]]:
    """One card per consequence: all open steps that lead to it, covered ones left out."""
    order = list(world.terms.get("rules", {}))
    found: dict[str, list[Step]] = {}
    for s in sorted(steps, key=lambda s: (s.met, order.index(s.rule))):
        if s.state in UNDECIDED and not covered(world, s, on):
            found.setdefault(world.terms["rules"][s.rule]["then"], []).append(s)
    return [{"then": then, "since": s[0].met.isoformat(), "rules": list(dict.fromkeys(x.rule for x in s))} for then, s in found.items()]


def minutes_said(world: World, id: str, on: date) -> str:
    m = minutes(world, id, on)
    return f"{m['state']}, answer by {m['answer_due']}" if m["answer_due"] else str(m["state"])


def warning_said(world: World, id: str, on: date) -> dict[str, Any]:
    w = warning(world, id, on)
    return {"state": w["state"], "counts": w["counts"], "watch": [m.label for m in w["watch"]]}
