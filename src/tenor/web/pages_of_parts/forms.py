"""A form with every kind of field."""

from __future__ import annotations

from django import forms

from tenor.web.forms import ActForm, Choice, Choices, DayField, OneBoxDay, Upload, WholeNumber, Words


class EveryField(ActForm):
    """One of each."""

    task = forms.CharField(label="Task", help_text="What will be done, in a few words", max_length=80)
    review = DayField(
        label="Review date", what="The review date", help_text="The day you both look whether it helped. For example, 31 7 2023"
    )
    sent = OneBoxDay(
        label="Sent on",
        required=False,
        help_text="For example, 28 6 2023 or 28 June 2023",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    means = Choice(
        label="What will be used",
        choices=[("people", "People"), ("money", "Money"), ("other", "Something else")],
        hints={"people": "For example: one more driver, 2 days a week"},
        reveals={"other": "means_other"},
    )
    means_other = forms.CharField(label="What is it?")
    units = Choices(
        label="Which units", choices=[("n", "North Yard"), ("s", "South Yard")], hints={"n": "Open since 1 Sep 2022"}, required=False
    )
    owner = forms.ChoiceField(label="Who looks after it", choices=[("", "Choose somebody"), ("a", "Alex Example"), ("r", "Robin Instance")])
    days = WholeNumber(label="How many days a week", min_value=1, max_value=7, wide=2)
    email = forms.EmailField(label="Whom we should tell", required=False)
    reasons = Words(label="Why this will help", rows=4, max_length=500)
    file = Upload(label="The plan as a file", kinds=(".pdf", ".docx"), required=False, help_text="PDF or Word, up to 5 MB")
    agree = forms.BooleanField(label="Both sides have seen this")
