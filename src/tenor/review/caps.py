"""Caps: of what is reckoned, no more than the contract allows, in order of time (terms-language.md 7).

What is final comes first, in the order of the days it falls on and then of the terms; what is provisional or disputed has what is left. Of
several caps the smallest rest holds. A per cent of a charge is that of the month, quarter or year in which the line falls. Any 12 months
are reckoned by the days on which the lines fall: no stretch of that length, wherever it begins, holds more than the cap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tenor.base.period import later_by
from tenor.base.phrases.money import MoneyCap
from tenor.base.phrases.window import AnyStretch, SamePeriod
from tenor.base.wording import said
from tenor.review.charges import Base
from tenor.review.coins import coin_words, to_coins
from tenor.review.money_model import MoneyLine
from tenor.review.scene import Scene
from tenor.review.settling import label_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Capped:
    """A line before its caps: those of its rule, and what "per occurrence" holds for."""

    line: MoneyLine
    caps: tuple[MoneyCap, ...]
    occurrence: str


Given = tuple[date, str, int]  # the day, the occurrence, and what all caps let through


def allocate(scene: Scene, lines: Sequence[Capped], base_of: Callable[[str, date], Base]) -> list[MoneyLine]:
    """The lines of one rule with their caps, in the order given."""
    order = sorted(range(len(lines)), key=lambda i: (lines[i].line.state != "final", lines[i].line.day, i))
    given: list[Given] = []  # one for all caps: a cap that a variation changes goes on from what was let through before
    done: dict[int, MoneyLine] = {}
    for i in order:
        done[i] = _capped(scene, lines[i], given, base_of)
    return [done[i] for i in range(len(lines))]


def _capped(scene: Scene, one: Capped, given: list[Given], base_of: Callable[[str, date], Base]) -> MoneyLine:
    line = one.line
    if line.before is None:
        return line
    allowed, words = line.before, []
    caps = {cap.text: cap for cap in one.caps}  # one that is written twice is one
    for cap in caps.values():
        most = _most(cap, line, base_of)
        if not isinstance(most, int):
            return replace(line, amount=None, waits=(*line.waits, most.said))
        taken = _taken(scene, cap, given, line.day, one.occurrence)
        left = max(most - taken, 0)
        if left < line.before:
            words.append((left, cap.text))
        allowed = min(allowed, left)
    given.append((line.day, one.occurrence, allowed))
    said_of = tuple(
        said(
            "money-capped",
            before=coin_words(line.before, line.currency),
            only=coin_words(left, line.currency),
            cap=text,
        )
        for left, text in words
        if left == allowed
    )
    return replace(line, amount=allowed, caps=said_of)


def _most(cap: MoneyCap, line: MoneyLine, base_of: Callable[[str, date], Base]) -> int | Base:
    """The cap in the smallest coin; what it waits for where its charge is not known."""
    rate = cap.rate.number
    if cap.rate.currency:
        return to_coins(Fraction(*rate.ratio), cap.rate.currency)[0]
    base = base_of(cap.rate.charge, line.day)
    if base.amount is None:
        return base
    return to_coins(base.amount * rate.digits / (100 * 10**rate.scale), base.currency)[0]


def _taken(scene: Scene, cap: MoneyCap, given: Sequence[tuple[date, str, int]], day: date, occurrence: str) -> int:
    """What a cap has let through already, where it holds for this line too."""
    if cap.per is not None:
        return sum(amount for _, of, amount in given if of == occurrence)
    stretch = cap.stretch
    if isinstance(stretch, SamePeriod):
        own = label_of(scene.terms, stretch.period, day)
        return sum(amount for when, _, amount in given if label_of(scene.terms, stretch.period, when) == own)
    if isinstance(stretch, AnyStretch):
        starts = {day, *(when for when, _, _ in given if when <= day < later_by(when, stretch.n, stretch.period))}
        windows = [(start, later_by(start, stretch.n, stretch.period)) for start in starts]
        return max(sum(amount for when, _, amount in given if start <= when < end) for start, end in windows)
    return sum(amount for _, _, amount in given)
