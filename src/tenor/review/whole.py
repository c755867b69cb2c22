"""The table of contents: facts, figures, ratings, steps, duties, in this order and no other."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from datetime import date

from tenor.base.problem import Problem, problem
from tenor.figures.count import count
from tenor.figures.model import Figures
from tenor.ledger.facts import facts as facts_of
from tenor.ledger.model import Entry
from tenor.ledger.terms_on import Timeline
from tenor.ledger.up_to import up_to
from tenor.review.changes import changes_on
from tenor.review.duties import duties
from tenor.review.escalate import cards, escalate
from tenor.review.given import answer_stories
from tenor.review.meetings_asked import slots_of
from tenor.review.minutes import minutes_on, standings
from tenor.review.model import Duty, Review
from tenor.review.notices import notice_stories, notices_on
from tenor.review.plans import plan_stories, plans_on
from tenor.review.rate import rate
from tenor.review.scene import Scene
from tenor.terms.model import Terms


def review(
    terms: Terms,
    entries: Sequence[Entry],
    *,
    on: date,
    as_known_at: date | None = None,
    tried: Mapping[str, str] | None = None,
    sql_cache: MutableMapping[str, str] | None = None,
) -> Review:
    """Say what the contract says of both sides at the close of this day, by what was known through the end of `as_known_at`.

    `tried`: readings held from the start instead of the contract's own, to see what they would meet; `sql_cache` keeps the
    texts of queries for the next process."""
    facts = up_to(facts_of(entries, terms, as_known_at=as_known_at), on)
    timeline = Timeline(terms, facts, tried=tried)
    figures = count(terms, facts, terms_variants=timeline.variants(), sql_cache=sql_cache)
    ratings = rate(timeline, figures, facts)
    notices = notice_stories(timeline, facts)
    plans = plan_stories(timeline, facts, notices)
    answers = answer_stories(timeline, facts, notices, plans)
    scene = Scene(timeline=timeline, facts=facts, ratings=ratings, notices=notices, plans=plans, on=on, answers=answers)
    plans_now = plans_on(timeline, plans, on)
    steps = escalate(scene, plans_now)
    slots = slots_of(scene)
    minutes = standings(timeline, facts, on)
    due = duties(scene, slots=slots, minutes=minutes, steps=steps)
    in_force = timeline.on(on, on)
    return Review(
        on=on,
        as_known_at=as_known_at,
        terms=in_force,
        timeline=timeline,
        facts=facts,
        figures=figures,
        ratings=ratings,
        steps=steps,
        cards=cards(steps),
        duties=due,
        plans=plans_now,
        notices=notices_on(timeline, notices, on),
        minutes=minutes_on(minutes),
        meetings=slots,
        problems=[*ratings.problems, *scene.problems, *_uncounted(figures, on), *_past_calendar(in_force, due)],
        changes_on=changes_on(in_force, timeline, ratings, due, notices, minutes, facts, on),
    )


def _uncounted(figures: Figures, on: date) -> list[Problem]:
    """Rows given by the day that cannot count, each with why."""
    return [
        problem("row-not-counted", weight="said", dataset=row.dataset, row=row.row, why=row.why)
        for row in figures.uncounted
        if row.from_day <= on
    ]


def _past_calendar(terms: Terms, due: Sequence[Duty]) -> list[Problem]:
    """Deadlines beyond the last year whose holidays are published."""
    late = [d for d in due if d.due is not None and d.due > terms.calendar.published_through]
    return [
        problem("due-past-calendar", weight="said", duty=d.id, due=d.due, published_through=terms.calendar.published_through) for d in late
    ]
