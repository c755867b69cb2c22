"""Plans and warnings of a contract: every plan, every letter, what waits for a decision that leads to one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tenor.desk import clock
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.plan_words import clock_title, listed, state_of, tally, title_of, turn_of_plan, with_states

Data = dict[str, Any]


@on_contract("see the contract")
@require_safe
def plans(request: HttpRequest, place: Place) -> HttpResponse:
    """The list; both sides see the same."""
    data = page_on(place.contract, place.actor.side, "plans")
    several = [_plan(place, plan) for plan in data["plans"]]
    now, over = [each for each in several if each["open"]], [each for each in several if not each["open"]]
    return show(
        request,
        "plans/list.html",
        place,
        levels=data["levels"],
        heading=_heading(now, data),
        open_plans=now,
        past_plans=over,
        notices=[_notice(place, each) for each in data["notices"]],
        drafts=[{**each, "href": contract_address(place, "letter", each["id"])} for each in data["drafts"]],
        cards=[_card(place, each) for each in data["cards"]],
        to_do=[_to_do(place, each) for each in data["to_do"]],
        may_ask=place.actor.may("ask for a plan"),
        may_decide=place.actor.may("decide a step"),
        leads_to=data["leads_to"],
        new_href=contract_address(place, "plan-new"),
        clauses_href=contract_address(place, "documents"),
        buyer_side=place.side == "buyer",
    )


def _heading(now: list[Data], data: Data) -> str:
    """The finding: what waits for a decision, how many plans are open, how many letters stand."""
    standing = [each for each in data["notices"] if each["state"] not in ("closed", "withdrawn")]
    parts = [ngettext("%(n)d plan is open", "%(n)d plans are open", len(now)) % {"n": len(now)} if now else _("No plan is open")]
    if data["cards"]:
        parts.insert(0, _("Conditions met: %(what)s") % {"what": listed([card["then"] for card in data["cards"]])})
    if standing:
        parts.append(ngettext("%(n)d letter stands", "%(n)d letters stand", len(standing)) % {"n": len(standing)})
    return "; ".join([parts[0], *(part[:1].lower() + part[1:] for part in parts[1:])])


def _plan(place: Place, plan: Data) -> Data:
    state, kind = state_of(plan)
    today = clock.today()
    return {
        **plan,
        "title": title_of(plan),
        "word": state,
        "kind": kind,
        "whose": turn_of_plan(place, plan),
        "tally": tally(with_states(plan["milestones"], today), today),
        "clock_title": clock_title(plan),
        "overdue": plan["due"] is not None and plan["agreed_on"] is None and plan["due"] < today.isoformat(),
        "review_late": plan["open"] and plan["review_on"] is not None and plan["review_on"] < today.isoformat(),
        "href": contract_address(place, "plan", plan["id"]),
        "notice_href": contract_address(place, "letter", plan["notice"]) if plan["notice"] else "",
    }


def _notice(place: Place, notice: Data) -> Data:
    words = {
        "issued, receipt unknown": (_("issued, receipt unknown"), "open"),
        "watching": (_("in force, watched"), "act"),
        "in force": (_("in force"), "act"),
        "closed": (_("closed"), ""),
        "withdrawn": (_("withdrawn"), ""),
    }
    word, kind = words.get(notice["state"], (notice["state"], ""))
    return {
        **notice,
        "title": notice["step"][:1].upper() + notice["step"][1:],
        "word": word,
        "kind": kind,
        "href": contract_address(place, "letter", notice["id"]),
        "plan_href": contract_address(place, "plan", notice["plan"]) if notice["plan"] and notice["received_on"] else "",
    }


def _card(place: Place, card: Data) -> Data:
    return {
        **card,
        "href": contract_address(place, "decide", card["step"]) if place.actor.may("decide a step") else "",
        "why_href": contract_address(place, "why-step", card["step"]),
    }


def _to_do(place: Place, one: Data) -> Data:
    name = "plan-ask" if one["kind"] == "plan" else "letter-new"
    may = place.actor.may("ask for a plan" if one["kind"] == "plan" else "issue a notice")
    return {
        **one,
        "href": contract_address(place, name, one["step"]) if may else "",
        "why_href": contract_address(place, "why-step", one["step"]),
    }
