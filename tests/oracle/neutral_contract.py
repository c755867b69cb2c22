"""A random contract, in the neutral terms of the tables. What the semantics leave open is not drawn; a comment says so."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from neutral_days import months_after

ONE = timedelta(days=1)
SHARE = {"stretch": "at least 100%", "green": "at least 90%", "amber": "at least 60%", "red": "below 60%"}
HOLE = {"green": "at least 100%", "amber": "at least 90%", "red": "below 80%", "gap": "hole"}
COUNT = {"stretch": "at most 0", "green": "at most 1", "amber": "at most 2", "red": "above 2"}
VALUES: dict[str, list[Any]] = {  # worst first, so that proofs are common
    "share": [[3, 6], [4, 6], [3, 6], [4, 6], [9, 10], [6, 6], [895, 1000], [0, 6], [0, 0]],
    "hole": [[3, 6], [5, 6], [19, 20], [6, 6], [9, 10], [2, 6]],
    "count": [3, 2, 4, 2, 1, 0],
}


class Draw:
    """Three questions to chance; `number(0, n)` leans to 0 when Hypothesis shrinks."""

    def __init__(self, number: Callable[[int, int], int]) -> None:
        self.number = number

    def chance(self, per_cent: int) -> bool:
        return self.number(0, 99) >= 100 - per_cent

    def one_of(self, several: Sequence[Any]) -> Any:
        return several[self.number(0, len(several) - 1)]


def by_seed(seed: int) -> Draw:
    return Draw(random.Random(seed).randint)


def contract(draw: Draw) -> dict[str, Any]:
    starts = date.fromisoformat(draw.one_of(["2022-09-01", "2022-09-15", "2023-01-01", "2022-08-31", "2022-11-30", "2023-02-10"]))
    ends = months_after(starts, draw.number(7, 15)) - draw.one_of([1, 1, 1, 12, 20]) * ONE
    terms: dict[str, Any] = {"starts": starts.isoformat(), "ends": ends.isoformat(), "kpis": {}}
    for name in "abc"[: draw.number(1, 3)]:
        terms["kpis"][name] = kpi(draw, terms, starts, ends)
    if draw.chance(60):
        due = draw.one_of(["last friday", "3 working days after month end", "8 working days after month end"])
        terms["returns"] = {"due": due, "if_closed": draw.one_of(["next working day", "previous working day"])}
    if draw.chance(10):
        terms["closed"] = ["2022-10-28", "2023-03-07", "2023-06-07", "2023-12-29"]
    if draw.chance(10):
        terms["cut_off"] = "17:00"
    if draw.chance(15):
        terms["deemed_received"] = draw.number(1, 3)
    for name, usual in (("watch_months", [3, 2, 4]), ("plan_days", [10, 5]), ("answer_days", [10, 5]), ("minutes_days", [5, 3])):
        if draw.chance(20):
            terms[name] = draw.one_of(usual)
    if draw.chance(50):
        terms["meetings"] = {"every": "quarter"}
    if draw.chance(15):
        kinds = ["working days after", "calendar days beginning with", "working days beginning with", "clear days", "months after"]
        terms["duties"] = [
            {"id": "do it", "kind": draw.one_of(kinds), "n": draw.number(1, 12)}
            | ({"if_closed": draw.one_of(["next working day", "previous working day"])} if draw.chance(40) else {})
        ]
    readings: dict[str, str] = {}
    if any(body["bands"].get("gap") for body in terms["kpis"].values()):
        readings["hole"] = draw.one_of(["amber", "red", "unrated"])
    if draw.chance(15):
        readings["overall"] = draw.one_of(["median", "worst", "mean of points"])
    elif draw.chance(20):
        terms["overall"] = {"method": draw.one_of(["median", "worst", "mean of points"]), "ties": draw.one_of(["worse", "better"])}
    if readings:
        terms["readings"] = readings
    terms["rules"] = {f"r{n}": rule(draw, terms) for n in range(1, draw.number(1, 3) + 1)}
    return terms


def kpi(draw: Draw, terms: dict[str, Any], starts: date, ends: date) -> dict[str, Any]:
    if draw.chance(12) and "units" not in terms:
        return counted_from_rows(draw, terms, starts, ends)
    body: dict[str, Any] = {"bands": dict(draw.one_of([SHARE, COUNT, HOLE]))}
    if draw.chance(12):
        body["every"] = "quarter"
    if draw.chance(8) and "%" in body["bands"]["red"]:
        body["round"] = draw.number(0, 1)
    if draw.chance(7):
        body["from"] = months_after(starts.replace(day=1), draw.number(1, 4)).isoformat()
    if draw.chance(7):
        body["until"] = (months_after(ends.replace(day=1), -draw.number(1, 4)) - ONE).isoformat()
    if draw.chance(7):
        length = body.get("every", "month")
        from_start = months_after(starts, draw.number(1, 5))
        body["not_applicable"] = [
            f"{from_start.year}-{from_start.month:02}" if length == "month" else f"{from_start.year}-Q{(from_start.month + 2) // 3}"
        ]
    if draw.chance(7):
        body["final"] = draw.one_of([3, 8, 12])
    return body


def counted_from_rows(draw: Draw, terms: dict[str, Any], starts: date, ends: date) -> dict[str, Any]:
    terms["units"] = {"A": {"opens": "2022-01-01"}, "B": {"opens": "2022-01-01"}}
    terms["units"]["C"] = {"opens": (starts + draw.number(20, 120) * ONE).isoformat()}
    terms["units"]["D"] = {"opens": "2022-01-01", "closes": (ends - draw.number(20, 120) * ONE).isoformat()}
    if draw.chance(30):
        terms["part_months"] = "any day"
    kind = draw.one_of(["units with a row", "share in time", "count distinct"])
    if kind == "count distinct":
        terms["datasets"] = {"returned": "returned_on"}
        return {"bands": dict(COUNT), "measure": {"kind": kind, "of": "returned", "by": ["unit", "visited_on"]}}
    terms["datasets"] = {"visits": "visited_on"}
    if kind == "units with a row":
        return {"bands": dict(draw.one_of([SHARE, HOLE])), "measure": {"kind": kind, "in": "visits"}}
    return {"bands": dict(SHARE), "measure": {"kind": kind, "of": "visits", "days": draw.number(2, 5), "sent": ["council", "ofsted"]}}


def rule(draw: Draw, terms: dict[str, Any]) -> dict[str, Any]:
    kpis = terms["kpis"]
    rhythms = {body.get("every", "month") for body in kpis.values()}
    then = draw.one_of(["improvement plan", "formal warning", "consider termination", "raise the concern"])
    kind = draw.number(0, 9)
    if kind == 0:
        return {"when": {"event": "warning", "times": draw.number(1, 3)}, "then": "consider termination"}
    if kind == 1:
        # "not improved" stands alone: whether it is a second step of a plan that was not engaged before is not said.
        lists = [["not improved"], ["late"], ["not agreed"], ["not engaged", "late"], ["late", "not agreed"], ["not engaged"]]
        return {"when": {"plan": draw.one_of([*lists, ["not engaged", "late", "not agreed"]])}, "then": "formal warning"}
    which = [*kpis, "same", "any"]
    if rhythms == {"month"}:
        which.append("overall")  # of a quarterly KPI alone the overall rating of most months is none: left out
    when: dict[str, Any] = {"kpi": draw.one_of(which), "at": draw.one_of(["amber or worse", "red", "amber"])}
    if kind == 2 and rhythms == {"month"} and when["kpi"] in ("same", "any"):
        when["while_overall"] = draw.one_of([["green", "amber"], ["amber", "red"], ["red"]])
    elif kind == 3 and rhythms == {"month"} and when["kpi"] != "same":
        when |= {"times": 1, "after": "warning"}
    elif kind in (4, 5):
        n = draw.number(2, 5)
        when |= {"times": draw.number(2, n), "in_any": n}
    elif kind == 6:
        n = draw.number(2, 5)
        when |= {"times": draw.number(2, n), "of_last": n}
    elif kind in (7, 8, 9):
        when |= {"for": draw.one_of([2, 3, 2, 1])}
        if when["for"] == 1:
            del when["for"]
    if when["kpi"] == "overall" and then == "improvement plan":
        then = "consider termination"  # which KPIs' plan would cover it is not said
    body: dict[str, Any] = {"when": when, "then": then}
    if draw.chance(20):
        body["grace_months"] = draw.number(1, 4)
    if draw.chance(35) and when["kpi"] != "overall":
        ways = {"not reported": ["skip", "break", "red", "amber", "wait"], "not applicable": ["skip", "wait", "break"]}
        ways |= {"unrated": ["skip", "amber", "break", "wait"], "disputed": ["as reported", "wait"]}
        names = [name for name in ways if draw.chance(40)]
        if "while_overall" in when:
            names = [n for n in names if n == "disputed"]  # a month that is jumped over while its overall is none: not said
        if names:
            body["treat"] = {name: draw.one_of(ways[name]) for name in names}
    return body
