"""Seven months of alarms fitted at home: a bad spring that meets the caps, a plan approved by silence, one never given, a notice disputed.

Each month has ten visits, told by what was out of the ordinary: `VISITS` names a visit and what was so of it; every other was made in
time, by a fitter who came when he said, and left a working alarm. Of each month the first four are urgent; odd ones lie in the district
Hill, even ones in Dale. Times are London times.
"""

from __future__ import annotations

from datetime import date, timedelta

from scripts.histories.telling import Act, History, Person, Sent, Values, act, approved, in_order, sent, table

from tenor.ledger.events.answers import CureDaySet, CureJudged, DutyAnswered, ReceiptAcknowledged
from tenor.ledger.events.decisions import DecisionTaken, DutyDone
from tenor.ledger.events.meetings import MeetingHeld, MeetingRefused, MinutesIssued, MinutesReceived, MinutesSent, StartSigned
from tenor.ledger.events.money import InvoiceReceived, MoneyClaimed, MoneySettled
from tenor.ledger.events.notices import NoticeIssued
from tenor.ledger.events.plans import PlanProposed, PlanRequested, PlanReviewed

COUNCIL = Person(id="b-1", side="buyer")
HEAD = Person(id="b-2", side="buyer")  # who approves what goes out
KESTREL = Person(id="s-1", side="supplier")

# the first working days of each month on which there are visits: two a day, on the 8th and the four weekdays after it that are open
DAYS = {
    "2024-04": ("08", "09", "10", "11", "12"),
    "2024-05": ("08", "09", "10", "13", "14"),
    "2024-06": ("10", "11", "12", "13", "14"),
    "2024-07": ("08", "09", "10", "11", "12"),
    "2024-08": ("08", "09", "12", "13", "14"),
    "2024-09": ("09", "10", "11", "12", "13"),
    "2024-10": ("08", "09", "10", "11", "14"),
}

VISITS = table(
    """
    # April: 8 of 10 worked; one put off
    V0405 worked no
    V0406 worked no
    V0407 rebooked_by fitter
    # May: 7 of 10; four put off, three of them in Hill
    V0505 worked no
    V0506 worked no
    V0508 worked no
    V0501 rebooked_by fitter
    V0503 rebooked_by fitter
    V0507 rebooked_by fitter
    V0510 rebooked_by fitter
    V0509 rebooked_by household
    # June: 8 of 10; two of four urgent homes done after their day
    V0607 worked no
    V0609 worked no
    V0601 completed_at 2024-06-13T09:00
    V0604 completed_at 2024-06-14T12:00
    V0605 rebooked_by fitter
    # July: three of four; the second waited a day for somebody to be in, and is in time by that
    V0701 completed_at 2024-07-10T16:00
    V0702 completed_at 2024-07-10T09:00
    V0702 waited 24
    # August: three of four
    V0803 completed_at 2024-08-14T10:00
    # October: 9 of 10
    V1008 worked no
    """,
    "visit",
    "field",
    "value",
)

FAULTS = table(
    """
    F-01 A 2024-04-11T09:00 2024-04-11T11:30 2024-04-11T15:00 -
    F-02 C 2024-04-16T10:00 2024-04-19T12:00 2024-04-19T13:00 -
    F-03 A 2024-05-09T16:00 2024-05-09T17:30 2024-05-10T07:30 -
    F-04 B 2024-05-21T10:00 2024-05-22T15:00 2024-05-22T16:00 -
    # June: a dead alarm of Friday evening, mended on Wednesday
    F-05 A 2024-06-14T17:00 2024-06-17T09:30 2024-06-19T10:00 -
    F-06 B 2024-06-20T09:00 2024-06-21T12:00 2024-06-21T13:00 -
    F-07 A 2024-07-16T10:00 2024-07-16T12:00 2024-07-16T18:00 -
    F-08 A 2024-08-20T08:00 2024-08-20T11:00 2024-08-20T12:00 -
    F-09 B 2024-09-17T08:00 2024-09-18T10:00 2024-09-18T11:00 -
    F-10 A 2024-10-15T09:00 2024-10-15T13:30 2024-10-15T17:00 1
    """,
    "fault",
    "priority",
    "reported_at",
    "attended_at",
    "fixed_at",
    "waited",
)

# of each month: visits, of which worked, interpreters asked for, of which offered in time
GROUPS = table(
    """
    2024-04-30 7 6 0 0 English
    2024-04-30 2 1 2 2 Urdu
    2024-04-30 1 1 0 0 other
    2024-05-31 6 5 0 0 English
    2024-05-31 2 1 2 1 Urdu
    2024-05-31 2 1 0 0 other
    2024-06-30 7 6 0 0 English
    2024-06-30 2 1 2 2 Urdu
    2024-06-30 1 1 0 0 other
    2024-07-31 6 6 0 0 English
    2024-07-31 2 2 2 2 Urdu
    2024-07-31 2 2 0 0 not recorded
    2024-08-31 7 7 0 0 English
    2024-08-31 2 2 2 2 Urdu
    2024-08-31 1 1 0 0 other
    2024-09-30 6 6 0 0 English
    2024-09-30 4 4 4 3 Urdu
    2024-10-31 6 5 0 0 English
    2024-10-31 4 4 4 3 Urdu
    """,
    "of_month",
    "visits",
    "worked",
    "interpreters",
    "offered_in_time",
    "home_language",
)

FITTERS = table(
    """
    K-1 2024-04-01 -
    K-2 2024-04-01 -
    K-3 2024-06-03 -
    """,
    "fitter",
    "started_on",
    "left_on",
)

# K-3 came in June without equality, and passed it on the 28th; K-2's safeguarding ran out on 14 August and was renewed in September
CERTIFICATES = table(
    """
    K-1 safeguarding 2023-09-04 2026-09-03
    K-1 equality 2023-09-05 2026-09-04
    K-2 safeguarding 2021-08-16 2024-08-14
    K-2 safeguarding 2024-09-10 2027-09-09
    K-2 equality 2024-04-15 2027-04-14
    K-3 safeguarding 2024-05-20 2027-05-19
    K-3 equality 2024-06-28 2027-06-27
    """,
    "fitter",
    "course",
    "passed_on",
    "expires_on",
)

COMPLAINTS = table("C-1 2024-08-15 2024-08-29 manner", "complaint", "received_on", "answered_on", "theme")

SURVEY = table(
    """
    Q-01 2024-06-17 2024-06-24 resident yes
    Q-02 2024-06-17 2024-06-25 resident yes
    Q-03 2024-06-17 2024-06-28 resident no
    Q-04 2024-06-17 2024-06-21 carer yes
    Q-05 2024-06-17 - resident -
    """,
    "asked",
    "asked_on",
    "answered_on",
    "person",
    "safer",
)

CALL_BACKS = table(
    """
    V0402 2024-04-25 yes
    V0603 2024-06-26 yes
    V0704 2024-07-24 yes
    V0901 2024-09-26 yes
    """,
    "visit",
    "rung_on",
    "as_reported",
)


def visits() -> list[Values]:
    """Ten a month: asked for at ten o'clock the day before, done at three on the day."""
    odd: dict[str, dict[str, str]] = {}
    for one in VISITS:
        odd.setdefault(one["visit"], {})[one["field"]] = one["value"]
    found: list[Values] = []
    for month, days in DAYS.items():
        for n in range(1, 11):
            day = date.fromisoformat(f"{month}-{days[(n - 1) // 2]}")
            id = f"V{month[5:]}{n:02}"
            usual = {
                "visit": id,
                "unit": "hill" if n % 2 else "dale",
                "priority": "urgent" if n <= 4 else "standard",
                "referred_at": f"{day - timedelta(days=1)}T10:00",
                "visited_on": day.isoformat(),
                "worked": "yes",
                "completed_at": f"{day}T15:00",
                "rebooked_by": "nobody",
            }
            found.append(usual | odd.get(id, {}))
    return found


def month(when: str, covers: str, form: str) -> Sent:
    return sent(when, KESTREL, covers, f"{covers}.{form}", ret="jobs")


RETURNS: list[Act | Sent] = [
    month("2024-05-09 10:00", "2024-04", "xlsx"),  # due on the 8th: within the two days that there are once a year
    month("2024-06-07 09:30", "2024-05", "xlsx"),
    month("2024-07-05 10:15", "2024-06", "json"),
    month("2024-08-07 09:00", "2024-07", "xlsx"),
    month("2024-09-13 16:00", "2024-08", "xlsx"),  # due on the 6th
    month("2024-10-07 11:00", "2024-09", "zip"),
    month("2024-11-07 11:30", "2024-10", "xlsx"),
    sent("2024-07-12 10:00", KESTREL, "2024-Q2", "2024-Q2-staff.xlsx", ret="staff", figures={"needs-met": ("12", "12"), "cost": ("6150",)}),
    sent("2024-10-18 10:00", KESTREL, "2024-Q3", "2024-Q3-staff.xlsx", ret="staff", figures={"needs-met": ("8", "9"), "cost": ("6300",)}),
    sent("2024-07-26 10:00", KESTREL, "2024-H1", "2024-H1-survey.xlsx", ret="people"),
    sent("2024-07-17 10:00", COUNCIL, "2024-Q2", "2024-Q2-rung.json", ret="rung"),
    sent("2024-10-16 10:00", COUNCIL, "2024-Q3", "2024-Q3-rung.json", ret="rung"),
]


def invoice(when: str, period: str, pence: int) -> Act:
    return act(when, COUNCIL, InvoiceReceived(charge="monthly charge", period=period, amount=pence))


INVOICES: list[Act | Sent] = [
    invoice("2024-05-10 09:00", "2024-04", 20_000_00),
    invoice("2024-06-10 09:00", "2024-05", 20_123_45),
    invoice("2024-07-10 09:00", "2024-06", 20_000_00),
    invoice("2024-08-09 09:00", "2024-07", 20_000_00),
    invoice("2024-09-10 09:00", "2024-08", 20_000_00),
    invoice("2024-10-10 09:00", "2024-09", 20_000_00),
    invoice("2024-11-11 09:00", "2024-10", 20_000_00),
]

ALL = ("council contract manager", "fitting manager", "equality officer")
DEFAULT = NoticeIssued(notice="default-1", step="default notice", kpis=("urgent",), method="email", text_hash="d4" * 32)

START: list[Act | Sent] = [
    act("2024-03-14 14:00", COUNCIL, MeetingHeld(meeting="first", series="first", present=ALL)),
    act("2024-03-14 15:30", COUNCIL, StartSigned(meeting="first", side="buyer"), name="Ines Sample"),
    act("2024-03-18 09:20", KESTREL, StartSigned(meeting="first", side="supplier"), name="Ruth Placeholder"),
    act("2024-04-29 16:00", KESTREL, DutyDone(duty="care-standard"), note="Twelve pages, given to both fitters"),
    act("2024-04-30 09:00", COUNCIL, ReceiptAcknowledged(duty="answer to care-standard")),
    act("2024-05-10 12:00", COUNCIL, DutyAnswered(duty="answer to care-standard", choice="accepted")),
    act("2024-07-12 10:30", KESTREL, DutyDone(duty="new-fitters K-1"), note="A day at the college"),
    act("2024-07-12 10:31", KESTREL, DutyDone(duty="new-fitters K-2"), note="A day at the college"),
    act("2024-07-12 10:32", KESTREL, DutyDone(duty="new-fitters K-3"), note="A day at the college"),
]

REVIEWS: list[Act | Sent] = [
    act("2024-06-20 10:00", COUNCIL, MeetingHeld(meeting="review-1", series="review", present=ALL)),
    act("2024-06-25 10:00", COUNCIL, MinutesSent(meeting="review-1", method="email"), text="Visits put off in May"),
    act("2024-06-26 09:00", KESTREL, MinutesReceived(meeting="review-1")),
    act("2024-07-11 10:00", COUNCIL, MinutesIssued(meeting="review-1")),
    act("2024-07-23 10:00", COUNCIL, MeetingHeld(meeting="review-2", series="review", present=ALL)),
    act("2024-07-29 10:00", COUNCIL, MinutesSent(meeting="review-2", method="email"), text="The gap between groups"),
    act("2024-07-30 09:00", KESTREL, MinutesReceived(meeting="review-2")),
    act("2024-08-15 10:00", COUNCIL, MinutesIssued(meeting="review-2")),
    act("2024-10-30 10:00", COUNCIL, MeetingHeld(meeting="review-3", series="review", present=ALL)),
    act(
        "2024-07-23 12:00",
        COUNCIL,
        DecisionTaken(rule="gap", outcome="taken"),
        reason="An interpreter at each Urdu visit",
    ),
]

# April to June: a plan, late, and approved by silence
SPRING: list[Act | Sent] = [
    act("2024-07-08 10:00", COUNCIL, DecisionTaken(rule="plan", outcome="taken"), reason="Three months, and thirteen points"),
    act("2024-07-08 10:30", COUNCIL, PlanRequested(plan="plan-1", kpis=("first-visit",), step="improvement plan")),
    act("2024-07-17 09:00", COUNCIL, DecisionTaken(rule="withhold", outcome="taken", of="plan-1"), reason="No plan by the 15th"),
    act(
        "2024-07-19 09:00",
        COUNCIL,
        DecisionTaken(rule="default", outcome="not taken", of="plan-1"),
        reason="Three days late, and whole",
    ),
    act("2024-07-19 09:10", COUNCIL, DecisionTaken(rule="waive", outcome="not taken", of="faults"), reason="No cause to"),
    act("2024-07-18 15:00", KESTREL, PlanProposed(plan="plan-1", review_on=date(2024, 10, 31)), text="Each alarm is tried"),
    act("2024-07-18 16:00", COUNCIL, ReceiptAcknowledged(duty="answer to improvement plan plan-1")),
    act("2024-07-24 10:00", COUNCIL, MeetingHeld(meeting="talk-1", title="escalation meeting", present=ALL[:2])),
]

# June to August: a plan never given, a meeting refused, a default notice, its dispute
AUTUMN: list[Act | Sent] = [
    act("2024-09-16 09:00", COUNCIL, DecisionTaken(rule="plan", outcome="taken", of="urgent"), reason="June, July and August"),
    act("2024-09-16 09:30", COUNCIL, PlanRequested(plan="plan-2", kpis=("urgent",), step="improvement plan")),
    act("2024-09-24 10:00", COUNCIL, DecisionTaken(rule="withhold", outcome="taken", of="plan-2"), reason="No plan and no word"),
    act("2024-10-01 11:00", KESTREL, MeetingRefused(meeting="talk-2", title="escalation meeting"), reason="The days were the Council's"),
    act("2024-10-02 10:00", COUNCIL, DecisionTaken(rule="default", outcome="taken", of="plan-2"), reason="They did not take part"),
    *approved(DEFAULT, COUNCIL, "2024-10-02 15:00", HEAD, "2024-10-03 09:00", parts=3),
    act("2024-10-03 10:00", COUNCIL, DEFAULT, failure="No plan for urgent homes", asked="Two fitters kept free for them", day="25 October"),
    act("2024-10-03 10:10", COUNCIL, CureDaySet(notice="default-1", to=date(2024, 10, 25))),
    act("2024-10-09 16:00", KESTREL, DutyAnswered(duty="answer to default notice default-1", choice="dispute"), reason="A fitter was ill"),
    act("2024-10-22 11:00", HEAD, DecisionTaken(rule="dispute", outcome="taken", choice="change"), reason="One fitter kept free, not two"),
    act("2024-10-31 15:00", COUNCIL, PlanReviewed(plan="plan-1", outcome="improved"), text="Three months on target, October too"),
    act("2024-10-28 10:00", COUNCIL, CureJudged(notice="default-1", outcome="cured"), reason="All four of October done in time"),
]

MONEY: list[Act | Sent] = [
    act("2024-05-20 10:00", COUNCIL, MoneyClaimed(line="credits/first-visit/2024-04", amount=200_00), reason="List and invoice of April"),
    act("2024-06-10 10:00", COUNCIL, MoneySettled(line="credits/first-visit/2024-04", by_way="set off", amount=200_00, period="2024-05")),
]

HISTORY = History(
    folder="telecare-installation",
    rows={
        "visits": visits(),
        "faults": FAULTS,
        "groups": GROUPS,
        "fitters": FITTERS,
        "certificates": CERTIFICATES,
        "complaints": COMPLAINTS,
        "survey": SURVEY,
        "call_backs": CALL_BACKS,
    },
    acts=in_order(RETURNS, INVOICES, START, REVIEWS, SPRING, AUTUMN, MONEY),
    telling=[date(2024, 7, 31), date(2024, 10, 10), date(2024, 11, 15)],
)
