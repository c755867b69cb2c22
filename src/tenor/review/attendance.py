"""Who had to be at a meeting and was not: a substitute that the other side accepts stands in, and a further meeting may make up for it."""

from __future__ import annotations

from collections.abc import Sequence

from tenor.ledger.events.meetings import SubstituteAgreed
from tenor.ledger.model import Act, Facts
from tenor.terms.model import MeetingTerms


def absent(meeting: MeetingTerms | None, held: Act, facts: Facts) -> tuple[str, ...]:
    """The roles that must attend and neither came nor had an agreed substitute. Nobody where it was not recorded who came."""
    if meeting is None or not held.event.present:
        return ()
    stood_in = {a.event.role for a in facts.of(SubstituteAgreed) if a.event.meeting == held.event.meeting}
    return tuple(role for role in meeting.must_attend if role not in held.event.present and role not in stood_in)


def absent_from_all(meeting: MeetingTerms, held: Sequence[Act], facts: Facts) -> tuple[str, ...]:
    """Of several meetings in one slot: nobody where the first was whole, or a further one is known to have been; else as at the last."""
    missing = [absent(meeting, act, facts) for act in held]
    if not missing or not missing[0]:
        return ()
    known = [roles for act, roles in zip(held, missing, strict=True) if act.event.present]
    return () if () in known else known[-1]
