"""Plans, warnings, meetings, minutes and duties on a day (semantics.md sections 7 to 10)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from neutral_days import Period, day, last_of_month, periods
from neutral_world import World

ONE = timedelta(days=1)

# --- section 7: plans ------------------------------------------------------------------------------------------------


def plan(world: World, id: str, on: date) -> dict[str, Any] | None:
    """Everything about one plan by the close of a day."""
    asked = [(when, e) for when, e in world.facts(on, "request plan") if e["id"] == id]
    asked += [(when, e) for when, e in world.facts(on, "warning received") if e.get("plan") == id]
    if not asked:
        return None
    requested, asking = asked[0]
    due = world.days.after(world.terms.get("plan_days", 10), requested)
    for _, e in world.facts(on, "extend"):
        if e["duty"] == f"agree plan {id}":
            due = day(e["to"])
    acts = world.facts(on, "propose plan", "sign plan", "review plan", "close plan", "record not engaged")
    about = [(when, e) for when, e in acts if e["id"] == id]
    proposals: list[tuple[date, bool]] = []
    signed: set[str] = set()
    found: dict[str, Any] = {"kpis": asking.get("kpis", []), "requested": requested, "due": due, "agreed": None, "review_on": None}
    found |= {"reviewed": None, "outcome": None, "closed": None, "recorded": None}
    for when, e in about:
        if e["do"] == "propose plan" and found["agreed"] is None:
            proposals.append((when, e.get("complete", True)))
            signed = set()  # a signature on an earlier version is none
            review_on = e.get("review_on")
        elif e["do"] == "sign plan" and found["agreed"] is None and proposals and proposals[-1][1]:
            signed.add(e["by"])
            if signed == {"supplier", "buyer"}:
                found |= {"agreed": when, "review_on": day(review_on) if review_on else None}
        elif e["do"] == "review plan":
            found |= {"reviewed": found["reviewed"] or when, "outcome": e["outcome"]}
        elif e["do"] == "close plan":
            found["closed"] = when
        elif e["do"] == "record not engaged":
            found["recorded"] = found["recorded"] or when
    found["proposals"] = proposals
    found["conditions"] = conditions(found, on)
    found["state"] = plan_state(found, on)
    found["open"] = found["reviewed"] is None and found["closed"] is None
    return found


def conditions(p: dict[str, Any], on: date) -> set[str]:
    """Those that hold: from the day after the due date; a proposal or agreement that comes afterwards does not undo them."""
    found = set()
    past = on > p["due"] and (p["closed"] is None or p["closed"] > p["due"])
    if p["recorded"] or (past and not any(when <= p["due"] for when, _ in p["proposals"])):
        found.add("not engaged")
    if past and not any(when <= p["due"] and complete for when, complete in p["proposals"]):
        found.add("late")
    if past and not (p["agreed"] and p["agreed"] <= p["due"]):
        found.add("not agreed")
    if p["outcome"] == "not improved":
        found.add("not improved")
    return found


def plan_state(p: dict[str, Any], on: date) -> str:
    past = on > p["due"]
    if p["closed"]:
        return "closed"
    if p["outcome"]:
        return str(p["outcome"])
    if p["agreed"]:
        return "agreed late" if p["agreed"] > p["due"] else "agreed"
    if not p["proposals"]:
        return "not engaged" if past else "requested"
    state = "proposed" if p["proposals"][-1][1] else "incomplete"
    return f"{state}, late" if past else state


def plan_ids(world: World, on: date) -> list[str]:
    asked = [e["id"] for _, e in world.facts(on, "request plan")]
    return asked + [e["plan"] for _, e in world.facts(on, "warning received") if "plan" in e]


# --- section 8: warnings and meetings ----------------------------------------------------------------------------------


def warning(world: World, id: str, on: date) -> dict[str, Any]:
    issued = next(when for when, e in world.facts(on, "warn") if e["id"] == id)

    def day_of(do: str) -> date | None:
        return next((when for when, e in world.facts(on, do) if e["id"] == id), None)

    effective = day_of("warning received")
    if effective is None and "deemed_received" in world.terms:
        deemed = world.days.after(world.terms["deemed_received"], issued)
        effective = deemed if deemed <= on else None
    withdrawn, closed = day_of("withdraw warning"), day_of("close warning")
    counts = effective is not None and withdrawn is None
    later = [m for m in world.months() if effective is not None and m.whole_first > effective]
    window = later[: world.terms.get("watch_months", 3)]
    watch = window if counts else []
    if withdrawn:
        state = "withdrawn"
    elif closed:
        state = "closed"
    elif effective is None:
        state = "issued, receipt unknown"
    else:
        state = "watching" if watch and on <= watch[-1].last else "in force"
    found = {"issued": issued, "effective": effective, "withdrawn": withdrawn, "counts": counts, "state": state}
    return found | {"watch": watch, "window": window}


def warning_ids(world: World, on: date) -> list[str]:
    return [e["id"] for _, e in world.facts(on, "warn")]


def slots(world: World, on: date) -> list[Period]:
    """Slots of the series: a month for each month after a warning, a quarter where no month of it is monthly."""
    monthly: set[str] = set()
    for id in warning_ids(world, on):
        w = warning(world, id, on)
        until = date.max
        decided = [when for when, _ in world.facts(on, "decide frequency") if when >= w["issued"]]
        if decided and w["effective"]:  # while receipt is unknown, monthly goes on
            until = max([last_of_month(decided[0]), *[m.last for m in w["window"]]])
        if w["withdrawn"]:
            until = min(until, last_of_month(w["withdrawn"]))
        monthly |= {m.label for m in world.months() if m.whole_first > w["issued"] and m.first <= until}
    found = [m for m in world.months() if m.label in monthly]
    for q in periods(world.starts, world.ends, "quarter"):
        inside = {m.label for m in world.months() if q.first <= m.first <= q.last}
        if q.whole_first >= world.starts and not inside & monthly:
            found.append(q)
    found.sort(key=lambda s: s.first)
    begun = [s for s in found if s.first <= on]
    return begun + [s for s in found if s.first > on][:1]


# --- section 9: minutes ------------------------------------------------------------------------------------------------


def minutes(world: World, id: str, on: date) -> dict[str, Any]:
    """The minutes of one meeting: what was sent last, received, answered, deemed, issued."""
    held = next(when for when, e in world.facts(on, "meeting") if e["id"] == id)
    found: dict[str, Any] = {"held": held, "first_sent": None, "sent": None, "received": None, "answer_due": None}
    found |= {"answered": None, "agreed": None, "deemed": False, "issued": None, "state": "to be sent"}
    events = world.facts(on, "send minutes", "minutes received", "approve minutes", "withhold minutes", "issue final minutes")
    for when, e in [(when, e) for when, e in events if e["id"] == id] + [(on, {"do": "close of the day"})]:
        deem_receipt(world, found, when)
        if found["answer_due"] and when > found["answer_due"] and found["answered"] is None and found["issued"] is None:
            found |= {"deemed": True, "answered": found["answer_due"], "agreed": found["answer_due"], "state": "deemed agreed"}
        if e["do"] == "send minutes":  # a new version restarts everything
            found |= {"first_sent": found["first_sent"] or when, "sent": when, "received": None, "answer_due": None, "answered": None}
            found |= {"agreed": None, "deemed": False, "issued": None, "state": "sent, receipt unknown"}
        elif e["do"] == "minutes received" and found["sent"] and found["received"] is None:
            receive(world, found, when)
        elif e["do"] == "withhold minutes" and found["received"] and found["answered"] is None:
            found |= {"answered": when, "agreed": None, "state": "withheld", "withheld": when}
        elif e["do"] == "approve minutes" and found["received"] and not found["deemed"] and found["agreed"] is None:
            found |= {"answered": found["answered"] or when, "agreed": when, "state": "approved"}
        elif e["do"] == "issue final minutes":
            found |= {"issued": when, "state": "final"}
    return found


def deem_receipt(world: World, found: dict[str, Any], when: date) -> None:
    if found["sent"] and found["received"] is None and "deemed_received" in world.terms:
        deemed = world.days.after(world.terms["deemed_received"], found["sent"])
        if deemed <= when:
            receive(world, found, deemed)


def receive(world: World, found: dict[str, Any], when: date) -> None:
    due = world.days.after(world.terms.get("answer_days", 10), when)
    found |= {"received": when, "answer_due": due, "state": "received"}


def meeting_ids(world: World, on: date) -> list[str]:
    return [e["id"] for _, e in world.facts(on, "meeting")]


# --- section 10: duties ------------------------------------------------------------------------------------------------


def duties(world: World, on: date) -> dict[str, str]:
    found: dict[str, tuple[date | None, date | None]] = {}  # name → due, done on
    found |= returns_due(world, on) | meetings_due(world, on) | minutes_due(world, on) | plain(world, on)
    for id in plan_ids(world, on):
        p = plan(world, id, on)
        assert p is not None
        found[f"agree plan {id}"] = p["due"], p["agreed"]
        if p["agreed"]:
            found[f"review plan {id}"] = p["review_on"], p["reviewed"]
    for id in warning_ids(world, on):
        w = warning(world, id, on)
        if w["effective"] is None and not w["withdrawn"]:
            found[f"establish receipt of warning {id}"] = None, None
    said = {}
    for name, (due, done) in found.items():
        for _, e in world.facts(on, "extend"):
            if e["duty"] == name:
                due = day(e["to"])
        for when, e in world.facts(on, "done"):
            if e["duty"] == name:
                done = done or when
        waived = next((when for when, e in world.facts(on, "waive") if e["duty"] == name), None)
        said[name] = f"{due or 'unknown'} {duty_state(world, due, done, waived, on)}"
    return said


def duty_state(world: World, due: date | None, done: date | None, waived: date | None, on: date) -> str:
    if waived and (done is None or waived < done):
        return "waived"
    if done:
        return "done late" if due and done > due else "done"
    if due is None:
        return "upcoming"
    if on > due:
        return "overdue"
    return "due" if on >= world.days.before(5, due) else "upcoming"


def returns_due(world: World, on: date) -> dict[str, Any]:
    """All past and the next, for each rhythm in which figures are returned."""
    found: dict[str, Any] = {}
    for every in {body.get("every", "month") for body in world.terms["kpis"].values()} if "returns" in world.terms else ():
        for period in periods(world.starts, world.ends, every):
            due = world.return_due(period)
            done = next((when for when, e in world.facts(on, "return") if e["covers"] == period.label), None)
            found[f"return {period.label}"] = due, done
            if due and due > on:
                break
    return found


def meetings_due(world: World, on: date) -> dict[str, Any]:
    if "meetings" not in world.terms:
        return {}
    held = [when for when, _ in world.facts(on, "meeting")]
    return {f"meeting {s.label}": (s.last, next((when for when in held if s.first <= when <= s.last), None)) for s in slots(world, on)}


def minutes_due(world: World, on: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for id in meeting_ids(world, on):
        m = minutes(world, id, on)
        found[f"send minutes {id}"] = world.days.after(world.terms.get("minutes_days", 5), m["held"]), m["first_sent"]
        if m["sent"]:
            found[f"answer minutes {id}"] = m["answer_due"], m["answered"]
            if m["received"] is None:
                found[f"establish receipt of minutes {id}"] = None, None
        agreed = m["agreed"] or m["answered"]  # withheld: a final version with both texts may issue
        if agreed:
            found[f"issue final minutes {id}"] = world.days.after(1, agreed), m["issued"]
    return found


def plain(world: World, on: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for body in world.terms.get("duties", []):
        for when, e in world.facts(on, "trigger"):
            if e["duty"] == body["id"]:
                due = world.days.count(body["kind"], body["n"], when)
                found[body["id"]] = world.days.moved(due, body.get("if_closed")), None
    return found
