"""What is done to a formal letter: each act a page of its own with what it means, and one press."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions import letters as orders
from tenor.desk.lookups.letters import OpenLetter
from tenor.desk.visible import Place
from tenor.web.doors import on_contract
from tenor.web.doors_grave import grave
from tenor.web.forms import ActForm
from tenor.web.views.letters_act_page import act_page, asked_about
from tenor.web.views.letters_forms import AdviceForm, BackForm, EndForm, IssueForm, ReceivedForm

Data = dict[str, Any]
both = require_http_methods(["GET", "HEAD", "POST"])


@on_contract("approve a notice")
@both
@grave
def letter_approve(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """The very words that were asked about, and the press that approves them."""
    opened = asked_about(place, notice)
    drafted = (opened.record or {}).get("drafted")
    if drafted is None:
        raise Http404
    closed = _("You wrote in this letter, so another head of service approves it.") if place.actor.by in opened.writers else ""
    closed = closed or (_("The words have changed since you were asked. They have to be asked about again.") if opened.changed else "")
    closed = closed or (_("The words were erased, so they cannot be approved.") if drafted["erased"] else "")
    if opened.data and opened.data["under"] and not closed and not _looked(opened):
        closed = _("Legal has not looked at these words yet. Their advice is recorded first.")

    def order(given: Data, turn: UUID) -> tuple[Problem, ...]:
        if request.POST.get("text_hash", "") != drafted["hash"]:
            return (problem("letter-changed", notice=notice),)
        return orders.approve(place, notice, drafted["hash"], drafted["words"], turn=turn)

    return act_page(
        request,
        place,
        opened,
        act="notice-approved",
        form=ActForm(request.POST or None),
        order=order,
        closed=closed,
        title=_("Approve %(name)s"),
        lines=[_("You approve these words and no others. If one of them changes, you are asked again."), _("It still has to be issued.")],
        button=_("Approve these words"),
        done=_("Approved. It can be issued now."),
        words=drafted["words"],
        hidden={"text_hash": drafted["hash"]},
    )


def _looked(opened: OpenLetter) -> bool:
    record = opened.record or {}
    return any(act["hash"] == record["drafted"]["hash"] for act in record["advised"])


@on_contract("approve a notice")
@both
def letter_back(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """It goes back to its writer, with what should be changed."""
    return act_page(
        request,
        place,
        asked_about(place, notice),
        act="notice-sent-back",
        form=BackForm(request.POST or None),
        order=lambda given, turn: orders.send_back(place, notice, why=given["why"], turn=turn),
        title=_("Send %(name)s back"),
        lines=[_("Whoever wrote it sees what you write here. The supplier does not.")],
        button=_("Send it back"),
        done=_("Sent back."),
    )


@on_contract("say what law advises")
@both
def letter_advise(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """What legal says of the words that wait for approval."""
    opened = asked_about(place, notice)
    drafted = (opened.record or {}).get("drafted")
    return act_page(
        request,
        place,
        opened,
        act="notice-advised",
        form=AdviceForm(request.POST or None),
        order=lambda given, turn: orders.advise(place, notice, drafted["hash"] if drafted else "", text=given["text"], turn=turn),
        title=_("Legal advice on %(name)s"),
        lines=[_("This letter stands under another clause of the contract, so legal looks at these very words before they are approved.")],
        button=_("Keep the advice"),
        done=_("Kept. The letter can be approved now."),
        words=drafted["words"] if drafted else {},
    )


@on_contract("issue a notice")
@both
@grave
def letter_issue(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """What was approved goes out, once. Tenor sends nothing: a person does, and says how."""
    opened = asked_about(place, notice)
    record = opened.record or {"drafted": None, "approved": None, "issued": None}
    changed = _("The words have changed since they were approved. Ask for approval again.") if opened.changed else ""
    methods = opened.data.get("methods", [])
    return act_page(
        request,
        place,
        opened,
        act="notice-issued",
        form=IssueForm(request.POST or None, methods=methods),
        order=lambda given, turn: orders.issue(
            place, record, plan_asked=bool(opened.data.get("by_rule")), method=given["method"], turn=turn
        ),
        closed=changed,
        allowed=opened.state == "issue" or changed != "",
        title=_("Issue %(name)s"),
        lines=[
            _("Tenor does not send this letter. Send it yourself, as the contract says, then record here that it is issued."),
            _("From then on %(who)s sees it, and it cannot be changed.") % {"who": place.contract.supplier_name},
        ],
        button=_("It is issued"),
        done=_("Issued. It takes effect when it is received."),
        words=record["drafted"]["words"] if record["drafted"] else {},
    )


@on_contract("acknowledge")
@both
def letter_received(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """The day it was received."""
    opened = asked_about(place, notice)
    issued = (opened.record or {}).get("issued")
    if issued is None:
        raise Http404
    ours, today = issued["side"] == place.side, clock.today()
    form = ReceivedForm(request.POST or None, issued=date.fromisoformat(issued["on"]), today=today, ours=ours)
    received = _("Say when %(name)s reached you") if not ours else _("Say when %(name)s was received")
    return act_page(
        request,
        place,
        opened,
        act="notice-received",
        form=form,
        order=lambda given, turn: orders.acknowledge(place, notice, on=given["on"], how=given.get("how") or "", turn=turn),
        title=received,
        lines=[_("What the contract counts from receipt begins on this day. Both sides see it.")],
        button=_("It was received"),
        done=_("Kept. The clocks that count from receipt have begun."),
    )


@on_contract("issue a notice")
@both
@grave
def letter_withdraw(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """Taken back: from today it does not count."""
    return act_page(
        request,
        place,
        asked_about(place, notice),
        act="notice-withdrawn",
        form=EndForm(request.POST or None),
        order=lambda given, turn: orders.withdraw(place, notice, why=given["why"], turn=turn),
        title=_("Withdraw %(name)s"),
        lines=[_("From today it no longer counts and nothing is watched for it. That it was there stays in the record.")],
        button=_("Withdraw it"),
        done=_("Withdrawn."),
        danger=True,
    )


@on_contract("issue a notice")
@both
@grave
def letter_close(request: HttpRequest, place: Place, notice: str) -> HttpResponse:
    """Closed: a decision with a reason; it still counts."""
    return act_page(
        request,
        place,
        asked_about(place, notice),
        act="notice-closed",
        form=EndForm(request.POST or None),
        order=lambda given, turn: orders.close(place, notice, why=given["why"], turn=turn),
        title=_("Close %(name)s"),
        lines=[_("It still counts in the contract’s life, and what is under watch stays under watch.")],
        button=_("Close it"),
        done=_("Closed."),
    )
