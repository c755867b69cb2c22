"""Returns: the list of periods, the receipt of one, the file as it was sent, and the form as a file to fill in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tenor.desk import clock
from tenor.desk.lookups.files import find_file
from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.returns import find_entry, make_template
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address

Data = dict[str, Any]
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
    "zip": "application/zip",
}
SHOWN = 12  # periods before the rest is folded away


@on_contract("see the contract")
@require_safe
def returns(request: HttpRequest, place: Place) -> HttpResponse:
    """Every period of every return, the newest first."""
    data = page_data(place.contract, place.actor.side, "returns")
    today = clock.today().isoformat()
    several = [{**one, "shown": one["periods"][:SHOWN], "folded": one["periods"][SHOWN:]} for one in data["returns"]]
    for one in several:
        for period in one["periods"]:
            period["overdue"] = not period["received"] and bool(period["due"]) and period["due"] < today
            period["last"] = period["received"][-1] if period["received"] else None
    return show(
        request,
        "returns/list.html",
        place,
        returns=several,
        many=len(several) > 1,
        empty=not any(one["periods"] for one in several),
        may_send=place.actor.may("send a return"),
        may_lay_out=place.actor.may("set up"),
        saved=request.GET.get("saved", ""),
        levels=data["levels"],
        supplier=data["supplier"],
        is_buyer=place.side == "buyer",
        clauses_href=contract_address(place, "documents"),
    )


@on_contract("see the contract")
@require_safe
def receipt(request: HttpRequest, place: Place, entry: str) -> HttpResponse:
    """What was received, when, and what its figures are until when; to be printed."""
    data = find_entry(place, entry)
    if data is None:
        raise Http404
    names = names_of(place.contract)
    late = bool(data["due"]) and data["first"] and data["on"] > data["due"]
    return show(
        request,
        "returns/receipt.html",
        place,
        data=data,
        new="new" in request.GET,
        who=names.get(data["by"], data["by"]),
        late=late,
        in_time=bool(data["due"]) and data["first"] and not late,
        file=bool(data["file"]),
        own=data["side"] == place.side,
        may_send=place.actor.may("send a return"),
        may_confirm=place.actor.may("confirm a return") and data["to_confirm"],
        levels=data["levels"],
        is_final=bool(data["final_on"]) and data["final_on"] <= clock.today().isoformat(),
        clauses_href=contract_address(place, "documents"),
    )


@on_contract("see the contract")
@require_safe
def file(request: HttpRequest, place: Place, entry: str) -> HttpResponse:
    """The file as it was sent, byte for byte; never shown in the browser."""
    data = find_entry(place, entry)
    found = find_file(place.contract, place.actor.side, data["file"]) if data and data["file"] else None
    if data is None or found is None:
        raise Http404
    raw = bytes(found.data)
    name = found.name or f"{data['ret']}-{data['covers']}{_ending(raw)}"
    answer = HttpResponse(raw, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _ending(data: bytes) -> str:
    """A file brought in with its contract has no name: what its first bytes say it is."""
    if data.startswith(b"PK"):
        return ".xlsx" if b"xl/workbook" in data else ".zip"
    return ".json" if data.lstrip()[:1] == b"{" else ".csv"


@on_contract("send a return")
@require_safe
def template(request: HttpRequest, place: Place, ret: str, period: str, kind: str) -> HttpResponse:
    """The form as a workbook, CSV or JSON, filled in with what is known."""
    made = make_template(place, ret, period, kind)
    if made is None:
        raise Http404
    name, data = made
    answer = HttpResponse(data, content_type=KINDS[name.rpartition(".")[2]])
    filename = f"{place.contract.reference}-{name}".replace("/", "-")
    answer["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    return answer
