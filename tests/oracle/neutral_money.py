"""Money counted a second time (terms-language.md section 7): what each rule brings, in order of time, and what its caps let through.

Exact in pence: each line is rounded half up once, before its caps. Only what is final is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from neutral_days import Period, months_after
from neutral_points import holds_in, points
from neutral_words import listed, stretch, which, window

if TYPE_CHECKING:
    from neutral_whole import WholeReplay

WAYS = ("deduct", "pay", "withhold", "add")


@dataclass
class Line:
    rule: str
    way: str
    day: date
    about: str  # the KPI, or the occurrence
    exact: Fraction  # pounds
    amount: int = 0  # pence

    def said(self) -> str:
        return f"{self.rule} {self.way} {self.day} {self.about} {self.amount}"


def money(replay: WholeReplay, on: date) -> list[Line]:
    """All final lines with something in them, rule by rule in order of time."""
    found: list[Line] = []
    for id, body in replay.world.terms["rules"].items():
        if "money" in body:
            found += of_rule(replay, id, body, on)
    return [line for line in found if line.amount]


def of_rule(replay: WholeReplay, id: str, body: dict[str, Any], on: date) -> list[Line]:
    """A line each time the rule holds: in order of time, then of the KPIs."""
    (way,) = [key for key in WAYS if key in body["money"]]
    made = periods_of(replay, id, body, way, on) if "kpi" in body["when"] else occasions_of(replay, id, body, way, on)
    lines = sorted(made, key=lambda line: line.day)
    for at, line in enumerate(lines):
        amount = half_up(line.exact)
        for cap in listed(body["money"].get("at_most", [])):
            amount = min(amount, max(0, room(replay, cap, line, lines[:at])))
        line.amount = amount
    return lines + (earned_back(replay, id, body, lines, on) if "earn_back" in body["money"] else [])


def periods_of(replay: WholeReplay, id: str, body: dict[str, Any], way: str, on: date) -> Iterator[Line]:
    phrase = body["money"][way]
    brought = {(kpi, label): many for account, kpi, label, many in points(replay, on) if account == "points"}
    for m in [m for m in replay.world.months() if m.first <= on]:
        for kpi in replay.kpis_of(body["when"]):
            if holds_in(replay, body, kpi, m.label, on, set()):
                per = phrase.partition(" per ")[2]
                times = Fraction(1)
                if per == "point":
                    times = brought.get((kpi, m.label), Fraction(0))
                elif per.endswith("below target"):
                    times = below_target(replay, kpi, m, on)
                    times = Fraction(times.numerator // times.denominator) if per.startswith("whole") else times
                elif per == "day it lasts":
                    times = Fraction((m.last - m.first).days + 1)
                yield Line(id, way, m.last, kpi, rate(replay, phrase) * times)


def below_target(replay: WholeReplay, kpi: str, month: Period, on: date) -> Fraction:
    """In per cent; the target is the bound of the last good level."""
    n, d = replay.world.figure(kpi, month, on)["figure"]
    target = Fraction(replay.world.terms["kpis"][kpi]["bands"]["green"].removeprefix("at least ").rstrip("%"))
    return max(Fraction(0), target - Fraction(100 * n, d))


def occasions_of(replay: WholeReplay, id: str, body: dict[str, Any], way: str, on: date) -> Iterator[Line]:
    for ref, when in replay.occurrences(body["when"], on):
        if replay.begins(body, when):
            yield Line(id, way, when, ref, rate(replay, body["money"][way]))


def rate(replay: WholeReplay, phrase: str) -> Fraction:
    """In pounds: a sum, or a per cent of a charge whose amount the contract says."""
    number, rest = phrase.split(" ")[0], phrase.partition(" of ")[2].partition(" per ")[0].partition(" in ")[0]
    if not number.endswith("%"):
        return Fraction(number)
    charge = replay.world.terms["charges"][rest]["amount"].split()[0]
    return Fraction(number.rstrip("%")) / 100 * Fraction(charge)


def half_up(pounds: Fraction) -> int:
    pence = pounds * 200 + 1
    return int(pence.numerator // pence.denominator // 2)


def room(replay: WholeReplay, cap: str, line: Line, before: list[Line]) -> int:
    """What a cap still lets through: the most, less what the fullest stretch with this line in it holds already."""
    most = half_up(rate(replay, cap))
    if cap.endswith("per occurrence"):
        return most
    asked, starts = stretch(cap.partition(" in ")[2]), replay.world.starts
    if asked.how == "contract":
        return most - sum(one.amount for one in before)
    if asked.how == "same":
        return most - sum(one.amount for one in before if which(asked.same, one.day, starts) == which(asked.same, line.day, starts))
    held = [0]
    for first in before:
        if line.day < months_after(first.day, asked.length):
            held.append(sum(one.amount for one in before if one.day >= first.day))
    return most - max(held)


def earned_back(replay: WholeReplay, id: str, body: dict[str, Any], lines: list[Line], on: date) -> Iterator[Line] | list[Line]:
    """When a KPI has done well for so long, part of what was deducted for it comes back; each deduction once."""
    earn = body["money"]["earn_back"]
    share, n = Fraction(earn["returns"].rstrip("%")) / 100, window(earn["when"]["for"]).n
    found = []
    for kpi in replay.kpis_of(body["when"]):
        owed, run = [line for line in lines if line.about == kpi], 0
        for m in [m for m in replay.world.months() if m.first <= on]:
            run = run + 1 if replay.word_alone(kpi, earn["when"]["is"], m, on, False) == "hit" else 0
            back = [line for line in owed if line.day < m.first]
            if run >= n and back:
                found.append(
                    Line(id, "return", m.last, kpi, Fraction(0), half_up(share * Fraction(sum(line.amount for line in back), 100)))
                )
                owed = [line for line in owed if line not in back]
    return found


def held_back(replay: WholeReplay, line: Line, on: date) -> str:
    """What became of a sum withheld: the first of the two events since says (assumed: one of its very day too)."""
    body = replay.world.terms["rules"][line.rule]
    ends = {body["money"].get(word): word for word in ("released", "kept")}
    later = [(when, e["name"]) for when, e in replay.world.facts(on, "named") if e["name"] in ends and when >= line.day]
    return str(ends[min(later)[1]]) if later else "withheld"
