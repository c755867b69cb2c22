"""`tenor due`, `why`, `what-if`, `write`: questions about a contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.given import PLAN, data, said

ON = ("--on", "2023-04-11")

# --- due --------------------------------------------------------------------------------------------------------------


def test_what_is_due_says_who_when_and_how(folder: Path) -> None:
    text = said("due", folder, *ON)
    assert "- Proof of insurance given - supplier, due Sat 31 Dec 2022, 101 days ago (clause 2.1)" in text
    assert "Due by Fri 12 May 2023" in text
    assert "Send the monthly return for April 2023 - supplier, due Tue 9 May 2023 (clause 5.1)" in text


def test_one_side_and_fewer_days(folder: Path) -> None:
    text = said("due", folder, *ON, "--who", "buyer", "--days", "10")
    assert "insurance" not in text
    assert "Nothing is due." in text
    assert "final minutes of M1" in text


def test_what_is_done_only_when_asked(folder: Path) -> None:
    assert "January 2023" not in said("due", folder, *ON)
    assert "Send the monthly return for January 2023" in said("due", folder, *ON, "--done")


def test_due_as_data(folder: Path) -> None:
    duties = data("due", folder, *ON, "--json")["duties"]
    assert [duty["id"] for duty in duties if duty["state"] == "overdue"] == ["insured", "issue final minutes M1"]


def test_nobody_of_that_name(folder: Path) -> None:
    assert "buyer" in said("due", folder, "--who", "byer", code=2)


# --- why --------------------------------------------------------------------------------------------------------------


def test_why_walks_from_the_step_to_the_cell(folder: Path) -> None:
    text = said("why", folder, PLAN, *ON)
    assert "Improvement plan: the conditions of clause 4.1" in text
    assert "Clause 4.1, Plan: Two poor months running call for a plan." in text
    assert "[Jobs!A2]" in text
    assert "and 8 more rows: --all shows them" in text
    assert "8 more rows" not in said("why", folder, PLAN, *ON, "--all")


@pytest.mark.parametrize("what", ["in_time 2023-03", "KPI 1 March 2023", "1 2023-03", "kpi 1 2023-03"])
def test_a_figure_may_be_named_in_several_ways(folder: Path, what: str) -> None:
    text = said("why", folder, *what.split(), *ON)
    assert "KPI 1 (Jobs done in time), March 2023: poor, 13 of 20 = 65%" in text
    assert "Under other readings" in text


@pytest.mark.parametrize("what", ["monthly 2023-04", "overall 2023-03", "M1", "insured"])
def test_duties_meetings_and_overall_ratings_too(folder: Path, what: str) -> None:
    assert len(said("why", folder, *what.split(), *ON).splitlines()) > 3


def test_why_as_data(folder: Path) -> None:
    found = data("why", folder, PLAN, *ON, "--json")
    assert found["what"] == PLAN
    assert "Jobs!A2" in json.dumps(found["why"])


def test_an_unknown_thing_names_the_nearest(folder: Path) -> None:
    assert PLAN in said("why", folder, "plan/2023-04-11", *ON, code=2)


# --- what-if ----------------------------------------------------------------------------------------------------------


def test_what_would_change_is_said_and_nothing_is_recorded(folder: Path) -> None:
    before = (folder / "ledger.jsonl").read_bytes()
    text = said("what-if", folder, *ON, "plan-requested", "plan=P1", "kpis=in_time")
    assert "Nothing of this is recorded." in text
    assert "plan-requested plan=P1 kpis=in_time" in text
    assert "Tue 25 Apr 2023" in " ".join(text.split())
    assert (folder / "ledger.jsonl").read_bytes() == before


def test_several_acts_each_with_a_day(folder: Path) -> None:
    acts = ("plan-requested", "plan=P1", "kpis=in_time", "on=2023-04-12", "--then", "plan-reviewed", "plan=P1", "outcome=not improved")
    text = said("what-if", folder, "--on", "2023-06-01", *acts)
    assert "Wed 12 Apr 2023" in text
    assert "formal warning" in text


def test_an_act_that_could_not_be_recorded_says_so(folder: Path) -> None:
    text = said("what-if", folder, *ON, "plan-requested", "plan=P1", "kpis=nothing")
    assert "As things stand it could not be recorded" in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["plan-requestd"], "plan-requested"),
        (["plan-requested", "plan=P1"], "kpis"),
        (["plan-requested", "--than", "plan-closed"], "--than is no option here"),
        (["--then", "plan-closed", "plan=P"], "before and after each --then"),
        (["plan-closed", "plan=P", "on=never"], "not a day"),
    ],
)
def test_wrong_suppositions(folder: Path, words: list[str], expected: str) -> None:
    assert expected in said("what-if", folder, *ON, *words, code=2)


def test_what_if_as_data(folder: Path) -> None:
    found = data("what-if", folder, *ON, "--json", "plan-requested", "plan=P1", "kpis=in_time")
    assert found["differences"]
    assert found["review"]["plans"][0]["id"] == "P1"


# --- write ------------------------------------------------------------------------------------------------------------


def test_the_letter_for_a_step(folder: Path, tmp_path: Path) -> None:
    text = said("write", folder, PLAN, *ON)
    assert "4.1" in text
    target = tmp_path / "letter.txt"
    said("write", folder, "plan", *ON, "-o", target)
    assert target.read_text() == text
    said("write", folder, PLAN, *ON, "-o", tmp_path / "no" / "letter.txt", code=3)


def test_no_step_no_letter(folder: Path) -> None:
    assert PLAN in said("write", folder, "plan/2023-04-12", *ON, code=2)
    assert "There is no step" in said("write", folder, PLAN, "--on", "2023-01-05", code=2)


# --- tour -------------------------------------------------------------------------------------------------------------


def test_the_tour_stops_on_the_three_telling_days() -> None:
    text = said("tour")
    for day in ("2023-05-09", "2023-06-14", "2023-09-07"):
        assert f"$ ./tenor review contracts/reg-44-visits --on {day}" in text
    assert "$ ./tenor why contracts/reg-44-visits plan/2023-05-09" in text


def test_a_tour_of_ones_own_contract(folder: Path) -> None:
    assert "A tour of Grounds maintenance" in said("tour", folder)


def test_a_tour_needs_a_story(tmp_path: Path) -> None:
    from tests.cli.given import contract

    assert "there is nothing to tour" in said("tour", contract(tmp_path, story=False), code=3)
