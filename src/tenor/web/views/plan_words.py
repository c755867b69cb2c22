"""How a plan is said to people: its title, its state, whose turn it is, its milestones on the reader's day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.desk.visible import Place
from tenor.review.plan_progress import milestone_state
from tenor.web.parts.day import full_day, short_day
from tenor.web.parts.sentence import sentence

Data = dict[str, Any]


def title_of(plan: Data) -> str:
    """ "Improvement plan for KPI 2"."""
    step = plan["step"][:1].upper() + plan["step"][1:]
    what = names(plan["kpis"])
    return _("%(step)s for %(what)s") % {"step": step, "what": what} if what else step


def names(kpis: Sequence[Data]) -> str:
    """ "KPI 2 and KPI 3"; by title where there is no number."""
    return listed([called(kpi) for kpi in kpis])


def called(kpi: Data) -> str:
    return f"KPI {kpi['number']}" if kpi.get("number") else str(kpi.get("title", ""))


def listed(several: Sequence[str]) -> str:
    """ "A, B and C"."""
    return _("%(first)s and %(last)s") % {"first": ", ".join(several[:-1]), "last": several[-1]} if len(several) > 1 else "".join(several)


def state_of(plan: Data) -> tuple[str, str]:
    """A plan's state in words, and the kind of its tag."""
    words = {
        "requested": (_("asked for"), "act"),
        "incomplete": (_("incomplete"), "open"),
        "incomplete, late": (_("incomplete, late"), "late"),
        "proposed": (_("proposed"), "act"),
        "proposed, late": (_("proposed, late"), "late"),
        "not engaged": (_("nothing proposed in time"), "late"),
        "agreed": (_("agreed"), "done"),
        "agreed late": (_("agreed late"), "done"),
        "improved": (_("improved"), "done"),
        "not improved": (_("not improved"), "late"),
        "closed": (_("closed"), ""),
    }
    return words.get(plan["state"], (plan["state"], ""))


def turn_of_plan(place: Place, plan: Data) -> str:
    """Whose turn it is, by name."""
    if plan["turn"] == place.side:
        return _("your turn")
    return _("it is the turn of %(who)s") % {"who": sides(place)[plan["turn"]]} if plan["turn"] else ""


def sides(place: Place) -> dict[str, str]:
    """Both sides by name."""
    return {
        "buyer": place.contract.organisation.name,
        "supplier": place.contract.supplier_name or _("the supplier"),
        "both": _("both sides"),
        "system": _("Tenor"),
    }


def with_states(milestones: Iterable[Data], today: date) -> list[Data]:
    """Each milestone as it stands today, in words and kind of tag."""
    words = {
        "met": (_("met"), "done"),
        "missed": (_("missed"), "late"),
        "not reported": (_("day over, not reported"), "late"),
        "to come": (_("to come"), ""),
    }
    found = []
    for one in milestones:
        planned = date.fromisoformat(one["planned"]) if one["planned"] else None
        state = milestone_state(planned, one["met"], today)
        found.append({**one, "state": state, "word": words[state][0], "kind": words[state][1]})
    return found


def tally(milestones: Sequence[Data], today: date) -> str:
    """ "2 of 5 milestones missed (Fri 2 Jun and Mon 5 Jun)", and what else there is to say."""
    if not milestones:
        return ""
    n, parts = len(milestones), []
    missed = [one for one in milestones if one["state"] == "missed"]
    silent = [one for one in milestones if one["state"] == "not reported"]
    met = sum(1 for one in milestones if one["state"] == "met")
    if missed:
        text = ngettext("%(k)d of %(n)d milestone missed (%(days)s)", "%(k)d of %(n)d milestones missed (%(days)s)", n)
        parts.append(text % {"k": len(missed), "n": n, "days": _days(missed, today)})
    if silent:
        parts.append(_("%(k)d not reported (%(days)s)") % {"k": len(silent), "days": _days(silent, today)})
    if met or not parts:
        text = ngettext("%(k)d of %(n)d milestone met", "%(k)d of %(n)d milestones met", n) if not parts else _("%(k)d met")
        parts.append(text % {"k": met, "n": n})
    return "; ".join(parts)


def _days(several: Sequence[Data], today: date) -> str:
    return listed([short_day(one["planned"] or one["reported_on"], today) for one in several])


def worked_out(plan: Data) -> str:
    """How the day was found, with what it is counted from."""
    if not plan["worked_out"]:
        return ""
    return str(sentence(plan["worked_out"]))


def clock_of(plan: Data, days: Sequence[Data], today: date) -> list[Data]:
    """The clock's days as the part draws them."""
    found = []
    for one in days:
        day = date.fromisoformat(one["day"])
        if one["n"] is None:
            found.append({**one, "kind": "skip", "note": _("holiday")})
        elif one["day"] == plan["due"]:
            found.append({**one, "kind": "today" if day == today else "last", "note": _("last day")})
        else:
            found.append(
                {**one, "kind": "today" if day == today else "used" if day < today else "", "note": _("today") if day == today else ""}
            )
    return found


def clock_title(plan: Data) -> str:
    """Which of the two clocks it is (first plan, further plan)."""
    if plan["notice"]:
        return _("Clock of a further plan: it runs from the day the letter was received, %(day)s") % {"day": full_day(plan["requested_on"])}
    return _("Clock of a first plan: it runs from the day it was asked for, %(day)s") % {"day": full_day(plan["requested_on"])}


def lacking(field: str, words: Mapping[str, str]) -> str:
    """What a task or a plan lacks, in the middle of a sentence."""
    return _("day of the milestone") if field == "by" else words[field].lower()


def task_lacks(n: int, what: Sequence[str]) -> str:
    """ "Task 1 has no resource"; of several things a list."""
    if len(what) == 1:
        return _("Task %(n)d has no %(what)s") % {"n": n, "what": what[0]}
    return _("Task %(n)d lacks: %(what)s") % {"n": n, "what": ", ".join(what)}


def field_words() -> dict[str, str]:
    """What the parts of a row are called, where the contract has no words of its own."""
    return {
        "kpi": _("KPI"),
        "level": _("Current level"),
        "reason": _("Issue or reason"),
        "action": _("Action"),
        "outcome": _("Expected outcome"),
        "timescale": _("Timescale"),
        "milestone": _("Milestone"),
        "by": _("Milestone's day"),
        "owner": _("Owner"),
        "resource": _("Resource"),
        "review_on": _("Review date"),
    }
