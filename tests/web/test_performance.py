"""Performance: the grid of days, counts by reason, charts by an address of their own."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.test_summary import heading, look, words

from tenor.desk import drawing
from tenor.desk.models import Snapshot
from tenor.desk.permissions import roles as r


def section(page: str, kpi: str) -> str:
    """The part of the page about one KPI."""
    return page.partition(f'aria-labelledby="kpi-{kpi}"')[2].partition("</section>")[0]


def row(part: str, label: str) -> list[str]:
    """The cells of one row of a grid, as text."""
    found = next(each for each in re.findall(r"<tr.*?</tr>", part) if words(each).startswith(label))
    return [words(cell) for cell in re.findall(r"<td.*?</td>", found)]


def test_the_day_of_each_row_is_the_datum(cast: Cast) -> None:
    """needs.md 3A, KPI 1: in March one of six has none; a unit that opens on 1 April is not open before."""
    part = section(look(cast, r.MANAGER, "performance/"), "visits")
    assert row(part, "Damson House")[:12] == ["16", "13", "16", "14", "17", "14", "none", "13", "11", "by 30", "· not yet", "· not yet"]
    assert row(part, "Gorse House")[:9] == ["not open"] * 7 + ["26", "25"]
    assert row(part, "Figure")[6] == "5/6 5 of 6 = 83.3%"
    assert 't-none"' in part


def test_counts_are_laid_out_by_reason(cast: Cast) -> None:
    part = section(look(cast, r.MANAGER, "performance/"), "sent_back".replace("_", "-"))
    rows = {name: row(part, name)[:9] for name in ("omission", "inaccuracy", "standard")}
    totals = [sum(int(cells[at]) for cells in rows.values()) for at in range(9)]
    figures = [int(cell.split()[0]) for cell in row(part, "Figure")[:9]]
    assert all(total >= figure for total, figure in zip(totals, figures, strict=True))  # one report may have several reasons
    assert figures == [1, 0, 1, 0, 1, 0, 1, 1, 1]
    assert [total > 0 for total in totals] == [figure > 0 for figure in figures]


def test_every_mark_leads_to_its_reasons_and_each_value_has_count_and_state(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "performance/")
    part = section(page, "reports")
    links = re.findall(r'href="([^"]*/why/reports/[^"]*)"', part)
    assert len({link for link in links if "/2023-" in link or "/2022-" in link}) == 9
    assert "Why is May 2023 red?" in words(part)
    ratings = row(part, "Rating")
    assert [cell.split(" : why")[0].split()[-1] for cell in ratings[:9]] == ["Amber", "Stretch", "Stretch", "Stretch"] + ["Amber"] * 4 + [
        "Red"
    ]


def test_the_tally_leads_down_the_page_and_the_heading_is_the_finding(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "performance/")
    assert heading(page).endswith(": red in May 2023")
    tally = page.partition('class="t-tally"')[2].partition("</ul>")[0]
    for target in re.findall(r'href="#([^"]+)"', tally):
        assert f'id="{target}"' in page
    assert re.findall(r"<b>(.*?)</b>", tally) == ["7 of 7", "4 of 7", "1"]
    assert "Falling over 9 periods" in words(page)


def test_a_chart_is_drawn_once_and_by_its_own_address(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    page = look(cast, r.MANAGER, "performance/")
    assert "<svg xmlns" not in page  # none is drawn for the page
    images = re.findall(r'<img class="t-chart__img" src="([^"]+)" alt="([^"]+)" width="\d+" height="\d+" loading="lazy">', page)
    assert len(images) == page.count("<figure") >= 3
    assert page.count("Show this chart as a table") == len(images)
    drawn: list[str] = []
    real = drawing.draw_here
    monkeypatch.setattr(drawing, "draw_here", lambda chart: drawn.append(chart.name) or real(chart))  # type: ignore[func-returns-value]
    client = Client()
    client.force_login(cast[r.MANAGER])
    for _ in range(2):
        answer = client.get(images[0][0])
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("image/svg+xml")
        assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer.content.startswith(b"<svg")
        assert b"<script" not in answer.content
        assert b"style=" not in answer.content
    assert drawn == [drawn[0]]
    assert Snapshot.objects.filter(contract=cast.visits, page=f"chart:1-{drawn[0]}").count() == 1


def test_a_chart_with_a_key_that_is_behind_leads_to_the_present_one(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "performance/")
    src = re.findall(r'src="([^"]+/chart/[^"]+)"', page)[0]
    client = Client()
    client.force_login(cast[r.MANAGER])
    answer = client.get(re.sub(r"[0-9a-f]{64}", "0" * 64, src))
    assert (answer.status_code, answer["Location"]) == (302, src)
    assert "no-store" in answer["Cache-Control"]
    assert client.get(re.sub(r"1-run-[^.]+", "9-run-visits-" + "0" * 64, src)).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("stranger", 404), ("outsider", 404), (r.MEMBER, 403), (r.VISITOR, 403), (r.AUDITOR, 200)])
def test_a_chart_is_for_who_may_see_the_page(cast: Cast, role: str, status: int) -> None:
    src = re.findall(r'src="([^"]+/chart/[^"]+)"', look(cast, r.MANAGER, "performance/"))[0]
    client = Client()
    client.force_login(cast[role])
    assert client.get(src).status_code == status
    assert Client().get(src).status_code == 302  # sign in first


def test_another_year_and_one_that_is_not(cast: Cast) -> None:
    page = look(cast, r.MANAGER, "performance/?year=2")
    assert "Year 2: 1 Sep 2023 to 31 Aug 2024" in words(page)
    assert "<figure" not in page
    look(cast, r.MANAGER, "performance/?year=9", status=404)
    look(cast, r.MANAGER, "performance/?year=../x", status=404)
    assert not Snapshot.objects.filter(page__contains="../").exists()


def test_both_sides_read_the_same(cast: Cast) -> None:
    """From the heading to the end of the page; the foot names the house of whoever looks."""
    pages = (look(cast, role, "performance/").partition("</h1>")[2].partition("<footer")[0] for role in (r.MANAGER, r.SUPPLIER))
    ours, theirs = map(words, pages)
    assert ours == theirs
