"""The organisation's look and a person's own page."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.signing_in import sign_in, signed_in

from tenor.desk.actions.organisation import change_logo, change_organisation, tenths_of_contrast
from tenor.desk.models import InstallationEntry, Membership
from tenor.desk.permissions import roles as r

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LOOK = {"name": "Example County Council", "colour": "#123456", "help_contact": "Pat on 01632 960 000"}


def change(cast: Cast, who: str = r.OWNER, **more: Any) -> Any:
    return signed_in(cast[who]).post(reverse("organisation"), {**LOOK, **more})


def picture(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_name_colour_and_help_change_on_every_page(cast: Cast) -> None:
    assert change(cast, name="New County Council").status_code == 302
    page = signed_in(cast[r.MANAGER]).get(reverse("home")).content.decode()
    assert "New County Council" in page
    assert "Pat on 01632 960 000" in page
    assert "/look/123456.css" in page
    changed = list(InstallationEntry.objects.filter(line__contains='"SettingChanged"').values_list("line", flat=True))
    assert len(changed) == 3
    assert not any("123456" in line for line in changed)


@pytest.mark.parametrize(
    ("colour", "tenths"), [("#000000", 210), ("#ffffff", 10), ("#767676", 45), ("#777777", 44), ("#959595", 29), ("#949494", 30)]
)
def test_contrast_is_that_of_the_guidelines(colour: str, tenths: int) -> None:
    assert tenths_of_contrast(colour) == tenths


@pytest.mark.parametrize("colour", ["#ffff00", "#959595", "red", "#12345", "#12345g", "url(x)"])
def test_a_colour_that_is_not_seen_is_refused(cast: Cast, colour: str) -> None:
    page = change(cast, colour=colour)
    assert page.status_code == 422
    assert "colour" in page.content.decode()
    cast.council.refresh_from_db()
    assert cast.council.colour == "#6b3a2e"


def test_a_picture_is_shown_to_its_people_alone(cast: Cast) -> None:
    assert change(cast, logo=picture(PNG)).status_code == 302
    address = reverse("look-logo", args=[cast.council.pk])
    shown = signed_in(cast[r.MANAGER]).get(address)
    assert shown.content == PNG
    assert shown["Content-Type"] == "image/png"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert signed_in(cast["outsider"]).get(address).status_code == 404
    assert change(cast, no_logo="on").status_code == 302
    assert signed_in(cast[r.MANAGER]).get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "name"), [(SVG, "a.svg"), (SVG, "a.png"), (PNG + b"0" * 200 * 1024, "a.png"), (b"\xff\xd8\xff", "a.exe")]
)
def test_other_files_are_refused(cast: Cast, content: bytes, name: str) -> None:
    assert change(cast, logo=picture(content, name)).status_code == 422
    cast.council.refresh_from_db()
    assert not cast.council.logo
    assert change_logo(organisation=cast.council, picture=SVG, by=cast[r.OWNER])  # nor past the form


@pytest.mark.parametrize("who", [r.MANAGER, r.SUPPLIER, r.AUDITOR, "outsider", "stranger"])
def test_only_a_system_owner_changes_it(cast: Cast, who: str) -> None:
    change(cast, who, name="Mine now")
    cast.council.refresh_from_db()
    assert cast.council.name == "Example County Council"
    assert change_organisation(organisation=cast.council, name="Mine", colour="#000000", help_contact="", by=cast[who])


def test_everybody_sees_whom_to_ask(cast: Cast) -> None:
    page = signed_in(cast[r.AUDITOR]).get(reverse("organisation")).content.decode()
    assert "Owen Er" in page
    assert "Owen Er" not in signed_in(cast["outsider"]).get(reverse("organisation")).content.decode()
    assert signed_in(cast["stranger"]).get(reverse("organisation")).status_code == 200


def test_an_owner_of_two_changes_the_one_they_chose(cast: Cast) -> None:
    Membership.objects.create(person=cast[r.OWNER], organisation=cast.other_council, role=r.OWNER)
    client = signed_in(cast[r.OWNER])
    client.post(reverse("organisation"), {**LOOK, "name": "Other", "organisation": str(cast.other_council.pk)})
    cast.other_council.refresh_from_db()
    cast.council.refresh_from_db()
    assert (cast.other_council.name, cast.council.name) == ("Other", "Example County Council")
    assert client.post(reverse("organisation"), {**LOOK, "name": "X", "organisation": str(cast.supplier.pk)}).status_code == 404
    cast.supplier.refresh_from_db()
    assert cast.supplier.name != "X"


def test_a_person_changes_name_language_and_keys(cast: Cast) -> None:
    client = sign_in(cast[r.AUDITOR])
    assert client.post(reverse("person"), {"name": "", "language": "fr"}).status_code == 422
    assert client.post(reverse("person"), {"name": "Audrey T", "language": "cy", "no_keys": "on"}).status_code == 302
    page = client.get(reverse("person")).content.decode()
    assert '<html lang="cy">' in page
    assert 'data-keys="off"' in page
    assert "Audrey T" in page
    cast[r.AUDITOR].refresh_from_db()
    elsewhere = sign_in(cast[r.AUDITOR])
    assert '<html lang="cy">' in elsewhere.get(reverse("person")).content.decode()


@pytest.mark.parametrize("name", ["help", "accessibility", "privacy", "glossary"])
def test_pages_at_the_foot_are_for_everybody(cast: Cast, name: str) -> None:
    change(cast)
    page = signed_in(cast[r.MANAGER]).get(reverse(name)).content.decode()
    if name != "glossary":
        assert "Pat on 01632 960 000" in page
    public = Client().get(reverse(name))
    assert public.status_code == 200
    assert b"01632" not in public.content
    assert Client().get(reverse("account_login")).content.decode().count(reverse(name)) >= 1


def test_a_contracts_saying_is_looked_up(cast: Cast) -> None:
    ask = Client().get
    found = ask(reverse("how-do-i-say"), {"q": "silence is approval"}).content.decode()
    assert "silence: approved" in found
    assert "at_most" not in found
    assert "Nothing here has these words" in ask(reverse("how-do-i-say"), {"q": "<xylophone>"}).content.decode()
    assert "at_most" in ask(reverse("how-do-i-say")).content.decode()
