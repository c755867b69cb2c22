"""The ladder on one page: where the contract stands between monitoring and its last step, how it got there, what would move it, when at
the earliest, and under which reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.ladder_past import past
from tenor.desk.pages.summary_strip import cell, kpi_words
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.assurance import StandardFailed
from tenor.ledger.events.decisions import PersonJudged
from tenor.review.allow import allow
from tenor.review.earliest import earliest
from tenor.review.ladder import ladder
from tenor.review.messages import text_of
from tenor.review.met_by import any_series, met_by
from tenor.review.model import Review
from tenor.review.not_yet import not_yet
from tenor.review.offered import SIDES
from tenor.review.readings import Tried, alternatives
from tenor.review.skipped import skipped
from tenor.review.standing_model import Rung
from tenor.review.summary_data import ladder_data
from tenor.terms.model import JudgedIs, Rule
from tenor.terms.settle import settle

REACHED = ("past", "here", "decide")


def make(view: View) -> Data:
    review = view.review
    rungs = ladder(review)
    reached = [rung.step for rung in rungs if rung.place in REACHED and rung.step]
    left_out = {name for step in reached for name in skipped(review, [step])}
    others = _tried(review)
    return {
        "on": day_data(review.on),
        "levels": list(review.terms.levels),
        "rungs": [data | _more(review, rung, left_out, others) for rung, data in zip(rungs, ladder_data(rungs), strict=True)],
        "counts": _counts(review),
        "watch": _watch(review),
        "not_yet": [{"then": list(one.then), "said": said_data(one.said), "clause": list(one.clause)} for one in not_yet(review)],
        "judged": [one for rule in review.terms.rules for one in _judged(review, rule)],
        "buyer": review.terms.contract.buyer,
        "supplier": review.terms.contract.supplier,
    }


def _more(review: Review, rung: Rung, left_out: set[str], others: Sequence[Tried]) -> Data:
    """What the summary has no room for."""
    own = rung.step if rung.kind != "watch" else ""
    ways = met_by(review, own) if own and rung.place != "decide" else ()
    return {
        "past": past(review, rung),
        "skipped": own in left_out,
        "up": [said_data(line) for line in ways],
        "earliest": [{"on": day_data(one.on), "said": said_data(one.said), "clause": list(one.clause)} for one in earliest(review, own)]
        if own
        else [],
        "readings": _under(review, own, others) if own else [],
    }


# --- under which reading -----------------------------------------------------------------------------------------


def _tried(review: Review) -> Sequence[Tried]:
    """Every other option of the readings that rules and the overall rating rest on."""
    only = {id for rule in review.terms.rules for id in rule.readings}
    only |= set(review.terms.overall.readings) if review.terms.overall else set()
    entries = [act.entry for act in review.facts.acts]
    return alternatives(settle(review.terms.document), entries, on=review.on, as_known_at=review.as_known_at, only=only)


def _under(review: Review, name: str, others: Sequence[Tried]) -> list[Data]:
    """The options under which the rung would be reached on other days: what would be met besides, what would not be."""
    found = []
    had = {step.id: step for step in review.steps}
    for other in others:
        met = [step.met_on for step in other.met if name in step.consequences]
        lost = [had[id].met_on for id in other.not_met if id in had and name in had[id].consequences]
        also, not_met = _each_once(met, lost), _each_once(lost, met)
        reading = next((one for one in review.terms.readings if one.id == other.reading), None)
        if reading is not None and (also or not_met):
            found.append({"option": other.option, "id": reading.id, "clause": list(reading.clause), "also": also, "not_met": not_met})
    return found


def _each_once(these: Sequence[date], but: Sequence[date]) -> list[str]:
    """The days of the first that are not among the second: met otherwise on the same day is the same."""
    return [day.isoformat() for day in dict.fromkeys(these) if day not in but]


# --- letters that count, and the watch after one -----------------------------------------------------------------


def _counts(review: Review) -> list[Data]:
    """Of each letter that the terms count, how many there are in the contract's life. Closing one changes no count."""
    found = []
    for name, named in review.terms.steps.items():
        own = [notice for notice in review.notices if notice.step.lower() == name.lower()]
        if named.kind == "notice" and own:
            found.append({"step": name, "n": sum(1 for notice in own if notice.counts), "all": len(own), "never": named.lapses == "never"})
    return found


def _watch(review: Review) -> Data | None:
    """The periods looked at after the last letter that has a watch, each KPI in each."""
    last = next((notice for notice in reversed(review.notices) if notice.watch), None)
    if last is None:
        return None
    series = any_series(review)
    periods = [series[label].period for label in last.watch if label in series]
    rows = [
        {"kpi": kpi, **kpi_words(review, kpi), "cells": [cell(review, by_period.get(period.label)) for period in periods]}
        for kpi, by_period in review.ratings.by_kpi.items()
    ]
    return {
        "notice": last.id,
        "step": last.step,
        "received_on": day_data(last.received_on),
        "state": last.state,
        "periods": [{"said": said_data(period.said), "label": period.label, "last": day_data(period.last)} for period in periods],
        "rows": rows,
    }


# --- what only a person can judge --------------------------------------------------------------------------------


def _judged(review: Review, rule: Rule) -> list[Data]:
    """A condition in words: no number pretends to define it. Beside it what was recorded that bears on it."""
    failed = [{"on": day_data(act.day), "duty": act.event.duty, "text": text_of(act)} for act in review.facts.of(StandardFailed)]
    steps = [step for step in review.steps if step.rule == rule.id]
    return [
        {
            "rule": rule.id,
            "text": condition.text,
            "by": condition.by,
            "then": (" or " if rule.choose else " and ").join(rule.steps),
            "may": rule.may,
            "clause": list(rule.clause),
            "first": list(rule.only_after),
            "failures": failed,
            "steps": [{"id": step.id, "met_on": day_data(step.met_on), "waiting": step.waiting} for step in steps],
            "offers": {side: _may_judge(review, rule, side) for side in SIDES},
        }
        for condition in (c for branch in rule.branches for c in branch if isinstance(c, JudgedIs))
    ]


def _may_judge(review: Review, rule: Rule, side: str) -> list[str]:
    return [] if allow(review, PersonJudged(rule=rule.id), side=side, on=review.on) else ["person-judged"]  # type: ignore[arg-type]
