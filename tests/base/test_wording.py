from __future__ import annotations

from datetime import date

import pytest

from tenor.base.wording import Said, said, say, show_day, show_list


def test_values_print_by_their_type() -> None:
    day = date(2022, 9, 22)
    assert show_day(day) == "Thu 22 Sep 2022"
    assert say(said("deadline-end-of", due=day, period=said("period-month", month=said("month-9"), year="2022"))) == (
        "Thu 22 Sep 2022: the end of September 2022"
    )
    assert say(Said("unit-day", {"n": 1})) == "day"
    assert say(Said("unit-day", {"n": 2})) == "days"


def test_a_language_without_a_code_says_it_in_english() -> None:
    assert say(said("weekday-monday"), "cy") == say(said("weekday-monday")) == "Monday"


def test_a_code_without_a_sentence_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="no sentence"):
        say(Said("no such code"))


@pytest.mark.parametrize(("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists(items: list[str], text: str) -> None:
    assert show_list(items) == text
