"""Why: from a step to the cell, and the answer where there is nothing of that name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.review.history import day, entry, example, history, reviewed

from tenor.base.problem import Problem
from tenor.base.wording import say
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.returns import FigureCorrected, FiguresKept, RowsLogged
from tenor.ledger.model import Body, Entry
from tenor.review.explain import Explanation, explain
from tenor.review.model import Review
from tenor.review.reason import Line
from tenor.review.whole import review


def why(on: Review, what: str, *, others: bool = False) -> Explanation:
    found = explain(on, what, other_readings=others)
    assert isinstance(found, Explanation), str(found)
    return found


def text(found: Explanation) -> list[str]:
    return ["  " * depth + say(line.said) for depth, line in found.lines()]


def line(found: Explanation, start: str) -> Line:
    return next(each for _, each in found.lines() if say(each.said).startswith(start))


def test_a_step_down_to_the_cell() -> None:
    entries = [replace(each, event=replace(each.event, file="ab" * 32)) if each.id == "e11" else each for each in history("2023-05-12")]
    found = why(reviewed("2023-05-12", entries=entries), "plan/2023-05-09")
    shown = text(found)
    assert shown[0] == 'improvement plan: the conditions of clause 6.3 (rule "plan") were met on Tue 9 May 2023; taken'
    assert shown[1].startswith("  clause 6.3, Improvement plan: ")
    assert "  decided on Wed 10 May 2023: taken" in shown
    at = shown.index("  KPI 2 (Reports sent to council and Ofsted within 5 working days), April 2023: amber, 5 of 7 = 71.4%")
    assert shown[at + 1 : at + 8] == [
        "    amber is at least 60%",
        "    green is at least 90%, which it does not reach",
        "    printed in the contract: stretch 100%, green 90%, amber 60%-89% and red <60%",
        "    the return was received on Fri 28 Apr 2023",
        "      receiving a return, Fri 28 Apr 2023, by the supplier (entry e11)",
        (
            "    it settles on Tue 9 May 2023 (Tue 9 May 2023: 5 working days after Sun 30 Apr 2023, "
            "skipping Mon 1 May 2023 and Mon 8 May 2023)"
        ),
        "    A-2023-04-04: does not reach it, sent on Sun 16 Apr 2023, due Thu 13 Apr 2023",
    ]
    row = line(found, "A-2023-04-04: does not reach it")
    assert row.cells == ("Visits!A2", "Visits!B2", "Visits!C2", "Visits!D2")
    assert (row.refs, row.file) == (("A-2023-04-04", "e11"), "ab" * 32)


def test_only_the_figures_that_counted() -> None:
    """April of KPI 1 was green: it is no part of the proof, and no part of the answer."""
    shown = "\n".join(text(why(reviewed("2023-05-12"), "plan/2023-05-09")))
    assert "KPI 1 (Visits carried out), March 2023: amber" in shown
    assert "KPI 1 (Visits carried out), April 2023" not in shown


def test_a_hole_of_the_bands_and_its_reading() -> None:
    shown = text(why(reviewed("2023-05-12"), "visits 2023-03"))
    assert "  no band of the contract takes in 5 of 6 = 83.3%; it is read as amber" in shown
    assert any(each.startswith('  read as "amber" (kpi-1-gap): ') for each in shown)
    assert "  unit F: does not reach it, 0 rows, of 1 needed" in shown


def test_other_readings_stand_at_the_end() -> None:
    found = why(reviewed("2023-05-12"), "visits 2023-03", others=True)
    assert [say(each.said) for each in found.others] == [
        'under the reading "red" (kpi-1-gap): red',
        'under the reading "unrated" (kpi-1-gap): unrated',
        'under the reading "the last 12 months" (visits-over): not applicable',
    ]
    step = why(reviewed("2023-05-12"), "plan/2023-05-09", others=True)
    assert 'under the reading "overall amber or worse" (two-ambers) this would not be met' in [say(each.said) for each in step.others]


def test_two_conditions() -> None:
    shown = text(why(reviewed("2023-06-08"), "single-red/reports/2023-06-07"))
    assert shown[0].startswith("raise at next meeting or urgent meeting or no particular concern: ")
    at = shown.index("  overall rating of May 2023: green (median of its KPIs)")
    assert shown[at + 1].startswith("    KPI 1 (Visits carried out), May 2023: green")


def test_a_step_by_events() -> None:
    shown = text(why(reviewed("2023-06-30"), "no-improvement/p1/2023-06-09"))
    assert "  the improvement plan of Wed 10 May 2023 was reviewed on Fri 9 Jun 2023: not improved" in shown
    assert "    reviewing a plan, Fri 9 Jun 2023, by the buyer (entry e18)" in shown


WHAT = [
    (
        "2023-05-12",
        "agree plan p1",
        "Agree the improvement plan of Wed 10 May 2023 (KPI 2): upcoming (clauses 6.3 and 6.4)",
        "Wed 24 May 2023: 10 working days after Wed 10 May 2023",
    ),
    (
        "2023-05-12",
        "monthly 2023-05",
        "Send the monthly return for May 2023: upcoming (clauses 5.1 and 8)",
        "for the supplier to do, owed to the buyer",
    ),
    (
        "2023-05-12",
        "m1",
        "minutes of m1, held on Tue 18 Apr 2023: deemed agreed",
        "acknowledging minutes, Tue 25 Apr 2023, by the supplier (entry e10)",
    ),
    ("2023-05-24", "p1", "the improvement plan of Wed 10 May 2023: agreed", "signing a plan, Wed 24 May 2023, by the buyer (entry e16)"),
    ("2023-06-30", "w1", "the formal warning of Tue 13 Jun 2023: watching", "it watches 2023-07, 2023-08 and 2023-09"),
    ("2023-05-12", "overall 2023-04", "overall rating of April 2023: green (median of its KPIs)", "it settles on Tue 9 May 2023"),
    (
        "2023-05-12",
        "reports 2023-06",
        "KPI 2 (Reports sent to council and Ofsted within 5 working days), June 2023: not due",
        "no return yet",
    ),
    (
        "2023-05-12",
        "sent_back 2023-03",
        "KPI 3 (Reports sent back for omissions, inaccuracies or poor standard), March 2023: green, 1",
        "counts",
    ),
]


@pytest.mark.parametrize(("on", "what", "first", "also"), WHAT, ids=[what for _, what, _, _ in WHAT])
def test_everything_that_can_be_asked(on: str, what: str, first: str, also: str) -> None:
    shown = text(why(reviewed(on), what))
    assert shown[0] == first
    assert any(also in each for each in shown[1:]), shown


def test_nothing_of_that_name() -> None:
    found = explain(reviewed("2023-05-12"), "report 2023-05")
    assert isinstance(found, Problem)
    assert str(found).endswith("did you mean reports 2023-05?")


def test_a_figure_in_dispute_shows_both() -> None:
    corrected = ("2023-05-11", "supplier", FigureCorrected(kpi="reports", period="2023-04", numerator=7, denominator=7))
    shown = text(why(reviewed("2023-05-12", corrected), "reports 2023-04"))
    assert shown[0].endswith("amber, disputed, 5 of 7 = 71.4%")
    assert "  given against it: 7 of 7 = 100%" in shown
    assert "  the figure was corrected on Thu 11 May 2023" in shown


def test_rows_that_came_too_late() -> None:
    """The rows shown are those the standing figure was counted from."""
    values = {"unit": "F", "visited_on": "2023-03-28", "sent_to_council_on": "2023-03-30", "sent_to_ofsted_on": "2023-03-30"}
    rows = Body(kind="rows", salt="", content={"rows": {"visits": [{"id": "F-2023-03-28", "values": values}]}})
    late = entry(99, "2023-05-11", "supplier", RowsLogged(datasets=("visits",)), rows)
    on = review(example(), [*history("2023-05-12"), late], on=day("2023-05-12"))
    shown = text(why(on, "visits 2023-03"))
    assert "  unit F: does not reach it, 0 rows, of 1 needed" in shown
    assert not any("F-2023-03-28" in each for each in shown)


def test_rows_that_are_no_longer_kept() -> None:
    entries: list[Entry] = [replace(each, body=None) if each.id == "e7" else each for each in history("2023-05-09")]
    kept = FiguresKept(kpi="reports", period="2023-03", numerator=4, denominator=5, rows_hash="0")
    entries += [entry(97, "2023-05-10", "system", kept), entry(98, "2023-05-10", "system", BodyErased(entry="e7"))]
    shown = text(why(review(example(), entries, on=day("2023-05-12")), "reports 2023-03"))
    assert shown[0].endswith("amber, 4 of 5 = 80%")
    assert "  its rows are no longer kept; the figure, 4 of 5 = 80%, was kept when they were deleted" in shown
