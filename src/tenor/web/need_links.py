"""Where the one action of a line of Home leads: to the page of its act where there is one, else to the contract's summary."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenor.desk.lookups.home import Line
from tenor.desk.permissions.for_needs import may_do
from tenor.desk.permissions.table import MAY

Way = tuple[str, tuple[str, ...]]  # an address's name, which ids of the line it takes

# act -> the button's words, the address's name, which ids of the line it takes
PAGES: dict[str, tuple[str | Promise, str, tuple[str, ...]]] = {
    "send return": (_("Fill in the return"), "return-form", ("return", "period")),
    "check return": (_("Check the return"), "return-check", ("return", "period")),
    "answer query": (_("Answer"), "row", ("dataset", "row")),
    "answer message": (_("Read and answer"), "message", ("message",)),
    "answer request": (_("Look and answer"), "flexible", ("request",)),
    "answer proposal": (_("Look and answer"), "proposal", ("proposal",)),
    "confirm return": (_("Look and confirm"), "return-confirm", ("entry",)),
    "settle figure": (_("Look and settle"), "figure", ("kpi", "period")),
    "discuss capacity": (_("See and reply"), "capacity-problem", ("problem",)),
    "decide": (_("Look and decide"), "decide", ("step",)),
    "check law": (_("Look and check"), "decide", ("step",)),
    "hold meeting": (_("Prepare the meeting"), "meeting-slot", ("series", "slot")),
    "see to attendance": (_("See to it"), "meeting", ("meeting",)),
    "sign start": (_("Read and sign"), "meeting", ("meeting",)),
    "plan meeting": (_("Prepare the meeting"), "meetings", ()),
    "send minutes": (_("Write the minutes"), "minutes", ("meeting",)),
    "establish receipt": (_("Say when it arrived"), "minutes", ("meeting",)),
    "acknowledge": (_("Say that it arrived"), "minutes", ("meeting",)),
    "answer minutes": (_("Read and answer"), "minutes", ("meeting",)),
    "issue minutes": (_("Issue the minutes"), "minutes", ("meeting",)),
    "propose plan": (_("Write the plan"), "plan-write", ("plan",)),
    "sign plan": (_("Read and agree"), "plan-sign", ("plan",)),
    "review plan": (_("Review the plan"), "plan-review", ("plan",)),
    "ask for plan": (_("Ask for the plan"), "plan-ask", ("step",)),
    "issue notice": (_("Write the letter"), "letter-new", ("step",)),
    "approve letter": (_("Read and approve"), "letter", ("notice",)),
    "advise on letter": (_("Read and advise"), "letter", ("notice",)),
    "issue letter": (_("Issue it"), "letter", ("notice",)),
    "change letter": (_("Change the letter"), "letter", ("notice",)),
    "do duty": (_("Look"), "duty", ("duty",)),
    "do action": (_("Look"), "action", ("action",)),
    "supply information": (_("Look and answer"), "information", ("request",)),
    "investigate": (_("Look into it"), "failure", ("failure",)),
    "look into finding": (_("Look into it"), "finding", ("finding",)),
    "close finding": (_("Look and close"), "finding", ("finding",)),
    "show certificate": (_("Look"), "certificate", ("certificate",)),
    "check sharing": (_("Look and check"), "sharing", ("agreement",)),
    "review risk": (_("Look again"), "risk", ("risk",)),
    "look": (_("Look"), "why", ("kpi", "period")),
    "chase": (_("See what is late"), "action", ("action",)),
    "do item": (_("Look"), "checklist", ("checklist",)),
    "decide what comes after": (_("Look and decide"), "after", ()),
    "archive": (_("Close it"), "close", ()),
}
# where a line has no ids for the first: a question about a period as a whole is answered where its return is looked at
ELSE: dict[str, Way] = {
    "investigate": ("standards", ()),
    "answer query": ("return-check", ("return", "period")),
    "establish receipt": ("letter", ("notice",)),
    "acknowledge": ("letter", ("notice",)),
    "hold meeting": ("meeting-new-of", ("consequence",)),
    "chase": ("returns", ()),
    "decide": ("why-step", ("step",)),
}


# where somebody looks who may not do it, and where a line leads that asks for a look alone: the first that the line has ids for
LOOKING: tuple[Way, ...] = (("why-step", ("step",)), ("why", ("kpi", "period")), ("summary", ()))
FINAL: dict[str, Way] = {"supplier": ("return-form", ("return", "period")), "buyer": ("return-check", ("return", "period"))}


def link_of(line: Line) -> tuple[str | Promise, str]:
    """The words of the button and where it goes."""
    words, *ways = _ways(line)
    for name, asked in ways:
        args = [line.need.of(id) for id in asked]
        if all(args):
            try:
                return words, reverse(name, args=[line.contract.pk, *args])
            except NoReverseMatch:
                continue
    return words, ""


def _ways(line: Line) -> tuple[Any, ...]:
    """The words of the button, and the ways to try."""
    act = line.need.act
    if line.need.kind == "becoming final":
        # an empty form is for those who may fill it in
        way = (FINAL[line.side],) if may_do("send return" if line.side == "supplier" else "check return", line.roles) else ()
        return (_("Look"), *way, ("performance", ()))
    if not line.may:
        advises = act == "decide" and bool(set(line.roles) & set(MAY["advise"]))
        return (_("Look and advise"), ("decide", ("step",)), *LOOKING) if advises else (_("Look"), *LOOKING)
    words, name, ids = PAGES.get(act, (_("Look"), "summary", ()))
    return (words, (name, ids), ELSE.get(act, (name, ids)), ("summary", ()))
