"""Forms: what is typed is read kindly, every mistake is told at once, and nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from tenor.base.problem import problem
from tenor.web.forms import ActForm, Choice, Choices, DayField, Form, OneBoxDay, Upload, WholeNumber, Words


class Task(ActForm):
    what = forms.CharField(label="Task 100%", max_length=10)
    review = DayField(label="Review date", what="The review date", required=False, latest=date(2023, 12, 31))
    sent = OneBoxDay(label="Sent on", required=False)
    means = Choice(label="What will be used?", choices=[("money", "Money"), ("other", "Other")], reveals={"other": "means_other"})
    means_other = forms.CharField(label="What is it?")
    days = WholeNumber(label="Days a week", min_value=1, max_value=7, required=False)
    units = Choices(label="Units", choices=[("n", "North"), ("s", "South")], required=False)


def typed(**more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"what": "Start", "means": "money", **more})
    return data


@pytest.mark.parametrize(
    "words",
    [
        "28 6 2023",
        "28/6/2023",
        "28.06.2023",
        "28-6-2023",
        "28 June 2023",
        "28th Jun 2023",
        "Wed 28 Jun 2023",
        "2023-06-28",
        "28 Mehefin 2023",
    ],
)
def test_a_day_in_one_box_may_be_written_as_people_write(words: str) -> None:
    form = Task(typed(sent=words))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["sent"] == date(2023, 6, 28)


@pytest.mark.parametrize("words", ["28 6 23", "31 6 2023", "June 2023", "n/k", "6/28/2023", "28 6 2023 9", "٢٨ 6 2023"])
def test_what_is_no_day_is_refused_and_kept(words: str) -> None:
    form = Task(typed(sent=words))
    assert form.errors["sent"] == ["“Sent on” must be a real day, like 28 6 2023"]
    assert words in str(form["sent"])


@pytest.mark.parametrize(
    ("day", "month", "year", "mistake", "red"),
    [
        ("31", "", "2023", "The review date must have a month", ["month"]),
        ("31", "", "", "The review date must have a month and a year", ["month", "year"]),
        ("31", "13", "2023", "The month of the review date must be a number from 1 to 12, or its name", ["month"]),
        ("31", "7", "23", "The year of the review date must have 4 numbers", ["year"]),
        ("31", "6", "2023", "The review date must be a real day", ["day"]),
        ("x", "6", "2023", "The review date must be a real day", ["day"]),
        ("9" * 30, "6", "2023", "The review date must be a real day", ["day"]),
        ("1", "1", "2024", "The review date must be Sun 31 Dec 2023 or earlier", ["day", "month", "year"]),
    ],
)
def test_a_day_in_three_boxes_says_which_box_is_wrong(day: str, month: str, year: str, mistake: str, red: list[str]) -> None:
    form = Task(typed(review_day=day, review_month=month, review_year=year))
    assert form.errors["review"] == [mistake]
    html = form["review"].as_field_group()
    for number, part in enumerate(("day", "month", "year")):
        box = html.split(f'id="id_review_{number}"')[0].rsplit("<input", 1)[1]
        assert ("govuk-input--error" in box) == (part in red), part
    assert all(f'value="{text}"' in html for text in (day, month, year) if text)


def test_three_boxes_take_the_name_of_a_month() -> None:
    form = Task(typed(review_day="31", review_month="July", review_year="2023"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["review"] == date(2023, 7, 31)


def test_all_mistakes_come_at_once_and_each_makes_sense_alone() -> None:
    form = Task(typed(what="much too long", means="", days="9", sent="never"))
    lines = [str(line) for errors in form.errors.values() for line in errors]
    assert lines == [
        "“Task 100%” must be 10 characters or fewer. It has 13",
        "“Sent on” must be a real day, like 28 6 2023",
        "Choose an answer for “What will be used”",
        "“Days a week” must be 7 or less",
    ]


def test_each_line_of_the_summary_leads_to_a_box_that_is_there() -> None:
    form = Task(typed(what="", means="other", review_day="31", review_year="2023", sent="x", units="z"))
    page = (
        engines["django"]
        .from_string('{% include "parts/error_summary.html" %}{{ form }}')
        .render({"form": form}, RequestFactory().get("/"))
    )
    ids = [part.split('"')[0] for part in str(page).split('href="#')[1:]]
    assert ids == ["id_what", "id_review_1", "id_sent", "id_means_other", "id_units_0"]
    assert all(str(page).count(f' id="{each}"') == 1 for each in ids)


def test_what_belongs_to_another_answer_is_neither_asked_nor_taken() -> None:
    form = Task(typed(means="money", means_other="left from before"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["means_other"] is None
    assert Task(typed(means="other")).errors["means_other"] == ["Fill in “What is it”"]
    assert str(Task(typed(means="money", means_other="left from before"))).count("left from before") == 1


def test_a_form_gone_stale_keeps_what_was_typed_and_rests_on_the_new_head() -> None:
    form = Task(typed(what="Start", head="old", turn="7f2d4c52-0f5d-4b3e-9d8e-0c2f6a1b2c3d", means="money"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["turn"] == UUID("7f2d4c52-0f5d-4b3e-9d8e-0c2f6a1b2c3d")
    form.tell_stale(["The return for May came."], "new")
    page = str(
        engines["django"].from_string('{% include "parts/stale.html" %}{{ form }}').render({"form": form}, RequestFactory().get("/"))
    )
    assert "The return for May came." in page
    assert 'value="Start"' in page
    assert 'name="head" value="new"' in page
    assert 'name="turn" value="7f2d4c52-0f5d-4b3e-9d8e-0c2f6a1b2c3d"' in page


def test_a_new_form_has_a_turn_of_its_own() -> None:
    turns = {str(Task()["turn"].value()) for _ in range(3)}
    assert len(turns) == 3


def test_problems_of_a_stage_stand_by_their_field_or_at_the_top() -> None:
    form = Task(typed())
    assert form.is_valid()
    found = [problem("day-itself", due=date(2023, 6, 1)), problem("period-year", clause=("8.2",), year="2023")]
    form.attach(found, {"day-itself": "review"})
    assert form.errors["review"] == ["Thu 1 Jun 2023: the day itself"]
    assert form.non_field_errors() == ["2023 (8.2)"]


class Sending(Form):
    file = Upload(label="Plan", kinds=(".pdf", ".csv"), most=1000)


@pytest.mark.parametrize(
    ("name", "data", "mistake"),
    [
        ("plan.PDF", b"%PDF-1.7 ...", None),
        ("rows.csv", b"a,b\n1,2\n", None),
        ("plan.exe", b"MZ", "“plan.exe” must be one of these kinds: PDF, CSV"),
        ("plan.pdf", b"MZ", "“plan.pdf” is not what its name says. Save it again, then send it"),
        ("rows.csv", b"a\0b", "“rows.csv” is not what its name says. Save it again, then send it"),
        ("plan.pdf", b"%PDF-" + b"x" * 1000, "“plan.pdf” must be smaller than 0.000953674 MB"),
        ("plan.pdf", b"", "The file for “Plan” is empty"),
    ],
)
def test_a_file_is_what_its_name_says_and_not_too_large(name: str, data: bytes, mistake: str | None) -> None:
    form = Sending({}, {"file": SimpleUploadedFile(name, data)})
    assert form.errors.get("file", []) == ([mistake] if mistake else [])


def test_a_hint_of_an_answer_is_read_with_it() -> None:
    class Asked(Form):
        means = Choice(label="Means", choices=[("a", "A"), ("b", "B")], hints={"b": "Two days a week"})

    bound: Any = Asked()["means"]
    html = bound.as_field_group()
    assert html.count("aria-describedby") == 1
    assert 'aria-describedby="id_means_1_hint"' in html
    assert 'id="id_means_1_hint">Two days a week<' in html


def test_djangos_own_fields_look_like_ours() -> None:
    class Other(forms.Form):
        email = forms.EmailField(help_text="<b>not bold</b>")
        note = forms.CharField(widget=forms.Textarea)
        pick = forms.ChoiceField(choices=[("a", "A")])
        several = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
        yes = forms.BooleanField()

    html = str(Other({}))
    for name in ("govuk-input--error", "govuk-textarea--error", "govuk-select--error", "govuk-checkboxes__input", "govuk-fieldset__legend"):
        assert name in html, name
    assert "&lt;b&gt;not bold" in html
    assert "govuk-radios" not in html


def test_long_text_says_how_long_it_may_be() -> None:
    class Long(Form):
        why = Words(label="Why", max_length=500)

    bound: Any = Long()["why"]
    html = bound.as_field_group()
    assert "Up to 500 characters" in html
    assert 'aria-describedby="id_why_count"' in html
    assert "maxlength" not in html  # a browser would cut what is pasted, and say nothing
