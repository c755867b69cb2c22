"""Six months of a service desk: points that double, credits that reach both caps, a late report, a meeting refused and a default notice.

Each line of `FAULTS` is a fault: its priority, when it was reported and put right (London time), and the desk hours waited for the caller.
Each line of `STOPS` is a stop: its day, the system, whether it was planned, and the desk hours it lasted.
"""

from __future__ import annotations

from datetime import date

from scripts.histories.telling import Act, History, Person, Sent, act, approved, in_order, sent, table

from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.meetings import MeetingHeld, MeetingRefused
from tenor.ledger.events.money import InvoiceReceived, MoneyClaimed, MoneySettled
from tenor.ledger.events.notices import NoticeIssued

COUNCIL = Person(id="b-1", side="buyer")
HEAD = Person(id="b-2", side="buyer")  # who approves what goes out
DESK = Person(id="s-1", side="supplier")

DEFAULT = NoticeIssued(notice="default-1", step="default notice", kpis=("put_right",), method="email", text_hash="c7" * 32)

FAULTS = table(
    """
    # April 2025: 4 of 4; over Easter the desk is closed from Friday 18 to Monday 21
    F-01 P1 2025-04-03T09:00 2025-04-03T12:40 -
    F-02 P2 2025-04-10T15:00 2025-04-11T11:30 -
    F-03 P3 2025-04-15T10:00 2025-04-16T16:00 2
    F-04 P1 2025-04-17T16:00 2025-04-22T09:45 -
    # May: 4 of 5; a bank holiday in the first, a weekend in the third; the fourth is five minutes late
    F-05 P1 2025-05-02T17:00 2025-05-06T10:50 -
    F-06 P3 2025-05-08T11:00 2025-05-12T09:00 1
    F-07 P2 2025-05-16T16:30 2025-05-19T14:20 -
    F-08 P2 2025-05-21T09:00 2025-05-21T17:05 -
    F-09 P1 2025-05-29T10:00 2025-05-29T15:00 1.5
    # June: 3 of 4
    F-10 P1 2025-06-04T13:00 2025-06-04T16:00 -
    F-11 P2 2025-06-12T10:00 2025-06-12T17:30 -
    F-12 P1 2025-06-18T09:00 2025-06-18T14:30 -
    F-13 P3 2025-06-23T14:00 2025-06-24T12:00 -
    # July: 3 of 3
    F-14 P2 2025-07-08T08:30 2025-07-08T16:00 -
    F-15 P1 2025-07-16T11:00 2025-07-16T14:10 -
    F-16 P3 2025-07-24T12:00 2025-07-28T10:00 3
    # August: 2 of 4; the last one is still open when the report is written
    F-17 P1 2025-08-05T10:00 2025-08-06T09:30 -
    F-18 P2 2025-08-13T10:00 2025-08-13T15:00 -
    F-19 P1 2025-08-22T16:00 2025-08-26T09:30 -
    F-20 P2 2025-08-27T09:00 2025-09-09T10:00 -
    # September: 3 of 3
    F-21 P1 2025-09-04T08:15 2025-09-04T11:00 -
    F-22 P3 2025-09-11T15:00 2025-09-15T12:00 -
    F-23 P2 2025-09-24T12:00 2025-09-25T09:30 -
    """,
    "fault",
    "priority",
    "opened_at",
    "fixed_at",
    "waited",
)

STOPS = table(
    """
    S-1 2025-04-24 website no 0.5
    S-2 2025-05-13 records no 3
    S-3 2025-06-14 email yes 4
    S-4 2025-07-17 website no 1
    S-5 2025-08-05 email no 6
    S-6 2025-08-06 records no 3
    S-7 2025-09-18 website no 1.5
    """,
    "stop",
    "stopped_on",
    "system",
    "planned",
    "down",
)


def month(when: str, covers: str, form: str, calls: str, hours: str) -> Sent:
    """A monthly report: calls answered in time, and the hours in which the systems should run (ten for each working day)."""
    return sent(when, DESK, covers, f"{covers}.{form}", figures={"calls": (calls,), "lost": (hours,)})


RETURNS: list[Act | Sent] = [
    month("2025-05-07 10:00", "2025-04", "xlsx", "92%", "200"),
    month("2025-06-05 11:20", "2025-05", "xlsx", "88%", "200"),
    month("2025-07-09 15:10", "2025-06", "json", "84%", "210"),  # due on the 7th
    month("2025-08-06 09:30", "2025-07", "zip", "91%", "230"),
    month("2025-09-05 14:00", "2025-08", "xlsx", "79%", "200"),
    month("2025-10-06 10:15", "2025-09", "xlsx", "90.5%", "220"),
]


def invoice(when: str, period: str, pence: int) -> Act:
    return act(when, COUNCIL, InvoiceReceived(charge="monthly charge", period=period, amount=pence))


INVOICES: list[Act | Sent] = [
    invoice("2025-05-09 09:00", "2025-04", 40_000_00),
    invoice("2025-06-09 09:00", "2025-05", 40_123_40),
    invoice("2025-07-10 09:00", "2025-06", 40_000_00),
    invoice("2025-08-08 09:00", "2025-07", 40_000_00),
    invoice("2025-09-09 09:00", "2025-08", 40_000_00),
    invoice("2025-10-13 09:00", "2025-09", 40_000_00),
]

BOTH = ("council service manager", "supplier service manager")

ACTS: list[Act | Sent] = [
    # 2 points of 40,123.40 at half a per cent each
    act("2025-06-12 10:00", COUNCIL, MoneyClaimed(line="credits/put_right/2025-05", amount=401_23), reason="Report and invoice of May"),
    act("2025-06-19 10:00", COUNCIL, MeetingHeld(meeting="q-1", series="quarterly", present=BOTH)),
    act("2025-07-10 09:00", COUNCIL, MoneySettled(line="credits/put_right/2025-05", by_way="set off", amount=401_23, period="2025-06")),
    act(
        "2025-07-11 09:00", COUNCIL, DecisionTaken(rule="talk", outcome="taken", of="put_right"), reason="May and June, and F-08 by minutes"
    ),
    act("2025-07-11 09:10", COUNCIL, DecisionTaken(rule="talk", outcome="taken", of="calls"), reason="At the same table"),
    act("2025-07-18 14:00", COUNCIL, MeetingHeld(meeting="talk-1", title="service meeting", present=BOTH)),
    act("2025-09-17 10:00", COUNCIL, MeetingHeld(meeting="q-2", series="quarterly", present=BOTH)),
    # July's talk was before August was known: the gate asks for another, and the supplier would not come
    act("2025-09-18 11:00", DESK, MeetingRefused(meeting="talk-2", title="service meeting"), reason="All was said in July"),
    act("2025-09-19 10:00", COUNCIL, DecisionTaken(rule="default", outcome="taken", of="put_right"), reason="June and August"),
    *approved(DEFAULT, COUNCIL, "2025-09-22 10:00", HEAD, "2025-09-22 15:00", parts=3),
    act(
        "2025-09-23 09:00",
        COUNCIL,
        DEFAULT,
        measure="1, faults put right in time",
        months="June serious, August critical",
        asked="A second engineer at the desk from eight o'clock",
    ),
    act(
        "2025-10-13 10:00",
        HEAD,
        DecisionTaken(rule="ending", outcome="not taken", choice="go on"),
        reason="September was on target but once",
    ),
]

HISTORY = History(
    folder="ict-service",
    rows={"faults": FAULTS, "stops": STOPS},
    acts=in_order(RETURNS, INVOICES, ACTS),
    telling=[date(2025, 6, 30), date(2025, 9, 15), date(2025, 10, 20)],
)
