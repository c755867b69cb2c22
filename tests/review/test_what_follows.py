"""What follows: nothing is promised that the history then breaks, and the loss that would cost most is named."""

from __future__ import annotations

from datetime import timedelta

from tests.review.history import day
from tests.spec.test_needs import contract_on

from tenor.base.wording import say
from tenor.review.outlook import chances
from tenor.review.what_follows import what_follows


def outlooks(on: str) -> list[str]:
    return [say(each.said) for each in what_follows(contract_on(on)).outlooks]


def test_every_period_ends_as_it_was_said_it_could() -> None:
    """Through the whole history of the example: each figure ends between the best and the worst that was named on any day before."""
    end, tried = contract_on("2023-12-01"), 0
    on = day("2022-09-03")
    while on < day("2023-10-05"):
        now = contract_on(on.isoformat())
        for chance in chances(now):
            ended = end.ratings.by_kpi[chance.rating.kpi][chance.rating.period.label].at(end.on).rating
            if ended is not None:
                levels = now.terms.levels
                assert levels.index(chance.at_best) <= levels.index(ended) <= levels.index(chance.at_worst), (on, chance)
                tried += 1
        on += timedelta(days=7)
    assert tried > 100


def test_what_is_lost_is_lost() -> None:
    """With three late, three still open and one sent, four of seven is the best that is left."""
    assert outlooks("2023-05-30")[1] == "KPI 2, May 2023: it can only end red now"


def test_no_day_given_yet_may_still_be_given() -> None:
    """On 26 May two reports have no day yet: they may still turn out to have been sent in time."""
    assert outlooks("2023-05-26")[1] == ("KPI 2, May 2023: it can still end anywhere from amber (5 of 8 = 62.5%) to red (1 of 8 = 12.5%)")


def test_before_any_row_the_units_say_how_many() -> None:
    found = what_follows(contract_on("2023-06-12"))
    assert say(found.outlooks[0].said) == "KPI 1, June 2023: it can still end anywhere from green (7 of 7 = 100%) to red (0 of 7 = 0%)"
    assert found.what_if is not None
    assert say(found.what_if.said) == (
        "If one of the 7 is missed or late, June 2023 cannot end better than amber for KPI 2 (6 of 7 = 85.7%)"
    )


def test_the_row_due_first_is_the_what_if() -> None:
    found = what_follows(contract_on("2023-07-03")).what_if
    assert found is not None
    assert say(found.said) == (
        "If Gorse House is late, June 2023 cannot end better than amber for KPI 2 (6 of 7 = 85.7%). It is due by the end of Tue 4 Jul 2023"
    )
    assert [say(line) for line in found.because] == ["stretch is at least 100%, which it does not reach"]
    assert found.clause == ("3.1",)


def test_decisions_come_first() -> None:
    assert [say(line) for line in what_follows(contract_on("2023-05-09")).decisions] == [
        "Waiting for a decision since Tue 7 Feb 2023: decide action (clause 6.1)",
        "Waiting for a decision since Tue 9 May 2023: improvement plan (clause 6.3)",
    ]
