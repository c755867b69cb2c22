"""Bringing a contract in from its folder, and taking it out again, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from tenor.base.problem import Problem, problem, stopping
from tenor.desk import clock
from tenor.desk.models import Body, Contract, Entry, File, Organisation, SignedTerms
from tenor.ledger.canonical import sha256
from tenor.ledger.folder import Folder, read_folder, verify_folder
from tenor.ledger.model import Entry as Made
from tenor.ledger.record import write_files
from tenor.ledger.verify import LEDGER, body_name, parts_of
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came of it. `new`: entries added; `contract` None: nothing was written, and `problems` say why."""

    contract: Contract | None
    new: int = 0
    problems: tuple[Problem, ...] = ()


def bring_in(path: Path, *, council: Organisation | None = None, until: datetime | None = None) -> Brought:
    """Take a contract's folder into an empty contract, or continue the chain that is there.

    `council`: whose it is; else the buyer that the terms name, made where it is missing. `until`: entries recorded later are left out,
    which leaves a whole chain. Where the two chains part, the first entry that differs is named and nothing is written.
    """
    folder = Folder(path)
    proved = verify_folder(folder)
    text = folder.terms.read_bytes().decode("utf-8") if folder.terms.exists() else ""
    read = read_yaml(text, folder.terms.name)
    wrong = [*stopping(proved.problems), *(stopping(read.problems) if read.terms is None else ())]
    if proved.hidden:
        wrong.append(problem("import-side-copy"))
    if wrong or read.terms is None:
        return Brought(contract=None, problems=tuple(wrong))
    lines = _lines(folder, until)
    with transaction.atomic():
        contract = _contract(read.terms, council)
        return _take(contract, folder, text, lines)


def _lines(folder: Folder, until: datetime | None) -> list[tuple[Made, str]]:
    held = read_folder(folder)
    pairs = zip(held.entries, held.lines, strict=True)
    return [(entry, line.decode()) for entry, line in pairs if until is None or entry.at <= until]


def _contract(terms: Terms, council: Organisation | None) -> Contract:
    """The contract of these terms, locked; made, with its organisations, where it is new."""
    about = terms.contract
    buyer = council or Organisation.objects.get_or_create(name=about.buyer)[0]
    supplier, _ = Organisation.objects.get_or_create(name=about.supplier)
    given = {
        "title": about.title,
        "supplier_name": about.supplier,
        "starts": about.starts,
        "ends": about.ends,
        "head": terms.document.sha256,
    }
    contract, new = Contract.objects.get_or_create(organisation=buyer, reference=about.reference, defaults=given)
    if new:
        contract.suppliers.add(supplier)
    return Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)


def _take(contract: Contract, folder: Folder, text: str, lines: list[tuple[Made, str]]) -> Brought:
    signed = SignedTerms.objects.filter(contract=contract).first()
    if signed is None:
        SignedTerms.objects.create(contract=contract, text=text, sha256=sha256(text.encode()))
    elif signed.text != text:
        return Brought(contract=None, problems=(problem("import-other-terms", reference=contract.reference),))
    there = list(Entry.objects.filter(contract=contract).order_by("seq").values_list("line", flat=True))
    parted = next((n for n, (mine, (_, theirs)) in enumerate(zip(there, lines, strict=False), 1) if mine != theirs), None)
    if parted is not None:
        return Brought(contract=None, problems=(problem("import-differs", seq=parted, reference=contract.reference),))
    new = lines[len(there) :]
    _write(contract, folder, new)
    return Brought(contract=contract, new=len(new))


def _write(contract: Contract, folder: Folder, new: list[tuple[Made, str]]) -> None:
    rows = [Entry(contract=contract, seq=one.seq, entry_id=one.id, prev=one.prev, hash=one.hash, line=line) for one, line in new]
    Entry.objects.bulk_create(rows, batch_size=BATCH)
    bodies = [
        Body(contract=contract, entry_id=one.id, part=part, text=file.read_bytes().decode())
        for one, _ in new
        for part, expected in parts_of(one)
        if expected and (file := folder.body(one.id, part)).exists()
    ]
    Body.objects.bulk_create(bodies, batch_size=BATCH)
    known = set(File.objects.filter(contract=contract).values_list("sha256", flat=True))
    for path in sorted(folder.files.iterdir()) if folder.files.is_dir() else ():
        if path.name not in known:
            data = path.read_bytes()
            seen_by = next((one.seen_by for one, line in new if path.name in line), "both")
            File.objects.create(contract=contract, sha256=path.name, size=len(data), data=data, seen_by=seen_by, kept_at=clock.now())
    if new:
        contract.head, contract.length, contract.last_at = new[-1][0].hash, new[-1][0].seq, new[-1][0].at
    contract.state = "signed"
    contract.save(update_fields=["head", "length", "last_at", "state"])


def take_out(id: UUID, target: Path) -> tuple[Problem, ...]:
    """Write a contract as a folder, which must be empty or not there: the same bytes that were brought in or recorded."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        return (problem("copy-not-empty"),)
    contract = Contract.objects.get(pk=id)
    lines = Entry.objects.filter(contract=contract).order_by("seq").values_list("line", flat=True)
    for body in Body.objects.filter(contract=contract).iterator():
        name = Path(body_name(body.entry_id, body.part)).name  # type: ignore[arg-type]
        write_files(target / "bodies", {name: body.text.encode()})
    for file in File.objects.filter(contract=contract).iterator():
        write_files(target / "files", {file.sha256: bytes(file.data)})
    ledger = "".join(f"{line}\n" for line in lines).encode()
    write_files(target, {"terms.yaml": contract.signed_terms.text.encode(), LEDGER: ledger})
    return ()
