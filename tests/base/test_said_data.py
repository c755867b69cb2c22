"""A sentence goes into plain data and comes back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from tenor.base.said_data import said_data, said_of
from tenor.base.wording import Said, said

SENTENCES = [
    said("plain"),
    said("values", n=3, name="day", due=date(2023, 6, 12), share=Decimal("0.10"), nothing=None),
    said("nested", how=said("inner", due=date(2023, 6, 12)), several=("a", said("b", n=1), date(2023, 1, 1))),
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_round_trip(sentence: Said) -> None:
    assert said_of(json.loads(json.dumps(said_data(sentence)))) == sentence


def test_what_is_no_value_of_a_sentence_is_refused() -> None:
    with pytest.raises(TypeError):
        said_data(said("wrong", thing=object()))  # type: ignore[arg-type]
