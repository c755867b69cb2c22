"""What information was asked for, and under which agreements data are shared."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.acts_told import maybe_told, told_act
from tenor.desk.pages.standards import NEW, remarks
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.assurance import SharingAgreed
from tenor.ledger.events.working_together import InformationAsked
from tenor.ledger.model import Act
from tenor.review.information import Request, requests
from tenor.review.model import Review
from tenor.review.offered import offered, open_to
from tenor.review.sharing import Sharing, sharing
from tenor.terms.model import DutyTerms


def make(view: View) -> Data:
    """{"requests": newest first, "sharing", "duties", "remarks", "starts"}."""
    review = view.review
    duties = [duty for duty in review.terms.duties if _about_data(duty)]
    return {
        "requests": [_request(review, one) for one in reversed(requests(review.facts))],
        "sharing": [_sharing(review, one) for one in sharing(review.facts)],
        "duties": [
            {"id": duty.id, "what": duty.what, "clause": list(duty.clause), "sharing": "shar" in duty.id.lower()} for duty in duties
        ],
        "remarks": [one for one in remarks(review.terms, {number for duty in duties for number in duty.clause}) if not one["unused"]],
        "starts": open_to(review, InformationAsked(request=NEW), SharingAgreed(agreement=NEW)),
    }


def _about_data(duty: DutyTerms) -> bool:
    return "information" in duty.id.lower() or "shar" in duty.id.lower()


def _request(review: Review, one: Request) -> Data:
    return {
        "id": one.id,
        "told": told_act(one.asked),
        "due": day_data(one.due),
        "first_due": day_data(one.first_due),
        "moved": [{**told_act(act), "due": day_data(act.event.due)} for act in one.moved],
        "supplied": maybe_told(one.supplied),
        "file": _file(one.supplied),
        "days_late": one.days_late,
        "offers": offered(review, "information request", one.id),
    }


def _file(act: Act | None) -> str:
    return str(act.event.file) if act is not None else ""


def _sharing(review: Review, one: Sharing) -> Data:
    return {
        "id": one.id,
        "told": told_act(one.act),
        "signed_on": day_data(one.signed_on),
        "checks": [told_act(act) for act in one.checks],
        "next_check": day_data(one.next_check),
        "worked_out": said_data(one.worked_out),
        "offers": offered(review, "sharing agreement", one.id),
    }
