"""Would every entry of a history have been recorded? The question of `allow`, asked again of each in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenor.base.deadline import london_day
from tenor.base.problem import Place, Problem, problem, stopping
from tenor.ledger.bodies import ROWS_EVENTS
from tenor.ledger.model import Entry
from tenor.ledger.verify import LEDGER
from tenor.review.allow import allow
from tenor.review.whole import review
from tenor.terms.model import Terms


def allow_all(terms: Terms, entries: Sequence[Entry], *, begin: int = 0) -> Iterator[tuple[Problem, ...]]:
    """For each entry from `begin` on, in order, why it would have been refused on the day it was recorded; nothing where it would not.

    An entry is asked with what came before it, refused or not: one that should not be there says so once,
    and not again for all that rest on it.
    """
    for n in range(begin, len(entries)):
        yield tuple(_asked(terms, entries[:n], entries[n]))


def _asked(terms: Terms, before: Sequence[Entry], entry: Entry) -> Iterator[Problem]:
    if entry.hidden:
        return
    now = review(terms, before, on=london_day(entry.at))
    worded = bool(entry.words_hash or (entry.body_hash and entry.type not in ROWS_EVENTS))
    for wrong in stopping(allow(now, entry.event, side=entry.side, on=entry.on, seen_by=entry.seen_by, worded=worded)):
        yield problem("entry-not-allowed", Place(file=LEDGER, line=entry.seq), seq=entry.seq, why=wrong.said)
