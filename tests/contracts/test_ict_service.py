"""A service desk: hours that run while it is open, doubled points, two caps, a gate. All figures are worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.contracts.given import contract, duty, levels, met, rating, steps

from tenor.base.clock import add_time
from tenor.base.figure import Number
from tenor.base.wording import say
from tenor.figures.which import which
from tenor.review.explain import Explanation, explain
from tenor.review.model import Review
from tenor.review.money_open import open_money
from tenor.review.reason import Line
from tenor.review.statement import statement
from tenor.terms.check import check

DESK = contract("ict-service")
END = "2025-10-20"
CLOCK = DESK.terms.clocks["desk"]
MONTHS = ["2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09"]


def london(text: str) -> datetime:
    """A summer time of London's clocks: an hour ahead of UTC."""
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


def money(month: str, on: str = END) -> dict[str, tuple[int | None, str]]:
    """Line -> pence and what became of it."""
    found = statement(DESK.on(on), month)
    assert found is not None
    return {line.id.removesuffix(f"/{month}"): (line.amount, done.standing) for line, done in found.lines}


def told(made: Review, what: str) -> list[str]:
    """Every line of an explanation, in words."""
    found = explain(made, what)
    assert isinstance(found, Explanation)
    return _lines(found.why)


def _lines(line: Line) -> list[str]:
    return [say(line.said), *(words for below in line.below for words in _lines(below))]


def test_levels_month_by_month() -> None:
    made = DESK.on(END)
    # 4/4, 4/5 = 80 %, 3/4 = 75 %, 3/3, 2/4 = 50 %, 3/3
    assert levels(made, "put_right", MONTHS) == ["target", "moderate", "serious", "target", "critical", "target"]
    # 92, 88, 84, 91, 79, 90.5
    assert levels(made, "calls", MONTHS) == ["target", "slight", "moderate", "target", "serious", "target"]
    # 0.5/200 = 0.25 %, 3/200 = 1.5 %, none (planned work is left out), 1/230 = 0.43 %, 9/200 = 4.5 %, 1.5/220 = 0.68 %
    assert levels(made, "lost", MONTHS) == ["target", "moderate", "target", "target", "critical", "slight"]
    figure = rating(made, "lost", "2025-05").figure
    assert figure is not None
    assert figure[0] * 200 == figure[1] * 3


def test_desk_hours_stand_still_over_a_weekend() -> None:
    """F-07, second priority: Friday 16 May from 16:30 to 18:00 is an hour and a half, Monday from 8:00 six and a half more: 14:30."""
    assert add_time(london("2025-05-16T16:30"), Number(8), "hour", CLOCK).due == london("2025-05-19T14:30")


def test_desk_hours_stand_still_on_a_bank_holiday() -> None:
    """F-05, first priority: an hour on Friday 2 May, none on Monday 5 May, three on Tuesday: 11:00. F-04: over Easter to Tuesday 10:00."""
    assert add_time(london("2025-05-02T17:00"), Number(4), "hour", CLOCK).due == london("2025-05-06T11:00")
    assert add_time(london("2025-04-17T16:00"), Number(4), "hour", CLOCK).due == london("2025-04-22T10:00")


def test_which_faults_of_may_were_in_time() -> None:
    """F-05 to 11:00 on Tuesday, F-07 to 14:30 on Monday, F-09 to 14:00 and 1.5 hours waited: in time. F-08, due 17:00, was not: 17:05."""
    made = DESK.on(END)
    found = which(DESK.terms, made.facts, "put_right", "2025-05", made.on)
    assert {one.row: one.outcome for one in found} == {"F-05": "in", "F-06": "in", "F-07": "in", "F-08": "out", "F-09": "in"}


def test_a_months_credits_to_the_penny() -> None:
    """May: moderate 2, slight 1, moderate 2 points. Half a per cent of 40,123.40 is 200.617: two are 401.234, one rounds to 200.62."""
    found = money("2025-05")
    assert found["credits/put_right"] == (401_23, "settled")
    assert found["credits/calls"] == (200_62, "to be claimed")
    assert found["credits/lost"] == (401_23, "to be claimed")
    assert found["hours-lost/S-2/2025-05-13"] == (450_00, "to be claimed")  # 3 hours at 150


def test_a_second_month_below_target_doubles_and_meets_the_cap_of_the_month() -> None:
    """June: serious 3 and moderate 2, both after a failed May: 6 and 4 points at 200 pounds. 1,200 and 800 are 2,000, the cap is 1,600."""
    assert money("2025-06") == {"credits/put_right": (1200_00, "to be claimed"), "credits/calls": (400_00, "to be claimed")}


def test_the_cap_of_the_month_and_that_of_the_hours() -> None:
    """August, July being good: 5 + 3 + 5 points are 1,000 + 600 + 1,000, of which 1,600. Stops: 6 hours 900, 3 hours 450, of which 100."""
    assert {line: amount for line, (amount, _) in money("2025-08").items()} == {
        "hours-lost/S-5/2025-08-05": 900_00,
        "hours-lost/S-6/2025-08-06": 100_00,
        "credits/put_right": 1000_00,
        "credits/calls": 600_00,
        "credits/lost": 0,
    }


def test_the_cap_of_the_year_leaves_the_rest_of_4500_pounds() -> None:
    """Before September: 401.23 + 200.62 + 401.23 + 1,600 + 1,600 = 4,203.08. Slight 1 doubled is 2 points, 400; 296.92 is left."""
    assert money("2025-09")["credits/lost"] == (296_92, "to be claimed")


def test_a_credit_waits_for_its_invoice() -> None:
    assert money("2025-09", "2025-10-12")["credits/lost"][0] is None


def test_a_late_report_costs_75_pounds_a_working_day() -> None:
    """June's was due on Monday 7 July, the fifth working day, and came on Wednesday 9: two days."""
    report = duty(DESK.on(END), "monthly 2025-06")
    assert (report.due, report.done_on) == (date(2025, 7, 7), date(2025, 7, 9))
    assert money("2025-07")["late-report/monthly 2025-06"] == (150_00, "to be claimed")


def test_the_gate_opens_only_by_a_meeting_after_the_rule_was_met() -> None:
    """June serious, August critical: met on 5 September. The meeting of July was before; that of 18 September was refused."""
    assert met(DESK.on(END), "default") == ["2025-09-05"]
    assert steps(DESK.on("2025-09-17"), "default")[0].first
    assert not steps(DESK.on("2025-09-18"), "default")[0].first
    assert steps(DESK.on(END), "default")[0].state == "taken"


def test_why_says_what_the_gate_asks_in_words_and_the_hours_that_were_stated() -> None:
    made = DESK.on("2025-09-15")
    gate = "it can be taken only after service meeting held or service meeting refused, on or after the day the conditions were met"
    assert gate in told(made, "default/put_right/2025-09-05")
    assert "200 hours, as the return of Thu 5 Jun 2025 gives it" in told(made, "lost 2025-05")


def test_a_late_figure_is_final_on_the_day_its_return_came() -> None:
    """June's final day was Monday 7 July; its return came on Wednesday 9 (semantics 4: the later of the two)."""
    june = rating(DESK.on(END), "put_right", "2025-06")
    assert (june.state, june.from_day) == ("final", date(2025, 7, 9))
    assert DESK.on(END).ratings.by_kpi["put_right"]["2025-06"].final_from(date(2025, 10, 20)) == date(2025, 7, 9)
    (step,) = steps(DESK.on("2025-09-15"), "default")
    assert "3 of 4 = 75%, serious, final on Wed 9 Jul 2025" in say(step.because[0])
    late = "it should have settled on Mon 7 Jul 2025 (Mon 7 Jul 2025: 5 working days after Mon 30 Jun 2025), but was first reported on"
    assert f"{late} Wed 9 Jul 2025; it is final since then" in told(DESK.on(END), "put_right 2025-06")


def test_a_figure_in_time_is_final_on_its_final_day() -> None:
    """August's return came on 5 September, its final day; July's a day before Thursday 7 August."""
    found = DESK.on(END).ratings.by_kpi["put_right"]
    assert [found[month].final_from(date(2025, 10, 20)) for month in ("2025-07", "2025-08")] == [date(2025, 8, 7), date(2025, 9, 5)]
    assert found["2025-10"].final_from(date(2025, 10, 20)) == date(2025, 11, 7)  # not final yet: the day on which it will be


def test_a_review_says_what_can_be_claimed() -> None:
    """Of 75; 450 + 200.62 + 401.23 (the third of May is settled); 1,200 + 400; 150 + 150; 900 + 100 + 1,000 + 600 (the fifth of August is
    nought); 225: 5,851.85. September's credit waits for its invoice until the 13th, and is then 296.92 more."""
    before, after = (open_money(DESK.on(day)) for day in ("2025-10-12", END))
    assert [(one.kind, one.to, one.amount, one.sums) for one in before] == [
        ("to be claimed", "buyer", 5_851_85, 13),
        ("waits", "buyer", 0, 1),
    ]
    assert [(one.kind, one.amount, one.sums) for one in after] == [("to be claimed", 6_148_77, 14)]
    assert say(after[0].said) == "GBP 6,148.77 can be claimed by the buyer: 14 sums, April 2025 to September 2025"


def test_every_band_of_a_ratio_in_per_cent_can_be_reached() -> None:
    assert [problem for problem in check(DESK.terms) if problem.code.startswith("band-")] == []


def test_more_than_twenty_points_in_three_months() -> None:
    """May 5, June 10, July 0: 15. June 10, July 0, August 13: 23, known when August is final on 5 September."""
    assert steps(DESK.on("2025-09-04"), "ending") == []
    (step,) = steps(DESK.on("2025-09-15"), "ending")
    assert (step.met_on, step.may, step.proof) == (date(2025, 9, 5), True, ("2025-06", "2025-08"))
    assert say(step.because[-1]) == "a total of 23 points; the contract asks for above 20 in any 3 months"
    assert "KPI 1, June 2025: serious brings 3. Doubled by repeat: 6." in [say(line) for line in step.because]
    assert steps(DESK.on(END), "ending")[0].state == "not taken"
