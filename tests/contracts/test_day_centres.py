"""Day centres by the quarter: stated figures, four levels with their own names, a dispute, a late plan, a duty waived."""

from __future__ import annotations

from datetime import date

from tests.contracts.given import contract, duty, levels, met, overall, plan, rating, steps

CENTRES = contract("day-centres")
END = "2025-07-28"
QUARTERS = ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"]


def test_stated_figures_are_exact_and_rated_by_names_of_the_contract() -> None:
    made = CENTRES.on(END)
    assert levels(made, "places", QUARTERS) == ["good", "improve", "improve", "improve", "good", "good"]
    assert levels(made, "complaints", QUARTERS) == ["good", "excellent", "good", "poor", "good", "excellent"]
    assert rating(made, "content", "2024-Q1").figure == (917, 1000)
    assert [overall(made, quarter) for quarter in QUARTERS] == ["good", "good", "good", "improve", "good", "excellent"]


def test_returns_are_due_fifteen_working_days_after_the_quarter() -> None:
    made = CENTRES.on(END)
    found = [duty(made, f"quarterly {quarter}") for quarter in QUARTERS]
    assert [each.due.isoformat() for each in found if each.due] == [
        "2024-04-22",
        "2024-07-19",
        "2024-10-21",
        "2025-01-22",
        "2025-04-23",
        "2025-07-21",
    ]
    assert [each.state for each in found] == ["done"] * 5 + ["done late"]


def test_a_figure_is_final_when_its_return_is_due_and_a_late_one_on_receipt() -> None:
    assert [rating(CENTRES.on(day), "places", "2024-Q3").state for day in ("2024-10-16", "2024-10-20", "2024-10-21")] == [
        "provisional",
        "provisional",
        "final",
    ]
    assert [rating(CENTRES.on(day), "places", "2025-Q2").state for day in ("2025-07-21", "2025-07-22", "2025-07-28")] == [
        "not due",
        "not reported",
        "final",
    ]


def test_an_indicator_that_starts_later_and_quarters_that_do_not_apply() -> None:
    made = CENTRES.on(END)
    assert [rating(made, "trained", quarter).state for quarter in QUARTERS] == [
        "not applicable",
        "not applicable",
        "final",
        "final",
        "not applicable",  # declared by the council
        "final",
    ]
    assert rating(made, "home", "2025-Q1").state == "not applicable"  # nothing to measure: 0 of 0
    assert rating(made, "home", "2025-Q1").figure == (0, 0)


def test_two_quarters_below_good_meet_the_plan_when_the_second_is_final() -> None:
    assert met(CENTRES.on("2024-10-20"), "plan") == []
    (step,) = steps(CENTRES.on("2024-10-21"), "plan")
    assert (step.of, step.met_on, step.proof) == ("places", date(2024, 10, 21), ("2024-Q2", "2024-Q3"))
    assert met(CENTRES.on(END), "plan") == ["2024-10-21"]


def test_more_time_for_the_plan_holds_from_the_day_it_was_agreed() -> None:
    assert plan(CENTRES.on("2024-11-04"), "plan-1").due == date(2024, 11, 7)
    assert plan(CENTRES.on("2024-11-05"), "plan-1").due == date(2024, 11, 14)
    assert met(CENTRES.on("2024-11-14"), "late-plan") == []


def test_an_incomplete_plan_is_late_the_day_after_its_date_and_stays_so() -> None:
    (step,) = steps(CENTRES.on("2024-11-15"), "late-plan")
    assert (step.met_on, step.proof, step.state) == (date(2024, 11, 15), ("late",), "open")
    assert plan(CENTRES.on("2024-11-15"), "plan-1").state == "incomplete, late"
    assert plan(CENTRES.on("2024-11-22"), "plan-1").state == "agreed late"
    assert met(CENTRES.on(END), "late-plan") == ["2024-11-15"]


def test_a_figure_corrected_after_it_was_final_is_disputed_until_accepted() -> None:
    found = rating(CENTRES.on("2025-01-29"), "content", "2024-Q4")
    assert (found.state, found.figure, found.rating, found.other) == ("disputed", (935, 1000), "good", (885, 1000))
    assert rating(CENTRES.on("2025-01-26"), "content", "2024-Q4").state == "final"
    after = rating(CENTRES.on("2025-02-10"), "content", "2024-Q4")
    assert (after.state, after.figure, after.rating, after.from_day) == ("final", (885, 1000), "improve", date(2025, 2, 10))


def test_a_figure_that_was_questioned_is_final_again_since_the_answer() -> None:
    """Final on 22 January, questioned on the 27th, settled on 10 February; while it is questioned it has been final since the 22nd."""
    found = CENTRES.on(END).ratings.by_kpi["content"]["2024-Q4"]
    days = [date(2025, 1, 26), date(2025, 1, 29), date(2025, 2, 9), date(2025, 2, 10)]
    assert [found.final_from(day) for day in days] == [date(2025, 1, 22)] * 3 + [date(2025, 2, 10)]


def test_a_reading_agreed_holds_from_the_quarter_it_names() -> None:
    assert rating(CENTRES.on(END), "content", "2025-Q2").figure == (946, 1000)
    assert rating(CENTRES.on(END), "content", "2025-Q2").rating == "excellent"  # 94.6 % is 95 % from April 2025 on


def test_a_duty_waived_and_one_done_late() -> None:
    made = CENTRES.on(END)
    assert duty(made, "open-day").state == "waived"
    accounts = duty(made, "accounts")
    assert (accounts.due, accounts.done_on, accounts.state) == (date(2024, 10, 31), date(2024, 11, 4), "done late")


def test_nothing_is_said_to_be_wrong_with_the_record() -> None:
    assert [str(problem) for problem in CENTRES.on(END).problems] == []
