"""Five quarters of a leisure centre: a good year that turns, a low score and its plan, deductions that meet their cap, and a second year.

Each line of `TURNSTILE` is a month: its last day, and of each group the visits and those at the reduced price.
"""

from __future__ import annotations

from datetime import date

from scripts.histories.telling import Act, History, Person, Sent, Values, act, in_order, sent, table

from tenor.ledger.events.decisions import DecisionTaken, DutyDone
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.money import InvoiceReceived, MoneyClaimed, MoneySettled
from tenor.ledger.events.plans import PlanProposed, PlanRequested, PlanReviewed, PlanSigned
from tenor.ledger.events.returns import FigureJudged

COUNCIL = Person(id="b-1", side="buyer")
HEAD = Person(id="b-2", side="buyer")
CENTRE = Person(id="s-1", side="supplier")
GROUPS = ("under 16", "16 to 64", "65 and over")

TURNSTILE = table(
    """
    # visits 61,200, of them reduced 12,240, by people of 65 and over 9,180
    2025-04-30 6200 2000 11000 600 3000 1480
    2025-05-31 6000 2000 11400 600 3000 1480
    2025-06-30 6300 2000 11120 600 3180 1480
    # 63,000 and 12,600
    2025-07-31 8000 2600 10000 500 3000 1100
    2025-08-31 8600 2700 9650 400 3250 1100
    2025-09-30 6100 2500 11100 500 3300 1200
    # 55,500 and 11,100
    2025-10-31 5800 1900 10200 600 3000 1200
    2025-11-30 5600 1900 10100 600 3100 1200
    2025-12-31 5200 1900 9600 600 2900 1200
    # 53,400 and 13,011
    2026-01-31 5000 2000 9800 900 2700 1400
    2026-02-28 5100 2100 9600 900 2800 1311
    2026-03-31 5400 2100 10100 900 2900 1400
    # 63,000 and 16,380
    2026-04-30 6600 2800 11100 1160 3100 1500
    2026-05-31 6500 2800 11300 1160 3200 1500
    2026-06-30 6900 2800 11000 1160 3300 1500
    """,
    "month",
    *(f"{group} {what}" for group in GROUPS for what in ("visits", "reduced")),
)
VISITS: list[Values] = [
    {"counted_to": line["month"], "group": group, "visits": line[f"{group} visits"], "reduced": line[f"{group} reduced"]}
    for line in TURNSTILE
    for group in GROUPS
]

MYSTERY_VISITS = table(
    """
    # the middle of three, of four, of two (too few), of three, of four
    M-01 2025-04-23 90
    M-02 2025-05-20 72
    M-03 2025-06-17 81
    M-04 2025-07-15 85
    M-05 2025-08-12 92
    M-06 2025-08-28 79
    M-07 2025-09-24 88
    M-08 2025-10-14 66
    M-09 2025-11-25 74
    M-10 2026-01-20 61
    M-11 2026-02-17 52
    M-12 2026-03-12 54
    M-13 2026-04-21 71
    M-14 2026-05-12 69
    M-15 2026-05-27 71
    M-16 2026-06-18 66
    """,
    "visit",
    "made_on",
    "marks",
)

COMPLAINTS = table(
    """
    # 9 of 10: over Easter and May Day the second had until 6 May; the fifth, until 27 May, came a day late
    C-01 2025-04-03 2025-04-10 staff
    C-02 2025-04-17 2025-05-06 cleanliness
    C-03 2025-04-28 2025-05-02 price
    C-04 2025-05-06 2025-05-15 access
    C-05 2025-05-12 2025-05-28 cleanliness
    C-06 2025-05-21 2025-05-30 price
    C-07 2025-05-29 2025-06-05 staff
    C-08 2025-06-09 2025-06-16 price
    C-09 2025-06-18 2025-06-26 access
    C-10 2025-06-25 2025-07-04 cleanliness
    # 3 of 3
    C-11 2025-07-21 2025-07-25 price
    C-12 2025-08-18 2025-08-29 staff
    C-13 2025-09-10 2025-09-17 access
    # 3 of 3
    C-14 2025-10-20 2025-10-29 cleanliness
    C-15 2025-11-13 2025-11-21 price
    C-16 2025-12-22 2026-01-06 access
    # 3 of 4; the last but one was never answered
    C-17 2026-01-14 2026-01-23 cleanliness
    C-18 2026-02-04 2026-02-11 cleanliness
    C-19 2026-02-23 - cleanliness
    C-20 2026-03-11 2026-03-20 staff
    # 3 of 3
    C-21 2026-04-15 2026-04-22 price
    C-22 2026-05-18 2026-05-27 access
    C-23 2026-06-11 2026-06-19 staff
    """,
    "complaint",
    "came_in_on",
    "replied_on",
    "theme",
)

CLOSURES = table(
    """
    P-1 2025-05-14 yes 8
    P-2 2025-08-06 no 6.5
    P-3 2025-12-09 no 30
    P-4 2026-02-11 no 2.25
    """,
    "closure",
    "shut_on",
    "planned",
    "shut",
)


def quarter(when: str, covers: str, form: str, takings: str) -> Sent:
    """The Operator's return: the turnstile, the complaints, the closures, and what was taken."""
    return sent(when, CENTRE, covers, f"{covers}.{form}", ret="quarterly", figures={"takings": (takings,)})


def mystery(when: str, covers: str) -> Sent:
    return sent(when, COUNCIL, covers, f"mystery-{covers}.csv", ret="mystery")


RETURNS: list[Act | Sent] = [
    mystery("2025-07-08 10:00", "2025-Q2"),
    quarter("2025-07-16 11:00", "2025-Q2", "xlsx", "243600"),
    mystery("2025-10-09 10:00", "2025-Q3"),
    quarter("2025-10-14 11:00", "2025-Q3", "zip", "264000"),
    mystery("2026-01-12 10:00", "2025-Q4"),
    quarter("2026-01-20 11:00", "2025-Q4", "json", "239999.99"),
    mystery("2026-04-14 10:00", "2026-Q1"),
    quarter("2026-04-22 11:00", "2026-Q1", "xlsx", "214000"),
    mystery("2026-07-09 10:00", "2026-Q2"),
    quarter("2026-07-16 11:00", "2026-Q2", "xlsx", "277200"),
]


def judged(when: str, period: str, answer: str, reason: str) -> Act:
    return act(when, COUNCIL, FigureJudged(kpi="clean", period=period, answer=answer), reason=reason)


JUDGED: list[Act | Sent] = [
    judged("2025-07-02 09:00", "2025-Q2", "good", "Three rooms seen, hair in one drain"),
    judged("2025-10-02 09:00", "2025-Q3", "good", "As in the spring"),
    judged("2026-01-06 09:00", "2025-Q4", "excellent", "New floors in all changing rooms"),
    judged("2026-04-02 09:00", "2026-Q1", "good", "Pool side slippery once"),
    judged("2026-07-02 09:00", "2026-Q2", "excellent", "Nothing found"),
]


def invoice(when: str, period: str, pence: int) -> Act:
    return act(when, COUNCIL, InvoiceReceived(charge="management fee", period=period, amount=pence))


MONEY: list[Act | Sent] = [
    invoice("2025-07-04 09:00", "2025-Q2", 90_000_00),
    invoice("2025-10-06 09:00", "2025-Q3", 90_000_00),
    act("2025-10-27 09:00", CENTRE, MoneyClaimed(line="bonus/takings/2025-Q3", amount=2_250_00), reason="A tenth over the target"),
    act("2025-11-10 09:00", COUNCIL, MoneySettled(line="bonus/takings/2025-Q3", by_way="paid", amount=2_250_00)),
    invoice("2026-02-02 09:00", "2025-Q4", 90_000_00),  # a month late: until then the deduction waits
    act("2026-02-05 09:00", COUNCIL, MoneyClaimed(line="fee/visits/2025-Q4", amount=900_00), reason="Two points"),
    invoice("2026-04-07 09:00", "2026-Q1", 90_000_00),
    act("2026-04-08 09:00", COUNCIL, MoneySettled(line="fee/visits/2025-Q4", by_way="set off", amount=900_00, period="2026-Q1")),
    invoice("2026-07-06 09:00", "2026-Q2", 92_712_60),  # the fee goes up with prices
]

BOTH = ("council contract manager", "centre manager")


def held(id: str, when: str) -> Act:
    return act(when, COUNCIL, MeetingHeld(meeting=id, series="review", present=BOTH))


ACTS: list[Act | Sent] = [
    held("r-1", "2025-06-26 10:00"),
    held("r-2", "2025-09-18 10:00"),
    held("r-3", "2025-12-11 10:00"),
    act("2026-01-26 10:00", COUNCIL, DecisionTaken(rule="low", outcome="taken"), reason="52% of the marks"),
    act("2026-01-27 09:00", COUNCIL, PlanRequested(plan="plan-1", kpis=("visits", "takings"), rule="low")),
    act(
        "2026-02-06 15:00",
        CENTRE,
        PlanProposed(plan="plan-1", version=1, review_on=date(2026, 7, 24)),
        text="Earlier opening; a till that works",
    ),
    act("2026-02-09 10:00", CENTRE, PlanSigned(plan="plan-1", side="supplier", version=1)),
    act("2026-02-10 10:00", COUNCIL, PlanSigned(plan="plan-1", side="buyer", version=1)),
    held("r-4", "2026-03-19 10:00"),
    act("2026-04-30 09:50", COUNCIL, DecisionTaken(rule="low", outcome="not taken"), reason="The plan of February has only begun to work"),
    act("2026-04-30 10:00", HEAD, DecisionTaken(rule="end", outcome="not taken", choice="go on"), reason="One bad winter"),
    act("2026-06-23 12:00", CENTRE, DutyDone(duty="accounts Y1")),
    held("r-5", "2026-06-25 10:00"),
    act("2026-07-24 10:00", COUNCIL, PlanReviewed(plan="plan-1", outcome="improved"), text="86% of the marks after 11%"),
]

HISTORY = History(
    folder="leisure-centre",
    rows={"visits": VISITS, "mystery_visits": MYSTERY_VISITS, "complaints": COMPLAINTS, "closures": CLOSURES},
    acts=in_order(RETURNS, JUDGED, MONEY, ACTS),
    telling=[date(2026, 1, 23), date(2026, 4, 24), date(2026, 7, 24)],
)
