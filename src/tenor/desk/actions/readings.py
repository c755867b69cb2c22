"""Orders about agreements of both sides: propose readings or a variation, answer, take back.

What is agreed becomes entries of its own, recorded with the answer or not at all: one `ReadingAgreed` a reading, or a `VariationAgreed`.
The system records them: neither side alone could.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

from tenor.base.problem import problem
from tenor.desk import clock
from tenor.desk.held import held
from tenor.desk.models import Contract
from tenor.desk.record import record
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.events.agreements import AgreementAnswered, AgreementProposed, AgreementWithdrawn, ReadingAgreed
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed, Recorded
from tenor.ledger.terms_on import variation_of
from tenor.terms.tables import day_of

READINGS, VARIATION = "agree a reading", "agree a variation"


def propose_readings(
    place: Place,
    choices: Mapping[str, str],
    *,
    from_start: bool = False,
    from_: date | None = None,
    why: str = "",
    turn: UUID,
    head: str = "",
) -> Recorded:
    """Propose options of readings to the other side: from the contract's first day, from a day, or from the day they are agreed."""
    event = AgreementProposed(proposal=name_of(turn), readings=dict(choices), from_start=from_start, from_=from_)
    return record(place.contract, [act(place, event, turn, why)], actor=place.actor, act=READINGS, head=head)


def propose_variation(
    place: Place, changes: Mapping[str, str], *, from_: date, clause: str = "", why: str = "", turn: UUID, head: str = ""
) -> Recorded:
    """Propose a change of the terms that is to hold for the periods that begin on a day or later; those before stay as they were."""
    event = AgreementProposed(proposal=name_of(turn), changes=dict(changes), from_=from_, clause=clause)
    return record(place.contract, [act(place, event, turn, why)], actor=place.actor, act=VARIATION, head=head)


def answer_proposal(place: Place, proposal: str, *, agreed: bool, why: str = "", turn: UUID, head: str = "") -> Recorded:
    """Agree or refuse what the other side proposed; what is agreed is recorded with it."""
    made = find_proposal(place, proposal)
    if made is None:
        return Recorded(problems=(problem("setup-proposal-unknown"),))
    answer = act(place, AgreementAnswered(proposal=proposal, agreed=agreed), turn, why)
    follows = _agreed(made, turn) if agreed else ()
    meant, kept = VARIATION if made.changes else READINGS, _last_day(place, made) if agreed else None
    return record(place.contract, [answer, *follows], actor=place.actor, act=meant, head=head, also=kept)


def _last_day(place: Place, made: AgreementProposed) -> Callable[[], None] | None:
    """What keeps the last day of lists right, where another was agreed."""
    ends = day_of(made.changes.get("contract.ends", ""))
    return None if ends is None else lambda: keep_last_day(place, ends)


def keep_last_day(place: Place, ends: date) -> None:
    """The last day as lists and the head of pages show it."""
    Contract.objects.filter(pk=place.contract.pk).update(ends=ends)
    place.contract.ends = ends


def withdraw_proposal(place: Place, proposal: str, *, why: str = "", turn: UUID) -> Recorded:
    """Take back what one's own side proposed and nobody answered."""
    made = find_proposal(place, proposal)
    if made is None:
        return Recorded(problems=(problem("setup-proposal-unknown"),))
    meant = VARIATION if made.changes else READINGS
    return record(place.contract, [act(place, AgreementWithdrawn(proposal=proposal), turn, why)], actor=place.actor, act=meant)


def find_proposal(place: Place, proposal: str) -> AgreementProposed | None:
    """What was proposed under this name, as far as the person's side may see."""
    events = (entry.event for entry in held(place.contract).seen_by(place.actor.side))
    return next((each for each in events if isinstance(each, AgreementProposed) and each.proposal == proposal), None)


def name_of(turn: UUID) -> str:
    """The name of a proposal, from the form that made it: the same form sent twice is one."""
    return f"agreement-{turn.hex[:10]}"


def act(place: Place, event: Event, turn: UUID, why: str = "", words: Mapping[str, str] | None = None) -> Proposed:
    """An act of this person today, with what they say of it; its id is that of the form."""
    content = {**(words or {}), **({"text": why} if why else {})}
    body = Body(kind="words", salt="", content=content) if content else None
    return Proposed(event=event, by=place.actor.by, side=place.actor.side, on=clock.today(), body=body, id=str(turn))


def _agreed(made: AgreementProposed, turn: UUID) -> Sequence[Proposed]:
    """The entries that an agreement becomes."""
    on = clock.today()
    events: list[Event] = [variation_of(made, on)] if made.changes else []
    events += [
        ReadingAgreed(reading=id, choice=choice, from_=made.from_, from_start=made.from_start) for id, choice in made.readings.items()
    ]
    return [Proposed(event=e, by="system", side="system", on=on, id=str(uuid5(turn, str(n)))) for n, e in enumerate(events)]
