"""The neutral terms of a truth table said in the terms language (see ../shared/reference/rules/README.md for what each key means)."""

from __future__ import annotations

import json
from typing import Any

LEVELS = ["stretch", "green", "amber", "red"]
TREAT = {"wait": "waits", "break": "breaks", "skip": "skipped", "as reported": "as reported"}
METHODS = {"median": "median", "worst": "worst", "mean of points": "mean of marks"}
WATCH = "keeps-watch"  # a rule of ours: a watch exists only where a rule looks at it; its steps are left out again


def terms_text(case: dict[str, Any]) -> str:
    """JSON is YAML: the whole tree of the case's contract."""
    return json.dumps(any_day(case["terms"], tree(case)), indent=1)


def tree(case: dict[str, Any]) -> dict[str, Any]:
    terms = case["terms"]
    found: dict[str, Any] = {
        "tenor": "1",
        "contract": {
            "reference": "T-1",
            "title": case["id"],
            "buyer": "Buyer",
            "supplier": "Supplier",
            "starts": terms.get("starts", "2022-09-01"),
            "ends": terms.get("ends", "2026-08-31"),
        },
        "words": {"working day": "open day", "receipt": ["acknowledged", "notice clause", "ask"]},
        "calendar": {"holidays": "england-and-wales", "closed": ["Saturday", "Sunday"]},
        "units": [unit(u, days) for u, days in terms.get("units", {}).items()],
        "datasets": {name: dataset(name, dated, terms) for name, dated in terms.get("datasets", {}).items()},
        "levels": [{"id": level, "points": terms["points"].get(level, 0)} for level in LEVELS] if "points" in terms else LEVELS,
        "target_level": "green",
        "kpis": [kpi(k, body, terms) for k, body in terms.get("kpis", {}).items()],
        "overall": overall(terms),
        "returns": returns(terms),
        "meetings": [meeting(terms)],
        "duties": {"Plain": [duty(d) for d in terms.get("duties", [])]},
        "steps": steps(terms),
        "rules": [rule(r, body, terms) for r, body in terms.get("rules", {}).items()] + [watch(terms)],
        "readings": readings(terms),
    }
    if not found["kpis"]:
        # a case that only counts days still needs a KPI to be a contract
        found["kpis"] = [kpi("some", {"bands": {"stretch": "at most 0", "red": "above 0"}}, terms)]
    if "closed" in terms:
        found["calendar"]["closures"] = terms["closed"]
    if "cut_off" in terms:
        found["calendar"]["cut_off"] = terms["cut_off"]
    if "deemed_received" in terms:
        n = terms["deemed_received"]
        found["notices"] = {"clause": "31", "by": ["email"], "received": {"email": f"{n} working days after sending"}}
    if "whole" in terms:
        whole_language(found, terms)
    return {key: value for key, value in found.items() if value not in ([], {}, None)}


def whole_language(found: dict[str, Any], terms: dict[str, Any]) -> None:
    """A case whose rules stand in it as the language says them."""
    found["events"] = {name: {"clause": "6", "by": ["buyer", "supplier"]} for name in ("power cut", "second report", "release agreed")}
    found["units"] = [unit("A", {"opens": "2020-01-01"})]
    harm = ["none", "minor", "major"]
    fields = {"id": "text", "unit": "unit", "fell_on": "date", "harm": harm, "hours": "optional number"}
    found["datasets"] = {"falls": {"row": "one fall", "key": ["id"], "dated_by": "fell_on", "fields": fields}}
    found["steps"] |= {
        "crisis meeting": {"clause": "6", "kind": "meeting", "by": "buyer"},
        "consider termination": {"clause": "6", "kind": "decision", "by": "buyer"},
        "raise the concern": {"clause": "6", "kind": "decision", "by": "buyer"},
    }
    if "charges" in terms:
        found["charges"] = terms["charges"]


def unit(name: str, days: dict[str, str]) -> dict[str, Any]:
    return {"id": name, "name": f"Unit {name}", "opens": days.get("opens", "not said")} | (
        {"closes": days["closes"]} if "closes" in days else {}
    )


def dataset(name: str, dated: str, terms: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": "text", "unit": "unit", dated: "optional date"}
    derived: dict[str, Any] = {}
    for k, body in terms["kpis"].items():
        measure = body.get("measure", {})
        if measure.get("kind") == "share in time" and measure["of"] == name:
            fields |= dict.fromkeys(measure["sent"], "optional date")
            derived |= {f"{k}_sent": {"latest_of": measure["sent"]}, f"{k}_due": f"{measure['days']} working days after {dated}"}
        if measure.get("kind") == "count distinct" and measure["of"] == name:
            fields |= {by: "optional date" for by in measure["by"] if by not in fields}
    return {"row": "one row", "key": ["id"], "dated_by": dated, "fields": fields} | ({"derived": derived} if derived else {})


def kpi(id: str, body: dict[str, Any], terms: dict[str, Any]) -> dict[str, Any]:
    if "parts" in body:
        parts = [{"id": part, "measure": measure(part, one, one["bands"]), "bands": one["bands"]} for part, one in body["parts"].items()]
        return {"id": id, "clause": "3.1", "title": id, "every": "month", "parts": parts, "together": body["together"]}
    bands = {level: bound for level, bound in body["bands"].items() if level != "gap"}
    found: dict[str, Any] = {
        "id": id,
        "number": id,
        "clause": "3.1",
        "title": id,
        "every": body.get("every", "month"),
        "measure": measure(id, body, bands),
        "bands": bands,
    }
    if "gap" in body["bands"]:
        found["otherwise"] = {"reading": body["bands"]["gap"]}
    if "round" in body:
        found["rounded"] = f"to {body['round']} decimals"
    if "from" in body:
        found["starts"] = body["from"]
    if "until" in body:
        found["ends"] = body["until"]
    if "final" in body:
        found["final"] = f"{body['final']} working days after period end"
    return found


def measure(id: str, body: dict[str, Any], bands: dict[str, str]) -> dict[str, Any]:
    wanted = body.get("measure")
    if wanted is None:
        return {"stated": "share" if any("%" in bound for bound in bands.values()) else "count"}
    if wanted["kind"] == "units with a row":
        return {"share": {"of": "units", "at": "every day", "that": {"have": wanted["in"]}}}
    if wanted["kind"] == "share in time":
        return {"share": {"of": wanted["of"], "that": {f"{id}_sent": f"on or before {id}_due"}}}
    return {"count": {"of": wanted["of"], "distinct": wanted["by"]}}


def any_day(terms: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """`part_months: any day`: a unit open on any day of the month is expected."""
    if terms.get("part_months") == "any day":
        for each in found.get("kpis", []):
            if "share" in each["measure"] and "at" in each["measure"]["share"]:
                each["measure"]["share"]["at"] = "any day"
    return found


def overall(terms: dict[str, Any]) -> dict[str, Any]:
    wanted = terms.get("overall", {})
    how: Any = METHODS[wanted.get("method", "median")]
    if "overall" in terms.get("readings", {}):
        how = {"reading": "overall"}
    return {"clause": "6.6", "every": "month", "of": "any", "how": how, "halves": wanted.get("ties", "worse")}


def returns(terms: dict[str, Any]) -> list[dict[str, Any]]:
    """One return for each rhythm in which KPIs are measured; a month's is called "return", as in the tables."""
    if "returns" not in terms:
        return []
    due = terms["returns"]["due"]
    phrase = "last Friday of the month" if due == "last friday" else due.replace("month end", "period end")
    closed = {"next": "next working day", "next working day": "next working day"}.get(
        terms["returns"].get("if_closed", "next working day"), "working day before"
    )
    found = []
    rhythms: dict[str, list[str]] = {}
    for k, body in terms["kpis"].items():
        holds = rhythms.setdefault(body.get("every", "month"), [])
        wanted = body.get("measure", {})
        name = k if not wanted else wanted.get("of") or wanted.get("in")
        if name not in holds:
            holds.append(name)
    for every, holds in rhythms.items():
        id = "return" if every == "month" else f"return-{every}"
        found.append(
            {"id": id, "clause": "8", "by": "supplier", "to": "buyer", "holds": holds, "every": every, "due": phrase, "if_closed": closed}
        )
    return found


def meeting(terms: dict[str, Any]) -> dict[str, Any]:
    """The series; without `meetings` in the case it has no rhythm, only minutes."""
    watch_months = terms.get("watch_months", 3)
    rhythms: list[dict[str, Any]] = [{"clause": "4", "every": {"set_by": "buyer"}}]
    if "meetings" in terms:
        until = f"decided by buyer and not before {watch_months} months after formal warning"
        rhythms = [
            {"clause": "4", "every": terms["meetings"].get("every", "quarter")},
            {"clause": "5.5", "every": "month", "from": "issue of formal warning", "until": until},
        ]
    return {
        "id": "performance",
        "clause": "4",
        "title": "Performance meeting",
        "by": "buyer",
        "every": rhythms,
        "if_several": "most frequent",
        "minutes": {
            "clause": "5.7",
            "by": "buyer",
            "to": "everyone attending",
            "due": f"{terms.get('minutes_days', 5)} working days after meeting",
            "answer": {
                "by": "supplier",
                "due": f"{terms.get('answer_days', 10)} working days after receipt",
                "choices": ["agreed", "withheld"],
                "silence": "agreed",
            },
            "if_withheld": "keep both texts",
            "final": "1 working day after agreement",
        },
    }


def duty(body: dict[str, Any]) -> dict[str, Any]:
    n, kind = body["n"], body["kind"]
    phrase = {
        "working days after": f"{n} working days after request",
        "working days before": f"{n} working days before request",
        "calendar days beginning with": f"{n} days beginning with request",
        "working days beginning with": f"{n} working days beginning with request",
        "clear days": f"{n} clear days after request",
        "months after": f"{n} months after request",
    }[kind]
    closed = {"previous working day": "working day before"}.get(body.get("if_closed", "stays"), body.get("if_closed", "stays"))
    return {"id": duty_id(body["id"]), "clause": "2", "by": "supplier", "what": body["id"], "due": phrase, "if_closed": closed}


def duty_id(name: str) -> str:
    return name.replace(" ", "-")


def steps(terms: dict[str, Any]) -> dict[str, Any]:
    days = terms.get("plan_days", 10)
    found: dict[str, Any] = {
        "improvement plan": {
            "clause": "6.3",
            "kind": "plan",
            "by": "supplier",
            "agreed_by": ["buyer", "supplier"],
            "due": f"{days} working days after request",
        },
        "formal warning": {"clause": "6.7", "kind": "notice", "by": "buyer"},
        "keep watch": {"clause": "6.9", "kind": "decision", "by": "buyer"},
    }
    for body in () if "whole" in terms else terms.get("rules", {}).values():
        found.setdefault(body["then"], {"clause": "6", "kind": "decision", "by": "buyer"})
    return found


def watch(terms: dict[str, Any]) -> dict[str, Any]:
    stretch = f"any 1 in the {terms.get('watch_months', 3)} months after formal warning"
    return {"id": WATCH, "clause": "6.9", "when": {"kpi": "any", "is": "red", "for": stretch}, "then": "keep watch"}


def rule(id: str, body: dict[str, Any], terms: dict[str, Any]) -> dict[str, Any]:
    if "whole" in terms:
        return {"id": id, "clause": "6", **body}
    found: dict[str, Any] = {"id": id, "clause": "6", "when": when(body["when"], terms), "then": body["then"]}
    if body.get("grace_months"):
        found["from"] = f"{body['grace_months']} months after contract start"
    if "treat" in body:
        found["missing"] = {state: TREAT.get(what, what) for state, what in body["treat"].items()}
    return found


def when(wanted: dict[str, Any], terms: dict[str, Any]) -> Any:
    if "event" in wanted:
        n = wanted.get("times", 1)
        return {"event": "formal warning", "for": f"{n} times in the contract" if n > 1 else "once in the contract"}
    if "plan" in wanted:
        return {"duty": "improvement plan", "is": wanted["plan"]}
    window = _window(wanted, terms)
    counted: dict[str, Any] = {"kpi": "any" if wanted["kpi"] == "same" else wanted["kpi"], "is": wanted["at"]}
    if window:
        counted["for"] = window
        if wanted["kpi"] in ("same", "any") and "after" not in wanted:
            counted["same"] = "kpi" if wanted["kpi"] == "same" else "nothing"
    if "while_overall" in wanted:
        return [counted, {"kpi": "overall", "is": wanted["while_overall"]}]
    return counted


def _window(wanted: dict[str, Any], terms: dict[str, Any]) -> str | None:
    quarterly = {body.get("every", "month") for body in terms["kpis"].values()} == {"quarter"}
    period = "quarters" if quarterly else "months"
    if wanted.get("for", 1) > 1:
        return f"{wanted['for']} consecutive {period}"
    if "in_any" in wanted:
        return f"any {wanted['times']} in {wanted['in_any']} {period}"
    if "of_last" in wanted:
        return f"{wanted['times']} in the last {wanted['of_last']} {period}"
    if "after" in wanted:
        return f"any {wanted.get('times', 1)} in the {terms.get('watch_months', 3)} {period} after formal warning"
    return None


def readings(terms: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    gaps = {body["bands"]["gap"] for body in terms.get("kpis", {}).values() if "gap" in body.get("bands", {})}
    for name in sorted(gaps):
        start = terms.get("readings", {}).get(name, "unrated")
        found.append({"id": name, "clause": "3.1", "unclear": "No band holds.", "options": [*LEVELS, "unrated"], "reading": start})
    if "overall" in terms.get("readings", {}):
        found.append(
            {
                "id": "overall",
                "clause": "6.6",
                "unclear": "Overall is not defined.",
                "options": dict(METHODS),
                "reading": terms["readings"]["overall"],
            }
        )
    return found
