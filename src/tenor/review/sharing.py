"""Agreements under which data are shared, and when somebody looks next whether both sides are still signatories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.base.period import months_after
from tenor.base.wording import Said, said
from tenor.ledger.events.assurance import SharingAgreed, SharingChecked
from tenor.ledger.model import Act, Facts

MONTHS = 12  # local practice: looked at once a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """One agreement. `next_check`: the day somebody gave, else a year after it was signed or last looked at."""

    id: str
    act: Act
    signed_on: date | None
    checks: tuple[Act, ...]
    next_check: date
    given: bool  # whether somebody gave the day of the next check

    @property
    def last(self) -> date:
        """The day on which it was last looked at, or signed."""
        return self.checks[-1].day if self.checks else self.signed_on or self.act.day

    @property
    def worked_out(self) -> Said:
        """Why it is checked on that day."""
        if self.given:
            return said("sharing-day-given", due=self.next_check)
        return said("sharing-a-year-after", due=self.next_check, last=self.last)


def sharing(facts: Facts) -> list[Sharing]:
    """All, in the order in which they were recorded."""
    checked = facts.of(SharingChecked)
    return [_one(act, tuple(each for each in checked if each.event.agreement == act.event.agreement)) for act in facts.of(SharingAgreed)]


def _one(act: Act, checks: tuple[Act, ...]) -> Sharing:
    last = checks[-1] if checks else act
    given = last.event.review_on
    since = last.day if checks else act.event.signed_on or act.day
    return Sharing(
        id=act.event.agreement,
        act=act,
        signed_on=act.event.signed_on,
        checks=checks,
        next_check=given or months_after(since, MONTHS),
        given=given is not None,
    )
