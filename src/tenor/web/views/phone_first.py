"""Where somebody begins who sees only a part of a contract: the telephone, the unit's page; with several, a list to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tenor.desk import clock
from tenor.desk.models import Contract, Person
from tenor.desk.permissions.roles import ROLES
from tenor.desk.reach import reach_of
from tenor.desk.visible import UNSEEING
from tenor.web.doors import show, signed_in

PAGES = {"own rows": "phone", "own units": "unit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """One contract to begin at."""

    title: str
    href: str


def begins(person: Person) -> list[Begin]:
    """The pages of a person whose every role shows only a part; none for all others, and no query beyond their reach."""
    reach = reach_of(person, clock.today())
    scopes = {ROLES[role].scope for _, role in reach.posts if role in ROLES}
    if not reach.posts or not scopes <= set(PAGES) or any(role and role not in UNSEEING for _, role in reach.memberships):
        return []
    titles = dict(Contract.objects.filter(pk__in=[id for id, _ in reach.posts]).order_by("title").values_list("pk", "title"))
    pages = {(id, PAGES[ROLES[role].scope]): title for id, title in titles.items() for of, role in reach.posts if of == id}
    return [Begin(title=title, href=reverse(page, args=[id])) for (id, page), title in pages.items()]


def first_page(person: Person) -> str:
    """Where Home leads such a person; "" for all others."""
    found = begins(person)
    return "" if not found else found[0].href if len(found) == 1 else reverse("phone-contracts")


@signed_in
def contracts(request: HttpRequest) -> HttpResponse:
    """The contracts to choose from."""
    assert request.user.is_authenticated
    found = begins(request.user)
    if not found:
        raise Http404
    return show(request, "phone/contracts.html", begins=found, title=_("Which contract?"))
