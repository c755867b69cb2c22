"""Roles in words, for templates that list them: `{{ role|who:contract }}`, `{{ roles|who_all:contract }}`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from tenor.desk.models import Contract
from tenor.web.role_words import role_word, the, who, who_line

register = template.Library()
register.filter("role_word", role_word)
register.filter("who", who)
register.filter("the", the)
register.filter("who_line", who_line)


@register.filter
def who_all(roles: Iterable[str], contract: Contract) -> str:
    """Several, with commas."""
    return ", ".join(who(role, contract) for role in roles)
