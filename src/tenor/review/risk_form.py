"""How often to meet, and how deeply, by risk: six questions, most of them answered from the review, and what is suggested.

Trouble weighs by what has happened; how much harm bad service does is for a person to judge. It is a suggestion: a person decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.base.phrases.every import EveryPeriod
from tenor.base.wording import Said, said
from tenor.review.model import Rating, Review
from tenor.review.shown import figure_said, kpi_name
from tenor.review.things import known
from tenor.review.trend import in_order

Level = Literal["low", "middle", "high"]
Intensity = Literal["light", "standard", "close"]

# question -> its answers, each with what it weighs
QUESTIONS: Mapping[str, Mapping[str, int]] = {
    "ambers": {"none": 0, "one": 1, "two or more": 2},
    "reds": {"none": 0, "one or more": 3},
    "late returns": {"no": 0, "yes": 1},
    "capacity": {"no": 0, "yes": 2},
    "warning": {"no": 0, "yes": 4},
    "people at risk": {"few": 0, "some": 1, "many": 2},
}
JUDGED = "people at risk"  # what no figure tells
INTENSITIES: tuple[Intensity, ...] = ("light", "standard", "close")
MONTHS_BACK, RETURNS_BACK = 2, 3  # final months looked at; returns looked at
MUCH_TROUBLE, HIGH, MIDDLE = 4, 5, 3
STANDING = ("issued, receipt unknown", "watching", "in force")
_EVERY = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "contract year": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the review answers to a question, and on what that rests. `answer` "": a person judges."""

    question: str
    answer: str
    because: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """`every`: the kind of period; `weights`: question -> what its answer weighs, of those that weigh anything."""

    level: Level
    score: int
    every: str
    intensity: Intensity
    weights: Mapping[str, int]


def suggest(answers: Mapping[str, str], *, usual: str = "quarter") -> Suggestion:
    """What follows from the answers. `usual`: how often the contract has the two sides meet where nothing is wrong.
    KeyError for an answer that there is not."""
    weights = {question: QUESTIONS[question][answers[question]] for question in QUESTIONS}
    score, trouble = sum(weights.values()), sum(weight for question, weight in weights.items() if question != JUDGED)
    high = trouble >= MUCH_TROUBLE or score >= HIGH
    level: Level = "high" if high else "middle" if score >= MIDDLE else "low"
    intensity: Intensity = "close" if high else "standard" if score else "light"
    weighing = {question: weight for question, weight in weights.items() if weight}
    return Suggestion(level=level, score=score, every="month" if high else usual, intensity=intensity, weights=weighing)


def usual(review: Review, series: str) -> str:
    """The kind of period of a series by the contract itself, before anything is decided: the most frequent that it names."""
    rhythms = next((one.rhythms for one in review.terms.meetings if one.id == series), ())
    kinds = [rhythm.every.kind for rhythm in rhythms if isinstance(rhythm.every, EveryPeriod) and not rhythm.from_event]
    return min(kinds, key=lambda kind: _EVERY.get(kind, 99), default="quarter")


def filled(review: Review) -> tuple[Found, ...]:
    """Each question as the review answers it, in order."""
    below = list(_below(review))
    reds = [line for worst, line in below if worst]
    ambers = [line for worst, line in below if not worst]
    late = tuple(_late(review))
    troubles = tuple(_troubles(review))
    warnings = tuple(
        said("risk-warning", step=one.step, notice=one.id, on=one.issued_on) for one in review.notices if one.state in STANDING
    )
    return (
        Found(question="ambers", answer=("none", "one", "two or more")[min(len(ambers), 2)], because=tuple(ambers)),
        Found(question="reds", answer="one or more" if reds else "none", because=tuple(reds)),
        Found(question="late returns", answer="yes" if late else "no", because=late),
        Found(question="capacity", answer="yes" if troubles else "no", because=troubles),
        Found(question="warning", answer="yes" if warnings else "no", because=warnings),
        Found(question=JUDGED, answer=""),
    )


def _below(review: Review) -> Iterator[tuple[bool, Said]]:
    """Of each KPI, the latest settled periods that ended at the worst level (True) or the one above it. Where there are two levels only
    the worst counts."""
    levels: Sequence[str] = review.terms.levels
    for kpi, ratings in review.ratings.by_kpi.items():
        final = [rating for rating in in_order(ratings.values(), review.on) if rating.at(review.on).state == "final"]
        for rating in final[-MONTHS_BACK:]:
            level = rating.at(review.on).rating
            if level in levels[-2 if len(levels) > 2 else -1 :]:
                yield level == levels[-1], _line(review, kpi, rating)


def _line(review: Review, kpi: str, rating: Rating) -> Said:
    version = rating.at(review.on)
    figure = figure_said(review, rating, version.figure) if version.figure else ""
    return said("risk-figure", kpi=kpi_name(review, kpi), period=rating.period.said, level=version.rating or "", figure=figure)


def _late(review: Review) -> Iterator[Said]:
    """Of the last returns that were due: those that came late, or are missing."""
    past: list[tuple[date, str, Said]] = [
        (duty.due, duty.state, duty.what)
        for duty in review.duties
        if duty.kind == "return" and duty.due is not None and duty.due <= review.on
    ]
    for due, state, what in sorted(past, key=lambda one: one[0])[-RETURNS_BACK:]:
        if state in ("done late", "overdue"):
            yield said("risk-return-late" if state == "done late" else "risk-return-missing", what=what.values["period"], due=due)


def _troubles(review: Review) -> Iterator[Said]:
    states = known(review, "capacity problem")
    for act in review.facts.by_type.get("CapacityRaised", ()):
        if states.get(act.event.problem) in ("raised", "seen"):
            yield said("risk-capacity", on=act.day, n=len(act.event.units))
