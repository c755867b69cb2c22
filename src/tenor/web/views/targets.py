"""Targets: each KPI with its definitions in force and to come, the baseline, and when both sides last looked at them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tenor.desk import clock
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_people import names_by_code
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address

Data = dict[str, Any]


@on_contract("see the contract")
@require_safe
def targets(request: HttpRequest, place: Place) -> HttpResponse:
    """The page."""
    data = page_on(place.contract, place.actor.side, "targets")
    today = clock.today().isoformat()
    names = names_by_code(place.contract)
    kpis = [_kpi(place, each, names, today) for each in data["kpis"]]
    may = "agreement-proposed" in offers(place, data["offers"]) and place.actor.may("agree a variation")
    context: Data = {
        "title": _title(kpis, data["open"]),
        "kpis": kpis,
        "levels": data["levels"],
        "review": _review(place, data["review"]),
        "waiting": [{"id": id, "href": contract_address(place, "proposal", id)} for id in data["open"]],
        "may": may,
        "new_href": contract_address(place, "target-new") if may else "",
        "late_href": f"{contract_address(place, 'target-new')}?start=late-return" if may else "",
        "changes_href": contract_address(place, "changes"),
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "targets/list.html", place, **context)


def _title(kpis: list[Data], waiting: list[str]) -> str:
    coming = sum(1 for kpi in kpis if kpi["coming"])
    if waiting:
        return _("A change of targets waits for an answer")
    if coming:
        return ngettext("Targets in force, and one change to come", "Targets in force, and %(n)s changes to come", coming) % {"n": coming}
    return _("The targets in force")


def _kpi(place: Place, kpi: Data, names: dict[str, str], today: str) -> Data:
    """With what stands now apart from what comes and what was."""
    spells = [_spell(place, each, names) for each in kpi["spells"]]
    begun = [each for each in spells if each["from"] <= today]
    now = begun[-1] if begun else None
    coming = [each for each in spells if each["from"] > today]
    is_over = now is not None and now["ended"]
    return {
        **kpi,
        "now": None if is_over else now,
        "over": now if is_over else None,
        "is_new": not begun,
        "coming": coming,
        "past": [{**each, "until": after["from"]} for each, after in pairwise(begun)][::-1],
        "first": now is not None and len(begun) == 1,
        "change_href": contract_address(place, "target-change", kpi["id"]),
        "end_href": contract_address(place, "target-end", kpi["id"]),
        "open_to_change": not (is_over or (coming and coming[-1]["ended"])),
        "chart_href": contract_address(place, "performance"),
    }


def _spell(place: Place, spell: Data, names: dict[str, str]) -> Data:
    variation = spell.get("variation")
    if variation is None:
        return spell
    sides = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}
    both = [
        {**each, "name": names.get(each["by"], "") or each["by"], "of": sides.get(each["side"], "")}
        for each in (variation["proposed"], variation["answered"])
        if each is not None
    ]
    href = contract_address(place, "proposal", variation["id"]) if variation["answered"] else ""
    return {**spell, "variation": {**variation, "both": both, "href": href}}


def _review(place: Place, review: Data | None) -> Data | None:
    if review is None:
        return None
    last, following = review["last"], review["next"]
    return {
        **review,
        "last": last and {**last, "href": contract_address(place, "meeting", last["meeting"])},
        "next": following and {**following, "href": contract_address(place, "meeting-slot", review["series"], following["slot"])},
    }
