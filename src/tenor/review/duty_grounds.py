"""The states of notices, duties, meetings and answers that a rule may count, beside those of plans and of time alone."""

from __future__ import annotations

from tenor.base.phrases.due import DuePhrase
from tenor.base.wording import said
from tenor.ledger.events.answers import BreachFound
from tenor.ledger.events.decisions import DecisionTaken, DutyExtended, DutyWaived
from tenor.ledger.events.meetings import MeetingRefused
from tenor.ledger.model import Act
from tenor.review.answers import AnswerStory
from tenor.review.asked import Asked
from tenor.review.cures import cure_grounds, cure_story
from tenor.review.decide_by import by_day_or_meeting
from tenor.review.decided import SINCE, done
from tenor.review.given import latest
from tenor.review.grace import with_grace
from tenor.review.listed_duties import not_in_time
from tenor.review.model import Ground
from tenor.review.scene import Scene
from tenor.terms.model import DutyIs, StepTerms, Terms
from tenor.terms.work_out import Moorings


def more_grounds(scene: Scene, main: DutyIs, name: str) -> list[tuple[str, list[Ground]]]:
    """What a notice, a duty, a meeting or "answer to X" gives a rule to count, by what it is about."""
    found: list[tuple[str, list[Ground]]] = []
    step = scene.terms.steps.get(name)
    if {"cured", "not cured"} & set(main.states):
        stories = (cure_story(scene.timeline, scene.facts, notice) for notice in scene.notices if notice.step == name)
        found += [(s.notice.id, [g for g in cure_grounds(s) if g.name in main.states]) for s in stories if s is not None]
    if "refused" in main.states:
        found += [(one.given.id, _refused(one)) for one in scene.answers if one.given.name == name]
        found += _meetings_refused(scene, name)
    if "breached" in main.states:
        found += _breaches(scene, name)
    if name.startswith("answer to ") and any(state.startswith("late") for state in main.states):
        found += _late_answers(scene, main, name.removeprefix("answer to "))
    if step is not None and step.kind == "meeting" and {"late", "not held"} & set(main.states):
        found += _step_not_held(scene, main, step)
    return [(of, grounds) for of, grounds in found if grounds]


def _refused(story: AnswerStory) -> list[Ground]:
    outcome = story.outcome
    if outcome is None or outcome.choice not in story.given.answer.refusing:
        return []
    return [Ground(name="refused", met_on=outcome.known_from, until=None, because=(outcome.because,))]


def _meetings_refused(scene: Scene, name: str) -> list[tuple[str, list[Ground]]]:
    """A meeting of a series, or one that a step asked for: refused under its id as the step's name, or by the series."""
    acts = [a for a in scene.facts.of(MeetingRefused) if name.lower() in (a.event.series.lower(), a.event.meeting.lower())]
    why = [said("because-recorded", entry=a.ref, on=a.day) for a in acts]
    return [(a.event.meeting, [Ground(name="refused", met_on=a.day, until=None, because=(w,))]) for a, w in zip(acts, why, strict=True)]


def _breaches(scene: Scene, name: str) -> list[tuple[str, list[Ground]]]:
    found: dict[str, list[Ground]] = {}
    for act in scene.facts.of(BreachFound):
        if act.event.duty == name or act.event.duty.startswith(f"{name} "):
            why = said("because-recorded", entry=act.ref, on=act.day)
            found.setdefault(act.event.duty, []).append(Ground(name="breached", met_on=act.day, until=None, because=(why,)))
    return list(found.items())


def _late_answers(scene: Scene, main: DutyIs, name: str) -> list[tuple[str, list[Ground]]]:
    """An answer that silence gave was given on its last day: it is not late."""
    found = []
    for one in latest(scene.answers):
        if one.given.name.lower() == name.lower():
            done = one.outcome.day if one.outcome else None
            at = one.outcome.act.entry.moment if one.outcome and one.outcome.act else None
            found.append((one.duty, not_in_time(scene.facts, one.duty, one.deadline, done, scene.terms, main.late_by, at)))
    return found


def _step_not_held(scene: Scene, main: DutyIs, step: StepTerms) -> list[tuple[str, list[Ground]]]:
    """A meeting that a decision asked for, and that was not held by its day."""
    asked = []
    for act in scene.facts.of(DecisionTaken):
        terms = scene.timeline.on(act.day, act.day)
        rule = terms.rule(act.event.rule)
        ruled = terms.steps.get(step.name, step)
        if act.event.outcome != "taken" or rule is None or step.name not in rule.steps or not isinstance(ruled.due, DuePhrase):
            continue
        if rule.choose and act.event.choice != step.name:
            continue
        asked.append((act, _decided(scene, act, terms, ruled)))
    several = with_grace(scene.terms, scene.facts, [one for _, one in asked], scene.on)
    return [
        (act.ref, not_in_time(scene.facts, one.id, one.deadline, one.done_on, scene.terms, main.late_by, one.done_at))
        for (act, _), one in zip(asked, several, strict=True)
    ]


def _decided(scene: Scene, act: Act, terms: Terms, ruled: StepTerms) -> Asked:
    """What a decision asked for, by the id of its duty where somebody gave it more time or let it go."""
    assert isinstance(ruled.due, DuePhrase)
    begins = f"{ruled.name} after {act.event.rule}"
    ids = tuple(f"{ruled.name} after {step}" for step in act.event.steps)
    about = [a.event.duty for a in scene.facts.of(DutyExtended, DutyWaived) if a.day >= act.day]
    own = next((id for id in about if (id in ids if ids else id == begins or id.startswith(f"{begins}/"))), begins)
    return Asked(
        id=own,
        what=said(f"duty-decided-{ruled.kind}", step=ruled.name, decided=act.day),
        who=ruled.by,
        clause=ruled.clause,
        kind="decision",
        deadline=by_day_or_meeting(scene, terms, ruled.due, act.day, Moorings(anchors=dict.fromkeys(SINCE, act.when)), ruled.if_closed),
        **done(scene.facts, ruled, scene.plans, act.day, act.event.of),
        series=ruled.name,
        grace=ruled.following.grace,
    )
