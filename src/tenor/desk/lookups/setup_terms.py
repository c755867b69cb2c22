"""The terms of a contract that is being set up, as its pages need them: the text, what is to be asked about it, its readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tenor.base.problem import Problem
from tenor.base.said_data import said_of
from tenor.base.wording import Said
from tenor.desk.models import Contract, Draft
from tenor.desk.parsed import read_terms
from tenor.terms.check import check
from tenor.terms.model import HeldClause, Reading, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """Something of the contract itself to ask about, with the clauses it is about."""

    problem: Problem
    clauses: tuple[HeldClause, ...]

    @property
    def more_clauses(self) -> int:
        """How many clauses stand behind the first."""
        return max(len(self.clauses) - 1, 0)

    @property
    def line(self) -> int | None:
        return self.problem.where.line if self.problem.where else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to read a place. `held`: the one the terms hold. `touches`: what it could change; `weighty`: a figure or a date."""

    name: str
    held: bool
    touches: tuple[Said, ...] = ()
    weighty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A reading as a question, with its clauses."""

    id: str
    unclear: str
    clause: tuple[str, ...]
    clauses: tuple[HeldClause, ...]
    options: tuple[Option, ...]
    held: str

    @property
    def weighty(self) -> bool:
        return any(option.weighty for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The draft of the terms. `digest`: SHA-256 of the text; `turn`: which saving; `weights`: as `actions.setup.weights` made them."""

    text: str
    digest: str
    turn: int
    saved_by: str
    weights: dict[str, Any]


def terms_draft(contract: Contract) -> Drawn | None:
    """The terms that are being written, where they are not signed."""
    draft = Draft.objects.filter(contract=contract, kind="terms").select_related("saved_by").first()
    if draft is None:
        return None
    return Drawn(
        text=draft.body["text"],
        digest=draft.body["sha256"],
        turn=draft.turn,
        saved_by=draft.saved_by.name if draft.saved_by else "",
        weights=draft.body["weights"],
    )


def weights_of(contract: Contract) -> dict[str, Any]:
    """What each option could change, as worked out when the terms were last saved; empty once the contract went live."""
    draft = Draft.objects.filter(contract=contract, kind__in=("terms", "setup")).first()
    return dict(draft.body["weights"]) if draft else {"readings": {}}


def terms_in(text: str) -> Terms | None:
    """The terms that a text holds."""
    return read_terms(text).terms


def defects(terms: Terms) -> list[Defect]:
    """All defects but the readings, which are asked about apart."""
    found = [each for each in check(terms) if each.code != "reading-open"]
    return [Defect(problem=each, clauses=clauses_of(terms, each.clause)) for each in found]


def questions(terms: Terms, weights: dict[str, Any]) -> list[Question]:
    """The readings of the terms: those that could change a figure or a date in the days of the weights first."""
    several = [_question(terms, reading, weights.get("readings", {}).get(reading.id, {})) for reading in terms.readings]
    return sorted(several, key=lambda each: not each.weighty)


def clauses_of(terms: Terms, numbers: Sequence[str]) -> tuple[HeldClause, ...]:
    """The words of these clauses, as far as the terms hold any."""
    return tuple(terms.clauses[number] for number in numbers if number in terms.clauses)


def _question(terms: Terms, reading: Reading, weights: dict[str, Any]) -> Question:
    options = []
    for name in reading.options:
        known = weights.get(name, {"touches": [], "weighty": False})
        touches = tuple(said_of(sentence) for _, sentence in known["touches"])
        options.append(Option(name=name, held=name == reading.chosen, touches=touches, weighty=known["weighty"]))
    return Question(
        id=reading.id,
        unclear=reading.unclear,
        clause=reading.clause,
        clauses=clauses_of(terms, reading.clause),
        options=tuple(options),
        held=reading.chosen,
    )
