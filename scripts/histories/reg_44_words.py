"""What was said in the history of the visits: agendas, minutes, the rows of plans, the warning's three parts. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenor.ledger.canonical import canonical, sha256

Words = dict[str, Any]

TITLES = {
    "1": "What each side has to tell the other and what stands in the way",
    "2": "Results and outcomes",
    "3": "What the visits show",
    "4": "Targets looked at again",
    "5": "Improvements and good practice with feedback both ways",
    "6": "Capacity",
    "7": "Anything else both sides want",
    "8": "Equality",
}
BLOCKS = tuple(TITLES)
PRESENT = ("Alex Example, contract manager", "Robin Placeholder, contract manager for Visiting Voices", "Pat Model, Elder House")


def hash_of(words: Mapping[str, Any]) -> str:
    """The hash that locks a text."""
    return sha256(canonical(dict(words)))


def items(texts: Mapping[str, str], others: Mapping[str, str] | None = None) -> list[Words]:
    """The items of an agenda or of minutes; of those not named there was nothing to report."""
    return [
        {"key": key, "title": title, "text": texts.get(key, "Nothing to report.")}
        | ({"other": (others or {})[key]} if key in (others or {}) else {})
        for key, title in TITLES.items()
    ]


def agenda(texts: Mapping[str, str]) -> Words:
    return {
        "items": items(texts),
        "time": "15:00",
        "place": "Video call",
        "invited": ["Alex Example", "Robin Placeholder", "Pat Model", "Kim Model"],
    }


def minutes(texts: Mapping[str, str], others: Mapping[str, str] | None = None, present: tuple[str, ...] = PRESENT) -> Words:
    return {"items": items(texts, others), "present": list(present)}


AGENDA_TEXTS = {
    "2": "KPIs 1 to 3 month by month, and what is not yet final.",
    "3": "Themes of the reports since the last meeting.",
    "4": "Do the targets still fit? None was changed since the last meeting.",
    "5": "Each side says what goes well and what it needs.",
    "6": "Visitors at work, leave that is planned.",
    "8": "The schedule promises nothing. Access needs of visitors.",
}

OCTOBER = {
    "1": "The lists of homes and contacts were exchanged.",
    "2": "September: 6 of 6 visits, 5 of 6 reports in time, 1 report sent back.",
    "3": "Fire drills are written up in different ways.",
    "5": "Ash House praised a visitor for putting the young people at ease.",
    "6": "Four visitors, all trained.",
    "8": "No promises in this contract. Both look at visitors' access needs in January.",
}
JANUARY = {
    "1": "One visitor is away until February.",
    "2": "October to December: 18 of 18 visits, all reports in time, 1 report sent back.",
    "3": "Medicines checks are dated wrongly in one report.",
    "5": "Visiting Voices said that the council answers in two days.",
    "6": "Three visitors until February.",
    "8": "One visitor asked for large print. It is in place.",
}
APRIL = {
    "1": "A visitor was ill from 20 March and no cover was found.",
    "2": "March: 5 of 6 visits, 4 of 5 reports in time. Visiting Voices said that the lead visitor was ill and cover was not arranged.",
    "3": "Medication records came up in 4 of 17 reports from January to March.",
    "4": "The targets stay as they are.",
    "5": "A home said that reports come when the month is forgotten. It thanked the visitor for telling staff the same day.",
    "6": "Gorse House is visited from April, so seven homes a month.",
    "8": "No promises in this contract. Both look at visitors' access needs in July.",
}
JULY = {
    "2": "June: 7 of 7 visits, 7 of 7 reports in time, 1 report sent back twice.",
    "3": "Night logs were missing in one home.",
    "5": "The council thanked Visiting Voices: June and July all in time.",
    "6": "Two relief visitors are at work.",
}
AUGUST = {
    "2": "July: 7 of 7 visits, all reports in time.",
    "4": "Leave in August was not planned.",
    "6": "Two visitors are on leave in the same week.",
}
AUGUST_OTHER = {"4": "Leave in August was told on 20 July, with the names of those who stand in."}
SEPTEMBER = {
    "2": "August: 7 of 7 visits, 4 of 7 reports in time.",
    "6": "The rota now keeps one visitor free each week.",
}
URGENT: dict[str, Any] = {
    "text": "Two visitors were on leave in one week. The rota was changed. Weekly check of what is due.",
    "present": list(PRESENT[:2]),
}


# --- plans -------------------------------------------------------------------------------------------------------


def _row(key: str, by: str, action: str, owner: str, resource: str, reason: str = "Visitor unwell, no cover") -> Words:
    row = {
        "key": key,
        "kpi": "reports",
        "level": "5 of 7 = 71.4%",
        "reason": reason,
        "action": action,
        "outcome": "100% in time by July",
        "timescale": "31 July 2023",
        "milestone": action,
        "by": by,
        "owner": owner,
        "resource": resource,
    }
    return {name: text for name, text in row.items() if text}


PLAN_1 = [
    _row("late-list", "2023-05-26", "List of reports due each Monday", "Robin Placeholder", "One hour a week"),
    _row("check-list", "2023-05-31", "Check list for what a report holds", "Kim Model", "Two days of a visitor"),
    _row("draft-same-day", "2023-06-02", "Reports drafted on the day of the visit", "all visitors", "Tablets for four visitors"),
    _row("relief-visitor", "2023-06-05", "Relief visitor at work", "Robin Placeholder", "Six days a month"),
    _row("rota", "2023-06-07", "Rota with cover for each week", "Jo Standin", "Half a day a month"),
]
PLAN_1_FIRST = [{name: text for name, text in row.items() if name != "resource"} for row in PLAN_1[:3]]
PLAN_2 = [
    _row("second-relief", "2023-07-10", "Second relief visitor at work", "Robin Placeholder", "Four days a month", "Cover too thin"),
    _row("weekly-check", "2023-07-03", "Weekly check of what is due", "Jo Standin", "One hour a week", "Nobody looked ahead"),
    _row("leave-plan", "2023-09-15", "Leave planned a quarter ahead", "Jo Standin", "Half a day a quarter", "Leave in one week"),
]
SECURITY = [
    {
        "key": "scope",
        "level": "Scope leaves out where reports are stored",
        "reason": "Storage moved in autumn, certificate older",
        "action": "Extend the scope of the certificate",
        "outcome": "Reports are stored inside the scope",
        "timescale": "21 April 2023",
        "milestone": "Scope extended",
        "by": "2023-04-21",
        "owner": "Jo Standin",
        "resource": "Two days with the auditor",
    },
    {
        "key": "locks",
        "level": "Two laptops without a lock screen",
        "reason": "Set up by hand",
        "action": "Lock screens on all laptops",
        "outcome": "No laptop without one",
        "timescale": "31 March 2023",
        "milestone": "All laptops checked",
        "by": "2023-03-31",
        "owner": "Kim Model",
        "resource": "One day",
    },
]


def by_day(rows: list[Words]) -> dict[str, str]:
    """The milestones of rows: key -> day."""
    return {row["key"]: row["by"] for row in rows}


# --- the warning -------------------------------------------------------------------------------------------------

_PARTS = {
    "1": "The current level of performance on KPI 2, reports to the council and Ofsted within 5 working days, is not adequate.",
    "2": (
        "KPI 2: Mar 4 of 5 = 80.0% Amber, Apr 5 of 7 = 71.4% Amber, May 4 of 7 = 57.1% Red (below 60%). "
        "The improvement plan agreed on 24 May 2023 set five milestones; two were missed, on 2 and 5 June. "
        "Messages of 1, 6 and 8 June had no answer."
    ),
    "3": "A further improvement plan to put this right is required, agreed by both sides by Wed 28 Jun 2023.",
}
WARNING: dict[str, Any] = {
    "to": "Robin Placeholder, contract manager, Visiting Voices CIC",
    "parts": _PARTS,
    "due": "2023-06-28",
    "evidence": [
        {"what": "KPI 2, March to May 2023", "on": "2023-06-07"},
        {"what": "Plan 1: two of five milestones missed", "on": "2023-06-05"},
        {"what": "Three messages without an answer", "on": "2023-06-08"},
    ],
    "letter": "\n\n".join(["Formal warning", "Regulation 44 independent visits, R44-2022", *_PARTS.values()]),
}

MOBILISATION = (
    ("Four visitors named", "2022-08-05"),
    ("Checks of three visitors", "2022-08-12"),
    ("Check of the fourth visitor", ""),
    ("Conflicts of interest declared", "2022-08-12"),
    ("Form of the report agreed", "2022-08-17"),
    ("Access to the council's system", "2022-08-24"),
    ("Rota for September", "2022-08-26"),
    ("Identity cards", "2022-08-26"),
    ("Insurance shown", "2022-08-19"),
    ("Telephone list given to the homes", "2022-08-30"),
)
HANDOVER = (
    ("Statement of purpose of each home", "2022-08-15"),
    ("Reports of the last six months", "2022-08-17"),
    ("Actions still open from those", "2022-08-17"),
    ("Managers and telephone numbers", "2022-08-12"),
    ("Plans of the buildings", "2022-08-22"),
    ("Ofsted's last letters", "2022-08-24"),
    ("Complaints of the last year, without names", ""),
)
