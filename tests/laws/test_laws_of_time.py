"""The eight laws of time (semantics of time, section 11), tried at random on the product itself; no second opinion is asked here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
import test_rules as product
from hypothesis import given, settings
from hypothesis import strategies as st
from neutral_days import london
from neutral_random import Draw, asked, by_seed, case
from neutral_world import World
from rules_entries import entries_of
from rules_terms import WATCH
from test_second_opinion import MADE_UP, SEEDS, read_terms

from tenor.base.days import calendar
from tenor.base.deadline import count
from tenor.review.model import Review, Step
from tenor.review.whole import review
from tenor.terms.model import Terms

ENGLAND = calendar("england-and-wales")
ONE = timedelta(days=1)
Made = dict[str, Any]


def at_random(examples: int) -> Callable[[Callable[[Draw, Made], None]], Callable[..., None]]:
    """Twice the test: some examples each time, many with --slow."""

    def both(law: Callable[[Draw, Made], None]) -> Callable[..., None]:
        def one(seed: int) -> None:
            draw = by_seed(seed)
            law(draw, case(draw))

        @pytest.mark.parametrize("many", [examples, pytest.param(30 * examples, marks=pytest.mark.slow)])
        def test(many: int) -> None:
            settings(MADE_UP, max_examples=many)(given(SEEDS)(one))()

        test.__doc__ = law.__doc__
        return test

    return both


def reviewed(made: Made, on: date, known_at: date | None = None, *, terms: Terms | None = None) -> Review:
    return review(terms or read_terms(made), entries_of(made), on=on, as_known_at=known_at)


def whole(found: Review) -> dict[str, Any]:
    """All a review says, in the words of the tables."""
    keys = [f"{k} {label}" for k, by_period in found.ratings.by_kpi.items() for label in by_period]
    return {
        "ratings": product.ratings(found, dict.fromkeys(keys, "")),
        "figures": {key: figure(found, key) for key in keys},
        "overall": product.overall(found, dict.fromkeys(found.ratings.overall, "")),
        "steps": sorted(map(str, product.steps(found, []))),
        "cards": sorted(map(str, product.cards(found, []))),
        "duties": {d.id: (d.due, d.state) for d in found.duties},
        "plans": {p.id: (p.state, p.due) for p in found.plans},
        "minutes": {m.meeting: (m.state, m.answer_due) for m in found.minutes},
        "warnings": {n.id: (n.state, n.counts, n.watch) for n in found.notices},
        "meetings": product.meetings(found, []),
        "uncounted": product.uncounted(found, []),
    }


def figure(found: Review, key: str) -> Any:
    kpi, label = key.split(" ", 1)
    version = found.ratings.by_kpi[kpi][label].at(found.on)
    return version.figure, version.other


def met(found: Review, by: date = date.max) -> Counter[tuple[str, str, date]]:
    return Counter((s.rule, s.of, s.met_on) for s in found.steps if s.rule != WATCH and s.met_on <= by)


def known(made: Made, on: date, known_at: date | None) -> Made:
    """The case as it would be had nothing happened after `on`, nor been recorded after `known_at`."""
    given_on, cut_off = World(made).days.given_on, made["terms"].get("cut_off")
    kept = [
        e
        for e in made["events"]
        if given_on(e, cut_off) <= on and (known_at is None or e.get("recorded", london(e).isoformat()) <= known_at.isoformat())
    ]
    return made | {"events": kept}


@at_random(20)
def test_1_what_happened_later_or_was_not_known_changes_nothing(draw: Draw, made: Made) -> None:
    for on, known_at in asked(draw, made, 2):
        assert whole(reviewed(made, on, known_at)) == whole(reviewed(known(made, on, known_at), on)), (on, known_at)


@at_random(20)
def test_2_and_6_a_step_comes_on_its_day_and_stays(draw: Draw, made: Made) -> None:
    known_at = draw.one_of(asked(draw, made))[1]
    terms, days = read_terms(made), sorted(on for on, _ in asked(draw, made, 6))
    several = [reviewed(made, on, known_at, terms=terms) for on in days]
    for earlier, later in pairwise(several):
        assert met(earlier) == met(later, earlier.on), (earlier.on, later.on)
    for m in {m for *_, m in met(several[-1])}:
        before, then = (reviewed(made, day, known_at, terms=terms) for day in (m - ONE, m))
        now = Counter({key: n for key, n in met(several[-1]).items() if key[2] == m})
        assert not [key for key in met(before) if key[2] >= m]
        assert now == Counter({key: n for key, n in met(then).items() if key[2] == m})


@at_random(20)
def test_3_a_dispute_alone_adds_and_takes_away_nothing(draw: Draw, made: Made) -> None:
    on = draw.one_of(asked(draw, made))[0]
    made = known(made, on, None)
    terms, before = read_terms(made), reviewed(made, on)
    final = [(k, label) for k, by in before.ratings.by_kpi.items() for label in by if by[label].at(on).state == "final"]
    if not final:
        return
    kpi, label = draw.one_of(final)
    day = World(made).days.next_open(on) if "cut_off" in made["terms"] else on
    last = max([day.isoformat(), *[e.get("recorded", "") for e in made["events"]]])  # the last act of its day
    dispute = {"on": day.isoformat(), "do": "dispute", "kpi": kpi, "period": label, "recorded": last}
    disputed = made | {"events": [*made["events"], dispute]}
    for later in (day, day + draw.number(1, 60) * ONE):
        without, with_it = reviewed(made, later, terms=terms), reviewed(disputed, later, terms=terms)
        assert with_it.ratings.by_kpi[kpi][label].at(later).state == "disputed"
        assert not with_it_only(met(with_it), met(without)), (kpi, label, later)
        assert unmet(with_it) <= unmet(without), (kpi, label, later)


def with_it_only(more: Counter[Any], fewer: Counter[Any]) -> bool:
    return more.total() > fewer.total()


def unmet(found: Review) -> set[Any]:
    return {(s.rule, s.of, s.met_on, s.unmet_on) for s in found.steps if s.unmet_on and s.rule != WATCH}


@at_random(20)
def test_4_and_5_a_step_rests_on_settled_months(draw: Draw, made: Made) -> None:
    on, known_at = draw.one_of(asked(draw, made))
    terms = read_terms(made)
    found = reviewed(made, on, known_at, terms=terms)
    for step in found.steps:
        body = made["terms"]["rules"].get(step.rule, {"when": {"event": ""}})
        if "event" in body["when"] or "plan" in body["when"]:
            continue
        then = reviewed(made, step.met_on, known_at, terms=terms)
        same = next(s for s in then.steps if (s.rule, s.of, s.met_on) == (step.rule, step.of, step.met_on))
        # By the end of the day it was met each figure is final, or counts by the terms.
        assert all(rests(then, same, label, body, {"final"}) for label in same.proof), (step, then.on)
        if step.state in ("open", "advice", "covered"):
            assert all(rests(found, step, label, body, {"final", "disputed"}) for label in step.proof), (step, on)


def rests(found: Review, step: Step, label: str, body: dict[str, Any], good: set[str]) -> bool:
    if body["when"]["kpi"] == "overall":
        version = found.ratings.overall[label].at(found.on)
        return version.state == "final" or (version.disputed and "disputed" in good)
    treat = body.get("treat", {})
    if treat.get("disputed") == "as reported":
        good = good | {"disputed"}
    for k, by_period in found.ratings.by_kpi.items():
        for other, rating in by_period.items():
            if k in step.kpis and (other == label or rating.period.last.isoformat()[:7] == label):
                version = rating.at(found.on)
                state = "unrated" if version.state in good and version.rating == "unrated" else version.state
                if state in good or treat.get(state) in ("red", "amber"):
                    return True
    return False


@at_random(20)
def test_7_when_it_was_recorded_changes_no_answer(draw: Draw, made: Made) -> None:
    world, last = World(made), date.min
    order = {id(e): n for n, (_, e) in enumerate(world.events)}
    later: dict[int, str] = {}
    for given_on, e in world.events:  # the order of the acts of one day is kept
        last = max(last, given_on, london(e)) + draw.number(0, 9) * ONE
        later[order[id(e)]] = last.isoformat()
    moved = made | {"events": [e | {"recorded": later[order[id(e)]]} for e in made["events"]]}
    on = draw.one_of(asked(draw, made))[0]
    assert whole(reviewed(made, on)) == whole(reviewed(moved, on)), on


@settings(MADE_UP, max_examples=300)
@given(st.dates(date(2013, 1, 1), date(2027, 12, 31)), st.integers(0, 60), st.sampled_from(["after", "before", "beginning with"]))
def test_8_a_deadline_of_working_days_is_a_working_day(start: date, n: int, way: str) -> None:
    due = count(f"working days {way}", max(n, 1) if way == "beginning with" else n, start, ENGLAND).due  # type: ignore[arg-type]
    assert ENGLAND.is_open(due)
    if ENGLAND.is_open(start) and way == "after":
        assert count("working days before", n, due, ENGLAND).due == start
