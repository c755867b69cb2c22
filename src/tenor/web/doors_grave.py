"""The door to acts that cannot lightly be undone: whoever does one shows again who they are, if they have not just done so.

Put it next to the page, under `@on_contract`. Looking is free; a POST is kept, the person is asked, and then it goes on as if nothing had
been between. It must go to an address without a query, and hold no file: neither is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponse

Page = Callable[..., HttpResponse]


def grave(page: Page) -> Page:
    """A page whose POST asks again who the person is, unless they signed in or were asked within the last minutes (settings)."""

    @wraps(page)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not just_shown(request):
            raise ReauthenticationRequired
        return page(request, *args, **kwargs)

    return door


def just_shown(request: HttpRequest) -> bool:
    """Whether the person showed who they are within the last minutes."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
