"""Bringing a contract in, from its folder or from memory, and taking it out again, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from tenor.base.problem import Problem, problem, stopping
from tenor.desk import clock
from tenor.desk.erasing import erase_named
from tenor.desk.installation import note
from tenor.desk.models import Body, Contract, Draft, Entry, File, Organisation, SignedTerms
from tenor.desk.parsed import read_terms
from tenor.desk.told_of_terms import told_of_terms
from tenor.ledger.canonical import sha256
from tenor.ledger.chain import Part
from tenor.ledger.events.installation import ContractBroughtIn
from tenor.ledger.folder import Folder, read_folder, verify_folder
from tenor.ledger.model import Entry as Made
from tenor.ledger.record import write_files
from tenor.ledger.verify import LEDGER, body_name, parts_of, read_chain, verify
from tenor.review.allow_all import allow_all
from tenor.terms.model import Terms

BATCH = 500
_NAMED = re.compile(r'"([0-9a-f]{64})"')  # what an entry's line may name a file by


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came of it. `new`: entries added; `contract` None: nothing was written, and `problems` say why."""

    contract: Contract | None
    new: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A contract that is proved and may be taken in. `files`: name -> its bytes, read when asked for."""

    text: str
    terms: Terms
    lines: Sequence[tuple[Made, str]]
    body: Callable[[str, Part], bytes | None]
    files: Mapping[str, Callable[[], bytes]]


def bring_in(
    path: Path,
    *,
    council: Organisation | None = None,
    until: datetime | None = None,
    strict: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> Brought:
    """Take a contract's folder into an empty contract, or continue the chain that is there.

    `council`: whose it is; else the buyer that the terms name, made where it is missing. `until`: entries recorded later are left out,
    which leaves a whole chain. Where the two chains part, the first entry that differs is named and nothing is written.
    `strict`: each entry is also asked whether it would have been recorded; `tell`: how many were asked, and of how many.
    """
    given = read_given(Folder(path), until)
    if isinstance(given, tuple):
        return Brought(contract=None, problems=given)
    if strict and (refused := _refused(given, tell)):
        return Brought(contract=None, problems=refused)
    return take(given, council)


def read_given(folder: Folder, until: datetime | None = None) -> Given | tuple[Problem, ...]:
    """A folder, proved; or why it cannot be taken in."""
    proved = verify_folder(folder)
    text = folder.terms.read_bytes().decode("utf-8") if folder.terms.exists() else ""
    read = read_terms(text, folder.terms.name)
    wrong = [*stopping(proved.problems), *(stopping(read.problems) if read.terms is None else ())]
    if proved.hidden:
        wrong.append(problem("import-side-copy"))
    if wrong or read.terms is None:
        return tuple(wrong)
    held = read_folder(folder)
    pairs = zip(held.entries, held.lines, strict=True)
    lines = [(entry, line.decode()) for entry, line in pairs if until is None or entry.at <= until]
    paths = sorted(folder.files.iterdir()) if folder.files.is_dir() else ()
    wanted = None if until is None else _named(lines)
    files = {path.name: path.read_bytes for path in paths if wanted is None or path.name in wanted}
    return Given(text=text, terms=read.terms, lines=lines, body=lambda id, part: _bytes(folder.body(id, part)), files=files)


def prove_given(text: str, lines: Sequence[bytes], bodies: Mapping[str, bytes], files: Mapping[str, bytes]) -> Given | tuple[Problem, ...]:
    """A contract in memory, asked what a folder is asked. `bodies`: by the name of their file in `bodies/`; `files`: by their hash."""
    terms_hash = sha256(text.encode())

    def body(id: str, part: Part) -> bytes | None:
        return bodies.get(Path(body_name(id, part)).name)

    read, proved = read_terms(text), verify(lines, terms_hash, body)
    changed = [problem("file-changed") for name, data in files.items() if sha256(data) != name]
    wrong = [*stopping(proved.problems), *changed, *(stopping(read.problems) if read.terms is None else ())]
    if wrong or read.terms is None:
        return tuple(wrong)
    entries = read_chain(lines, terms_hash)[0].entries
    pairs = [(entry, line.decode()) for entry, line in zip(entries, lines, strict=True)]
    return Given(text=text, terms=read.terms, lines=pairs, body=body, files={name: lambda data=data: data for name, data in files.items()})  # type: ignore[misc]


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _named(lines: Iterable[tuple[Made, str]]) -> dict[str, str]:
    """Hashes that entries name, each with who may see the first of them."""
    found: dict[str, str] = {}
    for one, line in lines:
        for name in _NAMED.findall(line):
            found.setdefault(name, one.seen_by)
    return found


def _refused(given: Given, tell: Callable[[int, int], None] | None) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for n, wrong in enumerate(allow_all(given.terms, [one for one, _ in given.lines]), 1):
        found += wrong
        if tell is not None:
            tell(n, len(given.lines))
    return tuple(found)


def take(given: Given, council: Organisation | None = None) -> Brought:
    """Take in what is proved, in one transaction."""
    with transaction.atomic():
        contract = _contract(given.terms, council)
        done = _take(contract, given)
        if done.contract is not None:
            note(ContractBroughtIn(contract=str(contract.pk), entries=done.new, head=contract.head))
        return done


def _contract(terms: Terms, council: Organisation | None) -> Contract:
    """The contract of these terms, locked; made, with its organisations, where it is new."""
    about = terms.contract
    buyer = council or Organisation.objects.get_or_create(name=about.buyer)[0]
    supplier, _ = Organisation.objects.get_or_create(name=about.supplier)
    given = {**told_of_terms(terms), "head": terms.document.sha256}
    contract, new = Contract.objects.get_or_create(organisation=buyer, reference=about.reference, defaults=given)
    if new:
        contract.suppliers.add(supplier)
    return Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)


def _take(contract: Contract, given: Given) -> Brought:
    signed = SignedTerms.objects.filter(contract=contract).first()
    if signed is None:
        _sign(contract, given)
    elif signed.text != given.text:
        return Brought(contract=None, problems=(problem("import-other-terms", reference=contract.reference),))
    there = list(Entry.objects.filter(contract=contract).order_by("seq").values_list("line", flat=True))
    parted = next((n for n, (mine, (_, theirs)) in enumerate(zip(there, given.lines, strict=False), 1) if mine != theirs), None)
    if parted is not None:
        return Brought(contract=None, problems=(problem("import-differs", seq=parted, reference=contract.reference),))
    new = given.lines[len(there) :]
    _write(contract, given, new)
    return Brought(contract=contract, new=len(new))


def _sign(contract: Contract, given: Given) -> None:
    """These are the signed terms, also of a contract that was being set up here under others: nothing of its draft stays."""
    SignedTerms.objects.create(contract=contract, text=given.text, sha256=sha256(given.text.encode()))
    told = {**told_of_terms(given.terms), "head": given.terms.document.sha256}
    for name, value in told.items():
        setattr(contract, name, value)
    contract.save(update_fields=list(told))
    contract.suppliers.set([Organisation.objects.get_or_create(name=given.terms.contract.supplier)[0]])
    Draft.objects.filter(contract=contract, kind="terms").delete()


def _write(contract: Contract, given: Given, new: Sequence[tuple[Made, str]]) -> None:
    rows = [Entry(contract=contract, seq=one.seq, entry_id=one.id, prev=one.prev, hash=one.hash, line=line) for one, line in new]
    Entry.objects.bulk_create(rows, batch_size=BATCH)
    bodies = [
        Body(contract=contract, entry_id=one.id, part=part, text=data.decode())
        for one, _ in new
        for part, expected in parts_of(one)
        if expected and (data := given.body(one.id, part)) is not None
    ]
    Body.objects.bulk_create(bodies, batch_size=BATCH)
    _write_files(contract, given)
    if new:
        contract.head, contract.length, contract.last_at = new[-1][0].hash, new[-1][0].seq, new[-1][0].at
    contract.state = "signed"
    contract.one_sided = contract.one_sided or any(one.seen_by != "both" for one, _ in new)
    contract.save(update_fields=["head", "length", "last_at", "state", "one_sided"])
    erase_named(contract, [one for one, _ in new])


def _write_files(contract: Contract, given: Given) -> None:
    known = set(File.objects.filter(contract=contract).values_list("sha256", flat=True))
    seen_by = _named(given.lines) if given.files.keys() - known else {}
    for name, read in given.files.items():
        if name not in known:
            data = read()
            kept_for = seen_by.get(name, "both")
            File.objects.create(contract=contract, sha256=name, size=len(data), data=data, seen_by=kept_for, kept_at=clock.now())


def take_out(id: UUID, target: Path) -> tuple[Problem, ...]:
    """Write a contract as a folder, which must be empty or not there: the same bytes that were brought in or recorded."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        return (problem("copy-not-empty"),)
    contract = Contract.objects.get(pk=id)
    lines = Entry.objects.filter(contract=contract).order_by("seq").values_list("line", flat=True)
    bodies = Body.objects.filter(contract=contract).iterator()
    write_files(target / "bodies", {Path(body_name(b.entry_id, b.part)).name: b.text.encode() for b in bodies})  # type: ignore[arg-type]
    for file in File.objects.filter(contract=contract).iterator():
        write_files(target / "files", {file.sha256: bytes(file.data)})
    ledger = "".join(f"{line}\n" for line in lines).encode()
    write_files(target, {"terms.yaml": contract.signed_terms.text.encode(), LEDGER: ledger})
    return ()
