"""A contract on the site that has what the example has not: money, sums withheld, invoices, answers and silence, a day to put things
right, what a person finds about a rule, a subcontractor, a figure that is judged, a right to extend. All of it is invented.

`bring_rich` takes it in for the council of the cast and gives everybody of the cast their role on it. The days are those of spring 2023;
the cast's today is Mon 12 Jun 2023. The bank holidays of May are the 1st, the 8th and the 29th.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from tests.cast import PEOPLE, Cast

from tenor.desk.actions.people import give_role
from tenor.desk.bring import prove_given, take
from tenor.desk.models import Contract
from tenor.desk.permissions import roles as r
from tenor.ledger.bodies import body_bytes
from tenor.ledger.canonical import sha256
from tenor.ledger.chain import Chain, append
from tenor.ledger.events import Event
from tenor.ledger.events.decisions import DecisionTaken, DutyDone
from tenor.ledger.events.money import InvoiceReceived
from tenor.ledger.events.notices import NoticeIssued, NoticeReceived
from tenor.ledger.events.plans import PlanRequested
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.frame import line_of
from tenor.ledger.model import Body
from tenor.ledger.verify import body_name

TEXT = """\
tenor: "1"
contract:
  reference: RIDES-2022
  title: Rides to day centres
  buyer: Example County Council
  supplier: Example Rides Ltd
  starts: 2022-10-01
  ends: 2023-10-31
  subcontractors: [{id: hill, name: Hill Road Minibuses Ltd, clause: "12", what: rides in the hills}]
  extensions: [{clause: "2.3", up_to: 12 months, by: buyer, due: 3 months before contract end}]
words: {working day: open day, receipt: [acknowledged, notice clause]}
notices: {clause: "20", by: [email, post], received: {email: same working day as sending, post: 2 working days after sending}}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday]}
charges: {monthly charge: {clause: "8.1", each: month, from: invoices}}
datasets:
  rides: {row: one ride, key: [ridden_on], dated_by: ridden_on, fields: {ridden_on: date, good: yes/no}}
kpis:
  - {id: good, number: "1", clause: "1.1", title: Good rides, every: month, measure: {stated: percent}, better: higher, target: at least 90%}
  - {id: kept, number: "2", clause: "1.2", title: Vehicles well kept, every: quarter, measure: {check: {asked: "Are the vehicles well kept?", by: buyer}}, target: yes}
returns:
  - {id: monthly, clause: "2", by: supplier, to: buyer, holds: [good], every: month, due: 5th working day of the next month}
duties:
  Standards:
    - {id: standard, clause: "3", by: supplier, to: buyer, what: A standard of care, due: 1 month after contract start, answer: {by: buyer, due: 10 working days after receipt, choices: [accepted, changes asked], silence: accepted}}
    - {id: manner, clause: "3.1", by: supplier, to: buyer, what: Every passenger is treated with dignity, due: at all times}
steps:
  plan: {clause: "4", kind: plan, by: supplier, due: 5 working days after request, may_extend: {by: buyer, up_to: 10 working days}}
  talk: {clause: "6", kind: meeting, by: buyer, due: 10 working days after request}
  notice: {clause: "5", kind: notice, by: buyer, cure: {set_by: buyer, not_before: 7 working days after notice}, answer: {by: supplier, due: 5 working days after receipt, choices: [accept, dispute], silence: accept}}
  ending: {clause: "7", kind: decision, by: buyer, choices: {end: taken, not now: not taken}}
rules:
  - {id: credits, clause: "8.2", when: {kpi: good, is: failed}, money: {deduct: 2% of monthly charge, settled: next invoice}}
  - {id: bonus, clause: "8.3", when: {kpi: good, is: met, for: 2 consecutive months}, money: {add: up to 300 GBP}}
  - {id: hold, clause: "8.4", when: {duty: plan, is: late}, money: {withhold: up to 1% of monthly charge}}
  - {id: ladder, clause: "6", when: {kpi: good, is: failed}, except: {judged: "the council's own roadworks were the cause", by: buyer}, then: {in_order: [talk, notice]}}
  - {id: think, clause: "7", when: {kpi: good, is: failed}, may: ending, until: decided by buyer}
  - {id: disputed, clause: "7", when: {event: answer to notice, chosen: dispute}, then: ending}
"""  # noqa: E501

MANAGER, HEAD, SUPPLIER = "b-1", "b-3", "s-1"
NOTICE, PLAN = "n-1", "p-1"
Told = tuple[str, str, Event]

# month -> what the return said, and the day it came: January and February met, March and April failed
SAID = {"2023-01": ("96", "2023-02-03"), "2023-02": ("94", "2023-03-03"), "2023-03": ("81", "2023-04-05"), "2023-04": ("84", "2023-05-05")}
INVOICES = {"2023-02": (20_000_00, "2023-03-08"), "2023-03": (20_150_50, "2023-04-12")}  # April's has not come

ACTS: list[Told] = [
    ("2023-06-01", SUPPLIER, DutyDone(duty="standard")),
    ("2023-04-20", MANAGER, PlanRequested(plan=PLAN, kpis=("good",), step="plan")),  # due 27 April, and never came
    ("2023-04-28", MANAGER, DecisionTaken(rule="ladder", outcome="taken")),
    ("2023-06-05", MANAGER, NoticeIssued(notice=NOTICE, step="notice", kpis=("good",))),
    ("2023-06-06", SUPPLIER, NoticeReceived(notice=NOTICE)),
]


def story() -> list[tuple[str, str, Event, Body | None]]:
    """All that was recorded, in order."""
    told: list[tuple[str, str, Event, Body | None]] = [(on, by, event, None) for on, by, event in ACTS]
    for month, (value, on) in SAID.items():
        body = Body(
            kind="rows", salt="", content={"figures": [{"kpi": "good", "period": month, "numerator": int(value), "denominator": 100}]}
        )
        told.append((on, SUPPLIER, ReturnReceived(ret="monthly", covers=month, reports=("good",)), body))
    for month, (amount, on) in INVOICES.items():
        told.append((on, MANAGER, InvoiceReceived(charge="monthly charge", period=month, amount=amount), None))
    return sorted(told, key=lambda one: one[0])


def bring_rich(cast: Cast, roles: Sequence[str] = (), text: str = TEXT) -> Contract:
    """The contract, with the people of the cast on it. `roles`: which; all unless said."""
    chain, bodies, drawn = Chain(terms_hash=sha256(text.encode())), dict[str, bytes](), iter(range(1 << 20))
    for seq, (on, by, event, body) in enumerate(story(), 1):
        day = date.fromisoformat(on)
        side: Literal["buyer", "supplier"] = "supplier" if by == SUPPLIER else "buyer"
        at = datetime.combine(day, time(11, seq), tzinfo=UTC)
        more: dict[str, Any] = {"body": body, "draw": lambda: f"{next(drawn):032x}"}
        made = append(chain, event, by=by, side=side, on=day, at=at, **more)
        assert not isinstance(made, tuple), [str(one) for one in made]
        chain.add(made)
        if made.body is not None:
            bodies[body_name(made.id, "body").rpartition("/")[2]] = body_bytes(made.body)
    given = prove_given(text, [line_of(one) for one in chain.entries], bodies, {})
    assert not isinstance(given, tuple), [str(one) for one in given]
    done = take(given, cast.council)
    assert done.contract is not None, [str(one) for one in done.problems]
    for role, (_, known_as, _units) in PEOPLE.items():
        if role == r.OWNER or (roles and role not in roles):
            continue
        wrong = give_role(to=cast.people[role], role=role, contract=done.contract, organisation=cast.council, known_as=known_as, by=None)
        assert not wrong, [str(one) for one in wrong]
    return done.contract
