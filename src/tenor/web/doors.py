"""The doors to pages: who is let in, and what every page is given. What is not yours is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from tenor.desk import clock
from tenor.desk.visible import NotFoundError, Place, get_place
from tenor.web.menus import contract_menu
from tenor.web.role_words import role_word

Page = Callable[..., HttpResponse]


def signed_in(page: Page) -> Page:
    """A page for people who are signed in; nothing of it stays in a cache unless the page says how long it holds."""

    @wraps(page)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _refuse_nul(request)
        response = page(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    opened = login_required(door)
    opened.signed_in = True  # type: ignore[attr-defined]  # told, so that a test can hold each page to its door
    return opened


def _refuse_nul(request: HttpRequest) -> None:
    """No keyboard makes the sign NUL, and PostgreSQL takes it in no text: such an address has no page, such a form is no form of ours."""
    if "\x00" in request.path_info or _has_nul(request.GET):
        raise Http404
    if request.method == "POST" and _has_nul(request.POST):
        raise BadRequest("NUL in a form")


def _has_nul(given: QueryDict) -> bool:
    return any("\x00" in text for name, several in given.lists() for text in (name, *several))


def on_contract(*acts: str, unsigned: bool = False) -> Callable[[Page], Page]:
    """A page of one contract (`page(request, place, …)`), for people who may do one of these acts there. A stranger is told that there
    is no such page; somebody of the contract whose role is not enough is told so. `unsigned`: the page is there before the terms are
    signed; from all others the way then leads to the list of what is to be set up."""

    def wrap(page: Page) -> Page:
        @signed_in
        @wraps(page)
        def door(request: HttpRequest, id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
            assert request.user.is_authenticated
            try:
                place = get_place(request.user, id)
            except NotFoundError:
                raise Http404 from None
            if not any(place.actor.may(act) for act in acts):
                raise PermissionDenied
            if not unsigned and place.contract.state == "being set up":
                return redirect("setup", place.contract.pk)
            return page(request, place, *args, **kwargs)

        door.acts = acts  # type: ignore[attr-defined]
        return door

    return wrap


def show(request: HttpRequest, template: str, place: Place | None = None, status: int = 200, **context: Any) -> HttpResponse:
    """A page with the menus of whoever looks. `place`: the contract it is of."""
    given: dict[str, Any] = {"today": clock.today(), **context}
    if place is not None:
        given |= {
            "place": place,
            "contract": place.contract,
            "actor": place.actor,
            # whoever is the supplier's works in the supplier's house
            **({"organisation": place.contract.organisation} if place.side == "buyer" else {}),
            "contract_menu": contract_menu(request, place),
            "person_role": " · ".join(role_word(role) for role in place.actor.roles),
        }
    return render(request, template, given, status=status)
