"""The documents of a contract: clauses in words, the terms as signed, files as they were sent."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tenor.desk.installation import note
from tenor.desk.lookups.files import find_file, kept_files
from tenor.desk.lookups.history import names_of
from tenor.desk.models import SignedTerms
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.ledger.events.installation import Exported
from tenor.web.doors import on_contract, show

# By their first bytes, and nothing else: a file is given back as a file to keep, never as a page.
KINDS = ((b"PK\x03\x04", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (b"{", "json", "application/json"))


@on_contract("see the contract")
def documents(request: HttpRequest, place: Place) -> HttpResponse:
    """Clauses with what rests on them, and the files received, newest first."""
    data = page_data(place.contract, place.side, "documents")  # type: ignore[arg-type]
    kept, names = kept_files(place.contract, place.side), names_of(place.contract)  # type: ignore[arg-type]
    files = []
    for one in data["files"]:
        name, size = kept.get(one["sha256"], ("", 0))
        files.append({**one, "name": name, "size": size, "who": names.get(one["by"], ""), "there": one["sha256"] in kept})
    return show(
        request,
        "documents/documents.html",
        place,
        title=_("Documents"),
        clauses=data["clauses"],
        remarks=data["remarks"],
        files=files,
        terms=data["terms"],
    )


@on_contract("see the contract")
def file(request: HttpRequest, place: Place, sha256: str) -> HttpResponse:
    """A file as it was sent."""
    found = find_file(place.contract, place.side, sha256)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    data = bytes(found.data)
    suffix, kind = next(((s, k) for first, s, k in KINDS if data.startswith(first)), ("csv", "text/csv"))
    name = found.name or f"{place.contract.reference}-{sha256[:8]}.{suffix}"
    return _kept(data, kind, name)


@on_contract("export")
def terms(request: HttpRequest, place: Place) -> HttpResponse:
    """The terms as signed, byte for byte."""
    signed = SignedTerms.objects.filter(contract=place.contract).first()
    if signed is None:
        raise Http404
    note(Exported(what="terms", contract=str(place.contract.pk), form="yaml"), person=place.person)
    return _kept(signed.text.encode(), "application/yaml", "terms.yaml")


def _kept(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    safe = "".join(c if c.isalnum() or c in " .-_" else "_" for c in name)
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    response["Content-Security-Policy"] = "sandbox"
    return response
