"""Random contracts of the whole language, and a year or so of what happens under them.

As in `neutral_random`, what the texts leave open is not drawn; a comment says so where it is left out.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from neutral_contract import COUNT, SHARE, Draw
from neutral_days import day, months_after
from neutral_parts import WholeWorld
from neutral_random import Events
from neutral_steps import UNDECIDED
from neutral_whole import WholeReplay
from neutral_words import ONE, listed

IS: list[Any] = ["failed", "red", "amber", "amber or worse", ["amber", "red"], "green or better", "met"]
STEPS = ["consider termination", "raise the concern", "formal warning", "crisis meeting"]
HARM = ["none", "minor", "major"]


def case(draw: Draw) -> dict[str, Any]:
    starts = day(draw.one_of(["2022-09-01", "2023-01-01", "2022-09-15", "2023-04-01", "2022-11-30"]))
    ends = months_after(starts, draw.number(8, 15)) - draw.one_of([1, 1, 1, 20]) * ONE
    terms: dict[str, Any] = {"whole": True, "starts": starts.isoformat(), "ends": ends.isoformat()}
    terms["kpis"] = {name: {"bands": dict(draw.one_of([SHARE, COUNT]))} for name in "abc"[: draw.number(1, 3)]}
    if draw.chance(40):
        parts = {name: {"bands": dict(draw.one_of([SHARE, COUNT]))} for name in "xyz"[: draw.number(2, 3)]}
        terms["kpis"]["p"] = {"parts": parts, "together": draw.one_of(["worst", "best", "mean of marks"])}
    terms["returns"] = {"due": draw.one_of(["last friday", "3 working days after month end", "8 working days after month end"])}
    terms["points"] = draw.one_of([{"amber": 1, "red": 3}, {"green": 1, "amber": 2, "red": 4}, {"amber": 0.5, "red": 2.5}])
    rules = {f"r{n}": rule(draw, terms) for n in range(1, draw.number(1, 3) + 1)}
    if draw.chance(40):
        rules["repeat"] = {"when": levels(draw, terms, points=True), "points": draw.one_of(["twice", "twice", 2])}
        if rules["repeat"]["points"] == 2 and draw.chance(50):
            rules["repeat"]["tally"] = "strikes"
    terms["rules"] = rules
    made = {"id": "random", "shows": "", "terms": terms, "events": []}
    Happenings(draw, made).all()
    return made


# --- rules ---------------------------------------------------------------------------------------------------------------


def rule(draw: Draw, terms: dict[str, Any]) -> dict[str, Any]:
    kind = draw.one_of(["levels", "levels", "event", "rows", "list", "none", "total", "ladder", "any"])
    body: dict[str, Any] = {}
    if kind == "ladder":
        return {"when": {"event": "power cut"}, "then": {"in_order": ["raise the concern", "crisis meeting", "consider termination"]}}
    if kind == "levels":
        body["when"] = levels(draw, terms)
    elif kind in ("event", "rows"):
        body["when"] = occurrences(draw, kind, draw.chance(60))
    elif kind == "total":
        where = draw.one_of(
            ["any 2 months", "any 3 months", "any 6 months", "the same quarter", "the same month", "the same contract year"]
        )
        bound = f"{draw.one_of(['above', 'at least'])} {draw.number(2, 9)}"
        body["when"] = {"total": "points", "is": bound, "in": where}
    elif kind == "list":
        body["when"] = [levels(draw, terms), occurrences(draw, draw.one_of(["event", "rows"]), False)]
        if draw.chance(30):
            body["when"][1] = {"kpi": draw.one_of([*terms["kpis"], "overall"]), "is": draw.one_of(IS)}
    elif kind == "any":
        body["when"] = {"any": [levels(draw, terms, single=True), occurrences(draw, "event", draw.chance(50))]}
    else:
        other = draw.one_of([{"event": "power cut"}, {"rows": "falls", "where": {"harm": "major"}}, {"kpi": "overall", "is": "red"}])
        if "rows" in other:  # rows under none: when a month without any is settled is not in the texts
            other = {"event": "power cut"}
        first = draw.one_of([levels(draw, terms), {"event": "second report"}])
        body["when"] = [first, {"none": [other]}]
    further(draw, terms, body, kind)
    return body


def further(draw: Draw, terms: dict[str, Any], body: dict[str, Any], kind: str) -> None:
    """What lifts it, what must have happened first, from when and until when; and what follows."""
    body[draw.one_of(["then", "may"])] = draw.one_of([*STEPS, ["formal warning", "crisis meeting"]])
    if draw.chance(30) and kind not in ("any", "total", "none"):
        lifts: list[Any] = [{"judged": "our own fault", "by": "buyer"}, {"event": "second report"}]
        if kind == "levels":
            lifts.append({"kpi": draw.one_of(sorted(terms["kpis"])), "is": draw.one_of(["stretch", "met"])})
        body["except"] = draw.one_of(lifts)
        counted = listed(body["when"])[0]
        if "judged" not in body["except"] and "kpi" not in counted and "for" in counted:
            del body["except"]  # what lifts one of several occurrences: when the rest is known to be enough is not in the texts
    if draw.chance(20):
        gate = ["crisis meeting held", "crisis meeting refused"]
        body["only_after"] = draw.one_of([[f"{one} since met" for one in gate], gate, gate[0], "nothing"])
    if draw.chance(20) and kind != "total":
        key = draw.one_of(["from", "until"])
        body[key] = f"{draw.number(1, 5)} months after contract start"


def levels(draw: Draw, terms: dict[str, Any], *, single: bool = False, points: bool = False) -> dict[str, Any]:
    """Periods at a level: which KPIs, and in what window."""
    kpis = sorted(terms["kpis"])
    which: list[Any] = [*kpis, "any", "any", "overall"]
    if len(kpis) > 1:
        which.append(kpis[:2])
    if points:
        which = [*kpis, "any", "any"]
    found: dict[str, Any] = {"kpi": draw.one_of(which), "is": "failed" if points else draw.one_of(IS)}
    if single or draw.chance(0 if points else 30):
        return found
    found["for"] = window(draw, periods=True)
    if found["kpi"] == "any" or isinstance(found["kpi"], list):
        found["same"] = "kpi" if points else draw.one_of(["kpi", "nothing"])
    return found


def window(draw: Draw, *, periods: bool) -> str:
    n = draw.number(2, 5)
    k = draw.number(2, n)
    in_any = [f"any {k} in {n} months", f"{k} times in any {n} months"]
    same = ["quarter", "year", "contract year"] + ([] if periods else ["month"])
    return str(
        draw.one_of(
            [
                f"{draw.number(2, 3)} consecutive months",
                f"{draw.number(2, 3)} consecutive months",
                draw.one_of(in_any),
                f"{draw.number(2, 3)} times in the same {draw.one_of(same)}",
                f"any 2 in the same {draw.one_of(['quarter', 'year'])}",
                f"{k} times in the contract",
            ]
        )
    )


def occurrences(draw: Draw, kind: str, windowed: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"event": draw.one_of(["power cut", "second report"])}
    if kind == "rows":
        found = {"rows": "falls"} | ({"where": {"harm": draw.one_of(["major", ["minor", "major"]])}} if draw.chance(70) else {})
    return found | ({"for": window(draw, periods=False)} if windowed else {})


# --- money ---------------------------------------------------------------------------------------------------------------


def money_case(draw: Draw) -> dict[str, Any]:
    """Whole months, so that a cap over months is the same by days and by months; no disputes: whether a sum that is not final uses up a cap
    before one that is, is not in the texts."""
    starts = day(draw.one_of(["2022-09-01", "2023-01-01", "2023-04-01", "2022-12-01"]))
    ends = months_after(starts, draw.number(8, 18)) - ONE
    terms: dict[str, Any] = {"whole": True, "starts": starts.isoformat(), "ends": ends.isoformat()}
    terms["kpis"] = {name: {"bands": dict(SHARE)} for name in "abc"[: draw.number(1, 3)]}
    terms["returns"] = {"due": draw.one_of(["last friday", "3 working days after month end"])}
    terms["points"] = draw.one_of([{"amber": 1, "red": 3}, {"amber": 0.5, "red": 2.5}])
    terms["charges"] = {"fixed charge": {"clause": "S4", "each": "month", "amount": f"{draw.one_of(['12345.67', '999.99', '20000'])} GBP"}}
    terms["rules"] = {f"m{n}": money_rule(draw) for n in range(1, draw.number(1, 3) + 1)}
    if draw.chance(60):
        terms["rules"]["repeat"] = {"when": levels(draw, terms, points=True), "points": "twice"}
    made = {"id": "random", "shows": "", "terms": terms, "events": []}
    Sums(draw, made).all()
    return made


def money_rule(draw: Draw) -> dict[str, Any]:
    kind = draw.one_of(["levels", "levels", "event", "rows", "withheld"])
    if kind == "withheld":
        money = {"withhold": "100 GBP", "released": "release agreed", "kept": "second report"}
        return {"when": {"event": "power cut"}, "money": money}
    when: dict[str, Any] = {"event": "power cut"}
    sums = ["250 GBP", "1.5% of fixed charge", "99.99 GBP"]
    if kind == "rows":
        when, sums = {"rows": "falls", "where": {"harm": "major"}}, ["25 GBP per row", "0.333% of fixed charge per row"]
    elif kind == "levels":
        when = {"kpi": draw.one_of(["any", "a"]), "is": draw.one_of(["failed", "red"])}
        if draw.chance(30):
            when |= {"same": "kpi"} if when["kpi"] == "any" else {}
            when |= {"for": draw.one_of(["2 consecutive months", "any 2 in 3 months", "2 times in the same quarter"])}
        sums += ["77 GBP per point", "0.77% of fixed charge per point", "12.34 GBP per percent below target"]
        sums += ["2% of fixed charge per whole percent below target", "5 GBP per day it lasts"]
    money: dict[str, Any] = {draw.one_of(["deduct", "deduct", "pay", "add"]): draw.one_of(sums)}
    if draw.chance(65):
        caps = ["300 GBP in the same month", "500 GBP in any 3 months", "2% of fixed charge in any 2 months", "900 GBP in the same quarter"]
        caps += ["1000 GBP in the same year", "1000 GBP in the same contract year", "1500 GBP in the contract", "120 GBP per occurrence"]
        money["at_most"] = draw.one_of([draw.one_of(caps), [draw.one_of(caps), draw.one_of(caps)]])
    elif kind == "levels" and "deduct" in money and draw.chance(70):
        back = {"kpi": when["kpi"], "is": "met", "for": f"{draw.number(2, 3)} consecutive months"}
        money["earn_back"] = {
            "when": back | ({"same": "kpi"} if when["kpi"] == "any" else {}),
            "returns": draw.one_of(["50%", "33%", "100%"]),
        }
    return {"when": when, "money": money}


# --- what happens ----------------------------------------------------------------------------------------------------------


class Happenings(Events):
    def __init__(self, draw: Draw, made: dict[str, Any]) -> None:
        super().__init__(draw, made)
        self.world = WholeWorld(made)
        # figures are given of parts and of plain KPIs, never of a whole
        self.terms = self.world.terms | {"kpis": {k: body for k, body in self.world.terms["kpis"].items() if "bands" in body}}

    def all(self) -> None:
        draw = self.draw
        self.returns()
        if draw.chance(50):
            self.figures_change()
        self.what_happens()
        if draw.chance(40):
            self.meetings()
        self.in_order()
        self.numbered()
        self.in_order()
        if draw.chance(65):
            self.acts()

    def what_happens(self) -> None:
        draw = self.draw
        for name in ("power cut", "second report"):
            for _ in range(draw.number(0, 5)):
                self.add(self.some_day(), "named", name=name, ref="")
        for _ in range(draw.number(0, 6)):
            on = self.some_day()
            fell = max(self.world.starts, on - draw.one_of([0, 1, 3, 10, 35, 70]) * ONE)
            row = {"id": "", "unit": "A", "fell_on": fell.isoformat(), "harm": draw.one_of(HARM)}
            self.add(on, "fall", row=row)
            if draw.chance(30):
                self.add(on + draw.number(1, 80) * ONE, "fall corrected", row=row, harm=draw.one_of(HARM))

    def numbered(self) -> None:
        """References in order of the days they lie on, so that a proof reads the same in either order."""
        named = [e for e in self.found if e["do"] == "named"]
        for n, e in enumerate(named):
            e["ref"] = f"E{n:02}"
        rows = sorted((e["row"] for e in self.found if e["do"] == "fall"), key=lambda row: row["fell_on"])
        for n, row in enumerate(rows):
            row["id"] = f"F{n:02}"
        for e in self.found:
            if e["do"] == "fall corrected" and "harm" in e:
                e["row"] = e["row"] | {"harm": e.pop("harm")}

    def meetings(self) -> None:
        for n in range(self.draw.number(1, 3)):
            how = self.draw.one_of(["held", "refused"])
            self.add(self.some_day(), "crisis meeting", title="crisis meeting", how=how, ref=f"M{n}")

    # --- what a person decides or finds, about a step that no other could be meant by

    def acts(self) -> None:
        draw, on = self.draw, self.world.starts
        for _ in range(draw.number(1, 3)):
            ahead = WholeReplay(WholeWorld(self.case))
            chances: list[tuple[date, str, str]] = []
            for d in [d for d in ahead.days_to_ask(self.last) if d > on]:
                chances += [(d, s.rule, s.of) for s in ahead.up_to(d) if s.met == d]
            if not chances:
                return
            met, id, of = draw.one_of(chances)
            on = max(on + ONE, met + draw.one_of([0, 1, 3, 8, 20, 45]) * ONE)
            e = self.act_on(on, id, of)
            if e is None or on > self.last:
                continue
            self.found.append({"on": on.isoformat()} | e)
            self.in_order()
            if draw.chance(70) and e.get("outcome") == "taken" and "in_order" in self.terms["rules"][e["rule"]].get("then", {}):
                on += draw.number(1, 40) * ONE
                self.found.append({"on": on.isoformat(), "do": "judge", "rule": e["rule"], "of": e["of"], "finds": "not helped"})
                self.in_order()

    def act_on(self, on: date, id: str, of: str) -> dict[str, Any] | None:
        draw, rule = self.draw, id.split("#")[0]
        replay = WholeReplay(WholeWorld(self.case))
        waiting = [s for s in replay.up_to(on) if s.rule.split("#")[0] == rule and s.of == of and s.state in UNDECIDED]
        several = {s.rule for s in replay.steps if s.rule.split("#")[0] == rule and not s.of}
        if len(waiting) != 1 or (not of and len(several) > 1) or replay.closed_gates(waiting[0], on):
            return None
        about = {"rule": rule} | ({"of": of} if of else {})
        if "judged" in self.terms["rules"][rule].get("except", {}) and draw.chance(60):
            return {"do": "judge", "finds": "lifted"} | about
        return {"do": "decide", "outcome": draw.one_of(["taken", "not taken", "advice"]), "reason": "r"} | about


def asked(draw: Draw, made: dict[str, Any], several: int = 4) -> list[date]:
    """Days to ask about, mostly near something that happens."""
    replay = WholeReplay(WholeWorld(made))
    near = [d for d in sorted(replay.all_days()) if d >= replay.world.starts]
    return [max(replay.world.starts, draw.one_of(near) + draw.number(-1, 1) * ONE) for _ in range(several)]


class Sums(Happenings):
    def all(self) -> None:
        self.returns()
        self.what_happens()
        for _ in range(self.draw.number(0, 2)):
            self.add(self.some_day(), "named", name="release agreed", ref="")
        self.in_order()
        self.numbered()
        self.in_order()
