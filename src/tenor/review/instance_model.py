"""The nouns between a rule and its money: what the rate is multiplied by, and what that is counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tenor.base.wording import Said
from tenor.review.holding import Firmness
from tenor.review.model import Duty
from tenor.review.points import Brought
from tenor.review.scene import Scene
from tenor.terms.model import Money, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """`occurrence`: what a cap "per occurrence" holds for (a late duty is one, however many months it spans); `rule`, `money`: as in force
    for it."""

    rule: Rule
    money: Money
    occurrence: str
    of: str
    day: date
    label: str
    state: Firmness
    quantity: Fraction
    because: tuple[Said, ...]
    kpi: str = ""
    waits: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What instances are counted from."""

    scene: Scene
    points: Mapping[tuple[str, str], Sequence[Brought]]
    duties: Mapping[str, Duty] = field(default_factory=dict)
