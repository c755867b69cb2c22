"""The pages that say that something did not work: what is safe, and what to do next. Never a code alone, never a traceback."""

from __future__ import annotations

import logging
import secrets

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template import loader

log = logging.getLogger("tenor.web")


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read: too large says so, for that is the reader's to mend."""
    status = 413 if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)) else 400
    return HttpResponse(loader.render_to_string(f"{status}.html"), status=status)


def our_mistake(request: HttpRequest) -> HttpResponse:
    """A mistake of ours, with a reference that the log has too. Asks no database: that may be what is broken."""
    reference = f"T-{secrets.token_hex(4).upper()}"
    log.error("Somebody saw the page of our mistakes: %s, %s %s", reference, request.method, request.path, exc_info=True)
    return HttpResponse(loader.render_to_string("500.html", {"reference": reference}), status=500)
