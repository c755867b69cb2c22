"""The facts of a day: acts that came later are left out, so that nothing of them can change an answer (semantics 1 and 11, law 1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tenor.ledger.events.agreements import ContractEnded
from tenor.ledger.model import Facts


def up_to(facts: Facts, on: date) -> Facts:
    """What holds at the close of a day, of all that is known."""
    if not facts.acts or facts.acts[-1].day <= on:
        return facts
    rows = [r if r.until_day is None or r.until_day <= on else replace(r, until_day=None) for r in facts.rows if r.from_day <= on]
    by_type = {name: [a for a in acts if a.day <= on] for name, acts in facts.by_type.items()}
    ended = [a.event.last_day for a in by_type.get(ContractEnded.__name__, ())]
    return Facts(
        acts=[a for a in facts.acts if a.day <= on],
        rows=rows,
        stated=[s for s in facts.stated if s.act.day <= on],
        by_type=by_type,
        last_day=ended[-1] if ended else None,
    )
