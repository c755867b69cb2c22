"""The first system owner: somebody must be there before anybody can be invited."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tenor.base.problem import Problem, problem
from tenor.desk.actions.people import give_role
from tenor.desk.models import Organisation, Person
from tenor.desk.permissions.roles import OWNER
from tenor.server import environment as env

SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """`link`: where a password is set, once, within so many days."""

    link: str = ""
    days: int = 0
    problems: tuple[Problem, ...] = ()


def first_owner(email: str, council: str, name: str = "") -> Invited:
    """Make the person, who has no password yet, and system owner of this organisation. Asked again before the link was used: another link.

    Somebody who can sign in already is not given a way round their password.
    """
    with transaction.atomic():
        organisation, _ = Organisation.objects.get_or_create(name=council)
        person = Person.objects.filter(email=email).first()
        if person is not None and person.has_usable_password():
            return Invited(problems=(problem("owner-there", email=email),))
        if person is None:
            person = Person.objects.create_user(email, name=name or email.partition("@")[0])
        wrong = give_role(to=person, role=OWNER, organisation=organisation, by=None)
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    uid, _, token = key.partition("-")
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    return Invited(link=address() + path, days=settings.PASSWORD_RESET_TIMEOUT // SECONDS_A_DAY, problems=wrong)


def address() -> str:
    """Where people reach the site: TENOR_ADDRESS, else the first of its hosts."""
    given = env.text("TENOR_ADDRESS")
    if given:
        return given.rstrip("/")
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    return f"https://{host}" if settings.HTTPS else f"http://{host}:{env.number('TENOR_PORT', 8000)}"
