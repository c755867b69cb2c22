"""The versions of a plan as a page shows them: rows, what is missing, who signed, what changed since the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tenor.base.phrases.bound import Bound, parse_bound
from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.plan_parts import kpi_short, spoken
from tenor.desk.pages.summary_strip import cell
from tenor.review.model import Review
from tenor.review.plan_progress import InterimTarget
from tenor.review.plan_text import Row, changes, gaps, note_of, rows_of
from tenor.review.plan_versions import PlanVersion, versions_of
from tenor.review.shown import bound_said

Data = dict[str, Any]


def versions(review: Review, plan: str) -> list[Data]:
    """The first first; the page turns them round."""
    found: list[Data] = []
    before: Sequence[Row] | None = None
    for version in versions_of(review.facts, plan, review.on):
        rows = rows_of(version.act)
        found.append(_version(review, version, rows, before))
        before = rows
    return found


def _version(review: Review, version: PlanVersion, rows: Sequence[Row], before: Sequence[Row] | None) -> Data:
    event = version.act.event
    changed = list(changes(before, rows)) if before is not None else []
    return {
        **spoken(version.act),
        "n": version.number,
        "latest": version.latest,
        "complete": event.complete,
        "review_on": day_data(event.review_on),
        "rows": [{**row, "kpi_name": kpi_short(review, row["kpi"]) if row["kpi"] else None} for row in rows],
        "note": note_of(version.act),
        "missing": [asdict(gap) for gap in gaps(rows, event.review_on)] if rows and not event.complete else [],
        "aims": [_aim(review, name, wanted) for name, wanted in event.targets.items()],
        "signed": [{"side": side, **spoken(act)} for side, act in sorted(version.signed.items())],
        "void": [{**spoken(act), "side": act.event.side} for act in version.void],
        "agreed_on": day_data(version.agreed_on),
        "changes": [_change(review, each.key, each.field, each.was, each.now) for each in changed],
        "compared": before is not None,
    }


def _aim(review: Review, name: str, wanted: str) -> Data:
    """What it aims at, as it was written, with the names of KPI and period."""
    kpi, _, label = name.rpartition(" ")
    rating, bound = review.ratings.by_kpi.get(kpi, {}).get(label), parse_bound(wanted)
    return {
        "kpi": kpi,
        **kpi_short(review, kpi),
        "label": label,
        "period": said_data(rating.period.said) if rating else label,
        "text": wanted,
        "wanted": said_data(bound_said(bound)) if isinstance(bound, Bound) else wanted,
    }


def _change(review: Review, key: str, field: str, was: str, now: str) -> Data:
    """A KPI is told by its name."""
    if field == "kpi":
        was, now = (_called(review, kpi) if kpi else "" for kpi in (was, now))
    return {"key": key, "field": field, "was": was, "now": now}


def _called(review: Review, kpi: str) -> str:
    short = kpi_short(review, kpi)
    return f"KPI {short['number']}" if short["number"] else str(short["title"])


def target(review: Review, one: InterimTarget) -> Data:
    """What is aimed at, and the figure it is held against."""
    rating = one.rating
    return {
        "kpi": one.kpi,
        **kpi_short(review, one.kpi),
        "label": one.period,
        "period": said_data(rating.period.said) if rating else one.period,
        "wanted": said_data(bound_said(one.bound)) if isinstance(one.bound, Bound) else one.wanted,
        "state": one.state,
        "final_on": day_data(rating.final_on) if rating else None,
        "cell": cell(review, rating),
    }
