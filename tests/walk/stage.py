"""What the walks walk on: the cast, one example of each argument of an address, and secrets that one side keeps to itself.

`make_stage` works in any database: in that of the tests, and in an installation that a process serves (`made_stage.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Count
from django.http import HttpRequest
from tests.cast import CONTRACTS, TODAY, Cast, make_cast, make_person
from tests.rich import NOTICE, bring_rich
from tests.walk.addresses import Address, address_of
from tests.walk.assurance import assurance_examples
from tests.walk.letters import STEP, ask_about_a_letter, choose_a_route

from tenor.desk.actions.agendas import Agenda, Line, issue_agenda
from tenor.desk.actions.capacity import problem_id, raise_problem
from tenor.desk.actions.flexibility import ask_another_day, request_id
from tenor.desk.actions.invite import invite
from tenor.desk.actions.minutes import comment_minutes, receive_minutes, send_minutes
from tenor.desk.actions.people import give_role
from tenor.desk.actions.plan_draft import PlanDraft, save_plan_draft
from tenor.desk.actions.plans import ask_for_plan, propose_plan
from tenor.desk.actions.readings import propose_readings
from tenor.desk.actions.returns import save_typed
from tenor.desk.actions.returns_typed import Typed
from tenor.desk.actions.say import say
from tenor.desk.actions.setup import begin
from tenor.desk.held import held
from tenor.desk.models import Contract, Draft, File, Membership, Person, Post
from tenor.desk.permissions import roles as r
from tenor.desk.record import Received, record
from tenor.desk.reviews import review_of
from tenor.desk.snapshots import page_data
from tenor.desk.tick import tick
from tenor.desk.visible import get_place
from tenor.ledger.canonical import sha256
from tenor.ledger.events import Event
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.returns import ReturnReceived, RowsLogged
from tenor.ledger.events.working_together import FeedbackGiven, RiskRaised
from tenor.ledger.model import Body, Entry
from tenor.ledger.record import Proposed
from tenor.review.minutes_text import Item

NOBODY, STRANGER, OUTSIDER = "nobody", "stranger", "outsider"  # not signed in; an account and nothing else; another council's manager
WALKERS = (*r.ROLES, STRANGER, OUTSIDER, NOBODY)
FOREIGN = (STRANGER, OUTSIDER, r.OWNER)  # to whom a contract of the cast is not there
KEY_OF_NOTHING = "a-word-that-opens-nothing"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Secret:
    """What one side keeps to itself. `marks`: words, ids and hashes that stand nowhere the other side looks; `places`: arguments that lead
    to it, by the name of the address."""

    side: str
    marks: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Stage:
    """Who and what there is."""

    cast: Cast
    examples: dict[str, Any] = field(default_factory=dict)
    secrets: tuple[Secret, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)  # walker -> key of a session

    @property
    def contract(self) -> Contract:
        return self.cast.visits

    @property
    def entries(self) -> Sequence[Entry]:
        return held(self.contract).entries

    @property
    def names_of_units(self) -> dict[str, str]:
        """unit -> what it is called."""
        return {unit.id: unit.name for unit in held(self.contract).terms.units}

    def address(self, one: Address, **instead: str) -> str:
        """The address with its examples put in; `instead`: other values for some of them."""
        return address_of(one, self.examples | instead)


def make_stage() -> Stage:
    """All of it. Call it under the fixed today."""
    cast = make_cast()
    stage = Stage(cast=cast)
    _another_visitor(cast)
    stage.secrets = tuple(secret for side in ("buyer", "supplier") for secret in _plant(cast, side))
    _propose(cast)
    stage.examples = _examples(stage, _begin(cast))
    tick()  # what Home and the lists read
    stage.keys = {who: session_of(person) for who, person in cast.people.items() if who in WALKERS}
    return stage


def session_of(person: Person) -> str:
    """The key of a session of somebody who has just shown who they are."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), BACKEND, person.get_session_auth_hash()
    request = HttpRequest()
    request.session = session
    record_authentication(request, person, method="password", reauthenticated=True)
    session.create()
    assert session.session_key
    return session.session_key


def turn(name: str) -> UUID:
    """An id that is the same at every run."""
    return uuid5(NAMESPACE_URL, f"the walks: {name}")


def words(**texts: str) -> Body:
    return Body(kind="words", salt=sha256(repr(texts).encode())[:32], content=texts)


def _another_visitor(cast: Cast) -> None:
    """A second visitor with a row of their own, in a unit that the service manager of the cast does not have."""
    person = make_person("Vic Another")
    assert not give_role(to=person, role=r.VISITOR, contract=cast.visits, known_as="s-77", by=None)
    cast.people["another visitor"] = person
    rows = Body(kind="rows", salt=sha256(b"another")[:32], content={"rows": {"visits": [OTHERS_ROW]}})
    act = Proposed(event=RowsLogged(datasets=("visits",)), by="s-77", side="supplier", on=TODAY, body=rows, id=str(turn("another visitor")))
    place = get_place(person, cast.visits.pk)
    done = record(cast.visits, [act], actor=place.actor, units=["C"])
    assert done.entries, [str(one) for one in done.problems]
    assert not raise_problem(place, units=["C"], happened="gumnut: the road was closed", call="", turn=turn("problem of another"))


TYPED_RETURN = "monthly"
OTHERS_ROW = {"id": "C/2023-06-07", "values": {"unit": "C", "visited_on": "2023-06-07"}}
OTHERS_MARKS = ("Vic Another", "s-77", "C/2023-06-07", "gumnut")


def _plant(cast: Cast, side: str) -> list[Secret]:
    """Every kind of thing a side may keep to itself: feedback and a risk with words, a draft, a file with the entry that names it."""
    who = cast[r.MANAGER if side == "buyer" else r.SUPPLIER]
    found = [_plant_act(cast, who, side, name, event) for name, event in _deliberations(cast, side)]
    mark = f"zebrawood-draft-{side}"
    turned = turn(mark)
    Draft.objects.create(
        id=turned, contract=cast.visits, kind="note", key=mark, seen_by=side, body={"words": mark}, saved_by=who, saved_at=_moment()
    )
    found.append(Secret(side, (mark, str(turned)), ()))
    found.append(Secret(side, (f"zebrawood-plan-{side}", f"zebrawood-note-{side}"), ()))  # what `_propose_plan` leaves in hand
    typed = Typed(words=f"zebrawood-typed-{side}", boxes={"visits|+A|visited_on": f"zebrawood-box-{side}"})
    form = {"ret": TYPED_RETURN, "covers": "2023-06"}
    save_typed(place=get_place(who, cast.visits.pk), form=form, typed=typed, head=cast.visits.head)
    found.append(Secret(side, (f"zebrawood-typed-{side}", f"zebrawood-box-{side}"), ()))
    data = f"{{}} zebrawood-file-{side}".encode()
    File.objects.create(
        contract=cast.visits,
        sha256=sha256(data),
        name=f"zebrawood-name-{side}.json",
        size=len(data),
        data=data,
        seen_by=side,
        kept_at=_moment(),
    )
    found.append(Secret(side, (f"zebrawood-file-{side}", f"zebrawood-name-{side}", sha256(data)), (("file", sha256(data)),)))
    return found


def _moment() -> Any:
    from tenor.desk import clock

    return clock.now()


def _deliberations(cast: Cast, side: str) -> list[tuple[str, Event]]:
    """The acts that one side may keep to itself: of the council also advice about a step that waits."""
    acts: list[tuple[str, Event]] = [
        ("feedback", FeedbackGiven(feedback=f"zebrawood-feedback-{side}", kind="concern")),
        ("risk", RiskRaised(risk=f"zebrawood-risk-{side}", likelihood=3, impact=3)),
    ]
    if side == "buyer":
        waiting = next(step for step in review_of(cast.visits, "buyer").steps if step.waiting)
        acts.append(("advice", DecisionTaken(rule=waiting.rule, outcome="advice", steps=(waiting.id,))))
    return acts


def _plant_act(cast: Cast, who: Person, side: str, name: str, event: Event) -> Secret:
    mark, id = f"zebrawood-{name}-{side}", str(turn(f"{name} of {side}"))
    place = get_place(who, cast.visits.pk)
    act = Proposed(
        event=event,
        by=place.actor.by,
        side=place.side,  # type: ignore[arg-type]
        on=TODAY,
        seen_by=side,  # type: ignore[arg-type]
        words=None,
        body=words(reason=f"{mark}-words", text=f"{mark}-words", title=f"{mark}-words", what=f"{mark}-words"),
        id=id,
    )
    done = record(
        place.contract,
        [act],
        actor=place.actor,
        act="advise" if name == "advice" else "",
        files=[Received(data=mark.encode(), name=f"{mark}.csv", seen_by=side)],
    )
    assert done.entries, [str(one) for one in done.problems]
    cast.visits.refresh_from_db()
    return Secret(side, (mark, id, sha256(mark.encode())), (("entry", str(done.entries[0].seq)), ("file", sha256(mark.encode()))))


def _propose(cast: Cast) -> None:
    """A proposal of the supplier that waits for the council."""
    place = get_place(cast[r.SUPPLIER], cast.visits.pk)
    reading = review_of(cast.visits, "supplier").terms.readings[-1]
    option = next(name for name in reading.options if name != reading.chosen)
    done = propose_readings(place, {reading.id: option}, turn=turn("proposal"))
    assert done.entries, [str(one) for one in done.problems]
    cast.visits.refresh_from_db()


def _propose_plan(cast: Cast) -> str:
    """A plan that the council asked for and the supplier proposed; nobody has agreed it."""
    asked, wrong = ask_for_plan(
        get_place(cast[r.MANAGER], cast.visits.pk), step="improvement plan", kpis=["sent_back"], turn=turn("plan asked")
    )
    assert not wrong
    cast.visits.refresh_from_db()
    task = {"key": "1", "kpi": "sent_back", "action": "Read it twice", "milestone": "Read", "by": "2023-06-30", "resource": "An hour"}
    place = get_place(cast[r.SUPPLIER], cast.visits.pk)
    assert not propose_plan(place, asked, rows=[task], review_on=date(2023, 7, 31), targets={}, turn=turn("plan proposed"))
    cast.visits.refresh_from_db()
    for side, role in (("buyer", r.MANAGER), ("supplier", r.SUPPLIER)):
        written = PlanDraft(rows=({"key": "1", "action": f"zebrawood-plan-{side}"},), note=f"zebrawood-note-{side}")
        assert not save_plan_draft(get_place(cast[role], cast.visits.pk), asked, written)
    return asked


def _type_in(cast: Cast) -> str:
    """A return that the council typed in for the supplier, who has not confirmed it; gives its entry."""
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    row = {"id": "B/2023-06-02", "values": {"unit": "B", "visited_on": "2023-06-02"}}
    rows = Body(kind="rows", salt=sha256(b"typed")[:32], content={"rows": {"visits": [row]}})
    event = ReturnReceived(ret=TYPED_RETURN, covers="2023-06", reports=())
    done = record(
        place.contract,
        [Proposed(event=event, by=place.actor.by, side="buyer", on=TODAY, body=rows, id=str(turn("typed")))],
        actor=place.actor,
    )
    assert done.entries, [str(one) for one in done.problems]
    cast.visits.refresh_from_db()
    return done.entries[0].id


def _begin(cast: Cast) -> Contract:
    """A contract that is being set up, with everybody on it."""
    text = (CONTRACTS / "reg-44-visits" / "terms.yaml").read_text().replace("R44-2022", "R44-2099")
    begun = begin(text=text, organisation=cast.council, by=cast[r.MANAGER])
    assert begun.contract is not None, [str(one) for one in begun.problems]
    for post in Post.objects.filter(contract=cast.visits).exclude(role=r.MANAGER).select_related("person"):
        Post.objects.create(person=post.person, contract=begun.contract, role=post.role, known_as=post.known_as, units=post.units)
    return begun.contract


def _examples(stage: Stage, begun: Contract) -> dict[str, Any]:
    cast, contract = stage.cast, stage.contract
    typed = _type_in(cast)
    supplier = get_place(cast[r.SUPPLIER], contract.pk)
    assert not raise_problem(supplier, units=["A"], happened="Nobody was in", call="", turn=turn("problem"))
    plan = _propose_plan(cast)
    contract.refresh_from_db()
    review, entries = review_of(contract, "buyer"), held(contract).entries
    charts = page_data(contract, "buyer", "performance")
    chart = next(one for section in charts["sections"] for one in section["charts"])
    rows = next(one for one in page_data(contract, "buyer", "rows")["datasets"] if one["rows"])
    received = next(one for one in reversed(entries) if isinstance(one.event, ReturnReceived) and one.event.file)
    place = get_place(cast[r.MANAGER], contract.pk)
    invited = invite(place=place, email="new@tenor.example", name="New Comer", role=r.AUDITOR)
    assert invited.invitation is not None
    letter = ask_about_a_letter(cast, turn("letter"))
    choose_a_route(cast, turn("route"))
    make: dict[str, Callable[[], Any]] = {
        "contract": lambda: contract.pk,
        "begun": lambda: begun.pk,
        "rich": lambda: bring_rich(cast).pk,
        "sum": lambda: "credits/good/2023-03",
        "notice": lambda: NOTICE,
        "found_step": lambda: "ladder/2023-05-09",
        "lifted": lambda: "lifted",
        "subcontractor": lambda: "hill",
        "kpi": lambda: "reports",
        "period": lambda: "2023-04",
        "open": lambda: "2023-05",
        "judged": lambda: "continual-failure",
        "step": lambda: next(step.id for step in review.steps if step.waiting),
        "year": lambda: charts["year"]["n"],
        "chart": lambda: chart["name"],
        "key": lambda: chart["key"],
        "dataset": lambda: rows["id"],
        "row": lambda: next(row["id"] for row in rows["rows"] if row["unit"] == "A"),
        "seq": lambda: 1,
        "sha256": lambda: received.event.file,  # type: ignore[union-attr]
        "entry": lambda: received.id,
        "query": lambda: _query(cast),
        "ret": lambda: received.event.ret,  # type: ignore[union-attr]
        "action": lambda: "a-4",
        "message": lambda: "msg-2",
        "another_day": lambda: _another_day(cast),
        "typed": lambda: typed,
        "problem": lambda: problem_id(turn("problem")),
        "kind": lambda: "xlsx",
        "minutes": lambda: _minutes(cast),
        "checklist": lambda: "handover",
        "duty": lambda: "handover",
        "plan": lambda: plan,
        "letter_step": lambda: STEP,
        "letter_asked": lambda: letter,
        "gate": lambda: "supplier",
        "series": lambda: "performance",
        "slot": lambda: "2023-Q3",
        "meeting_title": lambda: "urgent meeting",
        "meeting_held": lambda: "m-2023-04",
        "meeting_called": lambda: _call(cast),
        "plan_step": lambda: next(step.id for step in review.steps if step.rule == "plan"),
        **assurance_examples(cast, turn),
        "reading": lambda: review.terms.readings[0].id,
        "proposal": lambda: next(one.event.proposal for one in reversed(entries) if one.type == "AgreementProposed"),  # type: ignore[union-attr]
        "side": lambda: "buyer",
        "order": lambda: 1,
        "unit": lambda: "A",
        "point": _point,
        "colour": lambda: "6b3a2e",
        "organisation": lambda: cast.council.pk,
        "number": lambda: 1,
        "nothing": lambda: KEY_OF_NOTHING,
        "uid": lambda: "1",
        "provider": lambda: "directory",
        "post": lambda: Post.objects.get(contract=contract, role=r.MANAGER).pk,
        "membership": lambda: Membership.objects.filter(organisation=cast.council, role=r.OWNER).get().pk,
        "invitation": lambda: invited.invitation.pk if invited.invitation else "",
        "word": lambda: invited.word,
    }
    return {name: str(one()) for name, one in make.items()}


def _call(cast: Cast) -> str:
    """A meeting that was called and not held yet."""
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    agenda = Agenda(meets_on=TODAY, lines=[Line(key="x1", title="Way forward", text="What now?")], title="urgent meeting")
    done = issue_agenda(place, "title/urgent meeting", agenda, turn=turn("agenda"))
    assert done.entries, [str(one) for one in done.problems]
    return str(done.entries[0].event.meeting)  # type: ignore[union-attr]


def _another_day(cast: Cast) -> str:
    """A request of a unit that waits for an answer."""
    days = {"planned": date(2023, 6, 20), "wanted": date(2023, 6, 27)}
    place = get_place(cast[r.UNIT], cast.visits.pk)
    assert not ask_another_day(place, unit="A", text="The boiler is out", turn=turn("another day"), **days)
    cast.visits.refresh_from_db()
    return request_id(turn("another day"))


def _point() -> str:
    from tenor.desk.lookups.setup_start import starting_points

    return next(iter(starting_points()))


def lengths() -> dict[str, int]:
    """How many entries each contract has: what a page must not change unasked."""
    return {str(pk): count for pk, count in Contract.objects.values_list("pk").annotate(Count("entries"))}


def _query(cast: Cast) -> str:
    """A question that was asked in the example."""
    from tenor.desk.held import held

    return str(next(e.event.query for e in held(cast.visits).entries if e.type == "QueryRaised"))


def _minutes(cast: Cast) -> str:
    """Minutes that arrived and wait for an answer, with other words asked for."""
    manager, supplier = get_place(cast[r.MANAGER], cast.visits.pk), get_place(cast[r.SUPPLIER], cast.visits.pk)
    held_now = MeetingHeld(meeting="walked", series="performance", present=("buyer contract manager",))
    assert say(manager, held_now, turn=turn("meeting held")).entries
    items = [Item(key=str(n), title=f"Item {n}", text=f"Said on {n}.") for n in range(1, 9)]
    done = send_minutes(manager, "walked", items=items, present=["Alex Example"], version=1, turn=turn("minutes"))
    assert done.entries, [str(one) for one in done.problems]
    assert not receive_minutes(supplier, "walked", on=TODAY, version=1, turn=turn("received"))
    assert not comment_minutes(supplier, "walked", item="4", instead="Said otherwise.", turn=turn("remark"))
    return "walked"
