"""Monthly visits: every date that has to come out of the contract and its history, each by itself."""

from __future__ import annotations

from datetime import date

import pytest
from tests.contracts.given import contract, duty, levels, met, minutes, overall, plan, rating, steps

from tenor.review.readings import alternatives

VISITS = contract("reg-44-visits")
END = "2023-10-06"
MONTHS = ["2022-09", "2022-10", "2022-11", "2022-12", *(f"2023-{month:02}" for month in range(1, 10))]


# --- Figures and ratings -------------------------------------------------------------------------------------------


def test_the_figures_of_thirteen_months() -> None:
    made = VISITS.on(END)
    assert [rating(made, "visits", month).figure for month in MONTHS] == [(6, 6)] * 6 + [(5, 6)] + [(7, 7)] * 6
    in_time = [(5, 6), (6, 6), (6, 6), (6, 6), (5, 6), (5, 6), (4, 5), (5, 7), (4, 7), (7, 7), (7, 7), (4, 7), (7, 7)]
    assert [rating(made, "reports", month).figure for month in MONTHS] == in_time
    assert [rating(made, "sent_back", month).figure for month in MONTHS] == [(n, 1) for n in (1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0)]


def test_the_levels_of_thirteen_months() -> None:
    made = VISITS.on(END)
    assert levels(made, "visits", MONTHS) == ["green"] * 6 + ["amber"] + ["green"] * 6
    assert (
        levels(made, "reports", MONTHS) == "amber stretch stretch stretch amber amber amber amber red stretch stretch red stretch".split()
    )
    assert levels(made, "sent_back", MONTHS) == [
        "green" if month in ("2022-09", "2022-11", "2023-01", "2023-03", "2023-04", "2023-05", "2023-06") else "stretch" for month in MONTHS
    ]


def test_overall_is_amber_in_march_and_good_in_every_other_month() -> None:
    made = VISITS.on(END)
    found = {month: overall(made, month) for month in MONTHS}
    assert found.pop("2023-03") == "amber"
    assert set(found.values()) <= {"green", "stretch"}


def given_on(id: str) -> dict[str, str]:
    return next(dict(row.values) for row in VISITS.on(END).facts.rows if row.dataset == "visits" and row.id == id and row.until_day is None)


def late_reports(period: str) -> set[str]:
    """The units whose report of the month was late, by the day worked out from the row."""
    calendar = VISITS.terms.calendar
    found = set()
    for row in VISITS.on(END).facts.rows:
        if row.dataset == "visits" and row.until_day is None and row.relief is None and row.values["visited_on"].startswith(period):
            due = calendar.add(date.fromisoformat(row.values["visited_on"]), 5).isoformat()
            if max(row.values["sent_to_council_on"], row.values["sent_to_ofsted_on"]) > due:
                found.add(row.values["unit"])
    return found


def test_the_visit_of_14_september_2022_is_due_on_22_september_and_late_at_ofsted() -> None:
    assert VISITS.terms.calendar.add(date(2022, 9, 14), 5) == date(2022, 9, 22)  # Monday 19 was a bank holiday
    row = given_on("A/2022-09-14")
    assert (row["sent_to_council_on"], row["sent_to_ofsted_on"]) == ("2022-09-21", "2022-09-23")
    assert late_reports("2022-09") == {"A"}
    assert rating(VISITS.on("2022-10-07"), "reports", "2022-09").figure == (5, 6)


def test_the_visit_of_22_december_2022_is_due_on_3_january_and_in_time() -> None:
    assert VISITS.terms.calendar.add(date(2022, 12, 22), 5) == date(2023, 1, 3)
    assert given_on("F/2022-12-22")["sent_to_ofsted_on"] == "2023-01-03"
    assert late_reports("2022-12") == set()


def test_march_is_rated_by_the_reading_and_shown_under_the_others() -> None:
    made = VISITS.on("2023-04-11")
    found = rating(made, "visits", "2023-03")
    assert (found.figure, found.rating, found.reading) == ((5, 6), "amber", "kpi-1-gap")
    others = alternatives(VISITS.terms, VISITS.held.entries, on=made.on, only=["kpi-1-gap"])
    assert {other.option: other.levels for other in others} == {
        "red": (("visits", "2023-03", "red"),),
        "unrated": (("visits", "2023-03", "unrated"),),
    }


def test_g_counts_from_april_2023_by_a_reading() -> None:
    made = VISITS.on(END)
    assert rating(made, "visits", "2023-03").figure == (5, 6)
    assert rating(made, "visits", "2023-04").figure == (7, 7)


def test_a_visit_refused_at_the_door_counts_nowhere_and_two_visits_are_one_home() -> None:
    made = VISITS.on("2023-06-07")
    rows = {row.id for row in made.facts.rows if row.dataset == "visits" and row.id.startswith("A/2023-05") and row.until_day is None}
    assert rows == {"A/2023-05-04", "A/2023-05-18"}
    assert rating(made, "visits", "2023-05").figure == (7, 7)
    assert rating(made, "reports", "2023-05").figure == (4, 7)


def test_a_visit_moved_at_the_homes_wish_is_one_visit_with_a_corrected_day() -> None:
    before, after = VISITS.on("2023-06-05"), VISITS.on("2023-06-06")
    days = [{row.id for row in made.facts.rows if row.id.startswith("C/2023-05") and row.holds_on(made.on)} for made in (before, after)]
    assert days == [{"C/2023-05-03"}, {"C/2023-05-10"}]


def test_a_report_sent_back_twice_in_june_is_one_report_and_two_events() -> None:
    made = VISITS.on("2023-07-07")
    assert rating(made, "sent_back", "2023-06").figure == (1, 1)
    assert sum(row.dataset == "sent_back" and row.values["visited_on"] == "2023-06-08" for row in made.facts.rows) == 2


def test_june_is_final_on_7_july_2023() -> None:
    assert [rating(VISITS.on(day), "reports", "2023-06").state for day in ("2023-06-29", "2023-06-30", "2023-07-06", "2023-07-07")] == [
        "not due",
        "provisional",
        "provisional",
        "final",
    ]
    assert VISITS.on(END).ratings.by_kpi["reports"]["2023-06"].final_on == date(2023, 7, 7)


# --- Steps ---------------------------------------------------------------------------------------------------------


def test_two_ambers_in_march_and_april_meet_clause_6_3_on_9_may_when_april_is_final() -> None:
    assert met(VISITS.on("2023-05-08"), "plan") == []
    (step,) = steps(VISITS.on("2023-05-09"), "plan")
    assert (step.clause, step.met_on, step.proof) == (("6.3",), date(2023, 5, 9), ("2023-03", "2023-04"))
    assert "reports" in step.kpis
    assert step.state == "open"


def test_ambers_in_january_and_february_lie_in_the_first_six_months() -> None:
    made = VISITS.on("2023-03-07")
    assert levels(made, "reports", ["2023-01", "2023-02"]) == ["amber", "amber"]
    assert rating(made, "reports", "2023-02").state == "final"
    assert met(made, "plan") == []


def test_clause_6_3_is_never_met_again() -> None:
    assert met(VISITS.on(END), "plan") == ["2023-05-09"]


def test_amber_or_red_opens_a_decision_for_each_kpi_and_run() -> None:
    found = [(step.of, step.met_on.isoformat(), step.proof) for step in steps(VISITS.on(END), "act")]
    assert found == [
        ("reports", "2022-10-07", ("2022-09",)),
        ("reports", "2023-02-07", ("2023-01", "2023-02", "2023-03", "2023-04", "2023-05")),
        ("visits", "2023-04-11", ("2023-03",)),
        ("reports", "2023-09-07", ("2023-08",)),
    ]


def test_one_red_within_a_good_whole_meets_clause_6_6_twice() -> None:
    found = steps(VISITS.on(END), "single-red")
    assert [(step.met_on.isoformat(), step.proof, step.kpis) for step in found] == [
        ("2023-06-07", ("2023-05",), ("reports",)),
        ("2023-09-07", ("2023-08",), ("reports",)),
    ]
    assert [step.decided.choice for step in found if step.decided] == ["raise at next meeting", "urgent meeting"]


def test_a_plan_that_did_not_help_meets_clause_6_7_on_the_day_of_its_review() -> None:
    assert met(VISITS.on("2023-06-08"), "no-improvement") == []
    assert met(VISITS.on("2023-06-09"), "no-improvement") == ["2023-06-09"]
    assert met(VISITS.on(END), "no-improvement") == ["2023-06-09"]


def test_red_in_august_meets_clause_6_9_once_august_is_final() -> None:
    assert met(VISITS.on("2023-09-06"), "red-after-warning") == []
    (step,) = steps(VISITS.on("2023-09-07"), "red-after-warning")
    assert (step.clause, step.met_on, step.proof, step.kpis) == (("6.9",), date(2023, 9, 7), ("2023-08",), ("reports",))
    assert "consider termination" in [card.then for card in VISITS.on("2023-09-07").cards]


def test_clause_6_5_is_never_met() -> None:
    made = VISITS.on(END)
    assert met(made, "two-warnings") == []
    assert met(made, "three-reds") == []


def test_nothing_is_said_to_be_wrong_with_the_record() -> None:
    assert [str(problem) for problem in VISITS.on(END).problems] == []


# --- Plans, warning, meetings, minutes -----------------------------------------------------------------------------


def test_the_plan_asked_for_on_10_may_is_due_on_24_may() -> None:
    found = plan(VISITS.on("2023-05-10"), "plan-1")
    assert (found.requested_on, found.due, found.state) == (date(2023, 5, 10), date(2023, 5, 24), "requested")
    states = {day: plan(VISITS.on(day), "plan-1").state for day in ("2023-05-17", "2023-05-23", "2023-05-24", "2023-06-09")}
    assert list(states.values()) == ["incomplete", "proposed", "agreed", "not improved"]


def test_a_warning_received_on_14_june_asks_for_a_plan_by_28_june() -> None:
    assert [notice.state for notice in VISITS.on("2023-06-13").notices] == ["issued, receipt unknown"]
    made = VISITS.on("2023-06-14")
    assert plan(made, "plan-2").due == date(2023, 6, 28)
    assert duty(made, "agree plan plan-2").due == date(2023, 6, 28)
    assert met(made, "further-plan") == ["2023-06-14"]
    assert plan(VISITS.on("2023-06-28"), "plan-2").state == "agreed"


def test_july_to_september_are_watched() -> None:
    for day, state in (("2023-06-14", "watching"), ("2023-09-30", "watching"), ("2023-10-01", "in force")):
        (warning,) = VISITS.on(day).notices
        assert (warning.watch, warning.state) == (("2023-07", "2023-08", "2023-09"), state)


def test_meetings_are_monthly_after_the_warning() -> None:
    before = [slot.label for slot in VISITS.on("2023-06-12").meetings]
    assert before == ["2022-Q4", "2023-Q1", "2023-Q2", "2023-Q3"]
    after = {slot.label: slot.held_on for slot in VISITS.on("2023-09-30").meetings}
    assert list(after)[3:6] == ["2023-07", "2023-08", "2023-09"]
    assert [after[label] for label in ("2023-07", "2023-08", "2023-09")] == [date(2023, 7, 20), date(2023, 8, 17), date(2023, 9, 21)]
    assert not any(slot.absent for slot in VISITS.on(END).meetings)


def test_minutes_received_on_25_april_are_deemed_agreed_when_11_may_is_over() -> None:
    assert minutes(VISITS.on("2023-04-25"), "m-2023-04") == "received"
    assert minutes(VISITS.on("2023-05-11"), "m-2023-04") == "received"
    if_nothing_came = VISITS.on("2023-05-12", as_known_at="2023-05-11")
    assert minutes(if_nothing_came, "m-2023-04") == "deemed agreed"
    found = next(each for each in if_nothing_came.minutes if each.meeting == "m-2023-04")
    assert (found.answer_due, found.agreed_on) == (date(2023, 5, 11), date(2023, 5, 11))
    assert duty(if_nothing_came, "answer minutes m-2023-04").state == "done"


def test_the_final_minutes_issue_on_12_may() -> None:
    made = VISITS.on("2023-05-12")
    assert minutes(made, "m-2023-04") == "final"
    found = next(each for each in made.minutes if each.meeting == "m-2023-04")
    assert (found.agreed_on, found.final_on) == (date(2023, 5, 11), date(2023, 5, 12))


def test_minutes_withheld_on_an_item_keep_both_texts_and_minutes_nobody_acknowledged_wait() -> None:
    assert minutes(VISITS.on("2023-09-01"), "m-2023-08") == "withheld"
    assert minutes(VISITS.on("2023-09-04"), "m-2023-08") == "final"
    assert minutes(VISITS.on(END), "m-2023-09") == "sent, receipt unknown"


# --- Duties --------------------------------------------------------------------------------------------------------

LAST_FRIDAYS = (
    "2022-09-30 2022-10-28 2022-11-25 2022-12-30 2023-01-27 2023-02-24 2023-03-31 "
    "2023-04-28 2023-05-26 2023-06-30 2023-07-28 2023-08-25 2023-09-29"
)


def test_the_thirteen_return_dates() -> None:
    made = VISITS.on(END)
    found = [duty(made, f"monthly {month}") for month in MONTHS]
    assert [each.due.isoformat() for each in found if each.due] == LAST_FRIDAYS.split()
    assert {each.state for each in found} == {"done"}


def test_every_return_came_on_its_day_with_its_top_up_by_the_final_day() -> None:
    made = VISITS.on(END)
    for month in MONTHS:
        several = [act for act in made.facts.acts if act.entry.type == "ReturnReceived" and act.event.covers == month]
        assert len(several) == 2
        assert several[0].day.isoformat() in LAST_FRIDAYS.split()
        assert several[1].day <= made.ratings.by_kpi["reports"][month].final_on


@pytest.mark.parametrize(("day", "state"), [("2024-03-28", "due"), ("2024-03-29", "due"), ("2024-04-02", "due"), ("2024-04-03", "overdue")])
def test_a_return_due_on_good_friday_2024_is_late_only_after_2_april(day: str, state: str) -> None:
    found = duty(VISITS.on(day), "monthly 2024-03")
    assert (found.due, found.state) == (date(2024, 4, 2), state)


def test_mobilisation_was_done_and_one_part_of_it_late() -> None:
    made = VISITS.on("2022-09-30")
    found = {
        id: duty(made, id).state for id in ("ready", "contact-details", "handover", "unit-list", "systems-training", "mobilisation-cost")
    }
    assert found.pop("contact-details") == "done late"
    assert set(found.values()) == {"done"}


def test_information_asked_for_on_3_may_was_supplied_on_16_may() -> None:
    asked = duty(VISITS.on("2023-05-15"), "information info-1")
    assert (asked.due, asked.state) == (date(2023, 5, 17), "due")
    assert duty(VISITS.on("2023-05-16"), "information info-1").state == "done"


def test_a_capacity_problem_is_talked_about_on_the_day_it_is_raised() -> None:
    made = VISITS.on("2023-06-12")
    assert met(made, "capacity") == ["2023-06-12"]
    moments = {act.entry.type: act.entry.moment for act in made.facts.acts if act.entry.type.startswith("Capacity")}
    assert [f"{moment:%H:%M}" for moment in moments.values() if moment] == ["08:12", "10:40", "13:00"]  # UTC; an hour more in London
