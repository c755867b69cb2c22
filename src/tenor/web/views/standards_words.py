"""Failures, findings and certificates as the pages show them: state in words, the way so far, and where to go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk.visible import Place
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day, plain_day

Data = dict[str, Any]
Tell = Callable[[Data | None], Data | None]
Words = str | Promise

# state of a certificate -> its words, the kind of its tag
CERTIFICATES: dict[str, tuple[Words, str]] = {
    "current": (gettext_lazy("current"), "done"),
    "expires within 90 days": (gettext_lazy("ends within 90 days"), "open"),
    "expires within 30 days": (gettext_lazy("ends within 30 days"), "act"),
    "expired": (gettext_lazy("over"), "late"),
    "replaced": (gettext_lazy("replaced"), "done"),
}
WEIGHTS: dict[str, Words] = {
    "major": gettext_lazy("major"),
    "minor": gettext_lazy("minor"),
    "observation": gettext_lazy("observation"),
    "": gettext_lazy("no weight given"),
}
OUTCOMES: dict[str, Words] = {
    "improved": gettext_lazy("improved"),
    "not improved": gettext_lazy("not improved"),
    "closed": gettext_lazy("plan closed"),
}


def failure_shown(place: Place, one: Data, tell: Tell) -> Data:
    """A failure with its tag, its way and its links."""
    state, kind = _failure_state(one)
    step = one["step"]
    ask = bool(step) and not one["plan"] and step["state"] == "taken" and place.actor.may("ask for a plan")
    return {
        **one,
        "told": tell(one["told"]),
        "investigated": tell(one["investigated"]),
        "state": state,
        "kind": kind,
        "href": contract_address(place, "failure", one["id"]),
        "steps": _way(one, [(_("Found not met"), one["told"]), (_("Looked into"), one["investigated"])]),
        "plan_href": contract_address(place, "plan", one["plan"]["id"]) if one["plan"] else "",
        "ask_href": contract_address(place, "plan-ask", step["id"]) if ask else "",
        "step_href": _step_href(place, step) if step else "",
    }


def _step_href(place: Place, step: Data) -> str:
    decide = contract_address(place, "decide", step["id"]) if step["waiting"] else ""
    return decide or contract_address(place, "why-step", step["id"])


def _failure_state(one: Data) -> tuple[str, str]:
    plan = one["plan"]
    if one["investigated"] is None:
        return _("to be looked into"), "act"
    if plan is None:
        return _("looked into"), "done"
    if plan["open"]:
        return (_("being put right"), "open") if plan["agreed_on"] else (_("plan not agreed yet"), "open")
    return str(OUTCOMES.get(plan["state"], plan["state"])), "done" if plan["state"] != "not improved" else "late"


def _way(one: Data, first: list[tuple[str, Data | None]]) -> list[Data]:
    """The way of something that is put right, in the shape of parts/steps.html. The first step that is not done is the current one."""
    plan = one["plan"]
    steps: list[tuple[str, str]] = [(name, full_day(act["on"]) if act else "") for name, act in first]
    agreed = full_day(plan["agreed_on"]) if plan and plan["agreed_on"] else ""
    asked = _("asked for on %(day)s") % {"day": plain_day(plan["asked_on"])} if plan and not agreed else ""
    steps.append((_("Action plan agreed"), agreed))
    if "closed" in one:
        steps.append((_("Closed"), full_day(one["closed"]["on"]) if one["closed"] else ""))
    else:
        steps.append((_("Outcome"), _outcome(plan)))
    now = next((name for name, note in steps if not note), "")
    return [
        {"name": name, "note": note or (asked if name == steps[-2][0] else "") or _("not yet"), "current": name == now}
        for name, note in steps
    ]


def _outcome(plan: Data | None) -> str:
    if plan is None or plan["open"]:
        return ""
    words = str(OUTCOMES.get(plan["state"], plan["state"]))
    return f"{words}, {full_day(plan['reviewed_on'])}" if plan["reviewed_on"] else words


def finding_shown(place: Place, one: Data, tell: Tell) -> Data:
    """A finding with its tag, its way and its links."""
    state, kind = _finding_state(one)
    shown = {
        **one,
        "told": tell(one["told"]),
        "investigated": tell(one["investigated"]),
        "closed": tell(one["closed"]),
        "state": state,
        "kind": kind,
        "weight_words": WEIGHTS.get(one["weight"], one["weight"]),
        "href": contract_address(place, "finding", one["id"]),
        "audit_href": contract_address(place, "audit", one["audit"]) if one["audit"] else "",
        "certificate_href": contract_address(place, "certificate", one["certificate"]) if one["certificate"] else "",
        "plan_href": contract_address(place, "plan", one["plan"]["id"]) if one["plan"] else "",
        "failed": [{"id": each, "href": contract_address(place, "failure", each)} for each in one["failures"]],
        "agreed_actions": [{"id": each, "href": contract_address(place, "action", each)} for each in one["actions"]],
        "in_time": one["took"] is not None and one["target_days"] is not None and one["took"] <= one["target_days"],
    }
    return {**shown, "steps": _way(one, [(_("Found"), one["told"]), (_("Looked into"), one["investigated"])])}


def _finding_state(one: Data) -> tuple[str, str]:
    if one["closed"]:
        return _("closed"), "done"
    if one["plan"] and one["plan"]["agreed_on"]:
        return (_("being put right"), "open") if one["plan"]["open"] else (_("to be closed"), "act")
    return (_("looked into"), "open") if one["investigated"] else (_("to be looked into"), "act")


def certificate_shown(place: Place, one: Data, tell: Tell, findings: list[Data]) -> Data:
    """A certificate with its tag, what its words say, and the findings that were made of it."""
    state, kind = CERTIFICATES[one["state"]]
    words = one["told"]["words"]
    return {
        **one,
        "told": tell(one["told"]),
        "state_words": state,
        "kind": kind,
        "name": words.get("name", ""),
        "scope": words.get("scope", ""),
        "body": words.get("body", ""),
        "left_out": words.get("left_out", ""),
        "findings": [each for each in findings if each["certificate"] == one["id"]],
        "href": contract_address(place, "certificate", one["id"]),
        "replaced_href": contract_address(place, "certificate", one["replaced_by"]) if one["replaced_by"] else "",
    }


def plan_choices(plans: list[Data]) -> list[tuple[str, str]]:
    """The open plans that may put something right, as answers of a form."""
    return [(each["id"], _("%(plan)s, asked for on %(day)s") % {"plan": each["id"], "day": full_day(each["asked_on"])}) for each in plans]
