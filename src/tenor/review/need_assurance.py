"""Lines of Home about standards, findings, certificates, shared data and risks: what somebody must look into, renew or look at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tenor.base.wording import said
from tenor.review.certificates import REMINDERS, Certificate, certificates
from tenor.review.in_words import in_words
from tenor.review.model import Review
from tenor.review.need_duties import soon_from
from tenor.review.need_model import Act, Need, Side
from tenor.review.risks import risks
from tenor.review.sharing import sharing
from tenor.review.standards import Finding, failures, findings

DAY = timedelta(days=1)


def assurance(review: Review, side: Side) -> Iterator[Need]:
    """Of one side: looking into what is not met is the buyer's, a risk is for the side that looks after it, a certificate for both."""
    if side == "buyer":
        yield from _failures(review)
        yield from _findings(review)
        yield from _sharing(review)
    yield from _certificates(review, side)
    yield from _risks(review, side)


def _failures(review: Review) -> Iterator[Need]:
    """Only those that no rule takes up: of the others a decision, and then an investigation, is asked for anyway."""
    for one in failures(review):
        if one.investigated is None and one.step is None:
            duty = next((each for each in review.terms.duties if each.id == one.duty), None)
            yield Need(
                id=f"failure {one.id}",
                kind="duty",
                side="buyer",
                what=said("need-failure", standard=duty.what if duty else one.duty),
                clause=duty.clause if duty else (),
                why=(said("need-failed", on=one.on),),
                soon_from=one.on,
                since=one.on,
                act="investigate",
                about=(("failure", one.id),),
            )


def _findings(review: Review) -> Iterator[Need]:
    for one in findings(review):
        if one.closed is not None:
            continue
        put_right = (one.plan is not None and not one.plan.open) or (one.plan is None and one.actions_done)
        if one.investigated is None and not put_right:
            yield _finding(review, one, "need-finding-open", "look into finding")
        elif put_right:
            yield _finding(review, one, "need-finding-close", "close finding")


def _finding(review: Review, one: Finding, code: str, act: Act) -> Need:
    duty = next((each for each in review.terms.duties if each.id == one.duty), None)
    return Need(
        id=f"finding {one.id}",
        kind="duty",
        side="buyer",
        what=said(code, finding=in_words(one.act) or one.id, weight=said(f"weight-{one.weight or 'none'}")),
        clause=duty.clause if duty else (),
        why=(said("need-finding-made", on=one.on),),
        soon_from=one.on,
        since=one.on,
        act=act,
        about=(("finding", one.id),),
    )


def _certificates(review: Review, side: Side) -> Iterator[Need]:
    """Two reminders. The first gives way to the second, and the second stays until another certificate is shown."""
    for one in certificates(review.terms, review.facts):
        if one.replaced_by or one.last_day >= review.terms.contract.ends:
            continue
        last = len(REMINDERS) - 1
        for n, days in enumerate(REMINDERS):
            yield _reminder(review, side, one, n, days, None if n == last else one.reminders[n + 1] - DAY)


def _reminder(review: Review, side: Side, one: Certificate, n: int, days: int, until: date | None) -> Need:
    duty = next((each for each in review.terms.duties if each.id == one.duty), None)
    return Need(
        id=f"certificate {one.id} {days}",
        kind="duty",
        side=side,
        what=said("need-certificate", standard=duty.what if duty else one.duty),
        clause=duty.clause if duty else (),
        why=(said("need-certificate-ends", on=one.last_day), *([said("edition-withdrawn", edition=one.edition)] if one.withdrawn else [])),
        due=one.last_day,
        soon_from=one.reminders[n],
        until=until,
        worked_out=said("need-certificate-days", days=days, last=one.last_day),
        act="show certificate",
        about=(("duty", one.duty), ("certificate", one.id)),
    )


def _sharing(review: Review) -> Iterator[Need]:
    duty = next((each for each in review.terms.duties if "shar" in each.id.lower()), None)
    for one in sharing(review.facts):
        if one.next_check >= review.terms.contract.ends:
            continue
        yield Need(
            id=f"sharing {one.id}",
            kind="duty",
            side="buyer",
            what=said("need-sharing"),
            clause=duty.clause if duty else (),
            why=(said("need-sharing-last", on=one.last),),
            due=one.next_check,
            soon_from=soon_from(review, one.next_check),
            worked_out=one.worked_out,
            act="check sharing",
            about=(("agreement", one.id),),
        )


def _risks(review: Review, side: Side) -> Iterator[Need]:
    for one in risks(review.terms, review.facts):
        if one.side != side or one.closed is not None or one.look_on >= review.terms.contract.ends:
            continue
        yield Need(
            id=f"risk {one.id}",
            kind="duty",
            side=side,
            what=said(f"need-{one.kind}", risk=in_words(one.raised) or one.id),
            why=(said("need-risk-score", score=one.score, on=one.scored_on) if one.score else said("need-risk-unscored"),),
            due=one.look_on,
            soon_from=soon_from(review, one.look_on),
            worked_out=one.worked_out,
            who=(one.owner,) if one.owner else (),
            act="review risk",
            about=(("risk", one.id),),
        )
