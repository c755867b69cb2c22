"""An organisation's colour and logo. The policy of the pages allows no inline style, so the colour is a file of one rule: its address
holds the colour itself, so it needs no table, is the same for everybody, and a browser keeps it for ever."""

from __future__ import annotations

import hashlib
import re
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, register_converter, reverse
from django.views.decorators.http import require_GET

from tenor.desk.lookups.organisations import find_own_organisation
from tenor.desk.models import Organisation, Person

COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
PICTURES = ("image/png", "image/jpeg", "image/webp")  # no SVG: one can hold a script
FOR_EVER = 365 * 24 * 3600


class _Colour:
    """Six hexadecimal digits, and nothing else, in an address."""

    regex = "[0-9a-f]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_Colour, "colour")


def of(organisation: Organisation) -> dict[str, Any]:
    """What the top of a page shows of an organisation."""
    colour = organisation.colour.lower()
    has_logo = organisation.logo_kind in PICTURES
    return {
        "name": organisation.name,
        "help_contact": organisation.help_contact,
        "colour_href": reverse("look-colour", args=[colour[1:]]) if COLOUR.match(colour) else "",
        "logo_href": reverse("look-logo", args=[organisation.id]) if has_logo else "",
    }


@require_GET
def colour(request: HttpRequest, colour: str) -> HttpResponse:
    """The one rule that sets the line at the top."""
    answer = HttpResponse(f":root{{--t-council:#{colour}}}\n", content_type="text/css")
    answer["Cache-Control"] = f"public, max-age={FOR_EVER}, immutable"
    return answer


@require_GET
@login_required
def logo(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The picture, to people of that organisation only; to all others there is none."""
    found = find_own_organisation(cast(Person, request.user), organisation)
    if found is None or not found.logo or found.logo_kind not in PICTURES:
        raise Http404
    picture = bytes(found.logo)
    answer = HttpResponse(picture, content_type=found.logo_kind)
    answer["Cache-Control"] = "private, max-age=3600"
    answer["ETag"] = f'"{hashlib.sha256(picture).hexdigest()[:16]}"'
    return answer


urlpatterns = [
    path("look/<colour:colour>.css", colour, name="look-colour"),
    path("look/logo/<uuid:organisation>", logo, name="look-logo"),
]
