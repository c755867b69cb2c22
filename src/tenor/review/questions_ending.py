"""Questions to how a contract is got ready, what comes after it, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.ledger.events.agreements import ContractEnded, ContractExtended
from tenor.ledger.events.beginning_and_end import (
    ContractArchived,
    RepresentationsConsidered,
    RepresentationsInvited,
    TerminationRouteChosen,
)
from tenor.ledger.model import Act
from tenor.review.extending import right_meant, rights
from tenor.review.things import Question
from tenor.review.whose import sides_of

OF_SUBCONTRACTOR = "subcontractor excluded or excludable"


def no_more_than_booked(asked: Question) -> Iterator[Problem]:
    event = asked.event
    if not 0 <= event.attended <= event.booked:
        yield problem("attended-outside", booked=event.booked, attended=event.attended)


def day_after_contract(asked: Question) -> Iterator[Problem]:
    """A contract is extended to a day after its last; the other choices name no day."""
    event, ends = asked.event, asked.then.terms.contract.ends
    if event.choice == "extend" and (event.to is None or event.to <= ends):
        yield problem("extension-not-later", ends=ends)
    elif event.choice != "extend" and event.to is not None:
        yield problem("extension-day-unused")


def right_to_extend(asked: Question) -> Iterator[Problem]:
    """The contract goes on by itself only by a right it gives: to whom it gives it, no longer than it lets, and said in time."""
    review, event = asked.then, asked.event
    ends, found = review.terms.contract.ends, rights(review)
    right = right_meant(found, event.clause, ends)
    if right is None:
        clauses = [each for one in found for each in one.extension.clause]
        yield problem("extension-no-clause", named=event.clause, known=clauses) if found else problem("extension-no-right")
        return
    named, clause = right.extension.by, right.extension.clause
    if not named:
        yield problem("extension-nobody-named", None, clause)
    elif asked.side not in sides_of(review.terms, named):
        yield problem("act-not-by-role", None, clause, act=said(f"act-{asked.kind}"), who=named)
    if event.last_day <= ends:
        yield problem("extension-not-later", None, clause, ends=ends)
    elif right.limit is not None and event.last_day > right.limit:
        yield problem("extended-too-long", None, clause, up_to=right.extension.up_to, counted=right.counted_from, limit=right.limit)
    if right.due is not None and asked.on > right.due.due:
        yield problem("extended-too-late", None, clause, on=asked.on, due=right.due.due)


def ground(asked: Question) -> Iterator[Problem]:
    """The right that law implies has three grounds, and no other right has them."""
    event = asked.event
    if (event.basis == "implied") != bool(event.ground):
        yield problem("ground-missing" if event.basis == "implied" else "ground-unused")


def day_to_come(asked: Question) -> Iterator[Problem]:
    if asked.event.until <= asked.on:
        yield problem("day-not-later", day=asked.event.until, on=asked.on)


def invited_and_over(asked: Question) -> Iterator[Problem]:
    """What the supplier says is looked at once it had its time."""
    invited = [act for act in asked.then.facts.of(RepresentationsInvited) if act.event.about == asked.event.about]
    if not invited:
        yield problem("representations-not-invited")
    elif invited[-1].event.until >= asked.on:
        yield problem("representations-still-open", until=invited[-1].event.until)


def over(asked: Question) -> Iterator[Problem]:
    """What is archived, once, is over, and is kept until a day to come."""
    ends = asked.then.terms.contract.ends
    if asked.on <= ends:
        yield problem("contract-not-over", ends=ends)
    if asked.event.keep_until <= asked.on:
        yield problem("day-not-later", day=asked.event.keep_until, on=asked.on)
    for act in asked.then.facts.of(ContractArchived):
        yield problem("contract-archived-before", on=act.day)


def not_ended(asked: Question) -> Iterator[Problem]:
    """What was ended can still be ended earlier; it is not ended again for the same day, and is no longer completed or extended."""
    ended, event = asked.then.facts.of(ContractEnded), asked.event
    goes_on = isinstance(event, ContractExtended) or event.how == "completion"
    if ended and (goes_on or event.last_day >= asked.then.terms.contract.ends):
        yield problem("contract-ended-before", on=ended[-1].day, ends=asked.then.terms.contract.ends)


def gates(asked: Question) -> Iterator[Problem]:
    """A buyer's termination waits until the right is chosen on which it is based; a supplier's rests on a right of its own, and the buyer
    chooses none for it. The right that law implies has gates: the intention told, ground and reasons, time to answer, the answer looked
    at; for a subcontractor also the chance to replace it (Procurement Act 2023, section 78(7) and (8))."""
    if asked.event.how != "termination" or asked.side != "buyer":
        return
    chosen = asked.then.facts.of(TerminationRouteChosen)
    if not chosen:
        yield problem("gate-route")
        return
    route = chosen[-1]
    if route.event.basis != "implied":
        return
    if not _passed(asked, route, ""):
        yield problem("gate-representations")
    if route.event.ground == OF_SUBCONTRACTOR and not _passed(asked, route, "subcontractor"):
        yield problem("gate-subcontractor")


def _passed(asked: Question, route: Act, about: str) -> bool:
    """Invited, then looked at, both since the route was chosen; invited again, it is looked at again."""
    since = [
        act.event
        for act in asked.then.facts.of(RepresentationsInvited, RepresentationsConsidered)
        if act.event.about == about and (act.day, act.order) > (route.day, route.order)
    ]
    return RepresentationsInvited in map(type, since) and isinstance(since[-1], RepresentationsConsidered)
