"""The one way in: person asked, contract asked, entry and body together, and the database refuses the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import CONTRACTS, TODAY, Cast

from tenor.desk.actions.setup import begin
from tenor.desk.bring import bring_in, take_out
from tenor.desk.held import held
from tenor.desk.models import Body, Contract, Draft, Entry, Membership, Organisation, Snapshot
from tenor.desk.permissions import roles as r
from tenor.desk.record import record
from tenor.desk.snapshots import renew
from tenor.desk.visible import NotFoundError, get_place, visible_to
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.returns import QueryRaised, RowsLogged
from tenor.ledger.model import Body as Words
from tenor.ledger.record import Proposed
from tenor.ledger.verify import verify_bodies


def query(by: str, side: str = "buyer") -> Proposed:
    words = Words(kind="words", salt="", content={"text": "Why?"})
    return Proposed(event=QueryRaised(query="q-new", kpi="visits", period="2023-05"), by=by, side=side, on=TODAY, body=words)  # type: ignore[arg-type]


def test_an_act_is_an_entry_with_its_body(cast: Cast) -> None:
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    before = cast.visits.length
    done = record(cast.visits, [query(place.actor.by)], actor=place.actor)
    assert [e.seq for e in done.entries] == [before + 1], list(map(str, done.problems))
    found = held(Contract.objects.get(pk=cast.visits.pk)).entries[-1]
    assert found.event.query == "q-new"
    assert found.body is not None
    assert found.body.content["text"] == "Why?"
    stored = {(b.entry_id, b.part): b.text.encode() for b in Body.objects.filter(contract=cast.visits)}
    assert not verify_bodies(held(cast.visits).entries, lambda id, part: stored.get((id, part)))


def test_who_may_not_is_told_and_nothing_is_written(cast: Cast) -> None:
    place = get_place(cast[r.AUDITOR], cast.visits.pk)
    done = record(cast.visits, [query("x")], actor=place.actor)
    assert [p.code for p in done.problems] == ["person-may-not"]
    assert Entry.objects.filter(contract=cast.visits).count() == cast.visits.length


def test_the_contract_is_asked_under_the_lock(cast: Cast) -> None:
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    assert record(cast.visits, [query("b-1")], actor=place.actor).entries
    again = record(cast.visits, [query("b-1")], actor=place.actor)
    assert [p.code for p in again.problems] == ["thing-taken"]


def test_the_same_act_twice_is_one_entry(cast: Cast) -> None:
    place = get_place(cast[r.VISITOR], cast.visits.pk)
    rows = Words(
        kind="rows", salt="", content={"rows": {"visits": [{"id": "A/2023-06-12", "values": {"unit": "A", "visited_on": "2023-06-12"}}]}}
    )
    act = Proposed(event=RowsLogged(datasets=("visits",)), by="s-2", side="supplier", on=TODAY, body=rows, id="4c4a3f0e-made-on-a-phone")
    first = record(cast.visits, [act], actor=place.actor)
    second = record(cast.visits, [act], actor=place.actor)
    assert [e.seq for e in first.entries] == [e.seq for e in second.entries]
    assert Entry.objects.filter(contract=cast.visits).count() == cast.visits.length


def test_a_form_drawn_before_something_else_was_recorded_is_told(cast: Cast) -> None:
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    assert [p.code for p in record(cast.visits, [query("b-1")], actor=place.actor, head="0" * 64).problems] == ["changed-meanwhile"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE desk_entry SET line = '{}'",
        "DELETE FROM desk_entry",
        "UPDATE desk_signedterms SET text = ''",
        "DELETE FROM desk_signedterms",
        "UPDATE desk_body SET text = ''",
        "UPDATE desk_installationentry SET line = ''",
        "DELETE FROM desk_installationentry",
    ],
)
def test_the_database_refuses_to_change_what_was_recorded(cast: Cast, sql: str) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_a_fork(cast: Cast) -> None:
    last = Entry.objects.filter(contract=cast.visits).latest("seq")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(contract=cast.visits, seq=last.seq + 1, entry_id="another", prev=last.prev, hash="0" * 64, line="{}")


def test_out_and_in_again_are_the_same_bytes(cast: Cast, tmp_path: Path) -> None:
    whole = bring_in(CONTRACTS / "reg-44-visits", council=cast.council)
    assert whole.contract is not None
    assert not take_out(whole.contract.pk, tmp_path / "out")
    for name in ("terms.yaml", "ledger.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (CONTRACTS / "reg-44-visits" / name).read_bytes()
    for kind in ("bodies", "files"):
        there = {f.name: f.read_bytes() for f in (CONTRACTS / "reg-44-visits" / kind).iterdir() if not f.name.startswith(".")}
        assert {f.name: f.read_bytes() for f in (tmp_path / "out" / kind).iterdir()} == there
    again = bring_in(tmp_path / "out", council=cast.other_council)
    assert again.contract is not None
    assert (again.contract.head, again.contract.length) == (whole.contract.head, whole.contract.length)


def test_a_history_that_parts_is_named_at_its_first_entry(cast: Cast) -> None:
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    seq = cast.visits.length
    assert record(cast.visits, [query("b-1")], actor=place.actor).entries
    parted = bring_in(CONTRACTS / "reg-44-visits", council=cast.council)
    assert parted.contract is None
    assert [(p.code, p.values["seq"]) for p in parted.problems] == [("import-differs", seq + 1)]


def test_what_is_not_yours_is_not_there(cast: Cast) -> None:
    for who in ("stranger", "outsider", r.OWNER):
        assert cast.visits not in visible_to(cast[who])
        with pytest.raises(NotFoundError):
            get_place(cast[who], cast.visits.pk)
    for role in (r.MANAGER, r.AUDITOR, r.SUPPLIER, r.VISITOR, r.UNIT, r.MEMBER):
        assert list(visible_to(cast[role])) == [cast.visits]


def test_words_that_are_erased_leave_the_database_with_the_entry_that_says_so(cast: Cast) -> None:
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    asked = record(cast.visits, [query(place.actor.by)], actor=place.actor).entries[0]
    renew(cast.visits, TODAY)
    act = Proposed(event=BodyErased(entry=asked.id, reason="in error"), by=place.actor.by, side="buyer", on=TODAY)  # type: ignore[arg-type]
    done = record(cast.visits, [act], actor=place.actor)
    assert done.entries, list(map(str, done.problems))
    assert not Body.objects.filter(contract=cast.visits, entry_id=asked.id).exists()
    assert not Snapshot.objects.filter(contract=cast.visits).exists()
    assert next(e for e in held(cast.visits).entries if e.id == asked.id).body is None


def test_a_contract_brought_in_over_one_being_set_up_is_the_one_brought_in(cast: Cast) -> None:
    text = (CONTRACTS / "reg-44-visits" / "terms.yaml").read_text()
    council = Organisation.objects.create(name="A Third Council")
    Membership.objects.create(person=cast["stranger"], organisation=council, role="")
    begun = begin(text=text.replace("title: ", "title: Draft of ", 1), organisation=council, by=cast["stranger"])
    assert begun.contract is not None, list(map(str, begun.problems))
    assert begun.contract.title != cast.visits.title
    assert bring_in(CONTRACTS / "reg-44-visits", council=council).contract == begun.contract
    now = Contract.objects.get(pk=begun.contract.pk)
    assert (now.title, now.state) == (cast.visits.title, "signed")
    assert not Draft.objects.filter(contract=now).exists()
    assert held(now).head == now.head
