"""An agenda drafted from what is known: the contract's own blocks, each with the facts of its subject, and what no agenda should lack.

A block of the contract has its number as key and is never left out; what is added has the keys "x1", "x2" …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tenor.base.wording import Said, said
from tenor.review.agenda_facts import FACTS, Told, told_since
from tenor.review.model import Review
from tenor.review.rhythm import series_of
from tenor.terms.model import Clause, StepTerms

# subject -> words of a block's heading that tell it, the first that fits; a block that names the rows of the contract is about them
SUBJECTS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("equality", ("equality", "diversity")),
    ("capacity", ("capacity", "throughput")),
    ("targets", ("target",)),
    ("good practice", ("good practice", "feedback", "improvement")),
    ("actions", ("action",)),
    ("results", ("result", "outcome", "performance", "indicator")),
    ("open", ("to tell", "issue", "in the way", "open exchange")),
)
STANDING = ("results", "capacity", "equality", "actions")  # on every agenda of a series, whatever the contract's blocks are
WITHOUT_BLOCKS = ("open", "results", "targets", "good practice", "capacity", "equality", "actions", "other")
BEFORE_START = ("expectations", "equality", "contacts", "mobilisation", "sign-off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a draft. `title`: the contract's own words, or a sentence; `of_terms`: a block that cannot be left out."""

    key: str
    title: str | Said
    subject: str
    clause: Clause = ()
    facts: tuple[Said, ...] = ()
    of_terms: bool = False


def agenda(review: Review, series: str) -> tuple[Item, ...]:
    """For a meeting of a series: the contract's blocks in order, then what it has no block for."""
    meeting, told = series_of(review, series), told_since(review, series)
    rows = tuple(each.lower() for each in review.terms.datasets)
    blocks = [
        Item(key=str(n), title=block.item, subject=subject_of(block.item, rows), clause=block.clause, of_terms=True)
        for n, block in enumerate(meeting.agenda if meeting else (), 1)
    ]
    there = {block.subject for block in blocks}
    wanted = [subject for subject in (STANDING if blocks else WITHOUT_BLOCKS) if subject not in there]
    return tuple(_filled([*blocks, *_own(wanted)], told))


def before_start(review: Review) -> tuple[Item, ...]:
    """For the meeting before the start: what is expected, equality, whom to call, what is ready, and both sign."""
    return tuple(_filled(_own(BEFORE_START), Told(review=review, since=review.terms.contract.starts)))


def of_step(review: Review, step: StepTerms) -> tuple[Item, ...]:
    """For a meeting that a step asks for: what the contract says it must hold, with what it rests on beside the first."""
    told = told_since(review)
    ground: list[Said] = []
    for each in review.steps:
        if step.name in each.consequences and each.unmet_on is None:
            ground += [line for line in each.because if line not in ground]
    holds = step.holds or (step.name,)
    items = [Item(key=f"x{n}", title=what, subject="step", clause=step.clause) for n, what in enumerate(holds, 1)]
    first = Item(key="x1", title=items[0].title, subject="step", clause=step.clause, facts=tuple(ground))
    last = Item(key=f"x{len(items) + 1}", title=said("agenda-title-actions"), subject="actions")
    return tuple(_filled([first, *items[1:], last], told))


def subject_of(heading: str, rows: Sequence[str] = ()) -> str:
    """What a block is about, by the words of its heading; "other" where they tell nothing."""
    text = heading.lower()
    named = next((subject for subject, words in SUBJECTS if any(word in text for word in words)), "")
    return named or ("rows" if any(row.replace("_", " ") in text for row in rows) else "other")


def _own(subjects: Sequence[str]) -> list[Item]:
    return [
        Item(key=f"x{n}", title=said(f"agenda-title-{subject.replace(' ', '-')}"), subject=subject) for n, subject in enumerate(subjects, 1)
    ]


def _filled(items: Sequence[Item], told: Told) -> Iterator[Item]:
    """Each with the facts of its subject, once: where two blocks are about one thing the first has them."""
    given: set[str] = set()
    for item in items:
        make = FACTS.get(item.subject)
        facts = item.facts or (tuple(make(told)) if make and item.subject not in given else ())
        given.add(item.subject)
        yield Item(key=item.key, title=item.title, subject=item.subject, clause=item.clause, facts=facts, of_terms=item.of_terms)
