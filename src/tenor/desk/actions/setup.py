"""Orders about a contract that is being set up: begin it, change its terms, sign them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions.people import give_role
from tenor.desk.installation import note
from tenor.desk.lookups.setup_start import councils_of
from tenor.desk.models import Contract, Draft, Organisation, Person, SignedTerms
from tenor.desk.parsed import read_terms
from tenor.desk.permissions.roles import MANAGER
from tenor.desk.snapshots import renew_soon
from tenor.desk.told_of_terms import told_of_terms
from tenor.desk.visible import Place
from tenor.ledger.canonical import sha256
from tenor.ledger.events.installation import ContractBroughtIn
from tenor.review.could_change import could_change, quarter_of
from tenor.terms.model import Terms

TERMS, SETTING_UP = "terms", "setup"  # kinds of draft: the terms before they are signed; what is being set up after
BEING_SET_UP, SIGNED = "being set up", "signed"
MOST_TEXT = 1024 * 1024  # bytes of terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What came of it: the contract, or why there is none."""

    contract: Contract | None
    problems: tuple[Problem, ...] = ()


def begin(*, text: str, organisation: Organisation, by: Person) -> Begun:
    """A new contract, being set up under these terms; whoever makes it is its contract manager. All problems of the text at once."""
    if organisation not in councils_of(by):
        return Begun(contract=None, problems=(problem("setup-not-council", name=organisation.name),))
    read = _read(text)
    if isinstance(read, tuple):
        return Begun(contract=None, problems=read)
    try:
        with transaction.atomic():
            contract = Contract.objects.create(organisation=organisation, **told_of_terms(read))
            contract.suppliers.add(_supplier(read))
            _keep(contract, text, read, by)
            wrong = give_role(to=by, role=MANAGER, contract=contract, by=by)
            assert not wrong
    except IntegrityError:
        return Begun(contract=None, problems=(problem("setup-reference-taken", reference=read.contract.reference),))
    return Begun(contract=contract)


def change_terms(place: Place, text: str, *, turn: int) -> tuple[Problem, ...]:
    """Other terms for a contract that is not signed. `turn`: the saving that the writer had before them."""
    contract = place.contract
    if wrong := _closed(place):
        return wrong
    read = _read(text)
    if isinstance(read, tuple):
        return read
    try:
        with transaction.atomic():
            locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
            draft = Draft.objects.get(contract=locked, kind=TERMS)
            if draft.turn != turn:
                saved_by = draft.saved_by.name if draft.saved_by else ""
                return (problem("setup-terms-moved", who=saved_by),)
            for name, value in told_of_terms(read).items():
                setattr(locked, name, value)
            locked.save(update_fields=list(told_of_terms(read)))
            locked.suppliers.set([_supplier(read)])
            _keep(locked, text, read, place.person, turn=turn + 1)
    except IntegrityError:
        return (problem("setup-reference-taken", reference=read.contract.reference),)
    contract.refresh_from_db()
    return ()


def sign(place: Place, *, digest: str) -> tuple[Problem, ...]:
    """Sign the terms as they are written: these bytes are the contract from now on. `digest`: SHA-256 of the text that was looked at."""
    if wrong := _closed(place):
        return wrong
    with transaction.atomic():
        contract = Contract.objects.select_for_update(of=("self",)).get(pk=place.contract.pk)
        draft = Draft.objects.get(contract=contract, kind=TERMS)
        text = str(draft.body["text"])
        if sha256(text.encode()) != digest:
            return (problem("setup-terms-moved", who=draft.saved_by.name if draft.saved_by else ""),)
        read = _read(text)
        if isinstance(read, tuple):
            return read
        SignedTerms.objects.create(contract=contract, text=text, sha256=digest)
        contract.state, contract.head = SIGNED, digest
        contract.save(update_fields=["state", "head"])
        body = {"weights": draft.body["weights"], "signed_by": place.person.name, "signed_on": clock.today().isoformat()}
        Draft.objects.create(contract=contract, kind=SETTING_UP, body=body, saved_by=place.person, saved_at=clock.now())
        draft.delete()
        note(ContractBroughtIn(contract=str(contract.pk), head=digest), person=place.person)
        transaction.on_commit(lambda: renew_soon(contract.pk))
    place.contract.refresh_from_db()
    return ()


def _closed(place: Place) -> tuple[Problem, ...]:
    """Why the terms cannot be changed or signed by this person now."""
    if not place.actor.may("set up"):
        return (problem("setup-not-yours"),)
    return (problem("setup-signed"),) if place.contract.state != BEING_SET_UP else ()


def _read(text: str) -> Terms | tuple[Problem, ...]:
    """The terms, or all that stops the text from being any."""
    if len(text.encode()) > MOST_TEXT:
        return (problem("setup-terms-long"),)
    read = read_terms(text)
    return read.terms if read.terms is not None else read.problems


def _supplier(terms: Terms) -> Organisation:
    """The organisation of this name, made where there is none. By itself that gives nobody anything: people come by invitation."""
    name = terms.contract.supplier[:200]
    return Organisation.objects.filter(name=name).first() or Organisation.objects.create(name=name)


def _keep(contract: Contract, text: str, terms: Terms, by: Person, *, turn: int = 1) -> None:
    """The draft of the terms, with what their readings could change: worked out once a saving, read on every page."""
    body = {"text": text, "sha256": sha256(text.encode()), "weights": weights(terms)}
    fields = {"body": body, "turn": turn, "seen_by": "buyer", "saved_by": by, "saved_at": clock.now()}
    Draft.objects.update_or_create(contract=contract, kind=TERMS, defaults=fields)


def weights(terms: Terms) -> dict[str, Any]:
    """What each option of each reading could change in this quarter, as data: {first, last, readings: {id: {option: […]}}}."""
    from tenor.base.said_data import said_data

    first, last = quarter_of(terms, clock.today())
    found: dict[str, Any] = {}
    for each in could_change(terms, (), first=first, last=last):
        touches = [[kind, said_data(sentence)] for kind, sentence in each.touches]
        found.setdefault(each.reading, {})[each.option] = {"weighty": each.weighty, "touches": touches}
    return {"first": first.isoformat(), "last": last.isoformat(), "readings": found}
