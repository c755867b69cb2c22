from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.base.figure import Amount, Number, parse_number
from tenor.base.phrases.bound import Answer, Bound, Leaning, LevelPhrase, check_unit, parse_bound, parse_level
from tenor.base.phrases.reader import PhraseError
from tenor.base.wording import say


def n(digits: int, scale: int = 0) -> Number:
    return Number(digits, scale)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 90%", Bound(lower=n(90), unit="percent")),
        ("At Least  90%", Bound(lower=n(90), unit="percent")),
        ("above 57.5%", Bound(lower=n(575, 1), lower_in=False, unit="percent")),
        ("at most 0", Bound(upper=n(0))),
        ("below 80%", Bound(upper=n(80), upper_in=False, unit="percent")),
        ("exactly 5", Bound(lower=n(5), upper=n(5))),
        ("between 60% and 89%", Bound(lower=n(60), upper=n(89), unit="percent")),
        ("from 96% to below 98%", Bound(lower=n(96), upper=n(98), upper_in=False, unit="percent")),
        ("above 10 days to 20 days", Bound(lower=n(10), lower_in=False, upper=n(20), unit="days", kind="day")),
        ("at most 10 working days", Bound(upper=n(10), unit="days", kind="working day")),
        ("at most 16 desk hours", Bound(upper=n(16), unit="hours", kind="desk")),
        ("at most 1 hour", Bound(upper=n(1), unit="hours")),
        ("at most 500 GBP", Bound(upper=n(500), unit="GBP")),
        ("at least 5 percentage points", Bound(lower=n(5), unit="percentage points")),
        ("yes", Answer(yes=True)),
        ("No", Answer(yes=False)),
    ],
)
def test_bounds(text: str, bound: Bound | Answer) -> None:
    assert parse_bound(text) == bound


def hint(found: object) -> str:
    assert isinstance(found, PhraseError)
    return say(found.hint)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("90%", 'at least, at most or exactly 90%? Write "at least 90%", "at most 90%" or "exactly 90%".'),
        ("1,500", 'at least, at most or exactly 1500? Write "at least 1500", "at most 1500" or "exactly 1500".'),
        ("£500", 'at least, at most or exactly 500 GBP? Write "at least 500 GBP", "at most 500 GBP" or "exactly 500 GBP".'),
        (">= 90%", 'write "at least 90%".'),
        ("<80%", 'write "below 80%".'),
        ("≤ 4", 'write "at most 4".'),
        ("90% or more", 'write "at least 90%".'),
        ("4 or fewer", 'write "at most 4".'),
        ("20+ days", 'write "at least 20 days".'),
        ("no more than 5", 'write "at most 5".'),
        ("at least 90 %", 'write "at least 90%".'),
        ("at least 90 percent", 'write "at least 90%".'),
        ("at least five", 'write the number 5 in figures: "at least 5".'),
        ("at least 1,500", 'write large numbers without commas: "at least 1500".'),
        ("at least £1,500", 'the currency goes after the number: "at least 1500 GBP".'),
        ("60%-89%", 'are both ends in? Write "between 60% and 89%", or "from 60% to below 89%" if 89% itself is not.'),
        ("60% – 89%", 'are both ends in? Write "between 60% and 89%", or "from 60% to below 89%" if 89% itself is not.'),
        ("from 96% to 98%", 'is 98% itself in? Write "between 96% and 98%" if it is, "from 96% to below 98%" if it is not.'),
        ("between 60 and 89%", 'write the unit at both ends, and the same one: "60" and "89%" differ.'),
        ("between 89% and 60%", 'the lower end comes first: "89%" is not below "60%".'),
        ("at least 95 of target", 'is 95% meant? Write "95% of target".'),
        ("within 4 hours", '"within" is for dates; a figure is "at most 4 hours".'),
        ("true", 'write "yes".'),
    ],
)
def test_other_spellings_are_refused_with_the_right_one(text: str, sentence: str) -> None:
    found = parse_bound(text)
    assert isinstance(found, PhraseError)
    assert (found.code, say(found.hint)) == ("phrase-bound", sentence)


@pytest.mark.parametrize("text", ["", "at least", "at least many", "good", "at most 5 jobs", "above", "between 5", "%"])
def test_what_is_no_bound(text: str) -> None:
    found = parse_bound(text)
    assert isinstance(found, PhraseError)
    assert found.code == "phrase-bound"
    assert say(found.said)


LEANING = [
    # (phrase, base, figure, whether it holds): pairs as they are compared, so a share is in per cent
    ("at least 95% of target", (60, 1), (57, 1), True),
    ("at least 95% of target", (60, 1), (569, 10), False),
    ("at least 5 percentage points above baseline", (700, 9), (745, 9), True),  # 77.8% and 5 are 82.8%
    ("at least 5 percentage points above baseline", (700, 9), (744, 9), False),
    ("at most 90% of KPI r-1", (10, 3), (3, 1), True),
    ("below 3 above previous period", (4, 1), (7, 1), False),
    ("below 3 above previous period", (4, 1), (6, 1), True),
    ("at most 2 below same period last year", (9, 2), (5, 2), True),
    ("above 2 below same period last year", (9, 2), (5, 2), False),
    ("from 80% of previous period to below 100% of previous period", (10, 1), (8, 1), True),
    ("from 80% of previous period to below 100% of previous period", (10, 1), (10, 1), False),
    ("exactly 50% of KPI Big", (7, 1), (7, 2), True),
]


@pytest.mark.parametrize(("text", "base", "figure", "holds"), LEANING)
def test_bounds_that_lean_on_another_figure(text: str, base: tuple[int, int], figure: tuple[int, int], holds: bool) -> None:
    found = parse_bound(text)
    assert isinstance(found, Leaning)
    (only,) = found.bases
    assert found.holds_by(figure, {only: base}) is holds
    assert found.holds_by(figure, {}) is None
    assert not found.holds(*figure)


def test_a_bound_that_leans_on_the_target_comes_to_a_number() -> None:
    for text, number in (("at least 95% of target", "57"), ("at least 2.5 percentage points below target", "57.5")):
        found, target = parse_bound(text), parse_bound("at least 60%")
        assert isinstance(found, Leaning)
        assert isinstance(target, Bound)
        plain = found.settled(target)
        assert plain is not None
        assert plain.lower is not None
        assert plain.lower == parse_number(number)


def test_the_ladder_helps_the_hint() -> None:
    assert hint(parse_bound("90%", better="higher")).endswith('so "at least 90%" is likely.')
    assert hint(parse_bound("4", better="lower")).endswith('so "at most 4" is likely.')


@given(
    st.sampled_from(
        ["at least {a}%", "above {a}%", "at most {a}%", "below {a}%", "exactly {a}%", "between {a}% and {b}%", "from {a}% to below {b}%"]
    ),
    st.integers(0, 1000),
    st.integers(1, 500),
    st.integers(0, 200),
    st.integers(1, 200),
)
def test_a_share_keeps_to_its_bound_exactly(form: str, low: int, width: int, top: int, bottom: int) -> None:
    a, b = Fraction(low, 10), Fraction(low + width, 10)
    bound = parse_bound(form.format(a=f"{low // 10}.{low % 10}", b=f"{(low + width) // 10}.{(low + width) % 10}"))
    assert isinstance(bound, Bound)
    value = Fraction(100 * top, bottom)
    meant = {
        "at": value >= a if "least" in form else value <= a,
        "above": value > a,
        "below": value < a,
        "exactly": value == a,
        "between": a <= value <= b,
        "from": a <= value < b,
    }[form.split()[0]]
    assert bound.holds(top, bottom) is meant
    assert bound.holds_for(Amount(numerator=top, denominator=bottom, unit="percent")) is meant


def test_a_check_answers_yes_or_no() -> None:
    assert Answer(yes=True).holds(1)
    assert Answer(yes=False).holds(0)
    assert not Answer(yes=True).holds(0)


def test_a_bound_speaks_in_its_measures_unit() -> None:
    share, count = parse_bound("at least 0.9"), parse_bound("at least 90%")
    assert isinstance(share, Bound)
    assert isinstance(count, Bound)
    assert hint(check_unit(share, "at least 0.9", "percent")) == "the measure is a share, so its bounds are in per cent: is 90% meant?"
    assert hint(check_unit(count, "at least 90%", "count")) == "the measure is in count, the bound in percent: write both in one unit."
    assert check_unit(count, "at least 90%", "percent") is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("red", LevelPhrase(which="is", name="red")),
        ("amber or worse", LevelPhrase(which="or worse", name="amber")),
        ("Green or Better", LevelPhrase(which="or better", name="Green")),
        ("met", LevelPhrase(which="met")),
        ("Failed", LevelPhrase(which="failed")),
    ],
)
def test_levels(text: str, level: LevelPhrase) -> None:
    assert parse_level(text) == level


def test_levels_are_worse_or_better() -> None:
    assert hint(parse_level("amber or below")) == 'write "amber or worse".'
    assert isinstance(parse_level(""), PhraseError)
