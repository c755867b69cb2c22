"""What is agreed in mid-contract, worked out by hand: the contract goes on, a garden closes and opens again, a subcontractor goes, and
KPIs, rules, duties and fields come and end. What was before stays as it was, which is also tried at random."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from tests.contracts_small.test_small_contracts import SHELTER, Told, act, due, met, rated, reviewed, rows, stated, terms
from tests.review.history import entry

from tenor.ledger.events.agreements import (
    ContractEnded,
    ContractExtended,
    SubcontractEnded,
    UnitClosed,
    UnitOpened,
    VariationAgreed,
)
from tenor.review.after import after
from tenor.review.allow import allow
from tenor.review.model import Review
from tenor.review.subcontractors import subcontracts
from tenor.review.whole import review

G = "gardens"


def calls(month: str, on: str, n: int) -> Told:
    return stated("m", month, on, calls=(n, 1))


def vary(on: str, from_: str, holds_for: Any = "periods beginning", /, **changes: object) -> Told:
    """A variation; of each change the path with "__" for dots, and a value of the terms language."""
    told = {
        path.replace("__", ".").replace("_", "-"): value if isinstance(value, str) else json.dumps(value) for path, value in changes.items()
    }
    return act(
        on, "buyer", VariationAgreed(variation=f"v-{on}-{from_}", from_=date.fromisoformat(from_), changes=told, holds_for=holds_for)
    )


def periods(of: Review, kpi: str = "calls") -> list[str]:
    return list(of.ratings.by_kpi[kpi])


# --- the contract goes on --------------------------------------------------------------------------------------------

FIVE = [calls("2024-06", "2024-07-10", 5), calls("2024-07", "2024-08-09", 5)]
ONCE = act("2024-05-20", "buyer", ContractExtended(last_day=date(2024, 9, 30)))
TWICE = act("2024-08-30", "buyer", ContractExtended(last_day=date(2024, 12, 31), clause="2.2"))


def test_an_extension_is_known_from_its_day() -> None:
    before, then = reviewed(G, [*FIVE, ONCE], "2024-05-19"), reviewed(G, [*FIVE, ONCE], "2024-05-20")
    assert (before.terms.contract.ends, periods(before)[-1]) == (date(2024, 6, 30), "2024-06")
    assert (then.terms.contract.ends, periods(then)[-1]) == (date(2024, 9, 30), "2024-09")
    assert "planting 2024-Q3" not in {duty.id for duty in before.duties}


def test_what_is_asked_goes_on_with_it() -> None:
    found = reviewed(G, [*FIVE, ONCE], "2024-08-14")
    assert due(found, "m 2024-07") == ("2024-08-14", "done")  # ten working days after 31 July
    assert due(found, "planting 2024-Q3") == ("2024-09-30", "upcoming")
    assert [slot.label for slot in found.meetings if "Q3" in slot.label]
    assert met(found, "twice") == [("calls", "2024-08-14")]  # June, of the first term, and July, of the second
    assert reviewed(G, FIVE, "2024-08-14").steps == []  # without it there is no July


def test_extended_twice() -> None:
    found = reviewed(G, [ONCE, TWICE], "2024-08-30")
    assert (found.terms.contract.ends, periods(found)[-1]) == (date(2024, 12, 31), "2024-12")
    assert reviewed(G, [ONCE, TWICE], "2024-08-29").terms.contract.ends == date(2024, 9, 30)


def test_an_early_end_after_it_holds() -> None:
    ended = act("2024-07-01", "buyer", ContractEnded(last_day=date(2024, 8, 31)))
    assert reviewed(G, [ONCE, ended], "2024-07-01").terms.contract.ends == date(2024, 8, 31)


def test_of_a_right_used_and_a_last_day_agreed_the_later_holds() -> None:
    agreed = vary("2024-06-03", "2024-06-03", contract__ends="2024-12-31")
    assert reviewed(G, [ONCE, agreed], "2024-06-03").terms.contract.ends == date(2024, 12, 31)
    earlier = vary("2024-05-13", "2024-05-13", contract__ends="2024-07-31")
    assert reviewed(G, [earlier, ONCE], "2024-05-20").terms.contract.ends == date(2024, 9, 30)


MAY = [
    # what was recorded before, on, side, last day, clause, the problems
    ([], "2024-05-30", "buyer", "2024-12-31", "", []),
    ([], "2024-05-31", "buyer", "2024-12-31", "", ["extended-too-late"]),  # by 30 May, a month before 30 June
    ([], "2024-05-20", "buyer", "2025-01-01", "", ["extended-too-long"]),
    ([], "2024-05-20", "buyer", "2024-06-30", "", ["extension-not-later"]),
    ([], "2024-05-20", "supplier", "2024-09-30", "", ["act-not-by-role"]),
    ([], "2024-06-28", "supplier", "2024-09-28", "2.3", []),  # ninety days; this right names no day by which
    ([], "2024-06-28", "supplier", "2024-09-29", "2.3", ["extended-too-long"]),
    ([], "2024-05-20", "buyer", "2024-09-30", "9", ["extension-no-clause"]),
    ([], "2024-07-01", "buyer", "2024-12-31", "", ["act-after-end", "extended-too-late"]),
    ([ONCE], "2024-08-30", "buyer", "2024-12-31", "", []),
    ([ONCE], "2024-08-31", "buyer", "2024-12-31", "", ["extended-too-late"]),  # counted anew from 30 September
    ([ONCE], "2024-08-30", "buyer", "2025-01-01", "", ["extended-too-long"]),  # but the six months are those from 30 June
    ([ONCE, TWICE], "2024-10-01", "buyer", "2025-01-31", "", ["act-not-by-role"]),  # what is left is the supplier's
    ([ONCE, TWICE], "2024-10-01", "supplier", "2025-03-31", "", []),
    ([ONCE, TWICE], "2024-10-01", "supplier", "2025-04-01", "", ["extended-too-long"]),
    (
        [act("2024-05-10", "buyer", ContractEnded(last_day=date(2024, 6, 15)))],
        "2024-05-12",
        "buyer",
        "2024-09-15",
        "",
        ["contract-ended-before"],
    ),
]


@pytest.mark.parametrize(("before", "on", "side", "last_day", "clause", "problems"), MAY)
def test_who_may_extend(before: list[Told], on: str, side: Any, last_day: str, clause: str, problems: list[str]) -> None:
    event = ContractExtended(last_day=date.fromisoformat(last_day), clause=clause)
    found = allow(reviewed(G, before, on), event, side=side, on=date.fromisoformat(on))
    assert [each.code for each in found] == problems


def test_without_a_right_it_is_for_both_to_agree() -> None:
    of_pools = reviewed("pools", [], "2024-01-10")
    event = ContractExtended(last_day=of_pools.terms.contract.ends + timedelta(days=1))
    assert [each.code for each in allow(of_pools, event, side="buyer", on=of_pools.on)] == ["extension-no-right"]


AFTER = [
    ([], "2024-05-01", "2024-05-30", False),
    ([ONCE], "2024-05-20", "2024-08-30", False),
    ([ONCE, TWICE], "2024-08-30", "2024-12-31", True),  # the right that is left names no day
]


@pytest.mark.parametrize(("told", "on", "decide_by", "by_practice"), AFTER)
def test_by_when_to_decide(told: list[Told], on: str, decide_by: str, by_practice: bool) -> None:
    found = after(reviewed(G, told, on))
    assert (found.decide_by.isoformat(), found.by_practice) == (decide_by, by_practice)


# --- a garden closes and opens again --------------------------------------------------------------------------------


def visits(month: str, on: str, *days: tuple[str, int, str]) -> Told:
    lines = [{"unit": unit, "visited_on": f"{month}-{day:02}", "tidy": tidy} for unit, day, tidy in days]
    return rows("m", month, on, "visits", lines, "tidy", "seen")


BOTH = [
    visits("2024-01", "2024-02-08", ("park", 5, "yes"), ("green", 6, "yes")),
    visits("2024-02", "2024-03-08", ("park", 5, "yes"), ("green", 6, "yes")),
    visits("2024-03", "2024-04-08", ("park", 5, "yes"), ("green", 6, "no")),
    visits("2024-04", "2024-05-08", ("park", 5, "no"), ("green", 20, "yes")),
    visits("2024-05", "2024-06-10", ("park", 7, "no"), ("green", 10, "yes")),
    visits("2024-06", "2024-07-08", ("park", 5, "yes"), ("green", 6, "yes")),
]
SHUT = act("2024-04-10", "buyer", UnitClosed(unit="green", last_day=date(2024, 4, 15)))
AGAIN = act("2024-05-20", "buyer", UnitOpened(unit="green", first_day=date(2024, 6, 1)))
UNITS = [
    ("seen", "2024-02", (2, 2)),
    ("seen", "2024-03", (1, 1)),  # the green is closed for two weeks, and asked of no whole month
    ("tidy", "2024-03", (1, 2)),  # a visit before that counts all the same
    ("seen", "2024-04", (1, 1)),
    ("tidy", "2024-04", (0, 1)),  # on 20 April it was closed: that visit counts nowhere
    ("seen", "2024-05", (1, 1)),
    ("tidy", "2024-05", (0, 1)),
    ("seen", "2024-06", (2, 2)),  # open again on the first day
    ("tidy", "2024-06", (2, 2)),
]


@pytest.mark.parametrize(("kpi", "period", "figure"), UNITS)
def test_a_unit_closes_and_opens_again(kpi: str, period: str, figure: tuple[int, int]) -> None:
    assert rated(reviewed(G, [*BOTH, SHUT, AGAIN], "2024-07-15"), kpi, period)[0] == figure


def test_three_months_lead_to_the_end_of_a_sub_contract() -> None:
    found = reviewed(G, [*BOTH, SHUT, AGAIN], "2024-06-14")
    assert met(found, "sub") == [("", "2024-06-14")]  # March, April and May, the tenth working day after which is 14 June


# --- subcontractors ---------------------------------------------------------------------------------------------------

GONE = act("2024-06-17", "buyer", SubcontractEnded(subcontractor="hedge", last_day=date(2024, 6, 21), rule="sub"))
SUBCONTRACTS = [
    ([], "2024-01-31", [("hedge", "to begin"), ("ponds", "in place")]),
    ([], "2024-02-01", [("hedge", "in place"), ("ponds", "in place")]),
    ([], "2024-05-01", [("hedge", "in place"), ("ponds", "ended")]),
    ([GONE], "2024-06-16", [("hedge", "in place"), ("ponds", "ended")]),
    ([GONE], "2024-06-21", [("hedge", "in place"), ("ponds", "ended")]),
    ([GONE], "2024-06-22", [("hedge", "ended"), ("ponds", "ended")]),
]


@pytest.mark.parametrize(("told", "on", "states"), SUBCONTRACTS)
def test_subcontractors(told: list[Told], on: str, states: list[tuple[str, str]]) -> None:
    found = reviewed(G, told, on)
    assert [(each.who.id, each.state_on(found.on)) for each in subcontracts(found)] == states
    assert subcontracts(found)[0].units == ("green",)


def test_one_more_subcontractor_is_a_variation() -> None:
    more = vary("2024-03-04", "2024-03-04", contract__subcontractors__fences={"name": "Fences Ltd", "from": "2024-03-04"})
    found = reviewed(G, [more], "2024-03-04")
    assert [(each.who.id, each.who.name) for each in subcontracts(found)][-1] == ("fences", "Fences Ltd")


def test_a_sub_contract_ends_on_one_of_its_days_and_once() -> None:
    def codes(told: list[Told], who: str, last: str) -> list[str]:
        event = SubcontractEnded(subcontractor=who, last_day=date.fromisoformat(last))
        return [each.code for each in allow(reviewed(G, told, "2024-06-24"), event, side="buyer", on=date(2024, 6, 24))]

    assert codes([], "hedge", "2024-06-28") == []
    assert codes([], "hedge", "2024-07-01") == ["day-outside"]
    assert codes([], "ponds", "2024-06-28") == ["act-not-now"]
    assert codes([GONE], "hedge", "2024-06-28") == ["act-not-now"]
    assert codes([], "hedges", "2024-06-28") == ["thing-unknown"]


# --- what is varied in mid-contract ------------------------------------------------------------------------------------

CALLS = [
    calls(f"2024-{n:02}", on, of) for n, on, of in ((1, "2024-02-08", 4), (2, "2024-03-08", 2), (3, "2024-04-08", 5), (4, "2024-05-08", 4))
]


@pytest.mark.parametrize(("holds_for", "march", "april"), [("periods beginning", "failed", "met"), ("periods ending", "met", "met")])
def test_the_periods_a_variation_holds_for(holds_for: str, march: str, april: str) -> None:
    """From 15 March: April is the first month to begin, March the first to end."""
    varied = vary("2024-03-11", "2024-03-15", holds_for, kpis__calls__target="at most 5")
    found = reviewed(G, [*CALLS, varied], "2024-05-31")
    assert [rated(found, "calls", f"2024-0{n}")[2] for n in (1, 2, 3, 4)] == ["failed", "met", march, april]


ADDED = vary(
    "2024-03-15",
    "2024-04-01",
    kpis__bins={
        "clause": "4",
        "title": "Bins left full",
        "every": "month",
        "measure": {"stated": "count"},
        "better": "lower",
        "target": "at most 1",
    },
    returns__m__holds=["visits", "calls", "bins"],
)
BINS = [stated("m", "2024-04", "2024-05-08", bins=(2, 1)), stated("m", "2024-05", "2024-06-10", bins=(2, 1))]


def test_a_kpi_is_added() -> None:
    found = reviewed(G, [ADDED, *BINS], "2024-06-14")
    assert rated(found, "bins", "2024-03")[1] == "not applicable"
    assert rated(found, "bins", "2024-04") == ((2, 1), "final", "failed", "2024-05-15")  # ten working days, without 6 May
    assert met(found, "twice") == [("bins", "2024-06-14")]
    assert rated(reviewed(G, [ADDED, *BINS], "2024-03-14"), "calls", "2024-03")[1] == "not due"
    assert "bins" not in reviewed(G, [ADDED, *BINS], "2024-03-14").ratings.by_kpi


def test_a_kpi_ends_and_comes_back() -> None:
    ended = vary("2024-02-20", "2024-03-01", kpis__calls="ended")
    back = {
        "clause": "4",
        "title": "Complaints",
        "every": "month",
        "measure": {"stated": "count"},
        "better": "lower",
        "target": "at most 4",
    }
    again = vary("2024-04-10", "2024-05-01", kpis__calls=back, returns__m__holds=["visits", "calls"])
    told = [
        calls("2024-01", "2024-02-08", 4),
        calls("2024-02", "2024-03-08", 2),
        calls("2024-05", "2024-06-10", 4),
        calls("2024-06", "2024-07-08", 5),
    ]
    found = reviewed(G, [*told, ended, again], "2024-07-31")
    levels = [rated(found, "calls", f"2024-0{n}")[1:3] for n in range(1, 7)]
    gone = ("not applicable", None)
    assert levels == [("final", "failed"), ("final", "met"), gone, gone, ("final", "met"), ("final", "failed")]


def test_a_rule_is_added_and_another_ends() -> None:
    """A run is judged by the rules on the first day of the month it ends in."""
    more = {"clause": "8", "when": {"kpi": "bins", "is": "failed", "for": "2 consecutive months"}, "may": "end of sub-contract"}
    told = [ADDED, *BINS, vary("2024-04-20", "2024-05-01", rules__more=more), vary("2024-04-22", "2024-05-01", rules__twice="ended")]
    found = reviewed(G, told, "2024-06-14")
    assert met(found, "more") == [("", "2024-06-14")]
    assert met(found, "twice") == []
    later = [ADDED, *BINS, vary("2024-04-20", "2024-06-01", rules__more=more), vary("2024-04-22", "2024-06-01", rules__twice="ended")]
    found = reviewed(G, later, "2024-06-14")
    assert (met(found, "more"), met(found, "twice")) == ([], [("bins", "2024-06-14")])


def test_a_duty_is_added_and_ends() -> None:
    """A recurring duty goes by the terms on the first day of its period."""
    hives = {"clause": "7", "by": "supplier", "what": "Hives counted", "every": "quarter", "due": "end of the quarter"}
    told = [vary("2024-02-12", "2024-04-01", duties__Bees__hives=hives), vary("2024-05-01", "2024-07-01", duties__hives="ended"), ONCE]
    found = reviewed(G, told, "2024-07-31")
    assert [duty.id for duty in found.duties if duty.id.startswith("hives")] == ["hives 2024-Q2"]
    assert due(found, "hives 2024-Q2") == ("2024-06-30", "overdue")


def test_a_return_gains_a_field_that_may_be_left_out() -> None:
    weeds = {
        "clause": "4",
        "title": "Free of weeds",
        "every": "month",
        "measure": {"share": {"of": "visits", "where": {"weeds": "present"}, "that": {"weeds": "no"}}},
        "target": "at least 50%",
    }
    varied = vary("2024-03-15", "2024-04-01", datasets__visits__fields__weeds="optional yes/no", kpis__weeds=weeds)
    april = [
        {"unit": "park", "visited_on": "2024-04-05", "tidy": "yes", "weeds": "no"},
        {"unit": "green", "visited_on": "2024-04-08", "tidy": "yes"},
    ]
    told = [*BOTH[:3], varied, rows("m", "2024-04", "2024-05-08", "visits", april, "tidy", "seen", "weeds")]
    found = reviewed(G, told, "2024-05-31")
    assert rated(found, "weeds", "2024-04")[:3] == ((1, 1), "final", "met")
    assert rated(found, "weeds", "2024-03")[1] == "not applicable"
    assert [rated(found, "tidy", period)[0] for period in ("2024-03", "2024-04")] == [(1, 2), (2, 2)]


# --- what was before stays as it was, at random -----------------------------------------------------------------------

CHANGES: list[dict[str, object]] = [
    {"kpis__beds__bands": {"meets": "at least 50%", "fails": "below 50%"}},
    {"kpis__meals": "ended", "returns__m__holds": ["beds", "money"]},
    {"kpis__staff__target": "at most 9"},
    {
        "kpis__more": {
            "clause": "1",
            "title": "More",
            "every": "month",
            "measure": {"stated": "count"},
            "better": "lower",
            "target": "at most 1",
        }
    },
    {"rules__one": "ended"},
    {"rules__two__when__for": "2 consecutive months"},
    {"rules__three": {"clause": "1", "when": {"kpi": "any", "is": "fails"}, "then": "think again"}},
    {"returns__m__due": "20th day of the next month"},
    {"duties__drill__due": "first Monday of the quarter"},
    {"duties__fire-plan__what": "Another plan"},
    {"missing__not reported": "waits"},
    {"calendar__closures": ["2024-05-07", "2024-08-12"]},
]


def told_of(of: Review, before: date) -> dict[str, Any]:
    """Each rating of a period that began before a day, the whole of its story; and each step that was met before it."""
    ratings = {
        f"{kpi} {label}": repr((rating.versions, rating.due, rating.final_on))
        for kpi, by_period in of.ratings.by_kpi.items()
        for label, rating in by_period.items()
        if rating.period.first < before
    }
    return {"ratings": ratings, "steps": [repr((s.id, s.of, s.met_on, s.proof[:1])) for s in of.steps if s.met_on < before]}


@pytest.mark.parametrize("seed", range(25))
def test_what_was_before_a_variation_is_as_it_was(seed: int) -> None:
    """A variation from a day F on, agreed before it: each rating of a period that began before F is the same to the byte, and each step
    met before F is there, by the same proof. An extension changes no rating of what was before it either."""
    draw = random.Random(seed)
    from_ = date(2024, 2, 1) + timedelta(days=draw.randrange(500))
    agreed = from_ - timedelta(days=draw.randrange(20))
    on = agreed + timedelta(days=draw.randrange(200))
    change = draw.choice(CHANGES)
    told = sorted(SHELTER, key=lambda one: one[0])
    entries = [entry(n, *one) for n, one in enumerate(told, 1)]
    varied = vary(agreed.isoformat(), from_.isoformat(), **change)
    without = review(terms("night-shelter"), entries, on=on)
    with_it = review(terms("night-shelter"), [*entries, entry(900, *varied)], on=on)
    known = set(told_of(without, from_)["ratings"])
    found = told_of(with_it, from_)
    assert {key: text for key, text in found["ratings"].items() if key in known} == told_of(without, from_)["ratings"], change
    assert told_of(with_it, agreed)["steps"] == told_of(without, agreed)["steps"], change


def test_an_extension_changes_nothing_of_what_was() -> None:
    told: Sequence[Told] = sorted([*BOTH, *CALLS, *FIVE], key=lambda one: one[0])
    entries = [entry(n, *one) for n, one in enumerate(told, 1)]
    for on in ("2024-05-20", "2024-06-30", "2024-07-31"):
        day = date.fromisoformat(on)
        without, with_it = review(terms(G), entries, on=day), review(terms(G), [*entries, entry(900, *ONCE)], on=day)
        known = told_of(without, date.max)["ratings"]
        assert {key: text for key, text in told_of(with_it, date.max)["ratings"].items() if key in known} == known
