"""A return that was read and whose questions are answered, as the act that is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed
from tenor.ledger.resolve import Resolved
from tenor.returns.model import Return
from tenor.returns.reports import reports
from tenor.terms.model import Terms


def received(
    return_: Return,
    resolved: Resolved,
    terms: Terms,
    *,
    by: str,
    side: Literal["buyer", "supplier", "system"],
    on: date,
    replaces: bool = False,
    words: Mapping[str, Any] | None = None,
    id: str = "",
) -> Proposed:
    """The act. `words`: what its sender says beside the rows; it lies apart, with the rows' own texts, so that it can be erased."""
    event = ReturnReceived(ret=return_.ret, covers=return_.covers, reports=reports(return_, terms), file=return_.sha256, replaces=replaces)
    apart = {**resolved.words, **(words or {})}
    return Proposed(
        event=event,
        by=by,
        side=side,
        on=on,
        body=Body(kind="rows", salt="", content=dict(resolved.rows)),
        words=Body(kind="words", salt="", content=apart) if apart else None,
        id=id,
    )
