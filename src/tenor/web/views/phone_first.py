"""Where somebody begins who sees only a part of a contract: the telephone, the unit's page; with several, a list to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tenor.desk import clock
from tenor.desk.models import Membership, Person, Post
from tenor.desk.permissions.roles import ROLES
from tenor.desk.visible import UNSEEING, during
from tenor.web.doors import show, signed_in

PAGES = {"own rows": "phone", "own units": "unit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """One contract to begin at."""

    title: str
    href: str


def begins(person: Person) -> list[Begin]:
    """The pages of a person whose every role shows only a part; none for all others. Two queries, one for most people."""
    today = clock.today()
    posts = list(Post.objects.filter(during(today), person=person).select_related("contract").order_by("contract__title"))
    scopes = {ROLES[post.role].scope for post in posts if post.role in ROLES}
    if not posts or not scopes <= set(PAGES):
        return []
    if Membership.objects.filter(during(today), person=person).exclude(role="").exclude(role__in=UNSEEING).exists():
        return []
    pages = {(post.contract_id, PAGES[ROLES[post.role].scope]): post.contract.title for post in posts}
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
