"""What must hold before anything is served, as system checks: each with an id, what is wrong, and what to write instead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from tenor.base.problem import Problem, problem
from tenor.base.wording import said, say
from tenor.server import environment as env


@register("tenor")
def settings_can_be_used(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every setting that cannot be used, all at once."""
    return [Error(say(one.said), hint=hint_of(one), id=f"tenor.{one.code}") for one in wrong_settings()]


def hint_of(wrong: Problem) -> str:
    """What to write instead."""
    return say(said(f"{wrong.code}-hint", **dict(wrong.values)))


def wrong_settings() -> list[Problem]:
    """What could not be read, what has no such name, and what does not go together."""
    found: list[Problem] = []
    for one in (*env.WRONG, *_unknown(), *_together()):
        found += [one] if one not in found else []  # a setting may be read twice
    return found


def _unknown() -> Iterator[Problem]:
    for name in sorted(os.environ):
        if name.startswith("TENOR_") and name not in env.KNOWN:
            near = get_close_matches(name, env.KNOWN, 1, cutoff=0.6)
            yield problem("setting-unknown", name=name, near=near[0] if near else "docs/guide/running.md")


def _together() -> Iterator[Problem]:
    if settings.DAYS_BACK and not settings.DEMO:
        yield problem("setting-days-back", days=f"{settings.DAYS_BACK:g}")
    if settings.HTTPS and not env.text("TENOR_HOSTS"):
        yield problem("setting-hosts")
    if 0 < len(env.text("TENOR_SECRET_KEY")) < 32:
        yield problem("setting-secret", length=len(env.text("TENOR_SECRET_KEY")))
    missing = [name for name in ("TENOR_OIDC_CLIENT", "TENOR_OIDC_SECRET") if env.text("TENOR_OIDC_SERVER") and not env.text(name)]
    if missing:
        yield problem("setting-directory", missing=missing)
