"""The walk back from a figure: rating, figure, rows, cells, each in the words of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.desk.visible import Place
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.parts.sentence import sentence

Data = dict[str, Any]
OUTCOMES = ("out", "open", "in", "left out")


def walk(place: Place, data: Data) -> Data:
    """The parts of the answer: `rating` and `figure` as sentences, `rows` and `sources` ready for their tables."""
    if data["kind"] == "overall":
        return {}
    return {
        "rating": list(_rating(data)),
        "figure": list(_figure(data)),
        "tally": _tally(data),
        "rows": [_row(place, data, row) for row in data["rows"]],
        "stated": [{**each, **_source(place, data["sources"].get(each["entry"]))} for each in data["stated"]],
        "sources": [_source(place, source) for source in data["sources"].values()],
        "rows_href": contract_address(place, "rows"),
    }


def _rating(data: Data) -> Iterator[str]:
    """The band it fell in and the better one it does not reach; or that there is none, and what it is read as."""
    cell, bands = data["cell"] or {}, data["bands"]
    level = cell.get("level")
    if level is None:
        return
    at = next((n for n, band in enumerate(bands) if band["level"] == level), None)
    if data["in_band"] and at is None:
        if bands and level != "unrated":
            yield _("The target is %(bound)s, which it does not reach.") % {"bound": sentence(bands[-1]["bound"])}
    elif data["in_band"]:
        yield _("%(level)s is %(bound)s.") % {"level": level.capitalize(), "bound": sentence(bands[at]["bound"])}
        if at:
            yield _("%(level)s is %(bound)s, which it does not reach.") % {
                "level": bands[at - 1]["level"].capitalize(),
                "bound": sentence(bands[at - 1]["bound"]),
            }
    elif bands:
        unsaid = _("The contract does not say what %(figure)s is. It is read as %(level)s.")
        yield unsaid % {"figure": cell.get("figure", ""), "level": level}
    if data["printed"]:
        yield _("Printed in the contract: %(bands)s.") % {"bands": ", ".join(data["printed"])}


def _figure(data: Data) -> Iterator[str]:
    cell = data["cell"] or {}
    if cell.get("figure"):
        yield (
            _("compared exactly, without rounding")
            if data["rounded"] is None
            else ngettext(
                "rounded to %(n)d decimal, as the contract says", "rounded to %(n)d decimals, as the contract says", data["rounded"]
            )
            % {"n": data["rounded"]}
        )
    if cell.get("other"):
        yield _("Questioned: the other figure given is %(figure)s. Both are shown until it is settled.") % {"figure": cell["other"]}


def _tally(data: Data) -> str:
    """How many rows count, and how."""
    n = {outcome: sum(1 for row in data["rows"] if row["outcome"] == outcome) for outcome in OUTCOMES}
    parts = [
        ngettext("%(n)d row counts", "%(n)d rows count", n["in"]) % {"n": n["in"]},
        ngettext("%(n)d does not reach it", "%(n)d do not reach it", n["out"]) % {"n": n["out"]},
        ngettext("%(n)d is open", "%(n)d are open", n["open"]) % {"n": n["open"]},
        ngettext("%(n)d is left out", "%(n)d are left out", n["left out"]) % {"n": n["left out"]},
    ]
    return ", ".join(part for part, outcome in zip(parts, ("in", "out", "open", "left out"), strict=True) if n[outcome]) + "."


def _row(place: Place, data: Data, row: Data) -> Data:
    words = {"in": _("counts"), "out": _("does not reach it"), "open": _("open"), "left out": _("left out")}
    kinds = {"in": "done", "out": "late", "open": "open", "left out": ""}
    return {
        **row,
        "word": words[row["outcome"]],
        "kind": kinds[row["outcome"]],
        "told": [(name, full_day(text) if _is_day(text) else text) for name, text in row["values"]],
        "where": cells_words(row["cells"]),
        **_source(place, data["sources"].get(row["entry"])),
    }


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4:5] == text[7:8] == "-"


def cells_words(cells: list[str]) -> str:
    """The sheet, then its cells: "A7, B7"."""
    groups: dict[str, list[str]] = {}
    for cell in cells:
        sheet, _sign, name = cell.rpartition("!")
        groups.setdefault(sheet, []).append(name)
    return "; ".join(
        (f"{sheet} \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} " if sheet else "") + ", ".join(sorted(names))
        for sheet, names in groups.items()
    )


def _source(place: Place, source: Data | None) -> Data:
    """Who brought it and when, with the way to the file and the entry."""
    if source is None:
        return {}
    known = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name or _("the supplier"), "system": _("Tenor")}
    return {
        "received_on": source["on"],
        "received_at": source["at"],
        "by": known[source["side"]],
        "file_href": contract_address(place, "file", source["file"]) if source["file"] else "",
        "entry_href": contract_address(place, "entry", str(source["seq"])),
    }
