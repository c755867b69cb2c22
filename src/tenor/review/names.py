"""What plans, notices and minutes are called in sentences that people read: by what they are and their day, never by an id."""

from __future__ import annotations

from datetime import date

from tenor.base.wording import Said, said


def plan_named(step: str, requested_on: date) -> Said:
    """ "the improvement plan of Wed 10 May 2023": the day it was asked for."""
    return said("the-plan", step=step or said("a-plan"), on=requested_on)


def notice_named(step: str, issued_on: date) -> Said:
    """ "the formal warning of Mon 12 Jun 2023": the day it was issued."""
    return said("the-notice", step=step, on=issued_on)


def minutes_named(held_on: date) -> Said:
    """ "the minutes of Thu 20 Apr 2023": of the meeting held on the day."""
    return said("the-minutes", on=held_on)
