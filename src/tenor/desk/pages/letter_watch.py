"""What is looked at after a formal letter: the periods under watch with their ratings, how many there were, what followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tenor.base.period import Period, periods
from tenor.base.said_data import day_data
from tenor.desk.pages.summary_strip import cell, columns_data, kpi_words
from tenor.desk.pages.view import Data
from tenor.documents.notice_starts import needed_of
from tenor.ledger.events.notices import NoticeIssued
from tenor.review.model import Notice, Review
from tenor.review.notices import notice_stories, watch_of


def watch_data(review: Review, notice: Notice) -> Data | None:
    """The letter's own period, those under watch, and the one after, for every KPI that is rated in them. None where no rule watches."""
    story = next((one for one in notice_stories(review.timeline, review.facts) if one.id == notice.id), None)
    inside = watch_of(review.timeline.on(notice.issued_on, review.on), story) if story and notice.counts else ()
    if not inside:
        return None
    shown = _with_neighbours(review, inside)
    return {
        "columns": columns_data(shown),
        "inside": [period.label for period in inside],
        "first": day_data(inside[0].first),
        "last": day_data(inside[-1].last),
        "rows": [
            {"id": kpi, **kpi_words(review, kpi), "cells": [cell(review, ratings.get(period.label)) for period in shown]}
            for kpi, ratings in review.ratings.by_kpi.items()
            if any(period.label in ratings for period in inside)
        ],
    }


def _with_neighbours(review: Review, inside: tuple[Period, ...]) -> list[Period]:
    """The period before those under watch, they themselves, and the one after."""
    contract = review.terms.contract
    spans = periods(inside[0].kind, contract.starts, contract.ends, review.terms.quarters)
    before = [span for span in spans if span.last < inside[0].first][-1:]
    after = [span for span in spans if span.first > inside[-1].last][:1]
    return [*before, *inside, *after]


def counted(review: Review, step: str) -> Data:
    """All letters of a kind in the contract's life, and how many the contract counts to."""
    several = [one for one in review.notices if one.step.lower() == step.lower()]
    return {
        "n": sum(1 for one in several if one.counts),
        "of": max((needed_of(rule, step) for rule in review.terms.rules), default=0),
        "letters": [
            {
                "id": one.id,
                "issued_on": day_data(one.issued_on),
                "received_on": day_data(one.received_on),
                "state": one.state,
                "counts": one.counts,
            }
            for one in several
        ],
    }


def followed(review: Review, notice: Notice) -> list[Data]:
    """The plan it asked for, and the steps that rest on it."""
    return [*_plans(review, notice), *_steps(review, notice)]


def _plans(review: Review, notice: Notice) -> Iterator[Data]:
    asked = next((act.event.plan for act in review.facts.of(NoticeIssued) if act.event.notice == notice.id), "")
    for plan in review.plans:
        if asked and plan.id == asked:
            due: dict[str, Any] = {"due": day_data(plan.due), "agreed_on": day_data(plan.agreed_on)}
            yield {"kind": "plan", "id": plan.id, "name": plan.step, "on": day_data(plan.requested_on), "state": plan.state, **due}


def _steps(review: Review, notice: Notice) -> Iterator[Data]:
    plans = {plan.id for plan in review.plans} | {plan.step for plan in review.plans}
    for step in review.steps:
        if notice.id in (step.of, *step.proof) and not (plans & set(step.consequences)):
            yield {
                "kind": "step",
                "id": step.id,
                "name": step.then,
                "on": day_data(step.met_on),
                "state": step.state,
                "clause": list(step.clause),
            }
