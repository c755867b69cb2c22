"""What one side keeps to itself stands nowhere that anybody else looks: pages, files taken away, searches, pictures, heads of answers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.walk.addresses import Address, walked
from tests.walk.conftest import ClientOf
from tests.walk.stage import NOBODY, OTHERS_MARKS, OUTSIDER, STRANGER, Secret, Stage

from tenor.desk.permissions import roles as r
from tenor.desk.permissions.roles import ROLES
from tenor.desk.permissions.table import ALL
from tenor.ledger.events.working_together import CapacityRaised

# Of one side the whole is the same for every role, so its manager stands for all who are shown the whole.
WATCHERS = (r.MANAGER, r.SUPPLIER, r.VISITOR, r.UNIT, r.MEMBER, r.OWNER, STRANGER, OUTSIDER, NOBODY)
PAGES = walked("contract", "site")
TAKEN = ("as=csv", "as=xlsx", "as=json")
ASKED = {
    "search": ("q=zebrawood", "q=zebrawood&as=csv", "q=words", "q=another", "q=gumnut"),
    "history": ("q=zebrawood", "q=words&as=csv", "subject=working+together"),
    "as-known": ("on=2023-06-12", "on=2023-06-12&known=2023-06-11"),
    "why": ("on=2023-06-12", "on=2023-06-11&known=2023-06-12"),
    "why-step": ("on=2023-06-12",),
    "chart": ("on=2023-06-12",),
    "summary": ("year=1",),
    "performance": ("year=1",),
    "contracts": ("q=zebrawood",),
    "what-if": ("about=thing", "about=figure"),
    "rows": ("unit=C", "of=sent_back"),
    "return-form": ("check=1",),
}


def unfolded(answer: Any) -> str:
    """All that an answer says: its head, its body, and what is packed in it."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    parts = [f"{name}: {value}" for name, value in answer.items()]
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            parts += [f"{name} {book.read(name).decode('utf-8', 'replace')}" for name in book.namelist()]
    else:
        parts.append(body.decode("utf-8", "replace"))
    return "\n".join(parts)


def visits(one: Address, stage: Stage, secrets: tuple[Secret, ...]) -> Iterator[str]:
    """The address as it is, taken away in each form, asked in each way, and with arguments that lead to a secret."""
    plain = stage.address(one)
    asked = (*TAKEN, *ASKED.get(one.name, ()))
    yield plain
    yield from (f"{plain}{'&' if '?' in plain else '?'}{query}" for query in asked)
    seqs = {"seq": [value for secret in secrets for name, value in secret.places if name == "entry"]}
    seqs["sha256"] = [value for secret in secrets for name, value in secret.places if name == "file"]
    seqs["entry"] = [mark for secret in secrets for mark in secret.marks if mark.count("-") == 4]
    for name in set(one.arguments) & seqs.keys():
        yield from (stage.address(one, **{name: value}) for value in seqs[name])


def walk(client: Client, one: Address, stage: Stage, secrets: tuple[Secret, ...]) -> Iterator[tuple[str, str]]:
    """Each address visited, with what it said. Where the page itself is closed, it is not asked in other ways."""
    closed = False
    for n, address in enumerate(visits(one, stage, secrets)):
        if closed and "?" in address:
            continue
        answer = client.get(address)
        closed = closed or (n == 0 and answer.status_code in (302, 403, 404, 405))
        yield address, unfolded(answer)


def sees(who: str, side: str) -> bool:
    """Whether somebody may know what a side keeps to itself: whoever is shown the whole contract on that side."""
    return who in ALL and ROLES[who].side == side


def forbidden(who: str, stage: Stage) -> list[str]:
    """The words, ids and hashes that somebody must come across nowhere."""
    found = [mark for secret in stage.secrets if not sees(who, secret.side) for mark in secret.marks]
    if who not in ALL:
        found += OTHERS_MARKS
    if who == r.UNIT:
        found += [name for unit, name in stage.names_of_units.items() if unit not in ("A", "G")]
    theirs = {STRANGER: None, NOBODY: None, OUTSIDER: stage.cast.lifts}.get(who, stage.cast.visits)
    found += [word for one in (stage.cast.visits, stage.cast.lifts) if one != theirs for word in (one.reference, one.title)]
    return found


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.name)
def test_nobody_comes_across_what_is_not_for_them(one: Address, stage: Stage, client_of: ClientOf) -> None:
    """What a side keeps to itself; the rows and troubles of another visitor; the units of another service manager; another contract."""
    leaks = []
    for who in WATCHERS:
        marks = forbidden(who, stage)
        for address, said in walk(client_of(who), one, stage, stage.secrets):
            leaks += [f"{who} at {address}: {mark}" for mark in marks if mark in said and mark not in address and not _may(one, who, mark)]
    assert not leaks, leaks


def _may(one: Address, who: str, mark: str) -> bool:
    """The terms shipped with Tenor are for everybody, also where a council signed some. An invitation tells what it is to."""
    return one.name in ("new-contract", "new-contract-from", "invitation") and "zebrawood" not in mark


@pytest.mark.parametrize(("side", "who"), [("buyer", r.MANAGER), ("supplier", r.SUPPLIER)])
def test_the_side_itself_sees_what_it_keeps(side: str, who: str, stage: Stage, client_of: ClientOf) -> None:
    """Else the tests above would find nothing whatever the pages did."""
    client, found = client_of(who), set()
    for secret in stage.secrets:
        for name, value in secret.places:
            if secret.side == side:
                said = unfolded(client.get(reverse(name, args=[stage.contract.pk, value])))
                found |= {mark for mark in secret.marks if mark in said}
    for kind in ("feedback", "risk"):
        assert f"zebrawood-{kind}-{side}" in found
    assert f"zebrawood-file-{side}" in found
    said = unfolded(client_of(r.MANAGER).get(reverse("rows", args=[stage.contract.pk])))
    assert OTHERS_MARKS[2] in said
    assert CapacityRaised.__name__ in {entry.type for entry in stage.entries}


@pytest.mark.parametrize("name", ["entry", "file"])
def test_a_hole_would_be_found(name: str, stage: Stage, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the wall between the sides taken away, the walk above comes across the other side's words."""
    monkeypatch.setattr("tenor.desk.held.visible_to", lambda entries, side: entries)
    monkeypatch.setattr("tenor.web.views.documents.find_file", lambda contract, side, sha256: contract.files.filter(sha256=sha256).first())
    one = next(one for one in PAGES if one.name == name)
    marks = forbidden(r.SUPPLIER, stage)
    said = "".join(text for _, text in walk(client_of(r.SUPPLIER), one, stage, stage.secrets))
    assert [mark for mark in marks if mark in said]
