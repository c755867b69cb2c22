"""What a contract leaves: the record of its performance by year, its plans and notices, and its last returns."""

from __future__ import annotations

from collections import Counter

from tenor.base.period import Period, contract_year
from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data
from tenor.ledger.events.returns import ReturnReceived
from tenor.review.model import UNRATED, Rating, Review
from tenor.terms.counted import return_periods


def record_of(review: Review) -> Data:
    """{"levels", "kpis": [{number, title, years: [{n, counts, unrated}]}], "plans", "notices"}: final figures alone are counted."""
    years = sorted(
        {_year(review, rating.period) for by in review.ratings.by_kpi.values() for rating in by.values() if _rated(review, rating)}
    )
    found = []
    for id, by_period in review.ratings.by_kpi.items():
        kpi = review.terms.kpi(id) or next((k for k in review.timeline.on(review.timeline.starts).kpis if k.id == id), None)
        counted: dict[int, Counter[str]] = {year: Counter() for year in years}
        for rating in by_period.values():
            if _rated(review, rating):
                counted[_year(review, rating.period)][rating.at(review.on).rating or UNRATED] += 1
        found.append(
            {
                "id": id,
                "number": kpi.number if kpi else "",
                "title": kpi.title if kpi else id,
                "years": [{"n": year, "counts": dict(counts)} for year, counts in counted.items()],
            }
        )
    return {"levels": list(review.terms.levels), "years": years, "kpis": found, "plans": _plans(review), "notices": _notices(review)}


def _rated(review: Review, rating: Rating) -> bool:
    return rating.at(review.on).state == "final"


def _year(review: Review, period: Period) -> int:
    return contract_year(period.first, review.terms.contract.starts)


def _plans(review: Review) -> list[Data]:
    return [
        {
            "id": plan.id,
            "kpis": [f"{kpi.number} {kpi.title}" for id in plan.kpis if (kpi := review.terms.kpi(id))],
            "on": day_data(plan.requested_on),
            "state": plan.state,
            "reviewed_on": day_data(plan.reviewed_on),
        }
        for plan in review.plans
    ]


def _notices(review: Review) -> list[Data]:
    return [
        {"id": notice.id, "step": notice.step, "clause": list(notice.clause), "on": day_data(notice.issued_on), "state": notice.state}
        for notice in review.notices
    ]


def final_returns(review: Review) -> list[Data]:
    """The last return of each kind: its period, its day where that is known yet, and when it came."""
    by_id = {duty.id: duty for duty in review.duties}
    found = []
    for ret in review.terms.returns:
        periods = return_periods(review.terms, ret)
        if not periods or ret.when:
            continue
        last = periods[-1]
        duty = by_id.get(f"{ret.id} {last.label}")
        came = [act for act in review.facts.of(ReturnReceived) if (act.event.ret or ret.id, act.event.covers) == (ret.id, last.label)]
        found.append(
            {
                "id": ret.id,
                "label": last.label,
                "period": said_data(last.said),
                "due": day_data(duty.due) if duty else None,
                "received_on": day_data(came[0].day) if came else None,
                "clause": list(ret.clause),
            }
        )
    return found
