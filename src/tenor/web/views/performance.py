"""Performance: each KPI with what stands behind its figures, its charts, and the way to why each is as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tenor.desk import clock
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.mark import mark_of
from tenor.web.parts.sentence import sentence
from tenor.web.views.performance_grid import grid_of
from tenor.web.views.summary_strip import section_id

Data = dict[str, Any]
MOST_WHYS = 6


@on_contract("see the contract")
def performance(request: HttpRequest, place: Place) -> HttpResponse:
    """One year at a time; `?year=2` another."""
    asked, today = request.GET.get("year", ""), clock.today()
    try:
        data = page_on(place.contract, place.side, f"performance:{asked}" if asked else "performance")  # type: ignore[arg-type]
        if not asked and data["year"] and data["year"]["last"] < today.isoformat() and data["year"]["n"] + 1 in data["years"]:
            data = page_on(place.contract, place.side, f"performance:{data['year']['n'] + 1}")  # type: ignore[arg-type]
    except LookupError:
        raise Http404 from None
    return show(request, "performance/performance.html", place, **context(place, data, today))


def context(place: Place, data: Data, today: date) -> Data:
    """What the page shows."""
    year = data["year"]
    n = year["n"] if year else 0
    return {
        "money": data.get("money", False),
        "levels": data["levels"],
        "latest": data["latest"],
        "year": year and {**year, "before": n - 1 if n - 1 in data["years"] else None, "after": n + 1 if n + 1 in data["years"] else None},
        "sections": [_section(place, data, section, today) for section in data["sections"]],
        "tally": [_tally(data, section) for section in data["sections"]] if data["sections"] else [],
        "falling": [section for section in data["sections"] if section["trend"]["direction"] == "falling"],
        "rising": [section for section in data["sections"] if section["trend"]["direction"] == "rising"],
        "clauses_href": contract_address(place, "documents"),
        "what_if_href": contract_address(place, "what-if"),
        "as_known_on": today,
    }


def _section(place: Place, data: Data, section: Data, today: date) -> Data:
    n = str(data["year"]["n"])
    charts = [{**chart, "src": contract_address(place, "chart", n, chart["name"], chart["key"])} for chart in section["charts"]]
    return {
        **section,
        "id": section_id(section["kpi"]),
        "grid": grid_of(place, data, section, today),
        "charts": [{**chart, "table": _table(chart)} for chart in charts],
        "whys": _whys(place, data, section),
    }


def _table(chart: Data) -> Data:
    """The values of a chart. Its rows are put together here: a template takes ten times as long over hundreds of cells."""
    table = chart["table"]
    rows = format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', ((row[0], _cells(row[1:])) for row in table["rows"]))
    return {"caption": table["caption"], "columns": table["columns"], "rows": rows}


def _cells(cells: Sequence[str]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((cell,) for cell in cells))


def _tally(data: Data, section: Data) -> Data:
    """The last settled figure of a KPI, leading down the page."""
    settled = [(at, cell) for at, cell in enumerate(section["cells"]) if cell and cell["state"] in ("final", "disputed")]
    at, cell = settled[-1] if settled else (0, {})
    when = sentence(data["year"]["columns"][at]["said"]) if settled else ""
    label = f"{section['number']} {section['title']}".strip()
    shown = {name: cell[name] for name in ("level", "levels", "state") if name in cell}
    figure = cell.get("figure") or (mark_of(cell, data["levels"]).word if cell else _("none yet"))
    return {"n": figure.split(" = ")[0], "label": label, "href": f"#{section_id(section['kpi'])}", "note": when, **shown}


def _whys(place: Place, data: Data, section: Data) -> list[Data]:
    """Links to the reasons of what is below target, not rated, questioned or rests on a reading: the newest first."""
    levels, target, found = data["levels"], data["target"], []
    for column, cell in zip(data["year"]["columns"], section["cells"], strict=True):
        level = (cell or {}).get("level")
        below = level in levels and levels.index(level) > levels.index(target)
        if cell and level and (below or level not in levels or cell.get("reading") or cell["state"] == "disputed"):
            href = contract_address(place, "why", section["kpi"], cell["label"])
            words = _("Why is %(period)s %(level)s?") % {"period": sentence(column["said"]), "level": level}
            found.append({"href": href, "label": words})
    return found[::-1][:MOST_WHYS]
