"""Who may record what, and when: one line an act. `allow` reads this table, `tests/spec/test_acts.py` publishes it.

A line says which sides may do it, what it brings into being (`makes`: its id must be new) or is about (`of`: it must exist, in one
of the states `when`), what else is asked (`asks`: by the names in `questions`), and whether one side may keep it to itself: what
follows from the contract is for both, deliberation need not be.
"""

from __future__ import annotations

from dataclasses import dataclass

from tenor.ledger.events import Event
from tenor.ledger.events import agreements as a
from tenor.ledger.events import answers as v
from tenor.ledger.events import assurance as s
from tenor.ledger.events import beginning_and_end as b
from tenor.ledger.events import decisions as d
from tenor.ledger.events import keeping as k
from tenor.ledger.events import meetings as m
from tenor.ledger.events import money as y
from tenor.ledger.events import notices as n
from tenor.ledger.events import plans as p
from tenor.ledger.events import returns as r
from tenor.ledger.events import working_together as w


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """One line of the table. `when` empty: in any state. `begins`: it starts something new, so not once the contract has ended.
    `new`: fields that may name what is not there yet."""

    by: tuple[str, ...]
    makes: str = ""
    of: str = ""
    when: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    one_side: bool = False
    begins: bool = False
    new: tuple[str, ...] = ()


BUYER = ("buyer",)
SUPPLIER = ("supplier",)
EITHER = ("buyer", "supplier")
KEEPER = ("buyer", "system")
ANYONE = ("buyer", "supplier", "system")

REPORTED = ("provisional", "final", "disputed")
ASKED_FOR = ("requested", "incomplete", "incomplete, late", "proposed", "proposed, late", "refused", "not engaged")
PROPOSED = ("proposed", "proposed, late", "agreed", "agreed late")
AGREED = ("agreed", "agreed late")
REVIEWED = ("improved", "not improved")
SENT = ("sent, receipt unknown", "received", "approved", "withheld", "deemed agreed")
STANDING = ("issued, receipt unknown", "watching", "in force")
NOT_DONE = ("upcoming", "due", "overdue")

ACTS: dict[type[Event], Permit] = {
    # returns and figures
    r.ReturnReceived: Permit(by=ANYONE, asks=("a period of the return",)),
    r.ReturnAccepted: Permit(by=BUYER, of="received return", when=("received",)),
    r.ReturnConfirmed: Permit(by=SUPPLIER, of="entered return", when=("to be confirmed",)),
    r.RowsLogged: Permit(by=EITHER),
    r.RowsCorrected: Permit(by=EITHER),
    r.RowConfirmed: Permit(by=BUYER, asks=("a row to confirm",)),
    r.FigureCorrected: Permit(
        by=EITHER, of="figure", when=REPORTED, asks=("a figure was reported", "a sound pair", "a change the contract takes")
    ),
    r.FigureDisputed: Permit(by=EITHER, of="figure", when=("provisional", "final"), asks=("a figure was reported",)),
    r.FigureResolved: Permit(by=EITHER, of="figure", when=("disputed",), asks=("the other side, or the buyer", "a sound pair")),
    r.ReliefAgreed: Permit(by=BUYER, asks=("a row to excuse",)),
    r.QueryRaised: Permit(by=EITHER, makes="query", asks=("a period of the KPI",)),
    r.QueryAnswered: Permit(by=EITHER, of="query", when=("open",), asks=("the other side answers",)),
    r.PeriodNotApplicable: Permit(by=BUYER, asks=("a period of the KPI",)),
    r.FigureJudged: Permit(by=EITHER, asks=("a period of the KPI", "an answer the terms ask for")),
    r.FiguresKept: Permit(by=KEEPER, of="figure", asks=("a sound pair",)),
    # the contract itself
    a.ReadingAgreed: Permit(by=KEEPER, of="reading", asks=("an option of the reading",)),
    a.VariationAgreed: Permit(by=KEEPER, makes="variation", asks=("terms that can be read",), begins=True),
    a.AgreementProposed: Permit(by=EITHER, makes="proposal", asks=("something to agree",)),
    a.AgreementAnswered: Permit(by=EITHER, of="proposal", when=("open",), asks=("the other side answers",)),
    a.AgreementWithdrawn: Permit(by=EITHER, of="proposal", when=("open",), asks=("its own proposal",)),
    a.ContactNamed: Permit(by=EITHER, asks=("its own side",)),
    a.ContactEnded: Permit(by=EITHER, asks=("its own side", "a contact that was named")),
    a.UnitOpened: Permit(by=BUYER, asks=("a day of the contract",), begins=True, new=("unit",)),
    a.UnitClosed: Permit(by=BUYER, of="unit", asks=("a day of the contract",)),
    a.SubcontractEnded: Permit(by=EITHER, of="subcontractor", when=("in place",), asks=("a day of the sub-contract",)),
    a.ContractExtended: Permit(by=EITHER, asks=("a right to extend", "not ended before"), begins=True),
    a.ContractEnded: Permit(by=EITHER, asks=("a day of the contract", "not ended before", "the gates of its route"), begins=True),
    # meetings and minutes
    m.AgendaIssued: Permit(by=EITHER, asks=("a slot of the series", "every block of the agenda", "a later agenda"), new=("meeting",)),
    m.MeetingHeld: Permit(by=EITHER, makes="meeting", asks=("a slot of the series",)),
    m.MeetingRefused: Permit(by=EITHER, makes="meeting"),
    m.SubstituteAgreed: Permit(by=EITHER, of="meeting", when=("held",), asks=("a role of the other side",)),
    m.StartSigned: Permit(by=EITHER, of="meeting", when=("held",), asks=("a meeting that is signed", "its own side", "not signed before")),
    m.MinutesSent: Permit(by=EITHER, of="minutes", when=("to be sent", *SENT), asks=("who the terms say", "a later version")),
    m.MinutesReceived: Permit(by=EITHER, of="minutes", when=("sent, receipt unknown", "received"), asks=("not acknowledged before",)),
    m.MinutesAnswered: Permit(by=EITHER, of="minutes", when=SENT, asks=("who the terms say", "before silence agreed")),
    m.MinutesCommented: Permit(by=EITHER, of="minutes", when=SENT),
    m.MinutesIssued: Permit(
        by=EITHER,
        of="minutes",
        when=("approved", "deemed agreed", "withheld"),
        asks=("who the terms say", "both texts where withheld"),
    ),
    m.FrequencyDecided: Permit(by=BUYER, begins=True, asks=("a frequency",)),
    m.RiskAssessed: Permit(by=BUYER, makes="assessment", one_side=True),
    m.ActionAgreed: Permit(by=EITHER, makes="action"),
    m.ActionDone: Permit(by=EITHER, of="action", when=("open",)),
    m.ActionMoved: Permit(by=EITHER, of="action", when=("open",), asks=("a later day of the action",)),
    m.ThemeTagged: Permit(by=EITHER),
    # plans
    p.PlanRequested: Permit(by=BUYER, makes="plan", asks=("a plan of the terms",), begins=True),
    p.PlanProposed: Permit(
        by=EITHER,
        of="plan",
        when=(*ASKED_FOR, *AGREED),
        asks=("who the terms say", "a later version", "a review date", "targets that can be read"),
    ),
    p.PlanSigned: Permit(by=EITHER, of="plan", when=PROPOSED, asks=("its own side", "the complete version")),
    p.MilestoneReported: Permit(by=EITHER, of="plan", when=AGREED, asks=("a milestone of the plan",)),
    p.PlanReviewed: Permit(by=BUYER, of="plan", when=(*AGREED, *REVIEWED)),
    p.EngagementFailed: Permit(by=BUYER, of="plan", when=(*ASKED_FOR, *AGREED)),
    p.PlanClosed: Permit(by=BUYER, of="plan", when=(*ASKED_FOR, *AGREED, *REVIEWED)),
    # notices
    n.NoticeDrafted: Permit(
        by=EITHER,
        asks=("a notice of the terms", "who the terms say", "a notice not issued", "all it must state"),
        one_side=True,
        new=("notice",),
    ),
    n.NoticeAdvised: Permit(by=EITHER, of="letter", when=("drafted",), asks=("the text that was asked about",), one_side=True),
    n.NoticeApproved: Permit(
        by=EITHER,
        of="letter",
        when=("drafted",),
        asks=("the text that was asked about", "a second person", "a look by legal"),
        one_side=True,
    ),
    n.NoticeSentBack: Permit(by=EITHER, of="letter", when=("drafted", "approved"), one_side=True),
    n.NoticeIssued: Permit(
        by=EITHER,
        makes="notice",
        asks=("a notice of the terms", "who the terms say", "a new plan", "on what it rests", "approved"),
    ),
    n.NoticeReceived: Permit(by=EITHER, of="notice", when=(*STANDING, "closed"), asks=("not acknowledged before", "a new plan")),
    n.NoticeWithdrawn: Permit(by=EITHER, of="notice", when=(*STANDING, "closed"), asks=("who the terms say",)),
    n.NoticeClosed: Permit(by=EITHER, of="notice", when=STANDING, asks=("who the terms say",)),
    # decisions, duties, findings
    d.DecisionTaken: Permit(
        by=BUYER,
        of="rule",
        asks=(
            "a step that waits",
            "an option of the step",
            "what must come first",
            "a day to look again",
            "a review day",
        ),
        one_side=True,
    ),
    d.DutyStarted: Permit(by=EITHER, of="listed duty"),
    d.DutyDone: Permit(by=EITHER, of="duty", when=NOT_DONE, asks=("its own task",)),
    d.DutyWaived: Permit(by=EITHER, of="duty", when=NOT_DONE, asks=("whom it is owed to",)),
    d.DutyExtended: Permit(by=EITHER, of="duty", when=NOT_DONE, asks=("whom it is owed to", "a later day", "no more than may be given")),
    v.ReceiptAcknowledged: Permit(by=EITHER, of="duty", asks=("something to answer", "what its side received")),
    v.DutyAnswered: Permit(
        by=EITHER, of="duty", when=NOT_DONE, asks=("something to answer", "who the terms say", "an option of the answer")
    ),
    v.CureDaySet: Permit(by=EITHER, of="notice", when=STANDING, asks=("who the terms say", "a day the contract allows")),
    v.CureJudged: Permit(by=EITHER, of="notice", when=STANDING, asks=("who the terms say", "the time to cure over")),
    v.BreachFound: Permit(by=EITHER, of="duty", asks=("whom it is owed to",)),
    d.PersonJudged: Permit(by=EITHER, of="rule", asks=("who the terms say", "a finding that the rule asks for", "a step that it is about")),
    d.NamedEvent: Permit(by=EITHER, asks=("an event of the terms", "who the terms say")),
    # working together
    w.CapacityRaised: Permit(by=EITHER, makes="capacity problem", begins=True),
    w.CapacitySeen: Permit(by=EITHER, of="capacity problem", when=("raised",), asks=("the other side answers",)),
    w.CapacityDiscussed: Permit(by=EITHER, of="capacity problem", when=("raised", "seen", "discussed")),
    w.FlexibilityAsked: Permit(by=EITHER, makes="flexibility request", begins=True),
    w.FlexibilityAnswered: Permit(by=EITHER, of="flexibility request", when=("open",), asks=("the other side answers",)),
    w.InformationAsked: Permit(by=BUYER, makes="information request", asks=("a day not past",)),
    w.InformationDateAgreed: Permit(by=BUYER, of="information request", when=("open",), asks=("a day not past",)),
    w.InformationSupplied: Permit(by=SUPPLIER, of="information request", when=("open",)),
    w.MessageSent: Permit(by=EITHER, makes="message"),
    w.MessageAnswered: Permit(by=EITHER, of="message", when=("open",), asks=("the other side answers",)),
    w.FeedbackGiven: Permit(by=EITHER, makes="feedback", one_side=True),
    w.OtherSideRated: Permit(by=EITHER, makes="rating of the other side", asks=("marks from 1 to 5",)),
    w.RiskRaised: Permit(
        by=EITHER, makes="risk", one_side=True, asks=("a score from 1 to 5", "a day not past", "a risk that all who see this see")
    ),
    w.RiskScored: Permit(by=EITHER, of="risk", when=("open",), asks=("a score from 1 to 5", "a day not past"), one_side=True),
    w.RiskClosed: Permit(by=EITHER, of="risk", when=("open",), one_side=True),
    s.StandardFailed: Permit(by=BUYER, makes="failure"),
    s.StandardInvestigated: Permit(by=BUYER, of="failure", when=("open",), asks=("a plan that there is",)),
    s.AuditHeld: Permit(by=BUYER, makes="audit"),
    s.FindingMade: Permit(by=BUYER, makes="finding", asks=("an audit or a certificate", "a weight of findings")),
    s.FindingInvestigated: Permit(by=BUYER, of="finding", when=("open",), asks=("a plan that there is",)),
    s.FindingClosed: Permit(by=BUYER, of="finding", when=("open", "investigated")),
    s.CertificateShown: Permit(by=EITHER, makes="certificate", asks=("an end after its beginning", "one that it replaces")),
    s.SharingAgreed: Permit(by=EITHER, makes="sharing agreement"),
    s.SharingChecked: Permit(by=EITHER, of="sharing agreement", asks=("a day not past",)),
    # getting ready, handing over, what comes after, how it ends
    b.ItemListed: Permit(by=EITHER, makes="item"),
    b.ItemDone: Permit(by=EITHER, of="item", when=("open",)),
    b.ItemNotNeeded: Permit(by=EITHER, of="item", when=("open",)),
    b.TrainingHeld: Permit(by=BUYER, makes="training", asks=("no more than were booked",)),
    b.EndingDecided: Permit(by=BUYER, asks=("a day after the contract",)),
    b.TerminationRouteChosen: Permit(by=BUYER, asks=("a ground where the law asks for one",)),
    b.RepresentationsInvited: Permit(by=BUYER, asks=("a day still to come",)),
    b.RepresentationsConsidered: Permit(by=BUYER, asks=("what was invited and its day over",)),
    b.ContractArchived: Permit(by=BUYER, asks=("a contract that is over",)),
    # money: worked out by the contract, moved by people
    y.InvoiceReceived: Permit(by=EITHER, asks=("a charge that is invoiced",)),
    y.MoneyClaimed: Permit(
        by=EITHER, of="sum of money", when=("to be claimed",), asks=("whom the money is owed to", "no more than is owed")
    ),
    y.MoneyWaived: Permit(by=EITHER, of="sum of money", when=("to be claimed", "claimed", "withheld"), asks=("whom the money is owed to",)),
    y.MoneySettled: Permit(by=EITHER, of="sum of money", when=("claimed",), asks=("no more than was claimed",)),
    y.MoneyReleased: Permit(by=BUYER, of="sum of money", when=("withheld",)),
    y.MoneyKept: Permit(by=BUYER, of="sum of money", when=("withheld",)),
    # the ledger about itself
    k.BodyErased: Permit(by=ANYONE, of="entry", asks=("something to erase",)),
}

# Acts that nobody may do without saying why (semantics 6: the reason is compulsory). The words lie in the entry's body.
REASONED: tuple[type[Event], ...] = (
    d.DecisionTaken,
    d.PersonJudged,
    p.EngagementFailed,
    v.CureJudged,
    v.BreachFound,
    r.PeriodNotApplicable,
    r.FigureJudged,
    n.NoticeAdvised,
    n.NoticeSentBack,
    n.NoticeWithdrawn,
    n.NoticeClosed,
    b.EndingDecided,
    b.TerminationRouteChosen,
    y.MoneyWaived,
)
