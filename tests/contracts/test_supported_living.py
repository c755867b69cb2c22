"""Supported living: information late and never given, incidents by severity, a late plan, a waiver. All figures are worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tests.contracts.given import contract, duty, levels, met, plan, rating, steps

from tenor.base.clock import add_time
from tenor.base.figure import Number
from tenor.base.wording import say
from tenor.figures.which import which
from tenor.ledger.events.returns import ReturnReceived
from tenor.review.explain import Explanation, explain
from tenor.review.money_open import open_money
from tenor.review.rungs import rung_names
from tenor.review.skipped import skipped_below
from tenor.review.statement import statement
from tenor.review.what_if import what_if

HOMES = contract("supported-living")
END = "2025-12-19"
MONTHS = ["2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11"]


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)


def money(month: str, on: str = END) -> dict[str, tuple[int | None, str]]:
    """Line -> pence and what became of it."""
    found = statement(HOMES.on(on), month)
    assert found is not None
    return {line.id: (line.amount, done.standing) for line, done in found.lines}


def outcomes(kpi: str, month: str) -> dict[str, str]:
    made = HOMES.on(END)
    return {one.row: one.outcome for one in which(HOMES.terms, made.facts, kpi, month, made.on) if one.counted}


# --- hours that stand still ----------------------------------------------------------------------------------------------


def test_on_call_hours_stand_still_at_night() -> None:
    """I-03: Saturday 17 May 20:30 to 22:00 is an hour and a half, Sunday from 7:00 as much again: 8:30. I-09: one and two hours: 9:00."""
    clock = HOMES.terms.clocks["on-call"]
    assert add_time(london("2025-05-17T20:30"), Number(3), "hour", clock).due == london("2025-05-18T08:30")
    assert add_time(london("2025-08-12T21:00"), Number(3), "hour", clock).due == london("2025-08-13T09:00")


def test_what_is_found_in_the_night_of_the_clock_change_counts_from_seven() -> None:
    """I-11: half past one comes twice on 26 October; the desk opens at seven, so three hours end at ten, in winter time: 10:00 UTC."""
    due = add_time(london("2025-10-26T01:30"), Number(3), "hour", HOMES.terms.clocks["on-call"]).due
    assert due == datetime(2025, 10, 26, 10, 0, tzinfo=UTC)


def test_office_hours_over_a_weekend() -> None:
    """I-03: nothing on Saturday and Sunday, eight hours on Monday, eight on Tuesday: told on Tuesday at three was in time."""
    clock = HOMES.terms.clocks["office"]
    assert add_time(london("2025-05-17T20:30"), Number(16), "hour", clock).due == london("2025-05-20T17:00")
    assert outcomes("open", "2025-05") == {"I-03": "in"}


def test_a_route_for_each_severity() -> None:
    """I-04, moderate: an hour on Wednesday and seven on Thursday end at 16:00, reported 16:30. I-05, serious: due 12:00, reported 13:00."""
    assert outcomes("reported", "2025-05") == {"I-02": "in", "I-03": "in"}  # 13 May is the fifth working day after 6 May
    assert outcomes("reported", "2025-06") == {"I-04": "out", "I-05": "out"}
    assert outcomes("reported", "2025-10") == {"I-10": "out", "I-11": "in"}


def test_why_of_a_target_alone_says_what_it_does_not_reach() -> None:
    found = explain(HOMES.on(END), "reported 2025-10")
    assert isinstance(found, Explanation)
    assert say(found.why.below[0].said) == "met is at least 90%, which it does not reach"
    assert "3 on-call hours after Tue 14 Oct 2025 12:00" in " ".join(say(line.said) for line in found.why.below)


def test_levels_month_by_month() -> None:
    made = HOMES.on(END)
    # 1/1, 2/2, 0/2, 3/3, 0/1, never given, 1/2, 1/1
    assert levels(made, "reported", MONTHS) == ["met", "met", "failed", "met", "failed", None, "failed", "met"]
    # 1764/1800 98 %, 1790/1860 96.2 %, 1760/1800 97.8 %, 1823/1860 98.01 %, 1807/1860 97.2 %, none, 1810/1860 97.3 %, waived
    assert levels(made, "hours", MONTHS) == ["met", "failed", "met", "met", "met", None, "met", None]
    # 220 of 1760 is an eighth: just met; 240 of 1710 is 14.04 %
    assert rating(made, "agency", "2025-06").rating == "met"
    assert rating(made, "agency", "2025-11").rating == "failed"


# --- information that is not given ---------------------------------------------------------------------------------------


def test_an_information_breach_begins_when_five_more_working_days_are_over() -> None:
    """June's is due on Monday 14 July, the tenth working day; five more end on the 21st. September's: 14 and 21 October."""
    assert duty(HOMES.on(END), "monthly 2025-06").due == date(2025, 7, 14)
    assert met(HOMES.on("2025-07-21"), "information") == []
    assert met(HOMES.on(END), "information") == ["2025-07-22", "2025-10-22"]


def test_each_month_that_it_lasts_is_held_back_up_to_the_cap_of_one_breach() -> None:
    """From 22 July to 2 September two months begin. One per cent of 84,000 is 840; of 84,650 it is 846.50, of which 660 is left."""
    assert money("2025-07")["information/monthly 2025-06/2025-07"][0] == 840_00
    assert money("2025-08")["information/monthly 2025-06/2025-08"][0] == 660_00
    assert [month for month in ("2025-09", "2025-10") if f"information/monthly 2025-06/{month}" in money(month)] == []


def test_only_junes_own_return_lets_it_go() -> None:
    """July's came on 13 August, June's on 2 September."""
    line = "information/monthly 2025-06/2025-07"
    assert [money("2025-07", on)[line][1] for on in ("2025-08-05", "2025-08-06", "2025-09-01", "2025-09-02")] == [
        "to be claimed",
        "withheld",
        "withheld",
        "released",
    ]


def test_what_never_came_lets_the_sum_be_kept() -> None:
    """Forty working days after 14 October: 13 in October, 20 in November, seven in December end on the 9th: met on Wednesday the 10th."""
    assert steps(HOMES.on("2025-12-09"), "never-given") == []
    assert met(HOMES.on("2025-12-10"), "never-given") == ["2025-12-10"]
    lines = "information/monthly 2025-09/2025-10", "information/monthly 2025-09/2025-11"
    # one per cent of 85,000 is 850; of 86,020.55 it is 860.2055, 860.21 to the penny, of which 650 is left
    assert [money(line[-7:], "2025-12-14")[line] for line in lines] == [(850_00, "to be claimed"), (650_00, "to be claimed")]
    assert [money(line[-7:])[line] for line in lines] == [(850_00, "kept"), (650_00, "kept")]


def test_what_if_september_came_after_all() -> None:
    """On 25 November two months have begun; with the information given they would be let go; the second waits for its invoice."""
    given = ReturnReceived(ret="monthly", covers="2025-09", reports=("reported", "open", "hours", "agency"))
    on = date(2025, 11, 25)
    found = [say(line) for line in what_if(HOMES.terms, HOMES.held.entries, [(given, "supplier", on)], on=on).differences]
    rate, lines = "1% of monthly charge per month it lasts", "information/monthly 2025-09"
    assert f"{rate} ({lines}/2025-10) would be GBP 850.00, released, not GBP 850.00, to be claimed" in found


def test_a_review_says_what_is_held_back() -> None:
    assert [say(one.said) for one in open_money(HOMES.on("2025-08-20"))] == ["GBP 840.00 is held back by the buyer: 1 sum, July 2025"]


# --- incidents -----------------------------------------------------------------------------------------------------------


def test_four_hundred_pounds_each_and_a_thousand_in_any_twelve_months() -> None:
    """I-05, I-09 and I-10 were reported late: 400, 400, and of the third 200."""
    assert money("2025-06")["reported-late/I-05/2025-06-24"] == (400_00, "settled")
    assert money("2025-08")["reported-late/I-09/2025-08-12"] == (400_00, "to be claimed")
    assert money("2025-10")["reported-late/I-10/2025-10-14"] == (200_00, "to be claimed")
    assert "reported-late/I-11/2025-10-26" not in money("2025-10")


def test_every_serious_incident_is_looked_into_within_twenty_working_days() -> None:
    """I-03, known on 12 June, decided on the 13th: 20 working days end on Friday 11 July. I-09, decided on 12 September: 10 October."""
    made = HOMES.on(END)
    assert [step.of for step in steps(made, "investigate")] == ["I-03", "I-05", "I-09", "I-10", "I-11"]
    found = [duty(made, f"joint investigation after investigate/{id}") for id in ("I-03/2025-06-12", "I-09/2025-09-11")]
    assert [(each.due, each.state) for each in found] == [(date(2025, 7, 11), "done"), (date(2025, 10, 10), "done")]


def test_an_account_in_writing_is_in_time_though_its_incident_was_told_later() -> None:
    """I-03, found on 17 May: ten working days end on 2 June (26 May is a holiday); written on 30 May, told with May's return of 12 June.
    I-09, found on 12 August: 27 August (25 August is a holiday); written on the 26th."""
    found = [duty(HOMES.on(END), f"account {id}") for id in ("I-03", "I-09")]
    assert [(each.due, each.done_on, each.state) for each in found] == [
        (date(2025, 6, 2), date(2025, 5, 30), "done"),
        (date(2025, 8, 27), date(2025, 8, 26), "done"),
    ]


def test_three_in_one_home_within_three_months_known_when_the_second_is_told() -> None:
    """Ash House: 9 April, 11 June, 8 and 21 July. June's came on 2 September."""
    assert steps(HOMES.on("2025-09-01"), "several") == []
    (step,) = steps(HOMES.on("2025-09-02"), "several")
    assert (step.of, step.met_on, step.state) == ("ash", date(2025, 9, 2), "open")


# --- a plan, a waiver ----------------------------------------------------------------------------------------------------


def test_a_plan_that_is_late_holds_back_up_to_two_per_cent_until_it_is_agreed() -> None:
    """June and August failed: met on 12 September. Asked for on Tuesday 16 September, due on the 30th; agreed on 20 October. Two per cent
    of 85,000 for the month begun on 1 October, known when the invoice came on 5 November."""
    assert met(HOMES.on(END), "plan") == ["2025-09-12"]
    assert plan(HOMES.on("2025-09-30"), "plan-1").due == date(2025, 9, 30)
    assert met(HOMES.on("2025-10-01"), "no-plan") == ["2025-10-01"]
    line = "no-plan/plan-1/2025-10"
    assert [money("2025-10", on)[line] for on in ("2025-10-19", "2025-10-20", END)] == [
        (None, "waits"),
        (None, "released"),
        (1700_00, "released"),
    ]


def test_a_waiver_leaves_the_month_out_and_is_no_rung() -> None:
    """Hours of November: 95 %, a waiver decided on 16 December and given on the 17th. A waiver lets go: nothing is skipped on the way."""
    assert rating(HOMES.on("2025-12-15"), "hours", "2025-11").rating == "failed"
    assert rating(HOMES.on(END), "hours", "2025-11").state == "not applicable"
    assert rung_names(HOMES.terms) == ("remedial action plan", "exception report")
    made = HOMES.on("2025-06-13")
    assert skipped_below(HOMES.terms, made.steps, (), ("waiver",)) == ()


def test_nothing_is_said_to_be_wrong_with_the_record() -> None:
    assert [str(problem) for problem in HOMES.on(END).problems] == []
