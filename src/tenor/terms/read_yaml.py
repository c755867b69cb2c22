"""The text of a contract → `Terms`, or everything that is wrong with it, each with its line, its clause and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass, field

from tenor.base.problem import Place, Problem, problem
from tenor.terms.build import build, settling
from tenor.terms.changes import apply, in_order
from tenor.terms.document import place_of, read_document
from tenor.terms.model import Document, Terms
from tenor.terms.node import clause_of
from tenor.terms.settle import settled_key
from tenor.terms.settling import Settling

MAX_VARIATIONS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What came of reading a text. `terms` is None while a problem stops it; `document` is there as soon as it is YAML."""

    terms: Terms | None
    problems: tuple[Problem, ...]
    document: Document | None = field(default=None, repr=False)


def read_yaml(text: str, file: str = "terms.yaml") -> Read:
    """Read terms.yaml. All problems at once, in the order of the lines; every option of every reading is read, and every variation."""
    document, problems = read_document(text, file)
    if document is None:
        return Read(terms=None, problems=problems)
    of = settling(document, document.tree, {}, None, every_option=True)
    terms = build(document, document.tree, of)
    if terms is not None:
        _read_variations(document, terms, of)
    found = [*of.problems.values(), *_unused(document, of)]
    found.sort(key=lambda each: _order(each.where))
    if any(each.weight == "stops" for each in found):
        terms = None
    if terms is not None:
        document.settled[settled_key(document, {}, (), None)] = (terms, ())
    return Read(terms=terms, problems=tuple(found), document=document)


def _read_variations(document: Document, terms: Terms, of: Settling) -> None:
    """The contract as it will be after each variation, read as well: its new values are at fault or sound in their own place."""
    ordered = in_order(terms.variations)
    for n in range(1, min(len(ordered), MAX_VARIATIONS) + 1):
        tree, problems = apply(document.tree, ordered[:n], document.file)
        for each in problems:
            of.note(each)
        then = settling(document, tree, {}, ordered[n - 1].from_, every_option=True)
        build(document, tree, then)
        of.used |= then.used
        for each in then.problems.values():
            of.note(each)


def _unused(document: Document, of: Settling) -> list[Problem]:
    """Readings that stand nowhere: said, and nothing is stopped."""
    found = []
    for id, reading in of.readings.items():
        if id not in of.used:
            where = place_of(reading.get("id"), document.file)
            found.append(problem("reading-unused", where, clause_of(reading), weight="said", reading=id))
    return found


def _order(where: Place | None) -> tuple[int, int]:
    return (0, 0) if where is None else (where.line or 0, where.column or 0)
