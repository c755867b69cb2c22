"""Where we stand, as the page shows it: rungs with their state in words, and one thing to do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tenor.desk.visible import Place
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence

Data = dict[str, Any]
MOST_LINES = 5


def rungs(place: Place, data: Data) -> list[Data]:
    """The ladder part's data. One button is filled: that of the gravest thing that waits."""
    gravest = data["finding"]["cards"][0]["steps"] if data["finding"]["cards"] else []
    return [_rung(place, rung, main=bool(set(gravest) & set(rung["steps"]))) for rung in data["ladder"]]


def _rung(place: Place, rung: Data, *, main: bool) -> Data:
    state = {"past": "past", "here": "here", "decide": "decide", "not met": "ahead"}[rung["place"]]
    words, kind = _tag(place, rung)
    return {
        "state": state,
        "name": capital(rung["title"]),
        "tag": words,
        "tag_kind": kind,
        "clause": rung["clause"],
        **_body(place, rung, main),
    }


def _tag(place: Place, rung: Data) -> tuple[str, str]:
    if rung["place"] == "decide":
        return (
            (_("conditions met: you decide"), "act") if place.actor.may("decide a step") else (_("conditions met: the council decides"), "")
        )
    if rung["place"] == "here" and rung["kind"] != "monitoring":
        return _("in force"), ""
    return "", ""


def _body(place: Place, rung: Data, main: bool) -> Data:
    lines = [capital(line) for line in rung["said"]]
    left = len(lines) - MOST_LINES
    if left > 0:
        lines = [*lines[:1], *lines[1 - MOST_LINES :]]
    if rung["place"] == "not met" and rung["met_by"]:
        lines += [_("Not met. What would meet it:"), *(capital(each) for each in rung["met_by"])]
    steps = rung["steps"] if rung["place"] == "decide" else []
    href = (contract_address(place, "decide", steps[0]) or contract_address(place, "why-step", steps[0])) if steps else ""
    label = _("Look and decide") if place.actor.may("decide a step") else _("Why are the conditions met?")
    action = {"href": href, "label": label, "main": main and place.actor.may("decide a step")} if href else None
    return {"lines": lines, "action": action}


def capital(said: Any) -> str:
    """A sentence with a capital letter first."""
    text = str(sentence(said))
    return text[:1].upper() + text[1:]
