"""A review as plain data: what `tenor review --json` prints, and what another program may hold on to.

Days are ISO text, numerators and denominators whole numbers, `value` the exact value as text ("250/3" where a decimal never
ends; a share in per cent), every `because` a list of sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tenor.base.figure import Amount, exact_text, scaled
from tenor.base.problem import Problem
from tenor.base.wording import Said, say

if TYPE_CHECKING:
    from tenor.review.model import Card, Duty, Minutes, Notice, OverallRating, Pair, Plan, Rating, Review, Slot, Step
    from tenor.review.readings import Tried
    from tenor.terms.model import Kpi

Data = dict[str, Any]


def as_data(review: Review, tried: Sequence[Tried] = ()) -> Data:
    """All of a review. `tried`: what other readings would make of it (`readings.alternatives`); left out, none is named."""
    from tenor.review.money_open import money_data
    from tenor.review.readings import by_step

    others = by_step(tried)
    contract = review.terms.contract
    return {
        "contract": {
            "reference": contract.reference,
            "title": contract.title,
            "buyer": contract.buyer,
            "supplier": contract.supplier,
            "starts": contract.starts.isoformat(),
            "ends": contract.ends.isoformat(),
        },
        "on": review.on.isoformat(),
        "as_known_at": _day(review.as_known_at),
        "changes_on": _day(review.changes_on),
        "figures": [_figure(review, rating) for rating in shown_ratings(review)],
        "overall": [_overall(rating, review.on) for rating in shown_overall(review)],
        "steps": [_step(step, others.get(step.id, ())) for step in review.steps],
        "cards": [_card(card) for card in review.cards],
        "duties": [_duty(duty) for duty in review.duties],
        "plans": [_plan(plan) for plan in review.plans],
        "minutes": [_minutes(minutes) for minutes in review.minutes],
        "warnings": [_notice(notice) for notice in review.notices],
        "meetings": [_slot(slot) for slot in review.meetings],
        "counts": counts(review),
        **money_data(review),
        "other_readings": [_tried(each) for each in tried],
        "problems": [problem_data(problem) for problem in review.problems],
    }


def shown_ratings(review: Review) -> list[Rating]:
    """Of every KPI the periods begun by the day, and any later one that has a figure already."""
    return [
        rating
        for by_period in review.ratings.by_kpi.values()
        for rating in by_period.values()
        if rating.period.first <= review.on or rating.at(review.on).figure not in (None, (0, 0), (0, 1))
    ]


def shown_overall(review: Review) -> list[OverallRating]:
    """The overall ratings of the periods begun by the day."""
    return [rating for rating in review.ratings.overall.values() if rating.period.first <= review.on]


def counts(review: Review) -> dict[str, int]:
    """How much there is to do. `questions`: disputed figures, and queries that nobody has answered."""
    states = [duty.state for duty in review.duties]
    figures = [rating.at(review.on).state for rating in shown_ratings(review)]
    unanswered = [duty for duty in review.duties if duty.kind == "query" and duty.done_on is None]
    return {
        "overdue": states.count("overdue"),
        "due": states.count("due"),
        "open_steps": sum(step.waiting for step in review.steps),
        "questions": figures.count("disputed") + len(unanswered),
        "provisional": figures.count("provisional"),
    }


def problem_data(problem: Problem) -> Data:
    """A problem with its place and its sentence."""
    where = problem.where
    place = {name: getattr(where, name) for name in ("file", "line", "column", "sheet", "cell")} if where else {}
    return {
        "code": problem.code,
        "weight": problem.weight,
        "where": {name: value for name, value in place.items() if value not in (None, "")} or None,
        "clause": list(problem.clause),
        "sentence": say(problem.said),
    }


def kpi_in_force(review: Review, rating: Rating) -> Kpi | None:
    """The KPI as the contract had it on the first day of a period; of one that began later or is gone, its nearest wording."""
    kpi = review.timeline.during(rating.period, review.on).kpi(rating.kpi) or review.terms.kpi(rating.kpi)
    return kpi or next((k for terms in review.timeline.variants() if (k := terms.kpi(rating.kpi))), None)


def amount_of(kpi: Kpi | None, figure: Pair) -> Amount:
    """A figure with its unit."""
    from tenor.review.bands import unit_of

    return Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(kpi.measure) if kpi else "count")


def _figure(review: Review, rating: Rating) -> Data:
    kpi, version = kpi_in_force(review, rating), rating.at(review.on)
    amount = None if version.figure is None else amount_of(kpi, version.figure)
    return {
        "kpi": rating.kpi,
        "number": kpi.number if kpi else "",
        "title": kpi.title if kpi else rating.kpi,
        "period": rating.period.label,
        "numerator": amount.numerator if amount else None,
        "denominator": amount.denominator if amount else None,
        "unit": (amount or amount_of(kpi, (0, 1))).unit,
        "value": _value(amount),
        "state": version.state,
        "settled": version.settled,
        "rating": version.rating,
        "due": _day(rating.due),
        "final_on": rating.final_on.isoformat(),
        "other": None if version.other is None else _pair(amount_of(kpi, version.other)),
        "clause": list(kpi.clause) if kpi else [],
        "reading": version.reading or None,
        "worked_out": _words(rating.worked_out),
        "because": [say(line) for line in version.because],
    }


def _pair(amount: Amount) -> Data:
    return {"numerator": amount.numerator, "denominator": amount.denominator, "value": _value(amount)}


def _value(amount: Amount | None) -> str | None:
    return None if amount is None or amount.denominator == 0 else exact_text(*scaled(amount))


def _overall(rating: OverallRating, on: date) -> Data:
    version = rating.at(on)
    return {
        "period": rating.period.label,
        "rating": version.rating,
        "state": version.state,
        "final_on": rating.final_on.isoformat(),
        "of": dict(version.marks),
    }


def _step(step: Step, others: Sequence[Tried]) -> Data:
    decided = step.decided
    return {
        "id": step.id,
        "rule": step.rule,
        "of": step.of or None,
        "clause": list(step.clause),
        "step": step.then,
        "leads_to": list(step.consequences),
        "may": step.may,
        "met_on": step.met_on.isoformat(),
        "unmet_on": _day(step.unmet_on),
        "state": step.state,
        "decided": decided
        and {
            "on": decided.on.isoformat(),
            "outcome": decided.outcome,
            "choice": decided.choice or None,
            "entry": decided.entry,
            "look_again_on": _day(decided.look_again_on),
        },
        "in_dispute": step.in_dispute,
        "proof": list(step.proof),
        "kpis": list(step.kpis),
        "first": list(step.first),
        "due": _day(step.due),
        "readings": list(step.readings),
        "other_readings": [{"reading": other.reading, "option": other.option, "met": False} for other in others],
        "because": [say(line) for line in step.because],
    }


def _tried(other: Tried) -> Data:
    """One other option of a reading: the steps that only it meets, those that it would not meet, and what else would differ."""
    return {
        "reading": other.reading,
        "option": other.option,
        "met": [_step(step, ()) for step in other.met],
        "not_met": list(other.not_met),
        "levels": [{"kpi": kpi, "period": period, "rating": rating} for kpi, period, rating in other.levels],
        "days": [{"duty": id, "due": _day(due)} for id, due in other.days],
    }


def _card(card: Card) -> Data:
    return {
        "then": card.then,
        "since": card.since.isoformat(),
        "rules": list(card.rules),
        "steps": list(card.steps),
        "clause": list(card.clause),
        "may": card.may,
    }


def _duty(duty: Duty) -> Data:
    return {
        "id": duty.id,
        "kind": duty.kind,
        "what": say(duty.what),
        "who": list(duty.who),
        "to": list(duty.to),
        "due": _day(duty.due),
        "clause": list(duty.clause),
        "state": duty.state,
        "done_on": _day(duty.done_on),
        "worked_out": _words(duty.worked_out),
        "because": [say(line) for line in duty.because],
    }


def _plan(plan: Plan) -> Data:
    return {
        "id": plan.id,
        "step": plan.step,
        "kpis": list(plan.kpis),
        "state": plan.state,
        "turn": plan.turn or None,
        "clause": list(plan.clause),
        "requested_on": plan.requested_on.isoformat(),
        "due": _day(plan.due),
        "proposed_on": _day(plan.proposed_on),
        "agreed_on": _day(plan.agreed_on),
        "review_on": _day(plan.review_on),
        "reviewed_on": _day(plan.reviewed_on),
        "worked_out": _words(plan.worked_out),
    }


def _minutes(minutes: Minutes) -> Data:
    days = ("held_on", "sent_on", "received_on", "answer_due", "answered_on", "agreed_on", "final_on")
    return {
        "meeting": minutes.meeting,
        "state": minutes.state,
        **{name: _day(getattr(minutes, name)) for name in days},
        "clause": list(minutes.clause),
        "withheld": list(minutes.withheld),
        "worked_out": _words(minutes.worked_out),
    }


def _notice(notice: Notice) -> Data:
    return {
        "id": notice.id,
        "step": notice.step,
        "state": notice.state,
        "issued_on": notice.issued_on.isoformat(),
        "received_on": _day(notice.received_on),
        "counts": notice.counts,
        "watch": list(notice.watch),
        "clause": list(notice.clause),
        "how_received": _words(notice.how_received),
    }


def _slot(slot: Slot) -> Data:
    return {
        "series": slot.series,
        "slot": slot.label,
        "first": slot.first.isoformat(),
        "due": slot.due.isoformat(),
        "held_on": _day(slot.held_on),
        "meeting": slot.meeting or None,
        "absent": list(slot.absent),
        "clause": list(slot.clause),
        "because": _words(slot.because),
        **({"further": list(slot.further)} if slot.further else {}),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _words(sentence: Said | None) -> str | None:
    return None if sentence is None else say(sentence)
