"""One figure with what was said about it: corrected, questioned, settled. `view.what` is "<kpi>/<period>"; LookupError for none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenor.base.said_data import said_data
from tenor.desk.pages.returns_form import so_far
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.returns import (
    FigureCorrected,
    FigureDisputed,
    FigureJudged,
    FigureResolved,
    QueryAnswered,
    QueryRaised,
    RowsCorrected,
)
from tenor.ledger.model import Act
from tenor.review.bands import unit_of
from tenor.review.model import Review
from tenor.review.offered import open_to
from tenor.review.questions_judged import YES_NO
from tenor.terms.counted import dataset_of
from tenor.terms.model import Check, Kpi

KINDS = {
    FigureCorrected: "corrected",
    RowsCorrected: "rows corrected",
    FigureDisputed: "questioned",
    FigureResolved: "settled",
    FigureJudged: "judged",
    QueryRaised: "asked",
    QueryAnswered: "answered",
}


def make(view: View) -> Data:
    """The figure as it stands, the other one beside it, and the thread."""
    kpi, _, label = view.what.partition("/")
    review = view.review
    rating = review.ratings.by_kpi.get(kpi, {}).get(label)
    if rating is None:
        raise LookupError(view.what)
    own = review.timeline.during(rating.period, review.on).kpi(kpi) or review.terms.kpi(kpi)
    return {
        **so_far(review, rating),
        "period_said": said_data(rating.period.said),
        "clause": list(own.clause) if own else [],
        "is_share": own is not None and unit_of(own.measure) in ("percent", "share"),
        "worked_out": said_data(rating.worked_out) if rating.worked_out else None,
        "reported": rating.reported_on is not None and rating.reported_on <= view.on,
        "pair": list(rating.at(view.on).figure or ()),
        "thread": list(_thread(review, kpi, label)),
        "levels": list(review.terms.ladder_of(own).levels if own else review.terms.levels),
        "judge": _judge(review, own, label) if own and isinstance(own.measure, Check) else None,
    }


def _judge(review: Review, kpi: Kpi, label: str) -> Data:
    """What the contract asks of a person, what may be answered, and which sides may."""
    assert isinstance(kpi.measure, Check)
    choices = review.terms.ladder_of(kpi).levels if kpi.measure.levels else YES_NO
    tried = FigureJudged(kpi=kpi.id, period=label, answer=choices[0])
    sides = [side for side, acts in open_to(review, tried).items() if acts]
    return {"asked": kpi.measure.asked, "by": kpi.measure.by, "choices": list(choices), "sides": sides}


def _thread(review: Review, kpi: str, label: str) -> Iterator[Data]:
    asked = {a.event.query for a in review.facts.of(QueryRaised) if (a.event.kpi, a.event.period) == (kpi, label) and not a.event.row}
    for act in review.facts.of(*KINDS):
        event = act.event
        if isinstance(event, RowsCorrected):
            ours = _in_period(review, act, kpi, label)
        else:
            ours = event.query in asked if hasattr(event, "query") else (event.kpi, event.period) == (kpi, label)
        if not ours:
            continue
        if isinstance(event, FigureJudged):
            yield _said(act, event.answer)
            continue
        pair = f"{event.numerator} / {event.denominator}: " if getattr(event, "numerator", None) is not None else ""
        yield _said(act, pair)


def _said(act: Act, before: str) -> Data:
    """One act of the thread: what was given, and the words that went with it."""
    bodies = [body for body in (act.entry.words, act.entry.body) if body is not None and body.kind == "words"]
    text = next((str(body.content.get("text", "")) for body in bodies), "")
    return {
        "what": KINDS[type(act.event)],
        "text": f"{before}{text}" if not text or before.endswith(": ") or not before else f"{before}: {text}",
        "at": act.entry.at.isoformat(timespec="seconds"),
        "by": act.entry.by,
        "side": act.entry.side,
    }


def _in_period(review: Review, act: Act, kpi: str, label: str) -> bool:
    """Whether a correction touched a row that is dated in the period of the figure."""
    own = review.terms.kpi(kpi)
    dataset = review.terms.datasets.get(dataset_of(own.measure) or "") if own else None
    if dataset is None or act.entry.body is None:
        return False
    rows = act.entry.body.content.get("rows", {}).get(dataset.id, ())
    days = [row["values"].get(dataset.dated_by, "")[:10] for row in rows]
    period = review.ratings.by_kpi[kpi][label].period
    return any(day and date.fromisoformat(day) in period for day in days)
