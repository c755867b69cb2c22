"""What is to be set up, as a list of tasks, each with how far it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.setup_people import people_on
from tenor.desk.lookups.setup_terms import terms_draft
from tenor.desk.visible import Place
from tenor.review.before_start import TITLE
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day

Data = dict[str, Any]
TODO, OPEN, DONE = "act", "open", "done"  # kinds of tag
SIDES = ("buyer", "supplier")


@on_contract("see the contract", unsigned=True)
def setup_page(request: HttpRequest, place: Place) -> HttpResponse:
    """The list of tasks. Before the terms are signed only the first two can be begun."""
    draft = terms_draft(place.contract) if place.contract.state != "signed" else None
    if place.contract.state != "signed":
        may = place.actor.may("set up")
        context: Data = {
            "title": _("Set up this contract"),
            "tasks": _unsigned(place, may),
            "saved_by": draft.saved_by if draft else "",
            "may": may,
        }
        return show(request, "setup/list.html", place, **context)
    data = page_on(place.contract, place.actor.side, "setup")
    tasks = _signed(place, data)
    left = [each for each in tasks if each["kind"] != DONE]
    title = _("This contract is live") if data["live"] else _("Set up this contract")
    context = {"title": title, "tasks": tasks, "n_left": len(left), "live": data["live"], "banners": banners(data), "may": True}
    return show(request, "setup/list.html", place, **context)


def _unsigned(place: Place, may: bool) -> list[Data]:
    later = {"state": _("Once the terms are signed"), "kind": ""}
    first = [
        _task(_("Terms"), contract_address(place, "setup-terms") if may else "", _("can be read"), DONE),
        _task(_("Check what the contract leaves open"), contract_address(place, "setup-check"), _("look, then sign"), TODO),
    ]
    rest = [
        _("Readings: agree how unclear places are read"),
        _("Contacts"),
        _("Units"),
        _("Mobilisation"),
        _("Meeting before the start"),
        _("People who sign in"),
        _("Go live"),
    ]
    return [*first, *({"label": label, "href": "", **later} for label in rest)]


def _signed(place: Place, data: Data) -> list[Data]:
    return [
        _task(
            _("Terms"), contract_address(place, "setup-check"), _("signed"), DONE, hint=_("What the contract leaves open, and its clauses")
        ),
        _readings(place, data["readings"]),
        _contacts(place, data),
        _units(place, data["units"]),
        _mobilisation(place, data),
        _meeting(place, data["meeting"]),
        _people(place),
        _live(place, data["live"]),
    ]


def _task(label: str, href: str, state: str, kind: str, hint: str = "") -> Data:
    return {"label": label, "href": href, "state": state, "kind": kind, "hint": hint}


def _readings(place: Place, found: Data) -> Data:
    n, agreed = found["n"], found["agreed"]
    counted = _("%(agreed)s of %(n)s agreed") % {"agreed": agreed, "n": n}
    kind = DONE if agreed == n else OPEN if found["open"] else TODO
    hint = _("A proposal waits for an answer. Until then the default holds.") if found["open"] else ""
    return _task(_("Readings: agree how unclear places are read"), contract_address(place, "readings"), counted, kind, hint)


def _contacts(place: Place, data: Data) -> Data:
    places = [each for side in data["sides"] for each in side["places"]]
    missing = [each for each in places if each["now"] is None]
    silent = [each for each in places if each["now"] and not each["now"]["email"]]
    if missing or not places:
        state, kind = ngettext("%(n)s missing", "%(n)s missing", len(missing)) % {"n": len(missing) or _("all")}, TODO
    else:
        state, kind = _("all named"), DONE
    hint = ngettext("%(n)s has no email and cannot receive notices", "%(n)s have no email and cannot receive notices", len(silent)) % {
        "n": len(silent)
    }
    return _task(_("Contacts"), contract_address(place, "contract-people"), state, kind, hint if silent else "")


def _units(place: Place, units: list[Data]) -> Data:
    undated = [each["name"] or each["id"] for each in units if each["state"] == "no day"]
    state = (
        _("%(n)s without a day") % {"n": len(undated)}
        if undated
        else ngettext("%(n)s listed", "%(n)s listed", len(units)) % {"n": len(units)}
    )
    href = contract_address(place, "contract-people")
    return _task(_("Units"), f"{href}#units", state, TODO if undated else DONE, ", ".join(undated))


def _mobilisation(place: Place, data: Data) -> Data:
    ready, items = data["ready"], data["items"]
    done, n = sum(1 for each in ready if each["done"]) + items["done"], len(ready) + items["n"]
    if not n:
        return _task(_("Mobilisation"), contract_address(place, "mobilisation"), _("nothing is asked for"), DONE)
    state = _("%(done)s of %(n)s done") % {"done": done, "n": n}
    return _task(_("Mobilisation"), contract_address(place, "mobilisation"), state, DONE if done == n else TODO)


def _meeting(place: Place, found: Data | None) -> Data:
    """What is expected, equality, whom to call: talked through before the first day, and signed by both."""
    label, hint = _("Meeting before the start"), _("What is expected of each side, equality, and both sign")
    if found is None:
        return _task(label, contract_address(place, "meeting-new-of", TITLE), _("not called yet"), TODO, hint)
    states = {"called": _("called"), "held": _("held, signed by %(n)s of 2") % {"n": found["signed"]}}
    state = _("both have signed") if found["signed"] == len(SIDES) else states[found["state"]]
    return _task(label, contract_address(place, "meeting", found["id"]), state, DONE if found["signed"] == len(SIDES) else TODO, hint)


def _people(place: Place) -> Data:
    """People of the other side have to be able to sign in, or nobody can answer."""
    other = "supplier" if place.side == "buyer" else "buyer"
    posts = people_on(place.contract)
    there = [each for each in posts if each.side == other and each.holds]
    state = (
        ngettext("%(n)s of the other side", "%(n)s of the other side", len(there)) % {"n": len(there)}
        if there
        else _("nobody of the other side")
    )
    return _task(_("People who sign in"), f"{contract_address(place, 'contract-people')}#sign-in", state, DONE if there else TODO)


def _live(place: Place, live: Data | None) -> Data:
    state = _("live since %(day)s") % {"day": full_day(live["on"])} if live else _("not yet")
    return _task(_("Go live"), contract_address(place, "go-live"), state, DONE if live else TODO)


def banners(data: Data) -> list[str]:
    """What has to be said plainly above everything else."""
    done = sum(1 for each in data["ready"] if each["done"]) + data["items"]["done"]
    n = len(data["ready"]) + data["items"]["n"]
    found = []
    if done < n:
        found.append(_("%(done)s of %(n)s done: not fully mobilised.") % {"done": done, "n": n})
    for side in data["sides"]:
        first = next((each for each in side["places"] if each["order"] == 1), None)
        if first is None or first["now"] is None:
            left = first["before"][0] if first and first["before"] else None
            gone = (
                _("The person named as manager of %(side)s has left, on %(day)s.") % {"side": side["name"], "day": full_day(left["until"])}
                if left
                else ""
            )
            found.append(gone or _("Nobody is named as manager of %(side)s.") % {"side": side["name"]})
    return found
