"""Questions to an act that judges a figure: whether the contract asks a person, which, and what may be answered."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.problem import Problem, problem
from tenor.review.things import Question
from tenor.review.whose import sides_of
from tenor.terms.model import Check

YES_NO = ("yes", "no")


def asked_for(asked: Question) -> Iterator[Problem]:
    """An answer to what the terms ask: yes, no, or a level of the KPI's ladder; by the side they name; of a period that has begun."""
    event, terms = asked.event, asked.then.terms
    kpi = terms.kpi(event.kpi)
    if kpi is None or not isinstance(kpi.measure, Check):
        yield problem("judged-nothing", kpi=event.kpi)
        return
    check = kpi.measure
    known = terms.ladder_of(kpi).levels if check.levels else YES_NO
    if event.answer not in known:
        yield problem("judged-answer", answer=event.answer, asked=check.asked, known=known)
    sides = sides_of(terms, (check.by,))
    if sides and asked.side not in sides:
        yield problem("judged-by-other", asked=check.asked, who=check.by)
    rating = asked.then.ratings.by_kpi.get(event.kpi, {}).get(event.period)
    if rating is not None and rating.period.first > asked.on:
        yield problem("judged-early", period=rating.period.said, first=rating.period.first)
