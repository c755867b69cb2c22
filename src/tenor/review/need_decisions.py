"""Conditions are met and a person decides: a line for each consequence, with all open steps that lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tenor.base.wording import Said, said
from tenor.review.model import Card, Review, Step
from tenor.review.need_model import Need, Side


def decisions(review: Review, side: Side) -> Iterator[Need]:
    """The open cards of a contract: the buyer's, never the supplier's."""
    if side != "buyer":
        return
    steps = {step.id: step for step in review.steps}
    for card in review.cards:
        yield _decide(review, card, [steps[id] for id in card.steps])


def _decide(review: Review, card: Card, steps: list[Step]) -> Need:
    named = [review.terms.steps[name] for step in steps for name in step.consequences if name in review.terms.steps]
    # a plan is written by the supplier, but whether to ask for one is the buyer's to decide
    who = [by for one in named for by in (one.by if one.kind != "plan" else ("buyer",))]
    return Need(
        id=f"decide {card.then}",
        kind="decide",
        side="buyer",
        what=said("need-decide-may" if card.may else "need-decide", then=card.then),
        clause=card.clause,
        why=each_once(line for step in steps for line in _why(step)),
        due=min((step.due for step in steps if step.due is not None), default=None),
        soon_from=card.since,
        since=card.since,
        who=tuple(dict.fromkeys(who)),
        act="decide",
        about=(("step", steps[0].id), ("steps", " ".join(card.steps)), ("rule", card.rules[0])),
    )


def _why(step: Step) -> Iterator[Said]:
    """What could undo it stands above what met it."""
    if step.in_dispute:
        yield said("why-in-dispute")
    for line in step.because:
        yield short(line)


def short(line: Said) -> Said:
    """A figure without the title of its KPI and the day it settled: "KPI 2, April 2023: 5 of 7 = 71.4%, amber"."""
    if line.code != "because-figure":
        return line
    values = line.values
    return said("need-figure", kpi=f"KPI {values['kpi']}", period=values["period"], figure=values["figure"], level=values["level"])


def each_once(lines: Iterable[Said]) -> tuple[Said, ...]:
    """Sentences in their order, none twice."""
    found: list[Said] = []
    for line in lines:
        if line not in found:
            found.append(line)
    return tuple(found)
