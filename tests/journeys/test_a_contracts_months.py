"""A contract's first months, lived by both sides, from an installation with nothing in it: on a file and on PostgreSQL.

Each line of the story is a function that says what a person does; together they read as a manual. Nothing is put into a table but by pages,
and by the one command that makes the first owner.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys import apart as a
from tests.journeys import lived as m
from tests.journeys import setting_up as s
from tests.journeys.town import Town, make_town
from tests.sites import Place, new_database


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Town]:
    database = "" if request.param == "sqlite" else new_database(request.getfixturevalue("postgres"))
    with make_town(Place(tmp_path, database), browser, date(2022, 7, 4)) as made:
        yield made


def test_a_contract_is_set_up_and_lived_by_both_sides(town: Town) -> None:
    s.a_system_owner_makes_the_council(town)
    s.the_owner_invites_a_contract_manager(town)
    s.the_manager_makes_a_contract_from_an_example(town)
    s.a_wrong_word_in_the_terms_is_told_and_put_right(town)
    s.the_manager_signs_the_terms(town)
    s.the_manager_accepts_the_readings_in_one_press(town)
    s.the_manager_names_the_councils_contacts(town)
    s.the_manager_adds_a_unit(town)
    s.the_manager_sees_to_what_must_be_ready(town)
    s.the_others_are_invited(town)
    s.the_supplier_agrees_the_readings_and_names_its_contacts(town)
    s.the_supplier_invites_a_visitor(town)
    s.the_manager_goes_live(town)

    town.move_on_to(date(2022, 9, 8))
    m.the_visitor_logs_a_visit_on_a_phone(town)
    town.move_on_to(date(2022, 9, 13))
    m.the_visitor_says_that_the_report_is_sent(town, "Ash House, visited Thu 8 Sep")
    m.the_service_manager_confirms_the_visit_and_sends_the_report_back(town)
    m.the_visitor_answers_what_came_back(town)

    town.move_on_to(date(2022, 9, 29))
    m.the_supplier_fills_in_the_form(town)
    town.move_on_to(date(2022, 9, 30))
    m.the_manager_asks_about_a_row(town)
    m.the_supplier_answers_and_the_manager_accepts(town)
    town.move_on_to(date(2022, 10, 5))
    m.the_visitor_logs_a_visit_on_a_phone(town)
    town.move_on_to(date(2022, 10, 6))
    m.the_supplier_tops_up(town)
    m.going_back_after_sending_records_nothing_twice(town)

    town.move_on_to(date(2022, 10, 10))
    m.the_visitor_says_that_the_report_is_sent(town, "Ash House, visited Wed 5 Oct")
    town.wake_up_on(date(2022, 10, 27))
    m.the_supplier_sends_the_workbook(town)
    m.the_manager_sees_what_differs_and_accepts(town)
    m.the_supplier_corrects_a_row_after_its_figure_is_final(town)
    m.both_sides_read_the_same(town)
    m.the_head_of_service_sees_what_needs_the_council(town)
    m.the_manager_settles_the_figure(town)

    town.wake_up_on(date(2022, 11, 8))
    m.nothing_is_left_to_do(town)
    m.the_member_reads_one_page(town)
    m.the_auditor_reads_the_history_and_takes_it_away(town)

    a.the_manager_types_a_return_in_while_the_visitor_logs(town)
    a.the_supplier_confirms_what_was_typed_in(town)
    a.without_scripts_the_visitor_logs_and_sends(town)
    a.without_scripts_the_supplier_sends_the_form(town)
    a.what_is_taken_out_says_what_the_pages_say(town)
