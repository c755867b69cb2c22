"""One plan, its whole life: whose turn, which clock, the text and its versions, milestones, targets on the way, review, end."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.actions.plan_draft import find_plan_draft
from tenor.desk.actions.plans import report_milestone
from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm, Choice, Words
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.plan_versions import shown_versions
from tenor.web.views.plan_words import clock_of, clock_title, sides, state_of, tally, title_of, turn_of_plan, with_states, worked_out

Data = dict[str, Any]


class MilestoneForm(ActForm):
    """What became of one milestone."""

    label_size = "s"
    milestone: Any = Choice(label=gettext_lazy("Which milestone?"))
    met = Choice(
        label=gettext_lazy("Was it met?"), choices=(("yes", gettext_lazy("Yes, it was met")), ("no", gettext_lazy("No, it was missed")))
    )
    text = Words(label=gettext_lazy("Anything to add? (optional)"), rows=2, max_length=1000, required=False)

    def __init__(self, *args: Any, milestones: list[Data], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["milestone"].choices = [(one["key"], one["title"]) for one in milestones]  # type: ignore[attr-defined]


def read_plan(place: Place, plan: str) -> Data:
    """The data of a plan's page; 404 where there is none."""
    try:
        return page_on(place.contract, place.actor.side, f"plan:{plan}")
    except LookupError:
        raise Http404 from None


@on_contract("see the contract")
@require_http_methods(["GET", "HEAD", "POST"])
def one_plan(request: HttpRequest, place: Place, plan: str) -> HttpResponse:
    """The page; the form of a milestone sent is one act."""
    data = read_plan(place, plan)
    may = offers(place, data["offers"])
    form = MilestoneForm(request.POST or None, milestones=data["milestones"])
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wrong = report_milestone(place, plan, given["milestone"], met=given["met"] == "yes", text=given["text"], turn=turn_in(given))
        if not wrong:
            messages.success(request, _("Recorded. Both sides see it."))
            return redirect("plan", place.contract.pk, plan)
    context = plan_context(place, data, may)
    offered = "milestone-reported" in may and data["milestones"]
    status = 422 if request.method == "POST" else 200
    return show(request, "plans/plan.html", place, status, **context, form=form if offered or form.is_bound else None, problems=wrong)


def turn_in(given: Data) -> UUID:
    """The sending's own id, as the page had it."""
    return given.get("turn") or uuid4()


def plan_context(place: Place, data: Data, may: frozenset[str]) -> Data:
    """What the page shows, on the reader's day."""
    plan, today = data["plan"], clock.today()
    names = names_of(place.contract)
    milestones = with_states(data["milestones"], today)
    versions = shown_versions(place, data, names)
    latest = versions[-1] if versions else None
    return {
        **{name: data[name] for name in ("levels", "plan", "targets", "closings", "after", "holds", "step")},
        **_standing(place, data, today),
        "may": may,
        "main": main_act(plan, may, latest, today),
        "why_not": why_not(place, data, may),
        "draft": find_plan_draft(place, plan["id"]) if "plan-proposed" in may else None,
        "asked": _said_by(place, names, data["asked"]) if data["asked"] else None,
        "latest": latest,
        "older": versions[-2::-1],
        "milestones": milestones,
        "tally": tally(milestones, today),
        "reviews": [
            {**_said_by(place, names, each), **dict(zip(("word", "kind"), outcome_words()[each["outcome"]], strict=True))}
            for each in reversed(data["reviews"])
        ],
        "ends": [_said_by(place, names, each) for each in data["closings"]],
        "messages_about": [
            {**each, "href": contract_address(place, "message", each["id"]), "who": sides(place)[each["side"]]} for each in data["messages"]
        ],
        "figures": [
            {**each, "why_href": contract_address(place, "why", each["kpi"], each["now"]["label"]) if each["now"] else ""}
            for each in data["figures"]
        ],
        "papers": [{"number": each["number"], "title": each["heading"], "text": each["text"]} for each in data["papers"]],
        "links": links(place, data),
        "clauses_href": contract_address(place, "documents"),
    }


def _standing(place: Place, data: Data, today: date) -> Data:
    """Title, state, whose turn, and the clock while it runs."""
    plan = data["plan"]
    state, kind = state_of(plan)
    waits = plan["agreed_on"] is None and plan["open"]
    return {
        "id": plan["id"],
        "title": title_of(plan),
        "heading": f"{title_of(plan)}: {state}",
        "word": state,
        "kind": kind,
        "whose": turn_of_plan(place, plan),
        "clock": clock_of(plan, data["clock"], today) if waits else [],
        "clock_title": clock_title(plan),
        "worked_out": worked_out(plan),
        "overdue": waits and plan["due"] is not None and plan["due"] < today.isoformat(),
        "review_late": plan["open"] and plan["review_on"] is not None and plan["review_on"] < today.isoformat(),
    }


def links(place: Place, data: Data) -> dict[str, str]:
    """Where its page leads; "" where there is no such page."""
    plan = data["plan"]
    of = {name: contract_address(place, f"plan-{name}", plan["id"]) for name in ("write", "sign", "review", "close", "print")}
    return {
        **of,
        "notice": contract_address(place, "letter", plan["notice"]) if plan["notice"] else "",
        "why": contract_address(place, "why-step", data["step"]) if data["step"] else "",
        "plans": contract_address(place, "plans"),
        "more_time": more_time_href(place, plan),
    }


def more_time_href(place: Place, plan: Data) -> str:
    """The page of the duty to agree it, for those who may give more time."""
    waits = plan["open"] and plan["agreed_on"] is None and plan["due"] is not None
    return contract_address(place, "duty", f"agree plan {plan['id']}") if waits and place.actor.may("waive or extend a duty") else ""


def main_act(plan: Data, may: frozenset[str], latest: Data | None, today: date) -> str:
    """Of what this person may do, the one thing to do now: its button is filled."""
    if "plan-signed" in may and latest is not None and latest["complete"]:
        return "plan-signed"
    if "plan-proposed" in may and plan["agreed_on"] is None and (latest is None or not latest["complete"]):
        return "plan-proposed"
    if "plan-reviewed" in may and plan["review_on"] is not None and plan["review_on"] <= today.isoformat() and plan["open"]:
        return "plan-reviewed"
    return ""


def why_not(place: Place, data: Data, may: frozenset[str]) -> list[str]:
    """For what the plan is open to on this side and this person does not do: who does."""
    open_to = set(data["offers"].get(place.side, ())) - may
    words = {
        "plan-proposed": _("The plan is written by the contract managers."),
        "plan-signed": _("For the council the contract manager or the head of service agrees a plan.")
        if place.side == "buyer"
        else _("For the supplier its contract manager agrees a plan."),
        "plan-reviewed": _("The contract manager or the head of service of the council reviews it."),
    }
    told = [words[act] for act in words if act in open_to]
    if place.side not in data["by"] and data["by"] and "plan-proposed" in data["offers"].get(data["by"][0], ()):
        told.append(_("%(who)s writes the plan: the contract says so.") % {"who": sides(place)[data["by"][0]]})
    return told


def outcome_words() -> dict[str, tuple[str, str]]:
    """What was found, and the kind of its tag."""
    return {"improved": (_("improved"), "done"), "not improved": (_("not improved"), "late"), "not engaged": (_("did not engage"), "late")}


def _said_by(place: Place, names: dict[str, str], one: Data) -> Data:
    return {**one, "who": names.get(one["by"], one["by"]), "of": sides(place)[one["side"]]}
