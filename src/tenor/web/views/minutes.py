"""The minutes of a meeting at whatever point they are: what was said, the days that are left, what may be done; and a page to print."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tenor.desk import clock
from tenor.desk.actions.minutes_draft import InHand, find_minutes
from tenor.desk.lookups.history import names_of
from tenor.desk.lookups.pages import page_on
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.offers import offers
from tenor.web.parts.contract_address import contract_address
from tenor.web.views import minutes_shown as shown
from tenor.web.views import minutes_words as words

DOOR = ("see the contract", "comment on minutes")  # minutes go to everybody who attended
Data = dict[str, Any]


@on_contract(*DOOR)
def minutes(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """The page."""
    data = find_data(place, meeting)
    hand = find_minutes(place, meeting) if place.actor.may("issue minutes") else None
    return show(request, "minutes/page.html", place, **_context(place, data, hand))


@on_contract(*DOOR)
def minutes_print(request: HttpRequest, place: Place, meeting: str) -> HttpResponse:
    """The words and where they stand, and nothing else: good on paper."""
    data = find_data(place, meeting)
    if not data["versions"]:
        raise Http404
    return show(request, "minutes/print.html", place, **_context(place, data, None))


@on_contract(*DOOR)
def minutes_sent(request: HttpRequest, place: Place) -> HttpResponse:
    """The minutes that went out: the way in for those who were there and do not see all of the contract."""
    found = page_on(place.contract, place.actor.side, "minutes-sent")["minutes"]
    listed = [{**one, "href": contract_address(place, "minutes", one["meeting"]), "said": words.state_of(one["state"])} for one in found]
    return show(request, "minutes/list.html", place, title=_("Minutes of meetings"), listed=listed, **frame_of(place, ""))


def find_data(place: Place, meeting: str) -> Data:
    """What is known of the minutes of a meeting; there is no such page for a meeting that was not held."""
    try:
        return page_on(place.contract, place.actor.side, f"minutes:{meeting}")
    except LookupError:
        raise Http404 from None


def _context(place: Place, data: Data, hand: InHand | None) -> Data:
    today = clock.today()
    people = shown.People(place, names_of(place.contract))
    open_to = offers(place, data["offers"])
    acts = shown.acts_of(place, data, in_hand=hand is not None)
    items = shown.items_of(place, data, people, open_to)
    final = data["final"]
    text = final["text"] if final and final["text"]["items"] else data["text"]
    waited = words.WAITS_FOR.get(data["state"], "")
    return {
        "title": words.finding(data),
        "data": data,
        "text": text,
        "lines": words.lines_of(place, data, today.isoformat()),
        "clauses": data["ruled"]["clause"] if data["ruled"] else [],
        "practice": words.practice(data),
        "clock": shown.clock_of(data, today),
        "clock_day": shown.day_of_clock(data, today),
        "received": shown.receipt_line(data, people),
        "worked_out": shown.worked_out(data["answer_due"] or data["send"]),
        "items": items,
        "n_items": len(items),
        "quiet": [item for item in items if not (item["remarks"] or item["pair"] or item["withheld"])],
        "general": [shown.remark_of(place, data, people, one, None, open_to) for one in data["remarks"] if not one["item"]],
        "late": [{**one, "who": people.who(one)} for one in data["late"]],
        "answer": {**data["answer"], "who": people.who(data["answer"])} if data["answer"] else None,
        "actions": shown.actions_of(data, people, today),
        "ends": shown.ends_of(place, data, today),
        "acts": acts,
        "turn_line": "" if waited in {act["act"] for act in acts} else words.whose_turn(place, data),
        "hand": hand,
        "final_by": people.who(final) if final else "",
        "checked": words.checked_line(final["checked"]) if final else None,
        "settled": words.settled_line(text["settled"], place),
        "sent_by": people.who(data["versions"][-1]) if data["versions"] else "",
        **frame_of(place, data["meeting"]),
    }


def frame_of(place: Place, meeting: str) -> Data:
    """The frame of the contract, or of the telephone for those who see only a part of it; and the ways from here."""
    narrow = not place.actor.sees_all
    first = "phone" if place.actor.may("see own rows") else "unit"
    return {
        "frame": "phone/base.html" if narrow else "base_contract.html",
        "narrow": narrow,
        **({"home_href": reverse(first, args=[place.contract.pk])} if narrow else {}),
        "page_href": contract_address(place, "minutes", meeting),
        "print_href": contract_address(place, "minutes-print", meeting),
        "meeting_href": "" if narrow else contract_address(place, "meeting", meeting),
        "meetings_href": "" if narrow else contract_address(place, "meetings"),
        "clauses_href": "" if narrow else contract_address(place, "documents"),
    }
