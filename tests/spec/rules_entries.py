"""The neutral events of a truth table as entries of a ledger (in memory: the chain is proved elsewhere)."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from rules_terms import duty_id, kpi, rule

from tenor.base.deadline import london_day
from tenor.ledger.events import agreements, decisions, meetings, notices, plans, returns
from tenor.ledger.model import Body, Entry

PLAIN_OUTCOMES = {"taken", "not taken", "advice"}
FALLS = ("fall", "fall corrected")


def entries_of(case: dict[str, Any]) -> list[Entry]:
    """One entry an event (two where a period is not applicable from the start), in the order of the list."""
    found: list[Entry] = []
    terms = deepcopy(case["terms"])
    starts = date.fromisoformat(terms.get("starts", "2022-09-01"))
    for k, body in terms.get("kpis", {}).items():
        for period in body.get("not_applicable", []):
            found.append(_entry(len(found) + 1, returns.PeriodNotApplicable(kpi=k, period=period), starts, starts, None, "buyer", None))
    for at, neutral in enumerate(case["events"]):
        moment = datetime.fromisoformat(neutral["at"].replace("Z", "+00:00")) if "at" in neutral else None
        on = london_day(moment) if moment else date.fromisoformat(neutral["on"])
        recorded = date.fromisoformat(neutral["recorded"]) if "recorded" in neutral else on
        body = _body(neutral, terms)
        found.append(_entry(len(found) + 1, _event(neutral, terms), on, recorded, moment, _side(neutral), body, at))
    return found


def _entry(seq: int, event: Any, on: date, recorded: date, moment: datetime | None, side: str, body: Body | None, order: int = 0) -> Entry:
    # noon plus the place in the list: events of one day keep the order of the list
    at = datetime.combine(recorded, time(11), tzinfo=UTC) + timedelta(seconds=order)
    return Entry(
        seq=seq,
        id=f"e{seq}",
        type=type(event).__name__,
        v=1,
        on=on,
        at=at,
        by="someone",
        side=side,  # type: ignore[arg-type]
        seen_by="both",
        event=event,
        prev="",
        hash="",
        moment=moment,
        body=body,
    )


def _side(neutral: dict[str, Any]) -> str:
    if neutral["do"] in (
        "return",
        "log",
        "fall",
        "fall corrected",
        "propose plan",
        "minutes received",
        "approve minutes",
        "withhold minutes",
    ):
        return "supplier"
    by = neutral.get("by", "buyer")
    return {"council": "buyer", "agreement": "buyer"}.get(by, by)


def _body(neutral: dict[str, Any], terms: dict[str, Any]) -> Body | None:
    if neutral["do"] in FALLS:
        row = {"id": neutral["row"]["id"], "values": neutral["row"], "cells": {}}
        return Body(kind="rows", salt="00", content={"rows": {"falls": [row]}})
    if neutral["do"] not in ("return", "log"):
        return None
    rows = {
        dataset: [
            {"id": row["id"], "values": {"id": row["id"], **{k: v for k, v in row.items() if k != "id"}}, "cells": {}} for row in several
        ]
        for dataset, several in neutral.get("rows", {}).items()
    }
    figures = [_figure(k, neutral["covers"], value) for k, value in neutral.get("figures", {}).items()]
    return Body(kind="rows", salt="00", content={"rows": rows, "figures": figures, "withdrawn": {}})


def _figure(kpi_id: str, period: str, value: Any) -> dict[str, Any]:
    n, d = value if isinstance(value, list) else (value, 1)
    return {"kpi": kpi_id, "period": period, "numerator": n, "denominator": d}


def _event(n: dict[str, Any], terms: dict[str, Any]) -> Any:
    do = n["do"]
    if do == "return":
        return returns.ReturnReceived(ret="", covers=n["covers"], reports=_reports(n, terms))
    if do == "log":
        return returns.RowsLogged(datasets=tuple(n["rows"]))
    if do == "correct":
        figure = _figure(n["kpi"], n["period"], n["figure"])
        return returns.FigureCorrected(**figure)
    if do == "dispute":
        return returns.FigureDisputed(kpi=n["kpi"], period=n["period"])
    if do == "resolve":
        return _resolved(n)
    if do == "vary":
        return _varied(n, terms)
    if do == "agree reading":
        from_ = date.fromisoformat(n["from"]) if "from" in n else None
        return agreements.ReadingAgreed(reading=n["reading"], choice=n["choice"], from_=from_)
    if do == "decide":
        return decisions.DecisionTaken(rule=n["rule"], of=n.get("of", ""), outcome=n["outcome"], replaces=bool(n.get("replaces", False)))
    return _whole(n) or _plan(n) or _notice(n) or _meeting(n) or _duty(n)


def _whole(n: dict[str, Any]) -> Any:
    """What the older tables have no word for."""
    do = n["do"]
    if do == "named":
        return decisions.NamedEvent(name=n["name"], about=n["ref"])
    if do == "judge":
        return decisions.PersonJudged(rule=n["rule"], finds=n["finds"], of=n.get("of", ""))
    if do == "crisis meeting":
        kind = meetings.MeetingHeld if n["how"] == "held" else meetings.MeetingRefused
        return kind(meeting=n["ref"], title=n["title"])
    if do in FALLS:
        return returns.RowsLogged(datasets=("falls",)) if do == "fall" else returns.RowsCorrected(datasets=("falls",))
    return None


def _reports(n: dict[str, Any], terms: dict[str, Any]) -> tuple[str, ...]:
    """A return reports the KPIs it gives a figure for, and those counted from rows."""
    counted = tuple(k for k, body in terms["kpis"].items() if "measure" in body)
    return tuple(n.get("figures", {})) + (counted if "rows" in n or not n.get("figures") else ())


def _resolved(n: dict[str, Any]) -> Any:
    if "figure" not in n:
        return returns.FigureResolved(kpi=n["kpi"], period=n["period"], outcome="stands")
    figure = _figure(n["kpi"], n["period"], n["figure"])
    return returns.FigureResolved(outcome="set", **figure)


def _varied(n: dict[str, Any], terms: dict[str, Any]) -> Any:
    """Paths of the neutral terms said as paths of ours. The neutral terms are varied too: a second builds on the first."""
    changes: dict[str, str] = {}
    for path, value in n["set"].items():
        keys = path.split(".")
        place: Any = terms
        for key in keys[:-1]:
            place = place.setdefault(key, {})
        place[keys[-1]] = value
        changes |= _said(keys, value, terms)
    return agreements.VariationAgreed(variation=f"v-{n['on']}", from_=date.fromisoformat(n["from"]), changes=changes)


def _said(keys: list[str], value: Any, terms: dict[str, Any]) -> dict[str, str]:
    if keys[0] == "rules":
        whole = rule(keys[1], terms["rules"][keys[1]], terms)
        return {f"rules.{keys[1]}.{part}": _text(whole[part]) for part in ("when", "from", "missing") if part in whole}
    if keys[0] == "kpis" and keys[2] != "bands":
        whole = kpi(keys[1], terms["kpis"][keys[1]], terms)
        return {f"kpis.{keys[1]}.{part}": _text(whole[part]) for part in ("rounded", "starts", "ends", "final") if part in whole}
    return {".".join(keys): _text(value)}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _plan(n: dict[str, Any]) -> Any:
    do, id = n["do"], n.get("id", "")
    if do == "request plan":
        return plans.PlanRequested(plan=id, kpis=tuple(n.get("kpis", ())))
    if do == "propose plan":
        review_on = date.fromisoformat(n["review_on"]) if "review_on" in n else None
        return plans.PlanProposed(plan=id, complete=n.get("complete", True), review_on=review_on)
    if do == "sign plan":
        return plans.PlanSigned(plan=id, side=n["by"])
    if do == "review plan":
        return plans.PlanReviewed(plan=id, outcome=n["outcome"])
    if do == "close plan":
        return plans.PlanClosed(plan=id)
    return plans.EngagementFailed(plan=id) if do == "record not engaged" else None


def _notice(n: dict[str, Any]) -> Any:
    do, id = n["do"], n.get("id", "")
    if do == "warn":
        return notices.NoticeIssued(notice=id, step="formal warning", method="email", kpis=tuple(n.get("kpis", ())), plan=n.get("plan", ""))
    if do == "warning received":
        return notices.NoticeReceived(notice=id, plan=n.get("plan", ""), kpis=tuple(n.get("kpis", ())))
    if do == "withdraw warning":
        return notices.NoticeWithdrawn(notice=id)
    return notices.NoticeClosed(notice=id) if do == "close warning" else None


def _meeting(n: dict[str, Any]) -> Any:
    do, id = n["do"], n.get("id", "")
    if do == "meeting":
        return meetings.MeetingHeld(meeting=id, series="performance")
    if do == "send minutes":
        return meetings.MinutesSent(meeting=id, method="email")
    if do == "minutes received":
        return meetings.MinutesReceived(meeting=id)
    if do in ("approve minutes", "withhold minutes"):
        return meetings.MinutesAnswered(meeting=id, answer="agreed" if do == "approve minutes" else "withheld")
    if do == "issue final minutes":
        return meetings.MinutesIssued(meeting=id)
    return meetings.FrequencyDecided(every=n["every"]) if do == "decide frequency" else None


def _duty(n: dict[str, Any]) -> Any:
    do = n["do"]
    if do == "trigger":
        return decisions.DutyStarted(duty=duty_id(n["duty"]))
    if do == "done":
        return decisions.DutyDone(duty=ours(n["duty"]))
    if do == "waive":
        return decisions.DutyWaived(duty=ours(n["duty"]))
    if do == "extend":
        return decisions.DutyExtended(duty=ours(n["duty"]), to=date.fromisoformat(n["to"]))
    raise ValueError(f"an event the tables did not have before: {do}")


def ours(duty: str) -> str:
    """The id a duty has with us: a quarter's return is of another return than a month's."""
    kind, _, label = duty.partition(" ")
    if kind == "return" and "-Q" in label:
        return f"return-quarter {label}"
    known = ("return ", "meeting ", "agree plan ", "review plan ", "send minutes ", "answer minutes ", "issue final minutes ", "establish ")
    if duty.startswith("establish receipt of warning "):
        return duty.replace("establish receipt of warning ", "establish receipt of formal warning ")
    return duty if duty.startswith(known) else duty_id(duty)
