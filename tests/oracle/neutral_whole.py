"""Rules of the whole language by replay, a second time: conditions, scopes, windows, exceptions, gates, ladders, totals.

From terms-language.md section 6 and semantics.md sections 5 and 6. A rule stands in the case as the language says it. What proofs there
are on a day is asked by trying every stretch of time there is; how steps live on is as in `neutral_steps`.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from neutral_days import Period, day
from neutral_money import held_back, money
from neutral_parts import WholeWorld
from neutral_points import points
from neutral_steps import DECIDED, UNDECIDED, Group, Replay, Step
from neutral_words import beyond, is_at, joined, listed, near, span_days, stretch, stretches, window

NEGATED = {"hit": "miss", "miss": "hit", "break": "hit", "wait": "wait"}


class WholeReplay(Replay):
    """All steps of rules said in the whole language. A rule with branches (`any`) is one rule a branch, "r#1" …"""

    world: WholeWorld

    def __init__(self, world: WholeWorld) -> None:
        super().__init__(world)
        self.rules = {}
        for id, body in world.terms.get("rules", {}).items():
            if "then" in body or "may" in body:
                branches = body["when"]["any"] if "any" in body["when"] else [body["when"]]
                self.rules |= {f"{id}#{n}": body | {"when": one} for n, one in enumerate(branches)}

    def all_days(self) -> set[date]:
        world = self.world
        ends = {m.last for m in world.months()}
        return super().all_days() | ends

    # --- what a person decides or finds ------------------------------------------------------------------------------

    def close_of(self, on: date) -> None:
        self.ask(on)
        for when, e in self.world.facts(on, "decide", "judge"):
            if when == on:
                self.decide(e) if e["do"] == "decide" else self.judged(e, on)
                self.ask(on)

    def of_event(self, e: dict[str, Any]) -> list[Step]:
        return [s for s in self.steps if s.rule.split("#")[0] == e["rule"] and e.get("of") in (None, s.of)]

    def decide(self, e: dict[str, Any]) -> None:
        for s in self.of_event(e):
            if s.state in UNDECIDED:
                s.state = e["outcome"]

    def judged(self, e: dict[str, Any], on: date) -> None:
        for s in self.of_event(e):
            if e["finds"] == "lifted" and s.state in UNDECIDED:
                s.state = "lifted"
        if e["finds"] == "not helped":
            self.next_rung(e, on)

    def next_rung(self, e: dict[str, Any], on: date) -> None:
        """The next step when a person finds that the last one, which was taken, did not help."""
        for of in {s.of for s in self.of_event(e)}:
            *_, last = [s for s in self.of_event(e) if s.of == of]
            rungs = listed(self.rules[last.rule]["then"]["in_order"])
            if last.state == "taken" and last.rung + 1 < len(rungs):
                self.steps.append(Step(last.rule, of, on, list(last.months), rung=last.rung + 1, hit_by=dict(last.hit_by)))

    # --- what is counted -----------------------------------------------------------------------------------------------

    def ask(self, on: date) -> None:
        for id, body in self.rules.items():
            if self.for_ever(body):
                self.lifetime_of(id, on)
            else:
                for of in self.scopes(body["when"], on):
                    self.of_months(id, of, on)

    def scopes(self, when: Any, on: date) -> list[str]:
        """Of what a rule is asked one by one: each KPI, each occurrence there ever was, or the whole."""
        first = listed(when)[0]
        if "kpi" in first:
            several = first["kpi"] == "any" or isinstance(first["kpi"], list)
            each = several and (first.get("same") == "kpi" or "for" not in first)
            return self.kpis_of(first) if each else [""]
        if ("event" in first or "rows" in first) and "for" not in first:
            return self.references(first, on)
        return [""]

    def kpis_of(self, condition: dict[str, Any]) -> list[str]:
        return self.world.own_kpis() if condition["kpi"] == "any" else listed(condition["kpi"])

    @staticmethod
    def for_ever(body: dict[str, Any]) -> bool:
        """A count of the whole contract; in a list, where its first condition's window is one."""
        return window(listed(body["when"])[0].get("for")).how == "contract"

    def references(self, condition: dict[str, Any], on: date) -> list[str]:
        if "event" in condition:
            return [e["ref"] for _, e in self.world.facts(on, "named") if e["name"] == condition["event"]]
        return list(dict.fromkeys(e["row"]["id"] for _, e in self.world.facts(on, "fall", "fall corrected")))

    def occurrences(self, condition: dict[str, Any], on: date) -> list[tuple[str, date]]:
        """(its label, its day), in order of time: what is known on a day and not gone."""
        found: dict[str, date | None] = {}
        if "event" in condition:
            found = {e["ref"]: when for when, e in self.world.facts(on, "named") if e["name"] == condition["event"]}
        else:
            for _, e in self.world.facts(on, "fall", "fall corrected"):
                fits = all(e["row"].get(field) in listed(wanted) for field, wanted in condition.get("where", {}).items())
                found[e["row"]["id"]] = day(e["row"]["fell_on"]) if fits else None
        there = [(ref, when) for ref, when in found.items() if when is not None and self.world.starts <= when <= self.world.ends]
        return sorted(there, key=lambda one: (one[1], one[0]))

    # --- section 5: a month as a rule sees it ------------------------------------------------------------------------

    def word(self, condition: dict[str, Any], of: str, month: Period, on: date, standing: bool) -> tuple[str, set[str]]:
        """hit, miss, wait or break; and the KPIs that hit."""
        if "none" in condition:
            words = [self.word(one, "", month, on, standing)[0] for one in condition["none"]]
            # It holds where none does: known once each is settled, and for what may still happen once the month is over.
            return ("miss" if "hit" in words else "wait" if "wait" in words else "hit"), set()
        if "kpi" not in condition:
            there = any(month.first <= when <= month.last for _, when in self.occurrences(condition, on))
            return ("hit" if there else "wait" if on < month.last else "miss"), set()
        if condition["kpi"] == "overall":
            rating, final, _ = self.world.overall(month, on, standing=standing)
            if not final or rating is None:
                return "wait", set()
            return ("hit" if is_at(rating, condition["is"]) else "miss"), set()
        several = condition["kpi"] == "any" or isinstance(condition["kpi"], list)
        kpis = [of] if several and of in self.kpis_of(condition) else self.kpis_of(condition)
        each = {k: self.word_alone(k, condition["is"], month, on, standing) for k in kpis}
        for word in ("hit", "wait", "miss"):
            if word in each.values():
                return word, {k for k, one in each.items() if one == "hit"}
        return "break", set()

    def word_alone(self, kpi: str, wanted: Any, month: Period, on: date, standing: bool) -> str:
        f = self.world.figure(kpi, month, on)
        if f["state"] == "not applicable":
            return "break"
        settled = f["state"] == "final" or (f["state"] == "disputed" and standing and on >= f["final_on"])
        if not settled or f["rating"] == "unrated":
            return "wait"
        return "hit" if is_at(f["rating"], wanted) else "miss"

    def month_seen(self, body: dict[str, Any], of: str, month: Period, on: date, standing: bool) -> tuple[str, set[str]]:
        """All conditions in the same period; where what lifts the rule holds, it is none."""
        first, *others = listed(body["when"])
        word, who = self.word(first, of, month, on, standing)
        words = [word, *(self.word(one, of, month, on, standing)[0] for one in others)]
        lifts = body.get("except", {})
        if lifts and "judged" not in lifts:
            words.append(NEGATED[self.word(lifts, "", month, on, standing)[0]])
        for one in ("miss", "wait", "break"):
            if one in words:
                return one, set()
        return "hit", who

    def begins(self, body: dict[str, Any], first: date) -> bool:
        """Only what begins on or after `from`, and before `until`, counts."""
        starts = self.world.starts
        late_enough = "from" not in body or first >= span_days(body["from"], starts)
        return late_enough and ("until" not in body or first < span_days(body["until"], starts))

    # --- windows ---------------------------------------------------------------------------------------------------------

    def slides(self, id: str, on: date) -> bool:
        return False

    def groups(self, id: str, of: str, on: date, own: set[str], only: set[str] | None, barred: set[str], *, keeping: bool) -> list[Group]:
        body = self.rules[id]
        first = listed(body["when"])[0]

        def may(label: str) -> bool:
            return label not in barred and (only is None or label in only)

        if "total" in first:
            return self.of_total(first, on, own, may)
        asked = window(first.get("for"))
        if ("event" in first or "rows" in first) and (asked.times or "for" not in first):
            return self.of_occurrences(body, of, on, may)
        row = []
        for m in [m for m in self.world.months() if m.first <= on]:
            word, who = self.month_seen(body, of, m, on, m.label in own)
            row.append((m, word == "hit" and may(m.label) and self.begins(body, m.first), who))
        found: list[Group] = []
        for places in stretches(asked, [m for m, *_ in row], self.world.starts):
            hits = [row[at] for at in places if row[at][1]]
            if len(hits) >= asked.n:
                found.append({m.label: who for m, _, who in hits})
        if asked.how in ("", "consecutive"):  # neighbouring hits are one run
            proved = {label for group in found for label in group}
            found += [{a.label: x, b.label: y} for (a, _, x), (b, _, y) in pairwise(row) if a.label in proved and b.label in proved]
        return joined(found)

    def of_occurrences(self, body: dict[str, Any], of: str, on: date, may: Any) -> list[Group]:
        first, *others = listed(body["when"])
        asked = window(first.get("for"))
        there = [(ref, when) for ref, when in self.occurrences(first, on) if may(ref) and self.begins(body, when) and of in ("", ref)]
        lifts = body.get("except", {})
        conditions = [*others, *([{"none": [lifts]}] if lifts and "judged" not in lifts else [])]
        kept = []
        for ref, when in there:
            (month,) = [m for m in self.world.months() if m.first <= when <= m.last]
            if all(self.word(one, "", month, on, False)[0] == "hit" for one in conditions):
                kept.append((ref, when))
        if "for" not in first:
            return [{ref: set()} for ref, _ in kept]
        many = near(asked, [when for _, when in kept], self.world.starts)
        return joined([{kept[at][0]: set() for at in places} for places in many if len(places) >= asked.n])

    def of_total(self, condition: dict[str, Any], on: date, own: set[str], may: Any) -> list[Group]:
        """Points in a stretch of months. Those of figures in months of the step itself keep their standing value while in dispute."""
        months = [m for m in self.world.months() if m.first <= on]
        weights = {m.label: Fraction(0) for m in months}
        for account, _, label, many in points(self, on, own):
            if account == condition["total"] and label in weights and may(label):
                weights[label] += many
        found = []
        for places in stretches(stretch(condition["in"]), months, self.world.starts):
            labels = [months[at].label for at in places]
            if beyond(sum((weights[label] for label in labels), Fraction(0)), condition["is"]):
                found.append({label: set[str]() for label in labels if weights[label]})
        return joined([group for group in found if group])

    # --- lifetime counts use nothing up -------------------------------------------------------------------------------

    def lifetime_of(self, id: str, on: date) -> None:
        """After a decision at two, each further one meets the rule again."""
        body = self.rules[id]
        for of in self.scopes(body["when"], on):
            mine = [s for s in self.steps if (s.rule, s.of) == (id, of)]
            live = [s for s in mine if s.state in UNDECIDED]
            own = {label for s in live for label in s.months}
            told = {label for s in mine if s.state in (*DECIDED, "lifted") for label in s.months}
            for s in [s for s in mine if s.state in DECIDED]:
                holds = bool(self.groups(id, of, on, set(s.months), set(s.months), set(), keeping=True))
                s.unmet = None if holds else s.unmet or on
            groups = self.groups(id, of, on, own, None, set(), keeping=False)
            proves = bool(groups) and bool(set(groups[0]) - told)
            for s in live:
                if proves:
                    s.months, s.unmet = sorted(groups[0]), None
                else:
                    s.state, s.unmet = "no longer met", s.unmet or on
            if proves and not live:
                self.steps.append(Step(id, of, on, sorted(groups[0]), hit_by=groups[0]))

    # --- section 6: gates, consequences ----------------------------------------------------------------------------------

    def closed_gates(self, step: Step, on: date) -> list[str]:
        """What must have happened first, while none of it has."""
        gates = [g for g in listed(self.rules[step.rule].get("only_after", "nothing")) if g != "nothing"]
        for gate in gates:
            plain = gate.removesuffix(" since met")
            since = step.met if gate != plain else date.min
            name, _, how = plain.rpartition(" ")
            if any(e["title"] == name and e["how"] == how and when >= since for when, e in self.world.facts(on, "crisis meeting")):
                return []
        return gates

    def leads_to(self, step: Step) -> str:
        body = self.rules[step.rule]
        then = body.get("then", body.get("may"))
        if isinstance(then, dict):
            return str(then["in_order"][step.rung])
        return " and ".join(listed(then))

    def said(self, on: date) -> list[dict[str, Any]]:
        found = []
        for s in self.up_to(on):
            one: dict[str, Any] = {"rule": s.rule.split("#")[0]} | ({"of": s.of} if s.of else {})
            one |= {"proof": sorted(s.months), "met": s.met.isoformat(), "state": s.state}
            one |= {"then": self.leads_to(s)} | ({"no_longer_met": s.unmet.isoformat()} if s.unmet else {})
            if s.state in UNDECIDED:
                one["first"] = self.closed_gates(s, on)
            found.append(one)
        return found


def expect(replay: WholeReplay, on: date) -> dict[str, Any]:
    """What must be found on a day: steps, final points of each account, KPI and month, final lines of money, levels of KPIs in parts."""
    found: dict[str, Fraction] = {}
    for account, kpi, label, many in points(replay, on):
        key = " ".join(word for word in (account, kpi, label) if word)
        found[key] = found.get(key, Fraction(0)) + many
    lines = [line.said() + (f" {held_back(replay, line, on)}" if line.way == "withhold" else "") for line in money(replay, on)]
    rated: dict[str, str] = {}
    for kpi in replay.world.parts:
        for m in [m for m in replay.world.months() if m.first <= on]:
            f = replay.world.figure(kpi, m, on)
            rated |= {f"{kpi} {m.label}": f["rating"]} if f["state"] == "final" else {}
    steps, many = replay.said(on), {key: str(number) for key, number in found.items()}
    return {"whole": steps, "points": many, "money": sorted(lines), "ratings": rated}
