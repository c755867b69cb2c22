"""Improvement plans: asked for, proposed, agreed by both, reviewed; and the grounds a rule may count (semantics 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from tenor.base.deadline import Deadline, in_time, on_day
from tenor.base.phrases.due import DuePhrase
from tenor.base.wording import Said
from tenor.ledger.events.answers import BreachFound
from tenor.ledger.events.decisions import DutyExtended, DutyWaived
from tenor.ledger.events.plans import EngagementFailed, PlanClosed, PlanProposed, PlanRequested, PlanReviewed, PlanSigned
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.answers import AnswerStory, Given, Outcome, answer_story
from tenor.review.model import Plan
from tenor.review.notices import NoticeStory
from tenor.review.plan_grace import graced
from tenor.review.plan_versions import agreed_version, plan_versions
from tenor.terms.model import NOTHING_FOLLOWS, EventIs, Following, Terms
from tenor.terms.work_out import Moorings, work_out


@dataclass(slots=True, kw_only=True, eq=False)
class PlanStory:
    """A plan's days. `dues`: (known from, deadline), the first from the request, then each extension from its own day."""

    id: str
    step: str
    kpis: tuple[str, ...]
    requested: Act
    requested_on: date
    dues: list[tuple[date, Deadline]]
    by_notice: NoticeStory | None = None
    proposals: list[Act] = field(default_factory=list)
    signatures: list[Act] = field(default_factory=list)
    reviews: list[Act] = field(default_factory=list)
    failures: list[Act] = field(default_factory=list)
    closed_on: date | None = None
    waived_on: date | None = None
    following: Following = NOTHING_FOLLOWS
    answers: list[AnswerStory] = field(default_factory=list)  # to each version, where the terms ask for an answer
    again: dict[int, Deadline] = field(default_factory=dict)  # by version refused (its place among the answers): by when to give it again
    breaches: list[Act] = field(default_factory=list)
    grace_said: tuple[Said, ...] = ()  # that days of grace are used up

    def due_on(self, day: date) -> Deadline | None:
        """The deadline in force at the close of a day."""
        known = [deadline for since, deadline in self.dues if since <= day]
        return known[-1] if known else None

    def version_on(self, day: date) -> Act | None:
        """The latest version proposed by a day."""
        return next((a for a in reversed(self.proposals) if a.day <= day), None)

    def agreed_on(self, day: date) -> date | None:
        """The later of two signatures on one complete version, if by this day; a signature on an earlier or incomplete one is none."""
        agreed = agreed_version(plan_versions(self.proposals, self.signatures, day))
        signed = agreed.agreed_on if agreed else None
        answered = self.approval_on(day)
        return min((on for on in (signed, answered.day if answered else None) if on is not None), default=None)

    def agreed_known_on(self, day: date) -> date | None:
        """The first day on which that holds: what silence agreed is known the day after."""
        agreed, answered = self.agreed_on(day), self.approval_on(day)
        return answered.known_from if answered is not None and agreed == answered.day else agreed

    def approval_on(self, day: date) -> Outcome | None:
        """The answer, spoken or by silence, by which a version is agreed."""
        agreeing = self.following.answer.agreeing if self.following.answer else ()
        found = [one.outcome_on(day) for one in self.answers if one.given.act.event.complete]
        return next((one for one in reversed(found) if one is not None and one.choice in agreeing), None)

    def refusal_on(self, day: date) -> tuple[AnswerStory, Outcome] | None:
        """The refusal of the latest version."""
        latest = next((one for one in reversed(self.answers) if one.given.act.day <= day), None)
        outcome = latest.outcome_on(day) if latest else None
        refusing = self.following.answer.refusing if self.following.answer else ()
        return (latest, outcome) if latest is not None and outcome is not None and outcome.choice in refusing else None

    def review_on(self, day: date) -> date | None:
        """The review date of the latest version that has one."""
        return next((a.event.review_on for a in reversed(self.proposals) if a.day <= day and a.event.review_on), None)


def plan_stories(timeline: Timeline, facts: Facts, notices: Sequence[NoticeStory]) -> list[PlanStory]:
    """All plans, asked for by a person or by a notice on its receipt, in order of request."""
    found: dict[str, PlanStory] = {}
    for act in facts.of(PlanRequested):
        terms = timeline.on(act.day, act.day)
        due = plan_due(terms, act.event.step, {"request": act.when}, act.event.rule)
        _add(found, act.event.plan, act.event.step, act.event.kpis, act, act.day, due, None)
    for notice in notices:
        if notice.plan and notice.received_on is not None:
            _from_notice(found, timeline, notice, notice.received_on)
    for story in found.values():
        _follow(story, facts)
        _answered(story, timeline, facts)
    graced(timeline, facts, list(found.values()))
    return sorted(found.values(), key=lambda s: (s.requested_on, s.requested.order))


def _from_notice(found: dict[str, PlanStory], timeline: Timeline, notice: NoticeStory, day: date) -> None:
    """A notice that requires a plan asks for it itself, on its receipt (semantics 7)."""
    terms = timeline.on(day, day)
    step, rule = plan_step_after(terms, notice.step)
    anchors = dict.fromkeys(("receipt", "request", f"receipt of {notice.step}", notice.step.lower()), notice.received_when or day)
    _add(found, notice.plan, step, notice.kpis, notice.issued, day, plan_due(terms, step, anchors, rule), notice)


def plan_step_after(terms: Terms, notice_step: str) -> tuple[str, str]:
    """The plan step, and the rule, that a notice of this step leads to; else the contract's first plan step."""
    plans = [s.name for s in terms.steps.values() if s.kind == "plan"]
    for rule in terms.rules:
        if any(isinstance(c, EventIs) and c.name.lower() == notice_step.lower() for branch in rule.branches for c in branch):
            step = next((s for s in rule.steps if s in plans), None)
            if step:
                return step, rule.id
    return (plans[0] if plans else "improvement plan"), ""


def plan_due(terms: Terms, step: str, anchors: Mapping[str, date | datetime], rule_id: str) -> Deadline | None:
    """By when a plan is to be agreed: the due phrase of its rule whose anchor has happened, else of the step; None where not said."""
    rules = sorted((r for r in terms.rules if step in r.steps), key=lambda r: r.id != rule_id)
    named = terms.steps.get(step)
    for due in (*(r.due for r in rules), named.due if named else None):
        if isinstance(due, DuePhrase):
            deadline = work_out(terms, due, Moorings(anchors=anchors), named.if_closed if named else None)
            if deadline is not None:
                return deadline
    return None


def _add(
    found: dict[str, PlanStory],
    plan: str,
    step: str,
    kpis: tuple[str, ...],
    act: Act,
    day: date,
    due: Deadline | None,
    by_notice: NoticeStory | None,
) -> None:
    dues = [(day, due)] if due else []
    if plan not in found:
        found[plan] = PlanStory(id=plan, step=step, kpis=kpis, requested=act, requested_on=day, dues=dues, by_notice=by_notice)


def agree_duty(plan: str) -> str:
    """The id of the duty to agree a plan."""
    return f"agree plan {plan}"


def _follow(story: PlanStory, facts: Facts) -> None:
    story.proposals = [a for a in facts.of(PlanProposed) if a.event.plan == story.id]
    story.signatures = [a for a in facts.of(PlanSigned) if a.event.plan == story.id]
    story.reviews = [a for a in facts.of(PlanReviewed) if a.event.plan == story.id]
    story.failures = [a for a in facts.of(EngagementFailed) if a.event.plan == story.id]
    story.breaches = [a for a in facts.of(BreachFound) if a.event.duty == agree_duty(story.id)]
    story.closed_on = next((a.day for a in facts.of(PlanClosed) if a.event.plan == story.id), None)
    story.waived_on = next((a.day for a in facts.of(DutyWaived) if a.event.duty == agree_duty(story.id)), None)
    for act in facts.of(DutyExtended):
        if act.event.duty == agree_duty(story.id):
            story.dues.append((act.day, on_day(act.event.to)))


def _answered(story: PlanStory, timeline: Timeline, facts: Facts) -> None:
    """Each version and the answer to it, where the terms ask for one. Silence can speak only for a version that is complete."""
    step = timeline.on(story.requested_on, story.requested_on).steps.get(story.step)
    story.following = step.following if step else NOTHING_FOLLOWS
    answer = story.following.answer
    if step is None or answer is None:
        return
    for n, act in enumerate(story.proposals):
        given = Given(name=step.name, id=story.id, answer=answer, clause=step.clause, act=act, by=step.by, may_deem=act.event.complete)
        replaced = story.proposals[n + 1] if n + 1 < len(story.proposals) else None
        story.answers.append(answer_story(timeline, facts, given, replaced))
        again = again_due(timeline, story.following, story.answers[-1])
        if again is not None:
            story.again[n] = again


def again_due(timeline: Timeline, following: Following, story: AnswerStory) -> Deadline | None:
    """By when what was refused is to be given again. None where it was not, or while nobody knows when the refusal arrived."""
    outcome, ruled = story.outcome, following.if_refused
    if outcome is None or ruled is None or not ruled.again or not isinstance(ruled.due, DuePhrase):
        return None
    if following.answer is None or outcome.choice not in following.answer.refusing:
        return None
    refused = outcome.act.when if outcome.act is not None else outcome.day
    anchors = dict.fromkeys(("refusal", f"refusal of {story.given.name}".lower()), refused)
    received = outcome.day if outcome.by_silence else outcome.received_when
    if received is not None:
        anchors |= dict.fromkeys(("receipt of refusal", "receipt", f"receipt of refusal of {story.given.name}".lower()), received)
    return work_out(timeline.on(outcome.day, outcome.day), ruled.due, Moorings(anchors=anchors))


# --- as it stands on a day ---------------------------------------------------------------------------------------


def plans_on(timeline: Timeline, stories: Sequence[PlanStory], on: date) -> list[Plan]:
    """The plans asked for by a day, as they stand at its close."""
    return [_on(timeline, story, on) for story in stories if story.requested_on <= on]


def _on(timeline: Timeline, story: PlanStory, on: date) -> Plan:
    terms = timeline.on(story.requested_on, on)
    step = terms.steps.get(story.step)
    deadline = story.due_on(on)
    reviewed = next((a for a in reversed(story.reviews) if a.day <= on), None)
    proposed = story.version_on(on)
    return Plan(
        id=story.id,
        step=story.step,
        kpis=story.kpis,
        requested_on=story.requested_on,
        due=deadline.due if deadline else None,
        worked_out=deadline.worked_out if deadline else None,
        state=state_of(story, on),
        clause=step.clause if step else (),
        agreed_on=story.agreed_on(on),
        proposed_on=proposed.day if proposed else None,
        review_on=story.review_on(on),
        reviewed_on=reviewed.day if reviewed else None,
        turn=_turn(story, on),
        entry=story.requested.ref,
    )


def state_of(story: PlanStory, on: date) -> str:
    """requested, incomplete, proposed, refused, agreed, improved, not improved, closed; past its date: not engaged, late, agreed late."""
    if story.closed_on is not None and story.closed_on <= on:
        return "closed"
    reviewed = next((a for a in reversed(story.reviews) if a.day <= on), None)
    if reviewed is not None:
        return str(reviewed.event.outcome)
    deadline = story.due_on(on)
    agreed = story.agreed_on(on)
    # where an answer is asked for, the clock is for giving the plan: the answer has its own
    whole = next((a for a in story.proposals if a.event.complete), None) if story.following.answer is not None else None
    if agreed is not None:
        kept = deadline is None or in_time(deadline, whole.day, whole.entry.moment) if whole else deadline is None or agreed <= deadline.due
        return "agreed" if kept else "agreed late"
    late = deadline is not None and on > deadline.due and not _waived(story, on)
    version = story.version_on(on)
    if story.refusal_on(on) is not None:
        return "refused"
    if version is not None and whole is not None and version.event.complete:
        late = deadline is not None and not in_time(deadline, whole.day, whole.entry.moment)
    if version is None:
        return "not engaged" if late else "requested"
    state = "proposed" if version.event.complete else "incomplete"
    return f"{state}, late" if late else state


def _waived(story: PlanStory, on: date) -> bool:
    return story.waived_on is not None and story.waived_on <= on


def _turn(story: PlanStory, on: date) -> str:
    """Whose turn it is until the plan is agreed."""
    if story.agreed_on(on) is not None or (story.closed_on is not None and story.closed_on <= on):
        return ""
    version = story.version_on(on)
    if version is None or not version.event.complete or story.refusal_on(on) is not None:
        return "supplier"
    if story.following.answer is not None:
        return "buyer"
    signed = {s.event.side for s in story.signatures if s.day <= on and (s.day, s.order) > (version.day, version.order)}
    return "buyer" if "supplier" in signed or not signed else "supplier"


def plan_terms(terms: Terms, name: str) -> bool:
    """Whether a name is a step of kind plan."""
    step = terms.steps.get(name)
    return step is not None and step.kind == "plan"
