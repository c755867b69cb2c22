"""`tenor receive`: a return arrives; it is read, checked, held against what is known, and recorded whole or not at all."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import typer

from tenor.base.problem import Problem, problem, stopping
from tenor.base.wording import said, say
from tenor.cli.days import today
from tenor.cli.ends import NO, USAGE, stop
from tenor.cli.opening import Opened, open_contract, unreadable
from tenor.cli.options import By, Dir, On, Side
from tenor.cli.paper import Paper
from tenor.cli.review import make_review

if TYPE_CHECKING:
    from tenor.ledger.compare import Compared, Difference
    from tenor.ledger.record import Proposed
    from tenor.ledger.resolve import Resolved
    from tenor.returns.model import Return
    from tenor.review.model import Review

MOST_ALIKE = 3  # of what stops nothing, shown where a file cannot be taken in

Answer: TypeAlias = Literal["accept", "keep"]

File = Annotated[Path, typer.Argument(metavar="FILE", help="The return: XLSX, CSV or JSON, whatever its name says.")]
Covers = Annotated[str | None, typer.Option("--covers", metavar="PERIOD", help="The period, where the file does not say.")]
Ret = Annotated[str | None, typer.Option("--return", metavar="ID", help="Which return it is, where the file does not say.")]
Nil = Annotated[bool, typer.Option("--nothing-to-report", help="The sender says that there is nothing to report.")]
Replace = Annotated[bool, typer.Option("--replace", help="It stands for the whole period: rows it lacks are asked about.")]
Answers = Annotated[Path | None, typer.Option("--answers", metavar="FILE", help='Answers as JSON: {"question": "accept" or "keep"}.')]
AcceptAll = Annotated[bool, typer.Option("--accept-all", help="Wherever it differs, what the return says holds.")]
KeepAll = Annotated[bool, typer.Option("--keep-all", help="Wherever it differs, what was known holds.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be recorded, and record nothing.")]
HandedIn = Annotated[Side, typer.Option("--side", help="Which side hands it in.")]


def receive(
    path: Dir,
    file: File,
    on: On = None,
    covers: Covers = None,
    ret: Ret = None,
    nil: Nil = False,
    by: By = "",
    replace: Replace = False,
    answers: Answers = None,
    accept_all: AcceptAll = False,
    keep_all: KeepAll = False,
    dry_run: DryRun = False,
    side: HandedIn = "supplier",
) -> None:
    """Receive a return. What stops it is said, all at once; what differs from what is known is asked; nothing is half recorded."""
    from tenor.review.receiving import compare_received

    if accept_all + keep_all + (answers is not None) > 1:
        stop(USAGE, said("cli-one-answer"))
    try:
        data = file.read_bytes()
    except OSError as why:
        unreadable(file, why)
    opened = open_contract(path)
    made = make_review(opened, on or today())
    known = {"ret": ret, "covers": covers, "nil": nil}
    made, return_, notes = _read(made, data, file.name, known)
    compared = compare_received(made, made.terms, return_, replaces=replace)
    given: Mapping[str, str] | Answer | None = "accept" if accept_all else "keep" if keep_all else _answers(answers, compared)
    resolved = _resolve(compared, given, return_)
    _record(opened, made, return_, resolved, data, replace, by, side, dry_run, compared, notes)


def _read(made: Review, data: bytes, name: str, known: Mapping[str, Any]) -> tuple[Review, Return, Sequence[Problem]]:
    """The review with the terms the return is read by, the return, and what is said of it; ends with exit code 1 and everything that
    stops it."""
    from dataclasses import replace as with_

    from tenor.review.receiving import read_received

    terms, read = read_received(made, data, name, **known)
    if read.return_ is None:
        wrong = stopping(list(read.problems))
        others = [p for p in read.problems if p.weight == "said"]
        beside = [say(said("cli-also-said")), *_lines(others)] if others else []
        stop(NO, said("cli-return-stopped", name=name, n=len(wrong)), *(f"  {found}" for found in wrong), *beside)
    return with_(made, terms=terms), read.return_, read.problems


def _lines(problems: Sequence[Problem]) -> list[str]:
    """A line each; of what is said again and again, the first few and how many more."""
    lines, told = [], Counter(found.code for found in problems)
    for code, n in told.items():
        own = [f"  {found}" for found in problems if found.code == code]
        more = say(said("cli-more-alike", n=n - MOST_ALIKE))
        lines += own if n <= MOST_ALIKE + 1 else [*own[:MOST_ALIKE], f"    {more}"]
    return lines


def _answers(file: Path | None, compared: Compared) -> Mapping[str, str] | None:
    """The answers of a file; else those a person gives at the terminal; else none."""
    if file is not None:
        from tenor.cli.record import json_of

        found = json_of(file)
        if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
            stop(USAGE, said("cli-answers-shape", file=str(file)))
        return found
    if not compared.questions or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    typer.echo(say(said("cli-questions", n=len(compared.questions))))
    return {one.id: _ask(one) for one in compared.questions}


def _ask(one: Difference) -> str:
    """One question at the terminal."""
    typer.echo(f"\n{say(one.said)}")
    while True:
        answer = typer.prompt("accept / keep").strip().lower()
        found = next((word for word in ("accept", "keep") if answer and word.startswith(answer)), None)
        if found:
            return found


def _resolve(compared: Compared, given: Mapping[str, str] | Answer | None, return_: Return) -> Resolved:
    """The bodies to record; ends with exit code 1 and how to answer, where a question is open."""
    from tenor.ledger.resolve import resolve

    found = resolve(compared, given, return_.figures)  # type: ignore[arg-type]
    if isinstance(found, tuple):
        open_ones = [one for one in compared.questions if not isinstance(given, Mapping) or one.id not in given]
        lines = [line for one in open_ones for line in (f"  {say(one.said)}", f"    question: {one.id}")]
        others = [p for p in found if not p.code.startswith("question-")]
        example = f'{{"{open_ones[0].id}": "accept"}}' if open_ones else "{}"
        stop(NO, said("cli-questions-open", n=len(open_ones)), *lines, *others, said("cli-how-to-answer", example=example))
    return found


def _record(
    opened: Opened,
    made: Review,
    return_: Return,
    resolved: Resolved,
    data: bytes,
    replace: bool,
    by: str,
    side: Side,
    dry_run: bool,
    compared: Compared,
    notes: Sequence[Problem],
) -> None:
    from tenor.cli.receipt import print_receipt
    from tenor.cli.recording import record_acts, who_by
    from tenor.ledger.received import received

    proposed = received(return_, resolved, made.terms, by=who_by(by), side=side, on=made.on, replaces=replace)
    _may(opened, made, proposed)
    seq = 0
    if not dry_run:
        from tenor.ledger.record import keep_file

        try:
            keep_file(opened.path, data)
        except OSError as why:
            unreadable(opened.path, why)
        (entry,) = record_acts(opened, [proposed], unchanged=True)
        seq = entry.seq
    print_receipt(Paper(), opened, made, proposed, seq, compared, notes)


def _may(opened: Opened, made: Review, proposed: Proposed) -> None:
    """Ask the rules before the file is kept, so that a refused return leaves nothing behind."""
    from tenor.review.allow import allow

    wrong = [
        p
        for p in allow(make_review(opened, max(today(), made.on)), proposed.event, side=proposed.side, on=proposed.on)
        if p.weight == "stops"
    ]
    if made.on > today():
        wrong.append(problem("cli-received-in-future", on=made.on, today=today()))
    if wrong:
        stop(NO, said("cli-not-recorded"), *wrong)
