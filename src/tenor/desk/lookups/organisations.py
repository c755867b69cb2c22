"""The organisation a person works for: its name and colour for the top of a page, its picture apart."""

from __future__ import annotations

from uuid import UUID

from tenor.desk.models import Organisation, Person


def organisation_of(person: Person) -> Organisation | None:
    """Without its picture. Whoever works for several has the first by name."""
    return Organisation.objects.filter(memberships__person=person).defer("logo").order_by("name").first()


def find_own_organisation(person: Person, organisation: UUID) -> Organisation | None:
    """With its picture; None for somebody who does not work for it."""
    return Organisation.objects.filter(id=organisation, memberships__person=person).first()
