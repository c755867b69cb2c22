"""Who may do what: one line an act. Pages draw their buttons from it, actions ask it, `tests/spec/test_roles.py` publishes it.

It says only who the person is. Whether the act can be recorded as things stand is the contract's own question (`review.allow`).
"""

from __future__ import annotations

from tenor.desk.permissions.roles import AUDITOR, EQUALITY, HEAD, LEGAL, MANAGER, MEMBER, OWNER, SUPPLIER, UNIT, VISITOR
from tenor.ledger.events import Event
from tenor.ledger.events import agreements as a
from tenor.ledger.events import answers as v
from tenor.ledger.events import assurance as s
from tenor.ledger.events import beginning_and_end as b
from tenor.ledger.events import decisions as d
from tenor.ledger.events import keeping as k
from tenor.ledger.events import meetings as m
from tenor.ledger.events import notices as n
from tenor.ledger.events import plans as p
from tenor.ledger.events import returns as r
from tenor.ledger.events import working_together as w

ALL = (MANAGER, HEAD, EQUALITY, LEGAL, AUDITOR, SUPPLIER)
COUNCIL = (MANAGER, HEAD, EQUALITY, LEGAL)

# act -> the roles that may
MAY: dict[str, tuple[str, ...]] = {
    # looking
    "see the contract": ALL,
    "see one page": (*ALL, MEMBER),
    "see own units": (UNIT,),
    "see own rows": (VISITOR,),
    "see full counts": (EQUALITY, AUDITOR),
    "export": ALL,
    # figures
    "send a return": (MANAGER, SUPPLIER),
    "log rows": (MANAGER, SUPPLIER, VISITOR),
    "accept a return": (MANAGER,),
    "confirm a return": (SUPPLIER,),
    "confirm a row": (MANAGER, UNIT),
    "send a report back": (MANAGER, UNIT),
    "answer a report sent back": (SUPPLIER, VISITOR),
    "query": (MANAGER, HEAD, EQUALITY, SUPPLIER),
    "answer a query": (MANAGER, SUPPLIER),
    "correct": (MANAGER, SUPPLIER),
    "dispute a figure": (MANAGER, SUPPLIER),
    "settle a figure": (MANAGER, SUPPLIER),
    "excuse a row": (MANAGER,),
    "say that a period does not apply": (MANAGER, HEAD),
    # the contract itself
    "set up": (MANAGER, LEGAL),
    "agree a reading": (MANAGER, LEGAL, SUPPLIER),
    "agree a variation": (MANAGER, LEGAL, SUPPLIER),
    "name contacts": (MANAGER, SUPPLIER),
    "open or close a unit": (MANAGER,),
    "end the contract": (HEAD, LEGAL),
    # meetings and minutes
    "hold meetings": (MANAGER, SUPPLIER),
    "issue minutes": (MANAGER,),
    "answer minutes": (SUPPLIER,),
    "comment on minutes": (MANAGER, HEAD, EQUALITY, UNIT, SUPPLIER, VISITOR),
    "acknowledge": (MANAGER, SUPPLIER),
    "answer what was given": (MANAGER, SUPPLIER),
    "say that a duty was breached": (MANAGER, HEAD, SUPPLIER),
    "agree actions": (MANAGER, HEAD, SUPPLIER),
    "tag themes": (MANAGER, EQUALITY, SUPPLIER),
    "decide how often to meet": (MANAGER, HEAD),
    # plans, decisions, notices
    "ask for a plan": (MANAGER, HEAD),
    "propose a plan": (SUPPLIER, MANAGER),
    "agree a plan": (MANAGER, HEAD, SUPPLIER),
    "review a plan": (MANAGER, HEAD),
    "decide a step": (MANAGER, HEAD),
    "advise": (MANAGER, HEAD, LEGAL, EQUALITY),
    "approve a notice": (HEAD,),
    "say what law advises": (HEAD, LEGAL),
    "issue a notice": (MANAGER, HEAD),
    # duties and working together
    "say that something is done": (MANAGER, HEAD, EQUALITY, LEGAL, SUPPLIER),
    "waive or extend a duty": (MANAGER, HEAD, SUPPLIER),
    "raise a problem": (MANAGER, UNIT, SUPPLIER, VISITOR),
    "answer a problem": (MANAGER, SUPPLIER),
    "give feedback": (MANAGER, HEAD, EQUALITY, UNIT, SUPPLIER),
    "rate the other side": (MANAGER, SUPPLIER),
    "write to the other side": (MANAGER, HEAD, SUPPLIER),
    "raise a risk": (MANAGER, HEAD, EQUALITY, LEGAL, SUPPLIER),
    "check standards": (MANAGER, HEAD, EQUALITY),
    "show a certificate": (MANAGER, SUPPLIER),
    "keep checklists": (MANAGER, SUPPLIER),
    "decide what comes after": (HEAD,),
    # people and keeping
    "manage people": (MANAGER, OWNER, SUPPLIER),
    "look after the organisation": (OWNER,),
    "erase": (OWNER, MANAGER),
}

# event -> the act it is
ACT_OF: dict[type[Event], str] = {
    r.ReturnReceived: "send a return",
    r.ReturnAccepted: "accept a return",
    r.ReturnConfirmed: "confirm a return",
    r.RowsLogged: "log rows",
    r.RowsCorrected: "correct",
    r.RowConfirmed: "confirm a row",
    r.FigureCorrected: "correct",
    r.FigureDisputed: "dispute a figure",
    r.FigureResolved: "settle a figure",
    r.ReliefAgreed: "excuse a row",
    r.QueryRaised: "query",
    r.QueryAnswered: "answer a query",
    r.PeriodNotApplicable: "say that a period does not apply",
    r.FiguresKept: "erase",
    a.ReadingAgreed: "agree a reading",
    a.VariationAgreed: "agree a variation",
    a.AgreementProposed: "agree a reading",
    a.AgreementAnswered: "agree a reading",
    a.AgreementWithdrawn: "agree a reading",
    a.ContactNamed: "name contacts",
    a.ContactEnded: "name contacts",
    a.UnitOpened: "open or close a unit",
    a.UnitClosed: "open or close a unit",
    a.ContractEnded: "end the contract",
    m.AgendaIssued: "hold meetings",
    m.MeetingHeld: "hold meetings",
    m.MeetingRefused: "hold meetings",
    m.SubstituteAgreed: "hold meetings",
    m.StartSigned: "hold meetings",
    m.MinutesSent: "issue minutes",
    m.MinutesReceived: "acknowledge",
    m.MinutesAnswered: "answer minutes",
    m.MinutesCommented: "comment on minutes",
    m.MinutesIssued: "issue minutes",
    m.FrequencyDecided: "decide how often to meet",
    m.RiskAssessed: "decide how often to meet",
    m.ActionAgreed: "agree actions",
    m.ActionDone: "agree actions",
    m.ActionMoved: "agree actions",
    m.ThemeTagged: "tag themes",
    p.PlanRequested: "ask for a plan",
    p.PlanProposed: "propose a plan",
    p.PlanSigned: "agree a plan",
    p.MilestoneReported: "propose a plan",
    p.PlanReviewed: "review a plan",
    p.EngagementFailed: "review a plan",
    p.PlanClosed: "review a plan",
    n.NoticeDrafted: "issue a notice",
    n.NoticeApproved: "approve a notice",
    n.NoticeAdvised: "say what law advises",
    n.NoticeSentBack: "approve a notice",
    n.NoticeIssued: "issue a notice",
    n.NoticeReceived: "acknowledge",
    n.NoticeWithdrawn: "issue a notice",
    n.NoticeClosed: "issue a notice",
    d.DecisionTaken: "decide a step",
    v.ReceiptAcknowledged: "acknowledge",
    v.DutyAnswered: "answer what was given",
    v.CureDaySet: "issue a notice",
    v.CureJudged: "issue a notice",
    v.BreachFound: "say that a duty was breached",
    d.DutyStarted: "say that something is done",
    d.DutyDone: "say that something is done",
    d.DutyWaived: "waive or extend a duty",
    d.DutyExtended: "waive or extend a duty",
    d.PersonJudged: "decide a step",
    d.NamedEvent: "say that something is done",
    w.CapacityRaised: "raise a problem",
    w.CapacitySeen: "answer a problem",
    w.CapacityDiscussed: "answer a problem",
    w.FlexibilityAsked: "raise a problem",
    w.FlexibilityAnswered: "answer a problem",
    w.InformationAsked: "query",
    w.InformationDateAgreed: "query",
    w.InformationSupplied: "answer a query",
    w.MessageSent: "write to the other side",
    w.MessageAnswered: "write to the other side",
    w.FeedbackGiven: "give feedback",
    w.OtherSideRated: "rate the other side",
    w.RiskRaised: "raise a risk",
    w.RiskScored: "raise a risk",
    w.RiskClosed: "raise a risk",
    s.StandardFailed: "check standards",
    s.StandardInvestigated: "check standards",
    s.AuditHeld: "check standards",
    s.FindingMade: "check standards",
    s.FindingInvestigated: "check standards",
    s.FindingClosed: "check standards",
    s.CertificateShown: "show a certificate",
    s.SharingAgreed: "show a certificate",
    s.SharingChecked: "show a certificate",
    b.ItemListed: "keep checklists",
    b.ItemDone: "keep checklists",
    b.ItemNotNeeded: "keep checklists",
    b.TrainingHeld: "say that something is done",
    b.EndingDecided: "decide what comes after",
    b.TerminationRouteChosen: "decide a step",
    b.RepresentationsInvited: "issue a notice",
    b.RepresentationsConsidered: "decide a step",
    b.ContractArchived: "end the contract",
    k.BodyErased: "erase",
}
# Some events are several acts: the action says which it means.
ALSO: dict[type[Event], tuple[str, ...]] = {
    r.RowsLogged: ("send a report back", "answer a report sent back"),
    r.RowsCorrected: ("answer a report sent back",),
    d.DecisionTaken: ("advise",),
    d.NamedEvent: ("set up",),
    a.AgreementProposed: ("agree a variation", "decide what comes after"),
    a.AgreementAnswered: ("agree a variation",),
    a.AgreementWithdrawn: ("agree a variation",),
}
