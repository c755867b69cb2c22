"""# The terms language, in tables

What a phrase means, and what is said of one that cannot be read. Every sentence names the line and column, the clause and
what to write instead. The contract the lines are put into is `tests/terms/given.py`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.terms.given import SCHEDULE_14, TELECARE, said, small, terms

from tenor.terms.read_yaml import read_yaml

# ## What one line means
# what is changed in the small contract → what is asked of its terms → what it is
MEANINGS: list[tuple[tuple[str, str], Any, Any]] = [
    (("title: Review", 'title: Review, attendance: "6.2"'.replace(", ", "\n    ")), lambda t: t.meetings[0].attendance, ("6.2",)),
    (("title: Review", "title: Looked at"), lambda t: t.meetings[0].attendance, ()),
    (("how: worst", "how: median, halves: better"), lambda t: (t.overall.how, t.overall.halves), ("median", "better")),
    (("over: last 12 months", "over: last 4 periods"), lambda t: t.kpi("in-time").over, 4),
    (("over: last 12 months", "over: the period"), lambda t: t.kpi("in-time").over, 1),
    (("over: contract so far", "over: last 12 months"), lambda t: t.kpi("complaints").over, 12),
    (("rounded: to 1 decimals", "rounded: never"), lambda t: t.kpi("hot").rounded, None),
    (("at: any day", "at: last day"), lambda t: t.kpi("reach").measure.at, "last day"),
    (("{stated: count}", "{stated: number}"), lambda t: t.kpi("complaints").measure.what, "number"),
    (("otherwise: unrated", "otherwise: fair"), lambda t: t.kpi("reach").otherwise, "fair"),
    (("is: failed, for: any 2", "is: Service Failure, for: any 2"), lambda t: t.rule("warn").branches[0][0].levels, {"fair", "poor"}),
    (("is: failed, for: any 2", "is: fair or worse, for: any 2"), lambda t: t.rule("warn").branches[0][0].levels, {"fair", "poor"}),
    (("is: failed, for: any 2", "is: met, for: any 2"), lambda t: t.rule("warn").branches[0][0].levels, {"good"}),
    (("is: failed, for: any 2", "is: [good, poor], for: any 2"), lambda t: t.rule("warn").branches[0][0].levels, {"good", "poor"}),
    (("kpi: [hot, in-time]", "kpi: hot"), lambda t: t.rule("last").branches[0][0].named, True),
    (
        ("then: {choose: [warning, recovery plan], considering: risk}", "then: [warning, recovery plan]"),
        lambda t: t.rule("last").choose,
        False,
    ),
    (
        ("then: {choose: [warning, recovery plan], considering: risk}", "then: {in_order: [warning, recovery plan]}"),
        lambda t: (t.rule("last").in_order, t.rule("last").steps),
        (True, ("warning", "recovery plan")),
    ),
    (
        ("until: contract end, may: think of ending", "then: warning, may: think of ending"),
        lambda t: [(t.rule("twice").leads_to(n), t.rule("twice").only_allows(n)) for n in (0, 1)],
        [(("warning",), False), (("think of ending",), True)],
    ),
    (
        ("until: contract end", "until: decided by buyer"),
        lambda t: (t.rule("twice").until, t.rule("twice").until_decided_by),
        (None, "buyer"),
    ),
    (("until: contract end", "except: {event: power cut}"), lambda t: t.rule("twice").except_[0][0].name, "power cut"),
    (("for: 2 times in the contract", "same: unit, for: 2 consecutive months"), lambda t: t.rule("twice").branches[0][0].same, ("unit",)),
    (("only_after: [warning, meeting held]", "only_after: nothing"), lambda t: t.rule("again").only_after, ()),
    (("due: 8 working days after period end", "due: last Friday of the month"), lambda t: t.returns[0].if_closed, "next working day"),
    (("due: 8 working days after period end", "due: to be agreed"), lambda t: t.returns[0].due.kind, "to be agreed"),
    (("due: 8 working days after period end", "due: {elsewhere: Schedule 3}"), lambda t: t.returns[0].due.where, "Schedule 3"),
    (("due: at all times", "due: {set_by: Provider, considering: need}"), lambda t: t.duties[1].due.who, "supplier"),
    (("quarters: contract", "quarters: calendar"), lambda t: t.quarters, "calendar"),
    (("closed: [Sunday]", "closed: [Saturday, Sunday]"), lambda t: t.calendar.is_open(date(2023, 9, 2)), False),
    (("reading: open}", "reading: uk}"), lambda t: t.day_kinds["working day"], "open day uk-any"),
    (
        ("bands: {good: at least 100%, poor: below 100%}\n    otherwise: unrated", "target: at least 100%"),
        lambda t: ([b.level for b in t.kpi("reach").bands], t.kpi("reach").otherwise, t.rule("warn").branches[0][0].levels),
        (["met"], "failed", {"fair", "poor", "failed"}),
    ),
    (
        ("not reported: poor", "not reported: failed"),
        lambda t: (t.missing.not_reported, t.rule("last").branches[0][0].levels),
        ("failed", {"poor"}),
    ),
    (
        ("within 2 working days after asked_on", "same working day as asked_on"),
        lambda t: t.kpi("in-time").measure.that.test.due.form.kind,
        "working day",
    ),
    (("within 2 working days after asked_on", "on or before period end"), lambda t: t.kpi("in-time").measure.that.test.other, "period end"),
    (
        ("bands: {good: at least 100%, poor: below 100%}\n    otherwise: unrated", "target: for context"),
        lambda t: (t.kpi("reach").bands, t.kpi("reach").otherwise),
        ((), "unrated"),
    ),
    (("target_level: good", "target_level: fair"), lambda t: t.rule("warn").branches[0][0].levels, {"poor"}),
    (
        (
            "ends: 2026-03-31}",
            'ends: 2026-03-31, extensions: [{clause: "2.3", up_to: 12 months, by: buyer, due: 3 months before contract end}]}',
        ),
        lambda t: [(each.clause, each.up_to, each.by, each.due.text) for each in t.contract.extensions],
        [(("2.3",), "12 months", ("buyer",), "3 months before contract end")],
    ),
]


@pytest.mark.parametrize(("change", "ask", "meant"), MEANINGS, ids=[change[1] for change, _, _ in MEANINGS])
def test_means(change: tuple[str, str], ask: Any, meant: Any) -> None:
    assert ask(terms(change)) == meant


# ## What cannot be read, and what is said of it
# what stood there, what stands there now, the one sentence (its beginning)
WRONG: list[tuple[str, str, str]] = [
    ("title: Meals that are hot", "titel: Meals", "33:5 unknown-key: titel is no key here: did you mean title? (clause 3.10)"),
    ("at least 90%, fair: from 50%", "90%, fair: from 50%", '43:19 phrase-bound: "90%": at least, at most or exactly 90%?'),
    ("good: at most 2,", "good: at most 2%,", '54:19 phrase-bound: "at most 2%"'),
    ("for: any 2 in 6 months", "for: 3 months", '81:76 phrase-window: "3 months": in a row, or any?'),
    (
        "due: 8 working days after",
        "due: 8 working days of",
        '64:104 phrase-deadline: "8 working days of period end": write "8 working days after',
    ),
    (
        "within 2 working days after",
        "within 2 working days of",
        '42:52 phrase-time: "within 2 working days of asked_on": write "within 2 working',
    ),
    (
        "days after asked_on}}}",
        "days after askd_on}}}",
        "42:52 unknown-name: there is no field called askd_on: did you mean asked_on? (clause 3.2)",
    ),
    ("every: quarter\n    over", "every: quarterly\n    over", '40:12 phrase-every: "quarterly": write "quarter". (clause 3.2)'),
    ("of: meals, that: {served", "of: mealls, that: {served", "42:27 unknown-name: there is no dataset called mealls: did you mean meals?"),
    (
        "{place: home, weight",
        "{place: house, weight",
        "35:49 unknown-name: there is no choice of this field called house: did you mean home?",
    ),
    ("{place: home, weight", "{plce: home, weight", "35:42 unknown-name: there is no field called plce: did you mean place?"),
    ("kpi: [hot, in-time]", "kpi: [hot, in-tme]", "82:49 unknown-name: there is no KPI called in-tme: did you mean in-time? (clause 8.1)"),
    ("is: poor, for: any 1", "is: por, for: any 1", "85:53 unknown-name: there is no level called por: did you mean poor?"),
    (
        "then: think of ending}\n",
        "then: think ending}\n",
        "85:144 unknown-name: there is no step called think ending: did you mean think of ending?",
    ),
    ("reading: open}", "reading: opn}", "88:118 unknown-name: there is no option called opn: did you mean open? (clause 3.2)"),
    ("by: buyer contract manager\n", "by: buyer contract manger\n", "69:9 unknown-name: there is no role called buyer contract manger"),
    ("holds: [meals, complaints]", "holds: [meals, hot]", "64:72 unknown-name: there is no dataset called hot"),
    ("  Provider: supplier\n", "  Provider: supplier\n  warning: supplier\n", '7:3 word-taken: "warning" is already the name of a step'),
    ("notice clause]", "notice]", "5:27 unknown-name: there is no way of knowing receipt called notice: did you mean notice clause?"),
    ("starts: 2023-04-01,", "starts: 2023-04-31,", '2:110 date-wrong: "2023-04-31" is no date'),
    ("ends: 2026-03-31", "ends: 2022-03-31", "2:11 contract-ends-first: the contract ends on Thu 31 Mar 2022, before it starts"),
    ("ends: 2026-03-31", "ends: to be agreed", "2:128 must-be-said: ends must be said"),
    ("  - id: reach\n", "  - id: hot\n", "55:9 id-taken: hot stands twice in kpis"),
    (
        "months from warning}",
        "months from warnin}",
        "85:64 unknown-name: there is no event, step, duty or field called warnin: did you mean",
    ),
    ("meeting held]", "meting held]", "85:123 unknown-name: there is no event, step, duty or field called meting held"),
    ("how: worst", "how: worse", '62:52 choice-wrong: "worse" is no value of how: did you mean worst? (clause 4)'),
    ("over: last 12 months", "over: last 10 months", '41:11 over-months: "last 10 months": 10 months are not a whole number'),
    ("rounded: to 1 decimals", "rounded: 1", '18:60 rounded-wrong: "1": write never, or to 0 decimals'),
    ('cut_off: "17:00"', "cut_off: 5pm", '9:83 time-wrong: "5pm" is no time of day'),
    ("not reported: breaks", "not reported: break", "81:120 unknown-name: there is no way to count such a period called break"),
    ("late by more than 5 working days", "latish", "84:86 unknown-name: there is no state of a duty called latish: did you mean late?"),
    (
        "{stated: count}",
        "{stated: count, count: {of: meals}}",
        "53:14 measure-one: a measure is one of share, count, ratio",
    ),
    ('tenor: "1"', 'tenor: "2"', "1:8 version-unknown: this is version 2 of the language"),
    ("target_level: good", "target_level: god", "21:15 unknown-name: there is no level called god: did you mean good?"),
    ("by year: {1:", "by year: {one:", '36:30 table-line: "one" is no line of by year'),
    ("    every: quarter\n    must", "    must", "66:5 key-missing: every is missing in review"),
    ("holidays: scotland", "holidays: wales", '9:22 choice-wrong: "wales" is no value of holidays'),
    (
        "    title: Review\n",
        "    title: Review\n    title: Again\n",
        "69:5 yaml-duplicate: title stands twice: it was written before in line 68, column 5",
    ),
    (
        'clause: "4", every',
        "clause: Schedule 2, 12, every",
        "62:31 yaml-empty: 12 has no value: if the comma before it is text, quote the whole",
    ),
    ("by: supplier, what: Yearly", "by: &me supplier, what: Yearly", "74:37 yaml-anchor"),
    ("what: Insurance kept", "what: !x kept", "75:56 yaml-tag: tags (!x) are not used"),
    ("    every: quarter\n    must", "    every: quarter\n\tmust", "71:1 yaml-syntax"),
    (
        "every: contract year, due",
        "every: contract year, when: {evnt: award}, due",
        "unknown-key: evnt is no key here: did you mean event?",
    ),
    (
        "by year: {1: at least 80%, 2: at least 90%}",
        "by place: {home: at least 80%}",
        "36:20 table-unknown: there is no table by place",
    ),
    ("due_on: 2 working days after", "due_on: 2 woking days after", "kind of day called woking day: did you mean working day?"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), WRONG, ids=[new.strip() for _, new, _ in WRONG])
def test_is_refused(old: str, new: str, sentence: str) -> None:
    found = said(small((old, new)))
    assert len(found) == 1, found
    assert sentence in found[0]


# ## What belongs to the language and is not yet understood
NOT_YET: list[tuple[str, str, str]] = [
    (
        "may: warning}",
        "money: {deduct: 25 GBP, earn_back: {when: {event: power cut}, returns: 50%}}}",
        "earn_back of anything but levels of KPIs",
    ),
    (
        "{none: [{kpi: overall, is: good}]}",
        "{event: power cut, for: 2 times in the contract}",
        "a list of which only the second has for, or another for than the first",
    ),
    ("{none: [{kpi: overall, is: good}]}", "{none: [{judged: hard, by: buyer}]}", "none of what is judged, added up, or counted with for"),
    (
        "until: contract end",
        "except: [{event: warning}, {judged: hard, by: buyer}]",
        "except of what is judged and something else",
    ),
    ("every: month, due: 8", "every: {each: meals}, due: 8", "each, of a dataset"),
    ("every: contract year, due", "when: {duty: monthly, is: late}, due", "anything but events and rows, for what starts a duty"),
    ("kind: decision, by: buyer", "kind: decision, due: {set_by: buyer}, by: buyer", "set_by, of when to decide"),
    ("kind: decision, by: buyer", "kind: decision, due: end of the next month, by: buyer", "end of the next month, of when to decide"),
    (
        "every: quarter\n    must",
        "every: quarter\n    signed_by: [buyer contract manager]\n    must",
        "signed_by of anyone but the two sides",
    ),
    ("what: Insurance kept, due: at all times", "what: Insurance kept, due: at the next Review", "at the next review"),
    ("that: {have: meals, where: {hot: yes}, at_least: 2}", "that: {all: [{have: meals}]}", "a share of units without have"),
]


@pytest.mark.parametrize(("old", "new", "thing"), NOT_YET, ids=[thing for _, _, thing in NOT_YET])
def test_is_not_yet_understood(old: str, new: str, thing: str) -> None:
    read = read_yaml(small((old, new)))
    assert read.terms is None
    assert [(p.code, p.values["text"]) for p in read.problems] == [("not-yet", thing)]
    assert all(p.where is not None and p.where.line for p in read.problems)


def test_what_a_variation_brings_stands_where_the_variation_does() -> None:
    changes = "{rules.warn.money: {deduct: 5 GBP, earn_back: {when: {event: power cut}, returns: 50%}}}"
    variation = f"variations:\n  - {{id: v1, from: 2024-04-01, agreed_on: 2024-03-01, changes: {changes}}}\nreadings:\n"
    read = read_yaml(small(("readings:\n", variation)))
    assert [(p.code, p.values["text"], p.where and p.where.line) for p in read.problems] == [
        ("not-yet", "earn_back of anything but levels of KPIs", 88)
    ]


# ## Many at once
def test_everything_wrong_is_said_at_once_in_the_order_of_the_lines() -> None:
    found = said(small(("holidays: scotland", "holidays: wales"), ("over: last 12 months", "over: a year"), ("how: worst", "how: bad")))
    assert [each.split(":")[1] for each in found] == ["9", "41", "62"]


@pytest.mark.skipif(not SCHEDULE_14.exists(), reason="the design's examples are not here")
def test_a_whole_schedule_reads_without_a_problem() -> None:
    read = read_yaml(SCHEDULE_14.read_text(encoding="utf-8"))
    assert [str(problem) for problem in read.problems] == []
    assert read.terms is not None


@pytest.mark.skipif(not TELECARE.exists(), reason="the design's examples are not here")
def test_what_the_language_has_beyond_this_release_is_refused_as_such_and_as_nothing_else() -> None:
    read = read_yaml(TELECARE.read_text(encoding="utf-8"))
    assert read.terms is None
    assert {problem.code for problem in read.problems} == {"not-yet"}
    assert all(problem.where is not None and problem.where.line for problem in read.problems)
