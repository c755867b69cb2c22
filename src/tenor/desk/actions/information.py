"""Orders about information: ask for it, agree another day, give it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.assurance import name_of
from tenor.desk.actions.say import propose, say
from tenor.desk.record import Received, record
from tenor.desk.visible import Place
from tenor.ledger.canonical import sha256
from tenor.ledger.events.working_together import InformationAsked, InformationDateAgreed, InformationSupplied
from tenor.returns.spelling import prose


def ask_information(place: Place, *, text: str, due: date, turn: UUID) -> tuple[Problem, ...]:
    """Ask the supplier for information, by a reasonable day."""
    if not prose(text):
        return (problem("words-missing"),)
    done = say(place, InformationAsked(request=name_of("information", turn), due=due), {"text": prose(text)}, turn=turn)
    return () if done.entries else done.problems


def agree_day(place: Place, request: str, *, due: date, text: str, turn: UUID, head: str) -> tuple[Problem, ...]:
    """Another day, agreed with the supplier."""
    done = say(place, InformationDateAgreed(request=request, due=due), {"text": prose(text)}, turn=turn, head=head)
    return () if done.entries else done.problems


def supply_information(
    place: Place, request: str, *, text: str, file: bytes = b"", name: str = "", turn: UUID, head: str
) -> tuple[Problem, ...]:
    """Give what was asked for: in words, in a file, or both."""
    if not prose(text) and not file:
        return (problem("words-or-file-missing"),)
    event = InformationSupplied(request=request, file=sha256(file) if file else "")
    files = [Received(data=file, name=name)] if file else []
    done = record(place.contract, [propose(place, event, {"text": prose(text)}, turn=turn)], actor=place.actor, files=files, head=head)
    return () if done.entries else done.problems
