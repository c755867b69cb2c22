"""Random neutral cases that make sense: a contract, a year or so of events, and days to ask about.

Drawn through `Draw`, by seed. What the semantics leave open is not drawn; a comment says so where it is left out.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from neutral_contract import VALUES, Draw, by_seed, contract
from neutral_days import Period, london
from neutral_steps import DECIDED, UNDECIDED, Replay
from neutral_world import World

ONE = timedelta(days=1)
DATED = ("return", "correct", "dispute", "resolve", "minutes received", "approve minutes", "withhold minutes")  # now and then by the clock


def case(draw: Draw) -> dict[str, Any]:
    terms = contract(draw)
    made = {"id": "random", "shows": "", "terms": terms, "events": []}
    Events(draw, made).all()
    return made


def asked(draw: Draw, made: dict[str, Any], several: int = 4) -> list[tuple[date, date | None]]:
    """Days to ask about, mostly near something that happens; sometimes as it was known on another day."""
    world = World(made)
    days = {when for when, _ in world.events}
    for kpi in made["terms"]["kpis"]:
        for p in world.periods_of(kpi):
            days |= {world.final_on(kpi, p, world.ends), p.last}
            days |= {due} if (due := world.return_due(p)) else set()
    near = sorted(d for d in days if d >= world.starts)
    found: list[tuple[date, date | None]] = []
    for _ in range(several):
        on = max(world.starts, draw.one_of(near) + draw.number(-1, 1) * ONE)
        # not before the start: a period is declared not applicable on that day
        known_at = max(world.starts, on + draw.one_of([0, -5, 10, 40]) * ONE) if draw.chance(30) else None
        found.append((on, known_at))
    return found


# --- what happens ----------------------------------------------------------------------------------------------------------


class Events:
    def __init__(self, draw: Draw, made: dict[str, Any]) -> None:
        self.draw, self.case, self.terms = draw, made, made["terms"]
        self.world = World(made)
        self.found: list[dict[str, Any]] = []
        self.last = self.world.ends + 45 * ONE

    def add(self, on: date, do: str, **rest: Any) -> None:
        if on <= self.last:
            self.found.append({"on": on.isoformat(), "do": do} | rest)

    def all(self) -> None:
        draw = self.draw
        self.returns()
        # When a figure settled late (or judged anew) joins hits of the last n months to an earlier step of theirs is not said.
        settled = any("of_last" in r["when"] for r in self.terms["rules"].values())
        if draw.chance(60) and not settled:
            self.figures_change()
        if draw.chance(25):
            self.vary()
        if draw.chance(35) and not settled:
            self.agree_readings()
        if draw.chance(40) or any("plan" in r["when"] for r in self.terms["rules"].values()):
            for n in range(1, draw.number(1, 2) + 1):
                self.plan(f"P{n}")
        if draw.chance(35) or any(r["when"].get("event") or r["when"].get("after") for r in self.terms["rules"].values()):
            self.warnings()
        if draw.chance(25):
            for n in range(1, draw.number(1, 2) + 1):
                self.minutes(f"M{n}")
        self.plain_duties()
        if draw.chance(10):
            self.nonsense()
        self.in_order()
        self.at_moments()
        self.record_late()
        self.in_order()
        if draw.chance(60):
            self.decisions()

    def in_order(self) -> None:
        """By day: the order of one day is the order in which they were drawn."""
        self.found.sort(key=lambda e: e["on"])
        self.case["events"] = [{k: v for k, v in e.items() if k != "on" or "at" not in e} for e in self.found]

    def nonsense(self) -> None:
        """What is refused, or has no effect: a dispute of what was never reported, more than all, a decision before its step."""
        draw = self.draw
        k = draw.one_of(sorted(self.terms["kpis"]))
        told = {(e["covers"], x) for e in self.found if e["do"] == "return" for x in e.get("figures", {})}
        for p in self.world.periods_of(k):
            if (p.label, k) not in told and "measure" not in self.terms["kpis"][k] and draw.chance(50):
                self.add(p.last + draw.number(1, 30) * ONE, "dispute", kpi=k, period=p.label)
                break
        for e in self.found:
            if e["do"] == "return" and isinstance(e.get("figures", {}).get(k), list) and draw.chance(20):
                e["figures"][k] = draw.one_of([[7, 6], [-1, 6]])
                self.found = [x for x in self.found if not (x.get("kpi") == k and x.get("period") == e["covers"])]
                break
        if draw.chance(50):
            self.add(self.world.starts + ONE, "decide", rule=next(iter(self.terms["rules"])), outcome="taken", reason="too early")

    def at_moments(self) -> None:
        """Now and then with a clock time: near midnight in London, or around the cut-off."""
        likely = 25 if "cut_off" in self.terms else 3
        for e in self.found:
            if e["do"] in DATED and self.draw.chance(likely):
                e["at"] = f"{e['on']}T{self.draw.one_of(['15:59', '16:00', '16:59', '17:00', '22:59', '23:30'])}:00Z"

    def record_late(self) -> None:
        """Now and then an act is typed in later; what follows upon it, not before it."""
        known: dict[Any, str] = {}
        for e in self.found:
            about = e.get("plan") or e.get("id") or e.get("duty") or (e.get("kpi"), e.get("period"))
            if "covers" in e:
                about = e["covers"]
            if "period" in e:
                known[about] = max(known.get(about, ""), known.get(e["period"], ""))
            on = e["on"]
            if self.draw.chance(6):
                on = (date.fromisoformat(on) + self.draw.number(1, 25) * ONE).isoformat()
            on = max(on, known.get(about, ""), known.get(e.get("id"), ""))
            known[about] = known[e.get("id")] = on
            if on > london(e).isoformat():
                e["recorded"] = on

    def some_day(self) -> date:
        return self.world.starts + self.draw.number(20, (self.world.ends - self.world.starts).days) * ONE

    # --- figures

    def returns(self) -> None:
        draw, kpis = self.draw, self.terms["kpis"]
        for every in sorted({body.get("every", "month") for body in kpis.values()}):
            mine = {k: body for k, body in kpis.items() if body.get("every", "month") == every}
            stated = {k: body for k, body in mine.items() if "measure" not in body}
            usual = draw.number(0, 2)
            for n, p in enumerate(self.world.periods_of(next(iter(mine)))):
                if draw.chance(10):
                    continue
                figures = {k: self.value(k, usual) for k in stated if not draw.chance(6)}
                late = draw.number(6, 60) if draw.chance(12) else draw.number(-3, 4)
                if any("of_last" in r["when"] for r in self.terms["rules"].values()):
                    late = min(late, 2)  # as above
                on = max(p.first, p.last + late * ONE)
                rows = {"rows": self.rows(p, n, on)} if len(stated) < len(mine) else {}
                if not figures and not rows:
                    continue
                self.add(on, "return", covers=p.label, **({"figures": figures} if figures else {}), **rows)
                if draw.chance(6) and figures and not rows:  # a top-up, in time or not
                    later = {k: self.value(k, usual) if draw.chance(50) else v for k, v in figures.items()}
                    soonest = 5 if "cut_off" in self.terms else 1  # two given on one day, both late: which is the first is not said
                    self.add(on + draw.number(soonest, 12) * ONE, "return", covers=p.label, figures=later)
                if rows and draw.chance(15):
                    # not on the day of the return itself: what was given first that day is not always said
                    other = max(p.first, on + draw.one_of([-6, 6, 12] if "cut_off" in self.terms else [-4, -2, 1, 3, 6, 12]) * ONE)
                    self.add(other, draw.one_of(["log", "return"]), **self.more(p, n, on))

    def value(self, kpi: str, usual: int = 0) -> Any:
        bands = self.terms["kpis"][kpi]["bands"]
        values = VALUES["hole" if "gap" in bands else "share" if "%" in bands["red"] else "count"]
        return values[usual] if self.draw.chance(45) else self.draw.one_of(values)

    def rows(self, p: Period, n: int, on: date, extra: str = "") -> dict[str, Any]:
        draw = self.draw
        (dataset, dated), found = next(iter(self.terms["datasets"].items())), []
        for unit in "ABCD":
            if draw.chance(30):
                continue
            when = min(p.first + draw.number(0, (p.last - p.first).days) * ONE, on)
            row: dict[str, Any] = {"id": f"{unit}{n}{extra}", "unit": unit, dated: when.isoformat()}
            if draw.chance(4):
                del row[dated]
            elif draw.chance(4):
                row["unit"] = "Q"
            if dated == "returned_on":
                row["visited_on"] = draw.one_of([p.first, p.first - ONE]).isoformat()
            for body in self.terms["kpis"].values():
                for name in body.get("measure", {}).get("sent", []):
                    sent = when + draw.number(1, 9) * ONE
                    if sent <= on and not draw.chance(10):
                        row[name] = sent.isoformat()
            found.append(row)
        return {dataset: found}

    def more(self, p: Period, n: int, on: date) -> dict[str, Any]:
        """Further rows, with ids of their own: which version of a row holds after it was final is another matter."""
        rows = self.rows(p, n, on, "x")
        if self.found[-1]["do"] == "return" and not any(rows.values()):
            rows = {name: [] for name in rows}
        return {"rows": rows, "covers": p.label}

    def figures_change(self) -> None:
        """Corrections, disputes and their ends: one matter open at a time, and only about a figure reported with a value."""
        draw, world = self.draw, type(self.world)({**self.case, "events": self.found})
        reported = [(date.fromisoformat(e["on"]), k, e["covers"]) for e in self.found if e["do"] == "return" for k in e.get("figures", {})]
        touched = set()
        for _ in range(draw.number(1, 6)):
            if not reported:
                return
            when, k, label = draw.one_of(reported)
            if (k, label) in touched:
                continue
            touched.add((k, label))
            on = when + draw.number(5 if "cut_off" in self.terms else 1, 45) * ONE
            for _ in range(draw.number(1, 2)):
                if draw.chance(60):
                    # The same figure again is no change: that it is nothing is not said anywhere.
                    used = [e["figures"][k] for e in self.found if e.get("covers") == label and k in e.get("figures", {})]
                    used += [e["figure"] for e in self.found if e.get("kpi") == k and e.get("period") == label and "figure" in e]
                    others = [self.value(k), *([[2, 6], [1, 6], [5, 6]] if isinstance(used[0], list) else [5, 6, 7])]
                    figure = next(v for v in others if v not in used)
                    self.add(on, "correct", kpi=k, period=label, figure=figure, by=draw.one_of(["supplier", "council"]))
                    p = next(p for p in world.periods_of(k) if p.label == label)
                    if on <= world.final_on(k, p, on):
                        continue  # it simply applies: nothing to resolve
                else:
                    self.add(on, "dispute", kpi=k, period=label)
                on += draw.number(1, 30) * ONE
                if draw.chance(20):
                    break
                figure = {"figure": self.value(k)} if draw.chance(60) else {}
                self.add(on, "resolve", kpi=k, period=label, **figure)
                on += draw.number(1, 20) * ONE

    def vary(self) -> None:
        """One variation a rule and a KPI: the neutral paths of several would have to be told in their order."""
        draw = self.draw
        for thing in draw.one_of([["bands"], ["rule"], ["bands", "bands"], ["rule", "bands"]]):
            on = self.some_day()
            from_ = on + draw.number(-100, 60) * ONE
            k = draw.one_of(sorted(self.terms["kpis"]))
            bands = self.terms["kpis"][k]["bands"]
            r = draw.one_of(sorted(self.terms["rules"]))
            when = self.terms["rules"][r]["when"]
            if thing == "bands" and any("of_last" in r["when"] for r in self.terms["rules"].values()):
                continue
            if thing == "bands":
                green = draw.one_of(["at least 95%", "at least 65%"]) if "%" in bands["red"] else draw.one_of(["at most 2", "at most 0"])
                change = {f"kpis.{k}.bands.green": green}
            elif "for" in when:
                change = {f"rules.{r}.when.for": draw.one_of([2, 3, 4])}
            elif "at" in when and "after" not in when:  # by which month's rule a watch window is judged is not said
                change = {f"rules.{r}.when.at": draw.one_of(["red", "amber or worse"])}
            else:
                continue
            if any(e["do"] == "vary" and set(e["set"]) & set(change) and "rules" in next(iter(change)) for e in self.found):
                continue
            self.add(on, "vary", **{"from": max(from_, self.world.starts).isoformat(), "set": change})

    def agree_readings(self) -> None:
        draw = self.draw
        for name in self.terms.get("readings", {}):
            for _ in range(draw.number(1, 2)):
                on = self.some_day()
                choices = ["median", "worst", "mean of points"] if name == "overall" else ["amber", "red", "unrated", "green"]
                from_ = {"from": max(self.world.starts, on - draw.number(-40, 120) * ONE).isoformat()} if draw.chance(50) else {}
                self.add(on, "agree reading", reading=name, choice=draw.one_of(choices), **from_)

    # --- acts

    def plan(self, id: str) -> None:
        draw, on = self.draw, self.some_day()
        kpis = [k for k in self.terms["kpis"] if draw.chance(70)] or [next(iter(self.terms["kpis"]))]
        self.add(on, "request plan", id=id, kpis=kpis)
        self.plan_life(id, on)

    def plan_life(self, id: str, on: date) -> None:
        draw = self.draw
        due = self.world.days.after(self.terms.get("plan_days", 10), on)
        # What a person records while something else of the plan is met already, or before an extension, is not said.
        recorded = draw.chance(15) and all(len(r["when"].get("plan", [])) < 2 for r in self.terms["rules"].values())
        if recorded:
            self.add(on + draw.number(3, 40) * ONE, "record not engaged", id=id, reason="no answer")
            self.add(on + ONE, "propose plan", id=id, complete=True, review_on=(on + 60 * ONE).isoformat())
            return
        extended = draw.chance(25)
        if extended:
            moved = on + draw.number(3, 25) * ONE
            self.add(moved, "extend", duty=f"agree plan {id}", to=max(due, moved + draw.number(2, 20) * ONE).isoformat())
        if draw.chance(25):
            return
        day = (moved if extended else on) + draw.number(1, 20) * ONE  # an extension of a plan already agreed is left out
        review_on = day + draw.number(20, 90) * ONE
        if draw.chance(20):
            self.add(day, "propose plan", id=id, complete=False, review_on=review_on.isoformat())
            if draw.chance(30):
                self.add(day, "sign plan", id=id, by="supplier")
            day += draw.number(0, 6) * ONE
            if draw.chance(30):
                return
        self.add(day, "propose plan", id=id, complete=True, review_on=review_on.isoformat())
        sides = draw.one_of([["supplier", "buyer"], ["buyer", "supplier"], ["supplier"]])
        for side in sides:
            day += draw.number(0, 5) * ONE
            self.add(day, "sign plan", id=id, by=side)
        if len(sides) < 2 or draw.chance(25):
            return
        day = max(day, review_on + draw.number(-5, 5) * ONE)
        self.add(day, "review plan", id=id, outcome=draw.one_of(["not improved", "improved"]))
        if draw.chance(25):
            self.add(day + draw.number(1, 20) * ONE, "review plan", id=id, outcome=draw.one_of(["improved", "not improved"]))
        if draw.chance(30):
            self.add(day + draw.number(21, 40) * ONE, "close plan", id=id)

    def warnings(self) -> None:
        draw = self.draw
        on = self.some_day()
        for n in range(1, draw.number(1, 4) + 1):
            id = f"W{n}"
            self.add(on, "warn", id=id)
            known = on
            if draw.chance(85):
                # Deemed first and acknowledged later: which day is its effective day from then on is not said.
                latest = self.deemed_in(on, 15)
                known = on + draw.number(0, min(latest, 15)) * ONE
                further = {"plan": f"P9{n}", "kpis": list(self.terms["kpis"])} if draw.chance(20) else {}
                self.add(known, "warning received", id=id, **further)
                if further:
                    self.plan_life(f"P9{n}", known)
            if draw.chance(20):
                self.add(known + draw.number(1, 120) * ONE, "withdraw warning", id=id)
            elif draw.chance(20):
                self.add(known + draw.number(1, 120) * ONE, "close warning", id=id)
            if draw.chance(25) and "meetings" in self.terms:
                self.add(known + draw.number(1, 150) * ONE, "decide frequency", every="quarter")
            on = known + draw.number(1, 120) * ONE

    def deemed_in(self, on: date, otherwise: int) -> int:
        return (self.world.days.after(self.terms["deemed_received"], on) - on).days if "deemed_received" in self.terms else otherwise

    def minutes(self, id: str) -> None:
        draw, on = self.draw, self.some_day()
        self.add(on, "meeting", id=id)
        if draw.chance(15):
            return
        for _ in range(2 if draw.chance(12) else 1):
            on += draw.number(0, 10) * ONE
            self.add(on, "send minutes", id=id)
            if draw.chance(20):
                continue
            latest = self.deemed_in(on, 6)
            on += draw.number(0, min(latest, 6)) * ONE
            self.add(on, "minutes received", id=id)
            on += draw.number(1, 18) * ONE
            answer = draw.number(0, 3)
            if answer == 1:
                self.add(on, "approve minutes", id=id)
            elif answer == 2:
                self.add(on, "withhold minutes", id=id)
                if draw.chance(50):
                    on += draw.number(1, 10) * ONE
                    self.add(on, "approve minutes", id=id)
        if self.found[-1]["do"] in ("approve minutes", "withhold minutes") and draw.chance(50):
            self.add(on + draw.number(1, 5) * ONE, "issue final minutes", id=id)

    def plain_duties(self) -> None:
        draw = self.draw
        for body in self.terms.get("duties", []):
            on = self.some_day()
            self.add(on, "trigger", duty=body["id"])
            if draw.chance(30):
                on += draw.number(1, 20) * ONE
                self.add(on, "extend", duty=body["id"], to=(on + draw.number(20, 40) * ONE).isoformat())
            if draw.chance(50):
                self.add(on + draw.number(1, 60) * ONE, draw.one_of(["done", "waive"]), duty=body["id"])
        if "returns" in self.terms and draw.chance(15):
            p = draw.one_of(self.world.months())
            if "month" in {body.get("every", "month") for body in self.terms["kpis"].values()}:
                self.add(p.last + draw.number(-10, 20) * ONE, "waive", duty=f"return {p.label}")

    # --- decisions: the oracle says what is open

    def to_be_decided(self, rule: str) -> bool:
        """Not said: what a decided step of a plan becomes when an extended date passes too; or of a count that a withdrawal brings back to
        what was decided before."""
        when, done = self.terms["rules"][rule]["when"], {e["do"] for e in self.found}
        return not ("plan" in when and "extend" in done) and not ("event" in when and "withdraw warning" in done)

    def decisions(self) -> None:
        """Up to three, each about one step that no other could be meant by."""
        draw = self.draw
        on = self.world.starts
        for _ in range(draw.number(1, 3)):
            ahead = Replay(World(self.case))
            days = [d for d in ahead.days_to_ask(self.last) if d > on]
            chances: list[tuple[date, dict[str, Any]]] = []
            known: dict[int, str] = {}
            for d in days:
                for n, s in enumerate(ahead.up_to(d)):
                    if known.get(n) != s.state:
                        known[n] = s.state
                        if s.state in UNDECIDED + DECIDED and self.to_be_decided(s.rule):
                            chances.append((d, {"rule": s.rule} | ({"of": s.of} if s.of else {})))
            if not chances:
                return
            met, which = draw.one_of(chances)
            on = max(on + ONE, met + draw.one_of([0, 1, 3, 8, 20, 45]) * ONE)
            if "cut_off" in self.terms:
                on = self.world.days.next_open(on)
            steps = [s for s in Replay(World(self.case)).up_to(on) if s.rule == which["rule"] and s.of == which.get("of", "")]
            undecided, decided = [s for s in steps if s.state in UNDECIDED], [s for s in steps if s.state in DECIDED]
            outcome = draw.one_of(["not taken", "taken", "advice"])
            if len(undecided) == 1:
                event = {"outcome": outcome}
            elif len(decided) == 1 and not undecided and draw.chance(60):
                event = {"outcome": outcome, "replaces": True}
            else:
                continue
            self.found.append({"on": on.isoformat(), "do": "decide"} | which | event | {"reason": "r"})
            self.in_order()


def sensible(made: dict[str, Any]) -> bool:
    """What `allow` would let pass, where leaving something out could make nonsense: every resolution ends something open, every
    decision is about one step, every signature has a plan."""
    world = World(made)
    begun = {"sign plan": "propose plan", "review plan": "sign plan", "warning received": "warn", "withdraw warning": "warn"}
    begun |= {"approve minutes": "minutes received", "withhold minutes": "minutes received"}
    begun |= {"minutes received": "send minutes", "send minutes": "meeting"}
    for n, (when, e) in enumerate(world.events):
        before = world.events[:n]
        if e["do"] == "resolve":
            p = next((p for p in world.periods_of(e["kpi"]) if p.label == e["period"]), None)
            concerning = [(d, x) for d, x in world.concerning(e["kpi"], p) if any(x is y for _, y in before)] if p else []
            body = world.terms["kpis"][e["kpi"]]
            story = world._from_rows if "measure" in body else world._stated
            if not p or not story(e["kpi"], p, when, concerning, world.final_on(e["kpi"], p, when))[3]:
                return False
        if e["do"] in begun and not any(x["do"] == begun[e["do"]] and x["id"] == e["id"] for _, x in before):
            return False
        if e["do"] == "decide":
            events = [x for _, x in before] + [x for _, x in world.events[n:] if x["do"] != "decide"]
            steps = Replay(World({**made, "events": events})).up_to(when)
            mine = [s for s in steps if s.rule == e["rule"] and e.get("of") in (None, s.of)]
            if len([s for s in mine if s.state in (DECIDED if e.get("replaces") else UNDECIDED)]) != 1:
                return False
    return True


__all__ = ["Draw", "asked", "by_seed", "case", "sensible"]
