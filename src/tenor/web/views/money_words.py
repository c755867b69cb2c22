"""How sums of money are said on pages: whose they are, how they stand, what was done about them."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tenor.base.clause import show_clauses
from tenor.desk.visible import Place
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.sentence import sentence
from tenor.web.views.act_pages import side_name

Data = dict[str, Any]

WAYS: dict[str, str | Promise] = {
    "deduct": gettext_lazy("off the charges"),
    "pay": gettext_lazy("to be paid by the supplier"),
    "withhold": gettext_lazy("may be withheld"),
    "add": gettext_lazy("a bonus for the supplier"),
    "return": gettext_lazy("earned back by the supplier"),
}
STANDINGS: dict[str, str | Promise] = {
    "waits": gettext_lazy("waits"),
    "provisional": gettext_lazy("provisional"),
    "disputed": gettext_lazy("disputed"),
    "nothing": gettext_lazy("nothing left"),
    "to be claimed": gettext_lazy("to be claimed"),
    "claimed": gettext_lazy("claimed"),
    "waived": gettext_lazy("let go"),
    "settled": gettext_lazy("settled"),
    "withheld": gettext_lazy("withheld"),
    "released": gettext_lazy("released"),
    "kept": gettext_lazy("kept for good"),
    "final": gettext_lazy("final"),
}
KINDS = {"disputed": "late", "settled": "done", "waived": "done", "released": "done", "kept": "done"}


def line_shown(place: Place, line: Data) -> Data:
    """One sum: what it is for, how it stands, and where a person decides about it."""
    reasons = [sentence(each) for each in line["because"]]
    may = offers(place, line["offers"])
    return {
        **line,
        "name": _name(line, reasons),
        "way_words": WAYS[line["way"]],
        "standing_words": STANDINGS[line["standing"]],
        "tag": "act" if may else KINDS.get(line["standing"], "open"),
        "reasons": reasons,
        "under": show_clauses(line["clause"]),
        "href": contract_address(place, "money-sum", line["id"]),
        "yours": bool(may),
        "to": side_name(place, line["owed_to"]),
    }


def _name(line: Data, reasons: list[str]) -> str:
    """What a sum is for: the measure, or what happened."""
    kpi = line["kpi"]
    if kpi:
        return f"{_('KPI %(n)s') % {'n': kpi['number']}} {kpi['title']}".strip() if kpi["number"] else str(kpi["title"])
    first = str(reasons[0]) if reasons else str(line["rule"])
    return first[:1].upper() + first[1:]


def finding(months: list[Data]) -> str:
    """The title of the page: what waits for a person here."""
    yours = sum(1 for month in months for line in month["lines"] if line["yours"])
    if yours:
        return ngettext("%(n)d sum of money waits: you decide", "%(n)d sums of money wait: you decide", yours) % {"n": yours}
    return _("Money")


def act_words(act: Data, months: list[Data]) -> str:
    """What was done, with its sum."""
    if act["kind"] == "MoneyClaimed":
        return _("Claimed: %(sum)s") % {"sum": act["amount"]}
    if act["kind"] == "MoneySettled":
        named = next((sentence(each["said"]) for each in months if each["label"] == act["period"]), act["period"])
        if act["by_way"] == "set off":
            return _("%(sum)s set off against the invoice of %(month)s") % {"sum": act["amount"], "month": named}
        return _("%(sum)s paid") % {"sum": act["amount"]}
    words = {"MoneyWaived": _("Let go"), "MoneyReleased": _("Released"), "MoneyKept": _("Kept for good")}
    return words[act["kind"]]
