"""People who signed in a moment ago, for tests of pages behind `grave` and for sign-ins through the real form."""

from __future__ import annotations

import time

from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD

from tenor.desk.models import Person


def signed_in(person: Person) -> Client:
    """A client of somebody who signed in long ago: grave acts ask again."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def just_signed_in(person: Person) -> Client:
    """A client of somebody who signed in this minute: grave acts go through."""
    client = signed_in(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def sign_in(person: Person, password: str = PASSWORD) -> Client:
    """Through the form, as a person does."""
    client = Client()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": password})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return client
