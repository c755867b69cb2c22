"""The organisation a person works for: its name and colour for the top of a page, its picture apart."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from tenor.desk import clock
from tenor.desk.models import Membership, Organisation, Person
from tenor.desk.visible import during


def organisation_of(person: Person) -> Organisation | None:
    """Without its picture. Whoever works for several has the first by name."""
    return Organisation.objects.filter(pk__in=_worked_for(person)).defer("logo").order_by("name").first()


def find_own_organisation(person: Person, organisation: UUID) -> Organisation | None:
    """With its picture; None for somebody who does not work for it."""
    return Organisation.objects.filter(id=organisation, pk__in=_worked_for(person)).first()


def _worked_for(person: Person) -> QuerySet[Membership, UUID]:
    """The organisations of a person today, within the question that asks for them."""
    return Membership.objects.filter(during(clock.today()), person=person).values_list("organisation", flat=True)
