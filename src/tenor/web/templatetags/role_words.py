"""Roles in words, for templates that list them."""

from __future__ import annotations

from django import template

from tenor.web.role_words import role_word

register = template.Library()
register.filter("role_word", role_word)
