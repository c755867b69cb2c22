"""Day centres by the quarter: stated figures, four levels with their own names, a dispute, a late plan, a duty waived; since 2025 Saturdays
counted from rows, a centre closed for a time, who stays, a small sum."""

from __future__ import annotations

from datetime import date, timedelta

from tests.contracts.given import contract, duty, levels, met, overall, plan, rating, steps

from tenor.base.wording import say
from tenor.figures.which import which
from tenor.review.money_open import open_money
from tenor.review.statement import statement

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


# --- Saturdays and the list of those who come, added by a variation from January 2025 ---------------------------------------


def looked_at(quarter: str, day: str = END) -> dict[str, str]:
    """Person -> in or out, of those who are looked at in a quarter, by what had come by a day."""
    made = CENTRES.on(day)
    found = made.ratings.by_kpi["staying"][quarter]
    rows = which(made.timeline.during(found.period, made.on), made.facts, "staying", quarter, made.on)
    return {one.row: one.outcome for one in rows if one.counted}


def test_saturdays_held_are_counted_from_their_rows() -> None:
    """Quarter 1: six at Hill Street and four at the Quay were planned, one was lost to snow. Quarter 2: six and six, three had no staff."""
    made = CENTRES.on(END)
    assert [rating(made, "held", quarter).figure for quarter in QUARTERS[4:]] == [(10 - 1, 1), (12 - 3, 1)]
    assert levels(made, "held", QUARTERS[4:]) == ["good", "good"]


def test_a_centre_closed_for_a_time_does_not_count_in_that_quarter() -> None:
    """The Quay centre was closed in February, so Hill Street alone counts: 5 of its 6. From April both: 5 and, just enough, 4."""
    made = CENTRES.on(END)
    assert [rating(made, "each_centre", quarter).figure for quarter in QUARTERS[4:]] == [(1, 1), (2, 2)]
    before, since = (made.timeline.during(made.ratings.by_kpi["places"][quarter].period, made.on) for quarter in ("2024-Q4", "2025-Q1"))
    assert [unit.away for unit in before.units] == [(), ()]
    assert [unit.away for unit in since.units] == [(), ((date(2025, 2, 1), date(2025, 2, 28)),)]


def test_twelve_weeks_end_on_the_same_weekday_84_days_later() -> None:
    """9 October: 22 days are left of it, 30 and 31 make 83, so 1 January. 6 January: 25, 28 and 31 make 84, so 31 March. 7 April: 23, 31
    and 30 make 84, so 30 June. Who joined a day before or after the edge is of another quarter: P-01 (31 December), P-09, P-15 (1 July)."""
    assert date(2024, 10, 9) + timedelta(weeks=12) == date(2025, 1, 1)
    assert {"P-02", "P-08"} <= looked_at("2025-Q1").keys()
    assert {"P-09", "P-14"} <= looked_at("2025-Q2").keys()
    assert not {"P-01", "P-15"} & (looked_at("2025-Q1") | looked_at("2025-Q2")).keys()


def test_who_still_comes_after_twelve_weeks_with_leavers_by_reason() -> None:
    """Quarter 1: P-03 moved away and P-07 died, so five are looked at. P-04 left before 27 January, P-05 on the very day, 10 February;
    P-06 came until a week after hers, 24 February: 3 of 5, 60%. Quarter 2: P-10 went into care; P-12 left two weeks before 26 May:
    4 of 5, 80%."""
    assert looked_at("2025-Q1") == {"P-02": "in", "P-04": "out", "P-05": "out", "P-06": "in", "P-08": "in"}
    assert looked_at("2025-Q2") == {"P-09": "in", "P-11": "in", "P-12": "out", "P-13": "in", "P-14": "in"}
    made = CENTRES.on(END)
    assert [rating(made, "staying", quarter).figure for quarter in QUARTERS[4:]] == [(3, 5), (4, 5)]
    assert levels(made, "staying", QUARTERS[4:]) == ["improve", "good"]


def test_who_left_in_may_was_still_coming_by_the_first_list() -> None:
    """By the list of 16 April P-12 was there; the list of 18 July says since when not, and why. A question was asked, and answered."""
    assert looked_at("2025-Q2", "2025-07-17")["P-12"] == "in"
    assert looked_at("2025-Q2", "2025-07-18")["P-12"] == "out"


def test_a_saturday_lost_for_want_of_staff_costs_45_pounds_up_to_100_in_a_quarter() -> None:
    """19 April at both centres, 17 May at one: 45, 45 and, of 45, the 10 that are left of 100. The Saturday lost to snow costs nothing."""
    made = CENTRES.on(END)
    found = {f"2025-{month:02}": statement(made, f"2025-{month:02}") for month in range(1, 7)}
    assert {month: [line.amount for line, _ in one.lines] for month, one in found.items() if one and one.lines} == {
        "2025-04": [45_00, 45_00],
        "2025-05": [10_00],
    }
    assert [say(one.said) for one in open_money(made)] == ["GBP 100.00 can be claimed by the buyer: 3 sums, April 2025 to May 2025"]


def test_the_variation_touches_no_quarter_before_it() -> None:
    """What the five first indicators and the overall say is asserted above as it was. In 2025 eight count: in the second quarter five are
    excellent and three good, and the median of eight, the worse half, is the fifth."""
    made = CENTRES.on(END)
    assert [rating(made, kpi, "2024-Q4").state for kpi in ("held", "each_centre", "staying")] == ["not applicable"] * 3
    lists = [each for each in made.duties if each.id.startswith("lists ")]
    assert [(each.id, each.due, each.state) for each in lists[:2]] == [
        ("lists 2025-Q1", date(2025, 4, 23), "done"),
        ("lists 2025-Q2", date(2025, 7, 21), "done"),
    ]
    assert levels(made, "staying", QUARTERS[:4]) == [None] * 4
