"""Orders about an organisation: what its pages look like, and whom its people call for help."""

from __future__ import annotations

import re

from django.db import transaction

from tenor.base.problem import Problem, problem
from tenor.desk.actions.invite import looks_after
from tenor.desk.installation import note
from tenor.desk.models import Organisation, Person
from tenor.ledger.events.installation import SettingChanged

PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
LARGEST_LOGO = 200 * 1024  # bytes
COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
LEAST_CONTRAST = 3  # of a line against white paper: WCAG 2.2, 1.4.11


def change_organisation(*, organisation: Organisation, name: str, colour: str, help_contact: str, by: Person) -> tuple[Problem, ...]:
    """Change name, colour and help. Each change is noted by its setting, not by its value."""
    given = {"name": " ".join(name.split()), "colour": colour.strip().lower(), "help_contact": " ".join(help_contact.split())}
    wrong = _wrong(given, organisation, by)
    if wrong:
        return wrong
    changed = [key for key, value in given.items() if getattr(organisation, key) != value]
    with transaction.atomic():
        for key in changed:
            setattr(organisation, key, given[key])
            note(SettingChanged(organisation=str(organisation.pk), setting=key), person=by)
        organisation.save(update_fields=changed)
    return ()


def change_logo(*, organisation: Organisation, picture: bytes | None, by: Person) -> tuple[Problem, ...]:
    """Put a picture at the top of the pages; None takes it away. PNG or JPEG by their own bytes: other kinds can hold a script."""
    if not looks_after(by, organisation):
        return (problem("organisation-not-yours"),)
    kind = next((kind for kind, begins in PICTURES.items() if picture and picture.startswith(begins)), "")
    if picture is not None and not kind:
        return (problem("logo-kind"),)
    if picture is not None and len(picture) > LARGEST_LOGO:
        return (problem("logo-size", most=LARGEST_LOGO // 1024, size=len(picture) // 1024),)
    with transaction.atomic():
        organisation.logo, organisation.logo_kind = picture, kind
        organisation.save(update_fields=["logo", "logo_kind"])
        note(SettingChanged(organisation=str(organisation.pk), setting="logo"), person=by)
    return ()


def tenths_of_contrast(colour: str) -> int:
    """The contrast of a colour against white, in tenths, rounded down: 45 is 4.5 to 1 (WCAG 2.2, contrast ratio)."""
    red, green, blue = (_light(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
    return int(10 * 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05))


def _light(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _wrong(given: dict[str, str], organisation: Organisation, by: Person) -> tuple[Problem, ...]:
    if not looks_after(by, organisation):
        return (problem("organisation-not-yours"),)
    found = []
    if not given["name"] or len(given["name"]) > 200:
        found.append(problem("organisation-name"))
    if len(given["help_contact"]) > 200:
        found.append(problem("organisation-help"))
    if not COLOUR.match(given["colour"]):
        found.append(problem("colour-form"))
    elif tenths_of_contrast(given["colour"]) < 10 * LEAST_CONTRAST:
        tenths = tenths_of_contrast(given["colour"])
        found.append(problem("colour-pale", contrast=f"{tenths // 10}.{tenths % 10}", least=LEAST_CONTRAST))
    return tuple(found)
