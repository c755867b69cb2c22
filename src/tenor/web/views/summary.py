"""The Summary of a contract: where it stands, what follows, whom to call. For members of the council one plain page of the same."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tenor.desk import clock
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.parts.sentence import sentence
from tenor.web.views.summary_ladder import rungs
from tenor.web.views.summary_strip import Year, chosen_year, strip_of

Data = dict[str, Any]


@on_contract("see the contract", "see one page")
def summary(request: HttpRequest, place: Place) -> HttpResponse:
    """One year of the strip at a time; `?year=2` another."""
    data = page_on(place.contract, place.side, "summary")  # type: ignore[arg-type]
    today = clock.today()
    if not place.actor.sees_all:
        return show(request, "summary/one_page.html", place, **one_page(data, today))
    year = chosen_year(data["strip"]["years"], request.GET.get("year", ""), today)
    return show(request, "summary/summary.html", place, **context(place, data, year, today))


def context(place: Place, data: Data, year: Year | None, today: date) -> Data:
    """What the page shows, with its links."""
    return {
        **shared(data, today),
        "year": year,
        "strip": None if year is None else strip_of(place, data, year, today),
        "rungs": rungs(place, data),
        "follows": data["follows"],
        "what_if_href": contract_address(place, "what-if"),
        "ladder_href": contract_address(place, "ladder"),
        "people": data["people"],
        "subcontractors": data["subcontractors"],
        "dates": [{**each, "worked_out": how(each)} for each in _ahead(data, today)],
        "banners": banners(data, today),
        "clauses_href": contract_address(place, "documents"),
        "decide_href": _decide_href(place, data),
        "as_known_on": today,
        "is_buyer": place.side == "buyer",
        "may_decide": place.actor.may("decide a step"),
    }


def one_page(data: Data, today: date) -> Data:
    """The same facts without clauses, contacts and forms."""
    years = data["strip"]["years"]
    return {
        **shared(data, today),
        "rows": list(_told(data, today)),
        "dates": _ahead(data, today)[:4],
        "year": chosen_year(years, "", today),
    }


def shared(data: Data, today: date) -> Data:
    """What every view of the page shows."""
    finding = data["finding"]
    return {
        "levels": data["levels"],
        "finding": finding,
        "card": finding["cards"][0] if finding["cards"] else None,
        "others": finding["cards"][1:],
        "latest": finding["latest"],
        "buyer": data["buyer"],
        "supplier": data["supplier"],
        "ladder": data["ladder"],
    }


def banners(data: Data, today: date) -> list[Data]:
    """What has to be said above everything else, as it stands today."""
    return [flag for flag in data["flags"] if flag["kind"] in ("not mobilised", "no manager") and holds(flag, today)]


def holds(flag: Data, today: date) -> bool:
    """Whether a flag stands on a day."""
    day = today.isoformat()
    return flag["from"] <= day and (flag["until"] is None or day < flag["until"])


def how(each: Data) -> str:
    """How a day was found, without the day itself: it stands beside."""
    if each["worked_out"] is None or each["worked_out"]["say"] == "day-itself":
        return ""
    words = str(sentence(each["worked_out"]))
    return words.removeprefix(f"{full_day(each['day'])}: ")


def _ahead(data: Data, today: date) -> list[Data]:
    return [each for each in data["next"] if each["day"] >= today.isoformat()]


def _decide_href(place: Place, data: Data) -> str:
    cards = data["finding"]["cards"]
    steps = cards[0]["steps"] if cards else []
    return (contract_address(place, "decide", steps[0]) or contract_address(place, "why-step", steps[0])) if steps else ""


def _told(data: Data, today: date) -> list[Data]:
    """Each KPI in plain words: how the last settled period was, and which way it goes over all of them."""
    year = chosen_year(data["strip"]["years"], "", today)
    lines = []
    for at, row in enumerate(data["strip"]["rows"]):
        cells = [cell for each in data["strip"]["years"] for cell in each["cells"][at] if cell and cell["state"] in ("final", "disputed")]
        named = {c["label"]: c["said"] for each in data["strip"]["years"] for c in each["columns"]}
        last = cells[-1] if cells else None
        title = row.get("title") or _("Overall")
        reds = sum(1 for cell in cells if cell.get("level") == data["levels"][-1])
        lines.append(
            {**row, "title": title, "last": last, "period": last and named.get(last["label"]), "reds": reds, "periods": len(cells)}
        )
    return lines if year else []
