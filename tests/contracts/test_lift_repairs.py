"""Lift repairs in Scotland: failed or met by target alone, any 3 in 6, a missing month that counts, notices received by their clause."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tests.contracts.given import contract, duty, levels, met, minutes, overall, plan, rating, steps

from tenor.base.clock import add_time
from tenor.base.figure import Number
from tenor.base.wording import say
from tenor.figures.which import which
from tenor.review.money_open import open_money
from tenor.review.statement import statement
from tenor.terms.check import check

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


# --- calls by priority, added by a variation from October 2024 -----------------------------------------------------------


def london(text: str) -> datetime:
    """A London time; of one that comes twice the first."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)


def in_time(month: str) -> dict[str, str]:
    """Call -> in, or out."""
    made = LIFTS.on(END)
    terms = made.timeline.during(made.ratings.by_kpi["reached"][month].period, made.on)
    return {one.row: one.outcome for one in which(terms, made.facts, "reached", month, made.on) if one.counted}


def money(month: str) -> dict[str, int | None]:
    found = statement(LIFTS.on(END), month)
    assert found is not None
    return {line.id: line.amount for line, _ in found.lines}


def test_four_working_hours_over_closed_days() -> None:
    """D-06: three hours on Friday 29 November, none on Monday (St Andrew's Day), one on Tuesday. D-15: one and a half on Maundy Thursday,
    two and a half on Easter Monday, open in Scotland. D-18: over the weekend and the local holiday of Monday 19 May."""
    clock, called = LIFTS.terms.clocks["working"], ("2024-11-29T15:00", "2025-04-17T16:30", "2025-05-16T15:00")
    found = [add_time(london(each), Number(4), "hour", clock).due for each in called]
    assert found == [london("2024-12-03T09:00"), london("2025-04-21T10:30"), london("2025-05-20T09:00")]


def test_an_hour_through_the_nights_in_which_the_clocks_change() -> None:
    """D-14, 30 March: 0:40 is 0:40 UTC, an hour later it is 2:40 on the wall; there at 2:30, after fifty minutes. D-04, 27 October: 0:30 is
    23:30 UTC, an hour later it is 1:30 for the first time; there at 1:20, the first of the two."""
    assert add_time(london("2025-03-30T00:40"), Number(1), "hour", None).due == london("2025-03-30T02:40")
    assert add_time(london("2024-10-27T00:30"), Number(1), "hour", None).due == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert in_time("2025-03") == {"D-12": "in", "D-13": "out", "D-14": "in"}
    assert in_time("2024-10") == {"D-01": "in", "D-02": "in", "D-03": "in", "D-04": "in"}


def test_waiting_for_keys_is_left_out() -> None:
    """D-08: nine o'clock, four hours and three waited end at 16:00; there at 15:40. D-09: due on the day at 18:00, there next morning.
    D-10, somebody shut in at three in the night, waited an hour and a half."""
    assert in_time("2025-01") == {"D-08": "in", "D-09": "out", "D-10": "out"}


def test_calls_in_time_month_by_month() -> None:
    """4/4, 2/2, 1/1, 1/3, 1/1, 2/3, 2/2, 3/3."""
    months = ["2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05"]
    assert levels(LIFTS.on(END), "reached", months) == ["met", "met", "met", "failed", "met", "failed", "met", "met"]


def test_a_failed_month_takes_three_per_cent_and_hours_are_capped_for_one_call_and_in_a_month() -> None:
    """3 % of 3,200 is 96. March: 22 hours at 20 are 440, of which 300 for one call. May: 240 + 200 + 160, of which 500 in a month."""
    assert money("2025-01") == {
        "standing/D-08/2025-01-15": 120_00,
        "standing/D-09/2025-01-20": 190_00,
        "credit/reached/2025-01": 96_00,
    }
    assert money("2025-03") == {"standing/D-13/2025-03-27": 300_00, "credit/reached/2025-03": 96_00}
    assert list(money("2025-05").values()) == [240_00, 200_00, 60_00]


def test_a_review_says_what_of_it_can_be_claimed() -> None:
    """80, 80, 120 + 190, 300 + 96, 110 + 300 and 240 + 200 + 60 are 1,776; January's credit of 96 is set off."""
    assert [say(one.said) for one in open_money(LIFTS.on(END))] == [
        "GBP 1,776.00 can be claimed by the buyer: 11 sums, October 2024 to May 2025"
    ]


def test_the_variation_touches_no_month_before_it_and_no_figure_of_the_others() -> None:
    """The golden reviews grew by the line of KPI E, its returns and the money; what they said of A to D, and overall, is as it was."""
    made = LIFTS.on(END)
    assert [rating(made, "reached", f"2024-{month:02}").state for month in range(4, 10)] == ["not applicable"] * 6
    assert next(each.id for each in made.duties if each.id.startswith("desk ")) == "desk 2024-10"
    months = ["2024-08", "2024-09", "2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05"]
    seen = [overall(made, month) for month in months]
    assert seen == ["failed", "met", "met", "failed", "met", "failed", "failed", "failed", "failed", "met"]


def test_a_charge_that_only_a_variation_reckons_from_is_not_idle() -> None:
    assert [problem for problem in check(LIFTS.terms) if problem.code == "charge-idle"] == []
