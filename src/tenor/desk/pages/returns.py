"""The returns of a contract: every period with its due day, what was received, accepted and asked, and when its figures are final."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.returns import QueryAnswered, QueryRaised, ReturnAccepted, ReturnConfirmed, ReturnReceived
from tenor.ledger.model import Act
from tenor.review.model import Duty, Rating, Review
from tenor.terms.counted import return_periods
from tenor.terms.model import ReturnTerms


def make(view: View) -> Data:
    """{"returns": [{"ret", "clause", "periods": [...]}]}, the newest period first; those that have not begun are left out."""
    review = view.review
    duties = {duty.id: duty for duty in review.duties if duty.kind == "return"}
    state = _State(review)
    return {
        "returns": [
            {"ret": ret.id, "clause": list(ret.clause), "by": list(ret.by), "periods": list(_periods(view, ret, duties, state))}
            for ret in review.terms.returns
        ],
        "supplier": review.terms.contract.supplier,
        "levels": list(review.terms.levels),
    }


class _State:
    """What was said of returns, looked up once."""

    def __init__(self, review: Review) -> None:
        self.accepted = {act.event.entry: act for act in review.facts.of(ReturnAccepted)}
        self.confirmed = {act.event.entry for act in review.facts.of(ReturnConfirmed)}
        answered = {act.event.query for act in review.facts.of(QueryAnswered)}
        self.open: dict[str, int] = {}
        for act in review.facts.of(QueryRaised):
            if act.event.query not in answered:
                self.open[act.event.period] = self.open.get(act.event.period, 0) + 1
        self.received: dict[tuple[str, str], list[Act]] = {}
        for act in review.facts.of(ReturnReceived):
            self.received.setdefault((act.event.ret, act.event.covers), []).append(act)


def _periods(view: View, ret: ReturnTerms, duties: dict[str, Duty], state: _State) -> Iterable[Data]:
    review = view.review
    for period in reversed(return_periods(review.terms, ret)):
        if period.first > view.on:
            continue
        label = period.label
        several = (rating for by_period in review.ratings.by_kpi.values() for rating in by_period.values())
        ratings = [rating for rating in several if period.first <= rating.period.last <= period.last]
        acts = state.received.get((ret.id, label), []) + state.received.get(("", label), [])
        duty = duties.get(f"{ret.id} {label}")
        if ret.when and duty is None and not acts:
            continue  # a day on which nothing asked for it
        yield {
            "covers": label,
            "period": said_data(period.said),
            "due": day_data(duty.due if duty else None),
            "worked_out": said_data(duty.worked_out) if duty and duty.worked_out else None,
            "late_by": _late_by(review, duty, acts),
            "received": [_received(act, state) for act in acts],
            "questions": state.open.get(label, 0),
            **_settled(review, ratings),
        }


def _late_by(review: Review, duty: Duty | None, acts: list[Act]) -> int:
    """Working days after its day on which the first return came; 0 in time. Shown, never rated (3B-31)."""
    if duty is None or duty.due is None or not acts or acts[0].day <= duty.due:
        return 0
    calendar, day, n = review.terms.calendar, duty.due, 0
    while day < acts[0].day and n < 400:
        day, n = calendar.add(day, 1), n + 1
    return n


def _received(act: Act, state: _State) -> Data:
    return {
        "entry": act.ref,
        "on": act.day.isoformat(),
        "at": act.entry.at.isoformat(timespec="seconds"),
        "by": act.entry.by,
        "side": act.entry.side,
        "file": act.event.file,
        "accepted_on": state.accepted[act.ref].day.isoformat() if act.ref in state.accepted else None,
        "to_confirm": act.entry.side == "buyer" and act.ref not in state.confirmed,
    }


def _settled(review: Review, ratings: list[Rating]) -> dict[str, Any]:
    """Whether all figures of the period are final, and from when; whether one is questioned."""
    states = {rating.at(review.on).state for rating in ratings}
    final_on = max((rating.final_from(review.on) for rating in ratings), default=None)
    worked_out = next((rating.worked_out for rating in ratings if rating.final_on == final_on and rating.worked_out), None)
    state = "disputed" if "disputed" in states else "final" if final_on and final_on <= review.on else "provisional"
    return {"state": state, "final_on": day_data(final_on), "final_how": said_data(worked_out) if worked_out else None}
