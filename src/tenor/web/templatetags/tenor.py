"""What templates may call. Registered as built-in: no {% load %} is needed."""

from __future__ import annotations

from django import template

register = template.Library()
