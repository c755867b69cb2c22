"""# Who may do what: the roles

A person has a role on each contract: a post, or, for the roles marked so, a role on all contracts of the council. This table says which
role may do what. It is the buttons on the pages, the answer to everybody who tries another way in, and this manual at once.

It says only who the person is. Whether an act can be recorded as things stand is the chapter "Who may record what, and when": both are
asked of every act, the second while nobody else can write.

| short | role | side | sees |
| --- | --- | --- | --- |
| CM | contract manager | council | all of the contract |
| HS | head of service | council | all; may be given for all contracts |
| EO | equality officer | council | all; may be given for all contracts |
| SM | service manager | council | the units of the post alone |
| LP | legal and procurement | council | all; may be given for all contracts |
| AU | auditor | council | all, and changes nothing; may be given for all contracts |
| ME | member | council | one page a contract; may be given for all contracts |
| SU | supplier's contract manager | supplier | all of the contract that is not kept by the council to itself |
| VI | visitor | supplier | the rows they entered alone |
| SO | system owner | council | nobody's contract: people, roles and the look of the organisation |
"""

from __future__ import annotations

import pytest

from tenor.desk.permissions.actor import Actor, may_record, side_of
from tenor.desk.permissions.roles import ROLES
from tenor.desk.permissions.table import ACT_OF, ALSO, MAY
from tenor.ledger.events import TYPES

SHORT = dict(zip("CM HS EO SM LP AU ME SU VI SO".split(), ROLES, strict=True))

# act | who may
TABLE = """
see the contract                 | CM HS EO LP AU SU
see one page                     | CM HS EO LP AU ME SU
see own units                    | SM
see own rows                     | VI
see full counts                  | EO AU
export                           | CM HS EO LP AU SU
send a return                    | CM SU
log rows                         | CM SU VI
accept a return                  | CM
confirm a return                 | SU
confirm a row                    | CM SM
send a report back               | CM SM
answer a report sent back        | SU VI
query                            | CM HS EO SU
answer a query                   | CM SU
correct                          | CM SU
dispute a figure                 | CM SU
settle a figure                  | CM SU
excuse a row                     | CM
say that a period does not apply | CM HS
set up                           | CM LP
agree a reading                  | CM LP SU
agree a variation                | CM LP SU
name contacts                    | CM SU
open or close a unit             | CM
end the contract                 | HS LP
hold meetings                    | CM SU
issue minutes                    | CM
answer minutes                   | SU
comment on minutes               | CM HS EO SM SU VI
acknowledge                      | CM SU
answer what was given            | CM SU
say that a duty was breached     | CM HS SU
agree actions                    | CM HS SU
tag themes                       | CM EO SU
decide how often to meet         | CM HS
ask for a plan                   | CM HS
propose a plan                   | CM SU
agree a plan                     | CM HS SU
review a plan                    | CM HS
decide a step                    | CM HS
advise                           | CM HS EO LP
approve a notice                 | HS
say what law advises             | HS LP
issue a notice                   | CM HS
say that something is done       | CM HS EO LP SU
waive or extend a duty           | CM HS SU
raise a problem                  | CM SM SU VI
answer a problem                 | CM SU
give feedback                    | CM HS EO SM SU
rate the other side              | CM SU
write to the other side          | CM HS SU
raise a risk                     | CM HS EO LP SU
check standards                  | CM HS EO
show a certificate               | CM SU
keep checklists                  | CM SU
decide what comes after          | HS
see the money                    | CM HS LP AU SU
say what was invoiced            | CM HS SU
claim or settle money            | CM HS SU
manage people                    | CM SU SO
look after the organisation      | SO
erase                            | CM SO
"""

# event | the act it is, and those it can be as well
EVENTS = """
ReturnReceived        | send a return
ReturnAccepted        | accept a return
ReturnConfirmed       | confirm a return
RowsLogged            | log rows; send a report back; answer a report sent back
RowsCorrected         | correct; answer a report sent back
RowConfirmed          | confirm a row
FigureCorrected       | correct
FigureDisputed        | dispute a figure
FigureResolved        | settle a figure
ReliefAgreed          | excuse a row
QueryRaised           | query
QueryAnswered         | answer a query
PeriodNotApplicable   | say that a period does not apply
FigureJudged          | settle a figure
FiguresKept           | erase
ReadingAgreed         | agree a reading
VariationAgreed       | agree a variation
AgreementProposed     | agree a reading; agree a variation; decide what comes after
AgreementAnswered     | agree a reading; agree a variation
AgreementWithdrawn    | agree a reading; agree a variation
ContactNamed          | name contacts
ContactEnded          | name contacts
UnitOpened            | open or close a unit
UnitClosed            | open or close a unit
SubcontractEnded      | agree a variation
ContractExtended      | decide what comes after
ContractEnded         | end the contract
AgendaIssued          | hold meetings
MeetingHeld           | hold meetings
MeetingRefused        | hold meetings
SubstituteAgreed      | hold meetings
StartSigned           | hold meetings
MinutesSent           | issue minutes
MinutesReceived       | acknowledge
MinutesAnswered       | answer minutes
MinutesCommented      | comment on minutes
MinutesIssued         | issue minutes
FrequencyDecided      | decide how often to meet
RiskAssessed          | decide how often to meet
ActionAgreed          | agree actions
ActionDone            | agree actions
ActionMoved           | agree actions
ThemeTagged           | tag themes
InvoiceReceived       | say what was invoiced
MoneyClaimed          | claim or settle money
MoneyWaived           | claim or settle money
MoneySettled          | claim or settle money
MoneyReleased         | claim or settle money
MoneyKept             | claim or settle money
PlanRequested         | ask for a plan
PlanProposed          | propose a plan
PlanSigned            | agree a plan
MilestoneReported     | propose a plan
PlanReviewed          | review a plan
EngagementFailed      | review a plan
PlanClosed            | review a plan
NoticeDrafted         | issue a notice
NoticeApproved        | approve a notice
NoticeAdvised         | say what law advises
NoticeSentBack        | approve a notice
NoticeIssued          | issue a notice
NoticeReceived        | acknowledge
NoticeWithdrawn       | issue a notice
NoticeClosed          | issue a notice
DecisionTaken         | decide a step; advise
ReceiptAcknowledged   | acknowledge
DutyAnswered          | answer what was given
CureDaySet            | issue a notice
CureJudged            | issue a notice
BreachFound           | say that a duty was breached
DutyStarted           | say that something is done
DutyDone              | say that something is done
DutyWaived            | waive or extend a duty
DutyExtended          | waive or extend a duty
PersonJudged          | decide a step
NamedEvent            | say that something is done; set up
CapacityRaised        | raise a problem
CapacitySeen          | answer a problem
CapacityDiscussed     | answer a problem
FlexibilityAsked      | raise a problem
FlexibilityAnswered   | answer a problem
InformationAsked      | query
InformationDateAgreed | query
InformationSupplied   | answer a query
MessageSent           | write to the other side
MessageAnswered       | write to the other side
FeedbackGiven         | give feedback
OtherSideRated        | rate the other side
RiskRaised            | raise a risk
RiskScored            | raise a risk
RiskClosed            | raise a risk
StandardFailed        | check standards
StandardInvestigated  | check standards
AuditHeld             | check standards
FindingMade           | check standards
FindingInvestigated   | check standards
FindingClosed         | check standards
CertificateShown      | show a certificate
SharingAgreed         | show a certificate
SharingChecked        | show a certificate
ItemListed            | keep checklists
ItemDone              | keep checklists
ItemNotNeeded         | keep checklists
TrainingHeld          | say that something is done
EndingDecided         | decide what comes after
TerminationRouteChosen | decide a step
RepresentationsInvited | issue a notice
RepresentationsConsidered | decide a step
ContractArchived      | end the contract
BodyErased            | erase
"""

LINES = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]
WRITTEN = [tuple(cell.strip() for cell in line.split("|")) for line in EVENTS.strip().splitlines()]


def actor(role: str, units: tuple[str, ...] = ()) -> Actor:
    return Actor(name="Somebody", by="x-1", side=side_of([role]), roles=(role,), units=units)


def test_the_table_is_complete() -> None:
    """Every act has its line; every kind of event of a contract is an act; every act of an event is one that some role may do."""
    assert [act for act, _ in LINES] == list(MAY)
    assert [event for event, _ in WRITTEN] == [event.__name__ for event in ACT_OF]
    assert {event.__name__ for event in ACT_OF} == TYPES.keys()
    assert set(ACT_OF.values()) | {act for several in ALSO.values() for act in several} <= MAY.keys()


@pytest.mark.parametrize(("act", "who_may"), LINES, ids=[act for act, _ in LINES])
def test_who_may(act: str, who_may: str) -> None:
    """Whoever is not named may not."""
    allowed = {SHORT[short] for short in who_may.split()}
    for role in ROLES:
        assert actor(role).may(act) == (role in allowed), role


@pytest.mark.parametrize(("event", "acts"), WRITTEN, ids=[event for event, _ in WRITTEN])
def test_which_act_an_event_is(event: str, acts: str) -> None:
    """What is written into the ledger, and the line of the table above that is asked first. Where an event can be several acts, the page
    that records it says which it means."""
    made = object.__new__(TYPES[event])
    for act in acts.split("; "):
        for role in ROLES:
            allowed = SHORT_OF[role] in dict(LINES)[act].split()
            assert (may_record(actor(role, ("A",)), made, act=act) == ()) == allowed, (act, role)


def test_an_event_is_never_another_act() -> None:
    """A page cannot call a decision "giving feedback" to get it past the table."""
    made = object.__new__(TYPES["DecisionTaken"])
    with pytest.raises(ValueError, match="never the act"):
        may_record(actor("equality officer"), made, act="give feedback")


@pytest.mark.parametrize(
    ("role", "units_of_the_post", "units_of_the_rows", "may"),
    [
        ("service manager", "A G", "A", True),
        ("service manager", "A G", "A B", False),
        ("service manager", "", "A", False),
        ("contract manager", "", "A B", True),
    ],
)
def test_own_units_only(role: str, units_of_the_post: str, units_of_the_rows: str, may: bool) -> None:
    """A service manager answers for the units of the post and for no other."""
    made = object.__new__(TYPES["RowsLogged"])
    act = "send a report back"
    found = may_record(actor(role, tuple(units_of_the_post.split())), made, act=act, units=units_of_the_rows.split())
    assert (found == ()) == may


def test_an_auditor_changes_nothing() -> None:
    """Reading is all an auditor may do, and a member reads one page."""
    looking = {"see the contract", "see one page", "see full counts", "export", "see the money"}
    assert {act for act in MAY if actor("auditor").may(act)} <= looking
    assert {act for act in MAY if actor("member").may(act)} == {"see one page"}


def test_nobody_sits_on_both_sides() -> None:
    """Roles of both sides are never held by one person on one contract."""
    with pytest.raises(ValueError, match="one side"):
        side_of(["contract manager", "visitor"])


SHORT_OF = {role: short for short, role in SHORT.items()}
