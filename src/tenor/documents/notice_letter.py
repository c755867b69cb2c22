"""A step of kind notice → the letter as data: to whom, under what, one part for each thing that it must state, filled where it can be.

What the parts are comes from the terms; what stands in them from the review. It describes figures, and a person changes every word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tenor.base.clause import show_clauses
from tenor.base.phrases.due import DuePhrase
from tenor.base.wording import Said, said
from tenor.documents.model import Text
from tenor.documents.notice_figures import figure_rows, figures_told
from tenor.documents.notice_model import ByRule, Evidence, FigureRow, NoticeLetter, NoticePart, PartIs
from tenor.documents.people import Person, first_contact
from tenor.review.model import Plan, Review, Step
from tenor.review.notice_grounds import NoticeGrounds, notice_grounds
from tenor.review.plan_progress import Milestone
from tenor.review.plans import plan_step_after
from tenor.terms.model import StepTerms, Terms

# words of plain English by which a contract's own label is known for what it asks; a label with none of them goes by its place
_ASKED = ("by when", "required", "is asked", "asked for", "must", "needed", "put right")
_WHY = ("why", "reason", "month", "period", "figure", "evidence", "ground")
_QUESTIONS = ("which", "what", "when", "who", "how", "why", "by when")


def notice_letter(review: Review, name: str, *, step: Step | None = None, kpis: Sequence[str] = ()) -> NoticeLetter:
    """The letter of a step of the terms as far as the record fills it. KeyError where the terms have no such step.

    `step`: the one that was met and led there, if there is one; `kpis`: what it is about, where no step says so."""
    named = review.terms.steps[name]
    grounds = notice_grounds(review, step, kpis)
    figures = figure_rows(review, grounds)
    by_rule = by_rule_of(review.terms, name)
    return NoticeLetter(
        name=name,
        step=step.id if step else "",
        clause=step.clause if step and named.under else named.clause,
        under=named.under,
        kpis=grounds.kpis,
        to=_to(review, first_contact(review, "supplier", review.on)),
        head=tuple(_head(review, named)),
        parts=tuple(_parts(review, named, grounds, figures, by_rule)),
        figures=figures,
        evidence=tuple(evidence(review, grounds)),
        by_rule=by_rule,
        closing=tuple(_closing(review)),
    )


def by_rule_of(terms: Terms, name: str) -> ByRule | None:
    """The rule that says by when a notice's plan is to be agreed; None where none leads there or it has no deadline."""
    step, rule_id = plan_step_after(terms, name)
    rule = terms.rule(rule_id) if rule_id else None
    if rule is None or not isinstance(rule.due, DuePhrase):
        return None
    return ByRule(phrase=rule.due.text, step=step, rule=rule_id, clause=rule.clause)


def labels_of(named: StepTerms) -> tuple[Text, ...]:
    """What the letter must state, in the contract's order; where the contract names nothing, what any such letter says."""
    if named.must_state:
        return named.must_state
    if named.under:
        return (said("notice-label-intended"), said("notice-label-grounds"), said("notice-label-answer"))
    return (said("notice-label-says"),)


def kind_of(label: Text, at: int, several: int, *, ours: bool = False) -> PartIs:
    """What a part is for: by the plain words of its label, else by its place: first what is found, last what is asked, why between."""
    words = "" if ours or not isinstance(label, str) else f" {label.lower()} "
    if any(f" {word}" in words for word in _ASKED):
        return "asked"
    if any(f" {word}" in words for word in _WHY):
        return "why"
    if at == 0:
        return "found"
    if at == several - 1:
        return "asked"
    return "why" if at == 1 else "free"


# --- the parts ---------------------------------------------------------------------------------------------------


def _parts(
    review: Review, named: StepTerms, grounds: NoticeGrounds, figures: Sequence[FigureRow], by_rule: ByRule | None
) -> Iterator[NoticePart]:
    labels = labels_of(named)
    kinds = [kind_of(label, at, len(labels), ours=not named.must_state) for at, label in enumerate(labels)]
    for at, (label, kind) in enumerate(zip(labels, kinds, strict=True)):
        told: list[Text] = []
        if kind == "found":
            told = [*_found(review, named, label, grounds), *(() if "why" in kinds else _why(review, grounds, figures))]
        elif kind == "why":
            told = list(_why(review, grounds, figures)) if kind not in kinds[:at] else []
        elif kind == "asked":
            told = list(_asked(review, named, by_rule))
        yield NoticePart(key=str(at + 1), label=label, kind=kind, told=tuple(told))


def _found(review: Review, named: StepTerms, label: Text, grounds: NoticeGrounds) -> Iterator[Text]:
    names = [_name(review, kpi) for kpi in grounds.kpis]
    if named.under and not named.must_state:
        yield said("notice-found-intended", under=named.under, rests=show_clauses(named.clause))
    elif isinstance(label, str) and not label.lower().startswith(_QUESTIONS):
        yield said("notice-found-states", kpis=names, what=label) if names else said("notice-found-plain", what=label)
    elif names:
        yield said("notice-found-about", kpis=names)


def _name(review: Review, kpi: str) -> str:
    own = review.terms.kpi(kpi)
    if own is None:
        return kpi
    return f"KPI {own.number} ({own.title})" if own.number else own.title


def _why(review: Review, grounds: NoticeGrounds, figures: Sequence[FigureRow]) -> Iterator[Text]:
    yield from figures_told(figures)
    if any(row.state == "disputed" for row in figures):
        yield said("notice-questioned")
    plan = grounds.plan
    if plan is not None and plan.reviewed_on is not None:
        yield said("notice-plan-reviewed", step=plan.step, on=plan.reviewed_on, state=plan.state)
    elif plan is not None:
        yield said("notice-plan-stands", step=plan.step, on=review.on, state=plan.state)
    for notice in grounds.notices:
        yield said("notice-before", step=notice.step, on=notice.issued_on)


def _asked(review: Review, named: StepTerms, by_rule: ByRule | None) -> Iterator[Text]:
    if by_rule is None:
        if named.under and not named.must_state:
            yield said("notice-asked-answer")
        return
    plan = review.terms.steps[by_rule.step]
    yield said("notice-asked-plan", step=plan.name, rests=show_clauses(by_rule.clause))
    if plan.holds:
        yield said("notice-asked-holds", holds=plan.holds)


# --- what it can name beside the figures -------------------------------------------------------------------------


def evidence(review: Review, grounds: NoticeGrounds) -> Iterator[Evidence]:
    """The plan and its missed milestones, whose day or reports the record has; messages that nobody answered."""
    plan, progress = grounds.plan, grounds.progress
    if plan is None:
        return
    days = (plan.requested_on, *(() if plan.agreed_on is None else (plan.agreed_on,)))
    yield Evidence(key=f"plan {plan.id}", what=_plan_said(plan), days=days, entry=plan.entry)
    if progress is not None and progress.missed:
        missed = progress.missed
        told = said("notice-evidence-missed", n=len(missed), of=len(progress.milestones), on=[_short(one) for one in missed])
        yield Evidence(key=f"milestones {plan.id}", what=told, days=tuple(day for one in missed if (day := one.day)))
    if progress is not None and progress.unreported:
        told = said("notice-evidence-unreported", n=len(progress.unreported), on=[_short(one) for one in progress.unreported])
        yield Evidence(key=f"unreported {plan.id}", what=told, days=tuple(d for one in progress.unreported if (d := one.day)))
    if grounds.messages:
        sent = [one.on for one in grounds.messages]
        yield Evidence(key=f"messages {plan.id}", what=said("notice-evidence-messages", n=len(sent), on=list(sent)), days=tuple(sent))


def _plan_said(plan: Plan) -> Said:
    if plan.agreed_on is not None:
        return said("notice-evidence-plan", step=plan.step, asked=plan.requested_on, agreed=plan.agreed_on)
    return said("notice-evidence-plan-open", step=plan.step, asked=plan.requested_on, state=plan.state)


def _short(milestone: Milestone) -> date | str:
    return milestone.day or milestone.key


# --- to whom, under what, how to answer --------------------------------------------------------------------------


def _to(review: Review, person: Person) -> str:
    return ", ".join(line for line in (person.name, person.position or person.role, review.terms.contract.supplier) if line)


def _head(review: Review, named: StepTerms) -> Iterator[Text]:
    contract = review.terms.contract
    yield said("letter-contract", title=contract.title, reference=contract.reference)
    if contract.schedule:
        yield said("letter-schedule", schedule=contract.schedule)
    yield said("letter-clause", under=named.under or show_clauses(named.clause))


def _closing(review: Review) -> Iterator[Text]:
    buyer = first_contact(review, "buyer", review.on)
    where = [each for each in (buyer.email, buyer.telephone) if each]
    if where:
        yield said("notice-answer-to", who=buyer.name or buyer.role or review.terms.contract.buyer, at=", ".join(where))
    yield said("letter-query")
    yield ", ".join(line for line in (buyer.name, buyer.position or buyer.role, review.terms.contract.buyer) if line)
