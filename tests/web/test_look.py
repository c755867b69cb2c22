"""What a page shows of an organisation, and to whom."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from tenor.desk.models import Membership, Organisation, Person
from tenor.web import look
from tenor.web.context import organisation_of

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture"
pytestmark = pytest.mark.django_db


def somebody_of(organisation: Organisation, email: str) -> tuple[Person, Client]:
    person = Person.objects.create_user(email, name=email)
    Membership.objects.create(person=person, organisation=organisation)
    client = Client()
    client.force_login(person)
    return person, client


def test_a_logo_is_for_its_own_people() -> None:
    ours = Organisation.objects.create(name="Ours", logo=PNG, logo_kind="image/png")
    theirs = Organisation.objects.create(name="Theirs")
    _, inside = somebody_of(ours, "in@example.org")
    _, outside = somebody_of(theirs, "out@example.org")
    address = look.of(ours)["logo_href"]
    assert inside.get(address).content == PNG
    assert inside.get(address)["Content-Type"] == "image/png"
    assert outside.get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_picture_that_could_hold_a_script_is_not_shown() -> None:
    made = Organisation.objects.create(name="Ours", logo=b"<svg/>", logo_kind="image/svg+xml")
    _, inside = somebody_of(made, "in@example.org")
    assert look.of(made)["logo_href"] == ""
    assert inside.get(f"/look/logo/{made.id}").status_code == 404


def test_a_colour_that_is_none_leaves_the_line_as_it_is() -> None:
    assert look.of(Organisation(name="x", colour="#AABBCC"))["colour_href"] == "/look/aabbcc.css"
    assert look.of(Organisation(name="x", colour="red; }"))["colour_href"] == ""


def test_the_organisation_costs_one_question_without_its_picture(django_assert_num_queries: object) -> None:
    made = Organisation.objects.create(name="Ours", logo=PNG, logo_kind="image/png")
    person, _ = somebody_of(made, "in@example.org")
    request = RequestFactory().get("/")
    request.user = person
    with django_assert_num_queries(1):  # type: ignore[operator]
        shown = organisation_of(request)
    assert shown is not None
    assert shown["name"] == "Ours"
