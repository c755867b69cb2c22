"""What is known on a day of a neutral case: its events, its terms in force, its figures and their states (semantics.md sections 1 to 4)."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from fractions import Fraction
from typing import Any

from neutral_days import Days, Period, day, last_of_month, london, periods
from neutral_rows import countable, counted

LEVELS = ["stretch", "green", "amber", "red"]  # best first


class World:
    """A case as it was known at K. Every question is asked of the close of a day."""

    def __init__(self, case: dict[str, Any], known_at: date | None = None) -> None:
        self.terms: dict[str, Any] = case["terms"]
        self.starts = day(self.terms.get("starts", "2022-09-01"))
        self.ends = day(self.terms.get("ends", "2026-08-31"))
        self.days = Days(self.terms.get("closed", []))
        found = []
        for place, event in enumerate(case["events"]):
            on = self.days.given_on(event, self.terms.get("cut_off"))
            recorded = day(event["recorded"]) if "recorded" in event else london(event)
            if known_at is None or recorded <= known_at:
                found.append((on, recorded, place, event))
        # Same day: by recorded_at, then by place in the ledger.
        self.events: list[tuple[date, dict[str, Any]]] = [(on, event) for on, _, _, event in sorted(found, key=lambda e: e[:3])]
        self._terms: dict[Any, dict[str, Any]] = {}
        self._figures: dict[Any, dict[str, Any]] = {}
        self._concerning: dict[Any, list[tuple[date, dict[str, Any]]]] = {}
        self._of: dict[Any, list[tuple[date, dict[str, Any]]]] = {}
        self._due: dict[Period, date | None] = {}
        self.counts: dict[Any, tuple[int, int]] = {}
        self._level: dict[Any, str | None] = {}

    def facts(self, on: date, *do: str) -> list[tuple[date, dict[str, Any]]]:
        if do not in self._of:
            self._of[do] = [(when, event) for when, event in self.events if event["do"] in do]
        return [(when, event) for when, event in self._of[do] if when <= on]

    # --- section 3: which words hold -------------------------------------------------------------------------------

    def terms_for(self, first_day: date, on: date) -> dict[str, Any]:
        """The terms in force on `first_day`, as far as agreed by `on`. Later F wins; same F, later A."""
        varied = [
            (day(e["from"]), when, place, e["set"]) for place, (when, e) in enumerate(self.facts(on, "vary")) if day(e["from"]) <= first_day
        ]
        varied.sort(key=lambda v: v[:3])
        key = tuple(v[:3] for v in varied)
        if key not in self._terms:
            terms = deepcopy(self.terms)
            for *_, changes in varied:
                for path, value in changes.items():
                    *where, last = path.split(".")
                    place = terms
                    for name in where:
                        place = place.setdefault(name, {})
                    place[last] = value
            self._terms[key] = terms
        return self._terms[key]

    def reading(self, name: str, period: Period, on: date) -> str | None:
        """The reading that holds for a period. Assumed as with variations: later F wins; same F, later A."""
        choice = self.terms.get("readings", {}).get(name)
        agreed = []
        for place, (when, e) in enumerate(self.facts(on, "agree reading")):
            if e["reading"] == name:
                holds_from = day(e["from"]) if "from" in e else when
                if period.first >= holds_from:
                    agreed.append((holds_from, when, place, e["choice"]))
        return max(agreed)[3] if agreed else choice

    # --- section 2: periods and deadlines of periods ---------------------------------------------------------------

    def periods_of(self, kpi: str) -> list[Period]:
        return periods(self.starts, self.ends, self.terms["kpis"][kpi].get("every", "month"))

    def months(self) -> list[Period]:
        return periods(self.starts, self.ends, "month")

    def return_due(self, period: Period) -> date | None:
        if period not in self._due:
            self._due[period] = self._return_due(period)
        return self._due[period]

    def _return_due(self, period: Period) -> date | None:
        wanted = self.terms.get("returns")
        if wanted is None:
            return None
        if wanted["due"] == "last friday":
            # Of a quarter: of the month in which it ends, clipped to the contract (assumed). A closed Friday moves.
            friday = last_of_month(period.last)
            while friday.weekday() != 4:
                friday = date.fromordinal(friday.toordinal() - 1)
            return self.days.moved(friday, wanted.get("if_closed", "next working day"))
        n = int(wanted["due"].split()[0])
        return self.days.after(n, period.last)

    def final_on(self, kpi: str, period: Period, on: date) -> date:
        body = self.terms_for(period.first, on)["kpis"][kpi]
        if "final" in body:
            return self.days.after(body["final"], period.last)
        ordinary = self.days.after(5, period.last)
        due = self.return_due(period)
        return max(ordinary, due) if due else ordinary

    # --- section 4: a figure and its state ---------------------------------------------------------------------------

    def figure(self, kpi: str, period: Period, on: date) -> dict[str, Any]:
        key = kpi, period.label, on
        if key not in self._figures:
            self._figures[key] = self._figure(kpi, period, on)
        return self._figures[key]

    def concerning(self, kpi: str, period: Period) -> list[tuple[date, dict[str, Any]]]:
        """All events, in order, that can touch this figure."""
        key = kpi, period.label
        if key not in self._concerning:
            by_rows = "measure" in self.terms["kpis"][kpi]
            self._concerning[key] = [
                (when, e)
                for when, e in self.events
                if (e["do"] in ("return", "log") and (e.get("covers") == period.label or (by_rows and "rows" in e)))
                or (e["do"] in ("correct", "dispute", "resolve") and e["kpi"] == kpi and e["period"] == period.label)
            ]
        return self._concerning[key]

    def _figure(self, kpi: str, period: Period, on: date) -> dict[str, Any]:
        body = self.terms_for(period.first, on)["kpis"][kpi]
        final_on, due = self.final_on(kpi, period, on), self.return_due(period)
        found: dict[str, Any] = {"state": "", "rating": None, "figure": None, "other": None, "final_on": final_on, "settled": False}
        if period.label in body.get("not_applicable", []) or not (
            day(body.get("from", "0001-01-01")) <= period.first <= day(body.get("until", "9999-12-31"))
        ):
            return found | {"state": "not applicable", "settled": True}
        events = [(when, e) for when, e in self.concerning(kpi, period) if when <= on]
        story = self._from_rows if "measure" in body else self._stated
        first, value, other, disputed = story(kpi, period, on, events, final_on)
        if first is not None and value is not None and value[1] == 0:
            return found | {"state": "not applicable", "figure": value, "settled": on >= max(final_on, first)}
        last_day = due or final_on
        if first is None and on <= last_day:
            if value is None or value[1] == 0:
                return found | {"state": "not due"}
            return found | {"state": "provisional", "figure": value, "rating": self.rated(kpi, period, value, on)}
        if first is None:
            settled = on >= (max(final_on, date.fromordinal(due.toordinal() + 1)) if due else final_on)
            return found | {"state": "not reported", "settled": settled}
        found |= {"figure": value, "other": other, "rating": self.rated(kpi, period, value, on)}
        if disputed:
            return found | {"state": "disputed"}
        return found | ({"state": "final", "settled": True} if on >= final_on else {"state": "provisional"})

    def _stated(self, kpi: str, period: Period, on: date, events: list[Any], final_on: date) -> tuple[Any, Any, Any, bool]:
        share = any("%" in bound for bound in self.terms["kpis"][kpi]["bands"].values())
        first = value = other = None
        disputed = False
        for when, e in events:
            do = e["do"]
            if do == "return" and kpi in e.get("figures", {}) and proper(given := pair(e["figures"][kpi]), share):
                if first is None:
                    first, value = when, given
                elif when <= final_on:
                    value = given
                elif given != value:
                    other, disputed = given, True
            elif do == "correct" and first is not None:
                if when <= final_on:
                    value = pair(e["figure"])
                elif pair(e["figure"]) != value:
                    other, disputed = pair(e["figure"]), True
            elif do == "dispute" and first is not None:
                disputed = True
            elif do == "resolve" and disputed:
                value, other, disputed = pair(e["figure"]) if "figure" in e else value, None, False
        return first, value, other, disputed

    def _from_rows(self, kpi: str, period: Period, on: date, events: list[Any], final_on: date) -> tuple[Any, Any, Any, bool]:
        first = value = other = None
        disputed = False
        resolved = None  # a figure set by a resolution stands until the rows change
        given: list[dict[str, Any]] = []
        for when, e in events:
            if e["do"] in ("return", "log"):
                before = counted(self, kpi, period, given, max(when, final_on))
                given.append(e)
                after = counted(self, kpi, period, given, max(when, final_on))
                reports = e["do"] == "return" and "rows" in e and e.get("covers") == period.label
                if first is None:
                    first = when if reports else None
                    value = None if first is None or when <= final_on else after
                elif when > final_on and after != before:
                    other, disputed = after, True
                elif when <= final_on and after != before:
                    resolved = None
            elif e["do"] == "dispute" and first is not None:
                disputed = True
            elif e["do"] == "resolve" and disputed:
                if "figure" in e:
                    resolved = pair(e["figure"])
                    value = resolved
                other, disputed = None, False
        if first is None:
            logged = any(
                (d := countable(self, name, row)) is not None and period.first <= d <= period.last
                for e in given
                if e["do"] == "log"
                for name, rows in e["rows"].items()
                if name == (self.terms["kpis"][kpi]["measure"].get("of") or self.terms["kpis"][kpi]["measure"].get("in"))
                for row in rows
            )
            return None, counted(self, kpi, period, given, on) if logged else None, None, False
        if resolved is not None:
            return first, resolved, other, disputed
        if first <= final_on:  # what was given up to and including final_on
            in_time = [e for when, e in events if e["do"] in ("return", "log") and when <= final_on]
            value = counted(self, kpi, period, in_time, min(on, final_on))
        return first, value, other, disputed

    def rated(self, kpi: str, period: Period, figure: tuple[int, int], on: date) -> str:
        """Exact: bands best first; none holds, the reading; a rating or "unrated"."""
        body = self.terms_for(period.first, on)["kpis"][kpi]
        key = str(body["bands"]), body.get("round"), figure
        if key not in self._level:
            self._level[key] = self.level(body, figure)
        gap = body["bands"].get("gap")
        return self._level[key] or (self.reading(gap, period, on) if gap else None) or "unrated"

    @staticmethod
    def level(body: dict[str, Any], figure: tuple[int, int]) -> str | None:
        n, d = figure
        percent = Fraction(100 * n, d)
        if "round" in body:
            k = body["round"]
            percent = Fraction((2 * 100 * 10**k * n + d) // (2 * d), 10**k)
        for level in LEVELS:
            if level in body["bands"]:
                how, _, bound = body["bands"][level].rpartition(" ")
                value = percent if bound.endswith("%") else Fraction(n, d)
                limit = Fraction(bound.rstrip("%"))
                if {"at least": value >= limit, "at most": value <= limit, "above": value > limit, "below": value < limit}[how]:
                    return level
        return None

    # --- the overall rating --------------------------------------------------------------------------------------------

    def speaking(self, month: Period) -> list[tuple[str, Period]]:
        """The KPIs with a period that ends in this month: a quarter joins the month in which it ends."""
        return [(k, p) for k in self.terms["kpis"] for p in self.periods_of(k) if month.first <= p.last <= month.last]

    def overall(self, month: Period, on: date, *, standing: bool = False) -> tuple[str | None, bool, list[str]]:
        """(rating or None, final?, the states it rests on). `standing`: as if no dispute was open."""
        ratings, states, final = [], [], True
        for kpi, period in self.speaking(month):
            f = self.figure(kpi, period, on)
            state = f["state"]
            if standing and state == "disputed":
                state = "final" if on >= f["final_on"] else "provisional"
            states.append(state)
            if f["rating"] in LEVELS:
                ratings.append(f["rating"])
            if state in ("provisional", "disputed", "not due") or (state == "not reported" and not f["settled"]):
                final = False
        wanted = self.terms_for(month.first, on).get("overall", {})
        method = self.reading("overall", month, on) or wanted.get("method", "median")
        better = wanted.get("ties", "worse") == "better"
        return (taken_together(ratings, method, better) if ratings else None), final, states


def taken_together(ratings: list[str], method: str, better: bool) -> str:
    marks = sorted(LEVELS[::-1].index(r) for r in ratings)  # red 0 … stretch 3
    if method in ("worst", "best"):
        mark = marks[0 if method == "worst" else -1]
    elif method == "median":
        mark = marks[len(marks) // 2] if better else marks[(len(marks) - 1) // 2]
    else:
        mean = Fraction(sum(marks), len(marks))
        mark = int(mean + Fraction(1, 2))
        if mean + Fraction(1, 2) == mark and not better:
            mark -= 1
    return LEVELS[::-1][mark]


def pair(value: Any) -> tuple[int, int]:
    return tuple(value) if isinstance(value, list) else (value, 1)  # type: ignore[return-value]


def proper(figure: tuple[int, int], share: bool) -> bool:
    """n > d in a share, or a negative number: a Problem, not a figure."""
    n, d = figure
    return n >= 0 and d >= 0 and not (share and n > d)
