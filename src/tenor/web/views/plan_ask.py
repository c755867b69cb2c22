"""Ask for a plan: after a step that was decided, or because the council wants one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenor.base.problem import Problem
from tenor.desk.actions.plans import ask_for_plan
from tenor.desk.lookups.plan_ask import plan_asking
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.forms import ActForm, Choice, Choices, Words
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.parts.sentence import sentence
from tenor.web.views.plan import turn_in
from tenor.web.views.plan_words import called, title_of

Data = dict[str, Any]
EVERY = ("GET", "HEAD", "POST")


class AskForm(ActForm):
    """Which plan, for what. What there is nothing to choose of is not asked."""

    step: Any = Choice(label=gettext_lazy("Which plan?"))
    kpis: Any = Choices(label=gettext_lazy("For which KPIs?"), required=False)
    about: Any = Choice(label=gettext_lazy("What is it to put right?"), required=False)
    text = Words(
        label=gettext_lazy("What do you ask for, and why? (optional)"),
        rows=4,
        max_length=4000,
        required=False,
        help_text=gettext_lazy("The supplier reads this with the request."),
    )

    def __init__(self, *args: Any, asking: Data, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one: Any = self.fields
        one["kpis"].choices = [(kpi["id"], f"{called(kpi)}: {kpi['title']}" if kpi["number"] else kpi["title"]) for kpi in asking["kpis"]]
        one["step"].choices = [(kind["name"], kind["name"][:1].upper() + kind["name"][1:]) for kind in asking["kinds"]]
        one["step"].widget.hints = {kind["name"]: due_words(kind) for kind in asking["kinds"]}
        one["about"].choices = [("", _("Nothing of these")), *((each["id"], _about(each)) for each in asking["about"])]
        if len(asking["kinds"]) == 1:
            del one["step"]
        if not asking["about"]:
            del one["about"]


def _about(one: Data) -> str:
    return _("%(what)s (%(day)s)") % {"what": one["text"][:120] or one["id"], "day": full_day(one["on"])}


def due_words(kind: Data) -> str:
    """By when it is to be agreed if it is asked for today, and how that was worked out."""
    if not kind["due"]:
        return _("The contract sets no day for agreeing it.")
    return _("To be agreed by both by %(how)s.") % {"how": sentence(kind["worked_out"])}


@on_contract("ask for a plan")
@require_http_methods(EVERY)
def plan_ask(request: HttpRequest, place: Place, step: str) -> HttpResponse:
    """After a step: asked for once it was decided."""
    asking = _asking(place, step)
    if not asking["to_do"]:
        return show(request, "plans/ask_closed.html", place, **_context(place, asking, step))
    return _ask(request, place, asking, step)


@on_contract("ask for a plan")
@require_http_methods(EVERY)
def plan_new(request: HttpRequest, place: Place) -> HttpResponse:
    """Without a step: the council may ask, and says why. `?about=` a failure or finding, `?step=` a kind of plan: picked beforehand."""
    return _ask(request, place, _asking(place), "")


def _asking(place: Place, step: str = "") -> Data:
    try:
        return plan_asking(place, step)
    except LookupError:
        raise Http404 from None


def _ask(request: HttpRequest, place: Place, asking: Data, step: str) -> HttpResponse:
    first = asking["to_do"][:1] or [kind["name"] for kind in asking["kinds"] if len(asking["kinds"]) == 1]
    picked = {name: request.GET[name] for name in ("about", "step") if name in request.GET}
    chosen = {"step": first[0] if first else "", "kpis": asking["of"], **picked}
    form = AskForm(request.POST or None, asking=asking, initial=chosen)
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        plan, wrong = ask_for_plan(
            place,
            step=given.get("step") or asking["kinds"][0]["name"],
            kpis=given["kpis"],
            rule=asking["rule"],
            about=given.get("about") or "",
            text=given["text"],
            turn=turn_in(given),
        )
        if not wrong:
            messages.success(request, _("Asked for. The supplier sees it now, with the day by which it is to be agreed."))
            return redirect("plan", place.contract.pk, plan)
        form.attach(wrong, {"plan-nothing-asked": "kpis", "plan-about-unknown": "about"})
    status = 422 if request.method == "POST" else 200
    return show(request, "plans/ask.html", place, status, **_context(place, asking, step), form=form)


def _context(place: Place, asking: Data, step: str) -> Data:
    why = asking["why"]
    kind = asking["kinds"][0]
    return {
        "asking": asking,
        "why": why,
        "kind": kind,
        "several": len(asking["kinds"]) > 1,
        "due_words": due_words(kind),
        "levels": why["levels"] if why and "levels" in why else [],
        "figures": [{**each, "href": contract_address(place, "why", each["kpi"], each["label"])} for each in why["figures"]] if why else [],
        "papers": [{"number": each["number"], "title": each["heading"], "text": each["text"]} for each in why["clauses"]] if why else [],
        "plans": [{**plan, "title": title_of(plan), "href": contract_address(place, "plan", plan["id"])} for plan in asking["plans"]],
        "rows_href": contract_address(place, "rows"),
        "why_href": contract_address(place, "why-step", step) if step else "",
        "decide_href": contract_address(place, "decide", step) if step and place.actor.may("decide a step") else "",
        "new_href": contract_address(place, "plan-new"),
        "plans_href": contract_address(place, "plans"),
        "clauses_href": contract_address(place, "documents"),
    }
