"""Orders about how often to meet: a look at risk, and what is decided on it, recorded together."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid5

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import propose
from tenor.desk.record import record
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.meetings import FrequencyDecided, RiskAssessed
from tenor.ledger.record import Proposed, Recorded
from tenor.returns.spelling import prose
from tenor.review.risk_form import INTENSITIES, QUESTIONS, Suggestion, suggest, usual

MOST_WORDS = 4000


def look_at_risk(place: Place, series: str, answers: Mapping[str, str], *, text: str = "", turn: UUID, head: str = "") -> Recorded:
    """Record the look alone: nothing is decided by it."""
    wrong = _wrong(answers)
    if wrong:
        return Recorded(problems=wrong)
    assessed, _ = _assessed(place, series, answers, text, turn)
    return record(place.contract, [assessed], actor=place.actor, head=head)


def decide_frequency(
    place: Place, series: str, answers: Mapping[str, str], *, every: str, intensity: str, reason: str, turn: UUID, head: str = ""
) -> Recorded:
    """Record the look at risk and the decision that rests on it, with its reason; whether it follows what was suggested can be read off."""
    wrong = (*_wrong(answers), *(() if prose(reason) else (problem("frequency-reason"),)))
    wrong += () if intensity in INTENSITIES else (problem("frequency-intensity"),)
    if wrong:
        return Recorded(problems=wrong)
    assessed, _ = _assessed(place, series, answers, "", turn)
    event = FrequencyDecided(every=every, series=series, intensity=intensity, assessment=assessed.event.assessment)
    decided = propose(place, event, {"reason": prose(reason)}, turn=uuid5(turn, "decided"))
    return record(place.contract, [assessed, decided], actor=place.actor, head=head)


def _wrong(answers: Mapping[str, str]) -> tuple[Problem, ...]:
    """Every question is answered by one of its answers."""
    missing = [question for question, known in QUESTIONS.items() if answers.get(question) not in known]
    return (problem("risk-unanswered", n=len(missing)),) if missing else ()


def _assessed(place: Place, series: str, answers: Mapping[str, str], text: str, turn: UUID) -> tuple[Proposed, Suggestion]:
    review = review_of(place.contract, place.actor.side)
    found = suggest(answers, usual=usual(review, series))
    given = {question: answers[question] for question in QUESTIONS}
    event = RiskAssessed(assessment=f"look-{turn.hex[:8]}", answers=given, suggested=found.every, intensity=found.intensity)
    return propose(place, event, {"text": prose(text)}, turn=turn), found
