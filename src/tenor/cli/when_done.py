"""What to type once a duty is done: the command that records it, with the ids that are known already."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tenor.ledger.events.notices import NoticeDrafted

if TYPE_CHECKING:
    from tenor.review.model import Duty, Review

# What each kind of duty is called in its id, and the event that does it with the field the rest of the id goes into.
_BY_ID: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "minutes": (
        ("send minutes ", "minutes-sent", "meeting"),
        ("establish receipt of minutes ", "minutes-received", "meeting"),
        ("answer minutes ", "minutes-answered answer=agreed", "meeting"),
        ("issue final minutes ", "minutes-issued", "meeting"),
    ),
    "plan": (("review plan ", "plan-reviewed outcome=improved", "plan"),),
    "action": (("action ", "action-done", "action"),),
    "information": (("information ", "information-supplied", "request"),),
    "query": (("query ", "query-answered", "query"),),
    "capacity": (("discuss ", "capacity-discussed", "problem"),),
}
# What was decided is done by an event of its own; words in capitals are for the person to choose.
_DECIDED = {
    "duty-decided-plan": "plan-requested plan=NAME kpis=KPIS step=",
    "duty-decided-notice": "notice-drafted notice=NAME step=",
    "duty-decided-meeting": "meeting-held meeting=NAME title=",
}


def when_done(made: Review, duty: Duty) -> str:
    """The words after `tenor` that record it as done; "" where no one act does."""
    if duty.kind == "return":
        return "receive DIR FILE"
    event = _event(made, duty)
    return f"record DIR {event}" if event else ""


def _event(made: Review, duty: Duty) -> str:
    if duty.kind == "duty":
        return f"duty-done {_pair('duty', duty.id)}"
    if duty.kind == "meeting":
        *series, slot = duty.id.removeprefix("meeting ").rsplit(" ", 1)
        return " ".join(["meeting-held meeting=NAME", *(_pair("series", one) for one in series), _pair("slot", slot)])
    if duty.kind == "notice":
        notice = next((n.id for n in made.notices if duty.id == f"establish receipt of {n.step} {n.id}"), "")
        return f"notice-received {_pair('notice', notice)}" if notice else ""
    if duty.kind == "plan" and duty.id.startswith("agree plan "):
        return _agree(made, duty.id.removeprefix("agree plan "))
    if duty.what.code in _DECIDED:
        name, _, _ = duty.id.partition(" after ")
        if duty.what.code == "duty-decided-notice":
            return _letter(made, name)
        head, _, key = _DECIDED[duty.what.code].rpartition(" ")
        return f"{head} {_pair(key.rstrip('='), name)}"
    found = next(((event, key, start) for start, event, key in _BY_ID.get(duty.kind, ()) if duty.id.startswith(start)), None)
    return f"{found[0]} {_pair(found[1], duty.id.removeprefix(found[2]))}" if found else ""


def _letter(made: Review, name: str) -> str:
    """A letter goes out in three acts by two people: one asks, another approves, then it is issued."""
    from tenor.review.things import known

    states, asked = known(made, "letter"), [act.event for act in made.facts.of(NoticeDrafted) if act.event.step == name]
    for event in asked:
        then = {"drafted": "notice-approved", "approved": "notice-issued"}.get(states[event.notice], "")
        if then:
            return f"{then} {_pair('notice', event.notice)}"
    return f"notice-drafted notice=NAME {_pair('step', name)} --words @FILE"


def _agree(made: Review, id: str) -> str:
    """A plan is agreed in two acts: one proposes it, both sign it."""
    plan = next((p for p in made.plans if p.id == id), None)
    if plan is None or plan.proposed_on is None:
        return f"plan-proposed {_pair('plan', id)} review_on=DATE"
    return f"plan-signed {_pair('plan', id)} side={plan.turn or 'buyer'}"


def _pair(key: str, value: str) -> str:
    return shlex.quote(f"{key}={value}") if shlex.quote(value) != value else f"{key}={value}"
