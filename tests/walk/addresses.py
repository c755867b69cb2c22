"""Every address of the site, with what to put into it and what it gives: the table from which all walks are made.

A page that is not listed here is walked by nobody, so `test_addresses.py` fails until it is. Who may open a page of a contract is not
written here: the page's own door says it (`on_contract("see the contract")`), and `desk/permissions` says who may do that. Columns:

name        of the address, as the url lists have it
arguments   names of examples (`stage.py` makes them), in the order of the address
gives       the status for whoever may open it: 200, or 302 (leads on), 405 (only a form is sent there), 404 (nothing there in the cast)
others      what is otherwise, "visitor 403, nobody 200". "signed in": all who are; "nobody": nobody is signed in (302 unless said).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# The addresses of one contract. A door with acts must be on each.
CONTRACT = """
summary                | contract                     | 200
performance            | contract                     | 200
chart                  | contract year chart key      | 200
why-step               | contract step                | 200
why                    | contract kpi period          | 200
rows                   | contract                     | 200
documents              | contract                     | 200
signed-terms           | contract                     | 200
file                   | contract sha256              | 200
history                | contract                     | 200
as-known               | contract                     | 422
entry                  | contract seq                 | 200
what-if                | contract                     | 200
returns                | contract                     | 200
return-upload          | contract                     | 200
return-receipt         | contract entry               | 200
return-file            | contract entry               | 200
return-confirm         | contract typed               | 200
return-form            | contract ret open            | 200
return-check           | contract ret period          | 200
return-template        | contract ret open kind       | 200
figure                 | contract kpi open            | 200
row                    | contract dataset row         | 200
setup                  | contract                     | 200
setup-terms            | begun                        | 200
setup-check            | begun                        | 200
setup-sign             | begun                        | 200
mobilisation           | contract                     | 200
go-live                | contract                     | 200
readings               | contract                     | 200
reading                | contract reading             | 200
changes                | contract                     | 200
propose-variation      | contract                     | 200
proposal               | contract proposal            | 200
contract-people        | contract                     | 200
contact                | contract side order          | 200 | supplier contract manager 403
contact-leaves         | contract side order          | 200 | supplier contract manager 403
unit-opens             | contract                     | 200
unit-opens-again       | contract unit                | 200
unit-closes            | contract unit                | 200
invite                 | contract                     | 200
"""

# The addresses that are of no contract: for whoever is signed in, or open.
SITE = """
home                   |                              | 200
contracts              |                              | 200
saved-views            |                              | 405 | nobody 405
search                 |                              | 200
look-colour            | colour                       | 200 | nobody 200
look-logo              | organisation                 | 404
new-contract           |                              | 403 | contract manager 200, head of service 200, equality officer 200, legal 200, system owner 200, outsider 200
new-contract-from      | point                        | 403 | contract manager 200, head of service 200, equality officer 200, legal 200, system owner 200, outsider 200
person                 |                              | 200
session-end            | number                       | 405 | nobody 405
reauthenticate-by-mail |                              | 200
sign-in-link           | nothing                      | 410 | nobody 410
organisation           |                              | 200
people                 |                              | 403 | contract manager 200, supplier contract manager 200, system owner 200, outsider 200
invite-to-organisation |                              | 403 | system owner 200
post                   | post                         | 403 | contract manager 200, system owner 200, supplier contract manager 404, outsider 404
membership             | membership                   | 403 | contract manager 404, system owner 200, supplier contract manager 404, outsider 404
invitation-again       | invitation                   | 403 | contract manager 404, system owner 404, supplier contract manager 404, outsider 404
invitation             | word                         | 403 | nobody 200
help                   |                              | 200 | nobody 200
accessibility          |                              | 200 | nobody 200
privacy                |                              | 200 | nobody 200
glossary               |                              | 200 | nobody 200
"""

# The library that signs people in. Whoever is signed in is led on from the pages of signing in.
ACCOUNT = """
account_login                        |               | 302 | nobody 200
account_logout                       |               | 200
account_inactive                     |               | 200 | nobody 200
account_signup                       |               | 302 | nobody 200
account_reauthenticate               |               | 200
account_email                        |               | 200
account_email_verification_sent      |               | 200 | nobody 200
account_change_password              |               | 200
account_set_password                 |               | 302
account_reset_password               |               | 200 | nobody 200
account_confirm_login_code           |               | 302
account_confirm_email                | nothing       | 200 | nobody 200
account_reset_password_from_key_done |               | 200 | nobody 200
account_reset_password_from_key      | uid nothing   | 200 | nobody 200
account_reset_password_done          |               | 200 | nobody 200
account_request_login_code           |               | 302 | nobody 200
mfa_index                            |               | 200
mfa_authenticate                     |               | 302
mfa_reauthenticate                   |               | 302
mfa_activate_totp                    |               | 200
mfa_deactivate_totp                  |               | 404
mfa_view_recovery_codes              |               | 404
mfa_generate_recovery_codes          |               | 200
mfa_download_recovery_codes          |               | 404
mfa_list_webauthn                    |               | 200
mfa_add_webauthn                     |               | 200
mfa_reauthenticate_webauthn          |               | 302
mfa_remove_webauthn                  | number        | 404
mfa_edit_webauthn                    | number        | 404
mfa_login_webauthn                   |               | 302
socialaccount_login_cancelled        |               | 200 | nobody 200
socialaccount_login_error            |               | 401 | nobody 401
socialaccount_signup                 |               | 302
socialaccount_connections            |               | 200
openid_connect_login                 | provider      | 404 | nobody 404
openid_connect_callback              | provider      | 404 | nobody 404
usersessions_list                    |               | 200
"""

OLD = "account/social/"  # where the library's addresses once were: each leads on, none has a name


@dataclass(frozen=True, slots=True)
class Address:
    """One line of the table."""

    name: str
    arguments: tuple[str, ...]
    gives: int
    others: dict[str, int] = field(default_factory=dict)
    part: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One address as the site has it. `acts`: those of its door, any of which opens it; None where it is no page of a contract."""

    name: str
    path: str
    view: Any
    acts: tuple[str, ...] | None
    signed_in: bool


def listed() -> dict[str, Address]:
    """The table, read."""
    parts = {"contract": CONTRACT, "site": SITE, "account": ACCOUNT}
    return {one.name: one for part, text in parts.items() for one in map(lambda line: _read(line, part), text.strip().splitlines())}


def _read(line: str, part: str) -> Address:
    name, arguments, gives, others = (cell.strip() for cell in f"{line} | ".split("|")[:4])
    pairs = [each.strip().rpartition(" ") for each in others.split(",") if each.strip()]
    return Address(name, tuple(arguments.split()), int(gives), {who: int(status) for who, _, status in pairs}, part)


def routes() -> list[Route]:
    """Every address the site answers, as Django knows them."""
    found = [_route(pattern, path) for pattern, path in _patterns(get_resolver("tenor.server.urls"))]
    return [one for one in found if not one.path.startswith((OLD, "parts/"))]


def walked(*parts: str) -> list[Address]:
    """The lines of the table that the site has, of these parts; without any: all."""
    there = {route.name for route in routes()}
    return [one for one in listed().values() if one.name in there and (not parts or one.part in parts)]


def _route(pattern: URLPattern, path: str) -> Route:
    view = pattern.callback
    return Route(pattern.name or "", path, view, getattr(view, "acts", None), bool(getattr(view, "signed_in", False)))


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[URLPattern, str]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one, before + str(one.pattern))
        else:
            yield one, before + str(one.pattern)
