"""Start and end of a contract on one page: what is ready, handed over, trained; what comes after; leaving; how it is over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tenor.desk import clock
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views.ending_words import Data, after_line, days_late, ending_words

CARDS = ("mobilisation", "handover", "exit")


@on_contract("see the contract")
@require_safe
def hub(request: HttpRequest, place: Place) -> HttpResponse:
    """Each part with how it stands and where to go on."""
    data = page_on(place.contract, place.actor.side, "ending")
    today = clock.today().isoformat()
    lists = {name: _list(place, name, data["lists"][name], today) for name in CARDS}
    over = today > data["ending"]["last_day"]
    context = {
        "title": _title(data, today),
        "ready": _ready(data, today),
        "lists": lists,
        "trainings": data["trainings"],
        "missed": [each for each in data["trainings"] if each["attended"] < each["booked"] and not each["actions"]],
        "after": after_line(data, today),
        "decided": data["after"]["decided"],
        "decide_from": data["after"]["decide_from"],
        "near": not over and not data["after"]["decided"] and today >= data["after"]["decide_from"],
        "ending": {**data["ending"], "words": ending_words(data["ending"], over), "over": over},
        "archived": data["archived"],
        "lessons": data["lessons"],
        "returns": data["returns"],
        "starts": data["starts"],
        "ends": data["ends"],
        "may": offers(place, data["offers"]),
        "hrefs": {
            "mobilisation": contract_address(place, "checklist", "mobilisation"),
            "handover": contract_address(place, "checklist", "handover"),
            "exit": contract_address(place, "checklist", "exit"),
            "duties": contract_address(place, "mobilisation"),
            "live": contract_address(place, "go-live"),
            "training": contract_address(place, "training"),
            "after": contract_address(place, "after"),
            "close": contract_address(place, "close"),
            "people": contract_address(place, "contract-people"),
        },
        "contacts": [_duty(place, each) for each in data["ready"]["duties"]],
        "clauses_href": contract_address(place, "documents"),
    }
    return show(request, "ending/hub.html", place, **context)


def _title(data: Data, today: str) -> str:
    """The finding: the first of what matters most on the day."""
    if data["archived"]:
        return _("This contract is archived")
    if today > data["ending"]["last_day"]:
        return ending_words(data["ending"], over=True)
    if not data["after"]["decided"] and today >= data["after"]["decide_from"]:
        return _("Decide what comes after this contract")
    ready = _ready(data, today)
    if ready["left"] and (today <= data["starts"] or not data["ready"]["live"]):
        return str(_("%(done)s of %(n)s done: not fully mobilised") % ready["shown"])
    late = sum(1 for items in data["lists"].values() for item in items if days_late(item, today))
    if late:
        return ngettext("One thing on the lists is late", "%(n)s things on the lists are late", late) % {"n": late}
    if data["after"]["decided"]:
        return after_line(data, today)
    return _("The contract runs; nothing of its start or end is late")


def _ready(data: Data, today: str) -> Data:
    """How much is ready. Once all that the contract asks for is done, the two sides' own list is what is counted."""
    ready, own = data["ready"], [each for each in data["lists"]["mobilisation"] if each["state"] != "not needed"]
    duties = [each for each in ready["duties"] if not each["done"]]
    counted = {"done": sum(each["state"] == "done" for each in own), "n": len(own)} if own and not duties else ready
    shown = {"done": counted["done"], "n": counted["n"]}
    asked = {"done": len(ready["duties"]) - len(duties), "n": len(ready["duties"])}
    return {**ready, "left": ready["n"] - ready["done"], "began": today >= data["starts"], "shown": shown, "asked": asked}


def _list(place: Place, name: str, items: list[Data], today: str) -> Data:
    counted = [each for each in items if each["state"] != "not needed"]
    late = [(each["text"] or each["id"], n) for each in counted if (n := days_late(each, today))]
    return {"n": len(counted), "done": sum(each["state"] == "done" for each in counted), "late": late}


def _duty(place: Place, duty: Data) -> Data:
    return {**duty, "href": contract_address(place, "duty", duty["id"])}
