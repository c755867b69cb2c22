"""What is ours about signing in."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account unasked: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
