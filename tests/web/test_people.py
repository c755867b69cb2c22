"""People come by invitation: who invites whom, the link, what it gives, how it ends. Nothing tells one council of another's people."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from tests.cast import PASSWORD, TODAY, Cast
from tests.signing_in import just_signed_in, sign_in, signed_in

from tenor.desk.actions.invite import accept_as_new, find_invitation, first_owner, hash_of
from tenor.desk.actions.people import give_role
from tenor.desk.models import InstallationEntry, Invitation, Membership, Person, Post
from tenor.desk.permissions import roles as r
from tenor.desk.permissions.giving import may_end, may_give
from tenor.desk.visible import NotFoundError, get_place

NEW = "new.person@tenor.example"
GOOD = "four harbour lamps shine"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def ask(cast: Cast, who: str, role: str, email: str = NEW, **more: Any) -> Any:
    given = {"name": "New Person", "email": email, "role": role, **more}
    return just_signed_in(cast[who]).post(reverse("invite", args=[cast.visits.pk]), given)


def link() -> str:
    return re.search(r"http://testserver(/invitation/\S+)", mail.outbox[-1].body)[1]  # type: ignore[index]


def begin(client: Client, path: str, **more: Any) -> Any:
    return client.post(path, {"name": "New Person", "way": "password", "password": GOOD, **more})


@pytest.mark.parametrize(
    ("who", "role"),
    [(r.MANAGER, role) for role in (r.MANAGER, r.HEAD, r.EQUALITY, r.LEGAL, r.AUDITOR, r.MEMBER)]
    + [(r.SUPPLIER, r.SUPPLIER), (r.SUPPLIER, r.VISITOR)],
)
def test_a_side_invites_its_own_and_the_link_gives_the_role(cast: Cast, who: str, role: str) -> None:
    assert ask(cast, who, role).status_code == 302
    sent = mail.outbox[-1]
    assert sent.to == [NEW]
    assert cast[who].name in sent.subject
    assert cast.visits.title in sent.body
    new = Client()
    assert "Two questions" in new.get(link()).content.decode()
    assert begin(new, link())["Location"] == reverse("home")
    person = Person.objects.get(email=NEW)
    assert get_place(person, cast.visits.pk).actor.roles == (role,)
    assert new.get(reverse("home"), follow=True).status_code == 200
    sign_in(person, GOOD)


@pytest.mark.parametrize(
    ("who", "role"),
    [(r.MANAGER, r.VISITOR), (r.MANAGER, r.SUPPLIER), (r.MANAGER, r.OWNER), (r.SUPPLIER, r.MANAGER), (r.SUPPLIER, r.AUDITOR)],
)
def test_no_side_invites_for_the_other(cast: Cast, who: str, role: str) -> None:
    answer = ask(cast, who, role)
    assert answer.status_code == 422
    assert not Invitation.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize("who", [r.HEAD, r.EQUALITY, r.UNIT, r.LEGAL, r.AUDITOR, r.MEMBER, r.VISITOR])
def test_others_of_the_contract_may_not(cast: Cast, who: str) -> None:
    assert ask(cast, who, r.AUDITOR).status_code == 403
    assert signed_in(cast[who]).get(reverse("people")).status_code == 403


@pytest.mark.parametrize("who", ["stranger", "outsider", r.OWNER])
def test_for_strangers_there_is_no_such_contract(cast: Cast, who: str) -> None:
    assert ask(cast, who, r.AUDITOR).status_code == 404


def test_a_council_names_the_suppliers_first_manager_and_no_second(cast: Cast) -> None:
    assert r.SUPPLIER in may_give((r.MANAGER,), supplier_has_manager=False)
    assert r.SUPPLIER not in may_give((r.MANAGER,), supplier_has_manager=True)
    assert r.SUPPLIER not in may_end((r.MANAGER,))
    Post.objects.filter(role=r.SUPPLIER).update(until=TODAY - timedelta(days=1))
    assert ask(cast, r.MANAGER, r.SUPPLIER).status_code == 302
    begin(Client(), link())
    assert get_place(Person.objects.get(email=NEW), cast.visits.pk).side == "supplier"


def test_a_role_of_some_units_needs_them(cast: Cast) -> None:
    page = ask(cast, r.MANAGER, r.UNIT)
    assert page.status_code == 422
    assert "New Person" in page.content.decode()  # nothing typed is lost
    assert ask(cast, r.MANAGER, r.UNIT, units=["A", "no such"]).status_code == 422
    assert ask(cast, r.MANAGER, r.UNIT, units=["A"]).status_code == 302
    begin(Client(), link())
    assert get_place(Person.objects.get(email=NEW), cast.visits.pk).actor.units == ("A",)


def test_all_mistakes_come_at_once(cast: Cast) -> None:
    page = just_signed_in(cast[r.MANAGER]).post(reverse("invite", args=[cast.visits.pk]), {"email": "not an address"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "3 things to put right" in text
    assert "Error:" in text


def test_only_the_hash_of_the_word_is_kept(cast: Cast) -> None:
    ask(cast, r.MANAGER, r.AUDITOR)
    word = link().strip("/").split("/")[-1]
    kept = Invitation.objects.get()
    assert kept.word_hash == hash_of(word)
    assert not any(word in line or NEW in line for line in InstallationEntry.objects.values_list("line", flat=True))


def test_a_link_works_once_for_seven_days_until_taken_back(cast: Cast) -> None:
    ask(cast, r.MANAGER, r.AUDITOR)
    path, client = link(), just_signed_in(cast[r.MANAGER])
    with override_settings(DAYS_BACK=settings.DAYS_BACK - 7):
        assert Client().get(path).status_code == 410
        assert "too old" in client.get(reverse("people")).content.decode()
    again = reverse("invitation-again", args=[Invitation.objects.get().pk])
    client.post(again, {"what": "again"})
    assert link() != path
    assert Client().get(path).status_code == 410
    begin(Client(), link())
    assert Client().get(link()).status_code == 410
    assert client.post(again, {"what": "withdraw"}).status_code == 404
    ask(cast, r.MANAGER, r.HEAD, email="other@tenor.example")
    client.post(reverse("invitation-again", args=[Invitation.objects.get(accepted_at=None).pk]), {"what": "withdraw"})
    assert Client().get(link()).status_code == 410
    assert not Person.objects.filter(email="other@tenor.example").exists()


@pytest.mark.parametrize("wrong", [SMTPServerDisconnected("gone"), ConnectionRefusedError("no mail here")])
def test_an_invitation_made_while_the_mail_is_down_is_sent_again(cast: Cast, monkeypatch: Any, wrong: Exception) -> None:
    def refuse(_: Any) -> None:
        raise wrong

    client = just_signed_in(cast[r.MANAGER])
    with monkeypatch.context() as during:
        during.setattr("django.core.mail.EmailMessage.send", refuse)
        assert ask(cast, r.MANAGER, r.AUDITOR).status_code == 302
        again = reverse("invitation-again", args=[Invitation.objects.get().pk])
        told = client.post(again, {"what": "again"}, follow=True).content.decode()
        assert "could not be sent" in told
        assert "on its way" not in told
    assert "on its way again" in client.post(again, {"what": "again"}, follow=True).content.decode()
    begin(Client(), link())
    assert get_place(Person.objects.get(email=NEW), cast.visits.pk).actor.roles == (r.AUDITOR,)


def test_whoever_has_an_account_signs_in_and_gets_the_role(cast: Cast) -> None:
    outsider = cast["outsider"]
    answer = ask(cast, r.MANAGER, r.AUDITOR, email=outsider.email)
    fresh = ask(cast, r.MANAGER, r.AUDITOR)
    assert answer.status_code == fresh.status_code == 302  # the same, account or none
    theirs, people = mail.outbox[0], reverse("people")
    page = just_signed_in(cast[r.MANAGER]).get(people).content.decode()
    assert outsider.name not in page
    assert cast.lifts.title not in page
    path = re.search(r"http://testserver(/invitation/\S+)", theirs.body)[1]  # type: ignore[index]
    seen = Client().get(path).content.decode()
    assert "sign in to accept" in seen
    assert begin(Client(), path).status_code == 200  # no second account, no way round the password
    client = Client()
    signed = client.post(f"{reverse('account_login')}?next={path}", {"login": outsider.email, "password": PASSWORD})
    assert signed["Location"] == path
    assert client.post(path)["Location"] == reverse("home")
    assert get_place(outsider, cast.visits.pk).actor.roles == (r.AUDITOR,)


def test_an_invitation_is_for_one_address(cast: Cast) -> None:
    ask(cast, r.MANAGER, r.AUDITOR)
    client = signed_in(cast["stranger"])
    assert client.get(link()).status_code == 403
    assert client.post(link()).status_code == 403
    with pytest.raises(NotFoundError):
        get_place(cast["stranger"], cast.visits.pk)


def test_nobody_comes_to_sit_on_both_sides(cast: Cast) -> None:
    visitor = cast[r.VISITOR]
    assert ask(cast, r.MANAGER, r.AUDITOR, email=visitor.email).status_code == 302  # the council is told nothing
    client = signed_in(visitor)
    page = client.post(link())
    assert page.status_code == 422
    assert "both sides" in page.content.decode()
    assert get_place(visitor, cast.visits.pk).actor.roles == (r.VISITOR,)
    assert Invitation.objects.get().accepted_at is None


def test_what_the_inviter_may_no_longer_give_is_not_given(cast: Cast) -> None:
    ask(cast, r.MANAGER, r.AUDITOR)
    Post.objects.filter(person=cast[r.MANAGER]).update(until=TODAY - timedelta(days=1))
    page = begin(Client(), link())
    assert page.status_code == 422
    assert "may no longer give this role" in page.content.decode()
    assert not Person.objects.filter(email=NEW).exists()
    assert not give_role(to=cast[r.HEAD], role=r.MANAGER, contract=cast.visits, by=None)
    again = reverse("invitation-again", args=[Invitation.objects.get().pk])
    just_signed_in(cast[r.HEAD]).post(again, {"what": "again"})
    assert begin(Client(), link()).status_code == 302
    assert get_place(Person.objects.get(email=NEW), cast.visits.pk).actor.roles == (r.AUDITOR,)


def test_the_suppliers_second_manager_is_not_the_councils_to_give(cast: Cast) -> None:
    theirs = Post.objects.filter(role=r.SUPPLIER)
    theirs.update(until=TODAY - timedelta(days=1))
    ask(cast, r.MANAGER, r.SUPPLIER)
    theirs.update(until=None)
    assert begin(Client(), link()).status_code == 422


def test_of_two_presses_one_makes_the_account(cast: Cast) -> None:
    ask(cast, r.MANAGER, r.AUDITOR)
    found = find_invitation(link().strip("/").split("/")[-1])
    assert found is not None
    Person.objects.create_user(NEW, GOOD, name="The first press")
    assert [each.code for each in accept_as_new(invitation=found, name="The second", password=GOOD)[1]] == ["invitation-account"]


def test_a_weak_password_is_told_and_nothing_is_made(cast: Cast) -> None:
    ask(cast, r.MANAGER, r.AUDITOR)
    for weak in ("short", "password1234", NEW, ""):
        page = begin(Client(), link(), password=weak)
        assert page.status_code == 422, weak
        assert "govuk-error-summary" in page.content.decode()
    assert not Person.objects.filter(email=NEW).exists()


@pytest.mark.parametrize(("way", "goes"), [("passkey", "mfa_add_webauthn"), ("link", "home")])
def test_an_account_needs_no_password(cast: Cast, way: str, goes: str) -> None:
    ask(cast, r.MANAGER, r.AUDITOR)
    client = Client()
    assert client.post(link(), {"name": "New Person", "way": way})["Location"] == reverse(goes)
    assert client.get(reverse(goes)).status_code == 200
    assert not Person.objects.get(email=NEW).has_usable_password()


def test_a_system_owner_invites_to_the_organisation(cast: Cast) -> None:
    owner, address = just_signed_in(cast[r.OWNER]), reverse("invite-to-organisation")
    assert owner.get(address).status_code == 200
    owner.post(address, {"name": "A", "email": NEW, "role": r.HEAD})
    begin(Client(), link())
    assert get_place(Person.objects.get(email=NEW), cast.visits.pk).actor.roles == (r.HEAD,)
    assert (
        owner.post(address, {"name": "A", "email": "first@b.example", "role": r.MANAGER}).status_code == 302
    )  # one they are going to set up
    foreign = {"name": "A", "email": "b@b.example", "role": r.MANAGER, "contract": cast.lifts.pk}
    assert owner.post(address, foreign).status_code == 422
    assert owner.post(address, {**foreign, "contract": cast.visits.pk}).status_code == 302
    assert owner.post(address, {"name": "A", "email": "b@b.example", "role": r.SUPPLIER}).status_code == 422
    assert just_signed_in(cast[r.MANAGER]).get(address).status_code == 403


def test_the_page_shows_only_those_that_are_yours_to_manage(cast: Cast) -> None:
    names = {who: signed_in(cast[who]).get(reverse("people")).content.decode() for who in (r.MANAGER, r.SUPPLIER, r.OWNER, "outsider")}
    assert cast[r.AUDITOR].name in names[r.MANAGER]
    assert cast[r.VISITOR].name not in names[r.MANAGER]
    assert cast[r.VISITOR].name in names[r.SUPPLIER]
    assert cast[r.AUDITOR].name not in names[r.SUPPLIER]
    assert cast[r.AUDITOR].name in names[r.OWNER]
    assert cast[r.VISITOR].name not in names[r.OWNER]
    assert not any(cast[who].name in names["outsider"] for who in (r.AUDITOR, r.VISITOR, r.OWNER, r.MANAGER))


def end(client: Client, address: str, day: Any) -> Any:
    return client.post(address, {"last_day_day": day.day, "last_day_month": day.month, "last_day_year": day.year})


def test_a_post_ends_on_a_day(cast: Cast) -> None:
    post = Post.objects.get(person=cast[r.AUDITOR])
    client, address = just_signed_in(cast[r.MANAGER]), reverse("post", args=[post.pk])
    assert client.get(address).status_code == 200
    assert end(client, address, TODAY).status_code == 302
    assert get_place(cast[r.AUDITOR], cast.visits.pk)
    with pytest.raises(NotFoundError):
        get_place(cast[r.AUDITOR], cast.visits.pk, TODAY + timedelta(days=1))
    assert Membership.objects.get(person=cast[r.AUDITOR]).until == TODAY
    assert InstallationEntry.objects.filter(line__contains='"RoleEnded"').count() == 1


@pytest.mark.parametrize(("who", "whose"), [(r.MANAGER, r.VISITOR), (r.SUPPLIER, r.AUDITOR), ("outsider", r.AUDITOR), (r.OWNER, r.VISITOR)])
def test_posts_of_others_are_not_there(cast: Cast, who: str, whose: str) -> None:
    address = reverse("post", args=[Post.objects.get(person=cast[whose]).pk])
    client = just_signed_in(cast[who])
    assert client.get(address).status_code == 404
    assert end(client, address, TODAY).status_code == 404


def test_units_are_changed(cast: Cast) -> None:
    post = Post.objects.get(person=cast[r.UNIT])
    client, address = just_signed_in(cast[r.MANAGER]), reverse("post", args=[post.pk])
    assert client.post(address, {"what": "units", "units": ["B", "C"]}).status_code == 302
    assert get_place(cast[r.UNIT], cast.visits.pk).actor.units == ("B", "C")
    assert client.post(address, {"what": "units", "units": ["no such"]}).status_code == 422
    assert client.post(address, {"what": "units"}).status_code == 422


def test_the_last_system_owner_stays(cast: Cast) -> None:
    membership = Membership.objects.get(person=cast[r.OWNER], role=r.OWNER)
    client, address = just_signed_in(cast[r.OWNER]), reverse("membership", args=[membership.pk])
    page = end(client, address, TODAY)
    assert page.status_code == 422
    assert "needs a system owner" in page.content.decode()
    Membership.objects.create(person=cast["stranger"], organisation=cast.council, role=r.OWNER)
    assert end(client, address, TODAY - timedelta(days=1)).status_code == 302
    assert client.get(reverse("people")).status_code == 403


def test_giving_a_role_asks_again_and_loses_nothing(cast: Cast) -> None:
    client = signed_in(cast[r.MANAGER])
    given = {"name": "New Person", "email": NEW, "role": r.AUDITOR}
    asked = client.post(reverse("invite", args=[cast.visits.pk]), given, follow=True)
    assert "Is it still you?" in asked.content.decode()
    assert not Invitation.objects.exists()
    at = asked.redirect_chain[-1][0]
    assert "not your password" in client.post(at, {"password": "wrong"}).content.decode()
    assert client.post(at, {"password": PASSWORD}).status_code == 302
    assert Invitation.objects.get().email == NEW
    asked_again = client.post(reverse("invite", args=[cast.visits.pk]), {**given, "email": "second@tenor.example"})
    assert asked_again["Location"] == reverse("people")  # not asked twice within minutes


@pytest.mark.parametrize("name", ["post", "membership", "invitation-again", "invite-to-organisation"])
def test_every_change_of_people_is_grave(cast: Cast, name: str) -> None:
    ask(cast, r.MANAGER, r.HEAD)
    args = {
        "post": [Post.objects.get(person=cast[r.AUDITOR]).pk],
        "membership": [Membership.objects.get(role=r.OWNER).pk],
        "invitation-again": [Invitation.objects.get().pk],
        "invite-to-organisation": [],
    }[name]
    answer = signed_in(cast[r.OWNER]).post(reverse(name, args=args))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_the_first_owner_of_a_new_council(cast: Cast) -> None:
    made = first_owner(NEW, "A Third Council")
    assert begin(Client(), reverse("invitation", args=[made.word]))["Location"] == reverse("home")
    membership = Membership.objects.get(person__email=NEW)
    assert (membership.role, membership.organisation.name) == (r.OWNER, "A Third Council")
    assert [each.code for each in first_owner("b@b.example", "A Third Council").problems] == ["owner-is-there"]
    assert [each.code for each in first_owner("not an address", "A Fourth Council").problems] == ["invite-email"]


@pytest.mark.parametrize(("who", "name"), [(r.MANAGER, "people"), (r.OWNER, "people"), (r.OWNER, "organisation"), (r.AUDITOR, "person")])
def test_few_queries(cast: Cast, who: str, name: str, django_assert_max_num_queries: Any) -> None:
    for n in range(12):
        ask(cast, r.MANAGER, r.AUDITOR, email=f"number{n}@tenor.example")
    client = signed_in(cast[who])
    with django_assert_max_num_queries(10):
        client.get(reverse(name))


def test_the_invite_page_has_few_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = signed_in(cast[r.MANAGER])
    client.get(reverse("invite", args=[cast.visits.pk]))  # the first look keeps the terms as a tree
    with django_assert_max_num_queries(10):
        assert client.get(reverse("invite", args=[cast.visits.pk])).status_code == 200
