"""Every address of the site, with what to put into it and what it gives: the table from which all walks are made.

A page that is not listed here is walked by nobody, so `test_addresses.py` fails until it is. Who may open a page of a contract is not
written here: the page's own door says it (`on_contract("see the contract")`), and `desk/permissions` says who may do that. Columns:

name        of the address, as the url lists have it
arguments   names of examples (`stage.py` makes them), in the order of the address; "?row": after the question mark, "row=…"
gives       the status for whoever may open it: 200, or 302 (leads on), 405 (only a form is sent there), 404 (nothing there in the cast)
others      what is otherwise, "visitor 403, nobody 200". "nobody": nobody is signed in (302 unless said); "anybody": all, whoever they are,
            as where only a form is sent; or a word of GROUPS
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# The addresses of one contract. A door with acts must be on each.
CONTRACT = """
summary                | contract                     | 200
performance            | contract                     | 200
chart                  | contract year chart key      | 200
why-step               | contract step                | 200
decide                 | contract step                | 200
ladder                 | contract                     | 200
judge                  | contract judged              | 200
why                    | contract kpi period          | 200
rows                   | contract                     | 200
documents              | contract                     | 200
signed-terms           | contract                     | 200
file                   | contract sha256              | 200
history                | contract                     | 200
as-known               | contract                     | 422
query                  | contract query               | 302
entry                  | contract seq                 | 200
what-if                | contract                     | 200
returns                | contract                     | 200
return-columns         | contract                     | 200
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
phone                  | contract                     | 200
phone-manifest         | contract                     | 200
phone-acts             | contract                     | 200 | nobody 401
phone-back             | contract                     | 200
phone-made             | contract dataset             | 200
phone-sent             | contract dataset             | 200
unit                   | contract                     | 200
unit-confirm           | contract                     | 405 | anybody 405
unit-back              | contract ?dataset ?row       | 200 | contract manager 404
minutes-sent           | contract                     | 200
minutes                | contract minutes             | 200
minutes-print          | contract minutes             | 200
minutes-write          | contract minutes             | 200
minutes-received       | contract minutes             | 200
minutes-answer         | contract minutes             | 200
minutes-comment        | contract minutes             | 200
minutes-issue          | contract minutes             | 200
standards              | contract                     | 200
failure                | contract failure             | 200
failure-new            | contract standard            | 200
audit-new              | contract standard            | 200
certificate-new        | contract standard            | 200
audit                  | contract audit               | 200
finding                | contract finding             | 200
certificate            | contract certificate         | 200
information-list       | contract                     | 200
information-new        | contract                     | 200
information            | contract information         | 200
sharing-new            | contract                     | 200
sharing                | contract agreement           | 200
risks                  | contract                     | 200
money                  | contract                     | 200
money-sum              | rich sum                     | 200
money-invoice          | rich                         | 200
letter-cure-day        | rich notice                  | 200
letter-cured           | rich notice                  | 200
decide-find            | rich found_step lifted       | 200
subcontractor-ends     | rich subcontractor           | 200
risk-new               | contract                     | 200
risk                   | contract risk                | 200
capacity               | contract                     | 200
capacity-tell          | contract                     | 200
capacity-problem       | contract problem             | 200 | own part 404
together               | contract                     | 200
actions                | contract                     | 200
action-new             | contract                     | 200
action                 | contract action              | 200
messages               | contract                     | 200
message-new            | contract                     | 200
message                | contract message             | 200
feedback               | contract                     | 200
feedback-give          | contract                     | 200
rate                   | contract                     | 200
themes                 | contract                     | 200
theme-tag              | contract                     | 200
theme-off              | contract                     | 405 | anybody 405
row-themes             | contract dataset row         | 200
flexibility            | contract                     | 200
flexible-ask           | contract                     | 200 | visitor 403
flexible               | contract another_day         | 200
meetings               | contract                     | 200
meeting-new            | contract                     | 200
meeting-new-of         | contract meeting_title       | 200
meeting-new-hold       | contract meeting_title       | 200
meeting-frequency      | contract                     | 200
meeting-frequency-of   | contract series              | 200
meeting-slot           | contract series slot         | 200
meeting-slot-hold      | contract series slot         | 200
meeting                | contract meeting_held        | 200
meeting-agenda         | contract meeting_held        | 200
meeting-again          | contract meeting_called      | 200
meeting-hold           | contract meeting_called      | 200
meeting-sign           | contract meeting_held        | 405 | anybody 405
targets                | contract                     | 200
target-new             | contract                     | 200
target-change          | contract kpi                 | 200
target-end             | contract kpi                 | 200
ending                 | contract                     | 200
training               | contract                     | 200
after                  | contract                     | 200
close                  | contract                     | 200
lessons                | contract                     | 200
checklist              | contract checklist           | 200
duty                   | contract duty                | 200
plans                  | contract                     | 200
plan-new               | contract                     | 200
plan-ask               | contract plan_step           | 200
plan                   | contract plan                | 200
plan-write             | contract plan                | 200 | contract manager 302
plan-sign              | contract plan                | 200
plan-review            | contract plan                | 200
plan-close             | contract plan                | 200
plan-print             | contract plan                | 200
letter-new             | contract letter_step         | 200
letter                 | contract letter_asked        | 200 | supplier contract manager 404
letter-file            | contract letter_asked        | 404
letter-approve         | contract letter_asked        | 200
letter-back            | contract letter_asked        | 200
letter-advise          | contract letter_asked        | 200
letter-issue           | contract letter_asked        | 200
letter-received        | contract letter_asked        | 404
letter-withdraw        | contract letter_asked        | 200
letter-close           | contract letter_asked        | 200
termination            | contract                     | 200
termination-route      | contract                     | 200
termination-invite     | contract gate                | 200
termination-considered | contract gate                | 200
termination-end        | contract                     | 200
"""

# Pages of a contract that answer a program and not a person keep a door of their own: its acts.
OWN_DOORS = {"phone-acts": ("log rows",)}

# The addresses that are of no contract: for whoever is signed in, or open.
SITE = """
home                   |                              | 200 | own part 302
contracts              |                              | 200
saved-views            |                              | 405 | anybody 405
search                 |                              | 200
look-colour            | colour                       | 200 | nobody 200
look-logo              | organisation                 | 404
new-contract           |                              | 403 | setters 200
new-contract-from      | point                        | 403 | setters 200
person                 |                              | 200
session-end            | number                       | 405 | anybody 405
reauthenticate-by-mail |                              | 200
sign-in-link           | nothing                      | 410 | nobody 410
organisation           |                              | 200
people                 |                              | 403 | givers 200
invite-to-organisation |                              | 403 | system owner 200
post                   | post                         | 403 | givers 404, contract manager 200, system owner 200
membership             | membership                   | 403 | givers 404, system owner 200
invitation-again       | invitation                   | 403 | givers 404
invitation             | word                         | 403 | nobody 200
help                   |                              | 200 | nobody 200
accessibility          |                              | 200 | nobody 200
privacy                |                              | 200 | nobody 200
glossary               |                              | 200 | nobody 200
how-do-i-say           |                              | 200 | nobody 200
phone-worker           |                              | 200 | nobody 200
phone-contracts        |                              | 404 | own part 200
"""

# Several people by one word, in the last column.
GROUPS = {
    "own part": ("visitor", "service manager"),  # who are shown their own rows or units and nothing else
    "setters": ("contract manager", "head of service", "equality officer", "legal", "system owner", "outsider"),  # set up contracts
    "givers": ("contract manager", "supplier contract manager", "system owner", "outsider"),  # give roles somewhere
}

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
    return {one.name: one for part, text in parts.items() for one in (_read(line, part) for line in text.strip().splitlines())}


def _read(line: str, part: str) -> Address:
    name, arguments, gives, others = (cell.strip() for cell in f"{line} | ".split("|")[:4])
    pairs = [each.strip().rpartition(" ") for each in others.split(",") if each.strip()]
    exceptions = {who: int(status) for words, _, status in pairs for who in GROUPS.get(words, (words,))}
    return Address(name, tuple(arguments.split()), int(gives), exceptions, part)


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
    acts = getattr(view, "acts", None) or OWN_DOORS.get(pattern.name or "")
    return Route(pattern.name or "", path, view, acts, bool(getattr(view, "signed_in", False)))


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[URLPattern, str]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one, before + str(one.pattern))
        else:
            yield one, before + str(one.pattern)


def address_of(one: Address, given: Mapping[str, str]) -> str:
    """The address with examples put in."""
    missing = [name for name in one.arguments if name.lstrip("?") not in given]
    assert not missing, f"{one.name}: make an example of {missing} in tests/walk/stage.py"
    query = {name[1:]: given[name[1:]] for name in one.arguments if name.startswith("?")}
    found = reverse(one.name, args=[given[name] for name in one.arguments if not name.startswith("?")])
    return f"{found}?{urlencode(query)}" if query else found
