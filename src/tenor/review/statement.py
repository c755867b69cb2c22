"""The statement of a month: what the contract works out, line by line, and what became of each line (terms-language.md 7).

What is final and known can be claimed; what is provisional or disputed, and what waits for an invoice, is shown beside it. Nothing
moves by itself: a claim, a waiver and a settlement are acts. Only what is withheld is released or kept by the event the contract names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from tenor.base.period import Period, parse_label, whole_period
from tenor.base.wording import said
from tenor.ledger.events.money import MoneyClaimed, MoneyKept, MoneyReleased, MoneySettled, MoneyWaived
from tenor.ledger.model import Act
from tenor.review.model import Review
from tenor.review.money import money_lines
from tenor.review.money_model import Handled, MoneyLine, Standing, Statement
from tenor.review.released import event_since
from tenor.review.reviewed import scene_of
from tenor.review.scene import Scene
from tenor.terms.model import Money

SIGN = {"deduct": 1, "pay": 1, "withhold": 1, "add": -1, "return": -1}
DONE: tuple[Standing, ...] = ("waived", "settled", "released", "kept")


@lru_cache(maxsize=4)
def handled(review: Review) -> Mapping[str, tuple[MoneyLine, Handled]]:
    """Every line by its id, and what people did about it by the close of the review's day; also one that was claimed and since then is
    not worked out any more."""
    lines = {line.id: line for line in money_lines(review)}
    acts = _acts(review)
    for id, several in acts.items():
        if id not in lines:
            lines[id] = _gone(review, id, several)
    if not lines:
        return {}
    scene = scene_of(review)
    return {id: (line, _handled(scene, line, acts.get(id, []))) for id, line in lines.items()}


def statements(review: Review) -> list[Statement]:
    """One for each month in which a line falls, in order."""
    by: dict[str, list[tuple[MoneyLine, Handled]]] = {}
    for line, done in handled(review).values():
        by.setdefault(month_of(line.day).label, []).append((line, done))
    return [_statement(review.on, by[label]) for label in sorted(by)]


def statement(review: Review, label: str) -> Statement | None:
    """The statement of one month, "2026-07"; without a line where nothing falls in it. None: that is no month."""
    period = parse_label(label)
    if period is None or period.kind != "month":
        return None
    found = next((each for each in statements(review) if each.period.label == label), None)
    return found or Statement(period=period, on=review.on, currency="GBP", lines=(), total=0, provisional=0)


def month_of(day: date) -> Period:
    """The month in whose statement a line stands."""
    return whole_period("month", day)


LET_GO = ("released", "waived")  # owed by nobody: told, and in no total


def _statement(on: date, lines: Sequence[tuple[MoneyLine, Handled]]) -> Statement:
    by_standing: dict[str, int] = {}
    for line, done in lines:
        if line.amount is not None:
            by_standing[done.standing] = by_standing.get(done.standing, 0) + SIGN[line.way] * line.amount
    return Statement(
        period=month_of(lines[0][0].day),
        on=on,
        currency=next((line.currency for line, _ in lines if line.currency), "GBP"),
        lines=tuple(lines),
        total=sum(SIGN[line.way] * line.amount for line, done in lines if line.counts and line.amount and done.standing not in LET_GO),
        provisional=sum(SIGN[line.way] * line.amount for line, _ in lines if not line.counts and line.amount),
        by_standing=by_standing,
    )


def _acts(review: Review) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = {}
    for act in review.facts.of(MoneyClaimed, MoneyWaived, MoneySettled, MoneyReleased, MoneyKept):
        if act.day <= review.on:
            found.setdefault(act.event.line, []).append(act)
    return found


def _gone(review: Review, id: str, acts: Sequence[Act]) -> MoneyLine:
    """A line that people acted on and that figures have taken away since: it stays told, with nothing owed for it."""
    rule = review.terms.rule(id.split("/")[0])
    way = rule.money.way if rule is not None and rule.money is not None else "deduct"
    why = said("money-gone", entry=acts[0].ref, on=acts[0].day)
    return MoneyLine(
        id=id,
        rule=rule.id if rule is not None else id,
        clause=rule.clause if rule is not None else (),
        way=way,
        of="",
        day=acts[0].day,
        label=acts[0].day.isoformat(),
        state="final",
        because=(why,),
        rate="",
        quantity=Fraction(0),
        currency="GBP",
        before=0,
        amount=0,
    )


# --- what became of a line -----------------------------------------------------------------------------------------------


def _handled(scene: Scene, line: MoneyLine, acts: Sequence[Act]) -> Handled:
    claimed = [act for act in acts if isinstance(act.event, MoneyClaimed)]
    settled = [act for act in acts if isinstance(act.event, MoneySettled)]
    paid = sum(act.event.amount for act in settled)
    found = Handled(
        standing=_plain(line),
        claimed=claimed[-1].event.amount if claimed else None,
        settled=paid,
        settled_in=settled[-1].event.period if settled else "",
        since=claimed[-1].day if claimed else None,
        entries=tuple(act.ref for act in acts),
    )
    if claimed:
        found = replace(found, standing="withheld" if line.way == "withhold" else "claimed")
    if settled and found.claimed is not None and paid >= found.claimed:
        found = replace(found, standing="settled", since=settled[-1].day)
    waived = next((act for act in acts if isinstance(act.event, MoneyWaived)), None)
    if waived is not None:
        return replace(found, standing="waived", since=waived.day)
    return _let_go(scene, line, found, acts) if line.way == "withhold" and line.state == "final" else found


def _plain(line: MoneyLine) -> Standing:
    """How a line stands that nobody has acted on."""
    if line.amount is None:
        return "waits"
    if line.state != "final":
        return line.state
    return "to be claimed" if line.amount else "nothing"


def _let_go(scene: Scene, line: MoneyLine, found: Handled, acts: Sequence[Act]) -> Handled:
    """What is withheld goes by the first that comes: a person's act, or the event of the contract."""
    rule = scene.timeline.on(line.day, scene.on).rule(line.rule)
    money: Money | None = rule.money if rule is not None else None
    ways: list[tuple[date, Standing, str]] = []
    for act in acts:
        if isinstance(act.event, MoneyReleased | MoneyKept):
            ways.append((act.day, "released" if isinstance(act.event, MoneyReleased) else "kept", ""))
    for name, standing in ((money.released, "released"), (money.kept, "kept")) if money is not None else ():
        day = event_since(scene, name, line.day, line.of) if name else None
        if day is not None:
            ways.append((day, standing, name))  # type: ignore[arg-type]
    if not ways:
        return found
    day, standing, name = min(ways, key=lambda way: way[0])
    because = (said(f"money-{standing}-by", name=name, on=day),) if name else ()
    return replace(found, standing=standing, since=day, because=because)
