"""Why? From a step, a duty, a plan, a notice, a meeting or a figure back to the clause, the rows, their cells and who recorded them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tenor.base.clause import show_clauses
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, said
from tenor.ledger.codec import nearest
from tenor.ledger.model import Act
from tenor.review.explain_figure import figure_line, hits, overall_line
from tenor.review.model import Duty, Rating, Review, Step
from tenor.review.names import notice_named, plan_named
from tenor.review.readings import Tried, alternatives
from tenor.review.reason import Line, act_line, because_line, clause_lines, reading_line
from tenor.review.shown import gate_said
from tenor.terms.model import KpiIs
from tenor.terms.settle import settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The whole of an answer: `why` is a tree, `others` what it would be under other readings."""

    what: str
    why: Line
    others: tuple[Line, ...] = ()

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Every line with its depth, in reading order."""
        for root in (self.why, *self.others):
            yield from _walk(root, 0)


def _walk(line: Line, depth: int) -> Iterator[tuple[int, Line]]:
    yield depth, line
    for child in line.below:
        yield from _walk(child, depth + 1)


def explain(review: Review, what: str, *, other_readings: bool = True) -> Explanation | Problem:
    """Why a thing is as it is at the close of the review's day. `what`: the id of a step, duty, plan, notice or meeting, or "KPI PERIOD"
    ("reports 2023-05", also "overall 2023-05"). `other_readings=False` saves the replays that they take."""
    name = " ".join(what.split())
    for find in _FINDERS:
        found = find(review, name)
        if found is not None:
            why, readings = found
            tried = _tried(review, readings) if other_readings and readings else ()
            return Explanation(what=name, why=why, others=tuple(_others(review, name, tried)))
    return problem("why-unknown", what=name, nearest=nearest(name, _names(review)))


Found = tuple[Line, tuple[str, ...]]  # the answer, and the readings it rests on


def _names(review: Review) -> list[str]:
    several: list[str] = [step.id for step in review.steps] + [duty.id for duty in review.duties]
    several += [plan.id for plan in review.plans] + [notice.id for notice in review.notices]
    several += [f"{kpi} {label}" for kpi, ratings in review.ratings.by_kpi.items() for label in ratings]
    return several


# --- steps -------------------------------------------------------------------------------------------------------


def _step(review: Review, name: str) -> Found | None:
    step = review.step(name)
    if step is None:
        return None
    figures, readings = _proof(review, step)
    state = [said("why-decided", on=d.on, outcome=d.choice or d.outcome) for d in step.decisions]
    state += [said("why-unmet", on=step.unmet_on)] if step.unmet_on else []
    state += [said("why-in-dispute")] if step.in_dispute else []
    state += [said("why-decide-by", how=step.due_because)] if step.due_because and step.waiting else []
    state += [said("why-gated", first=gate_said(step.first))] if step.first else []
    below = [
        *clause_lines(review.terms, step.clause),
        *(Line(said=each) for each in state),
        *figures,
        *(reading_line(review.terms, reading) for reading in step.readings),
    ]
    rule = review.terms.rule(step.rule)
    then = " or ".join(step.consequences) if rule and rule.choose else step.consequences
    told = said("why-step", under=show_clauses(step.clause), rule=step.rule, then=then, met=step.met_on, state=step.state)
    readings = tuple(dict.fromkeys((*step.readings, *readings)))
    return Line(said=told, clause=step.clause, refs=(step.id,), below=tuple(line for line in below if line)), readings


def _proof(review: Review, step: Step) -> tuple[list[Line], tuple[str, ...]]:
    """What the step rests on: each figure that counted, the overall ratings, or the acts; and the readings behind the figures."""
    rule = review.timeline.on(step.met_on, review.on).rule(step.rule)
    conditions = [c for c in rule.branches[step.branch] if isinstance(c, KpiIs)] if rule and step.branch < len(rule.branches) else []
    found: list[Line] = []
    readings: list[str] = []
    for condition in conditions:
        for label in step.proof:
            if condition.overall and label in review.ratings.overall:
                found.append(overall_line(review, label))
                readings += review.terms.overall.readings if review.terms.overall else ()
                continue
            for kpi in step.kpis:
                rating = review.ratings.by_kpi[kpi].get(label) if hits(review, condition, kpi, label) else None
                if rating is not None:
                    found.append(figure_line(review, rating))
                    readings += _kpi_readings(review, rating)
    return found or [because_line(review.facts, line) for line in step.because], tuple(readings)


def _kpi_readings(review: Review, rating: Rating) -> tuple[str, ...]:
    kpi = review.timeline.during(rating.period, review.on).kpi(rating.kpi)
    return kpi.readings if kpi else ()


def _tried(review: Review, readings: Sequence[str]) -> tuple[Tried, ...]:
    entries = [act.entry for act in review.facts.acts]
    return alternatives(settle(review.terms.document), entries, on=review.on, as_known_at=review.as_known_at, only=set(readings))


def _others(review: Review, what: str, tried: Sequence[Tried]) -> Iterator[Line]:
    """What the other readings would make of this very thing."""
    step = review.step(what)
    for other in tried:
        values = {"reading": other.reading, "option": other.option}
        refs = (other.reading,)
        if what in other.not_met:
            yield Line(said=Said("why-other-not-met", values), refs=refs)
        for met in other.met:
            if step is not None and met.rule == step.rule:
                yield Line(said=Said("why-other-met", {**values, "met": met.met_on, "proof": met.proof}), refs=refs)
        for kpi, label, level in other.levels:
            if what == f"{kpi} {label}":
                yield Line(said=Said("why-other-level", {**values, "level": level}), refs=refs)
        for id, due in other.days:
            if what == id:
                yield Line(said=Said("why-other-day", {**values, "due": due or said("why-no-day")}), refs=refs)


# --- figures, duties, and what acts tell -------------------------------------------------------------------------


def _figure(review: Review, name: str) -> Found | None:
    kpi, _, label = name.rpartition(" ")
    if kpi == "overall" and label in review.ratings.overall:
        return overall_line(review, label), review.terms.overall.readings if review.terms.overall else ()
    rating = review.ratings.by_kpi.get(kpi, {}).get(label)
    return None if rating is None else (figure_line(review, rating), _kpi_readings(review, rating))


def _duty(review: Review, name: str) -> Found | None:
    duty = next((duty for duty in review.duties if duty.id == name), None)
    if duty is None:
        return None
    below = [
        Line(said=said("why-who", who=duty.who, to=duty.to) if duty.to else said("why-who-alone", who=duty.who)),
        *([Line(said=duty.worked_out)] if duty.worked_out else []),
        *([Line(said=said("why-done", on=duty.done_on))] if duty.done_on else []),
        *(because_line(review.facts, line) for line in duty.because),
        *clause_lines(review.terms, duty.clause),
    ]
    told = said("why-duty", what=duty.what, state=duty.state, under=show_clauses(duty.clause))
    return Line(said=told, clause=duty.clause, refs=(duty.id,), below=tuple(below)), _duty_readings(review, duty)


def _duty_readings(review: Review, duty: Duty) -> tuple[str, ...]:
    """A day may rest on any reading of the clauses it is under, or of how days are counted."""
    words = set(duty.clause)
    return tuple(reading.id for reading in review.terms.readings if words & set(reading.clause))


def _plan(review: Review, name: str) -> Found | None:
    plan = next((plan for plan in review.plans if plan.id == name), None)
    if plan is None:
        return None
    told = said("why-plan", plan=plan.id, named=plan_named(plan.step, plan.requested_on), state=plan.state)
    days = [Line(said=plan.worked_out)] if plan.worked_out else []
    lines = (*days, *_acts(review, "plan", name), *clause_lines(review.terms, plan.clause))
    return Line(said=told, clause=plan.clause, refs=(name,), below=lines), ()


def _notice(review: Review, name: str) -> Found | None:
    notice = next((notice for notice in review.notices if notice.id == name), None)
    if notice is None:
        return None
    told = said("why-notice", notice=notice.id, named=notice_named(notice.step, notice.issued_on), state=notice.state)
    days = [Line(said=notice.how_received)] if notice.how_received else []
    watch = [Line(said=said("why-watch", months=notice.watch))] if notice.watch else []
    lines = (*days, *watch, *_acts(review, "notice", name), *clause_lines(review.terms, notice.clause))
    return Line(said=told, clause=notice.clause, refs=(name,), below=lines), ()


def _meeting(review: Review, name: str) -> Found | None:
    minutes = next((minutes for minutes in review.minutes if minutes.meeting == name), None)
    if minutes is None:
        return None
    told = said("why-minutes", meeting=name, held=minutes.held_on, state=minutes.state)
    days = [Line(said=minutes.worked_out)] if minutes.worked_out else []
    lines = (*days, *_acts(review, "meeting", name), *clause_lines(review.terms, minutes.clause))
    return Line(said=told, clause=minutes.clause, refs=(name,), below=lines), ()


def _acts(review: Review, field: str, id: str) -> list[Line]:
    """Everything that was done about a thing, in order."""
    own: list[Act] = [act for act in review.facts.acts if getattr(act.event, field, None) == id]
    return [act_line(act) for act in own]


_FINDERS: tuple[Callable[[Review, str], Found | None], ...] = (_step, _figure, _duty, _plan, _notice, _meeting)
