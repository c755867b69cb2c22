"""Where the one action of a line of Home leads: to the page of its act where there is one, else to the contract's summary."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenor.desk.lookups.home import Line
from tenor.desk.permissions.for_needs import may_do

Way = tuple[str, tuple[str, ...]]  # an address's name, which ids of the line it takes

# act -> the button's words, the address's name, which ids of the line it takes
PAGES: dict[str, tuple[str | Promise, str, tuple[str, ...]]] = {
    "send return": (_("Fill in the return"), "return-form", ("return", "period")),
    "check return": (_("Check the return"), "return-check", ("return", "period")),
    "answer query": (_("Answer"), "row", ("dataset", "row")),
    "answer proposal": (_("Look and answer"), "proposal", ("proposal",)),
    "confirm return": (_("Look and confirm"), "return-confirm", ("entry",)),
    "settle figure": (_("Look and settle"), "figure", ("kpi", "period")),
    "discuss capacity": (_("See and reply"), "capacity-problem", ("problem",)),
    "decide": (_("Look and decide"), "why-step", ("step",)),
    "ask for plan": (_("Look"), "why-step", ("step",)),
    "issue notice": (_("Look"), "why-step", ("step",)),
    "look": (_("Look"), "why", ("kpi", "period")),
    "chase": (_("See what is late"), "returns", ()),
}
# where a line has no ids for the first: a question about a period as a whole is answered where its return is looked at
ELSE: dict[str, Way] = {"answer query": ("return-check", ("return", "period"))}


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
        return (_("Look"), *LOOKING)
    words, name, ids = PAGES.get(act, (_("Look"), "summary", ()))
    return (words, (name, ids), ELSE.get(act, (name, ids)), ("summary", ()))
