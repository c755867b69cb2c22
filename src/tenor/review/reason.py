"""The pieces of an explanation: lines under lines, each with its clause and with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tenor.base.clause import show_clauses
from tenor.base.wording import Said, said
from tenor.ledger.events import kebab
from tenor.ledger.model import Act, Facts
from tenor.terms.model import Clause, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence, and the lines that say why. `refs`: ids of entries, rows, readings; `cells`: "Sheet1!C7", with `file` the hash of
    the file they stand in."""

    said: Said
    clause: Clause = ()
    refs: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    file: str = ""
    below: tuple[Line, ...] = ()


def clause_lines(terms: Terms, clause: Clause) -> list[Line]:
    """The text of the clauses, where the terms hold it."""
    held = [terms.clauses[number] for number in clause if number in terms.clauses]
    return [
        Line(
            said=said("why-clause", under=show_clauses((each.number,)), heading=each.heading, text=each.text or "…"),
            clause=(each.number,),
        )
        for each in held
    ]


def act_line(act: Act) -> Line:
    """An act: what, when, by which side, and the entry that holds it."""
    what = said(f"act-{kebab(act.entry.type)}")
    told = said("why-act", act=what, on=act.day, side=said(f"side-{act.entry.side}"), entry=act.entry.id)
    return Line(said=told, refs=(act.ref,), file=str(getattr(act.event, "file", "")))


def because_line(facts: Facts, because: Said) -> Line:
    """A sentence of a review, with the entry it names below it."""
    entry = because.values.get("entry")
    below = [act_line(act) for act in facts.acts if entry and act.ref == entry]
    return Line(said=because, refs=(str(entry),) if entry else (), below=tuple(below))


def reading_line(terms: Terms, id: str) -> Line | None:
    """Which option of a reading is held, and what the contract leaves unclear."""
    reading = next((each for each in terms.readings if each.id == id), None)
    if reading is None:
        return None
    told = said("why-reading", option=reading.chosen, unclear=reading.unclear, reading=reading.id)
    return Line(said=told, clause=reading.clause, refs=(id,))


def without_none(lines: Sequence[Line | None]) -> tuple[Line, ...]:
    """The lines that are there."""
    return tuple(line for line in lines if line is not None)
