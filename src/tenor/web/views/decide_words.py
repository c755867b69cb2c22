"""Deciding in words: what a choice is called, what it comes to, how a card is headed. The contract's own names stay as it has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tenor.web.parts.day import full_day
from tenor.web.views.summary_ladder import capital

Data = dict[str, Any]


def label(option: Data) -> str:
    """What a way to decide is called: the contract's own word where it has one."""
    if option["choice"]:
        return capital(option["choice"])
    if option["outcome"] == "advice":
        return _("Take advice first")
    if option["outcome"] == "not taken":
        return _("Not now")
    names = _(" and ").join(option["leads_to"])
    words = {
        "plan": _("Ask for the %(step)s"),
        "notice": _("Prepare the %(step)s"),
        "meeting": _("Hold the %(step)s"),
        "duty": _("Start: %(step)s"),
    }
    return words.get(option["kind"], _("Yes: %(step)s")) % {"step": names}


def hint(option: Data) -> str:
    """One line under it; all that it leads to stands beside the form."""
    if option["outcome"] == "advice":
        return _("The card stays open. Legal and others add what they think.")
    if option["outcome"] == "not taken":
        return _("The card closes. With a day to look again, it stands on Home on that day.")
    words = {
        "plan": _("You ask for it next; both sides then agree what it says."),
        "notice": _("Opens the draft. A second person approves it before it goes out."),
        "meeting": _("With objectives, and a day on which what was chosen is looked at.") if option["review_day"] else "",
        "duty": _("It becomes a task with an owner."),
    }
    return words.get(option["kind"], _("Your reason says what is done, or why it is enough to know it."))


def gates(first: Sequence[str], since: str = "") -> str:
    """What must have happened first: one of them is enough. `since`: the day the conditions were met, where the contract counts from it."""
    found = []
    for each in first:
        name = each.removesuffix(" since met")
        met = name != each and since
        found.append(_("%(event)s after %(day)s") % {"event": name, "day": full_day(since)} if met else name)
    return _(" or ").join(found)


def heading(data: Data) -> str:
    """The finding: a question while it waits, else what was decided."""
    then, kind = data["then"], next((one["kind"] for one in data["options"] if one["outcome"] == "taken"), "")
    if data["unmet_on"] and not data["waiting"] and data["state"] not in ("taken", "not taken"):
        return _("No longer met: %(then)s") % {"then": then}
    if data["waiting"]:
        asked = {"plan": _("Ask for the %(then)s?"), "notice": _("Issue the %(then)s?"), "meeting": _("Hold the %(then)s?")}
        return (asked[kind] % {"then": then}) if kind in asked and not data["choose"] else f"{capital(then)}?"
    last = data["decisions"][-1] if data["decisions"] else None
    what = (last["choice"] if last else "") or then
    if data["state"] == "taken":
        return _("Decided: %(what)s") % {"what": what}
    return _("Decided: not now (%(what)s)") % {"what": then} if data["state"] == "not taken" else capital(then)


def said_by(one: Data) -> str:
    """What a decision came to, in a few words."""
    if one["outcome"] == "advice":
        return _("Opened again, for advice") if one["replaces"] else _("Advice")
    words = {"taken": _("yes"), "not taken": _("not now")}
    told = _("Decided anew: %(what)s") if one["replaces"] else _("Decided: %(what)s")
    return told % {"what": one["choice"] or words[one["outcome"]]}
