"""Nothing of a page stays in a cache unless the page itself says how long it holds: a shared computer's next user presses Back too."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def no_store(answer: Answer) -> Answer:
    """A layer round all pages; style and pictures come from outside it."""

    def layer(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return layer
