"""From a spring meeting to the consideration of termination, played through the site by both sides on the example's own days.

Each part begins on a morning of the example's history, with all that was recorded before, and goes on by pages alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys import spring as s
from tests.journeys import summer as m
from tests.sites import Place

Begins = Callable[[date], s.Story]


@pytest.fixture
def begins(browser: Browser, tmp_path: Path) -> Iterator[Begins]:
    """A story that begins on the morning of a day."""
    with _open(browser, tmp_path) as begin:
        yield begin
    log = (tmp_path / "served.log").read_text()
    assert "Traceback" not in log, log


@contextmanager
def _open(browser: Browser, home: Path) -> Iterator[Begins]:
    from contextlib import ExitStack

    with ExitStack() as stack:

        def begin(day: date) -> s.Story:
            (home / "today").write_text(day.isoformat())
            place = Place(home).with_cast(day)
            place.program = ("-m", "tests.moving_clock")
            made = s.Story(place, browser, stack.enter_context(place.served()))
            stack.callback(_close, made)
            made.on(day)
            return made

        yield begin


def _close(story: s.Story) -> None:
    for page in story.pages.values():
        page.context.close()


def lived(story: s.Story, *steps: Callable[[s.Story], None]) -> None:
    """Each step; where one fails, what its people had before them."""
    for step in steps:
        try:
            step(story)
        except Exception:
            for role, page in story.pages.items():
                print(f"--- {step.__name__}: {role} at {page.url}\n{page.get_by_role('main').inner_text()[:4000]}")
            raise


def test_a_meeting_and_minutes_that_silence_agrees(begins: Begins) -> None:
    story = begins(date(2023, 4, 13))
    lived(story, s.the_manager_prepares_the_meeting, s.the_supplier_reads_the_agenda)
    story.on(date(2023, 4, 20))
    lived(story, s.the_meeting_is_held_without_the_suppliers_manager)
    story.on(date(2023, 4, 25))
    lived(story, s.the_manager_writes_and_sends_the_minutes, s.nothing_runs_until_the_supplier_says_that_they_arrived)
    story.on(date(2023, 5, 3))
    lived(story, s.others_comment_and_no_clock_stops, s.silence_agrees_once_the_tenth_day_is_over)
    told = m.the_command_line_says_the_same(story, date(2023, 5, 12))
    minutes = told["minutes"][-1]
    assert (minutes["state"], minutes["received_on"], minutes["agreed_on"]) == ("final", "2023-04-25", "2023-05-11")


def test_a_plan_that_both_sign_and_that_does_not_help(begins: Begins) -> None:
    story = begins(date(2023, 5, 10))
    lived(story, m.the_manager_decides_that_a_plan_is_needed, m.the_supplier_cannot_decide_for_the_council, m.the_manager_asks_for_it)
    story.on(date(2023, 5, 17))
    lived(story, m.the_supplier_proposes_an_incomplete_plan)
    story.on(date(2023, 5, 24))
    lived(story, m.the_supplier_completes_and_signs_it, m.the_manager_signs_it)
    lived(story, m.the_supplier_sends_the_return_and_its_top_up, m.a_milestone_is_missed)
    story.on(date(2023, 6, 9))
    lived(story, m.the_plan_did_not_help)
    told = m.the_command_line_says_the_same(story, date(2023, 6, 9))
    plan = next(each for each in told["plans"] if each["id"] == "plan-1")
    assert (plan["state"], plan["due"], plan["agreed_on"]) == ("not improved", "2023-05-24", "2023-05-24")


def test_a_warning_that_two_people_make(begins: Begins) -> None:
    story = begins(date(2023, 6, 12))
    lived(story, m.the_manager_decides_to_warn)
    story.on(date(2023, 6, 13))
    lived(story, m.the_manager_writes_the_letter, m.the_supplier_sees_nothing_of_it_yet, m.the_head_approves_it)
    lived(story, m.the_manager_issues_it_once)
    story.on(date(2023, 6, 14))
    lived(story, m.the_supplier_says_that_it_arrived)
    told = m.the_command_line_says_the_same(story, date(2023, 6, 14))
    notice = told["warnings"][-1]
    assert (notice["state"], notice["received_on"], notice["watch"]) == ("watching", "2023-06-14", ["2023-07", "2023-08", "2023-09"])
    assert any(each["due"] == "2023-06-28" for each in told["plans"])


def test_a_red_month_after_the_warning(begins: Begins) -> None:
    story = begins(date(2023, 9, 8))
    lived(story, m.termination_may_be_considered_and_a_person_decides)
