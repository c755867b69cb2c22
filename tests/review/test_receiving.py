"""A return held against what is known, where an older ledger holds words and dates of another shape."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.review.history import example, history, reviewed

from tenor.ledger.model import Body, Entry
from tenor.review.receiving import known_rows

ON = "2023-06-12"


def with_words(content: object) -> list[Entry]:
    """The history with words beside each return."""
    beside = Body(kind="words", salt="", content={"rows": content})
    return [replace(one, words=beside) if one.type == "ReturnReceived" else one for one in history(ON)]


def known(entries: list[Entry]) -> list[tuple[str, dict[str, str]]]:
    return [(one.row.id, dict(one.values)) for one in known_rows(reviewed(ON, entries=entries), example(), "2023-05")]


@pytest.mark.parametrize("content", ["late", [], {"visits": "late"}, {"visits": {"A-2023-05-04": "late"}}], ids=str)
def test_words_of_another_shape_say_nothing_and_no_row_is_lost(content: object) -> None:
    assert known(with_words(content)) == known(history(ON)) != []


def test_texts_of_rows_are_known_with_them() -> None:
    assert dict(known(with_words({"visits": {"A-2023-05-04": {"note": "by train"}}})))["A-2023-05-04"]["note"] == "by train"


def test_a_row_whose_date_is_none_belongs_to_the_return_that_brought_it() -> None:
    entries = history(ON)
    (may,) = (n for n, one in enumerate(entries) if getattr(one.event, "covers", "") == "2023-05")
    body = entries[may].body
    assert body is not None
    visits = [{**row, "values": {**row["values"], "visited_on": "some day in May"}} for row in body.content["rows"]["visits"]]
    odd = replace(body, content={"rows": {**body.content["rows"], "visits": visits}})
    changed = [replace(one, body=odd) if n == may else one for n, one in enumerate(entries)]
    assert [id for id, _ in known(changed)] == [id for id, _ in known(entries)]
