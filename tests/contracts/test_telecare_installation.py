"""Alarms fitted at home: parts, two clocks, counts of groups, caps, a plan by silence, a dispute. All figures are worked out by hand."""

from __future__ import annotations

from datetime import date

from tests.contracts.given import contract, duty, levels, met, minutes, overall, plan, rating, steps

from tenor.base.wording import say
from tenor.figures.which import which
from tenor.review.explain import Explanation, explain
from tenor.review.model import Review
from tenor.review.reason import Line
from tenor.review.statement import statement
from tenor.terms.check import check

FITTED = contract("telecare-installation")
END = "2024-11-15"
MONTHS = [f"2024-{n:02}" for n in range(4, 11)]
QUARTERS = ["2024-Q2", "2024-Q3"]


def money(month: str, on: str = END) -> dict[str, tuple[int | None, str]]:
    """Line -> pence and what became of it."""
    found = statement(FITTED.on(on), month)
    assert found is not None
    return {line.id.removesuffix(f"/{month}"): (line.amount, done.standing) for line, done in found.lines}


def total(month: str) -> int:
    found = statement(FITTED.on(END), month)
    assert found is not None
    return found.total


def told(made: Review, what: str) -> list[str]:
    found = explain(made, what)
    assert isinstance(found, Explanation)
    return _lines(found.why)


def _lines(line: Line) -> list[str]:
    return [say(line.said), *(words for below in line.below for words in _lines(below))]


# --- figures -----------------------------------------------------------------------------------------------------


def test_levels_month_by_month() -> None:
    made = FITTED.on(END)
    # 8, 7, 8, 10, 10, 10 and 9 of 10
    assert levels(made, "first-visit", MONTHS) == ["minor", "serious", "minor", "target", "target", "target", "target"]
    # 4, 4, 2, 3, 3, 4 and 4 of 4
    assert levels(made, "urgent", MONTHS) == ["target", "target", "serious", "minor", "minor", "target", "target"]
    # three of the five visits in Hill in May are 60%, one of five is the 20% that is allowed
    assert levels(made, "put-off.hill", MONTHS[:4]) == ["met", "failed", "met", "met"]
    assert levels(made, "put-off.dale", MONTHS[:4]) == ["met", "met", "met", "met"]
    # K-3 passed on 28 June; K-2's safeguarding ended on 14 August and began again on 10 September
    assert levels(made, "training", MONTHS[:6]) == ["met", "met", "met", "met", "failed", "met"]


def test_an_urgent_visit_waits_while_nobody_lets_the_fitter_in() -> None:
    """Both asked for on Sunday 7 July, due by Tuesday 9. V0701 was done on the 10th; V0702 at nine on the 10th, less 24 hours: the 9th."""
    found = which(FITTED.terms, FITTED.on(END).facts, "urgent", "2024-07", date.fromisoformat(END))
    assert {one.row: one.outcome for one in found if one.row <= "V0704"} == {"V0701": "out", "V0702": "in", "V0703": "in", "V0704": "in"}


def test_desk_hours_run_over_night_and_not_over_the_weekend() -> None:
    """F-05: Friday 14 June 17:00 to 21:00 are 4 hours, Sunday 21:00 to Wednesday 10:00 are 61: 65, above 48, severe. It was seen in time:
    an hour of the working clock on Friday and one and a half on Monday. F-03: 16:00 to 7:30 next morning, 15.5 hours, at most 16."""
    made = FITTED.on(END)
    june, may = rating(made, "faults.mended", "2024-06"), rating(made, "faults.mended", "2024-05")
    assert (june.figure, june.rating) == ((65 * 3600, 3600), "severe")
    assert (may.figure, may.rating) == ((155 * 360, 3600), "target")
    assert rating(made, "faults.seen", "2024-06").rating == "target"
    assert levels(made, "faults", MONTHS[:4]) == ["target", "target", "severe", "target"]  # the worse of the two parts


def test_the_gap_is_counted_from_counts() -> None:
    """April to June: English 6 + 5 + 6 of 7 + 6 + 7 = 17 of 20, Urdu 3 of 6, other 3 of 4. Urdu against the rest: 20/24 - 3/6 = 1/3;
    English 17/20 - 6/10 = 1/4; other 3/4 - 20/26 is less. A third is above 10 points in a hundred. From July on every visit worked."""
    made = FITTED.on(END)
    assert [(rating(made, "language-gap", q).figure, rating(made, "language-gap", q).rating) for q in QUARTERS] == [
        ((1, 3), "failed"),
        ((0, 1), "met"),
    ]
    lines = told(made, "language-gap 2024-Q2")
    assert "First visits that worked, counted by group: Urdu: 3 of 6 = 50%" in lines
    assert "met is at most 10 percentage points, which it does not reach" in lines
    # 2 of the 30 of the second quarter are not recorded
    share = rating(made, "not-recorded", "2024-Q3").figure
    assert share is not None
    assert share[0] * 15 == share[1]


def test_no_row_holds_a_persons_language() -> None:
    held = [row for row in FITTED.on(END).facts.rows if "home_language" in row.values]
    assert {row.dataset for row in held} == {"groups"}


def test_fewer_than_ten_needs_are_not_judged() -> None:
    """12 of 12 in spring; 8 of 9 in summer."""
    made = FITTED.on(END)
    assert [(rating(made, "needs-met", q).state, rating(made, "needs-met", q).rating) for q in QUARTERS] == [
        ("final", "met"),
        ("not applicable", None),
    ]


def test_complaints_for_every_hundred_visits() -> None:
    """One in the thirty of summer: 100/30 = 3.3, at most 5. Received on 15 August: ten working days end on the 30th (closed: the 26th)."""
    made = FITTED.on(END)
    assert rating(made, "complaints.rate", "2024-Q3").figure == (100, 30)
    assert levels(made, "complaints", QUARTERS) == ["met", "met"]


def test_a_survey_has_no_baseline_yet() -> None:
    """Four of five answered. Two of three residents feel safer; the first two half-years are where it begins."""
    made = FITTED.on(END)
    assert rating(made, "safer.response", "2024-H1").figure == (4, 5)
    assert (rating(made, "safer.residents", "2024-H1").figure, rating(made, "safer", "2024-H1").rating) == ((2, 3), "unrated")


def test_the_scorecard() -> None:
    """Marks times weight, each month and quarter that was rated in spring; of a target alone met is 1.

    first visit 3 x (2+1+2) = 15 of 27, urgent 3 x (3+3+1) = 21 of 27, faults 2 x (3+3+0) = 12 of 18, interpreter 2 x (1+0+1) = 4 of 6,
    Hill 2 of 3, Dale 3 of 3, training 3 of 3, needs 2 of 2, complaints 1 of 1, the gap 0 of 1, recorded 1 of 1, call-backs 1 of 1,
    number 3 of 3: 68 of 96 = 70.8%, rounded 71%, poor from 65%."""
    made = FITTED.on(END)
    assert made.ratings.overall["2024-Q2"].at(made.on).figure == (68, 96)
    assert overall(made, "2024-Q2") == "poor"
    lines = told(made, "overall 2024-Q2")
    assert lines[0] == "overall rating of quarter 2 of 2024: poor, a score of 68 of 96 = 70.8%"
    assert sum(line.startswith("KPI 1 (Working after the first visit)") for line in lines) == 3


# --- days --------------------------------------------------------------------------------------------------------


def test_the_first_meeting_is_signed_by_both() -> None:
    """Ten working days before Easter Monday, 1 April: 28, 27, 26, 25, 22, 21, 20, 19, 18 and 15 March; the 29th is Good Friday."""
    before = FITTED.on("2024-03-15")
    assert (duty(before, "meeting first once").due, duty(before, "meeting first once").state) == (date(2024, 3, 15), "done")
    assert [duty(before, f"sign first once {side}").state for side in ("buyer", "supplier")] == ["done", "upcoming"]
    assert duty(FITTED.on("2024-03-18"), "sign first once supplier").done_on == date(2024, 3, 18)


def test_two_days_of_grace_once_a_year() -> None:
    """April's list was due on Wednesday 8 May, the 6th being closed, and came on the 9th. August's, due on 6 September, had none left."""
    made = FITTED.on(END)
    april, august = duty(made, "jobs 2024-04"), duty(made, "jobs 2024-08")
    assert (april.due, april.first_due, april.state) == (date(2024, 5, 10), None, "done")
    assert (august.due, august.done_on, august.state) == (date(2024, 9, 6), date(2024, 9, 13), "done late")


def test_a_plan_is_approved_by_silence() -> None:
    """Asked on 8 July: 9, 10, 11, 12, 15. Given on the 18th; ten working days to answer: 19, 22 to 26, 29, 30, 31 July, 1 August."""
    assert met(FITTED.on(END), "plan") == [
        "2024-07-05",
        "2024-07-05",
        "2024-09-13",
    ]  # three of three months, 13 points; urgent once August came
    assert plan(FITTED.on("2024-08-01"), "plan-1").state == "proposed, late"
    made = FITTED.on("2024-08-02")
    assert (plan(made, "plan-1").due, plan(made, "plan-1").agreed_on) == (date(2024, 7, 15), date(2024, 8, 1))
    assert duty(made, "answer to improvement plan plan-1").done_on == date(2024, 8, 1)


def test_the_gap_is_decided_about_at_the_next_review() -> None:
    """Met on 5 July. Until the list of people came, the review of summer was due by 30 September; it came on the 12th, and eight working
    days are 15, 16, 17, 18, 19, 22, 23, 24 July. An escalation meeting of 24 July is another thing than the review of the 23rd."""
    assert duty(FITTED.on("2024-07-11"), "decide gap/2024-07-05").due == date(2024, 9, 30)
    one = duty(FITTED.on("2024-07-22"), "decide gap/2024-07-05")
    assert (one.due, one.state) == (date(2024, 7, 24), "due")
    assert one.worked_out is not None
    assert "at the next review after Fri 5 Jul 2024, the one for quarter 3 of 2024" in say(one.worked_out)
    assert duty(FITTED.on("2024-07-23"), "decide gap/2024-07-05").state == "done"
    talk = duty(FITTED.on(END), "escalation meeting after withhold/plan-1/2024-07-16")
    assert (talk.due, talk.done_on) == (date(2024, 7, 31), date(2024, 7, 24))


def test_minutes_are_agreed_by_silence() -> None:
    """By email on 29 July, there that day: 30, 31 July, 1, 2, 5, 6, 7, 8, 9, 12 August."""
    assert minutes(FITTED.on("2024-08-12"), "review-2") == "received"
    assert minutes(FITTED.on("2024-08-13"), "review-2") == "deemed agreed"


def test_the_dispute_of_a_default_notice() -> None:
    """Asked on 16 September, no plan by the 23rd: not engaged on the 24th. The gate opens when the meeting is refused, on 1 October.
    Received on the 3rd, to be answered by the 10th, disputed on the 9th; ten working days: 10, 11, 14 to 18, 21, 22, 23 October."""
    assert steps(FITTED.on("2024-09-30"), "default")[1].first
    assert not steps(FITTED.on("2024-10-01"), "default")[1].first
    made = FITTED.on("2024-10-10")
    assert duty(made, "answer to default notice default-1").due == date(2024, 10, 10)
    (step,) = steps(made, "dispute")
    assert (step.met_on, step.due, step.state) == (date(2024, 10, 9), date(2024, 10, 23), "open")
    after = FITTED.on(END)
    decided = steps(after, "dispute")[0].decided
    assert decided is not None
    assert (decided.choice, decided.on) == ("change", date(2024, 10, 22))
    assert duty(after, "decide dispute/default-1/2024-10-09").state == "done"
    assert duty(after, "cure default-1").due == date(2024, 10, 25)


def test_a_refused_meeting_is_nobodys_any_more() -> None:
    refused = duty(FITTED.on(END), "escalation meeting after withhold/plan-2/2024-09-24")
    assert (refused.due, refused.done_on) == (date(2024, 10, 8), date(2024, 10, 1))
    assert [say(each) for each in refused.because] == ["the other side would not meet, as it said on Tue 1 Oct 2024"]


def test_the_variation_holds_from_october() -> None:
    """3 of 4 interpreters in September and in October; a target of 70%, then of 90%. A KPI comes and one goes; the past stays."""
    made = FITTED.on(END)
    assert levels(made, "interpreter", MONTHS) == ["met", "failed", "met", "met", "met", "met", "failed"]
    assert levels(made, "number", ["2024-Q2", "2024-Q3"]) == ["target", "target"]
    assert rating(made, "number", "2024-Q4").state == "not applicable"
    assert [rating(made, "dementia", m).state for m in ("2024-09", "2024-10")] == ["not applicable", "not due"]
    assert levels(FITTED.on("2024-09-11"), "interpreter", MONTHS[:2]) == ["met", "failed"]


# --- money -------------------------------------------------------------------------------------------------------


def test_points_twice_on_repeat_to_the_penny() -> None:
    """April: minor, 1 point of 200.00. May: serious 2, twice 4, of 201.2345: 804.938. Four put off: 30, 30, 30 and the 10 left of 100."""
    assert money("2024-04")["credits/first-visit"] == (200_00, "settled")
    assert money("2024-05") == {
        "put-off-visits/V0501/2024-05-08": (30_00, "to be claimed"),
        "put-off-visits/V0503/2024-05-09": (30_00, "to be claimed"),
        "put-off-visits/V0507/2024-05-13": (30_00, "to be claimed"),
        "put-off-visits/V0510/2024-05-14": (10_00, "to be claimed"),
        "credits/first-visit": (804_94, "to be claimed"),
    }


def test_the_caps_of_the_month_and_of_the_year() -> None:
    """June: minor twice 2, serious 2, severe 4 points: 400, 400, 800, of which 1,000. July: minor twice, 400. Before August: 200 + 804.94 +
    1,000 + 400 = 2,404.94; of August's 400 the last 95.06 of 2,500."""
    june = {line: amount for line, (amount, _) in money("2024-06").items() if line.startswith("credits")}
    assert june == {"credits/first-visit": 400_00, "credits/urgent": 400_00, "credits/faults": 200_00}
    assert money("2024-07")["credits/urgent"][0] == 400_00
    assert money("2024-08")["credits/urgent"][0] == 95_06


def test_withheld_and_released_and_withheld_and_kept() -> None:
    """Two hundredths of 20,000 for the one month begun: from 16 July, released on 1 August; from 24 September, kept on 3 October."""
    assert money("2024-07", "2024-09-30")["withhold/plan-1"] == (400_00, "released")
    assert money("2024-09", "2024-10-02")["withhold/plan-2"][1] == "waits"  # for September's invoice, which came on 10 October
    assert money("2024-09")["withhold/plan-2"] == (400_00, "kept")


def test_a_late_list_from_its_second_day() -> None:
    """Due on Friday 6 September, received on Friday 13: five working days, of which 10, 11, 12 and 13 at 30 are 120, at most 100."""
    assert money("2024-09")["late-list/jobs 2024-08"] == (100_00, "to be claimed")


def test_half_is_earned_back_after_three_months_on_target() -> None:
    """July, August and September: half of 200 + 804.94 + 400 = 1,404.94, and half of the 200 for faults."""
    found = money("2024-09")
    assert found["credits/first-visit/back 2024-09"] == (702_47, "to be claimed")
    assert found["credits/faults/back 2024-09"] == (100_00, "to be claimed")


def test_what_was_released_is_in_no_total() -> None:
    """July: the 400 of urgent homes. September: 100 + 400 kept - 702.47 - 100."""
    assert (total("2024-07"), total("2024-09")) == (400_00, -302_47)


# --- the terms ---------------------------------------------------------------------------------------------------


def test_what_is_said_of_the_terms() -> None:
    """Nothing is claimed of how many visits there are: they are not one for each district."""
    assert sorted(problem.code for problem in check(FITTED.terms)) == [
        "contact-missing",
        "due-on-closed-day",
        "due-on-closed-day",
        "hole",
        "reading-open",
    ]
