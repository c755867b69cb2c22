"""Lift repairs in Scotland: failed or met by target alone, any 3 in 6, a missing month that counts, notices received by their clause."""

from __future__ import annotations

from datetime import date

from tests.contracts.given import contract, duty, levels, met, minutes, plan, rating, steps

LIFTS = contract("lift-repairs")
END = "2025-06-06"


def test_scotland_closes_on_2_january_st_andrews_day_and_the_burghs_own_days() -> None:
    calendar = LIFTS.terms.calendar
    assert calendar.add(date(2024, 12, 31), 1) == date(2025, 1, 3)
    assert calendar.add(date(2024, 11, 29), 1) == date(2024, 12, 3)  # 30 November was a Saturday
    assert calendar.add(date(2024, 9, 26), 1) == date(2024, 10, 1)  # 27 and 30 September are local holidays
    assert calendar.add(date(2025, 4, 17), 1) == date(2025, 4, 21)  # Good Friday is closed, Easter Monday is not


def test_returns_are_due_on_the_fifth_working_day_of_the_next_month() -> None:
    made = LIFTS.on(END)
    asked = {month: duty(made, f"monthly {month}") for month in ("2024-07", "2024-09", "2024-11", "2024-12")}
    assert [each.due.isoformat() for each in asked.values() if each.due] == ["2024-08-08", "2024-10-07", "2024-12-09", "2025-01-09"]
    assert [each.state for each in asked.values()] == ["overdue", "done late", "done", "done"]


def test_the_target_steps_up_by_contract_year() -> None:
    made = LIFTS.on(END)
    first, second = rating(made, "attended", "2024-06"), rating(made, "attended", "2025-04")
    assert (first.figure, first.rating) == ((6, 7), "met")
    assert (second.figure, second.rating) == ((6, 7), "failed")


def test_a_month_without_a_return_is_not_reported_and_counts_as_failed_in_one_rule_only() -> None:
    made = LIFTS.on("2024-09-06")
    assert rating(made, "attended", "2024-07").state == "not reported"
    (step,) = steps(made, "concern")
    assert (step.of, step.met_on, step.proof) == ("attended", date(2024, 9, 6), ("2024-05", "2024-07", "2024-08"))
    assert met(LIFTS.on("2024-09-05"), "concern") == []


def test_three_more_failed_months_are_a_new_step() -> None:
    found = steps(LIFTS.on(END), "concern")
    assert [step.met_on.isoformat() for step in found] == ["2024-09-06", "2025-04-07"]
    assert found[1].proof == ("2024-11", "2025-01", "2025-03")


def test_two_of_the_last_four_months_skip_the_month_in_which_nothing_fell_due() -> None:
    made = LIFTS.on("2025-03-07")
    assert rating(made, "inspections", "2024-12").state == "not applicable"
    (step,) = steps(made, "safety")
    assert (step.met_on, step.proof) == (date(2025, 3, 7), ("2024-11", "2025-02"))


def test_a_notice_by_post_is_received_two_working_days_after_it_was_sent() -> None:
    (notice,) = LIFTS.on("2024-09-17").notices
    assert (notice.issued_on, notice.received_on) == (date(2024, 9, 13), date(2024, 9, 17))
    assert [each.received_on for each in LIFTS.on("2024-09-16").notices] == [None]
    assert plan(LIFTS.on("2024-09-17"), "plan-1").due == date(2024, 10, 3)  # the two local holidays left out


def test_what_is_sent_after_five_counts_as_the_next_working_day() -> None:
    notice = LIFTS.on("2025-04-15").notices[-1]
    assert (notice.issued_on, notice.received_on) == (date(2025, 4, 14), date(2025, 4, 15))
    assert len(LIFTS.on("2025-04-11").notices) == 1


def test_the_second_notice_in_twelve_months_lets_the_council_look_elsewhere() -> None:
    (step,) = steps(LIFTS.on("2025-04-15"), "two-notices")
    assert (step.met_on, step.may, step.state) == (date(2025, 4, 15), True, "open")
    assert steps(LIFTS.on(END), "two-notices")[0].state == "not taken"


def test_no_plan_by_30_april_is_no_engagement_on_1_may() -> None:
    assert plan(LIFTS.on("2025-04-30"), "plan-2").state == "requested"
    (step,) = steps(LIFTS.on("2025-05-01"), "no-plan")
    assert (step.met_on, step.proof) == (date(2025, 5, 1), ("not engaged",))
    assert plan(LIFTS.on(END), "plan-2").state == "agreed late"


def test_a_variation_leaves_december_and_rates_january() -> None:
    made = LIFTS.on(END)
    assert [rating(made, "came_back", month).figure for month in ("2024-12", "2025-01")] == [(2, 1), (2, 1)]
    assert levels(made, "came_back", ["2024-12", "2025-01"]) == ["met", "failed"]


def test_minutes_by_email_are_received_on_the_next_working_day() -> None:
    found = next(each for each in LIFTS.on("2024-07-02").minutes if each.meeting == "m-2024-06")
    assert (found.received_on, found.answer_due, found.state) == (date(2024, 7, 2), date(2024, 7, 9), "received")
    assert minutes(LIFTS.on("2024-07-08"), "m-2024-06") == "approved"


def test_a_call_out_to_a_building_that_had_closed_is_said_and_not_counted() -> None:
    (problem,) = LIFTS.on("2025-01-09").problems
    assert (problem.code, problem.values["row"]) == ("row-not-counted", "C-042")
