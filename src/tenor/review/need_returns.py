"""Returns that the buyer typed in for a supplier who phoned or wrote: the supplier says whether that is what it told."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.period import parse_label
from tenor.base.wording import said
from tenor.ledger.events.returns import ReturnConfirmed, ReturnReceived
from tenor.review.model import Review
from tenor.review.need_model import Need, Side


def to_confirm(review: Review, side: Side) -> Iterator[Need]:
    """One line a return; nothing for the buyer, who waits."""
    confirmed = {act.event.entry for act in review.facts.of(ReturnConfirmed)}
    for act in review.facts.of(ReturnReceived) if side == "supplier" else ():
        if act.entry.side != "buyer" or act.ref in confirmed:
            continue
        ret = next((one for one in review.terms.returns if one.id == act.event.ret), None)
        period = parse_label(act.event.covers, review.terms.contract.starts)
        yield Need(
            id=f"confirm {act.ref}",
            kind="query",
            side="supplier",
            what=said("need-confirm-return", period=period.said if period else act.event.covers),
            clause=ret.clause if ret else (),
            why=(said("need-typed-in", on=act.day),),
            soon_from=act.day,
            since=act.day,
            act="confirm return",
            about=(("return", act.event.ret), ("period", act.event.covers), ("entry", act.ref)),
        )
