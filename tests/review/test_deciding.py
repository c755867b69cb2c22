"""Deciding: what may be chosen, what each choice leads to, what was skipped, what is spared, when a rung could be reached; and the days
that a decision leaves behind. The rows of needs.md 3A marked [V] are ledgers of their own here."""

from __future__ import annotations

from datetime import date

import pytest
from tests.review.history import ACTS, MONTHS, Acts, Months, day, example, history, reviewed

from tenor.base.wording import say
from tenor.ledger.events.decisions import DecisionTaken, DutyDone
from tenor.ledger.events.notices import NoticeIssued, NoticeReceived
from tenor.review.allow import allow
from tenor.review.earliest import earliest
from tenor.review.leads_to import leads_to
from tenor.review.model import Review, Step
from tenor.review.needs import needs
from tenor.review.not_yet import not_yet
from tenor.review.options import offered_from, open_to, options, together
from tenor.review.readings import alternatives
from tenor.review.skipped import legal_check_id, skipped
from tenor.review.whole import review

QUIET: Acts = []


def changed(**rows: tuple[int, int, int]) -> Months:
    """The example's months, some of them otherwise: visits made, of which late, and sent back."""
    return [(month, received, *rows.get(f"m{month[:4]}_{month[5:]}", rest)) for month, received, *rest in MONTHS]  # type: ignore[misc]


def on_day(on: str, months: Months = MONTHS, acts: Acts = ACTS) -> Review:
    return review(example(), history(on, months=months, acts=acts), on=day(on))


def step_of(made: Review, rule: str) -> Step:
    return [step for step in made.steps if step.rule == rule][-1]


def led(made: Review, step: Step, key: str) -> str:
    """All that an option leads to, in one text."""
    option = next(one for one in options(made, step) if one.key == key)
    return "; ".join(say(one.said) for one in leads_to(made, together(made, step), option))


# --- what may be chosen ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "rule", "keys"),
    [
        ("2023-06-10", "act", ["taken:", "not taken:", "advice:"]),
        ("2023-05-09", "plan", ["taken:", "not taken:", "advice:"]),
        # the contract's own way to leave it at that stands for "not now"
        ("2023-06-08", "single-red", ["taken:raise at next meeting", "taken:urgent meeting", "taken:no particular concern", "advice:"]),
        ("2023-06-10", "no-improvement", ["taken:", "not taken:", "advice:"]),
        ("2023-09-08", "red-after-warning", ["taken:notify intention", "not taken:not now", "advice:take advice"]),
    ],
)
def test_the_options_are_the_contracts_and_no_others(on: str, rule: str, keys: list[str]) -> None:
    made = reviewed(on)
    assert [one.key for one in options(made, step_of(made, rule))] == keys


def test_every_option_offered_is_one_that_may_be_recorded() -> None:
    """For each open step of a year: none of its options is refused for what it is; only days that it needs may lack."""
    lacking = {"review-day-missing", "step-gated"}
    for on in ("2022-10-10", "2023-03-08", "2023-05-09", "2023-06-11", "2023-06-30", "2023-09-08"):
        made = reviewed(on)
        for step in (one for one in made.steps if one.waiting):
            for option in options(made, step):
                acted = DecisionTaken(
                    rule=step.rule,
                    outcome=option.outcome,
                    choice=option.choice,
                    of=step.of,
                    steps=(step.id,),
                    review_on=date(2024, 1, 31) if option.review_day else None,
                )
                found = {each.code for each in allow(made, acted, side="buyer", on=made.on)}
                assert found <= (lacking if option.closed else set()), (on, step.id, option, found)


def test_what_rests_on_figures_is_offered_once_its_day_is_over() -> None:
    """semantics 6: met when April is final, on Tue 9 May; pages offer it from the day after. An event is over when it is told."""
    made = reviewed("2023-05-09")
    assert offered_from(made, step_of(made, "plan")) == date(2023, 5, 10)
    made = reviewed("2023-06-09")
    assert offered_from(made, step_of(made, "no-improvement")) == date(2023, 6, 9)


def test_a_card_is_decided_together_and_a_decision_closes_only_what_it_names() -> None:
    made = reviewed("2023-06-08")
    first, second = together(made, step_of(made, "act"))
    assert (first.of, second.of) == ("reports", "visits")
    alone = DecisionTaken(rule="act", outcome="not taken", of="visits", steps=(second.id,))
    after = reviewed("2023-06-09", ("2023-06-08", "buyer", alone))
    assert {step.of: step.state for step in after.steps if step.rule == "act"} == {"reports": "open", "visits": "not taken"}


def test_open_to_is_what_the_table_says() -> None:
    made = reviewed("2023-06-11")
    waiting, decided = step_of(made, "no-improvement"), step_of(made, "plan")
    assert open_to(made, waiting)
    assert not open_to(made, waiting, replaces=True)
    assert open_to(made, decided, replaces=True)
    assert not open_to(made, decided)


# --- what it leads to --------------------------------------------------------------------------------------------


def test_a_plan_is_to_be_agreed_ten_working_days_after_it_is_asked_for() -> None:
    """needs.md 3B-22: asked for on 10 May 2023, agreed by 24 May."""
    made = reviewed("2023-05-09")
    after = review(example(), history("2023-05-09"), on=date(2023, 5, 10))
    assert "Wed 24 May 2023" in led(after, step_of(after, "plan"), "taken:")
    assert "Tue 23 May 2023" in led(made, step_of(made, "plan"), "taken:")


def test_a_warning_leads_to_a_plan_meetings_and_a_watch() -> None:
    """The story of the screens: received on 14 June, a further plan by Wed 28 June, meetings monthly, July to September watched."""
    made = review(example(), history("2023-06-11"), on=date(2023, 6, 14))
    told = led(made, step_of(made, "no-improvement"), "taken:")
    assert "Wed 28 Jun 2023" in told
    assert "July 2023, August 2023 and September 2023 are watched" in told
    assert "the next in July 2023" in told
    assert "the first formal warning" in told
    waiting = led(made, step_of(made, "no-improvement"), "not taken:")
    assert "consider termination may come next: KPI 2 red in June 2023 and July 2023 too" in waiting
    assert "No clock starts" in led(made, step_of(made, "no-improvement"), "advice:")


def test_nothing_is_recorded_by_looking() -> None:
    made = reviewed("2023-06-11")
    before = [act.entry.id for act in made.facts.acts]
    led(made, step_of(made, "no-improvement"), "taken:")
    assert [act.entry.id for act in made.facts.acts] == before
    assert step_of(made, "no-improvement").state == "open"


# --- [V] one red within a good whole -----------------------------------------------------------------------------

KPI_3_RED = changed(m2023_06=(7, 0, 3))


def test_one_red_in_a_good_whole_is_raised_and_looked_at_again() -> None:
    """needs.md 6.6 [V]: KPI 3 red, overall green; urgent is chosen, the meeting in 2 working days, the review on 31 July."""
    on = "2023-07-10"
    made = on_day(on, KPI_3_RED, QUIET)
    step = step_of(made, "single-red")
    assert step.kpis == ("sent_back",)
    assert step.met_on == date(2023, 7, 7)
    assert made.ratings.overall["2023-06"].at(made.on).rating == "green"
    plain = DecisionTaken(rule="single-red", outcome="taken", choice="urgent meeting", of=step.of, steps=(step.id,))
    assert [each.code for each in allow(made, plain, side="buyer", on=made.on)] == ["review-day-missing"]
    assert "2 working days after Mon 10 Jul 2023 is Wed 12 Jul 2023" in led(made, step, "taken:urgent meeting")
    chosen = DecisionTaken(
        rule="single-red",
        outcome="taken",
        choice="urgent meeting",
        of=step.of,
        steps=(step.id,),
        review_on=date(2023, 7, 31),
        by_day=date(2023, 7, 12),
    )
    assert not allow(made, chosen, side="buyer", on=made.on)
    after = on_day("2023-07-11", KPI_3_RED, [(on, "buyer", chosen)])
    due = {duty.id: (duty.due, duty.state) for duty in after.duties if duty.kind == "decision"}
    assert due[f"urgent meeting after {step.id}"] == (date(2023, 7, 12), "due")
    assert due[f"review 2023-07-31 after {step.id}"] == (date(2023, 7, 31), "upcoming")


def test_no_particular_concern_is_an_answer_and_asks_for_no_day() -> None:
    made = on_day("2023-07-10", KPI_3_RED, QUIET)
    step = step_of(made, "single-red")
    act = DecisionTaken(rule="single-red", outcome="taken", choice="no particular concern", of=step.of, steps=(step.id,))
    assert not allow(made, act, side="buyer", on=made.on)


@pytest.mark.parametrize(("name", "day_given", "refused"), [("by_day", "2023-07-09", True), ("by_day", "2023-07-10", False)])
def test_a_day_to_do_it_by_does_not_lie_before_the_decision(name: str, day_given: str, refused: bool) -> None:
    made = on_day("2023-07-10", KPI_3_RED, QUIET)
    step = step_of(made, "single-red")
    act = DecisionTaken(
        rule="single-red",
        outcome="taken",
        choice="urgent meeting",
        steps=(step.id,),
        review_on=date(2023, 7, 31),
        **{name: day(day_given)},  # type: ignore[arg-type]
    )
    assert bool(allow(made, act, side="buyer", on=made.on)) == refused


# --- [V] termination may be considered ---------------------------------------------------------------------------

THREE_REDS = changed(m2023_04=(7, 3, 0), m2023_05=(7, 3, 0), m2023_06=(7, 3, 0))


def test_three_reds_without_a_warning_show_the_rungs_that_were_skipped() -> None:
    """needs.md 6.5 [V], 3B-21, 3B-23: red April, May and June 2023; which reading meets it; the skipped rungs; a check by legal."""
    on = "2023-07-10"
    made = on_day(on, THREE_REDS, QUIET)
    step = step_of(made, "three-reds")
    assert step.met_on == date(2023, 7, 7)
    assert step.consequences == ("consider termination",)
    # amber since January: a plan waits to be decided about, so only the warning was passed over
    assert skipped(made, step.consequences) == ("formal warning",)
    duty = next(one for one in made.duties if one.id == legal_check_id(step.id))
    assert "skipped on the way: formal warning" in say(duty.what)
    assert duty.state == "upcoming"
    done = on_day("2023-07-11", THREE_REDS, [(on, "buyer", DutyDone(duty=duty.id))])
    assert next(one for one in done.duties if one.id == duty.id).state == "done"
    line = next(one for one in needs(made, side="buyer") if one.id == duty.id)
    assert (line.act, line.of("step")) == ("check law", step.id)


def test_three_reds_are_met_under_some_readings_only() -> None:
    made = on_day("2023-07-10", THREE_REDS, QUIET)
    entries = history("2023-07-10", months=THREE_REDS, acts=QUIET)
    tried = alternatives(example(), entries, on=made.on, only={"three-reds"})
    step = step_of(made, "three-reds")
    falls = {one.option for one in tried if step.id in one.not_met and step.met_on not in {other.met_on for other in one.met}}
    assert falls == {"overall"}  # under "one KPI" and "any KPI each month" it is met too


def test_after_a_warning_nothing_was_skipped() -> None:
    made = reviewed("2023-09-08")
    assert skipped(made, step_of(made, "red-after-warning").consequences) == ()
    assert not [duty for duty in made.duties if duty.id.startswith("legal check")]


SECOND: Acts = [
    *ACTS,
    ("2023-10-02", "buyer", NoticeIssued(notice="w2", step="formal warning", kpis=("reports",), plan="p3")),
    ("2023-10-04", "supplier", NoticeReceived(notice="w2")),
]


def test_a_second_warning_at_any_time_lets_termination_be_considered() -> None:
    """needs.md 6.5 [V]: it counts from its receipt, and nothing lapses (3B-29)."""
    assert not [step for step in on_day("2023-10-03", acts=SECOND).steps if step.rule == "two-warnings"]
    made = on_day("2023-10-04", acts=SECOND)
    step = step_of(made, "two-warnings")
    assert (step.met_on, step.waiting) == (date(2023, 10, 4), True)
    assert skipped(made, step.consequences) == ()
    assert [one.key for one in options(made, step)] == ["taken:notify intention", "not taken:not now", "advice:take advice"]


# --- not yet, and at the earliest --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2023-02-08", False),  # January alone
        ("2023-03-08", True),  # January and February, in the first six months
        ("2023-04-12", False),  # March counts: a run of its own has begun, and February and March are not both after
        ("2023-05-10", False),  # March and April: met
    ],
)
def test_two_ambers_in_the_first_six_months_are_not_yet(on: str, told: bool) -> None:
    """needs.md 6.3: the six months end on 28 February 2023."""
    found = [one for one in not_yet(reviewed(on)) if one.rule == "plan"]
    if on == "2023-04-12":  # February and March: the first of the two is still spared
        assert [one.until for one in found] == [date(2023, 2, 28)]
        return
    assert bool(found) == told
    if told:
        assert found[0].until == date(2023, 2, 28)
        assert "January 2023 and February 2023" in say(found[0].said)


@pytest.mark.parametrize(
    ("on", "step", "days"),
    [
        # April and May settle on 9 May and 7 June; March has begun the run
        ("2023-04-12", "improvement plan", [date(2023, 5, 9), None]),
        # the plan used up March and April, so that May begins a run of its own
        ("2023-06-11", "improvement plan", [date(2023, 7, 7), None]),
        # red in May: June and July would make three; from scratch it takes June to August
        ("2023-06-11", "consider termination", [date(2023, 8, 7), date(2023, 9, 7), None]),
        # the watch begins with July
        ("2023-07-10", "consider termination", [date(2023, 8, 7), date(2023, 10, 6), date(2023, 10, 6), None]),
        ("2023-05-25", "formal warning", [date(2023, 6, 9)]),  # when plan 1 is looked at
    ],
)
def test_when_a_rung_could_be_reached_at_the_earliest(on: str, step: str, days: list[date | None]) -> None:
    assert [one.on for one in earliest(reviewed(on), step)] == days


# --- days that a decision leaves ---------------------------------------------------------------------------------


def decided(on: str, until: str, **event: object) -> Review:
    return reviewed(until, entries=history(until, (on, "buyer", DecisionTaken(**event)), acts=ACTS[:9]))  # type: ignore[arg-type]


def test_not_now_may_carry_a_day_to_look_again() -> None:
    """It stands on Home, and is over when it was looked at; the step stays closed."""
    id = "no-improvement/p1/2023-06-09"
    act = {"rule": "no-improvement", "outcome": "not taken", "of": "p1", "steps": (id,), "look_again_on": date(2023, 6, 16)}
    made = decided("2023-06-12", "2023-06-13", **act)
    duty = next(one for one in made.duties if one.id.startswith("look again"))
    assert (duty.id, duty.due, duty.state) == (f"look again 2023-06-16 after {id}", date(2023, 6, 16), "due")
    assert made.step(id).state == "not taken"  # type: ignore[union-attr]
    line = next(one for one in needs(made, side="buyer") if one.id == duty.id)
    assert (line.act, line.of("step")) == ("decide", id)
    assert not allow(made, DutyDone(duty=duty.id), side="buyer", on=made.on)


def test_advice_that_somebody_adds_takes_no_day_away() -> None:
    id = "no-improvement/p1/2023-06-09"
    first = DecisionTaken(rule="no-improvement", outcome="advice", steps=(id,), look_again_on=date(2023, 6, 20))
    second = DecisionTaken(rule="no-improvement", outcome="advice", steps=(id,))
    entries = history("2023-06-14", ("2023-06-12", "buyer", first), ("2023-06-13", "buyer", second), acts=ACTS[:9])
    duties = [one for one in reviewed("2023-06-14", entries=entries).duties if one.id == f"look again {id}"]
    assert [one.due for one in duties] == [date(2023, 6, 20)]
