"""People, the organisations they work for, and what they are on each contract."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models


def opaque() -> str:
    """An id that says nothing of whom it stands for."""
    return uuid4().hex


class Organisation(models.Model):
    """A council or a supplier. What it looks like, and how people reach it, belongs to it and to no contract."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=200)
    colour = models.CharField(max_length=7, default="#6b3a2e", help_text="The line at the top of its pages, as #rrggbb.")
    logo = models.BinaryField(null=True, blank=True)
    logo_kind = models.CharField(max_length=40, blank=True)
    help_contact = models.CharField(max_length=200, blank=True, help_text="Whom its people call for help.")
    closed_days = models.JSONField(default=list, blank=True)
    settings = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Makes people; an address is kept in small letters, so that one person is one account."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. `code` stands for them where a name may not: in the frames of entries, unless a post says otherwise."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=64, unique=True, default=opaque, editable=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=5, default="en-gb")
    settings = models.JSONField(default=dict, blank=True)  # views saved by the person, and the like

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    is_staff = False  # there is no admin site behind the pages

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Membership(models.Model):
    """A person of an organisation. `role`: what they are on all its contracts (auditor, head of service …), "system owner", or "" = only
    what their posts say."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="The last day.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "organisation", "role"], name="membership_once")]


class Post(models.Model):
    """What a person is on one contract. `units`: those it is limited to. `known_as`: the opaque `by` of this person's entries."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    contract = models.ForeignKey("desk.Contract", on_delete=models.CASCADE, related_name="posts")
    role = models.CharField(max_length=40)
    units = models.JSONField(default=list, blank=True)
    known_as = models.CharField(max_length=64)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="The last day.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "contract", "role"], name="post_once")]


class Invitation(models.Model):
    """A way in for somebody: one use, some days. Only the hash of its word is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    contract = models.ForeignKey("desk.Contract", null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=40, blank=True)
    units = models.JSONField(default=list, blank=True)
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    word_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations_sent")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
