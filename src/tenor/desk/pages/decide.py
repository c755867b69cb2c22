"""A step to decide about, with its card: the conditions, what is questioned, the evidence, what may be chosen and what each leads to; and
what was decided. `view.what` is the id of a step; LookupError where there is no such step."""

from __future__ import annotations

from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.decide_findings import findings
from tenor.desk.pages.decide_parts import conditions, evidence, questioned
from tenor.desk.pages.decide_told import told
from tenor.desk.pages.summary_strip import kpi_words
from tenor.desk.pages.view import Data, View
from tenor.desk.pages.why import step_data
from tenor.ledger.events.decisions import DutyDone
from tenor.review.allow import allow
from tenor.review.leads_to import leads_to
from tenor.review.model import Review, Step
from tenor.review.not_yet import not_yet
from tenor.review.notices import event_of
from tenor.review.offered import SIDES
from tenor.review.options import Option, offered_from, open_to, options, together
from tenor.review.rungs import rung_names
from tenor.review.skipped import legal_check_id, skipped
from tenor.terms.model import EventIs


def make(view: View) -> Data:
    """The step asked for; `group` is every step that is decided about with it."""
    review = view.review
    head: Data = {"on": day_data(review.on), "levels": list(review.terms.levels)}
    data: Data = head | step_data(review, view.what)
    step = review.step(view.what)
    assert step is not None
    group = together(review, step)
    return data | {
        "since": day_data(min(one.met_on for one in group)),
        "group": [_one(review, one) for one in group],
        "open": step.waiting and open_to(review, step),
        "from": day_data(max(offered_from(review, one) for one in group)),
        "replaceable": not step.waiting and open_to(review, step, replaces=True),
        "options": [_option(review, group, one) for one in options(review, step)],
        "conditions": conditions(review, group),
        "questioned": questioned(review, group, data["figures"]),
        "evidence": evidence(review, group),
        "told": told(review, group),
        "tasks": [task for one in group for task in _tasks(review, one)],
        "findings": findings(review, step),
        "skipped": list(skipped(review, step.consequences)),
        "not_yet": [{"said": said_data(one.said), "clause": list(one.clause)} for one in not_yet(review)],
        "under": _under(data["readings"], step),
        "on_ladder": any(name in rung_names(review.terms) for name in step.consequences),
        "ending": _ending(review, step),
        "plans": [plan.id for plan in review.plans if plan.id == step.of],
    }


def _one(review: Review, step: Step) -> Data:
    """A step of the card by what it is about: a KPI, a plan, a letter, or the contract as a whole."""
    kpi = step.of if step.of in review.ratings.by_kpi else ""
    return {
        "id": step.id,
        "of": step.of,
        "kpi": kpi_words(review, kpi) if kpi else None,
        "state": step.state,
        "met_on": day_data(step.met_on),
        "clause": list(step.clause),
        "because": [said_data(line) for line in step.because],
    }


def _option(review: Review, group: tuple[Step, ...], option: Option) -> Data:
    open_now = [step for step in group if step.waiting]
    led = leads_to(review, open_now, option) if open_now else ()
    return {
        "key": option.key,
        "outcome": option.outcome,
        "choice": option.choice,
        "leads_to": list(option.leads_to),
        "kind": option.kind,
        "review_day": option.review_day,
        "objectives": option.objectives,
        "own_day": option.own_day,
        "closed": list(option.closed),
        "leads": [{"said": said_data(one.said), "clause": list(one.clause)} for one in led],
    }


def _under(readings: list[Data], step: Step) -> list[Data]:
    """Of each place where the contract does not say and the answer matters: the options under which the step is met, and the others."""
    found = []
    for reading in readings:
        same = {"then": step.then, "on": day_data(step.met_on)}  # met by other figures, it is the same to whoever decides
        falls = [option["name"] for option in reading["options"] if option.get("step_falls") and same not in option["met"]]
        if falls:
            stands = [option["name"] for option in reading["options"] if option["name"] not in falls]
            found.append({"id": reading["id"], "met": stands, "not_met": falls, "clause": reading["clause"]})
    return found


def _ending(review: Review, step: Step) -> Data | None:
    """Where a choice of the step leads to a letter under a clause elsewhere: its name and that clause."""
    for rule in review.terms.rules:
        counted = [c for branch in rule.branches for c in branch if isinstance(c, EventIs) and c.chosen]
        if any(event_of(c.name)[1] in {name.lower() for name in step.consequences} for c in counted):
            for name in rule.steps:
                if name in review.terms.steps and review.terms.steps[name].kind == "notice":
                    return {"notice": name, "under": review.terms.steps[name].under}
    return None


# --- tasks -------------------------------------------------------------------------------------------------------


def _tasks(review: Review, step: Step) -> list[Data]:
    """What follows from the step for somebody to do: look again, review what was chosen, check the law, do what was decided."""
    done = {act.event.duty: act for act in review.facts.of(DutyDone)}
    found = []
    for duty in review.duties:
        if duty.kind == "decision" and duty.id.endswith((f" after {step.id}", f"look again {step.id}")):
            act = done.get(duty.id)
            text = "" if act is None or act.entry.body is None else str(act.entry.body.content.get("text", ""))
            found.append(
                {
                    "id": duty.id,
                    "kind": _kind(duty.what.code, duty.id, step),
                    "what": said_data(duty.what),
                    "step": str(duty.what.values.get("step", "")),
                    "due": day_data(duty.due),
                    "done_on": day_data(duty.done_on),
                    "text": text,
                    "by": "" if act is None else act.entry.by,
                    "offers": {side: _may_be_done(review, duty.id, side) for side in SIDES},
                }
            )
    return found


def _kind(code: str, id: str, step: Step) -> str:
    if id == legal_check_id(step.id):
        return "legal check"
    return "to do" if code.startswith("duty-decided") else "review" if code == "duty-review-chosen" else "look again"


def _may_be_done(review: Review, duty: str, side: Any) -> list[str]:
    return [] if allow(review, DutyDone(duty=duty), side=side, on=review.on) else ["duty-done"]
