"""What the pages of the beginning and the end say in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tenor.desk.visible import Place
from tenor.web.parts.day import full_day
from tenor.web.role_words import who, who_choices

Data = dict[str, Any]


def days_late(item: Data, today: str) -> int:
    """Calendar days past its day, 0 where it is not late."""
    if item["state"] != "open" or not item["due"] or item["due"] >= today:
        return 0
    return (date.fromisoformat(today) - date.fromisoformat(item["due"])).days


def ending_words(ending: Data, over: bool) -> str:
    """How a contract is over, or will be."""
    day = {"day": full_day(ending["last_day"])}
    if ending["how"] == "terminated":
        return (_("Terminated: its last day was %(day)s") if over else _("Terminated: its last day is %(day)s")) % day
    if ending["how"] == "completed":
        return (_("Completed: its last day was %(day)s") if over else _("Completed: its last day is %(day)s")) % day
    if ending["how"] == "ended by agreement":
        return (_("Ended by agreement: its last day was %(day)s") if over else _("It ends by agreement: its last day is %(day)s")) % day
    return (_("Expired on its last day, %(day)s") if over else _("It runs until its last day, %(day)s")) % day


def choice_words(decision: Data) -> str:
    """What was decided to come after."""
    if decision["choice"] == "extend":
        return _("Decided: it goes on until %(day)s, once the other side agrees") % {"day": full_day(decision["to"])}
    return _("Decided: it ends and is tendered again") if decision["choice"] == "re-tender" else _("Decided: it ends and nothing follows")


def after_line(data: Data, today: str) -> str:
    """How what comes after stands, in one line."""
    after = data["after"]
    if after["decided"]:
        return choice_words(after["decided"])
    day = {"day": full_day(after["decide_by"])}
    if today > data["ending"]["last_day"]:
        return _("Nothing was decided before the last day")
    return _("To be decided by %(day)s") % day


def holders_of(place: Place, roles: Sequence[str]) -> list[tuple[str, str]]:
    """Who may have something: both sides by name, and the roles of the contract."""
    return who_choices(("buyer", "supplier", *roles), place.contract)


def holder_words(place: Place, holder: str) -> str:
    """A side by its name, a role as the contract has it."""
    named = who(holder, place.contract)
    return named[:1].upper() + named[1:]


def starters(checklist: str) -> list[tuple[str, str]]:
    """A list to begin from: what, and whose it is as a rule."""
    if checklist == "exit":
        return [
            (_("Information handed back"), "supplier"),
            (_("Final return sent"), "supplier"),
            (_("Access to systems removed"), "buyer"),
            (_("Keys and passes given back"), "supplier"),
            (_("Data deleted, and that confirmed in writing"), "supplier"),
            (_("Lessons talked through and kept"), "buyer"),
            (_("Everybody in contact told what comes next"), "buyer"),
        ]
    if checklist == "handover":
        return [
            (_("Earlier reports and figures"), "buyer"),
            (_("Who to call, and how"), "buyer"),
            (_("Open matters and promises"), "buyer"),
            (_("Risks and needs people should know of"), "buyer"),
        ]
    return [
        (_("People in post, checked and trained"), "supplier"),
        (_("Cover for absence agreed"), "supplier"),
        (_("Systems set up and tried"), "supplier"),
        (_("What is expected of equality agreed"), "buyer"),
    ]
