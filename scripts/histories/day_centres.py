"""Six quarters of two day centres: figures stated by the provider, a late plan, and a figure put right after it was final; and since 2025
the Saturdays of each centre and the list of those who come, as signed in a variation.

Each line of `SATURDAYS` is a Saturday at a centre: held, or why not. Each line of `MEMBERS` is a person: the centre, the day
of joining, the last day and the reason of who left.
"""

from __future__ import annotations

from datetime import date

from scripts.histories.telling import Act, History, Person, Sent, act, approved, in_order, sent, table

from tenor.ledger.events.agreements import ReadingAgreed
from tenor.ledger.events.decisions import DecisionTaken, DutyDone, DutyExtended, DutyWaived
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.notices import NoticeIssued, NoticeReceived
from tenor.ledger.events.plans import PlanProposed, PlanRequested, PlanReviewed, PlanSigned
from tenor.ledger.events.returns import FigureCorrected, FigureResolved, PeriodNotApplicable
from tenor.ledger.events.working_together import FeedbackGiven

COUNCIL = Person(id="b-1", side="buyer")
HEAD = Person(id="b-2", side="buyer")  # who approves what goes out
CENTRES = Person(id="s-1", side="supplier")

LETTER = NoticeIssued(notice="letter-1", step="formal letter", kpis=("places",), method="email", text_hash="5a" * 32)


def quarter(when: str, covers: str, file: str, **figures: tuple[str, ...]) -> Sent:
    return sent(when, CENTRES, covers, file, ret="quarterly", figures=figures)


RETURNS: list[Act | Sent] = [
    quarter(
        "2024-04-18 10:00", "2024-Q1", "2024-Q1.xlsx", places=("412", "480"), content=("91.7%",), complaints=("1",), home=("355", "360")
    ),
    quarter("2024-07-17 11:30", "2024-Q2", "2024-Q2.xlsx", places=("350", "480"), content=("90%",), complaints=("0",), home=("340", "360")),
    quarter(
        "2024-10-16 09:15",
        "2024-Q3",
        "2024-Q3.zip",
        places=("365", "480"),
        content=("95.0%",),
        complaints=("2",),
        trained=("18", "20"),
        home=("350", "360"),
    ),
    quarter(
        "2025-01-21 15:45",
        "2024-Q4",
        "2024-Q4.xlsx",
        places=("396", "480"),
        content=("93.5%",),
        complaints=("5",),
        trained=("19", "20"),
        home=("352", "360"),
    ),
    # no bus ran: nothing to measure
    quarter("2025-04-22 10:20", "2025-Q1", "2025-Q1.json", places=("410", "480"), content=("92%",), complaints=("2",), home=("0", "0")),
    # due on 21 July
    quarter(
        "2025-07-28 09:50",
        "2025-Q2",
        "2025-Q2.xlsx",
        places=("430", "480"),
        content=("94.6%",),
        complaints=("0",),
        trained=("20", "20"),
        home=("300", "306"),
    ),
]

SATURDAYS = table(
    """
    # First quarter of 2025: 9 of 10 held, one lost to snow; the Quay centre had no boiler in February
    hill 2025-01-04 held
    hill 2025-01-18 bad weather
    hill 2025-02-01 held
    hill 2025-02-15 held
    hill 2025-03-01 held
    hill 2025-03-15 held
    quay 2025-01-04 held
    quay 2025-01-18 held
    quay 2025-03-01 held
    quay 2025-03-15 held
    # Second quarter: 9 of 12 held, three lost for want of staff
    hill 2025-04-05 held
    hill 2025-04-19 no staff
    hill 2025-05-03 held
    hill 2025-05-17 held
    hill 2025-06-07 held
    hill 2025-06-21 held
    quay 2025-04-05 held
    quay 2025-04-19 no staff
    quay 2025-05-03 held
    quay 2025-05-17 no staff
    quay 2025-06-07 held
    quay 2025-06-21 held
    """,
    "unit",
    "should_open_on",
    "went",
)

MEMBERS = table(
    """
    P-01 hill 2024-10-08 - still coming           # twelve weeks to 31 December
    # Twelve weeks end in the first quarter of 2025: 3 of 5
    P-02 hill 2024-10-09 - still coming           # to 1 January
    P-03 quay 2024-10-21 2024-12-16 moved away
    P-04 hill 2024-11-04 2025-01-10 not for them        # to 27 January
    P-05 hill 2024-11-18 2025-02-10 no transport        # to that very day
    P-06 hill 2024-12-02 2025-03-03 not for them        # to 24 February: left a week after them
    P-07 hill 2024-12-09 2025-01-20 died
    P-08 quay 2025-01-06 - still coming           # to 31 March
    # In the second: 4 of 5
    P-09 hill 2025-01-07 - still coming           # to 1 April
    P-10 quay 2025-01-20 2025-04-07 into care
    P-11 hill 2025-02-10 - still coming
    P-12 quay 2025-03-03 - still coming           # to 26 May; left on the 12th, as the list of July says
    P-13 quay 2025-03-17 - still coming
    P-14 hill 2025-04-07 - still coming           # to 30 June
    P-15 hill 2025-04-08 - still coming           # to 1 July
    """,
    "person",
    "unit",
    "joined_on",
    "left_on",
    "reason",
)

LEFT_SINCE = {"P-12": {"left_on": "2025-05-12", "reason": "no transport"}}  # the list of April could not know

LISTS: list[Act | Sent] = [
    sent("2025-04-16 14:00", CENTRES, "2025-Q1", "lists-2025-Q1.xlsx", ret="lists"),
    sent(
        "2025-07-18 16:10",
        CENTRES,
        "2025-Q2",
        "lists-2025-Q2.json",
        ret="lists",
        instead=LEFT_SINCE,
        answers={"members/P-12/reason": "accept"},
    ),
]


def meeting(id: str, held: str, title: str = "") -> Act:
    present = ("buyer contract manager", "supplier contract manager")
    return act(held, COUNCIL, MeetingHeld(meeting=id, series="" if title else "review", title=title, present=present))


ACTS: list[Act | Sent] = [
    act("2023-12-19 12:00", CENTRES, DutyDone(duty="fire-plan"), note="Both centres"),
    meeting("m-2024-h1", "2024-06-20 10:00"),
    act("2024-09-12 10:00", COUNCIL, DutyWaived(duty="open-day"), reason="Quay centre under scaffolding until October"),
    act("2024-10-23 10:00", COUNCIL, DecisionTaken(rule="plan", outcome="taken", of="places"), reason="Two quarters under 85 %"),
    act("2024-10-24 09:30", COUNCIL, PlanRequested(plan="plan-1", kpis=("places",), rule="plan")),
    act("2024-11-04 15:00", CENTRES, DutyDone(duty="accounts"), note="Auditor was late"),
    act("2024-11-05 11:00", COUNCIL, DutyExtended(duty="agree plan plan-1", to=date(2024, 11, 14)), reason="Director away"),
    act("2024-11-13 16:00", CENTRES, PlanProposed(plan="plan-1", version=1, complete=False), text="Ideas, no dates yet"),
    act(
        "2024-11-18 10:00", COUNCIL, DecisionTaken(rule="late-plan", outcome="taken", of="plan-1"), reason="Nothing complete by 14 November"
    ),
    *approved(LETTER, COUNCIL, "2024-11-18 10:10", HEAD, "2024-11-18 10:20", parts=2),
    act(
        "2024-11-18 10:30",
        COUNCIL,
        LETTER,
        missing="Dates and people for each task",
        by_when="22 November",
    ),
    act("2024-11-20 09:00", CENTRES, NoticeReceived(notice="letter-1")),
    act(
        "2024-11-19 14:00",
        CENTRES,
        PlanProposed(plan="plan-1", version=2, review_on=date(2025, 4, 30)),
        text="Open Saturdays; a second bus",
    ),
    act("2024-11-21 09:00", CENTRES, PlanSigned(plan="plan-1", side="supplier", version=2)),
    act("2024-11-22 12:00", COUNCIL, PlanSigned(plan="plan-1", side="buyer", version=2)),
    meeting("m-2024-h2", "2024-12-05 10:00"),
    act("2024-12-05 10:30", COUNCIL, FeedbackGiven(feedback="praise-1", kind="praise", meeting="m-2024-h2"), text="Saturday lunch club"),
    act("2025-01-24 09:00", COUNCIL, DecisionTaken(rule="poor", outcome="taken", of="complaints"), reason="Five upheld complaints"),
    act(
        "2025-01-27 11:00",
        CENTRES,
        FigureCorrected(kpi="content", period="2024-Q4", numerator=885, denominator=1000),
        text="The Quay forms had been counted twice",
    ),
    meeting("talk-1", "2025-01-29 14:00", title="talk"),
    act("2025-02-10 10:00", COUNCIL, FigureResolved(kpi="content", period="2024-Q4", outcome="accepted"), text="Forms counted together"),
    act(
        "2025-03-14 10:00",
        COUNCIL,
        PeriodNotApplicable(period="2025-Q1", kpi="trained", reason="awarding body closed"),
        text="No certificate could be renewed before April",
    ),
    act("2025-04-30 15:00", COUNCIL, PlanReviewed(plan="plan-1", outcome="improved"), text="85.4 % after 82.5 %"),
    meeting("m-2025-h1", "2025-06-12 10:00"),
    act(
        "2025-06-12 11:00",
        COUNCIL,
        ReadingAgreed(reading="rounding", choice="to a whole per cent", from_=date(2025, 4, 1)),
        reason="Both sides: cells are printed without decimals",
    ),
]

HISTORY = History(
    folder="day-centres",
    rows={"saturdays": SATURDAYS, "members": MEMBERS},
    acts=in_order(RETURNS, LISTS, ACTS),
    telling=[date(2024, 10, 21), date(2024, 11, 15), date(2025, 1, 29), date(2025, 7, 28)],
)
