"""`tenor write`: the letter that a step calls for, ready to be read through and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tenor.base.problem import Problem
from tenor.base.wording import said
from tenor.cli.days import today
from tenor.cli.ends import NO, USAGE, near, stop
from tenor.cli.opening import open_contract
from tenor.cli.options import AsSide, Dir, Known, On, Output
from tenor.cli.output import put
from tenor.cli.review import make_review

if TYPE_CHECKING:
    from tenor.review.model import Review, Step

StepId = Annotated[
    str,
    typer.Argument(
        metavar="STEP-ID", help="The step, by the id that `tenor review` gives it; or a formal letter of the terms, by its name."
    ),
]


def write(path: Dir, step: StepId, on: On = None, as_known_at: Known = None, output: Output = None, side: AsSide = None) -> None:
    """Write the letter for a step: headings, figures and clauses filled in from the record."""
    made = make_review(open_contract(path, side), on or today(), as_known_at)
    put(notice_text(made, step) if is_notice(made, step) else letter_text(made, get_step(made, step)), output)


def is_notice(made: Review, id: str) -> bool:
    """Whether it is the name of a formal letter of the terms, and no step's id."""
    named = made.terms.steps.get(id)
    return named is not None and named.kind == "notice" and made.step(id) is None


def notice_text(made: Review, name: str) -> str:
    """A formal letter that may be written with no step before it, as far as the record fills it."""
    from tenor.documents.notice_letter import notice_letter
    from tenor.documents.notice_text import first_written, frame_of
    from tenor.documents.notice_text import letter_text as text_of

    letter = notice_letter(made, name)
    return text_of(frame_of(letter), first_written(letter), marked=True)


def get_step(made: Review, id: str) -> Step:
    """A step by its id, or by its rule where that rule has one step only; ends with exit code 2, and the nearest, for none."""
    of_rule = [step for step in made.steps if step.rule == id]
    found = made.step(id) or (of_rule[0] if len(of_rule) == 1 else None)
    if found is None:
        ids = [step.id for step in made.steps]
        names = [step.id for step in of_rule] or near(id, ids) or ids[-3:]
        beside = said("cli-did-you-mean", names=names) if names else said("cli-full-stop")
        stop(USAGE, said("cli-step-unknown", id=id, on=made.on, near=beside))
    return found


def letter_text(made: Review, step: Step) -> str:
    """The letter as text; ends with exit code 1, and why, where this step calls for none."""
    from tenor.documents.draft import draft
    from tenor.documents.write_text import write_text

    letter = draft(made, step)
    if isinstance(letter, Problem):
        stop(NO, letter)
    return write_text(letter)
