"""Standards, audits, findings and certificates: everything the hub and its pages show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import said
from tenor.desk.pages.acts_told import maybe_told, told_act
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.assurance import AuditHeld, CertificateShown, FindingMade, StandardFailed
from tenor.ledger.model import Act
from tenor.review.certificates import Certificate, certificates, state_of
from tenor.review.model import Plan, Review, Step
from tenor.review.offered import offered, open_to
from tenor.review.standards import TARGET_DAYS, Failure, Finding, Standard, failures, findings, judged, standards
from tenor.terms.model import Terms

NEW = "·new·"  # an id that nothing has


def make(view: View) -> Data:
    """{"standards", "failures", "audits", "findings", "certificates", "plans", "remarks", "starts"}; a page of one of them picks it out."""
    review = view.review
    found = standards(review)
    return {
        "standards": [_standard(review, one) for one in found],
        "failures": [_failure(review, one) for one in failures(review)],
        "audits": [_audit(act) for act in review.facts.of(AuditHeld)],
        "findings": [_finding(review, one) for one in findings(review)],
        "certificates": [_certificate(review, one) for one in certificates(review.terms, review.facts)],
        "plans": [_plan(plan) for plan in review.plans if plan.open and not plan.kpis],
        "remarks": list(remarks(review.terms, {number for one in found if one.main for number in one.duty.clause})),
        "targets": dict(TARGET_DAYS),
        "starts": _starts(review, found),
    }


def remarks(terms: Terms, clauses: set[str]) -> Iterator[Data]:
    """What was seen in the text of these clauses, and of numbered clauses on which nothing in the contract rests."""
    used = _used(terms)
    for one in terms.remarks:
        unused = bool(one.clause) and all(number[:1].isdigit() and number not in used for number in one.clause)
        if unused or clauses & set(one.clause):
            yield {"clause": list(one.clause), "text": one.remark, "unused": unused}


def _used(terms: Terms) -> set[str]:
    """The clauses that something in the terms rests on, each with those it lies in: "5.3" uses "5"."""
    several: list[Any] = [*terms.kpis, *terms.duties, *terms.steps.values(), *terms.rules, *terms.meetings, *terms.returns]
    several += [item for series in terms.meetings for item in series.agenda]
    named = {number for one in several for number in one.clause}
    return {number[:n] for number in named for n in (*(at for at, sign in enumerate(number) if sign == "."), len(number))}


def _standard(review: Review, one: Standard) -> Data:
    duty = one.duty
    return {
        "id": duty.id,
        "what": duty.what,
        "clause": list(duty.clause),
        "by": list(duty.by),
        "found_in": duty.found_in,
        "audit_by": list(duty.audit_by),
        "main": one.main,
        "n": len(one.failures),
        "open": [each.id for each in one.failures if each.open],
        "pattern": one.pattern,
        "judged": [{"rule": rule.id, "clause": list(rule.clause)} for rule in judged(review.terms, one)],
        "leads_to": list(dict.fromkeys(step for rule in one.rules for step in rule.steps)),
    }


def _failure(review: Review, one: Failure) -> Data:
    return {
        "id": one.id,
        "duty": one.duty,
        "nth": one.nth,
        "finding": one.finding,
        "told": told_act(one.act),
        "investigated": maybe_told(one.investigated),
        "step": _step(one.step) if one.step else None,
        "plan": _plan(one.plan) if one.plan else None,
        "open": one.open,
        "offers": offered(review, "failure", one.id),
    }


def _step(step: Step) -> Data:
    return {
        "id": step.id,
        "state": step.state,
        "waiting": step.waiting,
        "then": list(step.consequences),
        "clause": list(step.clause),
        "met_on": day_data(step.met_on),
        "decided_on": day_data(step.decided.on) if step.decided else None,
    }


def _plan(plan: Plan) -> Data:
    return {
        "id": plan.id,
        "step": plan.step,
        "state": plan.state,
        "asked_on": day_data(plan.requested_on),
        "proposed_on": day_data(plan.proposed_on),
        "agreed_on": day_data(plan.agreed_on),
        "review_on": day_data(plan.review_on),
        "reviewed_on": day_data(plan.reviewed_on),
        "open": plan.open,
    }


def _audit(act: Act) -> Data:
    event = act.event
    return {"id": event.audit, "duty": event.duty, "third_party": event.by_third_party, "told": told_act(act)}


def _finding(review: Review, one: Finding) -> Data:
    days = TARGET_DAYS.get(one.weight)
    target = one.target
    return {
        "id": one.id,
        "audit": one.audit,
        "certificate": one.certificate,
        "duty": one.duty,
        "weight": one.weight,
        "told": told_act(one.act),
        "investigated": maybe_told(one.investigated),
        "closed": maybe_told(one.closed),
        "plan": _plan(one.plan) if one.plan else None,
        "actions": list(one.actions),
        "failures": list(one.failures),
        "target": day_data(target),
        "target_days": days,
        "worked_out": said_data(said("target-days", n=days, asked=one.plan.requested_on)) if one.plan and days else None,
        "took": one.took,
        "offers": offered(review, "finding", one.id),
    }


def _certificate(review: Review, one: Certificate) -> Data:
    return {
        "id": one.id,
        "duty": one.duty,
        "edition": one.edition,
        "issued_on": day_data(one.issued_on),
        "expires_on": day_data(one.expires_on),
        "last_day": day_data(one.last_day),
        "gone_from": day_data(one.last_day + timedelta(days=1)),
        "withdrawn": one.withdrawn,
        "state": state_of(one, review.on),
        "reminders": [day_data(day) for day in one.reminders],
        "reminds": not one.replaced_by and one.last_day < review.terms.contract.ends,
        "replaced_by": one.replaced_by,
        "replaced_on": day_data(one.replaced_on),
        "told": told_act(one.act),
    }


def _starts(review: Review, found: Sequence[Standard]) -> Data:
    """What may be begun: a failure, an audit, a certificate, a finding that a certificate shows."""
    if not found:
        return {"buyer": [], "supplier": []}
    duty = found[0].duty.id
    shown = review.facts.of(CertificateShown)
    made = [FindingMade(finding=NEW, certificate=shown[0].event.certificate)] if shown else []
    certificate = CertificateShown(certificate=NEW, duty=duty, expires_on=review.on)
    begun = open_to(review, StandardFailed(duty=duty, failure=NEW), AuditHeld(audit=NEW, duty=duty), *made, certificate)
    return {str(side): names for side, names in begun.items()}
