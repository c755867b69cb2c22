"""Recording from the command line: the rules are asked under the lock, all or nothing is written, and what was written is said."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import typer

from tenor.base.problem import Problem, problem, stopping
from tenor.base.wording import said, say
from tenor.cli.days import now, today
from tenor.cli.ends import CANNOT, NO, stop
from tenor.cli.opening import Opened

if TYPE_CHECKING:
    from tenor.ledger.chain import Chain
    from tenor.ledger.model import Body, Entry
    from tenor.ledger.record import Proposed
    from tenor.returns.entered import Entered
    from tenor.terms.model import Terms

# What the machine would not do, as against what the rules do not allow.
_MACHINE = frozenset({"folder-not-written", "folder-locked", "folder-no-terms"})


def who_by(by: str) -> str:
    """Who does it: as given, else TENOR_BY of the environment, else an id that says it was not given. A name ends with exit code 1."""
    found = by or os.environ.get("TENOR_BY", "") or "not-named"
    from tenor.ledger.frame import PERSON

    if PERSON.fullmatch(found) is None:
        stop(NO, said("cli-not-recorded"), said("cli-by-not-opaque", by=found[:40]))
    return found


def record_acts(opened: Opened, several: Sequence[Proposed], *, unchanged: bool = False) -> tuple[Entry, ...]:
    """Record acts as one, or end with why not: exit code 1 where a rule is against it, 3 where the machine is.

    `unchanged`: what is proposed was worked out from the ledger as it was opened, so nothing may have been written since."""
    from tenor.ledger.record import record_many

    notes: list[Problem] = []
    several = [with_seen(opened, one) for one in several]
    done = record_many(opened.path, several, at=now, may=asker(opened, notes, unchanged))
    wrong = stopping(done.problems)
    if wrong:
        code = CANNOT if any(p.code in _MACHINE or p.code.startswith("chain-") for p in wrong) else NO
        stop(code, said("cli-not-recorded"), *wrong)
    for note in [*done.problems, *notes]:
        typer.echo(say(note.said))
    return done.entries


def with_seen(opened: Opened, proposed: Proposed) -> Proposed:
    """A decision, a notice or final minutes carry what their maker saw: the figures, the terms, the head of the ledger."""
    from dataclasses import replace

    from tenor.review.frozen import FROZEN, with_what_was_seen
    from tenor.review.whole import review

    if not isinstance(proposed.event, FROZEN):
        return proposed
    seen = review(opened.terms, opened.held.entries, on=min(proposed.on, today()))
    return replace(proposed, event=with_what_was_seen(seen, proposed.event, opened.held.chain.head))


def asker(opened: Opened, notes: list[Problem], unchanged: bool = False) -> Callable[[Chain, Proposed], Sequence[Problem]]:
    """The rules of the contract as a question about one act, asked of the chain as it then stands. What is only said goes to `notes`."""
    from tenor.review.allow import allow
    from tenor.review.whole import review

    known = len(opened.held.entries)

    def may(chain: Chain, proposed: Proposed) -> Sequence[Problem]:
        if unchanged and len(chain.entries) != known:
            return (problem("cli-changed-meanwhile", n=len(chain.entries) - known),)
        if proposed.id and proposed.id in chain.ids:
            return ()  # the same act sent twice is one entry; `append` sees whether it is the same
        as_it_is = review(opened.terms, chain.entries, on=today())
        found = allow(
            as_it_is,
            proposed.event,
            side=proposed.side,
            on=proposed.on,
            seen_by=proposed.seen_by,
            worded=proposed.words is not None or (proposed.body is not None and proposed.body.kind == "words"),
            by=proposed.by,
        )
        notes.extend(one for one in found if one.weight == "said")
        return stopping(found)

    return may


def side_of(event: object, side: Literal["buyer", "supplier"] | None) -> Literal["buyer", "supplier", "system"]:
    """The side that does it: as given; else the only one that may; else the buyer."""
    from tenor.review.acts import ACTS

    permit = ACTS.get(type(event))
    if side is not None or permit is None:
        return side or "buyer"
    own = getattr(event, "side", "")
    if "supplier" in permit.by and (own == "supplier" or "buyer" not in permit.by):
        return "supplier"
    return "buyer" if "buyer" in permit.by else "system"


def ready(terms: Terms, proposed: Proposed) -> Proposed:
    """An act with its rows read, and the texts among them that nothing counts laid beside."""
    if proposed.body is None or proposed.body.kind != "rows":
        return proposed
    from dataclasses import replace

    from tenor.ledger.model import Body

    found = entered(terms, proposed.body.content)
    words = {**(proposed.words.content if proposed.words else {}), **found.words}
    return replace(proposed, body=rows_body(found.rows), words=Body(kind="words", salt="", content=words) if words else None)


def entered(terms: Terms, content: Any) -> Entered:
    """Rows read as those of a return are; ends with exit code 1 and everything that is wrong with them."""
    from tenor.returns.entered import read_entered

    found = read_entered(content, terms)
    if found.problems:
        stop(NO, said("cli-not-recorded"), *found.problems)
    return found


def words_body(text: str) -> Body | None:
    """A text that belongs to an act, kept apart from its frame so that it can be erased; None for no text."""
    from tenor.ledger.model import Body

    return Body(kind="words", salt="", content={"text": text}) if text else None


def rows_body(content: Any) -> Body:
    """Rows that belong to an act, as the ledger keeps them."""
    from tenor.ledger.model import Body

    return Body(kind="rows", salt="", content=content)
