"""The places where a contract does not say, or says two things: where each is shown and asked, and what is held meanwhile.

One line an ambiguity of the example, in the order in which its readers counted them. A page, and words that stand on it. Roles see the
same; where a page belongs to one side, it is named.
"""

from __future__ import annotations

import html

import pytest
from tests.cast import Cast
from tests.web.test_summary import look, words

from tenor.desk.permissions import roles as r

READINGS, DOCUMENTS, CHANGES = "readings/", "documents/", "changes/"

# number, page, words of it (all of them)
SHOWN: list[tuple[int, str, tuple[str, ...]]] = [
    # the measures
    (1, READINGS, ("Between 80% and 90% no colour is printed", "amber (held now)", "the last 12 months")),
    (1, "why/visits/2023-03/", ("The contract does not say what 5 of 6 = 83.3% is. It is read as amber.", "Other readings", "Unrated")),
    (2, READINGS, ("89% is the top of amber, 90% the start of green", "unrounded (held now)", "to a whole percent")),
    (2, "why/reports/2023-05/", ("compared exactly, without rounding",)),
    (3, DOCUMENTS, ("KPI 2: with 6 or 7 reports every result below all of them is under 90%",)),
    (
        4,
        READINGS,
        ("No colour is printed for more than 3.", "3 or more is red (held now)", "month returned (held now)", "one report (held now)"),
    ),
    (5, DOCUMENTS, ("Where the table prints NA or N/A there is no value, and nobody should read 0%.",)),
    (6, READINGS, ("A seventh home comes in 2023, on a day that is not given.", "not known yet")),
    (6, "people/", ("Gorse House", "1 Apr 2023")),
    (7, READINGS, ("A visit at the end of a month is reported in the next", "month visited (held now)", "month due", "month sent")),
    (8, READINGS, ("On the last Friday the month still has days to come", "pre-filled top-up (held now)")),
    (8, "returns/monthly/2023-06/", ("They become final on Fri 7 Jul 2023; until then you can add what comes later.",)),
    (9, READINGS, ("Council and Ofsted both get the report.", "both needed (held now)", "either will do")),
    # days
    (
        10,
        READINGS,
        (
            "Which days are working days is left open.",
            "not a weekend or a bank holiday here (held now)",
            "the same as working day (held now)",
        ),
    ),
    (10, "why/visits/2023-03/", ("5 working days after Fri 31 Mar 2023, skipping Fri 7 Apr 2023 and Mon 10 Apr 2023",)),
    (
        11,
        READINGS,
        ("Time runs from receipt, and how receipt is known is left open.", "acknowledged, else the notice clause, else ask (held now)"),
    ),
    (12, READINGS, ("What if nobody works on the last Friday?", "next working day (held now)")),
    # the text
    (13, DOCUMENTS, ("Two lines of the contents point to no page.", "The contents list a ninth section on demand that the body lacks")),
    (14, DOCUMENTS, ("The heading speaks of targets, the text of meetings.",)),
    (15, READINGS, ("Three clauses give three rhythms of meeting.", "most frequent (held now)")),
    (16, READINGS, ("Two names are used for meetings: is it one series?", "one series (held now)")),
    (17, READINGS, ("Both sides have a Contract Manager", "two roles (held now)")),
    # what follows
    (
        18,
        READINGS,
        ("must it be the same one, and does red count as well?", "any KPI amber or worse (held now)", "the same KPI amber or worse"),
    ),
    (19, READINGS, ("6.3 spares the first six months; the other clauses do not mention them.", "from day 1 (held now)")),
    (20, READINGS, ("How three colours make one overall colour is left open", "median (held now)", "mean of marks")),
    (20, "why/overall/2023-03/", ("Why is March 2023 amber overall?",)),
    (21, READINGS, ("Three red months in a row: red overall, or red on one indicator?", "any KPI in three whole months (held now)")),
    (22, READINGS, ("the first plan is asked for before there is one", "ten from the request (held now)")),
    (23, READINGS, ("6.1 climbs step by step, 6.5 can be reached without a warning.", "allowed and shown (held now)")),
    (24, READINGS, ("When it is decided whether things improved is left open", "at the plan's review date (held now)")),
    (25, READINGS, ("do the three months begin with the warning's day or with the month after?", "any KPI from the date")),
    (26, READINGS, ("Nothing says when monthly meetings stop.", "until decided and not in the watch months (held now)")),
    (
        27,
        READINGS,
        (
            "How soon minutes are written is left open.",
            "5 working days (held now)",
            "both texts are kept and only the supplier's silence counts (held now)",
        ),
    ),
    (
        28,
        READINGS,
        ("Two names for a plan, and the printed table lacks columns that 6.4 needs.", "one kind of plan with added columns (held now)"),
    ),
    (29, READINGS, ("How long a warning counts is left open.", "never (held now)")),
    (30, DOCUMENTS, ("What is normal, continual, reasonable or prompt is for a person to judge and to explain.",)),
    (31, READINGS, ("The schedule has no way to question a figure.", "both are shown and the agreed one counts (held now)")),
    (31, DOCUMENTS, ("Lateness of a return is kept on record; no indicator rates it.",)),
    (32, READINGS, ("Published performance notices: light-touch contracts need none.", "not published (held now)")),
]


def test_none_is_forgotten() -> None:
    assert {number for number, _, _ in SHOWN} == set(range(1, 33))


def test_each_is_shown_and_asked(cast: Cast) -> None:
    """To both sides alike: the supplier proposes and answers as the council does."""
    for role in (r.MANAGER, r.SUPPLIER):
        pages: dict[str, str] = {}
        for number, path, several in SHOWN:
            page = pages.setdefault(path, html.unescape(words(look(cast, role, path))))
            for said in several:
                assert said in page, (number, role, path, said)


@pytest.mark.parametrize("role", [r.MANAGER, r.SUPPLIER])
def test_what_is_held_is_told_with_since_when(cast: Cast, role: str) -> None:
    """Every reading of the terms stands on Changes, default or agreed."""
    page = html.unescape(words(look(cast, role, CHANGES)))
    assert page.count("default, from the first day") == 35
