"""`tenor check`: is a contract's text sound, and where does the contract itself say too little or too much?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tenor.base.problem import Problem, stopping
from tenor.base.wording import said, say, show_list
from tenor.cli.ends import FINE, NO
from tenor.cli.opening import TERMS, find_terms, read_terms
from tenor.cli.options import AsJson
from tenor.cli.paper import Paper

if TYPE_CHECKING:
    from tenor.terms.model import Reading, Terms
    from tenor.terms.read_yaml import Read

Where = Annotated[Path, typer.Argument(metavar="DIR|FILE", help="The folder of a contract, or a file of terms.")]


def check(path: Where, as_json: AsJson = False) -> None:
    """Say what is wrong with the terms of a contract, and what the contract leaves open."""
    read = read_terms(path)
    defects = _defects(read.terms)
    agreed = _agreed(find_terms(path)) if read.terms else frozenset()
    if as_json:
        typer.echo(json.dumps(_data(read, defects, agreed), ensure_ascii=False, indent=2))
    else:
        _print(read, defects, agreed)
    raise typer.Exit(NO if stopping([*read.problems, *defects]) else FINE)


def _defects(terms: Terms | None) -> Sequence[Problem]:
    if terms is None:
        return ()
    from tenor.terms.check import check as check_terms

    # readings have a list of their own, less those agreed since
    return [found for found in check_terms(terms) if found.code != "reading-open"]


def _agreed(file: Path) -> frozenset[str]:
    """The readings that both sides have agreed since, as the ledger beside the terms says."""
    if file.name != TERMS or not (file.parent / "ledger.jsonl").exists():
        return frozenset()
    from tenor.ledger.events.agreements import ReadingAgreed
    from tenor.ledger.folder import read_folder

    try:
        held = read_folder(file.parent)
    except OSError:
        return frozenset()  # a ledger that cannot be read is no matter of the terms; `verify` speaks of it
    return frozenset(e.event.reading for e in held.entries if isinstance(e.event, ReadingAgreed))


def _open(terms: Terms | None, agreed: frozenset[str]) -> list[Reading]:
    return [reading for reading in terms.readings if reading.id not in agreed] if terms else []


def _data(read: Read, defects: Sequence[Problem], agreed: frozenset[str]) -> dict[str, Any]:
    from tenor.review.as_data import problem_data

    terms, stops = read.terms, stopping([*read.problems, *defects])
    said_ones = [p for p in (*read.problems, *defects) if p.weight == "said"]
    return {
        "contract": terms and {"reference": terms.contract.reference, "title": terms.contract.title},
        "sound": not stops,
        "stops": [problem_data(p) for p in stops],
        "defects": [problem_data(p) for p in said_ones],
        "readings": [
            {"id": r.id, "clause": list(r.clause), "unclear": r.unclear, "reading": r.chosen, "options": list(r.options)}
            for r in _open(terms, agreed)
        ],
        "remarks": [{"clause": list(r.clause), "remark": r.remark} for r in (terms.remarks if terms else ())],
    }


def _print(read: Read, defects: Sequence[Problem], agreed: frozenset[str]) -> None:
    paper, terms = Paper(), read.terms
    if terms:
        paper.line((terms.contract.title, "title"), f" ({terms.contract.reference})")
    stops = stopping([*read.problems, *defects])
    others = [p for p in (*read.problems, *defects) if p.weight == "said"]
    _problems(paper, "Stops the terms from being used", stops, "bad")
    _problems(paper, "Defects of the contract", others, "middle")
    readings = _open(terms, agreed)
    _readings(paper, readings)
    if terms and terms.remarks:
        paper.heading(f"Remarks ({len(terms.remarks)})")
        for remark in terms.remarks:
            paper.item(remark.remark, clause_words(remark.clause))
    paper.heading("In short")
    remarks = len(terms.remarks) if terms else 0
    sentence = said("cli-check-summary", stops=len(stops), defects=len(others), readings=len(readings), remarks=remarks)
    paper.line(say(sentence), indent=2, hang=0)


def _problems(paper: Paper, heading: str, problems: Sequence[Problem], look: str) -> None:
    if not problems:
        return
    paper.heading(f"{heading} ({len(problems)})")
    for problem in problems:
        place = f"{problem.where} " if problem.where and str(problem.where) else ""
        paper.item((place, "dim"), (problem.code, look), ": ", say(problem.said), clause_words(problem.clause))


def _readings(paper: Paper, readings: Sequence[Reading]) -> None:
    if not readings:
        return
    paper.heading(f"Readings still open ({len(readings)}): the contract does not say, and nobody has agreed yet")
    for reading in readings:
        paper.item((reading.id, "strong"), clause_words(reading.clause), ": ", reading.unclear)
        others = show_list([option for option in reading.options if option != reading.chosen], "or")
        paper.line(say(said("cli-reading-held", chosen=reading.chosen, others=others)), indent=6)


def clause_words(clause: Sequence[str]) -> str:
    """ " (clause 6.3)" or " (clauses 6.5 and 6.9)"; nothing for none. A heading that is no number stands as it is."""
    if not clause:
        return ""
    numbered = [each for each in clause if each[:1].isdigit()]
    names = show_list(list(clause))
    return f" ({names})" if not numbered else f" (clause{'s' if len(numbered) > 1 else ''} {names})"
