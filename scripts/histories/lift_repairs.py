"""Fourteen months of lift repairs: a month nobody reported, two notices of concern, a variation, and Scotland's own closed days.

Each line of `CALL_OUTS` is a call-out: reported, attended, running again, what was wrong and why, whether the fault came back. Each line of
`CALLS` is a call to the desk, kept since October 2024: its priority, when it came and when somebody was there (London time), the working
hours waited for keys, the working hours that the lift stood.
"""

from __future__ import annotations

from datetime import date

from scripts.histories.telling import Act, History, Person, Sent, act, approved, in_order, sent, table

from tenor.ledger.events.agreements import VariationAgreed
from tenor.ledger.events.decisions import DecisionTaken, DutyDone
from tenor.ledger.events.meetings import MeetingHeld, MinutesAnswered, MinutesIssued, MinutesSent
from tenor.ledger.events.money import MoneyClaimed, MoneySettled
from tenor.ledger.events.notices import NoticeIssued
from tenor.ledger.events.plans import PlanProposed, PlanReviewed, PlanSigned

COUNCIL = Person(id="b-1", side="buyer")
SAFETY = Person(id="b-2", side="buyer")
HEAD = Person(id="b-3", side="buyer")  # who approves what goes out
LIFTS = Person(id="s-1", side="supplier")

CONCERN_1 = NoticeIssued(
    notice="concern-1", step="notice of concern", kpis=("attended",), plan="plan-1", method="post", text_hash="3f" * 32
)
CONCERN_2 = NoticeIssued(
    notice="concern-2", step="notice of concern", kpis=("attended",), plan="plan-2", method="email", text_hash="88" * 32
)

CALL_OUTS = table(
    """
    # April 2024: 4 of 4, misuse left out
    C-001 TH1 2024-04-03 2024-04-04 2024-04-05 door wear no
    C-002 HS1 2024-04-10 2024-04-11 2024-04-12 controls wear no
    C-003 SH1 2024-04-17 2024-04-18 2024-04-22 drive wear no
    C-004 LB1 2024-04-25 2024-04-29 2024-04-29 door misuse no
    C-005 OF1 2024-04-29 2024-04-30 2024-05-01 other wear no
    # May: 4 of 5 = 80.0 %; the 20th is a local holiday
    C-006 SH1 2024-05-02 2024-05-03 2024-05-07 drive wear no
    C-007 TH1 2024-05-08 2024-05-10 2024-05-13 door wear no
    C-008 HS1 2024-05-14 2024-05-15 2024-05-16 controls weather no
    C-009 LB1 2024-05-17 2024-05-21 2024-05-22 door wear no
    C-010 OF1 2024-05-23 2024-05-24 2024-05-28 drive wear no
    # June: 6 of 7 = 85.7 %, enough in the first year
    C-011 TH1 2024-06-03 2024-06-04 2024-06-05 door wear yes
    C-012 SH1 2024-06-05 2024-06-06 2024-06-10 drive wear no
    C-013 HS1 2024-06-11 2024-06-12 2024-06-13 controls wear no
    C-014 LB1 2024-06-13 2024-06-14 2024-06-17 door wear no
    C-015 SH1 2024-06-18 2024-06-21 2024-06-21 drive wear no
    C-016 OF1 2024-06-20 2024-06-21 2024-06-24 other weather no
    C-017 TH1 2024-06-26 2024-06-27 2024-06-28 door wear no
    # July was never reported
    # August: 3 of 4 = 75.0 %; the 5th is a bank holiday in Scotland
    C-023 SH1 2024-08-02 2024-08-06 2024-08-07 drive wear no
    C-024 HS1 2024-08-12 2024-08-15 2024-08-15 controls wear no
    C-025 LB1 2024-08-20 2024-08-21 2024-08-22 door wear no
    C-026 OF1 2024-08-27 2024-08-28 2024-08-29 other wear no
    C-027 TH1 2024-08-28 2024-08-29 2024-08-30 door misuse no
    # September: 4 of 4; the 27th and 30th are local holidays
    C-028 TH1 2024-09-04 2024-09-05 2024-09-06 door wear no
    C-029 HS1 2024-09-11 2024-09-12 2024-09-13 controls wear no
    C-030 LB1 2024-09-18 2024-09-19 2024-09-20 door wear no
    C-031 SH1 2024-09-26 2024-10-01 2024-10-02 drive wear yes
    # October: 5 of 5
    C-032 TH1 2024-10-03 2024-10-04 2024-10-07 door wear no
    C-033 HS1 2024-10-09 2024-10-10 2024-10-11 controls wear no
    C-034 OF1 2024-10-16 2024-10-17 2024-10-18 other wear no
    C-035 SH1 2024-10-22 2024-10-23 2024-10-24 drive wear yes
    C-036 LB1 2024-10-29 2024-10-30 2024-10-31 door weather no
    # November: 3 of 4; St Andrew's Day fell on a Saturday, so Monday 2 December was closed
    C-037 TH1 2024-11-05 2024-11-06 2024-11-07 door wear no
    C-038 SH1 2024-11-12 2024-11-14 2024-11-15 drive wear no
    C-039 OF1 2024-11-20 2024-11-21 2024-11-22 other wear no
    C-040 HS1 2024-11-29 2024-12-03 2024-12-04 controls wear no
    # December: 4 of 4, two faults came back; one call-out to offices that had closed
    C-041 SH1 2024-12-04 2024-12-05 2024-12-06 drive wear yes
    C-042 OF1 2024-12-06 2024-12-09 2024-12-09 other misuse no
    C-043 TH1 2024-12-10 2024-12-11 2024-12-12 door wear no
    C-044 LB1 2024-12-17 2024-12-18 2024-12-19 door wear yes
    C-045 HS1 2024-12-31 2025-01-03 2025-01-06 controls weather no
    # January 2025: 4 of 5, again two came back, which is now one too many
    C-046 SH1 2025-01-07 2025-01-08 2025-01-09 drive wear yes
    C-047 TH1 2025-01-14 2025-01-15 2025-01-16 door wear no
    C-048 LB1 2025-01-16 2025-01-17 2025-01-20 door wear yes
    C-049 SH2 2025-01-22 2025-01-24 2025-01-24 drive wear no
    C-050 HS1 2025-01-28 2025-01-29 2025-01-30 controls wear no
    # February: 4 of 4
    C-051 TH1 2025-02-05 2025-02-06 2025-02-07 door wear no
    C-052 SH2 2025-02-12 2025-02-13 2025-02-14 drive wear no
    C-053 LB1 2025-02-19 2025-02-20 2025-02-21 door wear no
    C-054 HS1 2025-02-25 2025-02-26 2025-02-27 controls wear no
    # March: 3 of 4
    C-055 SH1 2025-03-04 2025-03-05 2025-03-06 drive wear no
    C-056 TH1 2025-03-11 2025-03-13 2025-03-13 door wear no
    C-057 SH2 2025-03-19 2025-03-20 2025-03-21 drive wear no
    C-058 LB1 2025-03-27 2025-03-28 2025-03-31 door wear no
    # April: 6 of 7 = 85.7 %, no longer enough in the second year; Good Friday is closed, Easter Monday is not
    C-059 SH1 2025-04-02 2025-04-03 2025-04-04 drive wear no
    C-060 TH1 2025-04-08 2025-04-09 2025-04-10 door wear no
    C-061 HS1 2025-04-10 2025-04-11 2025-04-14 controls wear no
    C-062 SH2 2025-04-15 2025-04-16 2025-04-17 drive wear no
    C-063 LB1 2025-04-17 2025-04-21 2025-04-22 door wear no
    C-064 SH1 2025-04-23 2025-04-25 2025-04-28 drive wear no
    C-065 TH1 2025-04-29 2025-04-30 2025-05-01 door wear no
    # May: 4 of 4; the 19th is a local holiday
    C-066 SH2 2025-05-07 2025-05-08 2025-05-09 drive wear no
    C-067 LB1 2025-05-16 2025-05-20 2025-05-21 door wear no
    C-068 HS1 2025-05-22 2025-05-23 2025-05-27 controls wear no
    C-069 TH1 2025-05-28 2025-05-29 2025-05-30 door wear no
    """,
    "call",
    "unit",
    "reported_on",
    "attended_on",
    "running_on",
    "fault",
    "cause",
    "came_back",
)

CALLS = table(
    """
    # From October 2024. Two people are shut in while the clocks go back: a time that comes twice is the first of the two
    D-01 SH1 A 2024-10-11T22:15 2024-10-11T23:05 - -
    D-02 LB1 C 2024-10-17T11:00 2024-10-21T16:00 - -
    D-03 HS1 B 2024-10-24T16:30 2024-10-25T10:20 - 4
    D-04 TH1 A 2024-10-27T00:30 2024-10-27T01:20 - -
    # November: over St Andrew's Day, closed on Monday 2 December
    D-05 SH1 A 2024-11-12T07:50 2024-11-12T08:45 - -
    D-06 HS1 B 2024-11-29T15:00 2024-12-03T08:40 - 4
    # December: both days of the new year are closed
    D-07 TH1 C 2024-12-31T10:00 2025-01-06T15:00 - -
    # January 2025: 1 of 3; three hours waited for keys
    D-08 SH1 B 2025-01-15T09:00 2025-01-15T15:40 3 6
    D-09 LB1 B 2025-01-20T14:00 2025-01-21T09:30 - 9.5
    D-10 SH2 A 2025-01-25T03:00 2025-01-25T04:30 - -
    # February
    D-11 HS1 A 2025-02-14T13:00 2025-02-14T13:40 - -
    # March: 2 of 3; somebody is shut in while the clocks go forward
    D-12 LB1 C 2025-03-20T09:00 2025-03-21T12:00 - -
    D-13 TH1 B 2025-03-27T16:00 2025-03-28T10:30 - 22
    D-14 SH1 A 2025-03-30T00:40 2025-03-30T02:30 - -
    # April: over Good Friday
    D-15 SH2 B 2025-04-17T16:30 2025-04-21T10:10 - 5.5
    D-16 HS1 B 2025-04-24T09:00 2025-04-24T12:30 - 21
    # May: over the local holiday of the 19th
    D-17 TH1 B 2025-05-08T10:00 2025-05-08T11:00 - 12
    D-18 SH1 B 2025-05-16T15:00 2025-05-20T08:50 - 10
    D-19 LB1 B 2025-05-22T09:00 2025-05-22T10:00 - 8
    """,
    "number",
    "unit",
    "priority",
    "called_at",
    "reached_at",
    "waited",
    "stood",
)

INSPECTIONS = table(
    """
    TH1 2024-04-19 2024-04-18
    HS1 2024-05-15 2024-05-15
    SH1 2024-06-12 2024-06-11
    LB1 2024-08-14 2024-08-13
    OF1 2024-09-11 2024-09-10
    TH1 2024-10-18 2024-10-17
    HS1 2024-11-13 2024-11-20      # late
    # none falls due in December
    SH1 2025-01-15 2025-01-14
    LB1 2025-02-12 2025-02-21      # late
    SH2 2025-03-12 2025-03-12
    TH1 2025-04-16 2025-04-15
    HS1 2025-05-14 2025-05-14
    """,
    "unit",
    "set_for",
    "inspected_on",
)

RETURNS: list[Act | Sent] = [
    sent("2024-05-07 09:30", LIFTS, "2024-04", "2024-04.xlsx"),
    sent("2024-06-06 10:10", LIFTS, "2024-05", "2024-05.xlsx"),
    sent("2024-07-04 15:20", LIFTS, "2024-06", "2024-06.zip"),
    sent("2024-09-05 11:00", LIFTS, "2024-08", "2024-08.xlsx"),
    sent("2024-10-09 09:05", LIFTS, "2024-09", "2024-09.xlsx"),  # due on the 7th
    sent("2024-11-06 14:25", LIFTS, "2024-10", "2024-10.zip"),
    sent("2024-12-09 10:45", LIFTS, "2024-11", "2024-11.xlsx"),
    sent("2025-01-09 12:00", LIFTS, "2024-12", "2024-12.xlsx"),
    sent("2025-02-06 09:40", LIFTS, "2025-01", "2025-01.xlsx"),
    sent("2025-03-06 16:15", LIFTS, "2025-02", "2025-02.xlsx"),
    sent("2025-04-07 10:30", LIFTS, "2025-03", "2025-03.json"),
    sent("2025-05-08 09:55", LIFTS, "2025-04", "2025-04.xlsx"),
    sent("2025-06-05 13:45", LIFTS, "2025-05", "2025-05.xlsx"),
]


DESK: list[Act | Sent] = [
    sent("2024-11-06 16:40", LIFTS, "2024-10", "desk-2024-10.xlsx", ret="desk"),
    sent("2024-12-06 10:00", LIFTS, "2024-11", "desk-2024-11.xlsx", ret="desk"),
    sent("2025-01-09 11:30", LIFTS, "2024-12", "desk-2024-12.json", ret="desk"),
    sent("2025-02-06 10:00", LIFTS, "2025-01", "desk-2025-01.xlsx", ret="desk"),
    sent("2025-03-06 10:00", LIFTS, "2025-02", "desk-2025-02.json", ret="desk"),
    sent("2025-04-04 12:10", LIFTS, "2025-03", "desk-2025-03.xlsx", ret="desk"),
    sent("2025-05-07 09:30", LIFTS, "2025-04", "desk-2025-04.xlsx", ret="desk"),
    sent("2025-06-05 14:00", LIFTS, "2025-05", "desk-2025-05.xlsx", ret="desk"),
]


def meeting(id: str, held: str, sent_at: str, agreed: str, issued: str) -> list[Act | Sent]:
    """A liaison meeting; its minutes go by email, so they are received on the next working day without anybody saying so."""
    present = ("buyer contract manager", "supplier contract manager")
    return [
        act(held, COUNCIL, MeetingHeld(meeting=id, series="liaison", present=present)),
        act(sent_at, COUNCIL, MinutesSent(meeting=id, method="email"), text="Draft minutes"),
        act(agreed, LIFTS, MinutesAnswered(meeting=id, answer="agreed")),
        act(issued, COUNCIL, MinutesIssued(meeting=id)),
    ]


MEETINGS: list[Act | Sent] = [
    *meeting("m-2024-06", "2024-06-20 14:00", "2024-07-01 09:00", "2024-07-08 09:00", "2024-07-09 09:00"),
    *meeting("m-2024-09", "2024-09-19 14:00", "2024-10-01 10:00", "2024-10-04 11:00", "2024-10-07 09:00"),
    *meeting("m-2024-12", "2024-12-12 14:00", "2024-12-20 10:00", "2024-12-30 09:30", "2025-01-06 09:00"),
    *meeting("m-2025-03", "2025-03-20 14:00", "2025-03-31 10:00", "2025-04-04 16:00", "2025-04-07 09:00"),
]

CREDIT: list[Act | Sent] = [
    act("2025-02-10 10:00", COUNCIL, MoneyClaimed(line="credit/reached/2025-01", amount=96_00), reason="One of three calls in time"),
    act("2025-03-11 10:00", COUNCIL, MoneySettled(line="credit/reached/2025-01", by_way="set off", amount=96_00, period="2025-02")),
]

ACTS: list[Act | Sent] = [
    act("2024-03-28 15:00", COUNCIL, DutyDone(duty="asset-list"), note="Six lifts, makers and years"),
    act("2024-04-08 10:00", LIFTS, DutyDone(duty="insurance Y1"), note="Certificate to March 2025"),
    act("2024-04-26 16:30", LIFTS, DutyDone(duty="parts"), note="Van stock list"),
    act(
        "2024-09-09 10:00",
        COUNCIL,
        DecisionTaken(rule="concern", outcome="taken", of="attended"),
        reason="May, August, and July not even sent",
    ),
    *approved(CONCERN_1, COUNCIL, "2024-09-12 16:00", HEAD, "2024-09-13 09:30", parts=3),
    # posted on Friday 13 September: received two working days later
    act(
        "2024-09-13 11:00",
        COUNCIL,
        CONCERN_1,
        indicator="A, call-outs attended",
        months="May and August failed, July not reported",
        asked="A remedial plan within ten working days",
    ),
    act("2024-10-01 15:00", LIFTS, PlanProposed(plan="plan-1", review_on=date(2025, 1, 31)), text="A second engineer on call"),
    act("2024-10-02 09:00", LIFTS, PlanSigned(plan="plan-1", side="supplier")),
    act("2024-10-03 16:00", COUNCIL, PlanSigned(plan="plan-1", side="buyer")),
    act(
        "2024-12-05 11:00",
        COUNCIL,
        VariationAgreed(variation="v1", from_=date(2025, 1, 1), clause="2.3", changes={"kpis.came_back.target": "at most 1"}),
        reason="Both sides: two a month is no aim for five lifts",
    ),
    act("2025-01-31 15:00", COUNCIL, PlanReviewed(plan="plan-1", outcome="improved"), text="One late in two months"),
    act("2025-03-10 09:30", COUNCIL, DecisionTaken(rule="safety", outcome="taken"), reason="November and February"),
    act("2025-03-13 10:00", SAFETY, MeetingHeld(meeting="safety-1", series="", title="safety meeting", present=("safety officer",))),
    act("2025-04-08 09:00", COUNCIL, DecisionTaken(rule="concern", outcome="taken", of="attended"), reason="November, January and March"),
    # sent after five o'clock on Friday 11 April, so on Monday 14, so received on Tuesday 15 April
    *approved(CONCERN_2, COUNCIL, "2025-04-11 15:00", HEAD, "2025-04-11 16:10", parts=3),
    act(
        "2025-04-11 17:40",
        COUNCIL,
        CONCERN_2,
        at_once=True,
        indicator="A, call-outs attended",
        months="November, January and March failed",
        asked="A remedial plan within ten working days",
    ),
    act("2025-05-02 10:00", COUNCIL, DecisionTaken(rule="no-plan", outcome="taken", of="plan-2"), reason="No plan and no word by 30 April"),
    act("2025-05-07 12:00", LIFTS, PlanProposed(plan="plan-2", review_on=date(2025, 9, 30)), text="Two engineers based in the burgh"),
    act("2025-05-14 10:00", COUNCIL, MeetingHeld(meeting="directors-1", series="", title="directors' meeting")),
    act("2025-05-15 09:00", LIFTS, PlanSigned(plan="plan-2", side="supplier")),
    act("2025-05-15 16:00", COUNCIL, PlanSigned(plan="plan-2", side="buyer")),
    act("2025-05-21 11:00", COUNCIL, DecisionTaken(rule="two-notices", outcome="not taken"), reason="Plan 2 first"),
]

HISTORY = History(
    folder="lift-repairs",
    rows={"call_outs": CALL_OUTS, "inspections": INSPECTIONS, "calls": CALLS},
    acts=in_order(RETURNS, DESK, MEETINGS, ACTS, CREDIT),
    telling=[date(2024, 9, 6), date(2025, 1, 9), date(2025, 4, 15), date(2025, 6, 6)],
)
