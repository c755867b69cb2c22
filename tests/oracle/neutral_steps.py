"""Steps by replay (semantics.md sections 5 and 6): at each day on which anything changes, ask which proofs hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from neutral_acts import plan, plan_ids, warning, warning_ids
from neutral_days import Period, day, months_after
from neutral_world import LEVELS, World

ONE = timedelta(days=1)
PLAN_ORDER = ["not engaged", "late", "not agreed"]
UNDECIDED = ("open", "advice")
DECIDED = ("taken", "not taken")
Group = dict[str, set[str]]  # period → the KPIs that hit in it


@dataclass
class Step:
    rule: str
    of: str
    met: date
    months: list[str]  # periods; or warnings; or the plan's condition
    state: str = "open"
    unmet: date | None = None
    hit_by: dict[str, set[str]] = field(default_factory=dict)  # period → the KPIs that hit in it
    rung: int = 0  # of a ladder


class Replay:
    """All steps ever met, gone through day by day up to one day."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rules: dict[str, dict[str, Any]] = world.terms.get("rules", {})
        self.steps: list[Step] = []
        self.done: date = date.min
        self.days: list[date] = []
        kpis = world.terms["kpis"]
        self.quarterly = bool(kpis) and all(body.get("every", "month") == "quarter" for body in kpis.values())

    def up_to(self, on: date) -> list[Step]:
        """May be asked again of a later day, and then goes on from where it was."""
        for d in self.days_to_ask(on):
            if d > self.done:
                self.close_of(d)
        self.done = max(self.done, on)
        return self.steps

    def days_to_ask(self, on: date) -> list[date]:
        """Every day with an act, or on which a figure settles, a due date has passed, or a receipt is deemed."""
        if not self.days:
            self.days = sorted(self.all_days())
        return sorted({d for d in self.days if d <= on} | {on})

    def all_days(self) -> set[date]:
        world = self.world
        found = {when for when, _ in world.events}
        for kpi in world.terms["kpis"]:
            for p in world.periods_of(kpi):
                due, final_on = world.return_due(p), world.final_on(kpi, p, world.ends)
                found |= {final_on, final_on + ONE} | ({due + ONE} if due else set())
        for when, e in world.events:
            if e["do"] == "warn" and "deemed_received" in world.terms:
                found.add(world.days.after(world.terms["deemed_received"], when))
            if e["do"] in ("request plan", "warning received"):
                found.add(world.days.after(world.terms.get("plan_days", 10), when) + ONE)
            if e["do"] == "extend":
                found.add(day(e["to"]) + ONE)
        return found

    def close_of(self, on: date) -> None:
        """The figures of the day first, then the decisions given on it, then once more: a decision can give months back."""
        self.ask(on)
        for _, e in [(when, e) for when, e in self.world.facts(on, "decide") if when == on]:
            self.decide(e)
            self.ask(on)

    def decide(self, e: dict[str, Any]) -> None:
        mine = [s for s in self.steps if s.rule == e["rule"] and e.get("of") in (None, s.of)]
        if e.get("replaces"):
            for s in [s for s in mine if s.state in DECIDED][-1:]:
                s.state = e["outcome"]
            return
        for s in mine:
            if s.state in UNDECIDED:
                s.state = e["outcome"]

    def ask(self, on: date) -> None:
        for id, body in self.rules.items():
            when = body["when"]
            if "event" in when:
                self.lifetime(id, on)
            elif "plan" in when:
                for p in plan_ids(self.world, on):
                    self.of_plan(id, p, on)
            elif "after" in when:
                for w in warning_ids(self.world, on):
                    self.of_months(id, w, on)
            elif self.each_kpi(when):
                for kpi in self.world.terms["kpis"]:
                    self.of_months(id, kpi, on)
            else:
                self.of_months(id, "", on)

    @staticmethod
    def each_kpi(when: dict[str, Any]) -> bool:
        """`same`; and a rule on a single month with `any` is `same`."""
        windowed = when.get("for", 1) > 1 or "in_any" in when or "of_last" in when or "after" in when
        return when["kpi"] == "same" or (when["kpi"] == "any" and not windowed)

    # --- section 5: a month as a rule sees it ------------------------------------------------------------------------

    def line(self, id: str, of: str) -> list[Period]:
        """The periods a rule looks at, for the KPI (or none) it is asked about."""
        kpi = self.rules[id]["when"]["kpi"]
        if self.each_kpi(self.rules[id]["when"]):
            return self.world.periods_of(of)
        if kpi in self.world.terms["kpis"]:
            return self.world.periods_of(kpi)
        if kpi == "any" and self.quarterly:
            return self.world.periods_of(next(iter(self.world.terms["kpis"])))
        return self.world.months()

    def seen(self, body: dict[str, Any], of: str, month: Period, on: date, standing: bool) -> tuple[str, set[str]]:
        """hit, miss, wait, break or skip; and the KPIs that hit."""
        kpi = body["when"]["kpi"]
        if kpi == "overall":
            rating, final, _ = self.world.overall(month, on, standing=standing)
            if not final or rating is None:
                return "wait", set()
            return ("hit" if at_level(rating, body["when"]["at"]) else "miss"), set()
        if self.each_kpi(body["when"]) or kpi in self.world.terms["kpis"]:
            one = of if self.each_kpi(body["when"]) else kpi
            seen = self.seen_alone(body, one, month, on, standing)
            if seen == "hit" and "while_overall" in body["when"]:
                of_month = next(m for m in self.world.months() if m.first <= month.last <= m.last)
                rating, final, _ = self.world.overall(of_month, on, standing=standing)
                seen = "wait" if not final else "hit" if rating in body["when"]["while_overall"] else "miss"
            return seen, {one} if seen == "hit" else set()
        each = {k: self.seen_alone(body, k, p, on, standing) for k, p in self.world.speaking(month)}
        hits = {k for k, seen in each.items() if seen == "hit"}
        for word in ("hit", "wait", "miss"):
            if word in each.values():
                return word, hits
        return ("skip" if each and set(each.values()) == {"skip"} else "break"), hits

    def seen_alone(self, body: dict[str, Any], kpi: str, period: Period, on: date, standing: bool) -> str:
        treat = {"not reported": "wait", "not applicable": "break", "unrated": "wait", "disputed": "wait"} | body.get("treat", {})
        f = self.world.figure(kpi, period, on)
        state, rating, settled = f["state"], f["rating"], f["settled"]
        if state == "disputed":
            if on < f["final_on"] or not (standing or treat["disputed"] == "as reported"):
                return "wait"
            state, settled = "final", True
        if state in ("not due", "provisional"):
            return "wait"
        if state == "final":
            if rating != "unrated":
                return "hit" if at_level(rating, body["when"]["at"]) else "miss"
            state = "unrated"
        how = treat[state]
        if how in ("wait", "break"):
            return how
        # Principle 4: nothing unsettled is jumped over or counts. Assumed: what is not applicable settles with its final day.
        if not settled or on < f["final_on"]:
            return "wait"
        if how == "skip":
            return "skip"
        return "hit" if at_level(how, body["when"]["at"]) else "miss"

    def eligible(self, body: dict[str, Any], month: Period) -> bool:
        """Out of grace: a month counts only if it begins after grace has ended."""
        months = body.get("grace_months", 0)
        return not months or month.first >= months_after(self.world.starts, months)

    # --- section 5: windows; section 6: one step per run -------------------------------------------------------------

    def groups(self, id: str, of: str, on: date, own: set[str], only: set[str] | None, barred: set[str], *, keeping: bool) -> list[Group]:
        """The hits that prove the rule, as groups (period → KPIs that hit). `own`: periods that keep their standing value though
        disputed; `only`: look at no others; `barred`: used up; `keeping`: asked of a step already met (time does not un-meet it)."""
        line = self.line(id, of)
        found: list[Group] = []
        rows: dict[str, list[tuple[Period, bool, set[str]]]] = {}  # of each version of the rule: its months, without those jumped over
        latest = max((m for m in line if self.settles(id, of, m, on) <= on), default=None)
        for last in line:
            if last.first > on:
                break
            body = self.world.terms_for(last.first, on)["rules"][id]  # judged by the rule in force on the first day of its last month
            when = body["when"]
            if str(body) not in rows:
                rows[str(body)] = []
                for m in line:
                    word, kpis = self.seen(body, of, m, on, m.label in own) if m.first <= on else ("wait", set())
                    if word != "skip":
                        ok = word == "hit" and self.eligible(body, m) and m.label not in barred and (only is None or m.label in only)
                        rows[str(body)].append((m, ok, kpis))
            row = [each for each in rows[str(body)] if each[0].first <= last.first]
            proof = self.window(when, of, row, last, latest, on, keeping)
            if proof:
                joined = {m.label: kpis for m, kpis in proof}
                for other in [g for g in found if set(g) & set(joined)]:
                    found.remove(other)
                    joined = other | joined
                found.append(joined)
        return sorted(found, key=lambda g: min(g))

    def window(
        self, when: dict[str, Any], of: str, row: list[Any], last: Period, latest: Period | None, on: date, keeping: bool
    ) -> list[Any]:
        """The hits of the window that ends with the month `last`, if they are enough."""
        if not row or (row[-1][0] != last and "of_last" not in when):
            return []
        if "after" in when:
            watch = warning(self.world, of, on)["watch"]
            hits = [(m, k) for m, ok, k in row if ok and m in watch]
            return hits if row[-1][1] and len(hits) >= when.get("times", 1) else []
        if "of_last" in when:
            # Asked of a step already met: of every month that has been the latest, as it was judged then.
            if last != latest and not (keeping and latest is not None and last.first < latest.first):
                return []
        elif not row[-1][1]:
            return []
        if "in_any" in when or "of_last" in when:
            hits = [(m, k) for m, ok, k in row[-(when.get("in_any") or when["of_last"]) :] if ok]
            return hits if len(hits) >= when["times"] else []
        run: list[Any] = []
        for m, ok, k in reversed(row):
            if not ok:
                break
            run.insert(0, (m, k))
        return run if len(run) >= when.get("for", 1) else []

    def settles(self, id: str, of: str, m: Period, on: date) -> date:
        """The final day of a month for `of last`: its KPI's; of several, the latest (assumed)."""
        when = self.rules[id]["when"]
        if "of_last" not in when:
            return date.max
        if of:
            return self.world.final_on(of, m, on)
        if when["kpi"] in self.world.terms["kpis"]:
            return self.world.final_on(when["kpi"], m, on)
        return max((self.world.final_on(k, p, on) for k, p in self.world.speaking(m)), default=m.last)

    def of_months(self, id: str, of: str, on: date) -> None:
        mine = [s for s in self.steps if (s.rule, s.of) == (id, of) and not s.rung]
        undecided = [s for s in mine if s.state in UNDECIDED]
        decided = [s for s in mine if s.state in DECIDED]
        for s in decided:
            # A decided step keeps its decision and its months; its ground may change, and come back.
            holds = bool(self.groups(id, of, on, set(s.months), set(s.months), set(), keeping=True))
            s.unmet = None if holds else s.unmet or on
        used = {label for s in mine if s.state in (*DECIDED, "lifted") for label in s.months}
        own = {label for s in undecided for label in s.months}
        groups = self.groups(id, of, on, own, None, used, keeping=False)
        if self.slides(id, on):
            # Time passing (a window sliding on) never un-meets: what a step holds still proves it, if a stretch of it does; and it goes
            # on when a hit of the latest stretch lies within such a stretch with it (assumed: one step per run).
            latest = {label for g in groups for label in g}
            for s in undecided:
                for kept in self.groups(id, of, on, own, set(s.months) | latest, used, keeping=True):
                    if not set(kept) & set(s.months):
                        continue
                    for other in [g for g in groups if set(g) & set(kept)]:
                        groups.remove(other)
                        kept = kept | other
                    groups.append(kept)
            groups.sort(key=lambda g: min(g))
        taken: list[tuple[Group, Step]] = []
        for s in undecided:
            touching = [g for g in groups if set(g) & set(s.months)]
            if not touching:
                # Reopened after its ground had gone: the day on which it went stands.
                s.state, s.unmet = "no longer met", s.unmet or on
                continue
            s.unmet = None
            group = touching[0]
            if any(g is group for g, _ in taken):
                s.state = "merged"  # the earlier one goes on
                continue
            s.hit_by = {label: set(kpis) for label, kpis in group.items()}
            s.months = sorted(group)
            taken.append((group, s))
        for group in groups:
            if not any(g is group for g, _ in taken):
                self.steps.append(Step(id, of, on, sorted(group), hit_by={label: set(k) for label, k in group.items()}))

    def slides(self, id: str, on: date) -> bool:
        return any("of_last" in self.world.terms_for(m.first, on)["rules"][id]["when"] for m in self.world.months()[:1])

    # --- lifetime counts, plans ----------------------------------------------------------------------------------------

    def lifetime(self, id: str, on: date) -> None:
        times = self.rules[id]["when"].get("times", 1)
        warned = [(warning(self.world, i, on), n, i) for n, i in enumerate(warning_ids(self.world, on))]
        effective = [(w["effective"], n, i) for w, n, i in warned if w["counts"]]
        counting = [i for *_, i in sorted(effective)]
        mine = [s for s in self.steps if s.rule == id]
        told: set[str] = set()
        for s in [s for s in mine if s.state in DECIDED]:
            holds = len([w for w in s.months if w in counting]) >= times
            s.unmet = None if holds else s.unmet or on
            told |= set(s.months)
        # After a decision each further warning meets the rule again; without a further one nothing does.
        proves = len(counting) >= times and bool(set(counting) - told)
        live = [s for s in mine if s.state in UNDECIDED]
        for s in live:
            if proves:
                s.months, s.unmet = counting, None
            else:
                s.state, s.unmet = "no longer met", s.unmet or on
        if proves and not live:
            self.steps.append(Step(id, "", on, counting))

    def of_plan(self, id: str, p: str, on: date) -> None:
        found = plan(self.world, p, on)
        assert found is not None
        listed = self.rules[id]["when"]["plan"]
        first = next((c for c in PLAN_ORDER if c in listed and c in found["conditions"]), None)
        second = "not improved" if "not improved" in listed and "not improved" in found["conditions"] else None
        for kind, holding in ((PLAN_ORDER, first), (["not improved"], second)):
            mine = [s for s in self.steps if (s.rule, s.of) == (id, p) and s.months[0] in kind]
            for s in [s for s in mine if s.state in DECIDED]:
                s.unmet = None if s.months[0] in found["conditions"] else s.unmet or on
            live = [s for s in mine if s.state in UNDECIDED]
            for s in live:
                if s.months[0] not in found["conditions"]:
                    s.state, s.unmet = "no longer met", s.unmet or on
            if holding and not [s for s in mine if s.state in UNDECIDED + DECIDED]:
                self.steps.append(Step(id, p, on, [holding]))


def at_level(rating: str, at: str) -> bool:
    level, _, worse = at.partition(" or ")
    return LEVELS.index(rating) >= LEVELS.index(level) if worse else rating == level
