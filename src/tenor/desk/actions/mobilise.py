"""Orders about getting ready: who sees to what, what is done, what has happened, and that the contract goes live."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.desk import clock
from tenor.desk.actions.readings import act
from tenor.desk.actions.setup import SETTING_UP
from tenor.desk.models import Contract, Draft
from tenor.desk.record import record
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.decisions import DutyDone, NamedEvent
from tenor.ledger.record import Recorded
from tenor.review.checklists import lines
from tenor.review.mobilisation import to_be_ready
from tenor.review.need_ending import name_of

GO_LIVE = "go-live"
OWNERS = "owners"  # kind of draft: who sees to what before it is done
DONE = "say that something is done"
LONGEST = 200


def name_owner(place: Place, duty: str, owner: str) -> tuple[Problem, ...]:
    """Note who sees to something; "" takes the name away. A note of both sides, no act: the name goes on record when it is done."""
    if not place.actor.may(DONE):
        return (problem("setup-not-yours"),)
    with transaction.atomic():
        contract = Contract.objects.select_for_update(of=("self",)).get(pk=place.contract.pk)
        draft = Draft.objects.filter(contract=contract, kind=OWNERS).first()
        owners = {**(draft.body if draft else {}), duty: owner.strip()[:LONGEST]}
        fields = {"body": {key: value for key, value in owners.items() if value}, "saved_by": place.person, "saved_at": clock.now()}
        Draft.objects.update_or_create(contract=contract, kind=OWNERS, defaults=fields)
    return ()


def say_done(place: Place, duty: str, *, why: str = "", turn: UUID) -> Recorded:
    """Record that something of what is to be ready is done, and by whom."""
    review = review_of(place.contract, place.actor.side)
    if duty not in [each.terms.id for each in to_be_ready(review)]:
        return Recorded(problems=(problem("thing-unknown", thing=said("thing-duty"), id=duty[:200], on=clock.today(), nearest=()),))
    draft = Draft.objects.filter(contract=place.contract, kind=OWNERS).first()
    owner = str(draft.body.get(duty, "")) if draft else ""
    words = {"owner": owner} if owner else {}
    return record(place.contract, [act(place, DutyDone(duty=duty), turn, why, words)], actor=place.actor)


def say_happened(place: Place, name: str, *, turn: UUID) -> Recorded:
    """Record an event of the terms by its name: what waits for it begins."""
    return record(place.contract, [act(place, NamedEvent(name=name), turn)], actor=place.actor)


def go_live(place: Place, *, why: str = "", knows: bool = False, turn: UUID, head: str = "") -> Recorded:
    """Record, by name, that the contract goes live. Allowed while things are not ready, where whoever decides says that they know."""
    review = review_of(place.contract, place.actor.side)
    if any(each.event.name == GO_LIVE for each in review.facts.of(NamedEvent)):
        return Recorded(problems=(problem("setup-live-already"),))
    left = [each.terms.what for each in to_be_ready(review) if not each.is_done]
    left += [name_of(line) for line in lines(review, "mobilisation") if line.state == "open"]
    if left and not knows:
        return Recorded(problems=(problem("setup-not-ready", n=len(left)),))
    if left and not why:
        return Recorded(problems=(problem("setup-live-why"),))
    words = {"name": place.actor.name, "left": ", ".join(left)}
    event = act(place, NamedEvent(name=GO_LIVE), turn, why, {key: value for key, value in words.items() if value})
    drafts = Draft.objects.filter(contract=place.contract, kind=SETTING_UP)
    return record(place.contract, [event], actor=place.actor, act="set up", head=head, also=lambda: _used_up(drafts.first()))


def _used_up(draft: Draft | None) -> None:
    """The list of things to set up is done with; who signed stays in the installation's chain."""
    if draft is not None:
        draft.delete()
