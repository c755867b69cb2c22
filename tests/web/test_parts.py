"""The parts of a page, each through the template that a page would write."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from tenor.base.said_data import said_data
from tenor.base.wording import said

LEVELS = ["stretch", "green", "amber", "red"]


def shown(source: str, address: str = "/", **context: Any) -> str:
    """The template as a page shows it, spaces put together."""
    made = engines["django"].from_string(source).render(context, RequestFactory().get(address))
    return " ".join(str(made).split())


def without_marks(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("levels", "shapes"),
    [
        (["met", "missed"], ["circle", "square"]),
        (["good", "fair", "poor"], ["circle", "triangle", "square"]),
        (LEVELS, ["diamond", "circle", "triangle", "square"]),
        (["one", "two", "three", "four", "five"], ["diamond", "circle", "hexagon", "triangle", "square"]),
    ],
)
def test_a_level_has_a_shape_by_its_place_and_the_letter_of_its_own_name(levels: list[str], shapes: list[str]) -> None:
    for level, shape in zip(levels, shapes, strict=True):
        html = shown("{% mark level %}", level=level, levels=levels)
        assert f"#m-{shape}" in html
        assert f">{level.capitalize()}<" in html


def test_levels_that_begin_alike_have_two_letters() -> None:
    html = shown('{% mark "good" %}{% mark "great" %}', levels=["great", "good", "poor"])
    assert ">GO</text>" in html
    assert ">GR</text>" in html


@pytest.mark.parametrize(
    ("value", "picture", "words"),
    [
        ({"level": "amber", "state": "final"}, "m-triangle", "Amber"),
        ({"level": "amber", "state": "provisional"}, "m-provisional", "Provisional, amber so far"),
        ({"level": None, "state": "provisional"}, "m-provisional", "Provisional"),
        ({"level": "red", "disputed": True}, "m-question", "Red, questioned"),
        ({"level": "red", "state": "disputed"}, "m-question", "Red, questioned"),
        ({"level": "amber", "reading": True}, "m-triangle", "Amber, under a reading"),
        ({"state": "not reported"}, "m-none", "Not reported"),
        ({"state": "not due"}, "m-later", "Not due yet"),
        ({"level": None, "state": "final"}, "m-none", "Not rated"),
    ],
)
def test_every_state_has_its_own_picture_and_word(value: dict[str, Any], picture: str, words: str) -> None:
    html = shown("{% mark value %}", value=value, levels=LEVELS)
    assert f"#{picture}" in html
    assert f'<span class="govuk-visually-hidden">{words}</span>' in html


def test_not_applicable_is_in_words_and_zero_is_a_figure() -> None:
    assert "<svg" not in shown("{% mark value %}", value={"state": "not applicable"}, levels=LEVELS)
    assert shown("{% share 0 %}") == "0"


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        (5, 6, "5 of 6 = 83.3%"),
        (4, 7, "4 of 7 = 57.1%"),
        (7, 7, "7 of 7 = 100%"),
        (0, 7, "0 of 7 = 0%"),
        (1, 8, "1 of 8 = 12.5%"),
        (23, 40, "23 of 40 = 57.5%"),
        (9999, 10000, "9999 of 10000 = over 99.9%"),
        (1, 10000, "1 of 10000 = under 0.1%"),
        (0, 0, "0 of 0"),
        (3, None, "3"),
        (None, None, ""),
    ],
)
def test_a_share_has_its_counts_and_almost_all_is_not_all(numerator: int | None, denominator: int | None, words: str) -> None:
    assert shown("{% share n d %}", n=numerator, d=denominator) == words


def test_days_are_read_from_text_and_drop_a_plain_year() -> None:
    assert shown('{{ "2022-09-22"|day }}') == "Thu 22 Sep 2022"
    assert shown("{% day due %}", due="2023-06-13", today=date(2023, 6, 12)) == "Tue 13 Jun"
    assert shown("{% day due %}", due="2024-07-05", today=date(2023, 6, 12)) == "Fri 5 Jul 2024"
    assert shown("{% day due %}", due={"day": "2022-12-30"}, today=date(2023, 1, 4)) == "Fri 30 Dec"
    assert shown("{% day_late due %}", due="2023-06-09", today=date(2023, 6, 12)) == "3 days late"
    assert shown('{{ "2023-06-28T09:12:00Z"|moment }}') == "Wed 28 Jun 2023, 10:12"
    with translation.override("cy"):
        assert shown('{{ "2022-09-22"|day }}') == "Iau 22 Medi 2022"


def test_a_sentence_is_said_from_data_and_text_is_escaped() -> None:
    sentence = said("day-itself", due=date(2022, 9, 22))
    assert shown("{{ x|said }}", x=said_data(sentence)) == shown("{{ x|said }}", x=sentence) == "Thu 22 Sep 2022: the day itself"
    assert shown("{{ x|said }}", x="<b>5 & 6</b>") == "&lt;b&gt;5 &amp; 6&lt;/b&gt;"
    assert shown("{% tag x %}", x="<i>") == '<span class="t-tag">&lt;i&gt;</span>'
    assert shown("{% quoted text marked %}", text="it <may> end", marked=["may"]) == "<p>it &lt;<mark>may</mark>&gt; end</p>"


def test_a_clause_is_a_link_where_its_words_can_be_read() -> None:
    assert shown('{% clause "6.3" %}') == '<span class="t-clause">6.3</span>'
    assert shown("{% clause two %}", two=["3.1, KPI 1", "6.3"], clauses_href="/c/1/documents/") == (
        '<a class="t-clause" href="/c/1/documents/#clause-3-1-kpi-1">3.1, KPI 1</a> '
        '<a class="t-clause" href="/c/1/documents/#clause-6-3">6.3</a>'
    )


def test_a_sorted_table_says_so_and_its_links_keep_the_filters() -> None:
    html = shown('{% sort_head "due" "Due" %}{% sort_head "title" "Title" %}', "/?late=1&sort=due&page=3")
    assert '<th scope="col" aria-sort="ascending"><a href="?late=1&amp;sort=-due">Due</a></th>' in html
    assert '<th scope="col"><a href="?late=1&amp;sort=title">Title</a></th>' in html
    assert 'href="?late=1&amp;as=csv"' in shown("{% exports %}", "/?late=1&page=3")


def test_pages_name_the_present_one_and_one_page_needs_no_list() -> None:
    html = shown("{% pages page %}", "/?late=1", page=Paginator(range(300), 25).page(4))
    assert '<b aria-current="page">4</b>' in html
    assert 'href="?late=1&amp;page=5"' in html
    assert shown("{% pages page %}", page=Paginator(range(3), 25).page(1)) == ""


def test_the_key_of_a_strip_has_what_the_strip_shows_and_no_more() -> None:
    columns = [{"label": "Apr"}, {"label": "May"}, {"label": "Jun", "now": True}]
    rows = [
        {"label": "Overall", "cells": [{"level": "green"}, {"level": "red", "disputed": True}, {"level": "green", "state": "provisional"}]}
    ]
    html = shown("{% strip strip %}", strip={"caption": "Year", "columns": columns, "rows": rows}, levels=LEVELS)
    assert without_marks(html[html.index("t-key") - 11 :]) == "G Green R ? Red, questioned P Provisional"
    assert 'class="t-now"' in html


def test_a_strip_with_too_few_cells_is_a_mistake_of_ours_and_is_not_hidden() -> None:
    with pytest.raises(ValueError, match="longer"):
        shown("{% strip strip %}", strip={"caption": "Year", "columns": [{"label": "Apr"}], "rows": [{"label": "x", "cells": []}]})
