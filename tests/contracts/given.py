"""The example contracts as they lie in `contracts/`, and short ways to ask a review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tenor.ledger.folder import Held, read_folder
from tenor.review.model import Duty, Plan, RatingVersion, Review, Step
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

CONTRACTS = Path(__file__).resolve().parents[2] / "contracts"
NAMES = ("reg-44-visits", "lift-repairs", "day-centres", "ict-service", "leisure-centre", "supported-living", "telecare-installation")


@dataclass(frozen=True)
class Contract:
    """A contract's folder, read once."""

    folder: Path
    terms: Terms
    held: Held

    def on(self, day: str, *, as_known_at: str = "") -> Review:
        """The review at the close of a day."""
        known = date.fromisoformat(as_known_at) if as_known_at else None
        return _review(self, date.fromisoformat(day), known)


@cache
def contract(name: str) -> Contract:
    folder = CONTRACTS / name
    read = read_yaml((folder / "terms.yaml").read_text(encoding="utf-8"), "terms.yaml")
    assert read.terms is not None, [str(problem) for problem in read.problems]
    assert not read.problems, [str(problem) for problem in read.problems]
    return Contract(folder=folder, terms=read.terms, held=read_folder(folder))


_REVIEWS: dict[tuple[Path, date, date | None], Review] = {}


def _review(of: Contract, on: date, known: date | None) -> Review:
    key = (of.folder, on, known)
    if key not in _REVIEWS:
        _REVIEWS[key] = review(of.terms, of.held.entries, on=on, as_known_at=known)
    return _REVIEWS[key]


def rating(made: Review, kpi: str, period: str) -> RatingVersion:
    """How a KPI stood in a period on the day of the review."""
    return made.ratings.by_kpi[kpi][period].at(made.on)


def levels(made: Review, kpi: str, periods: list[str]) -> list[str | None]:
    return [rating(made, kpi, period).rating for period in periods]


def overall(made: Review, period: str) -> str | None:
    return made.ratings.overall[period].at(made.on).rating


def steps(made: Review, rule: str) -> list[Step]:
    """The steps of a rule, in order of being met."""
    return [step for step in made.steps if step.rule == rule]


def met(made: Review, rule: str) -> list[str]:
    """The days on which a rule was met."""
    return [step.met_on.isoformat() for step in steps(made, rule)]


def duty(made: Review, id: str) -> Duty:
    return next(each for each in made.duties if each.id == id)


def plan(made: Review, id: str) -> Plan:
    return next(each for each in made.plans if each.id == id)


def minutes(made: Review, meeting: str) -> str:
    return next(each.state for each in made.minutes if each.meeting == meeting)
