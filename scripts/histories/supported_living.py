"""Nine months of supported living: a month's information that came seven weeks late and one that never came, with what was held back let go
and kept; incidents by severity, a plan that was late, an investigation, and a measure that was waived.

Each line of `INCIDENTS` is an incident: its home, when it was found, how grave it was, when it was reported, whether somebody was harmed,
when the family was told and when the account in writing went out. Times are London's.
"""

from __future__ import annotations

from datetime import date

from scripts.histories.telling import Act, History, Person, Sent, act, approved, in_order, sent, table

from tenor.ledger.events.decisions import DecisionTaken, DutyDone
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.money import InvoiceReceived, MoneyClaimed, MoneySettled
from tenor.ledger.events.notices import NoticeClosed, NoticeIssued
from tenor.ledger.events.plans import PlanProposed, PlanRequested, PlanSigned
from tenor.ledger.events.returns import PeriodNotApplicable

BUYER = Person(id="b-1", side="buyer")
HEAD = Person(id="b-2", side="buyer")  # who approves what goes out
HOMES = Person(id="s-1", side="supplier")

BREACH_1 = NoticeIssued(notice="information-1", step="information notice", method="email", text_hash="a1" * 32)
BREACH_2 = NoticeIssued(notice="information-2", step="information notice", method="email", text_hash="a2" * 32)
EXCEPTION = NoticeIssued(notice="exception-1", step="exception report", kpis=("reported",), method="email", text_hash="e1" * 32)

INCIDENTS = table(
    """
    # April 2025: 1 of 1; seven office hours on Wednesday and one on Thursday
    I-01 ash 2025-04-09T10:00 moderate 2025-04-10T09:30 no - -
    # May: 2 of 2; the second is found on a Saturday evening: an hour and a half that day, as much on Sunday from seven
    I-02 elm 2025-05-06T12:00 minor 2025-05-13T11:00 no - -
    I-03 oak 2025-05-17T20:30 serious 2025-05-18T08:10 yes 2025-05-20T15:00 2025-05-30
    # June, told in September: none of 2 in time
    I-04 ash 2025-06-11T16:00 moderate 2025-06-12T16:30 no - -
    I-05 ash 2025-06-24T09:00 serious 2025-06-24T13:00 no - -
    # July: 3 of 3
    I-06 ash 2025-07-08T09:30 moderate 2025-07-08T15:00 no - -
    I-07 ash 2025-07-21T11:00 moderate 2025-07-22T10:00 no - -
    I-08 oak 2025-07-29T08:00 minor 2025-07-31T10:00 no - -
    # August: none of 1, and the family heard it a day late
    I-09 elm 2025-08-12T21:00 serious 2025-08-13T10:15 yes 2025-08-15T10:00 2025-08-26
    # September was never told
    # October: 1 of 2; the second in the night in which the clocks went back
    I-10 ash 2025-10-14T12:00 serious 2025-10-14T16:30 no - -
    I-11 oak 2025-10-26T01:30 serious 2025-10-26T09:00 no - -
    # November: 1 of 1
    I-12 elm 2025-11-19T14:00 minor 2025-11-20T09:00 no - -
    """,
    "incident",
    "unit",
    "found_at",
    "severity",
    "reported_at",
    "harmed",
    "told_at",
    "written_on",
)


def month(when: str, covers: str, form: str, hours: tuple[str, str], agency: str) -> Sent:
    """A month's information: hours given of those agreed, and of those given the hours by agency staff."""
    return sent(when, HOMES, covers, f"{covers}.{form}", figures={"hours": hours, "agency": (agency, hours[0])})


RETURNS: list[Act | Sent] = [
    month("2025-05-14 10:00", "2025-04", "xlsx", ("1764", "1800"), "200"),
    month("2025-06-12 11:20", "2025-05", "xlsx", ("1790", "1860"), "220"),
    month("2025-08-13 09:30", "2025-07", "xlsx", ("1823", "1860"), "190"),
    month("2025-09-02 16:05", "2025-06", "zip", ("1760", "1800"), "220"),  # due on 14 July
    month("2025-09-11 14:00", "2025-08", "xlsx", ("1807", "1860"), "210"),
    # September's, due on 14 October, never came
    month("2025-11-13 10:15", "2025-10", "json", ("1810", "1860"), "200"),
    month("2025-12-11 12:00", "2025-11", "xlsx", ("1710", "1800"), "240"),
]


def invoice(when: str, period: str, pence: int) -> Act:
    return act(when, BUYER, InvoiceReceived(charge="monthly charge", period=period, amount=pence))


INVOICES: list[Act | Sent] = [
    invoice("2025-08-05 09:00", "2025-07", 84_000_00),
    invoice("2025-09-04 09:00", "2025-08", 84_650_00),
    invoice("2025-11-05 09:00", "2025-10", 85_000_00),
    invoice("2025-12-04 09:00", "2025-11", 86_020_55),
]

BOTH = ("commissioning manager", "registered manager")


def asked(when: str, incident: str, known: str, done: str) -> list[Act | Sent]:
    """A serious incident is looked into together. `known`: the day on which its return came."""
    about = f"investigate/{incident}/{known}"
    return [
        act(when, BUYER, DecisionTaken(rule="investigate", outcome="taken", of=incident, steps=(about,)), reason="Both sides look into it"),
        act(done, BUYER, DutyDone(duty=f"joint investigation after {about}"), note="Report of both sides"),
    ]


ACTS: list[Act | Sent] = [
    act("2025-06-12 12:00", HOMES, DutyDone(duty="account I-03"), on="2025-05-30", note="Letter to the parents"),
    act("2025-06-16 09:00", BUYER, DecisionTaken(rule="waive", outcome="not taken", of="hours"), reason="No cause was given for May"),
    act("2025-06-18 10:00", BUYER, MeetingHeld(meeting="q-1", series="quarterly", present=BOTH)),
    # June's information, missing since 14 July: an information breach from 22 July
    act("2025-07-22 10:00", BUYER, DecisionTaken(rule="information", outcome="taken", of="monthly 2025-06"), reason="Nothing came"),
    *approved(BREACH_1, BUYER, "2025-07-22 11:00", HEAD, "2025-07-22 15:00", parts=2),
    act("2025-07-22 16:00", BUYER, BREACH_1, missing="Incidents and hours of June", since="14 July 2025"),
    act("2025-08-06 10:00", BUYER, MoneyClaimed(line="information/monthly 2025-06/2025-07", amount=840_00), reason="One per cent of July"),
    act("2025-09-11 15:00", HOMES, DutyDone(duty="account I-09"), on="2025-08-26", note="Letter to the sister"),
    act("2025-09-02 17:00", BUYER, NoticeClosed(notice="information-1"), text="June came"),
    # three moderate incidents at Ash House within three months, known with June's information
    act("2025-09-03 09:00", BUYER, DecisionTaken(rule="several", outcome="taken", of="ash"), reason="April, June and July"),
    act("2025-09-12 14:00", BUYER, MeetingHeld(meeting="talk-1", title="contract meeting", present=BOTH)),
    act("2025-09-17 10:00", BUYER, MeetingHeld(meeting="q-2", series="quarterly", present=BOTH)),
    act("2025-09-10 09:00", BUYER, MoneyClaimed(line="reported-late/I-05/2025-06-24", amount=400_00), reason="Reported after four hours"),
    act(
        "2025-10-08 09:00",
        BUYER,
        MoneySettled(line="reported-late/I-05/2025-06-24", by_way="set off", amount=400_00, period="2025-08"),
    ),
    # reported in time: failed in June and August
    act("2025-09-16 09:00", BUYER, DecisionTaken(rule="plan", outcome="taken", of="reported"), reason="June and August"),
    act("2025-09-16 09:10", BUYER, DecisionTaken(rule="waive", outcome="not taken", of="reported"), reason="A plan is asked for"),
    act("2025-09-16 09:20", BUYER, DecisionTaken(rule="waive", outcome="not taken", of="open"), reason="The family waited a day too long"),
    act("2025-09-16 09:30", BUYER, PlanRequested(plan="plan-1", step="remedial action plan", kpis=("reported",), rule="plan")),
    act("2025-09-29 17:00", HOMES, PlanProposed(plan="plan-1", version=1, complete=False), text="Causes, no dates yet"),
    act("2025-10-01 10:00", BUYER, DecisionTaken(rule="no-plan", outcome="taken", of="plan-1"), reason="No whole plan by 30 September"),
    *approved(EXCEPTION, BUYER, "2025-10-01 11:00", HEAD, "2025-10-01 14:00", parts=2),
    act("2025-10-01 15:00", BUYER, EXCEPTION, agreed="A plan by 30 September", not_done="Actions without dates"),
    act("2025-10-15 11:00", HOMES, PlanProposed(plan="plan-1", version=2, review_on=date(2026, 1, 30)), text="A second on-call line"),
    act("2025-10-16 09:00", HOMES, PlanSigned(plan="plan-1", side="supplier", version=2)),
    act("2025-10-20 12:00", BUYER, PlanSigned(plan="plan-1", side="buyer", version=2)),
    act("2025-10-20 12:30", BUYER, NoticeClosed(notice="exception-1"), text="The plan is agreed"),
    # September's information: a breach from 22 October, and more than 40 working days late from 10 December
    act("2025-10-22 10:00", BUYER, DecisionTaken(rule="information", outcome="taken", of="monthly 2025-09"), reason="Nothing came"),
    *approved(BREACH_2, BUYER, "2025-10-22 11:00", HEAD, "2025-10-22 15:00", parts=2),
    act("2025-10-22 16:00", BUYER, BREACH_2, missing="Incidents and hours of September", since="14 October 2025"),
    act("2025-11-17 09:00", BUYER, DecisionTaken(rule="waive", outcome="not taken", of="reported"), reason="The plan runs"),
    act(
        "2025-12-15 10:00",
        HEAD,
        DecisionTaken(rule="never-given", outcome="taken", choice="keep", of="monthly 2025-09"),
        reason="It never came",
    ),
    act("2025-12-16 10:00", BUYER, DecisionTaken(rule="waive", outcome="taken", of="hours"), reason="Influenza in two homes"),
    act(
        "2025-12-17 10:00",
        BUYER,
        PeriodNotApplicable(period="2025-11", kpi="hours", reason="waived"),
        text="Influenza in two homes; support was given by fewer people",
    ),
]

INVESTIGATED: list[Act | Sent] = [
    *asked("2025-06-13 09:00", "I-03", "2025-06-12", "2025-07-04 15:00"),
    *asked("2025-09-12 09:00", "I-09", "2025-09-11", "2025-10-10 15:00"),
    *asked("2025-10-07 09:00", "I-05", "2025-09-02", "2025-11-03 15:00"),
    *asked("2025-11-14 09:00", "I-10", "2025-11-13", "2025-12-12 11:00"),
    *asked("2025-11-14 09:10", "I-11", "2025-11-13", "2025-12-11 15:00"),
]

HISTORY = History(
    folder="supported-living",
    rows={"incidents": INCIDENTS},
    acts=in_order(RETURNS, INVOICES, ACTS, INVESTIGATED),
    telling=[date(2025, 8, 20), date(2025, 10, 6), date(2025, 12, 19)],
)
