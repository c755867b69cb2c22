from __future__ import annotations

import pytest

from tenor.base.phrases.every import Every, EveryPeriod, NamedPeriods, Once, parse_every
from tenor.base.phrases.reader import PhraseError
from tenor.base.wording import say


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("month", EveryPeriod(kind="month")),
        ("Months", EveryPeriod(kind="month")),
        ("contract year", EveryPeriod(kind="contract year")),
        ("half-year", EveryPeriod(kind="half-year")),
        ("period", EveryPeriod(kind="period")),
        ("2 months", EveryPeriod(kind="month", step=2)),
        ("2 weeks", EveryPeriod(kind="week", step=2)),
        ("once", Once()),
        ("measurement  period", NamedPeriods(name="Measurement Period")),
    ],
)
def test_rhythms(text: str, every: Every) -> None:
    assert parse_every(text, ["Measurement Period"]) == every


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("monthly", 'write "month".'),
        ("fortnightly", 'write "2 weeks".'),
        ("every month", 'write "month".'),
        ("1 month", 'write "month".'),
        ("2 quarters", 'write "6 months".'),
        ("two months", 'write the number 2 in figures: "2 months".'),
        ("bi-monthly", 'every 2 months, or 2 times in the same month? Write "2 months" if the first.'),
        (
            "each Measurement Period",
            (
                'name "Measurement Period" under "periods" (its value is "not said" where the contract does not define it), '
                'then write "Measurement Period".'
            ),
        ),
        (
            "twice a month",
            'that is more than once in a month: write a shorter period, such as "2 weeks", or name the periods under "periods".',
        ),
    ],
)
def test_other_spellings_are_refused_with_the_right_one(text: str, sentence: str) -> None:
    found = parse_every(text)
    assert isinstance(found, PhraseError)
    assert (found.code, say(found.hint)) == ("phrase-every", sentence)


@pytest.mark.parametrize("text", ["", "whenever", "2 periods", "0 months", "month or so"])
def test_what_is_no_rhythm(text: str) -> None:
    found = parse_every(text)
    assert isinstance(found, PhraseError)
    assert say(found.said)
