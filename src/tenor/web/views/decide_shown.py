"""A card as the page shows it: links put in, sentences in the reader's language, names for those who decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.desk import clock
from tenor.desk.lookups.history import names_of
from tenor.desk.visible import Place
from tenor.web.forms import ActForm
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day
from tenor.web.views import decide_find
from tenor.web.views.decide_forms import group_name
from tenor.web.views.decide_words import gates, heading, label, said_by
from tenor.web.views.summary_ladder import capital

Data = dict[str, Any]


def shown(place: Place, data: Data, forms: dict[str, ActForm]) -> Data:
    """What the template asks for."""
    names = names_of(place.contract)
    today = clock.today().isoformat()
    waits = data["waiting"] and data["from"] <= today
    return {
        "step": data,
        "title": heading(data),
        "levels": data["levels"],
        "as_known_on": data["on"],
        "tag": _tag(place, data, waits),
        "soon": data["waiting"] and not waits,
        "group": [{**one, "name": group_name(one), "href": _why(place, one["id"])} for one in data["group"]],
        "conditions": [_condition(place, data, one) for one in data["conditions"]],
        "latest": _latest(data["figures"]),
        "figures": [{**one, "href": contract_address(place, "why", one["kpi"], one["label"])} for one in data["figures"]],
        "questions": [_question(place, one) for one in data["questioned"]],
        "plans": [_plan(place, one, today) for one in data["evidence"]],
        "leads": [{"label": label(one), "lines": one["leads"], "closed": one["closed"]} for one in data["options"] if one["leads"]],
        "closed": [{"label": label(one), "first": gates(one["closed"], data["since"])} for one in data["options"] if one["closed"]],
        "told": [_told(place, one, names) for one in data["told"]],
        "tasks": [_task(place, data, one, n, names, forms) for n, one in enumerate(data["tasks"])],
        "findings": decide_find.shown(place, data),
        "decide": forms.get("decide"),
        "advise": forms.get("advise"),
        "replace": forms.get("replace"),
        "who": _who(place, data, forms, waits),
        "papers": [{"number": each["number"], "title": each["heading"], "text": each["text"]} for each in data["clauses"]],
        "readings": data["readings"],
        "other_readings": data["other_readings"],
        "why": {"kind": "step"},
        "name": place.actor.name,
        **_links(place, data),
    }


def _links(place: Place, data: Data) -> Data:
    return {
        "why_href": _why(place, data["id"]),
        "ladder_href": contract_address(place, "ladder"),
        "summary_href": contract_address(place, "summary"),
        "clauses_href": contract_address(place, "documents"),
        "changes_href": contract_address(place, "changes"),
        "what_if_href": contract_address(place, "what-if"),
        "termination_href": contract_address(place, "termination") if data["ending"] else "",
    }


def _latest(figures: list[Data]) -> list[Data]:
    """The last two figures of the first measure it rests on: what the lead tells."""
    own = [one for one in figures if one["kpi"] == figures[0]["kpi"] and one.get("figure")] if figures else []
    return own[-2:]


def _why(place: Place, step: str) -> str:
    return contract_address(place, "why-step", step)


def _tag(place: Place, data: Data, waits: bool) -> tuple[str, str]:
    if not data["waiting"]:
        words = {"taken": _("decided"), "not taken": _("decided: not now"), "covered": _("lies in a plan that is open")}
        return words.get(data["state"], _("no longer met")), "done" if data["state"] == "taken" else ""
    if not waits:
        return _("met at midnight"), ""
    return (_("conditions met: you decide"), "act") if place.actor.may("decide a step") else (_("conditions met: the council decides"), "")


def _who(place: Place, data: Data, forms: dict[str, ActForm], waits: bool) -> str:
    """Why there is no form for whoever looks."""
    if not data["waiting"] or "decide" in forms:
        return ""
    if not waits:
        return _("It rests on figures that are final when today is over. It can be decided from %(day)s.") % {"day": full_day(data["from"])}
    if "advise" in forms:
        return _("The contract manager or the head of service decides. You can say what you advise.")
    return _("Deciding is for the contract manager or the head of service of the council.")


# --- what it rests on --------------------------------------------------------------------------------------------


def _condition(place: Place, data: Data, one: Data) -> Data:
    if "judged" in one:
        return {
            "state": "judge",
            "text": capital(one["judged"]),
            "because": [_("No number says so: a person does.")],
            "clause": one["clause"],
        }
    if "engaged" in one:
        lines = [*_engaged(data), _("Whether that is failing to engage is for a person to judge.")]
        return {"state": "judge", "text": _("Or: not engaged with the plan"), "because": lines, "clause": one["clause"]}
    return {"state": one["state"], "text": capital(one["said"]), "clause": one["clause"]}


def _engaged(data: Data) -> Iterator[str]:
    """Milestones missed and messages without an answer, with their days."""
    for plan in data["evidence"]:
        missed = [each for each in plan["milestones"] if each["met"] is False]
        if missed:
            days = ", ".join(full_day(each["planned"]) for each in missed if each["planned"])
            told = ngettext("%(n)d of %(all)d milestones missed", "%(n)d of %(all)d milestones missed", len(missed))
            yield told % {"n": len(missed), "all": len(plan["milestones"])} + (f": {days}." if days else ".")
        if plan["unanswered"]:
            n = len(plan["unanswered"])
            days = ", ".join(full_day(each["on"]) for each in plan["unanswered"])
            yield ngettext("%(n)d message with no answer: %(days)s.", "%(n)d messages with no answer: %(days)s.", n) % {
                "n": n,
                "days": days,
            }


def _question(place: Place, one: Data) -> Data:
    """What is questioned, and where it is answered."""
    if one["kind"] == "query":
        return {**one, "ours": one["side"] == place.side, "href": contract_address(place, "query", one["query"])}
    return {**one, "href": contract_address(place, "figure", one["kpi"], one["label"])}


def _plan(place: Place, one: Data, today: str) -> Data:
    return {
        **one,
        "href": contract_address(place, "plan", one["id"]),
        "milestones": [{**each, **_milestone(each, today)} for each in one["milestones"]],
        "unanswered": [{**each, "href": contract_address(place, "message", each["id"])} for each in one["unanswered"]],
        "n": len(one["milestones"]) + len(one["unanswered"]),
    }


def _milestone(one: Data, today: str) -> Data:
    if one["met"] is not None:
        return {"word": _("done") if one["met"] else _("missed"), "word_kind": "done" if one["met"] else "late"}
    if one["planned"] and one["planned"] < today:
        return {"word": _("nobody has said"), "word_kind": "open"}
    return {"word": _("to come"), "word_kind": ""}


# --- what was said, what is to be done ---------------------------------------------------------------------------


def _told(place: Place, one: Data, names: dict[str, str]) -> Data:
    sides = {"buyer": place.contract.organisation.name, "supplier": place.contract.supplier_name}
    return {
        **one,
        "what": said_by(one),
        "who": names.get(one["by"], sides.get(one["side"], "")),
        "href": contract_address(place, "entry", str(one["seq"])),
        "changed": sum(1 for each in one["seen"] if not each["same"]),
    }


def _task(place: Place, data: Data, one: Data, n: int, names: dict[str, str], forms: dict[str, ActForm]) -> Data:
    pages = {"plan": "plan-ask", "notice": "letter-new", "meeting": "meetings", "duty": "standards"}
    href = ""
    if one["kind"] == "to do":
        code = one["what"]["say"].removeprefix("duty-decided-")
        args = (data["id"],) if code in ("plan", "notice") else ()
        href = contract_address(place, pages.get(code, ""), *args) if code in pages else ""
    return {
        **one,
        "href": href,
        "who": names.get(one["by"], ""),
        "form": forms.get(f"task-{n}"),
        "do": f"task-{n}",
        "waits_for_legal": one["kind"] == "legal check" and not one["done_on"],
    }
