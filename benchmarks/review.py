"""Time a warm `review()` of a full contract: 60 months, 5 KPIs, about 300 events; and the same with rows counted.

Run: `.venv/bin/python benchmarks/review.py` (prints the best, median and worst of 30 runs, in milliseconds).
All figures are invented.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from tenor.base.period import periods
from tenor.ledger.events import decisions, meetings, notices, plans, returns
from tenor.ledger.model import Body, Entry
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

KPIS = ("k1", "k2", "k3", "k4", "k5")
BANDS = "{stretch: at least 100%, green: at least 90%, amber: at least 60%, red: below 60%}"
TERMS = (
    """
tenor: "1"
contract: {reference: B-1, title: Benchmark, buyer: Council, supplier: Supplier, starts: 2020-01-01, ends: 2024-12-31}
words: {working day: open day, receipt: [acknowledged, ask]}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday]}
levels: [stretch, green, amber, red]
target_level: green
kpis:
"""
    + "\n".join(
        f'  - {{id: {k}, number: "{k[1]}", clause: "3.{k[1]}", title: Measure {k[1]}, every: month,\n'
        f"     measure: {{stated: share}}, bands: {BANDS}}}"
        for k in KPIS
    )
    + """
overall: {clause: "6.6", every: month, of: any, how: median, halves: worse}
returns:
  - {id: monthly, clause: "8", by: supplier, to: buyer, holds: [k1, k2, k3, k4, k5], every: month, due: last Friday of the month}
meetings:
  - {id: performance, clause: "4", title: Performance meeting, by: buyer, every: [{clause: "4", every: quarter}],
     minutes: {clause: "5.7", by: buyer, to: everyone attending, due: 5 working days after meeting,
       answer: {by: supplier, due: 10 working days after receipt, choices: [agreed, withheld], silence: agreed},
       final: 1 working day after agreement}}
steps:
  improvement plan: {clause: "6.3", kind: plan, by: supplier, agreed_by: [buyer, supplier], due: 10 working days after request}
  formal warning: {clause: "6.7", kind: notice, by: buyer}
  consider termination: {clause: "6.9", kind: decision, by: buyer}
rules:
  - {id: plan, clause: "6.3", when: {kpi: any, same: nothing, is: amber or worse, for: 2 consecutive months},
     from: 6 months after contract start, then: improvement plan}
  - {id: reds, clause: "6.5", when: {kpi: any, same: kpi, is: red, for: 3 consecutive months}, then: consider termination}
  - {id: any3, clause: "6.5", when: {kpi: any, same: kpi, is: amber or worse, for: any 3 in 6 months}, then: formal warning}
  - {id: after, clause: "6.9", when: {kpi: any, is: red, for: any 1 in the 3 months after formal warning}, then: consider termination}
  - {id: two, clause: "6.5", when: {event: formal warning, for: 2 times in the contract}, then: consider termination}
"""
)


def entries() -> list[Entry]:
    """60 returns, and plans, warnings, meetings with minutes, decisions, disputes: about 300 events."""
    found: list[Entry] = []
    for i, month in enumerate(periods("month", date(2020, 1, 1), date(2024, 12, 31))):
        figures = [{"kpi": k, "period": month.label, "numerator": 3 + (i * 7 + j * 3) % 8, "denominator": 10} for j, k in enumerate(KPIS)]
        body = Body(kind="rows", salt="00", content={"rows": {}, "figures": figures, "withdrawn": {}})
        _add(found, month.last - timedelta(days=3), returns.ReturnReceived(ret="monthly", covers=month.label, reports=KPIS), body)
        for event in _acts(i, month.label):
            _add(found, month.last - timedelta(days=2), event)
    return sorted(found, key=lambda e: e.at)


def _acts(i: int, label: str) -> list[Any]:
    acts: list[Any] = [meetings.MeetingHeld(meeting=f"M{i}", series="performance")]
    acts += [meetings.MinutesSent(meeting=f"M{i}"), meetings.MinutesReceived(meeting=f"M{i}")]
    if i % 6 == 5:
        acts += [decisions.DecisionTaken(rule="plan", outcome="taken"), plans.PlanRequested(plan=f"P{i}", kpis=("k1",))]
        acts += [plans.PlanProposed(plan=f"P{i}"), plans.PlanSigned(plan=f"P{i}", side="supplier")]
    if i % 20 == 10:
        acts += [notices.NoticeIssued(notice=f"W{i}", step="formal warning"), notices.NoticeReceived(notice=f"W{i}")]
    if i % 10 == 3:
        acts += [returns.FigureDisputed(kpi="k2", period=label), returns.FigureResolved(kpi="k2", period=label, outcome="stands")]
    return acts


def _add(found: list[Entry], on: date, event: Any, body: Body | None = None) -> None:
    seq = len(found) + 1
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC) + timedelta(seconds=seq)
    found.append(
        Entry(
            seq=seq,
            id=f"e{seq}",
            type=type(event).__name__,
            v=1,
            on=on,
            at=at,
            by="p",
            side="buyer",
            seen_by="both",
            event=event,
            prev="",
            hash="",
            body=body,
        )
    )


def main() -> None:
    read = read_yaml(TERMS)
    assert read.terms is not None, [str(p) for p in read.problems]
    happened = entries()
    times = []
    for _ in range(30):
        start = time.perf_counter()
        found = review(read.terms, happened, on=date(2024, 12, 31))
        times.append((time.perf_counter() - start) * 1000)
    print(f"{len(happened)} events, {len(found.steps)} steps, {len(found.duties)} duties")
    print(f"review: best {min(times):.1f} ms, median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms of {len(times)}")


if __name__ == "__main__":
    main()
