"""Every form of every page, sent again by everybody else: whoever may not, changes nothing.

The forms are taken as they are shown to whoever may (the two managers, the visitor, the service manager, the system owner), filled, and
sent by each walker, button by button. What was recorded must be an act that the table lets the sender do; whoever may do nothing leaves
everything as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from tests.sites import forget
from tests.walk.addresses import Address, walked
from tests.walk.conftest import ClientOf
from tests.walk.markup import Page
from tests.walk.stage import FOREIGN, NOBODY, OUTSIDER, STRANGER, Stage, lengths
from tests.walk.test_who import expected

from tenor.desk.models import Contract, Draft, Entry, File, Invitation, Membership, Organisation, Post, SignedTerms
from tenor.desk.permissions import roles as r
from tenor.desk.permissions.table import ACT_OF, ALSO, MAY
from tenor.ledger.events import TYPES

SHOWN_TO = (r.MANAGER, r.SUPPLIER, r.VISITOR, r.UNIT, r.OWNER)
CHANGING_NOTHING = (r.AUDITOR, r.MEMBER, STRANGER, OUTSIDER, NOBODY)
SENDERS = (*CHANGING_NOTHING, r.OWNER, r.VISITOR, r.UNIT, r.EQUALITY, r.LEGAL, r.SUPPLIER, r.MANAGER)
WITH_FORMS = [one for one in walked("contract", "site") if one.name not in ("invitation", "sign-in-link")]  # these two are a way in


@dataclass(frozen=True)
class Sent:
    """A form as somebody was shown it, with one of its buttons."""

    address: str
    given: tuple[tuple[str, tuple[str, ...]], ...]


def forms(one: Address, stage: Stage, client_of: ClientOf) -> set[Sent]:
    """The forms of a page, each as each was shown it; boxes that are drawn anew at each look count once."""
    found: dict[tuple[str, str], Sent] = {}
    address = stage.address(one)
    for who in SHOWN_TO:
        if expected(one, who) != 200:
            continue
        answer = client_of(who).get(address)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        for form in Page(answer.content.decode()).forms:
            if form.sent and "/account/" not in form.attributes.get("action", ""):
                for sent in _sent(form, address):
                    found.setdefault((sent.address, json.dumps([given for given in sent.given if not _drawn(given)])), sent)
    return set(found.values())


def _drawn(given: tuple[str, tuple[str, ...]]) -> bool:
    return given[0] in ("turn", "turn_2", "id", "head", "csrfmiddlewaretoken")


def _sent(form: Any, address: str) -> Iterator[Sent]:
    given = {name: tuple(values) for name, values in form.filled().items()}
    to = form.attributes.get("action") or address
    for name, value in form.buttons or [("", "")]:
        yield Sent(to, tuple(sorted({**given, **({name: (value,)} if name else {})}.items())))


def kept(stage: Stage) -> str:
    """All that is kept of the contracts of the cast and their council, as one text."""
    contracts = Contract.objects.filter(organisation=stage.cast.council)
    parts: list[Any] = [list(contracts.order_by("pk").values()), list(Organisation.objects.order_by("pk").values())]
    parts += [list(table.objects.filter(contract__in=contracts).order_by("pk").values("pk")) for table in (Entry, File, SignedTerms)]
    parts += [list(table.objects.filter(contract__in=contracts).order_by("pk").values()) for table in (Draft, Post, Invitation)]
    parts.append(list(Membership.objects.filter(organisation=stage.cast.council).order_by("pk").values()))
    return repr(parts)


@pytest.mark.parametrize("one", WITH_FORMS, ids=lambda one: one.name)
def test_whoever_may_not_changes_nothing(one: Address, stage: Stage, client_of: ClientOf) -> None:
    wrong: list[str] = []
    for sent in forms(one, stage, client_of):
        before, counted = kept(stage), lengths()
        for who in SENDERS:
            with transaction.atomic():
                answer = client_of(who).post(sent.address, {name: list(values) for name, values in sent.given})
                wrong += [f"{who} at {sent.address}: {fault}" for fault in _faults(who, sent, answer, stage, before, counted)]
                changed = lengths() != counted
                transaction.set_rollback(True)
            if changed:
                forget()
    assert not wrong, wrong


def _faults(who: str, sent: Sent, answer: Any, stage: Stage, before: str, counted: dict[str, int]) -> Iterator[str]:
    if answer.status_code >= 500:
        yield f"{answer.status_code}"
    if sent.address.startswith("/c/"):
        if who in FOREIGN and answer.status_code not in (404, 405):
            yield f"{answer.status_code} instead of 404"
        asked = answer.status_code == 302 and "/account/login/" in answer["Location"]
        if who == NOBODY and not asked and answer.status_code not in (401, 405):
            yield f"{answer.status_code} instead of the way to sign in"
    if who in CHANGING_NOTHING and kept(stage) != before:
        yield "something was changed"
    for entry in Entry.objects.all():
        if entry.seq > counted.get(str(entry.contract_id), 0) and not _may(who, entry):
            yield f"{json.loads(entry.line)['type']} was recorded"


def _may(who: str, entry: Entry) -> bool:
    """Whether an entry is an act that somebody of this role may do; what follows from an act the system records itself."""
    line = json.loads(entry.line)
    event = TYPES[line["type"]]
    return line["side"] == "system" or any(who in MAY[act] for act in (ACT_OF[event], *ALSO.get(event, ())))


@pytest.mark.parametrize(("name", "who"), [("reading", r.MANAGER), ("row", r.SUPPLIER), ("capacity-tell", r.VISITOR), ("unit", r.UNIT)])
def test_whoever_may_does_change_something(name: str, who: str, stage: Stage, client_of: ClientOf) -> None:
    """Else the forms above would be sent in vain."""
    one = next(one for one in WITH_FORMS if one.name == name)
    counted = lengths()
    for sent in forms(one, stage, client_of):
        client_of(who).post(sent.address, {given: list(values) for given, values in sent.given})
    assert lengths() != counted
